import {
  type AlarmId,
  type CaseId,
  type DecisionId,
  type Hash,
  type MailboxId,
  type MemberId,
  NO_MAILBOX,
  type StreamId,
} from "../ids.ts";
import type {
  ArmCheckIn,
  CloseCheckIn,
  HaveRead,
  KeepLetter,
  MoveStage,
  Operation,
  Propose,
  Refer,
  SetCaseUrgency,
  SetStatus,
} from "../operation.ts";
import { foldPruning, type Pruning, pruneMissing } from "../pruning/fold.ts";
import type { Refusal } from "../refusal.ts";
import { endedByNo, noToMoving, standingRefusal } from "../rule/consent.ts";
import { nightMoveRefusal } from "../rule/decision.ts";
import { exportRefusal } from "../rule/export.ts";
import { sheetRefusal } from "../rule/go-sheet.ts";
import { minorRefusal, setOutRefusal } from "../rule/journey.ts";
import { mayApprove } from "../rule/right.ts";
import { notYetLooked, searchLacks } from "../rule/search.ts";
import { decisionFor, emptyHanded, goUsedBy, lacksOwnGo, mayClose, stageRefusal, waitsForGo } from "../rule/stage.ts";
import { consentStays, stageStays, urgencyStays } from "../rule/take-back.ts";
import { holdsBy, ticketRefusal } from "../rule/ticket.ts";
import { foldSought, type Sought } from "../shelter/fold.ts";
import { foldTicket, isOfTickets, outlivesCase, stopBy, type Tickets } from "../ticket/fold.ts";
import { type Stop, withStop } from "../ticket/hold.ts";
import type { CaseOutcome, CasePart, Certainty, SearchAbout, Stage, Urgency } from "../words.ts";
import { type ConsentState, foldConsent, foldShared, noConsents } from "./consent.ts";
import {
  type DecisionRecord,
  foldCallAgain,
  foldProposal,
  foldVerdict,
  foldWithdrawal,
  type Reading,
  withDecision,
} from "./decision.ts";
import { type ExportRecord, foldAskDestruction, foldExported } from "./export.ts";
import {
  type Covers,
  type Flagged,
  type Freeze,
  foldCover,
  foldFreeze,
  type SaidNote,
  type TeamAnswer,
  type Window,
  windowAgreed,
  withFlag,
} from "./intake.ts";
import { copyMarks, foldMarks, isOfMarks, type MarkOperation, type Marks, noMarks } from "./marks.ts";
import { counted, foldPersonName, type PersonName } from "./person.ts";
import type { Place } from "./place.ts";
import { copyPlan, emptyPlan, foldPlan, isDone, isOfPlan, type PlanState } from "./plan.ts";
import { foldProvision, isProvision, nothingProvided, type Provision, type ProvisionOperation } from "./provision.ts";
import { type Signals, signalsAgreed } from "./signals.ts";
import { foldStatus, type StatusSaid } from "./status.ts";
import { foldUses, isOfUses, type UseOperation, type Uses } from "./uses.ts";

type Said = { by: MemberId; at: number };

export type CheckInRecord = Omit<ArmCheckIn, "op"> &
  Said & {
    acknowledged: (Said & { note: string }) | null;
    closed: (Said & Pick<CloseCheckIn, "done" | "note" | "settled">) | null;
  };

/** `since`: how it stood before, for whoever takes it back. `used`: the decision that it rests on; one that is only cited is none. */
type MoveRecord = Omit<MoveStage, "op" | "back"> &
  Said & { from: Stage; since: { stage: number; events: number }; used: DecisionId | null };
export type LetterRecord = Omit<KeepLetter, "op"> & { keptBy: MemberId; keptAt: number };
export type CaseAnswer = TeamAnswer & { mailbox: MailboxId; instead?: string };

/** What happened, in the stream's order, for the timeline. */
export type SpineEvent = { order: number; by: MemberId; at: number; operation: Operation };

