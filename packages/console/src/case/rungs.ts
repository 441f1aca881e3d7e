/** A ladder while it is being written: who is told, and how many minutes past due. */
import type { CheckInView, MemberId } from "@fairlead/casework";
import { MINUTE } from "../say/spans.ts";

/** `after`: as it was typed. `key` tells two rungs apart that say the same. */
export type Rung = { key: number; member: MemberId | ""; after: string };

/** What a check-in is armed with at most. */
export const RUNGS_MOST = 16;
/** Longer than a week nobody waits before anyone is told: a slip of the finger would be a silence. */
export const MINUTES_MOST = 7 * 24 * 60;
const RUNGS_FIRST = 3;
const APART = 20;

/** Whole minutes; null: it is none, or out of all bounds. */
export const minutesIn = (typed: string): number | null => {
  if (!/^\d{1,5}$/.test(typed.trim())) return null;
  const minutes = Number(typed);
  return minutes <= MINUTES_MOST ? minutes : null;
};

/** Three to begin with: as the grace ends, and every twenty minutes after it. */
export const firstRungs = (grace: number, called: readonly MemberId[]): Rung[] =>
  Array.from({ length: RUNGS_FIRST }, (_, key) => ({
    ...{ key, member: called[key] ?? "", after: String(grace + key * APART) },
  }));

/**
 * Those of one that was closed, at its own minutes. Whoever is out is passed over, and whoever comes after is told as early
 * as they would have been.
 */
export const rungsLike = (
  { due, ladder }: Pick<CheckInView, "due" | "ladder">,
  isIn: (member: MemberId) => boolean,
): Rung[] => {
  const called = ladder.map(({ person }) => person.id).filter(isIn);
  return ladder.flatMap(({ at }, key) => {
    const member = called[key];
    return member === undefined ? [] : [{ key, member, after: String((at - due) / MINUTE) }];
  });
};

export const withOneMore = (rungs: readonly Rung[], grace: number): Rung[] => {
  const last = Math.max(grace - APART, ...rungs.map(({ after }) => minutesIn(after) ?? 0));
  return [...rungs, { key: Math.max(-1, ...rungs.map(({ key }) => key)) + 1, member: "", after: String(last + APART) }];
};

/** Minutes are counted from when it was due; who lets the grace grow means that all of them wait as much longer. */
export const movedBy = (rungs: readonly Rung[], minutes: number): Rung[] =>
  rungs.map((rung) => {
    const after = minutesIn(rung.after);
    return after === null ? rung : { ...rung, after: String(Math.max(0, after + minutes)) };
  });

/** `than`: minutes past due at which the one before is told, or at which the grace ends. */
export type RungFault =
  | { kind: "no-minutes"; rung: number }
  | { kind: "within-grace" | "backwards"; rung: number; than: number };

/** The first rung that cannot be as it stands. Those that name nobody are no rungs. */
export const faultIn = (rungs: readonly Rung[], grace: number): RungFault | null => {
  let before = grace;
  let isFirst = true;
  for (const [rung, { member, after }] of rungs.entries()) {
    if (member === "") continue;
    const minutes = minutesIn(after);
    if (minutes === null) return { kind: "no-minutes", rung };
    // The server tells nobody before the grace is over, whatever stands here.
    if (minutes < grace) return { kind: "within-grace", rung, than: grace };
    if (!isFirst && minutes < before) return { kind: "backwards", rung, than: before };
    before = minutes;
    isFirst = false;
  }
  return null;
};

/** As it is armed: only of a ladder without fault. */
export const ladderIn = (rungs: readonly Rung[]): { afterMinutes: number; member: MemberId }[] =>
  rungs.flatMap(({ member, after }) => {
    const afterMinutes = minutesIn(after);
    return member === "" || afterMinutes === null ? [] : [{ afterMinutes, member }];
  });
