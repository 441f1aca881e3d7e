import { DAY, MINUTE } from "../day.ts";
import {
  type CaseId,
  type Hash,
  type KnownId,
  type MailboxId,
  type MemberId,
  NO_MAILBOX,
  type StreamId,
} from "../ids.ts";
import type {
  AnswerThread,
  CloseThread,
  ContinueThread,
  DayHours,
  DecideDecline,
  FlagThread,
  FreezeMailbox,
  GiveVoucher,
  Operation,
  ProposeDecline,
  SetContactWindow,
  ThawMailbox,
  VerifyThread,
  WithdrawDecline,
} from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import { isDeclining } from "../rule/closing.ts";
import { mayApproveDecline } from "../rule/right.ts";
import { threadUrgencyStays } from "../rule/take-back.ts";
import type { Cover, FlagGround, PassReason, ThreadFlag, Urgency } from "../words.ts";
import { type DecisionRecord, foldProposal, foldVerdict, foldWithdrawal, isWaiting, withDecision } from "./decision.ts";
import { type DutyState, foldDuty, isOfDuty, noDuty } from "./duty.ts";
import { foldJudgement, foldKnown, type Judgement, type KnownRecord } from "./known.ts";
import type { Place } from "./place.ts";
import {
  foldProvision,
  isNothing,
  isProvision,
  lacking,
  nothingProvided,
  type Provision,
  type ProvisionOperation,
} from "./provision.ts";
import { type Signals, signalsAgreed, signalsJoined } from "./signals.ts";
import { copyTexts, emptyTexts, foldTexts, isText, type TextsState } from "./texts.ts";

/** A claim longer than this is refused: who falls asleep must not lock a caller away for the night. */
export const CLAIM_LONGEST = 30 * MINUTE;
/** By how much clocks of two consoles may differ before one of them is taken to be wrong. */
const CLAIM_ASTRAY = 30 * MINUTE;

/** Made by a clock that is wrong: none that is right has one that runs so long. Somebody else would wait for it a day. */
export const isAstray = ({ until }: { until: number }, at: number): boolean =>
  until > at + CLAIM_LONGEST + CLAIM_ASTRAY;

export type Voucher = Omit<GiveVoucher, "op" | "mailbox"> & { by: MemberId; at: number };
export type SaidNote = { text: string; by: MemberId; at: number };
export type TeamAnswer = Omit<AnswerThread, "op" | "mailbox"> & { by: MemberId; at: number };
/** `hours` empty: nothing but the words is known. `offset` null: nobody has asked what time it is there. */
export type Window = {
  window: string;
  mayRing: boolean;
  hours: DayHours[];
  offset: number | null;
  by: MemberId;
  at: number;
};

export const windowAgreed = (said: SetContactWindow, { by, at }: Pick<Place, "by" | "at">): Window => ({
  window: said.window,
  mayRing: said.mayRing,
  hours: said.hours ?? [],
  offset: said.offset ?? null,
  by,
  at,
});

/** A flag as it was last set. One that was taken off stays: its suggestion was looked at, and is not made again. */
export type Flagged = { flag: ThreadFlag; on: boolean; ground: FlagGround | null; by: MemberId; at: number };

export const withFlag = (
  flagged: readonly Flagged[],
  { flag, on, ground }: FlagThread,
  { by, at }: Pick<Place, "by" | "at">,
): Flagged[] => [...flagged.filter((one) => one.flag !== flag), { flag, on, ground: ground ?? null, by, at }];

/** "Not I", and a word for whoever answers next. */
export type Pass = { by: MemberId; at: number; why: PassReason; word: string };
export type Covers = ReadonlyMap<Hash, Cover>;

export const foldCover = (covers: Covers, row: Hash, as: Cover | null): Covers => {
  const next = new Map(covers);
  if (as === null) next.delete(row);
  else next.set(row, as);
  return next;
};

export type ThreadTaken = { case: CaseId; alias: string; contact: StreamId; upTo: number; by: MemberId; at: number };

/** No case is erased sooner than this after it was opened: only then can a thread come back from one. */
export const CASE_LIVES = 30 * DAY;

