import { dayOf } from "../day.ts";
import { weeklyFigures } from "../figures/weekly.ts";
import type { FiguresState } from "../fold/figures.ts";
import { commonsOf, figuresOf, ledgerOf, type State } from "../fold/state.ts";
import type { MemberId } from "../ids.ts";
import type { Outside } from "../outside.ts";
import { mayWrite } from "../rule/right.ts";
import { type OnePerson, onePersonIn } from "../rule/same-person.ts";
import type { FiguresView, ReleaseView } from "../view.ts";
import { myRole, namesIn } from "./person.ts";

type Release = FiguresState["releases"][number];

const releaseState = ({ by, review }: Release, one: OnePerson): ReleaseView["state"] => {
  if (review === null) return "waiting";
  if (review.verdict === "refuse") return "refused";
  return one(by, review.by) ? "void" : "approved";
};

/** Every release, newest first. */
export const releaseViews = (state: State, outside: Outside): ReleaseView[] => {
  const names = namesIn(state, outside);
  const role = myRole(outside);
  const one = onePersonIn(state, outside);
  const mineOf = (release: { by: MemberId; review: unknown }): ReleaseView["mine"] => {
    if (release.review !== null) return "not-waiting";
    if (one(release.by, outside.me)) return "own-proposal";
    return role !== null && mayWrite(role, "reviewFigures") ? "may-decide" : "not-your-role";
  };
  return figuresOf(state)
    .releases.toReversed()
    .map((release) => {
      const { by, review, ...rest } = release;
      return {
        ...rest,
        by: names(by),
        state: releaseState(release, one),
        review: review && { ...review, by: names(review.by) },
        mine: mineOf(release),
      };
    });
};

export const figuresView = (state: State, outside: Outside): FiguresView => {
  const { settings } = commonsOf(state);
  const releases = releaseViews(state, outside);
  const ledger = ledgerOf(state);
  const asOf = dayOf(outside.now);
  const terms = settings && { openedOn: settings.openedOn, asOf, delayDays: settings.figuresDelayDays };
  return {
    organisation: settings?.name ?? "",
    openedOn: settings?.openedOn ?? null,
    published: releases.find((release) => release.state === "approved") ?? null,
    releases,
    draft: ledger && terms && { asOf, delayDays: terms.delayDays, weeks: weeklyFigures(ledger, terms) },
  };
};
