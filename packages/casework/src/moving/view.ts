/**
 * The live board: who is on the way now or will be within hours, where by the plan, what was confirmed and what is
 * late. Whoever says danger stands first, and then whoever has not been heard of for longer than agreed: they leave it only when
 * somebody has written what was found.
 */
import { HOUR } from "../day.ts";
import type { CaseId, JourneyId, TicketId } from "../ids.ts";
import type { JourneyView, LegView } from "../journey/view.ts";
import type { TicketView } from "../ticket/view.ts";
import { dangerUnanswered } from "../view/case.ts";
import type { CaseView, CheckInView } from "../view.ts";
import {
  type Awaited,
  type Expected,
  type ExpectedKind,
  expectedOf,
  isThrough,
  type Travellers,
  ticketExpects,
  travellersOf,
} from "./expected.ts";
import { SIGN_GRACE } from "./grace.ts";
import { answers, isGivenUp, lastSign, type Sign } from "./signs.ts";

/** "Within hours." */
const AHEAD = 6 * HOUR;

export type MovingView = {
  key: string;
  case: CaseId;
  alias: string;
  people: number;
  /** Nothing can be written there before it is opened again. */
  closed: boolean;
  journey: JourneyId | null;
  /** By its name alone where this reader does not read the journey: whatever is begun for it is the same for all. */
  leg: string | null;
  ticket: TicketId | null;
  /** Which of how many; null: of no journey that this reader holds. */
  place: { n: number; of: number } | null;
  /** Empty: this reader knows of no leg. */
  from: string;
  to: string;
  departs: number | null;
  arrives: number | null;
  /** Who has them, or will: as the team calls them. */
  holders: string[];
  state: "moving" | "starts" | "none";
  lastSign: Sign | null;
  /** What was confirmed last of the way itself. */
  confirmed: Sign | null;
  nextCheckIn: CheckInView | null;
  /** What should be heard next, where no check-in says so. */
  next: Expected | null;
  /** Since when what was planned has not been confirmed. */
  late: { kind: ExpectedKind | "set-out"; due: number } | null;
  /** Nothing was heard since before this was due, and nobody has written what was found. */
  silent: Expected | null;
  /** They said that they are in danger, and nobody has answered: ms of the last time. */
  danger: number | null;
  /** Somebody has said so: they stay until another status is set. */
  lost: { at: number; note: string; people: number } | null;
  problem: TicketView["problem"];
  /** It is noted that they set out, and the way was not open: somebody has to find out. */
  unopened: boolean;
  /** Steps of a play-book that was begun, and are open; null: none. `due` of the first. */
  steps: { open: number; due: number | null } | null;
};

/** The part of each that all legs of a case have in common. */
type Party = Pick<
  MovingView,
  "case" | "alias" | "people" | "closed" | "lastSign" | "nextCheckIn" | "next" | "silent" | "danger" | "lost" | "steps"
> & {
  checkInLate: MovingView["late"];
};

const OFF = new Set<CaseView["stage"]>(["declined", "withdrawn", "closed"]);

/** Nothing of the others is looked at: with ten thousand cases most sit still. */
export const travels = ({ stage, journeys, tickets, closedParts }: CaseView): boolean =>
  journeys.length > 0 ||
  tickets.length > 0 ||
  stage === "evacuating" ||
  stage === "relocating" ||
  closedParts.includes("journey");

const soonest = (all: readonly Expected[]): Expected | null =>
  all.reduce<Expected | null>((first, one) => (first === null || one.due < first.due ? one : first), null);

/** What nobody has answered, of the whole case. */
const silencesOf = (one: CaseView, now: number): Awaited[] => {
  const isAnswered = answers(one);
  return expectedOf(one).filter((awaited) => awaited.until <= now && !isAnswered(awaited));
};

/** By deadline, as the plan has them. */
const stepsOf = ({ plan }: CaseView): MovingView["steps"] => {
  const open = plan.open.filter(({ from }) => from?.kind === "problem");
  return open.length === 0 ? null : { open: open.length, due: open[0]?.due ?? null };
};