export type CaseClosing = Said & {
  outcome: CaseOutcome;
  note: string;
  eraseAfterDays: number;
  /** Stage to which a reopened case returns. */
  from: Stage;
  /** How many letters the case held: any other came after it, whatever clocks say. */
  letters: number;
  kept: (Said & { reason: string }) | null;
};

/** The spine of a case: everything a rule about stages or decisions looks at. */
export type ContactState = {
  /** `people`: of how many it was said when it was opened. */
  opened:
    | (Said & {
        case: CaseId;
        alias: string;
        people: number;
        imported: { row: string; rows: readonly string[] } | null;
      })
    | null;
  /** … and how many there are by now: {@link counted}. */
  people: number;
  owner: MemberId | null;
  standIn: MemberId | null;
  mailboxes: MailboxId[];
  stage: Stage;
  stageSince: number;
  moves: MoveRecord[];
  /** What was said of how they are, and is so of somebody still; the oldest first. */
  statuses: readonly StatusSaid[];
  urgency: (Said & { urgency: Urgency; reason: string; saidBy: "caller" | "team" }) | null;
  /** The one that it took the place of; null where it was the first, or was taken back. */
  urgencyBefore: ContactState["urgency"];
  verified: (Said & { certainty: Certainty }) | null;
  letters: LetterRecord[];
  covers: Covers;
  answers: CaseAnswer[];
  notes: SaidNote[];
  window: Window | null;
  signals: Signals;
  checkIns: Map<AlarmId, CheckInRecord>;
  /** By mailbox, each time that it was frozen. [MB8] */
  freezes: Map<MailboxId, Freeze[]>;
  /** What the team calls each person of the party, where somebody has said. */
  persons: ReadonlyMap<string, PersonName>;
  /** Every part that was begun, also one that this reader does not hold. */
  begun: { part: CasePart; stream: StreamId }[];
  /** Journey parts that were begun anew, and the stream that each was before. */
  prunings: readonly Pruning[];
  /** Given for a while: taken back by whichever hand of the team comes after that hour. */
  lent: { part: CasePart; member: MemberId; until: number }[];
  decisions: DecisionRecord[];
  /** From here on nobody is declined empty-handed; not so in a case opened before that was the rule. */
  declineTerms: boolean;
  /** From here on of a go and a decline by two the later one counts, and a decline runs out. */
  declineEnds: boolean;
  /** From here on nobody sets out by an old look at what is searched for. */
  goTerms: boolean;
  /** From here on whoever leaves the country goes by a go of two, like whoever is evacuated; and each move to another house by its own. */
  goEach: boolean;
  /** From here on whoever has set out is on the road until they are there, or two have said no and not go since. */
  goRoad: boolean;
  /** From here on a go says by itself what the case knows, and why where it is not so. */
  goSheet: boolean;
  /** From here on a look counts for whoever's clock is two hours slow, and none does that lies further ahead. */
  goClocks: boolean;
  /** From here on nobody is moved by looks that have grown old since their go. */
  goLooks: boolean;
  searched: Map<SearchAbout, { checkedAt: number; checkable: boolean; by: MemberId }>;
  provision: Provision;
  plan: PlanState;
  /** What drivers, escorts and hosts are shown, and what they tapped. */
  tickets: Tickets;
  /** All that held them, or would have, in its order. */
  stops: readonly Stop[];
  /** What the party used: where they stayed, with whom they rode, what paid. */
  uses: Uses;
  /** What it needs of a roof, as somebody said last. */
  sought: Sought | null;
  /** Said of the party: each flag as it was last set. */
  flagged: Flagged[];
  /** A letter from before this reader's first word says that somebody is under age. */
  minorBefore: boolean;
  /** By the letter's row. */
  translations: ReadonlyMap<Hash, SaidNote>;
  /** Of its own mailboxes and party; and steps of any mark that concern this case. */
  marked: Marks;
  /** What the person allows, and what rests on it. */
  consent: ConsentState;
  /** Bundles that were made of it. */
  exports: readonly ExportRecord[];
  closed: CaseClosing | null;
  /** Who has read that somebody moved the case out of the rescue, or closed it: of the last time. */
  leavingRead: readonly Reading[];
  events: SpineEvent[];
};

