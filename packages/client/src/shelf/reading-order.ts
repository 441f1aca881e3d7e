import type { StreamId } from "@fairlead/protocol";
import type { View } from "../hand.ts";

/**
 * In which order a desk that opens reads the parts of its cases. Whatever is none of these stands before them all: the
 * organisation's own compartments, and what has come since this was written.
 */
export type ReadingOrder = {
  parts: readonly StreamId[];
  /** So many of them are never left for later. */
  pressing: number;
};

/** As it stands on the device: with the far pages where the first of them stand. What has moved since is read later. */
export type Told = ReadingOrder & { pages: readonly number[] };

export const NO_ORDER: Told = { parts: [], pressing: 0, pages: [] };

/** So many parts of cases are read before a desk opens, whether they press or not: it takes no second. */
export const SOON = 600;

type Case = Pick<View["cases"][number], "case" | "checkIns" | "waitingSince" | "writtenAfterClosing" | "decisions"> & {
  mine: boolean;
  statuses: readonly unknown[];
  closed: unknown;
  journeys: readonly Pick<View["cases"][number]["journeys"][number], "state">[];
  parts: readonly { stream: string }[];
};

type Of = { case: string };
/** What of *Today* is about people on the road: no sign of life need have been agreed upon for it. */
type Road = { moving: readonly Of[]; arrivals: readonly Of[]; tickets: readonly Of[] };

/**
 * First where somebody waits for a sign of life, an answer or a decision, is on the road or may be lost; then one's own; then
 * as they are listed.
 *
 * @param claimed all that is called a part of a case. What no case names is read last: before the part that is really meant
 * is there, it would be taken for it. [CO5]
 */
export function readingOrder(
  { cases, today }: { cases: readonly Case[]; today: Road },
  claimed: Iterable<StreamId>,
): ReadingOrder {
  const road = new Set([...today.moving, ...today.arrivals, ...today.tickets].map((one) => one.case));
  const pressing = new Set(cases.filter((one) => road.has(one.case) || presses(one)));
  const rank = (one: Case) => (pressing.has(one) ? 0 : one.mine && one.closed === null ? 1 : 2);
  const streamsOf = (some: Iterable<Case>) =>
    [...some].flatMap(({ parts }) => parts.map(({ stream }) => stream as StreamId));
  const ranked = cases.toSorted((a, b) => rank(a) - rank(b));
  return { parts: [...new Set([...streamsOf(ranked), ...claimed])], pressing: streamsOf(pressing).length };
}

function presses({
  checkIns,
  waitingSince,
  writtenAfterClosing,
  decisions,
  statuses,
  closed,
  journeys,
}: Case): boolean {
  return (
    checkIns.some((one) => one.closed === null) ||
    waitingSince !== null ||
    writtenAfterClosing !== null ||
    decisions.some(({ state }) => state === "waiting" || state === "ordered") ||
    journeys.some(({ state }) => state === "planned" || state === "moving") ||
    (statuses.length > 0 && closed === null)
  );
}

/** @param atOnce so many may be read before the desk opens, whether they press or not */
export function inTwo(
  { parts, pressing }: ReadingOrder,
  streams: readonly StreamId[],
  atOnce: number,
): { first: readonly StreamId[]; waiting: readonly StreamId[] } {
  const here = new Set(streams);
  const waiting = parts.slice(Math.max(pressing, atOnce)).filter((stream) => here.has(stream));
  const mayWait = new Set(waiting);
  return { first: streams.filter((stream) => !mayWait.has(stream)), waiting };
}
