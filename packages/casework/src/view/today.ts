import { arrivalsDue } from "../arrival/due.ts";
import { HOUR } from "../day.ts";
import type { State } from "../fold/state.ts";
import { movingViews, travels } from "../moving/view.ts";
import { isOutOf, type Outside } from "../outside.ts";
import { asksForSomebody } from "../ticket/view.ts";
import type { CaseView, CheckInView, DecisionView, QueueView, ThreadView, TodayView } from "../view.ts";
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

/** What of a case counts on *Today* before any of it is looked through. */
type Brief = {
  /** It has something of which a line may stand there, now or later. */
  speaks: boolean;
  askAgainAt: number | null;
  /** Its assessment is asked for again, of whoever looks. */
  again: boolean;
  /** Its owner reads it, and not for a shift alone. */
  ownerReads: boolean;
  /** Where its load is counted; null: closed, declined or withdrawn, or somebody else's. */
  load: CaseView["urgency"]["level"] | "standIn" | null;
};

/** Once for each view: most of thousands have nothing to say, and are the same objects at the next look. */
const briefs = new WeakMap<CaseView, Brief>();

const briefOf = (view: CaseView): Brief => {
  const before = briefs.get(view);
  if (before !== undefined) return before;
  const lists = [
    view.checkIns,
    view.decisions,
    view.papers,
    view.consents,
    view.tickets,
    view.journeys,
    view.plan.open,
  ];
  const speaks =
    view.waitingSince !== null ||
    view.writtenAfterClosing !== null ||
    view.left !== null ||
    lists.some((list) => list.length > 0) ||
    travels(view);
  const isOpen = view.closed === null && view.stage !== "declined" && view.stage !== "withdrawn";
  const standsIn = view.standIn?.me === true ? ("standIn" as const) : null;
  const load = isOpen ? (view.mine ? view.urgency.level : standsIn) : null;
  const why = view.assessment?.again ?? [];
  // Whose owner is marked waits for whoever else holds it.
  const again =
    why.length > 0 && (view.mine || standsIn !== null || why.some((one) => one.kind === "member" && one.owns));
  const askAgainAt = view.closed === null ? view.urgency.askAgainAt : null;
  const ownerReads = spineReaders(view).some(({ id, until }) => id === view.owner.id && until === null);
  const brief = { speaks, askAgainAt, again, ownerReads, load };
  briefs.set(view, brief);
  return brief;
};

/** What is looked for among all cases, in one walk: with thousands, each walk is felt. */
const sift = (cases: readonly CaseView[], outside: Outside) => {
  // Almost never is anybody out: then thousands of cases are not looked through for them.
  const someoneIs = outside.members.some(({ standing }) => standing !== "active");
  const load: TodayView["load"] = { now: 0, soon: 0, later: 0, unknown: 0, total: 0, standIn: 0 };
  const [speaking, reassess, ownerOut, ahead]: [CaseView[], CaseView[], CaseView[], CaseView[]] = [[], [], [], []];
  for (const view of cases) {
    const { speaks, again, ownerReads, askAgainAt, load: at } = briefOf(view);
    if (speaks) speaking.push(view);
    if (again) reassess.push(view);
    if (speaks || (askAgainAt !== null && isAhead(askAgainAt, outside.now))) ahead.push(view);
    const { owner } = view;
    if ((someoneIs || !ownerReads) && view.closed === null && isOutOf(spineReaders(view), outside, owner.id))
      ownerOut.push(view);
    if (at === null) continue;
    load[at] += 1;
    if (at !== "standIn") load.total += 1;
  }
  return { speaking, reassess, ownerOut, ahead, load };
};

const isAhead = (at: number, now: number): boolean => at >= now && at <= now + AHEAD;