export const emptyContact = (): ContactState => ({
  opened: null,
  people: 0,
  owner: null,
  standIn: null,
  mailboxes: [],
  stage: "contact",
  stageSince: 0,
  moves: [],
  statuses: [],
  urgency: null,
  urgencyBefore: null,
  verified: null,
  letters: [],
  covers: new Map(),
  answers: [],
  notes: [],
  window: null,
  signals: [],
  checkIns: new Map(),
  freezes: new Map(),
  persons: new Map(),
  begun: [],
  prunings: [],
  lent: [],
  decisions: [],
  declineTerms: false,
  declineEnds: false,
  goTerms: false,
  goEach: false,
  goRoad: false,
  goSheet: false,
  goClocks: false,
  goLooks: false,
  searched: new Map(),
  provision: nothingProvided(),
  plan: emptyPlan(),
  tickets: new Map(),
  stops: [],
  uses: new Map(),
  sought: null,
  flagged: [],
  minorBefore: false,
  translations: new Map(),
  marked: noMarks(),
  consent: noConsents(),
  exports: [],
  closed: null,
  leavingRead: [],
  events: [],
});

export const copyContact = (state: ContactState): ContactState => ({
  ...state,
  checkIns: new Map(state.checkIns),
  freezes: new Map(state.freezes),
  plan: copyPlan(state.plan),
  searched: new Map(state.searched),
  marked: copyMarks(state.marked),
  // Copied once for all that is folded together: what each operation adds to is this draft's own.
  events: [...state.events],
});

/** Fold one operation into a case's spine. A refused one changes nothing. */
export const foldContact = (state: ContactState, operation: Operation, place: Place): Refusal | null => {
  const { tickets, statuses } = state;
  const refusal = foldOne(state, operation, place);
  if (refusal) return refusal;
  const why = holdsBy(state, operation, statuses);
  if (why !== null) stop(state, { why, journey: null, by: place.by, at: place.at });
  // Of what held none there is nothing to tell.
  const isNothing = operation.op === "holdTickets" && tickets === state.tickets;
  if (!isNothing) state.events.push({ order: place.order, by: place.by, at: place.at, operation });
  return null;
};

/** A case of one row is known by that one alone; from the second row on by each. */
const withRow = (
  { row, rows }: { row: string; rows: readonly string[] },
  joined: string,
): { row: string; rows: readonly string[] } => ({
  row,
  rows: [...new Set([...(rows.length === 0 ? [row] : rows), joined])],
});

const stop = (state: ContactState, by: Stop): void => {
  state.stops = [...state.stops, by];
  state.tickets = withStop(state.tickets, by);
};

/** Given on the go that another journey has used: whoever was told of them does not come for people who may not set out. */
const holdWithoutGo = (state: ContactState, { by, at }: Said): void => {
  const given = [...state.tickets.values()].filter((ticket) => ticket.state === "going");
  for (const journey of new Set(given.map((ticket) => ticket.journey))) {
    if (journey === undefined || !lacksOwnGo(state, at, journey)) continue;
    const tickets = given.flatMap((one) => (one.journey === journey ? [one.ticket] : []));
    stop(state, { why: "no-go", journey, of: { tickets, legs: [] }, by, at });
  }
};

