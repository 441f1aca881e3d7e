import { HOUR } from "../day.ts";
import { caseOf, commonsOf, intakeOf, type State, streamOf } from "../fold/state.ts";
import type { StreamId } from "../ids.ts";
import type { ErasureSeen, Outside } from "../outside.ts";
import { eraseAtHour, erasureHolds, interpretingEnd } from "../rule/erasure.ts";
import type { ErasureAlarm } from "../view.ts";
import { namesIn } from "./person.ts";

/**
 * Compartments that run out although their case was not closed by the same hand, and those of no case at all. A part
 * of a case whose spine this member does not hold is judged by those who do.
 */
export const erasureAlarms = (state: State, outside: Outside): ErasureAlarm[] => {
  const names = namesIn(state, outside);
  return [...outside.erasures]
    .toSorted(([, a], [, b]) => a.hour - b.hour)
    .flatMap(([stream, erasure]): ErasureAlarm[] => {
      const of = placeOf(state, stream, erasure);
      if (of === null) return [];
      return [{ stream, ...of, at: erasure.hour * HOUR, by: names(erasure.by), setAt: erasure.at }];
    });
};

/** null: nothing is wrong, or nothing can be said. */
const placeOf = (state: State, stream: StreamId, erasure: ErasureSeen): Pick<ErasureAlarm, "case" | "alias"> | null => {
  const compartment = state.streams.get(stream)?.begun?.compartment;
  if (compartment?.about === "thread") return holdsForThread(state, stream, erasure) ? null : { case: null, alias: "" };
  if (compartment?.about !== "case") return { case: null, alias: "" };
  const known = caseOf(state, compartment.case);
  if (known === null && compartment.part !== "contact") return null;
  const place = { case: compartment.case, alias: known?.contact.opened?.alias ?? "" };
  const isPart =
    known?.parts.some((part) => part.stream === stream) === true ||
    known?.contact.prunings.some(({ from }) => from === stream) === true;
  return isPart && erasureHolds(known.contact.closed, erasure, commonsOf(state)) ? null : place;
};

/**
 * What an interpreter had of a thread runs out once the thread was closed or is a case's, and not sooner than any case.
 * The interpreter, who does not hold the intake, cannot judge it and is told nothing.
 */
const holdsForThread = (state: State, stream: StreamId, { hour }: ErasureSeen): boolean => {
  if (streamOf(state, "intake") === null) return true;
  const end = interpretingEnd(
    [...intakeOf(state).threads.values()].find(({ interpreting }) => interpreting.some((one) => one.stream === stream)),
  );
  return end !== null && hour >= eraseAtHour(end.at, end.days);
};