/** `approvedBy`: the second of the two; null where one member was enough, or was enough then. [P11] */
export type ThreadClosing = Omit<CloseThread, "op" | "mailbox"> & {
  by: MemberId;
  at: number;
  approvedBy: MemberId | null;
};

export type Interpreted = {
  stream: StreamId;
  interpreter: MemberId;
  by: MemberId;
  at: number;
  ended: { by: MemberId; at: number } | null;
};

/** A proposal to close a thread without help. */
export type DeclineRecord = DecisionRecord & Pick<ProposeDecline, "outcome" | "eraseAfterDays" | "seen">;

export type SaidOfThread = Omit<VerifyThread, "op" | "mailbox"> & { by: MemberId; at: number };

export type ThreadUrgency = { urgency: Urgency; reason: string; seen: number; by: MemberId; at: number };

/** What the team wrote about one thread. The caller's own words are in the mailbox, not here. */
export type ThreadState = {
  mailbox: MailboxId;
  /** The mailbox whose thread goes on here. [HO1] */
  continues: MailboxId | null;
  /** Claimed to go on here: after another had been the first to, or while that thread was frozen. */
  claimsToContinue: MailboxId | null;
  /** Where this one goes on; letters after `seen` were written with words that were given up. */
  continuedIn: { mailbox: MailboxId; seen: number; by: MemberId; at: number } | null;
  claim: { by: MemberId; until: number; since: number } | null;
  answers: TeamAnswer[];
  urgency: ThreadUrgency | null;
  /** What the urgency took the place of, where a member may still take it back: `was` null where nobody had set any. */
  urgencyBefore: { was: ThreadUrgency | null } | null;
  flagged: Flagged[];
  /** By the row's hash. */
  covers: Covers;
  /** Who has passed it on since it was last answered, and has not taken it back. */
  passes: Pass[];
  /** As noise, by a member: up to which row. */
  aside: { by: MemberId; at: number; seen: number } | null;
  notes: SaidNote[];
  /** Two words each, for this person to pass on. */
  vouchers: Voucher[];
  window: Window | null;
  signals: Signals;
  takenInto: ThreadTaken | null;
  /** The case that it belonged to and that has been erased since. */
  takenBefore: ThreadTaken | null;
  closed: ThreadClosing | null;
  /** The closing that was undone: whoever reads the next letter must know of it. */
  closedBefore: ThreadClosing | null;
  declines: DeclineRecord[];
  provision: Provision;
  /** Each as often as it was said; oldest first. */
  verifications: SaidOfThread[];
  /** To whom it was given to interpret, the last one last. */
  interpreting: Interpreted[];
  token: string | null;
  /** Each time that it was frozen, the last one last. [MB8] */
  freezes: Freeze[];
};

/** From which letter on (to-team seq, exclusive) and up to which what came from a mailbox may be another's words. */
export type Freeze = {
  by: MemberId;
  at: number;
  reason: string;
  holding: string;
  from: number;
  to: number | null;
};

/** Frozen now, thawed, or refused: a mailbox is frozen once at a time. */
export const foldFreeze = (
  freezes: readonly Freeze[],
  operation: FreezeMailbox | ThawMailbox,
  { by, at }: Pick<Place, "by" | "at">,
): Freeze[] | Refusal => {
  if (operation.reason.trim() === "") return { kind: "incomplete", field: "reason" };
  const last = freezes.at(-1);
  const frozen = last !== undefined && last.to === null;
  if (operation.op === "freezeMailbox") {
    if (frozen) return { kind: "mailbox-frozen" };
    if (operation.holding.trim() === "") return { kind: "incomplete", field: "holding" };
    const { reason, holding, seen } = operation;
    return [...freezes, { by, at, reason, holding, from: seen, to: null }];
  }
  if (!frozen) return { kind: "mailbox-not-frozen" };
  return [...freezes.slice(0, -1), { ...last, to: Math.max(last.from, operation.seen) }];
};

/** Whether a letter was written while its mailbox was frozen. */
export const isWhileFrozen = (freezes: readonly Freeze[], seq: number): boolean =>
  freezes.some(({ from, to }) => seq > from && (to === null || seq <= to));

