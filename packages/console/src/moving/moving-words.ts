import { isUnheard, type MovingView } from "@fairlead/casework";
import type { Words } from "../say/words.tsx";

/** When they were last heard of, and by what. */
export const signText = ({ t, days }: Words, { lastSign }: MovingView, now: number): string =>
  lastSign === null
    ? t("moving.no-sign")
    : t(`moving.sign.${lastSign.kind}`, { at: days.when(lastSign.at, now), who: lastSign.who });

/** What is to be heard next, and by when. */
export const nextText = (
  { t, days }: Words,
  { nextCheckIn, next, state, departs }: MovingView,
  now: number,
): string => {
  if (state === "starts" && departs !== null && departs > now)
    return t("moving.next.set-out", { at: days.when(departs, now) });
  if (nextCheckIn !== null && nextCheckIn.due > now)
    return t("moving.next.check-in", { at: days.when(nextCheckIn.due, now) });
  return next === null ? t("moving.next.nothing") : t(`moving.next.${next.kind}`, { at: days.when(next.due, now) });
};

/** Why it is red, in one sentence; null: it is not. */
export const unheardText = (
  words: Words,
  { silent, lost, lastSign, people }: MovingView,
  now: number,
): string | null => {
  const { t, days } = words;
  if (silent !== null)
    return lastSign === null
      ? t("moving.never-heard", { at: days.when(silent.due, now) })
      : t("moving.unheard", { age: days.age(now - lastSign.at), at: days.when(silent.due, now) });
  if (lost === null) return null;
  const at = days.when(lost.at, now);
  return lost.people >= people ? t("moving.lost", { at }) : t("moving.lost-some", { n: lost.people, of: people, at });
};

/** They said so, and nobody has answered; null: they did not. */
export const dangerText = ({ t, days }: Words, { danger }: MovingView, now: number): string | null =>
  danger === null ? null : t("moving.danger", { at: days.when(danger, now) });

/** Red, whatever else is so of them. */
export const isGrave = (one: MovingView): boolean => one.danger !== null || isUnheard(one);

export const lateText = ({ t, days }: Words, { late }: MovingView, now: number): string | null =>
  late === null ? null : t(`moving.late.${late.kind}`, { at: days.when(late.due, now), age: days.age(now - late.due) });

/** Steps of a play-book that are open. Whoever wrote them named no hour for some: those are not due by now. */
export const stepsText = (
  { t, days }: Words,
  { open: n, due }: NonNullable<MovingView["steps"]>,
  now: number,
): string =>
  due === null ? t("play-book.open-steps-whenever", { n }) : t("play-book.open-steps", { n, at: days.when(due, now) });

type Clock = { at: number; of: "danger" | "unheard" | "agreed" | "lost" | "late" | "since" | "starts" | "next" };

/** What stands big: since when, or until when. `at` of what is still to come lies ahead. null: no hour was agreed. */
export const clockOf = (one: MovingView, now: number): Clock | null => {
  const { danger, silent, lost, lastSign, late, problem, nextCheckIn, next, departs } = one;
  if (danger !== null) return { at: danger, of: "danger" };
  if (isUnheard(one) && lastSign !== null) return { at: lastSign.at, of: "unheard" };
  if (silent !== null) return { at: silent.due, of: "agreed" };
  if (lost !== null) return { at: lost.at, of: "lost" };
  if (late !== null) return { at: late.due, of: "late" };
  if (problem !== null) return { at: problem.at, of: "since" };
  if (one.state === "starts") return { at: departs ?? now, of: "starts" };
  const due = nextCheckIn?.due ?? next?.due;
  return due === undefined ? null : { at: due, of: "next" };
};
