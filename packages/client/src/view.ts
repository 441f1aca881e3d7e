import {
  accessView,
  boardView,
  type CaseView,
  commonsOf,
  type DecisionView,
  dutyView,
  erasureAlarms,
  exposureView,
  fieldViews,
  figuresView,
  interpretingViews,
  networkView,
  type Outside,
  partViews,
  pathwayViews,
  peopleView,
  queueView,
  readable,
  readableAll,
  refusedSigningViews,
  samePersonViews,
  settingsView,
  teamView,
  textsView,
  todayView,
  unprovenViews,
} from "@fairlead/casework";
import { CERTIFICATE_RENEW_HOURS, hourOf, organisationWords } from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import { isLonely } from "./beats.ts";
import { areClocksApart } from "./clocks.ts";
import type { Alarm, CaseInHand, StatusView, View } from "./hand.ts";
import { aboutText, type Held } from "./held.ts";
import { renewalsWaiting } from "./renewal.ts";
import type { Outbox } from "./replies.ts";
import { recoveringOf } from "./suspended-hand.ts";
import { undoneViews, unsentViews } from "./unsent/unsent-view.ts";
import { erasedViews, erasingView, namesOf, unsignedView, waitingView } from "./waiting-view.ts";

/** Casework's views of what is held, and how far all of it can be relied on. */
export function viewOf(held: Held, appender: Appender, outbox: Outbox): View {
  const outside = held.outside();
  const { state } = held;
  const names = namesOf(held);
  const threads = held.readThreads(state, outside);
  const queue = queueView(state, outside, threads);
  const cases = held.readCases(state, outside).map((one) => inHand(held, one, names));
  const duty = dutyView(state, outside, threads);
  const decisions = [...cases.flatMap((one) => one.decisions), ...threads.flatMap(({ declines }) => declines)];
  // Of what counts through all cases for one page: made when that page asks.
  const people = once(() => readableAll(peopleView(state, outside).members));
  const team = once(() => teamView(state, outside, cases, threads, duty));
  return {
    now: outside.now,
    me: { id: held.keys.id, role: held.role, handle: held.handle },
    today: todayView(state, outside, cases, queue),
    queue,
    duty,
    threads,
    cases,
    decisions,
    get people() {
      return people();
    },
    parts: readableAll(partViews(state, outside)),
    interpretings: readableAll(interpretingViews(state, outside)),
    waiting: held.waiting.map((one) => waitingView(held, one, names)),
    refusedSignings: readableAll(refusedSigningViews(state, outside)),
    invitations: held.invitations.map(({ joining: _, ...one }) => ({ ...one, handle: readable(one.handle) })),
    recovering: recoveringOf(held),
    erased: erasedViews(held, names),
    fields: readableAll(fieldViews(state, outside)),
    settings: readableAll(settingsView(state, outside)),
    figures: held.compartment("figures") === null ? null : figuresView(state, outside),
    texts: readableAll(textsView(state, outside)),
    board: readableAll(boardView(state, outside)),
    exposure: exposureView(state, outside),
    samePeople: readableAll(samePersonViews(state, outside)),
    get team() {
      return team();
    },
    access: accessView(state, outside),
    status: statusOf(held, outside, appender, outbox, decisions.flatMap(twiceAlarm)),
    network: networkView(state),
    pathways: readableAll(pathwayViews(state, outside)),
  };
}

const once = <Made>(make: () => Made): (() => Made) => {
  let made: { it: Made } | null = null;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
};

/** Almost none is being erased or pruned: the same object again, so that who compares sees that nothing has changed. */
const quiet = new WeakMap<CaseView, CaseInHand>();

function inHand(held: Held, one: CaseView, names: ReturnType<typeof namesOf>): CaseInHand {
  const erasing = held.waiting.length === 0 ? null : erasingView(held, one, names);
  const pruning = one.prunings.length === 0 ? null : unsignedView(held, one);
  if (erasing !== null || pruning !== null) return { ...one, erasing, pruning };
  const before = quiet.get(one);
  if (before !== undefined) return before;
  const made: CaseInHand = { ...one, erasing, pruning };
  quiet.set(one, made);
  return made;
}

/** A decision that one person made alone, under two accounts. [P11] */
const twiceAlarm = ({ state, decision, about, alias, proposedBy, verdict }: DecisionView): Alarm[] =>
  state === "void" && verdict !== null
    ? [{ kind: "one-person-twice", decision, about, alias, members: [proposedBy, verdict.by] }]
    : [];