export type IntakeState = {
  threads: Map<MailboxId, ThreadState>;
  handOver: SaidNote | null;
  /** From here on nobody is turned away by one alone. Not so in what was written before that was the rule. [P11] */
  declineByTwo: boolean;
  texts: TextsState;
  /** Whom the organisation should recognise. */
  known: ReadonlyMap<KnownId, KnownRecord>;
  /** Of matches between threads, or of one with somebody known; oldest first. */
  judgements: Judgement[];
  /** When each member last wrote here: who is there tonight. */
  wrote: Map<MemberId, number>;
  duty: DutyState;
  /** Where the spine of each case that came from here lies, as it was first said. */
  spines: Map<CaseId, StreamId>;
};

export const emptyIntake = (): IntakeState => ({
  threads: new Map(),
  handOver: null,
  declineByTwo: false,
  texts: emptyTexts(),
  known: new Map(),
  judgements: [],
  wrote: new Map(),
  duty: noDuty(),
  spines: new Map(),
});
export const copyIntake = (state: IntakeState): IntakeState => ({
  ...state,
  threads: new Map(state.threads),
  texts: copyTexts(state.texts),
  wrote: new Map(state.wrote),
  spines: new Map(state.spines),
});

export const newThread = (mailbox: MailboxId): ThreadState => ({
  mailbox,
  continues: null,
  claimsToContinue: null,
  continuedIn: null,
  claim: null,
  answers: [],
  urgency: null,
  urgencyBefore: null,
  flagged: [],
  covers: new Map(),
  passes: [],
  aside: null,
  notes: [],
  vouchers: [],
  window: null,
  signals: [],
  takenInto: null,
  takenBefore: null,
  closed: null,
  closedBefore: null,
  declines: [],
  provision: nothingProvided(),
  verifications: [],
  interpreting: [],
  token: null,
  freezes: [],
});

/** Another member who holds the claim at `at`, or null. A claim that ran out holds nobody up. */
export const claimedByAnother = (thread: ThreadState, by: MemberId, at: number): Refusal | null =>
  thread.claim && thread.claim.by !== by && thread.claim.until > at
    ? { kind: "claimed-by-another", by: thread.claim.by, until: thread.claim.until }
    : null;

/**
 * Fold one operation into intake.
 *
 * A mailbox that no operation has named yet is a thread all the same: its letters lie at the server.
 */
export const foldIntake = (state: IntakeState, operation: Operation, place: Place): Refusal | null => {
  const refusal = foldOne(state, operation, place);
  if (!refusal) state.wrote.set(place.by, Math.max(place.at, state.wrote.get(place.by) ?? 0));
  return refusal;
};

const foldOne = (state: IntakeState, operation: Operation, place: Place): Refusal | null => {
  if (isText(operation)) return foldTexts(state.texts, operation, place);
  if (operation.op === "handOver") {
    state.handOver = { text: operation.text, by: place.by, at: place.at };
    return null;
  }
  if (operation.op === "addKnown" || operation.op === "confirmKnown" || operation.op === "withdrawKnown") {
    const known = foldKnown(state.known, operation, place);
    if ("kind" in known) return known;
    state.known = known;
    return null;
  }
  if (operation.op === "judgeMatch") {
    // What a case has to do with it stands in the case, for those who hold it.
    if (operation.mailbox === null || operation.other.kind === "case") return { kind: "wrong-compartment" };
    const judgements = foldJudgement(state.judgements, operation, place);
    if ("kind" in judgements) return judgements;
    state.judgements = judgements;
    return null;
  }
  if (operation.op === "declineTerms") {
    state.declineByTwo = true;
    return null;
  }
  if (isOfDuty(operation)) {
    const duty = foldDuty(state.duty, operation, place);
    if ("kind" in duty) return duty;
    state.duty = duty;
    return null;
  }
  if (!("mailbox" in operation)) return { kind: "wrong-compartment" };
  // A case has one spine: who takes a second thread into it would otherwise send its whole team to a compartment of his
  // own. [CO5]
  if (operation.op === "takeIntoCase") {
    const named = state.spines.get(operation.case);
    if (named !== undefined && named !== operation.contact) return { kind: "already-open" };
    if (operation.mailbox === NO_MAILBOX) {
      state.spines.set(operation.case, operation.contact);
      return null;
    }
  }
  if (operation.op === "continueThread") return foldContinuing(state, operation, place);
  // A compartment is one thread's: under another's name it would be ended and erased with that one.
  if (operation.op === "beginInterpreting") {
    const all = [...state.threads.values()].flatMap(({ interpreting }) => interpreting);
    if (all.some(({ stream }) => stream === operation.stream)) return { kind: "already-interpreted" };
  }
  const thread = state.threads.get(operation.mailbox) ?? newThread(operation.mailbox);
  if (operation.op === "closeThread" && state.declineByTwo) {
    const alone = closingAlone(thread, operation);
    if (alone) return alone;
  }
  const next = foldThread(thread, operation, place);
  if ("kind" in next) return next;
  state.threads.set(operation.mailbox, next);
  if (operation.op === "takeIntoCase") state.spines.set(operation.case, operation.contact);
  return null;
};