const concerns = (of: Travellers, awaited: Travellers): boolean =>
  of === null || awaited === null || awaited.some((person) => of.includes(person));

const withoutWhom = ({ kind, due, until }: Awaited): Expected => ({ kind, due, until });

/** Those of them whom somebody has called lost: what was said first is waited for longest. */
const lostOf = (one: CaseView, of: Travellers): Party["lost"] => {
  if (isGivenUp(one)) return null;
  const lost = one.statuses.filter(
    ({ status, whom }) =>
      status === "lost-contact" && (of === null || whom === null || whom.some((each) => of.includes(each))),
  );
  const first = lost.at(-1);
  return first === undefined
    ? null
    : { at: first.at, note: first.note, people: lost.reduce((sum, { people }) => sum + people, 0) };
};

/** The part of those who travel together. */
const partyOf = (one: CaseView, now: number, of: Travellers, silences: readonly Awaited[]): Party => {
  const its = (all: readonly Awaited[]): Expected[] =>
    all.filter((awaited) => concerns(of, awaited.of)).map(withoutWhom);
  const { nextCheckIn } = one;
  const overdue = nextCheckIn !== null && nextCheckIn.due <= now;
  return {
    case: one.case,
    alias: one.alias,
    people: one.people,
    closed: one.closed !== null,
    lastSign: lastSign(one, of),
    nextCheckIn,
    next: soonest(its(expectedOf(one).filter(({ due }) => due > now))),
    silent: soonest(its(silences)),
    danger: one.closed === null ? dangerUnanswered(one) : null,
    lost: lostOf(one, of),
    steps: stepsOf(one),
    checkInLate: overdue ? { kind: "check-in", due: nextCheckIn.due } : null,
  };
};

export const isDone = (leg: LegView, tickets: readonly TicketView[], now: number): boolean => {
  const its = tickets.filter((ticket) => ticket.leg === leg.leg && ticket.state !== "cancelled");
  return its.length === 0 ? now >= leg.arrivesAt : its.some(isThrough);
};

/** The leg they are on: whoever was picked up for a later one has left all before it. */
export const legNow = ({ legs }: JourneyView, tickets: readonly TicketView[], now: number): number => {
  const reached = legs.findLastIndex((leg) =>
    tickets.some(({ leg: of, step, state }) => of === leg.leg && state !== "cancelled" && step === "with-me"),
  );
  const open = legs.findIndex((leg, index) => index >= reached && !isDone(leg, tickets, now));
  return open < 0 ? legs.length - 1 : open;
};

/** The one that has waited longest. */
const latest = (all: readonly (MovingView["late"] | undefined)[]): MovingView["late"] =>
  all.reduce<MovingView["late"]>(
    (first, one) => (one != null && (first === null || one.due < first.due) ? one : first),
    null,
  );

const ticketLate = (ticket: TicketView, leg: LegView | undefined, now: number): MovingView["late"] => {
  const due = ticketExpects(ticket, leg);
  if (due === null || ticket.state !== "going") return null;
  return due.until <= now || (ticket.late && due.due <= now) ? { kind: due.kind, due: due.due } : null;
};

const nameOf = ({ thing, words }: LegView["assigned"][number]): string => thing?.name ?? words;

const confirmedBy = (tickets: readonly TicketView[], started: JourneyView["started"]): Sign | null => {
  const signs = tickets.flatMap(({ presses, who }) =>
    presses.flatMap(({ press, at, own }): Sign[] =>
      own && (press === "with-me" || press === "handed-over") ? [{ kind: press, at, who }] : [],
    ),
  );
  const last = signs.toSorted((a, b) => b.at - a.at)[0];
  return last ?? (started ? { kind: "set-out", at: started.at, who: "" } : null);
};

