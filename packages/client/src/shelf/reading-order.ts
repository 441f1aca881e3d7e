import type { StreamId } from "@fairlead/protocol";
import type { View } from "../hand.ts";

/**
 * In which order a desk that opens reads the parts of its cases. Whatever is no part of one of these stands before them
 * all: the organisation's own compartments, and what has come since this was written.
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

type Case = Pick<View["cases"][number], "checkIns" | "waitingSince" | "writtenAfterClosing" | "decisions"> & {
  mine: boolean;
  status: unknown;
  closed: unknown;
  parts: readonly { stream: string }[];
};

/** First where somebody waits for a sign of life, an answer or a decision, or may be lost; then one's own; then as they are listed. */
export function readingOrder(cases: readonly Case[]): ReadingOrder {
  const rank = (one: Case) => (presses(one) ? 0 : one.mine && one.closed === null ? 1 : 2);
  const streamsOf = (some: readonly Case[]) =>
    some.flatMap(({ parts }) => parts.map(({ stream }) => stream as StreamId));
  const ranked = cases.toSorted((a, b) => rank(a) - rank(b));
  return { parts: streamsOf(ranked), pressing: streamsOf(cases.filter(presses)).length };
}

function presses({ checkIns, waitingSince, writtenAfterClosing, decisions, status, closed }: Case): boolean {
  return (
    checkIns.some((one) => one.closed === null) ||
    waitingSince !== null ||
    writtenAfterClosing !== null ||
    decisions.some(({ state }) => state === "waiting" || state === "ordered") ||
    (status !== null && closed === null)
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