function statusOf(
  held: Held,
  outside: Outside,
  appender: Appender,
  outbox: Outbox,
  twice: readonly Alarm[],
): StatusView {
  const { certificate, backup, newCard } = held.told;
  const halted = held.halts();
  return {
    organisation: readable(commonsOf(held.state).settings?.name ?? ""),
    words: sixWords(held),
    clockAhead: clockAheadOf(held),
    syncedAt: held.syncedAt,
    online: held.online,
    refused: held.refused,
    reading: held.reading,
    notKept: notKeptOf(held),
    headsChecked:
      held.syncedAt !== null &&
      !halted.some(
        ({ code }) => code === "FL_HEAD_REGRESSED" || code === "FL_HEAD_FORKED" || code === "FL_THREAD_SHRUNK",
      ),
    halted,
    alarms: [
      ...twice,
      ...erasureAlarms(held.state, outside).map((alarm) => ({ kind: "erasure" as const, ...alarm })),
      ...unprovenViews(held.state, outside).map((one) => ({ kind: "unproven-succession" as const, ...one })),
      ...[...held.threads.values()].flatMap(({ alarms }) => alarms),
      ...[...held.unlawful].map((stream) => ({
        kind: "unlawful-erasure" as const,
        about: aboutText(held.compartments.get(stream)?.about ?? null),
      })),
      ...[...held.unrecorded].map(([stream, members]) => ({
        kind: "unrecorded-reader" as const,
        about: aboutText(held.compartments.get(stream)?.about ?? null),
        members: members.map(namesOf(held)),
      })),
      ...[...held.foreignCards.values()].map((mailbox) => ({ kind: "unknown-card" as const, mailbox, seq: 0 })),
      ...readableAll(held.destroyedLetters).map((one) => ({ kind: "letter-destroyed" as const, ...one })),
    ],
    setAside: held.setAside(),
    passedOver: [...held.passedOver.values()].flatMap(({ stream, op, why }) =>
      why === null ? [] : [{ about: aboutText(held.compartments.get(stream)?.about ?? null), op, why: why.kind }],
    ),
    disputes: held.disputes.map((one) => ({ ...one, person: namesOf(held)(one.member) })),
    lonely: isLonely(held),
    renewing: held.renewing,
    renewalsDue: renewalsWaiting(held),
    takenAway: [...held.takenAway.values()],
    outdated: held.outdated,
    minimumVersion: held.roster.minimumVersion,
    shutOut: held.shutOut,
    backups: held.told.backups,
    certificate:
      certificate === null
        ? null
        : {
            expires: certificate.expires,
            remind: hourOf(held.effects.clock()) - certificate.issued >= CERTIFICATE_RENEW_HOURS,
          },
    card: newCard === null ? null : { expires: newCard.expires },
    backup,
    device: held.device?.view ?? null,
    pending: appender.pending + outbox.waiting,
    unsent: unsentViews(held, appender.unsent),
    undone: undoneViews(held, namesOf(held)),
    erasedCases: [...held.erasedCases],
    notTaken: [],
  };
}

/** What halts is said already. */
function notKeptOf({ compartments, roster, threadsNotKept }: Held): number {
  let count = threadsNotKept;
  for (const one of compartments.values()) if (one.halted === null && one.isBelowFloor(roster)) count++;
  return count;
}

const HOUR_MS = 3_600_000;

/** Whichever of the two is wrong: what waits is shown as waiting too long or not at all, and times mislead. */
function clockAheadOf(held: Held): number | null {
  return areClocksApart(held) ? Math.round(held.told.clockAhead / HOUR_MS) : null;
}

/** For the eye and the telephone; clients compare the whole id. [RO1] */
function sixWords({ lists, pin }: Held): string[] {
  const list = lists.find(({ language }) => language === "en") ?? lists[0];
  return list === undefined ? [] : organisationWords(pin.organisation, list);
}

/** What is left on screen after {@link Held.forget}: nothing of anybody. */
export function lockedView(
  me: View["me"],
  now: number,
  shutOut: StatusView["shutOut"] = null,
  notTaken: StatusView["notTaken"] = [],
): View {
  return {
    now,
    me: { ...me, handle: null },
    today: {
      overdue: [],
      unheld: [],
      ladders: [],
      inDanger: [],
      casesInDanger: [],
      writtenToClosed: [],
      waitingForMe: [],
      figuresForMe: [],
      outcomes: [],
      left: [],
      mineWaiting: [],
      consents: [],
      reassess: [],
      ownerOut: [],
      nightMoves: [],
      load: { now: 0, soon: 0, later: 0, unknown: 0, total: 0, standIn: 0 },
      papers: [],
      nextHours: [],
      tasks: { due: [], later: [] },
      answering: [],
      tickets: [],
      arrivals: [],
      moving: [],
    },
    queue: { threads: [], waiting: 0, aside: 0, handOver: null },
    duty: {
      limits: null,
      on: [],
      next: [],
      planned: [],
      gaps: [],
      callable: [],
      bell: null,
      ringing: null,
      load: [],
    },
    threads: [],
    cases: [],
    decisions: [],
    people: [],
    parts: [],
    interpretings: [],
    waiting: [],
    refusedSignings: [],
    invitations: [],
    recovering: { lost: false, threshold: null, named: [], mine: false, members: [], waiting: [] },
    erased: [],
    fields: [],
    settings: null,
    figures: null,
    texts: { templates: [], protocols: [], plans: [] },
    board: { known: [], judgements: [] },
    exposure: { standing: 0, marks: [], own: [], things: null, recipients: [] },
    samePeople: [],
    team: { lines: [], held: 0, unseen: null },
    access: { own: null, readers: [], logs: null },
    network: null,
    pathways: null,
    status: {
      organisation: "",
      words: [],
      clockAhead: null,
      syncedAt: null,
      online: false,
      refused: null,
      reading: null,
      notKept: 0,
      headsChecked: false,
      halted: [],
      alarms: [],
      setAside: 0,
      passedOver: [],
      disputes: [],
      lonely: false,
      renewing: null,
      renewalsDue: 0,
      takenAway: [],
      outdated: false,
      minimumVersion: 0,
      shutOut,
      backups: [],
      certificate: null,
      card: null,
      backup: null,
      device: null,
      pending: 0,
      unsent: [],
      undone: [],
      erasedCases: [],
      notTaken,
    },
  };
}