/**
 * What the team knew goes along; the caller's own words stay in the mailbox where they lie. The first to go on from a
 * thread is taken at its word, for its words were checked before the old ones were given up; a later one has only the
 * old words, as a helper has, and a person must look. So has whoever took the phone of a frozen one: nothing that was
 * thought of its owner is carried over to him. [MB8]
 */
const foldContinuing = (
  state: IntakeState,
  operation: ContinueThread,
  { by, at, order, proven }: Place,
): Refusal | null => {
  const { mailbox, from, seen } = operation;
  // Else one member could lead any thread into a mailbox of his own, and be told what its person is told. [HO1]
  if (!proven) return { kind: "not-proven", mailbox, from };
  const old = state.threads.get(from) ?? newThread(from);
  const next = state.threads.get(mailbox) ?? newThread(mailbox);
  if (goesBackTo(state, from, mailbox)) return { kind: "wrong-compartment" };
  if (next.continues !== null || next.claimsToContinue !== null) return { kind: "already-kept" };
  if (old.continuedIn !== null || operation.frozen === true || old.freezes.at(-1)?.to === null) {
    state.threads.set(mailbox, { ...next, claimsToContinue: from });
    return null;
  }
  const declines = overtaken(old.declines, { by, at, order });
  state.threads.set(from, { ...old, claim: null, declines, continuedIn: { mailbox, seen, by, at } });
  state.threads.set(mailbox, {
    ...next,
    continues: from,
    // The member who said it had read none of what came since.
    urgency: next.urgency ?? (old.urgency && { ...old.urgency, seen: 0 }),
    flagged: [...old.flagged, ...next.flagged],
    notes: [...old.notes, ...next.notes],
    vouchers: [...old.vouchers, ...next.vouchers],
    verifications: [...old.verifications, ...next.verifications],
    window: next.window ?? old.window,
    signals: signalsJoined(old.signals, next.signals),
    closedBefore: next.closedBefore ?? old.closed ?? old.closedBefore,
    // What somebody was left with is theirs under whichever words they write.
    provision: isNothing(next.provision) ? old.provision : next.provision,
    // One person, counted once.
    token: next.token ?? old.token,
  });
  return null;
};

/** A circle of threads would be shown by no screen. */
const goesBackTo = (state: IntakeState, from: MailboxId, mailbox: MailboxId): boolean => {
  for (let at: MailboxId | null = from; at !== null; at = state.threads.get(at)?.continues ?? null)
    if (at === mailbox) return true;
  return false;
};

/**
 * What one member may not say alone. A thread with which the team has talked is no advertisement, and a duplicate is one
 * of something that can be named.
 */
const closingAlone = (thread: ThreadState, { outcome, note }: CloseThread): Refusal | null => {
  if (isDeclining(outcome) || (outcome === "spam" && thread.answers.length > 0)) return { kind: "needs-second" };
  return outcome === "duplicate" && note.trim() === "" ? { kind: "incomplete", field: "note" } : null;
};

