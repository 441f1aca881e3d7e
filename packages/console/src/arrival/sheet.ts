import {
  ARRIVAL_LINES,
  type ArrivalAnswer,
  type ArrivalLine,
  type CaseView,
  type JourneyView,
  needsResponse,
  type OldPhone,
  stageOnArrival,
  statusOfPerson,
  type ThingView,
} from "@fairlead/casework";
import type { ArrivalSheet } from "@fairlead/client";
import { HOUR } from "../say/spans.ts";

/** `note`: why not; `task`: what is asked of somebody. Both are kept while somebody changes their mind. */
export type Line = { is: ArrivalAnswer | null; note: string; task: string };
export type Lines = Record<ArrivalLine, Line>;

export type Filled = {
  lines: Lines;
  arrivedAt: number;
  moves: boolean;
  people: number;
  oldPhone: OldPhone;
  phones: readonly { thing: ThingView; gone: boolean; known: boolean }[];
  safe: string;
  danger: string;
  /** null: the one that stands is enough. */
  checkIn: { due: number; wording: string } | null;
};

/** What the screen says in the record's words. */
export type Said = { moveReason: string; phoneReason: string; markSource: string };

/** Due in the plan: what is needed on the first day is not needed on the second. */
const TASK_WITHIN = 12 * HOUR;
const GRACE = 30;
const NEXT_TOLD = 20;

/** As it was written last, or with nothing said. */
export const linesOf = (journey: JourneyView, taskFor: (line: ArrivalLine) => string): Lines =>
  Object.fromEntries(
    ARRIVAL_LINES.map((line): [ArrivalLine, Line] => {
      const said = journey.arrival?.lines.find((one) => one.line === line);
      return [line, { is: said?.is ?? null, note: said?.note ?? "", task: taskFor(line) }];
    }),
  ) as Lines;

/** What it arranges is arranged once: a line that was so before arranges nothing again. */
export const isNew = (journey: JourneyView, lines: Lines, line: ArrivalLine, is: ArrivalAnswer): boolean =>
  lines[line].is === is && journey.arrival?.lines.find((one) => one.line === line)?.is !== is;

/** Whom this journey brought, with those who came before them on the same move of the case: nobody was counted then. */
export const peopleOf = (one: CaseView, { journey, party }: JourneyView): number => {
  const { people, journeys, stageSince } = one;
  const before = journeys.filter(
    (one) => one.journey !== journey && one.ended?.how === "arrived" && one.ended.at >= stageSince,
  );
  // Who was taken on the way, or is not heard of, did not come.
  const isThere = (person: string) => !needsResponse(statusOfPerson(one, person)?.status ?? "well");
  const travelled = new Set([...party, ...before.flatMap((each) => each.party)]);
  const came = new Set([...travelled].filter(isThere));
  return Math.max(1, Math.min(people, came.size));
};

/** Telephones of the register that the case used, and who else did. Ones that are used no more are gone already. */
export const phonesOf = (one: CaseView, things: readonly ThingView[]): { thing: ThingView; shared: boolean }[] =>
  things
    .filter((thing) => thing.kind === "telephone" && thing.retired === null)
    .flatMap((thing) =>
      thing.uses.some((use) => use.case === one.case)
        ? [{ thing, shared: thing.uses.some((use) => use.case !== one.case) }]
        : [],
    );

/** Lines that nobody has answered, or answered without what the answer needs. */
export const openLines = (journey: JourneyView, { lines, safe, checkIn }: Filled, now: number): ArrivalLine[] =>
  ARRIVAL_LINES.filter((line) => {
    const { is, note, task } = lines[line];
    if (is === null) return true;
    if (is === "not") return note.trim() === "";
    if (is === "task") return task.trim() === "";
    if (line === "signals" && isNew(journey, lines, line, "done")) return safe.trim() === "";
    return line === "check-in" && checkIn !== null && (checkIn.due <= now || checkIn.wording.trim() === "");
  });

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/** What became of it, where somebody has said. */
const oldPhoneOf = ({ lines, oldPhone }: Filled): OldPhone | null => {
  const { is } = lines["old-phone"];
  return is === "done" ? oldPhone : is === "not" ? "kept" : null;
};

export const sheetOf = (one: CaseView, journey: JourneyView, filled: Filled, said: Said, now: number): ArrivalSheet => {
  const { lines, arrivedAt, moves, people, phones, safe, danger, checkIn } = filled;
  const mailbox = one.mailboxes.at(-1)?.mailbox;
  const becomes = (line: ArrivalLine, is: ArrivalAnswer) => isNew(journey, lines, line, is);
  const told = [one.owner.id, ...(one.standIn === null ? [] : [one.standIn.id])];
  return {
    journey: journey.journey,
    journeyOver: journey.version,
    arrivedAt,
    lines: ARRIVAL_LINES.map((line) => {
      const { is, note } = lines[line];
      return { line, is: is ?? "not", note: is === "not" ? note.trim() : "" };
    }),
    oldPhone: oldPhoneOf(filled),
    over: journey.arrival?.version ?? 0,
    ...(moves && stageOnArrival(one.stage) !== null
      ? { move: { people: people === one.people ? null : people, reason: said.moveReason } }
      : {}),
    ...(becomes("signals", "done") && mailbox !== undefined
      ? { signals: { mailbox, safe: orNull(safe), danger: orNull(danger) } }
      : {}),
    ...(becomes("check-in", "done") && checkIn !== null
      ? {
          checkIn: {
            due: checkIn.due,
            graceMinutes: GRACE,
            expectedFrom: "party",
            wording: checkIn.wording.trim(),
            ladder: told.map((member, index) => ({ afterMinutes: GRACE + index * NEXT_TOLD, member })),
          },
        }
      : {}),
    tasks: ARRIVAL_LINES.filter((line) => becomes(line, "task")).map((line) => ({
      text: lines[line].task.trim(),
      owner: one.owner.id,
      standIn: one.standIn?.id ?? null,
      due: now + TASK_WITHIN,
      from: { kind: "own" },
    })),
    phones: becomes("old-phone", "done")
      ? phones
          .filter(({ gone }) => gone)
          .map(({ thing, known }) => ({
            ...{ thing: thing.thing, over: thing.version, reason: said.phoneReason },
            mark: known && thing.marked === null ? said.markSource : null,
          }))
      : [],
  };
};