const foldOne = (state: ContactState, operation: Operation, place: Place): Refusal | null => {
  const said: Said = { by: place.by, at: place.at };
  if (operation.op === "openCase") {
    if (state.opened) return { kind: "already-open" };
    if (operation.alias.trim() === "") return { kind: "incomplete", field: "alias" };
    if (operation.people < 1) return { kind: "incomplete", field: "people" };
    const { case: id, alias, people, imported } = operation;
    state.opened = {
      ...said,
      case: id,
      alias,
      people,
      imported: imported ? { row: imported.row, rows: imported.rows ?? [] } : null,
    };
    state.people = people;
    state.owner = operation.owner;
    state.standIn = operation.standIn;
    state.mailboxes = operation.mailbox === NO_MAILBOX ? [] : [operation.mailbox];
    state.stageSince = place.at;
    return null;
  }
  if (!state.opened) return { kind: "no-such-case" };
  if (isOfPlan(operation))
    return state.closed && !isDone(operation) ? { kind: "case-closed" } : foldPlan(state.plan, operation, place);
  if (isOfTickets(operation)) {
    if (state.closed && !outlivesCase(operation)) return { kind: "case-closed" };
    const refusal = ticketRefusal(state, operation, place.at);
    if (refusal) return refusal;
    if (operation.op === "holdTickets") {
      stop(state, stopBy(operation, place));
      return null;
    }
    const tickets = foldTicket(state.tickets, operation, place, state.stops);
    if ("kind" in tickets) return tickets;
    state.tickets = tickets;
    return null;
  }
  // A closed case can still be found out, and what it used still leads to others.
  if (isOfUses(operation) || isOfMarks(operation)) return foldExposed(state, operation, place);
  // What was written to or by the party is kept even after closing: it was written.
  switch (operation.op) {
    case "keepTranslation":
      if (operation.text.trim() === "") return { kind: "incomplete", field: "text" };
      state.translations = new Map(state.translations).set(operation.row, {
        text: operation.text,
        by: operation.by,
        at: operation.saidAt,
      });
      return null;
    case "letter": {
      if (state.letters.some((letter) => letter.row === operation.row)) return { kind: "already-kept" };
      const { op: _, ...letter } = operation;
      state.letters = [...state.letters, { ...letter, keptBy: said.by, keptAt: said.at }];
      return null;
    }
    case "keepAnswer":
    case "answer": {
      if (state.answers.some((answer) => answer.message === operation.message)) return { kind: "already-kept" };
      const { mailbox, message, seen, text, standing, until, checkInBy } = operation;
      const from = operation.op === "keepAnswer" ? { by: operation.by, at: operation.answeredAt } : said;
      const instead = operation.op === "answer" && operation.instead ? { instead: operation.instead } : {};
      state.answers = [
        ...state.answers,
        { mailbox, message, seen, text, standing, until, checkInBy, ...instead, ...from },
      ];
      return null;
    }
    case "note":
      if (operation.text.trim() === "") return { kind: "incomplete", field: "text" };
      state.notes = [...state.notes, { ...said, text: operation.text }];
      return null;
    case "freezeMailbox":
    case "thawMailbox": {
      if (!state.mailboxes.includes(operation.mailbox)) return { kind: "no-such-thread" };
      const freezes = foldFreeze(state.freezes.get(operation.mailbox) ?? [], operation, place);
      if ("kind" in freezes) return freezes;
      state.freezes.set(operation.mailbox, freezes);
      return null;
    }
    case "concludeSearch": {
      const { about, checkedAt, checkable } = operation;
      const ahead = state.goClocks && !place.vouched ? notYetLooked(checkedAt, said.at) : null;
      if (ahead) return ahead;
      state.searched.set(about, { checkedAt, checkable, by: said.by });
      return null;
    }
    case "coverMessage":
      state.covers = foldCover(state.covers, operation.row, operation.as);
      return null;
    case "answerReferral":
    case "stopReferral":
      return withProvision(state, operation, place);
    // A yes or a no that is heard after closing counts as much.
    case "giveConsent":
    case "withdrawConsent": {
      const why =
        operation.op === "withdrawConsent" && operation.slip === true
          ? consentStays(state, operation.consent, said)
          : null;
      return why === null
        ? withConsent(state, foldConsent(state.consent, operation, place))
        : { kind: "stays", what: "consent", why };
    }
    // Who reads is decided by keys; this is the record of it. A closed case's parts are still given and taken.
    case "sharePart": {
      const refusal = withConsent(state, foldShared(state.consent, operation, place));
      if (refusal) return refusal;
      const { part, member, until } = operation;
      const others = state.lent.filter((one) => one.part !== part || one.member !== member);
      state.lent = until === null ? others : [...others, { part, member, until }];
      return null;
    }
    case "withdrawPart":
      state.lent = state.lent.filter((one) => one.part !== operation.part || one.member !== operation.member);
      return withConsent(state, foldShared(state.consent, operation, place));
    case "acknowledgeCheckIn":
    case "closeCheckIn":
      return foldCheckIn(state, operation, said);
    case "armCheckIn":
      // A ticket that is stopped now may still be gone by: whoever holds it is rung, closed or not.
      if (state.closed && operation.unseen === undefined) break;
      return foldCheckIn(state, operation, said);
    case "reopenCase":
      if (!state.closed) return { kind: "case-open" };
      if (operation.reason.trim() === "") return { kind: "incomplete", field: "reason" };
      state.stage = state.closed.from;
      state.stageSince = said.at;
      state.closed = null;
      state.leavingRead = [];
      return null;
    case "keepCase":
      if (!state.closed) return { kind: "case-open" };
      if (state.closed.kept) return { kind: "already-kept" };
      state.closed = { ...state.closed, kept: { ...said, reason: operation.reason } };
      return null;
    // A case that somebody else has closed is read about after that.
    case "haveRead":
      return foldReading(state, operation, place);
    case "exported": {
      const exports = foldExported(state.exports, state.decisions, state.consent, operation, place);
      if ("kind" in exports) return exports;
      state.exports = exports;
      return null;
    }
    // What is out stays out when a case is closed.
    case "askDestruction": {
      const exports = foldAskDestruction(state.exports, operation, place);
      if ("kind" in exports) return exports;
      state.exports = exports;
      return null;
    }
    case "propose":
    case "decide":
    case "withdrawProposal":
    case "callAgain":
      // A closed case may have to be gone sooner than its term; or a lawyer abroad may need it. [CO6]
      if (outlivesClosing(state, operation)) return foldDecision(state, operation, place);
      break;
    default:
      break;
  }
  if (state.closed) return { kind: "case-closed" };
  if (isProvision(operation)) return withProvision(state, operation, place);
  switch (operation.op) {
    case "declineTerms":
      state.declineTerms = true;
      if (operation.ends === true) state.declineEnds = true;
      return null;
    case "namePerson": {
      const persons = foldPersonName(state.persons, operation, place);
      if ("kind" in persons) return persons;
      state.persons = persons;
      const { imported } = state.opened;
      if (imported !== null && operation.row !== undefined)
        state.opened = { ...state.opened, imported: withRow(imported, operation.row) };
      state.people = counted(state.opened.people, persons);
      return null;
    }
    case "seekShelter": {
      const sought = foldSought(state.sought, operation, place);
      if ("kind" in sought) return sought;
      state.sought = sought;
      return null;
    }
    case "consentTerms":
      state.consent = {
        ...state.consent,
        terms: true,
        movedTerms: state.consent.movedTerms || operation.moved === true,
      };
      return null;
    case "goTerms":
      state.goTerms = true;
      if (operation.sheet === true) state.goSheet = true;
      if (operation.each === true) state.goEach = true;
      if (operation.road === true) state.goRoad = true;
      if (operation.clocks === true) state.goClocks = true;
      if (operation.looks === true) state.goLooks = true;
      return null;
    case "setOut": {
      // A checkpoint of before left out what it stood on: judged by that, people on the road would look as if nobody had let them go.
      const refusal = place.vouched ? null : (setOutRefusal(state, place.at, operation.journey) ?? minorRefusal(state));
      if (refusal) return refusal;
      const { journey } = operation;
      const used = goUsedBy(state, place.at, journey, operation.go);
      if (used) {
        state.decisions = withDecision(state.decisions, { ...used, journey });
        holdWithoutGo(state, said);
      }
      return null;
    }
    case "beginPart":
      if (state.begun.some(({ part }) => part === operation.part)) return { kind: "already-open" };
      state.begun = [...state.begun, { part: operation.part, stream: operation.stream }];
      return null;
    case "pruneJourneys": {
      const pruned = foldPruning(state, operation, place);
      if ("kind" in pruned) return pruned;
      Object.assign(state, pruned);
      return null;
    }
    case "linkMailbox":
      if (operation.mailbox === NO_MAILBOX) return { kind: "no-such-thread" };
      if (state.mailboxes.includes(operation.mailbox)) return { kind: "already-kept" };
      state.mailboxes = [...state.mailboxes, operation.mailbox];
      return null;
    case "flagThread":
      state.flagged = withFlag(state.flagged, operation, place);
      return null;
    case "setContactWindow":
      state.window = windowAgreed(operation, place);
      return null;
    case "agreeSignals":
      state.signals = signalsAgreed(state.signals, operation, place, state.opened.at);
      return null;
    case "setCaseUrgency":
      return foldUrgency(state, operation, said);
    case "concludeVerification":
      state.verified = { ...said, certainty: operation.certainty };
      return null;
    case "setStatus":
      return withStatus(state, operation, place);
    case "setOwner":
      state.owner = operation.owner;
      state.standIn = operation.standIn;
      return null;
    case "moveStage":
      return foldMove(state, operation, place);
    case "propose":
    case "decide":
    case "withdrawProposal":
    case "callAgain":
      return foldDecision(state, operation, place);
    case "closeCase": {
      const open = [...state.checkIns.values()].filter((checkIn) => !checkIn.closed).map((checkIn) => checkIn.alarm);
      if (open.length > 0) return { kind: "check-ins-open", alarms: open };
      if (!mayClose(state)) return { kind: "stage-not-open", missing: ["final-stage"] };
      const { op: _, ...closed } = operation;
      state.closed = { ...closed, ...said, from: state.stage, letters: state.letters.length, kept: null };
      state.stage = "closed";
      state.stageSince = said.at;
      state.leavingRead = [];
      return null;
    }
    default:
      return { kind: "wrong-compartment" };
  }
};