/** Propose, approve or refuse, take back: the same as for a case, but that approving closes the thread. [P11] */
const foldDecline = (
  thread: ThreadState,
  operation: ProposeDecline | DecideDecline | WithdrawDecline,
  place: Place,
): ThreadState | Refusal => {
  const { by, at, role } = place;
  const known = thread.declines.find(({ decision }) => decision === operation.decision);
  if (operation.op === "proposeDecline") {
    const taken = claimedByAnother(thread, by, at);
    if (taken) return taken;
    const missing = lacking(thread.provision);
    if (missing.length > 0) return { kind: "empty-handed", missing };
    const { op: _, mailbox: __, ...proposal } = operation;
    const record = foldProposal(known, { ...proposal, about: "decline" as const, checklist: [] }, place);
    return "kind" in record ? record : { ...thread, claim: null, declines: [...thread.declines, record] };
  }
  if (!known) return { kind: "no-such-decision", decision: operation.decision };
  if (operation.op === "withdrawDecline") {
    const record = foldWithdrawal(known, operation, place);
    return "kind" in record ? record : { ...thread, declines: withDecision(thread.declines, record) };
  }
  const record = foldVerdict(known, operation, place, mayApproveDecline(role));
  if ("kind" in record) return record;
  const decided = { ...thread, declines: withDecision(thread.declines, record) };
  if (operation.verdict === "refuse") return decided;
  // Whoever answers this caller now is not overruled behind his back.
  const taken = claimedByAnother(thread, by, at);
  if (taken) return taken;
  const { outcome, text: note, eraseAfterDays, seen } = known;
  return closed(decided, { outcome, note, eraseAfterDays, seen, by: known.by, approvedBy: by }, place);
};

/** What still waits for a second person waits for nothing more: the thread went another way. */
const overtaken = (
  declines: readonly DeclineRecord[],
  { by, at, order }: Pick<Place, "by" | "at" | "order">,
): DeclineRecord[] =>
  declines.map((one) => (isWaiting(one) ? { ...one, withdrawn: { by, at, reason: "", order } } : one));

const withProvision = (thread: ThreadState, operation: ProvisionOperation, place: Place): ThreadState | Refusal => {
  const provision = foldProvision(thread.provision, operation, place);
  return "kind" in provision ? provision : { ...thread, provision };
};

const closed = (thread: ThreadState, closing: Omit<ThreadClosing, "at">, place: Place): ThreadState => ({
  ...thread,
  claim: null,
  closed: { ...closing, at: place.at },
  closedBefore: null,
  declines: overtaken(thread.declines, place),
});