const nextHoursOf = (
  cases: readonly CaseView[],
  threads: readonly ThreadView[],
  now: number,
): TodayView["nextHours"] => {
  const soon = (at: number) => isAhead(at, now);
  return cases
    .filter((view) => view.closed === null)
    .flatMap((view): TodayView["nextHours"] => {
      const { checkIns, decisions } = view;
      const { askAgainAt } = briefOf(view);
      const again = askAgainAt !== null && soon(askAgainAt) ? askAgainAt : null;
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

/** Their owner's or stand-in's own come first: others have people of theirs who look at the same list. */
const ownFirst = (cases: readonly CaseView[]): CaseView[] => [
  ...cases.filter(isOwn),
  ...cases.filter((view) => !isOwn(view)),
];

const isOwn = (view: CaseView): boolean => view.mine || view.standIn?.me === true;

/** … and of those the soonest. */
const waitingIn = (cases: readonly CaseView[], which: (checkIn: CheckInView) => boolean): CheckInView[] => {
  const own = new Set(cases.filter(isOwn).map((view) => view.case));
  return cases
    .flatMap((view) => view.checkIns)
    .filter((checkIn) => checkIn.state === "waiting" && which(checkIn))
    .toSorted((a, b) => Number(own.has(b.case)) - Number(own.has(a.case)) || a.due - b.due);
};

/** Somebody may be driving by it. */
const isRefusedOrder = ({ about, news }: DecisionView): boolean => about === "night-move" && news === "refused";

/** What is wrong, for whom, by when, what do I do: overdue check-ins first. */
export const todayView = (
  state: State,
  outside: Outside,
  cases: readonly CaseView[] = caseViews(state, outside),
  { threads }: Pick<QueueView, "threads"> = queueView(state, outside),
): TodayView => {
  const { speaking, reassess, ownerOut, ahead, load } = sift(cases, outside);
  const decisions = [
    ...speaking.flatMap((view) => view.decisions),
    ...threads.flatMap(({ declines }) => declines),
  ].toSorted((a, b) => a.expires - b.expires);
  const open = (decision: { state: string }) => decision.state === "waiting" || decision.state === "ordered";
  return {
    overdue: speaking
      .flatMap((view) => view.checkIns)
      .filter((checkIn) => OVERDUE.has(checkIn.state))
      .toSorted((a, b) => Number(a.drill !== null) - Number(b.drill !== null) || b.overdue - a.overdue),
    unheld: waitingIn(speaking, ({ unheld }) => unheld !== null),
    ladders: waitingIn(speaking, ({ ladder }) => ladder.some((rung) => rung.state === "out")),
    inDanger: threads.filter(pressing),
    casesInDanger: speaking.filter(inDanger),
    writtenToClosed: speaking.filter((view) => view.writtenAfterClosing !== null && !inDanger(view)),
    left: speaking.filter((view) => view.left !== null),
    waitingForMe: decisions.filter((decision) => decision.mine === "may-decide"),
    reassess,
    ownerOut: ownFirst(ownerOut),
    nightMoves: decisions.filter(({ state: stands }) => stands === "ordered"),
    figuresForMe: releaseViews(state, outside).filter((release) => release.mine === "may-decide"),
    mineWaiting: decisions.filter((decision) => open(decision) && decision.proposedBy.me),
    outcomes: decisions
      .filter(({ news }) => news !== null)
      .toSorted((a, b) => Number(isRefusedOrder(b)) - Number(isRefusedOrder(a))),
    consents: consentsDue(speaking),
    load,
    papers: speaking
      .filter((view) => view.closed === null)
      .flatMap((view) => view.papers)
      .toSorted((a, b) => a.days - b.days),
    nextHours: nextHoursOf(ahead, threads, outside.now),
    tickets: speaking.flatMap(({ case: theCase, alias, tickets }) =>
      tickets.filter(asksForSomebody).map((ticket) => ({ ...ticket, case: theCase, alias })),
    ),
    arrivals: arrivalsDue(speaking),
    moving: movingViews(speaking, outside.now),
    tasks: myTasksView(state, outside, speaking),
    answering: threads.filter((thread) => thread.claim?.mine === true),
  };
};