const foldExposed = (state: ContactState, operation: UseOperation | MarkOperation, place: Place): Refusal | null => {
  if (isOfUses(operation)) {
    const uses = foldUses(state.uses, operation, place);
    if ("kind" in uses) return uses;
    state.uses = uses;
    return null;
  }
  if (operation.op === "markCompromised") {
    const { of } = operation;
    const own =
      of.kind === "mailbox"
        ? state.mailboxes.includes(of.mailbox)
        : of.kind === "case" && of.case === state.opened?.case;
    if (!own) return { kind: "wrong-compartment" };
  }
  return foldMarks(state.marked, operation, place);
};

const withStatus = (state: ContactState, operation: SetStatus, place: Place): Refusal | null => {
  const statuses = foldStatus(state, operation, place);
  if ("kind" in statuses) return statuses;
  state.statuses = statuses;
  return null;
};

const foldUrgency = (state: ContactState, { urgency, reason, saidBy, back }: SetCaseUrgency, said: Said) => {
  if (back !== true) {
    state.urgencyBefore = state.urgency;
    state.urgency = { ...said, urgency, reason, saidBy };
    return null;
  }
  const why = urgencyStays(state, said);
  if (why !== null) return { kind: "stays" as const, what: "urgency" as const, why };
  // As old as it was: an undo must not make an old word look new.
  state.urgency = state.urgencyBefore;
  state.urgencyBefore = null;
  return null;
};

