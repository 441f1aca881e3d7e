import { arrivalsDue } from "../arrival/due.ts";
import { HOUR } from "../day.ts";
import type { State } from "../fold/state.ts";
import { movingViews } from "../moving/view.ts";
import { isOutOf, type Outside } from "../outside.ts";
import { asksForSomebody } from "../ticket/view.ts";
import type { CaseView, CheckInView, QueueView, ThreadView, TodayView } from "../view.ts";
import { caseViews, inDanger } from "./case.ts";
import { consentsDue } from "./consent.ts";
import { releaseViews } from "./figures.ts";
import { spineReaders } from "./part.ts";
import { myTasksView } from "./plan.ts";
import { queueView } from "./queue.ts";

/** How far *Next hours* looks. */
const AHEAD = 12 * HOUR;

const OVERDUE = new Set<CheckInView["state"]>(["missed", "in-grace", "due", "acknowledged"]);

/** Threads that stand on *Today*: in danger, or nobody has asked yet and the caller waits. */
const pressing = (thread: ThreadView): boolean =>
  thread.aside === null &&
  (thread.urgency.level === "now" || (thread.standing === "waiting" && thread.urgency.level === "unknown"));

const loadOf = (cases: readonly CaseView[]): TodayView["load"] => {
  const open = cases.filter((view) => view.closed === null && view.stage !== "declined" && view.stage !== "withdrawn");
  const own = open.filter((view) => view.mine);
  const at = (level: CaseView["urgency"]["level"]) => own.filter((view) => view.urgency.level === level).length;
  return {
    now: at("now"),
    soon: at("soon"),
    later: at("later"),
    unknown: at("unknown"),
    total: own.length,
    standIn: open.filter((view) => !view.mine && view.standIn?.me === true).length,
  };
};

const nextHoursOf = (
  cases: readonly CaseView[],
  threads: readonly ThreadView[],
  now: number,
): TodayView["nextHours"] => {
  const soon = (at: number) => at >= now && at <= now + AHEAD;
  return cases
    .flatMap((view): TodayView["nextHours"] => {
      const { urgency, checkIns, decisions } = view;
      const again = urgency.askAgainAt !== null && soon(urgency.askAgainAt) ? urgency.askAgainAt : null;
      // As it is with most of thousands, at each look.
      if (view.closed !== null || (again === null && checkIns.length === 0 && decisions.length === 0)) return [];
      const of = { case: view.case, mailbox: null, alias: view.alias };
      const closing = decisions.filter(({ expires }) => soon(expires));
      return [
        ...checkIns
          .filter((checkIn) => checkIn.state === "waiting" && checkIn.drill === null && soon(checkIn.due))
          .map(({ due: at, wording }) => ({ at, ...of, kind: "check-in" as const, wording })),
        ...closing
          .filter(({ state }) => state === "waiting")
          .map(({ expires: at, text: wording }) => ({ at, ...of, kind: "decision-closes" as const, wording })),
        ...closing
          .filter(({ state }) => state === "ordered")
          .map(({ expires: at, text: wording }) => ({ at, ...of, kind: "review-due" as const, wording })),
        ...(again === null ? [] : [{ at: again, ...of, kind: "urgency-ages" as const, wording: "" }]),
      ];
    })
    .concat(
      threads
        .flatMap(({ declines }) => declines)
        .filter((decline) => decline.state === "waiting" && soon(decline.expires))
        .map(({ expires, mailbox, alias, text }) => ({
          at: expires,
          case: null,
          mailbox,
          alias,
          kind: "decision-closes" as const,
          wording: text,
        })),
    )
    .toSorted((a, b) => a.at - b.at);
};

/** What is wrong, for whom, by when, what do I do: overdue check-ins first. */
export const todayView = (
  state: State,
  outside: Outside,
  cases: readonly CaseView[] = caseViews(state, outside),
  { threads }: Pick<QueueView, "threads"> = queueView(state, outside),
): TodayView => {
  const decisions = [
    ...cases.flatMap((view) => view.decisions),
    ...threads.flatMap(({ declines }) => declines),
  ].toSorted((a, b) => a.expires - b.expires);
  const open = (decision: { state: string }) => decision.state === "waiting" || decision.state === "ordered";
  return {
    overdue: cases
      .flatMap((view) => view.checkIns)
      .filter((checkIn) => OVERDUE.has(checkIn.state))
      .toSorted((a, b) => Number(a.drill !== null) - Number(b.drill !== null) || b.overdue - a.overdue),
    ladders: cases
      .flatMap((view) => view.checkIns)
      .filter(({ state: is, ladder }) => is === "waiting" && ladder.some((rung) => rung.state === "out"))
      .toSorted((a, b) => a.due - b.due),
    inDanger: threads.filter(pressing),
    casesInDanger: cases.filter(inDanger),
    writtenToClosed: cases.filter((view) => view.writtenAfterClosing !== null && !inDanger(view)),
    waitingForMe: decisions.filter((decision) => decision.mine === "may-decide"),
    reassess: cases.filter(
      ({ assessment, mine, standIn }) => (assessment?.again.length ?? 0) > 0 && (mine || standIn?.me === true),
    ),
    ownerOut: cases.filter((view) => view.closed === null && isOutOf(spineReaders(view), outside, view.owner.id)),
    nightMoves: decisions.filter(({ state: stands }) => stands === "ordered"),
    figuresForMe: releaseViews(state, outside).filter((release) => release.mine === "may-decide"),
    mineWaiting: decisions.filter((decision) => open(decision) && decision.proposedBy.me),
    consents: consentsDue(cases),
    load: loadOf(cases),
    papers: cases
      .filter((view) => view.closed === null)
      .flatMap((view) => view.papers)
      .toSorted((a, b) => a.days - b.days),
    nextHours: nextHoursOf(cases, threads, outside.now),
    tickets: cases.flatMap(({ case: theCase, alias, tickets }) =>
      tickets.filter(asksForSomebody).map((ticket) => ({ ...ticket, case: theCase, alias })),
    ),
    arrivals: arrivalsDue(cases),
    moving: movingViews(cases, outside.now),
    tasks: myTasksView(state, outside, cases),
    answering: threads.filter((thread) => thread.claim?.mine === true),
  };
};