const ofJourney = (one: CaseView, party: Party, journey: JourneyView, now: number): MovingView => {
  const mine = new Set<string>(journey.legs.map(({ leg }) => leg));
  const tickets = one.tickets.filter(({ leg }) => leg !== null && mine.has(leg));
  const moving = journey.state === "moving";
  const index = moving ? legNow(journey, tickets, now) : 0;
  const leg = journey.legs[index];
  const its = tickets.filter((ticket) => ticket.leg === leg?.leg && ticket.state !== "cancelled");
  const late: MovingView["late"][] = moving
    ? its.map((ticket) => ticketLate(ticket, leg, now))
    : [now >= journey.departsAt + SIGN_GRACE ? { kind: "set-out", due: journey.departsAt } : null];
  const arrived = its.some(isThrough);
  const overdue = moving && its.length === 0 && leg !== undefined && now >= leg.arrivesAt + SIGN_GRACE;
  const { checkInLate, ...rest } = party;
  return {
    ...rest,
    key: journey.journey,
    journey: journey.journey,
    leg: leg?.leg ?? null,
    ticket: its[0]?.ticket ?? null,
    place: leg === undefined ? null : { n: index + 1, of: journey.legs.length },
    from: leg?.from ?? journey.from,
    to: leg?.to ?? journey.to,
    departs: leg?.departsAt ?? null,
    arrives: leg?.arrivesAt ?? null,
    holders: its.length > 0 ? its.map(({ who }) => who) : (leg?.assigned.map(nameOf) ?? []),
    state: moving ? "moving" : "starts",
    unopened: journey.unopened,
    confirmed: moving ? confirmedBy(tickets, journey.started) : null,
    late: latest([...late, checkInLate, overdue && !arrived ? { kind: "arrival", due: leg.arrivesAt } : null]),
    problem: its.find(({ problem }) => problem !== null)?.problem ?? null,
  };
};

/** As far as it shows to whoever does not read the journey: somebody has, or had, them with them, or it is noted that they set out. */
const isUnderWay = ({ setOut, tickets }: CaseView, { ticket, journey, step, said, onward }: TicketView, now: number) =>
  step === "with-me" ||
  step === "on-my-way" ||
  onward ||
  now >= said.at ||
  (journey !== null &&
    (setOut.includes(journey) ||
      tickets.some(
        (one) =>
          one.ticket !== ticket && one.journey === journey && (one.step === "with-me" || one.step === "handed-over"),
      )));

/** @param its of one leg, by their hours: a driver, and whoever takes them in */
const ofTickets = (
  one: CaseView,
  party: Party,
  its: readonly [TicketView, ...TicketView[]],
  now: number,
): MovingView => {
  const { checkInLate, ...rest } = party;
  const [{ ticket, said, leg }] = its;
  return {
    ...rest,
    key: ticket,
    journey: null,
    leg,
    ticket,
    place: null,
    from: said.from,
    to: said.to,
    departs: said.at,
    arrives: null,
    holders: its.map(({ who }) => who),
    state: its.some((each) => isUnderWay(one, each, now)) ? "moving" : "starts",
    unopened: false,
    confirmed: confirmedBy(its, null),
    late: latest([...its.map((each) => ticketLate(each, undefined, now)), checkInLate]),
    problem: its.find(({ problem }) => problem !== null)?.problem ?? null,
  };
};

const isNear = (ticket: TicketView, now: number): boolean => {
  const { state, ended, step, said } = ticket;
  return state !== "cancelled" && !ended && !isThrough(ticket) && (step === "with-me" || said.at <= now + AHEAD);
};

/** Those of no journey that is shown, by the leg that they are for; of a chain the first that is not over. */
const looseTickets = (one: CaseView, shown: readonly JourneyView[], now: number): [TicketView, ...TicketView[]][] => {
  const legs = new Set<string>(shown.flatMap((journey) => journey.legs.map(({ leg }) => leg)));
  const near = one.tickets.filter((ticket) => (ticket.leg === null || !legs.has(ticket.leg)) && isNear(ticket, now));
  const here = new Set(near.map(({ ticket }) => ticket));
  const first = near.filter(({ waitsFor }) => waitsFor === null || !here.has(waitsFor.ticket));
  // Two who have them on one leg are one row: else it seems that a second party moves.
  const byLeg = new Map<string, [TicketView, ...TicketView[]]>();
  for (const ticket of first.toSorted((a, b) => a.said.at - b.said.at)) {
    const leg = ticket.leg ?? ticket.ticket;
    const its = byLeg.get(leg);
    if (its === undefined) byLeg.set(leg, [ticket]);
    else its.push(ticket);
  }
  return [...byLeg.values()];
};