/** The go that it used opens the way again, if it has not run out: nobody has set out. */
const foldMoveBack = (state: ContactState, { to }: MoveStage, said: Said): Refusal | null => {
  const why = stageStays(state, said);
  if (why !== null) return { kind: "stays", what: "stage", why };
  const last = state.moves.at(-1);
  if (last === undefined || last.from !== to) return { kind: "stage-order", from: state.stage, to };
  const used = state.decisions.find(({ decision }) => decision === last.used);
  if (used) state.decisions = withDecision(state.decisions, { ...used, spent: false });
  state.moves = state.moves.slice(0, -1);
  state.stage = last.from;
  state.stageSince = last.since.stage;
  return null;
};

const foldMove = (state: ContactState, operation: MoveStage, { by, at, vouched }: Place): Refusal | null => {
  const said = { by, at };
  if (operation.back === true) return foldMoveBack(state, operation, said);
  const { to, people, decision, token, reason } = operation;
  // A checkpoint keeps the last looks, not those that a move of before went by.
  const known = vouched ? { ...state, goLooks: false } : state;
  const refusal = stageRefusal(known, to, at, decision, people);
  if (refusal) return refusal;
  const used = decisionFor(state, to, said.at, decision);
  if (used) state.decisions = withDecision(state.decisions, { ...used, spent: true });
  const cited = used ? used.decision : decision;
  const since = { stage: state.stageSince, events: state.events.length };
  const from = { from: state.stage, since, used: used?.decision ?? null };
  state.moves = [...state.moves, { to, people, decision: cited, token, reason, ...from, ...said }];
  state.stage = to;
  state.stageSince = said.at;
  state.leavingRead = [];
  return null;
};

