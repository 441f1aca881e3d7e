/**
 * Whom the server calls for a letter that nobody attends to: who is on duty at that hour; where nobody on duty can be
 * called, those who stand by, at once; and they in any case after some minutes more. Tokens and minutes, no names.
 */
import { DAY, MINUTE } from "../day.ts";
import type { BellSaid, DutyState, Shift } from "../fold/duty.ts";
import type { MemberId } from "../ids.ts";
import { gapsIn } from "./spans.ts";

/** Minutes since 1970, multiples of five. */
export type LadderRung = { delay: number; token: string; from: number | null; until: number | null };

const STEP = 5;
/** Shifts in a ladder: further ahead ones follow as these pass. */
const SHIFTS = 36;
const RUNGS = 96;

const down = (ms: number): number => Math.floor(ms / MINUTE / STEP) * STEP;
const up = (ms: number): number => Math.ceil(ms / MINUTE / STEP) * STEP;

export const ladderOf = (
  duty: Pick<DutyState, "limits" | "shifts" | "bells">,
  active: ReadonlySet<MemberId>,
  now: number,
): LadderRung[] => {
  const { limits, shifts, bells } = duty;
  if (limits === null) return [];
  const callable = [...bells].filter(([member]) => active.has(member));
  const on = [...shifts.values()]
    .filter(({ until, member }) => until > now && active.has(member) && bells.has(member))
    .toSorted((a, b) => a.from - b.from || (a.shift < b.shift ? -1 : 1))
    .slice(0, SHIFTS);
  const standBy = callable.filter(([, bell]) => bell.standBy).map(([, { token }]) => token);
  const gaps = gapsIn(on, { from: now, until: null });
  const rungs = [
    ...on.map((shift) => rungOf(shift, bells)),
    ...standBy.map((token) => ({ delay: limits.standByMinutes, token, from: null, until: null })),
    ...gaps.flatMap(({ from, until }) =>
      standBy.map((token) => ({ delay: 0, token, from: down(from), until: until === null ? null : up(until) })),
    ),
  ];
  return fromNowOn(rungs, now).slice(0, RUNGS);
};

/**
 * For a case's letters: whoever answers for it, and the stand-in, first; then those who are called for any letter. Where
 * neither of the two can be called nobody waits for them.
 */
export const caseLadderOf = (
  duty: Pick<DutyState, "limits" | "shifts" | "bells">,
  active: ReadonlySet<MemberId>,
  now: number,
  { owner, standIn }: { owner: MemberId | null; standIn: MemberId | null },
): LadderRung[] => {
  const first = [owner, standIn].flatMap((member) =>
    member !== null && active.has(member) ? (duty.bells.get(member)?.token ?? []) : [],
  );
  const wait = first.length === 0 ? 0 : Math.max(STEP, duty.limits?.standByMinutes ?? 0);
  const then = ladderOf(duty, active, now).map((rung) => ({ ...rung, delay: rung.delay + wait }));
  const own = first.map((token): LadderRung => ({ delay: 0, token, from: null, until: null }));
  return fromNowOn([...own, ...then.slice(0, RUNGS - own.length)], now);
};

/** What of it counts in the next day: a case's desk is told of a changed rota when it matters, not at each planning. */
export const withinADay = (rungs: readonly LadderRung[], now: number): LadderRung[] =>
  rungs.filter(({ from }) => from === null || from < now / MINUTE + DAY / MINUTE);

const rungOf = ({ member, from, until }: Shift, bells: ReadonlyMap<MemberId, BellSaid>): LadderRung => ({
  delay: 0,
  token: bells.get(member)?.token ?? "",
  from: down(from),
  until: up(until),
});

/** What of a ladder still says anything: what is past is left out, so that two of them can be held side by side. */
export const fromNowOn = (rungs: readonly LadderRung[], now: number): LadderRung[] => {
  const minute = down(now);
  const left = rungs
    .filter(({ until }) => until === null || until > minute + STEP)
    .map((rung) => ({ ...rung, from: rung.from === null || rung.from <= minute + STEP ? null : rung.from }));
  const key = ({ delay, token, from, until }: LadderRung) => JSON.stringify([from ?? 0, delay, token, until]);
  return [...new Map(left.map((rung) => [key(rung), rung])).entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, rung]) => rung);
};