const legsOf = (one: CaseView, now: number): MovingView[] => {
  const silences = silencesOf(one, now);
  // Whoever was withdrawn, or whose case was closed, sets out no more, and is not found by that.
  const rows = OFF.has(one.stage) ? [] : rowsOf(one, now, silences);
  const unseen = silences.filter(({ of }) => !rows.some((row) => concerns(row.of, of)));
  // Nobody who does not read their way may take the board's silence for theirs, nor the row of others who set out later.
  const onUnreadWay = !OFF.has(one.stage) && one.unreadOut.some((out) => !rows.some(({ way }) => way === out));
  const shownRows = rows.map(({ of: _, way: __, ...row }): MovingView => row);
  if (rows.length > 0 && unseen.length === 0 && !onUnreadWay) return shownRows;
  const party = partyOf(one, now, unseen[0]?.of ?? null, unseen);
  if (party.silent === null && (rows.length > 0 || party.lost === null) && !onUnreadWay) return shownRows;
  return [...shownRows, nowhere(one, party, onUnreadWay)];
};

/** `way`: whose it is, also where this reader does not read that journey; null: by hand. */
type Row = MovingView & { of: Travellers; way: JourneyId | null };

const rowsOf = (one: CaseView, now: number, silences: readonly Awaited[]): Row[] => {
  const shown = one.journeys.filter(
    ({ state, departsAt }) => state === "moving" || (state === "planned" && departsAt <= now + AHEAD),
  );
  return [
    ...shown.map((journey) => ({
      ...ofJourney(one, partyOf(one, now, journey.party, silences), journey, now),
      ...{ of: journey.party, way: journey.journey },
    })),
    ...looseTickets(one, shown, now).map((its) => {
      const of = travellersOf(its[0], one.journeys);
      return { ...ofTickets(one, partyOf(one, now, of, silences), its, now), of, way: its[0].journey };
    }),
  ];
};

const nowhere = (one: CaseView, { checkInLate: late, ...rest }: Party, setOut: boolean): MovingView => ({
  ...rest,
  ...{ key: one.case, journey: null, leg: null, ticket: null, place: null, from: "", to: "", departs: null },
  ...{
    arrives: null,
    holders: [],
    state: setOut ? "moving" : "none",
    confirmed: null,
    late,
    problem: null,
    unopened: false,
  },
});

/** Red: somebody has to find out. */
export const isUnheard = ({ silent, lost }: Pick<MovingView, "silent" | "lost">): boolean =>
  silent !== null || lost !== null;

/** Whether it asks for somebody now. */
export const needsSomebody = (one: MovingView): boolean =>
  one.danger !== null || isUnheard(one) || one.problem !== null || one.late !== null || one.unopened;

const rank = (one: MovingView): number => {
  if (one.danger !== null) return 0;
  if (isUnheard(one)) return 1;
  if (one.problem !== null) return 2;
  if (one.late !== null || one.unopened) return 3;
  return one.state === "starts" ? 5 : 4;
};

const hourOf = (one: MovingView): number => {
  if (one.danger !== null) return one.danger;
  if (isUnheard(one))
    return Math.min(one.silent?.due ?? Number.MAX_SAFE_INTEGER, one.lost?.at ?? Number.MAX_SAFE_INTEGER);
  return one.problem?.at ?? one.late?.due ?? one.nextCheckIn?.due ?? one.arrives ?? one.departs ?? 0;
};

/** Whoever says danger first, then the unheard, then what went wrong, then what is late: of each the longest waiting first. */
export const movingViews = (cases: readonly CaseView[], now: number): MovingView[] =>
  cases
    .filter(travels)
    .flatMap((one) => legsOf(one, now))
    .toSorted((a, b) => rank(a) - rank(b) || hourOf(a) - hourOf(b) || (a.key < b.key ? -1 : 1));