const withProvision = (state: ContactState, operation: ProvisionOperation, place: Place): Refusal | null => {
  // Whoever has not written to us yet is not left empty-handed either.
  const none = operation.mailbox === NO_MAILBOX && operation.op !== "safetyPlanGiven";
  if (!none && !state.mailboxes.includes(operation.mailbox)) return { kind: "no-such-thread" };
  const refusal = operation.op === "refer" ? consentRefusal(state, operation, place) : null;
  if (refusal) return refusal;
  const provision = foldProvision(state.provision, operation, place);
  if ("kind" in provision) return provision;
  state.provision = provision;
  return null;
};

/** Nobody is sent to somebody else before they have allowed it, that one by name. */
const consentRefusal = ({ consent }: ContactState, { rests, to }: Refer, { at }: Place): Refusal | null => {
  if (rests !== undefined) return standingRefusal(consent.records, rests, { for: "referral", to }, at);
  return consent.terms ? { kind: "needs-consent" } : null;
};

const withConsent = (state: ContactState, consent: ConsentState | Refusal): Refusal | null => {
  if ("kind" in consent) return consent;
  state.consent = consent;
  return null;
};

const foldCheckIn = (
  state: ContactState,
  operation: Extract<Operation, { op: "armCheckIn" | "acknowledgeCheckIn" | "closeCheckIn" }>,
  said: Said,
): Refusal | null => {
  const known = state.checkIns.get(operation.alarm);
  if (operation.op === "armCheckIn") {
    if (known) return { kind: "check-in-exists" };
    if (operation.drill && said.by !== state.owner && said.by !== state.standIn) return { kind: "not-answering" };
    const { op: _, ...armed } = operation;
    state.checkIns.set(operation.alarm, { ...armed, ...said, acknowledged: null, closed: null });
    return null;
  }
  if (!known) return { kind: "no-such-check-in" };
  if (known.closed) return { kind: "check-in-closed" };
  if (operation.op === "acknowledgeCheckIn") {
    state.checkIns.set(operation.alarm, { ...known, acknowledged: { ...said, note: operation.note } });
    return null;
  }
  const { op: _, alarm: __, ...closed } = operation;
  state.checkIns.set(operation.alarm, { ...known, closed: { ...said, ...closed } });
  return null;
};

const foldReading = (state: ContactState, { decision }: HaveRead, { by, at, order }: Place): Refusal | null => {
  const reading: Reading = { by, at, order };
  if (decision === null) {
    state.leavingRead = [...state.leavingRead, reading];
    return null;
  }
  const known = state.decisions.find((made) => made.decision === decision);
  if (!known) return { kind: "no-such-decision", decision };
  state.decisions = withDecision(state.decisions, { ...known, read: [...(known.read ?? []), reading] });
  return null;
};