const foldThread = (thread: ThreadState, operation: Operation, place: Place): ThreadState | Refusal => {
  const { by, at } = place;
  switch (operation.op) {
    // What was sealed to the caller was sealed, claim or not, case or not: refusing it here would only hide from
    // the team what the caller reads. The lock is the command's (`command/intake.ts`).
    case "answerThread": {
      const { op: _, mailbox: __, ...answer } = operation;
      if (thread.answers.some((one) => one.message === answer.message)) return { kind: "already-kept" };
      return { ...thread, answers: [...thread.answers, { ...answer, by, at }], passes: [] };
    }
    case "noteThread":
      if (operation.text.trim() === "") return { kind: "incomplete", field: "text" };
      return { ...thread, notes: [...thread.notes, { text: operation.text, by, at }] };
    // Also of a closed thread: what is found out late is found out.
    case "verifyThread": {
      if (operation.statement.trim() === "") return { kind: "incomplete", field: "statement" };
      if (operation.source.trim() === "") return { kind: "incomplete", field: "source" };
      // What belongs to a case is written there, where the intake does not read it.
      if (thread.takenInto) return { kind: "thread-in-case" };
      const { op: _, mailbox: __, ...line } = operation;
      return { ...thread, verifications: [...thread.verifications, { ...line, by, at }] };
    }
    // Also of one that is closed or in a case: those who were helped are the ones who vouch.
    case "giveVoucher": {
      const { words, sentence, expires } = operation;
      if (sentence.trim() === "") return { kind: "incomplete", field: "sentence" };
      if (thread.vouchers.some((one) => one.words === words)) return { kind: "already-kept" };
      return { ...thread, vouchers: [...thread.vouchers, { words, sentence, expires, by, at }] };
    }
    // Also of a closed thread: a phone is seized when it is seized.
    case "freezeMailbox":
    case "thawMailbox": {
      const freezes = foldFreeze(thread.freezes, operation, place);
      return "kind" in freezes ? freezes : { ...thread, freezes };
    }
    // Also of a closed thread: whoever reads it again should not have to see it unwarned.
    case "coverMessage":
      return { ...thread, covers: foldCover(thread.covers, operation.row, operation.as) };
    // A thread that has ended is taken from its interpreter afterwards.
    case "endInterpreting": {
      const known = thread.interpreting.find(({ stream, ended }) => stream === operation.stream && ended === null);
      if (known === undefined) return { kind: "not-interpreted" };
      const interpreting = thread.interpreting.map((one) => (one === known ? { ...one, ended: { by, at } } : one));
      return { ...thread, interpreting };
    }
    // … and a partner's answer comes when it comes.
    case "answerReferral":
      return withProvision(thread, operation, place);
    case "countThread":
      return thread.token === null ? { ...thread, token: operation.token } : { kind: "already-counted" };
    case "releaseThread":
      if (thread.claim?.by !== by) return { kind: "not-claimed" };
      return { ...thread, claim: null };
    case "reopenThread":
      if (thread.takenInto && at >= thread.takenInto.at + CASE_LIVES)
        return { ...thread, claim: null, closed: null, takenInto: null, takenBefore: thread.takenInto };
      if (!thread.closed) return { kind: "thread-open" };
      return { ...thread, closed: null, closedBefore: thread.closed };
    default:
      break;
  }
  if (thread.takenInto) return { kind: "thread-in-case" };
  if (thread.closed) return { kind: "thread-closed" };
  if (isProvision(operation) && operation.op !== "stopReferral") return withProvision(thread, operation, place);
  switch (operation.op) {
    case "claimThread": {
      const taken = claimedByAnother(thread, by, at);
      if (taken && (operation.astray !== true || thread.claim === null || !isAstray(thread.claim, at))) return taken;
      if (operation.until <= at || operation.until > at + CLAIM_LONGEST) return { kind: "claim-too-long" };
      const since = thread.claim?.by === by && thread.claim.until > at ? thread.claim.since : at;
      const passes = thread.passes.filter((pass) => pass.by !== by);
      return { ...thread, claim: { by, until: operation.until, since }, passes };
    }
    case "setUrgency": {
      const { urgency, reason, seen, back } = operation;
      if (back !== true)
        return { ...thread, urgency: { urgency, reason, seen, by, at }, urgencyBefore: { was: thread.urgency } };
      const why = threadUrgencyStays(thread, { by, at });
      if (why !== null || thread.urgencyBefore === null)
        return { kind: "stays", what: "urgency", why: why ?? "nothing" };
      // As old as it was: an undo must not make an old word look new.
      return { ...thread, urgency: thread.urgencyBefore.was, urgencyBefore: null };
    }
    case "flagThread":
      return { ...thread, flagged: withFlag(thread.flagged, operation, place) };
    case "putAside":
      return { ...thread, aside: operation.on ? { by, at, seen: operation.seen } : null };
    case "passThread": {
      const taken = claimedByAnother(thread, by, at);
      if (taken) return taken;
      const others = thread.passes.filter((pass) => pass.by !== by);
      const { why, word } = operation;
      return { ...thread, claim: null, passes: [...others, { by, at, why, word }] };
    }
    case "setContactWindow":
      return { ...thread, window: windowAgreed(operation, place) };
    case "agreeSignals":
      return { ...thread, signals: signalsAgreed(thread.signals, operation, place) };
    case "beginInterpreting": {
      if (thread.interpreting.some(({ ended }) => ended === null)) return { kind: "already-interpreted" };
      const { stream, interpreter } = operation;
      return { ...thread, interpreting: [...thread.interpreting, { stream, interpreter, by, at, ended: null }] };
    }
    case "takeIntoCase": {
      const taken = claimedByAnother(thread, by, at);
      if (taken) return taken;
      const { op: _, mailbox: __, ...into } = operation;
      return { ...thread, claim: null, takenInto: { ...into, by, at }, declines: overtaken(thread.declines, place) };
    }
    case "closeThread": {
      const taken = claimedByAnother(thread, by, at);
      if (taken) return taken;
      const { op: _, mailbox: __, ...closing } = operation;
      return closed(thread, { ...closing, by, approvedBy: null }, place);
    }
    case "proposeDecline":
    case "decideDecline":
    case "withdrawDecline":
      return foldDecline(thread, operation, place);
    default:
      return { kind: "wrong-compartment" };
  }
};