type DecisionOperation = Extract<Operation, { op: "propose" | "decide" | "withdrawProposal" | "callAgain" }>;

const outlivesClosing = (state: ContactState, operation: DecisionOperation): boolean => {
  const about =
    operation.op === "propose"
      ? operation.about
      : state.decisions.find(({ decision }) => decision === operation.decision)?.about;
  // What one ordered alone is reviewed by another, whatever came of it. A review of before says nothing of the closing, and reads as it did.
  if (about === "night-move")
    return (operation.op === "decide" || operation.op === "callAgain") && operation.closed === true;
  return operation.op !== "callAgain" && (about === "erase" || about === "export");
};

/** An export says what leaves and on which consent; nothing else does. */
const exportMissing = ({ consent }: ContactState, operation: Propose, { at }: Place): Refusal | null => {
  if (operation.about !== "export") return operation.export ? { kind: "incomplete", field: "about" } : null;
  if (operation.export) return exportRefusal(consent.records, operation.export, at);
  return consent.terms ? { kind: "needs-consent" } : null;
};

const foldDecision = (state: ContactState, operation: DecisionOperation, place: Place): Refusal | null => {
  const known = state.decisions.find((decision) => decision.decision === operation.decision);
  if (operation.op === "propose") {
    const { op: _, ...proposal } = operation;
    const record = foldProposal(known, proposal, place);
    if ("kind" in record) return record;
    const notNow =
      operation.about === "night-move" ? nightMoveRefusal(state, place.at, operation.again === true) : null;
    if (notNow) return notNow;
    const mayNotLeave = exportMissing(state, operation, place);
    if (mayNotLeave) return mayNotLeave;
    const prunesNothing = pruneMissing(state, operation);
    if (prunesNothing) return prunesNothing;
    const missing = operation.about === "decline" ? emptyHanded(state) : [];
    if (missing.length > 0) return { kind: "empty-handed", missing };
    const no = operation.about === "go" ? noToMoving(state.consent, place.at) : null;
    if (no) return no;
    const unsearched = operation.about === "go" ? searchLacks(state, place.at) : [];
    if (unsearched.length > 0) return { kind: "search-not-checked", missing: unsearched };
    const lacks = sheetRefusal(state, operation, place.at);
    if (lacks) return lacks;
    state.decisions = [...state.decisions, record];
    return null;
  }
  if (!known) return { kind: "no-such-decision", decision: operation.decision };
  // Approving counts with the consent as it is then; refusing always.
  if (operation.op === "decide" && operation.verdict === "approve" && known.export) {
    const ended = exportRefusal(state.consent.records, known.export, place.at);
    if (ended) return ended;
  }
  if (operation.op === "callAgain") {
    const called = foldCallAgain(known, operation);
    if ("kind" in called) return called;
    state.decisions = withDecision(state.decisions, called);
    return null;
  }
  const record =
    operation.op === "withdrawProposal"
      ? foldWithdrawal(known, operation, place)
      : foldVerdict(known, operation, place, mayApprove(place.role));
  if ("kind" in record) return record;
  // What the second signs is true when they sign it, not only when it was written.
  if (known.about === "go" && operation.op === "decide" && operation.verdict === "approve") {
    const no = noToMoving(state.consent, place.at);
    if (no) return no;
    if (endedByNo(state.consent, known.order)) return { kind: "said-no-since" };
    const unsearched = searchLacks(state, place.at);
    if (unsearched.length > 0) return { kind: "search-not-checked", missing: unsearched };
  }
  const theirs = known.about === "go" && record.verdict?.verdict === "approve" ? waitsForGo(state) : null;
  const used = theirs === null ? {} : { journey: theirs };
  state.decisions = withDecision(state.decisions, { ...record, ...used });
  return null;
};
