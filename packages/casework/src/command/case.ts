import { lettersOf } from "../case-letters.ts";
import { dayOf } from "../day.ts";
import type { ContactState } from "../fold/contact.ts";
import type { ProvisionOperation } from "../fold/provision.ts";
import { type CaseState, caseOf, ledgerOf, type State, streamOf } from "../fold/state.ts";
import { isOfSome } from "../fold/status.ts";
import type { ThreatRecord } from "../fold/threat.ts";
import type { CaseId, MailboxId, StreamId } from "../ids.ts";
import { plainText } from "../import/values.ts";
import { isUnderWay } from "../journey/fold.ts";
import type {
  AcknowledgeCheckIn,
  AddThreat,
  AgreeSignals,
  Answer,
  ArmCheckIn,
  AskDestruction,
  BeginPart,
  CloseCase,
  CloseCheckIn,
  ConsentTerms,
  CoverMessage,
  Exported,
  FreezeMailbox,
  KeepCase,
  KeepLetter,
  LinkMailbox,
  MoveStage,
  NamePerson,
  Note,
  Operation,
  RecordRisk,
  RecordVerification,
  ReopenCase,
  SearchStatus,
  SetContactWindow,
  SetOwner,
  SetStatus,
  SharePart,
  ThawMailbox,
  TitlePart,
  WithdrawPart,
  WithdrawThreat,
} from "../operation.ts";
import type { ThreadSeen } from "../outside.ts";
import type { PlanOperation, TaskOperation } from "../plan/operation.ts";
import type { Outcome, Refusal, Write } from "../refusal.ts";
import { answersIn } from "../risk/factors.ts";
import { suggestUrgency } from "../risk/suggest.ts";
import { checkInRefusal } from "../rule/check-in.ts";
import { mayRecordTestimony, restedShare } from "../rule/consent.ts";
import { moveRestsOn } from "../rule/one-person.ts";
import { onePersonIn } from "../rule/same-person.ts";
import { isWorseSearch, notYetLooked } from "../rule/search.ts";
import { isOfTickets } from "../ticket/fold.ts";
import type { TicketOperation } from "../ticket/operation.ts";
import type { MovedTo, Stage, Status } from "../words.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";
import { begunConsentTerms } from "./consent.ts";
import { begunGoTerms } from "./go-terms.ts";
import { journeysOf } from "./journey.ts";
import { ticketAsks } from "./ticket.ts";

/** Of each mailbox, the last letter that could be read. */
const lettersRead = (spine: ContactState, threads: readonly ThreadSeen[]): NonNullable<RecordRisk["read"]> => {
  const letters = lettersOf(spine, threads).filter(({ row }) => row.letter !== null);
  return spine.mailboxes.map((mailbox) => ({
    mailbox,
    seq: Math.max(0, ...letters.filter((one) => one.mailbox === mailbox).map(({ row }) => row.seq)),
  }));
};

type Body<O> = Omit<O, "op">;
type OnSpine =
  | Answer
  | BeginPart
  | NamePerson
  | SharePart
  | WithdrawPart
  | FreezeMailbox
  | ThawMailbox
  | CoverMessage
  | KeepLetter
  | LinkMailbox
  | Note
  | SetOwner
  | SetContactWindow
  | AgreeSignals
  | ArmCheckIn
  | AcknowledgeCheckIn
  | CloseCheckIn
  | CloseCase
  | ReopenCase
  | KeepCase
  | PlanOperation
  | TicketOperation
  | ConsentTerms
  | Exported
  | AskDestruction
  | ProvisionOperation;

/** Run `work` on a case that this member holds. */
const withCase = (state: State, id: CaseId, work: (known: CaseState) => Outcome): Outcome => {
  const known = caseOf(state, id);
  return known ? work(known) : { kind: "no-such-case" };
};

/**
 * Operations of a case that need nothing but the fold's consent: answers, letters kept, notes, owner, contact window,
 * signals, check-ins, closing. All of them or none.
 */
export const writeToCase = (state: State, id: CaseId, said: readonly OnSpine[], hand: Hand): Outcome =>
  withCase(state, id, (known) => {
    const operations: OnSpine[] = [];
    for (const operation of said) {
      const rested = operation.op === "sharePart" ? restedShare(known.contact, operation, hand) : null;
      if (rested !== null && "kind" in rested) return rested;
      operations.push(rested ?? operation);
    }
    // Like the lock on a thread, here and not in the fold: what was sealed before a colleague froze it stays on record. [MB8]
    const frozen = (mailbox: MailboxId) => known.contact.freezes.get(mailbox)?.at(-1)?.to === null;
    if (operations.some((one) => one.op === "answer" && frozen(one.mailbox))) return { kind: "mailbox-frozen" };
    // Nor can their arrival be written in a case that is closed. The board keeps whoever was silent all the same. [P7]
    if (operations.some(({ op }) => op === "closeCase") && journeysOf(state, known).some(isUnderWay))
      return { kind: "stage-not-open", missing: ["journey-over"] };
    for (const operation of operations) {
      const asked = checkInRefusal(known.contact, operation, hand.at);
      if (asked) return asked;
      const refusal = isOfTickets(operation) ? ticketAsks(state, known, operation, hand.at) : null;
      if (refusal) return refusal;
    }
    const isOfWay = operations.some((one) => one.op === "giveTicket" && one.journey !== undefined);
    const first = isOfWay ? begunGoTerms(known.contact) : [];
    return attempt(state, hand, [{ stream: known.contactStream, operations: [...first, ...operations] }]);
  });

/** Which arrival a published figure counts. A party that came back and set out again is counted again only if moved. */
const counts = (from: Stage, to: Stage): MovedTo | null => {
  if (from === "evacuating" && to === "sheltered") return "evacuated";
  if (from === "relocating" && to === "abroad") return "abroad";
  return null;
};

/** An arrival in this direction that the ledger has already counted for this case. */
const countedBefore = (state: State, known: CaseState, to: MovedTo): boolean =>
  known.contact.moves.some(
    (move) => counts(move.from, move.to) === to && move.token !== null && ledgerOf(state)?.moves.has(move.token),
  );

export type MoveIntent = Omit<Body<MoveStage>, "token"> & {
  /** Fresh random name for the ledger's count. */
  token: string;
  /** Day of the arrival, if it is recorded later than it happened. */
  day?: number;
};

/**
 * Move a case to its next stage. Arrivals are counted in the ledger in the same append, under a token that says
 * nothing about the case; a person is counted once as evacuated and once as abroad, however often he moves.
 */
export const moveStage = (state: State, id: CaseId, intent: MoveIntent, hand: Hand): Outcome =>
  withCase(state, id, (known) => {
    const writes = moveWrites(state, known, intent, hand);
    return "kind" in writes ? writes : attempt(state, hand, writes);
  });

/** … for those who write it beside something else. */
export const moveWrites = (state: State, known: CaseState, intent: MoveIntent, hand: Hand): Write[] | Refusal => {
  const { day = dayOf(hand.at), token, ...said } = intent;
  const one = onePersonIn(state, hand);
  const decision = said.decision ?? moveRestsOn({ ...known.contact, goEach: true }, said.to, hand.at, one)?.decision;
  const move = { ...said, decision: decision ?? null };
  const to = counts(known.contact.stage, move.to);
  const counted = to !== null && !countedBefore(state, known, to);
  const ledger = streamOf(state, "ledger");
  const spine: Write = {
    stream: known.contactStream,
    operations: [
      ...(move.to === "evacuating" || move.to === "relocating" ? begunConsentTerms(known.contact) : []),
      ...(move.to === "relocating" || to !== null ? begunGoTerms(known.contact) : []),
      { op: "moveStage", ...move, token: counted ? token : null },
    ],
  };
  if (!counted) return [spine];
  if (!ledger) return notHeld("ledger");
  const people = move.people ?? known.contact.people;
  return [spine, { stream: ledger, operations: [{ op: "moved", token, to, people, day }] }];
};

/**
 * Take back the last move, made by mistake a while ago: one more entry, and the arrival that it counted leaves the ledger
 * in the same append. The rules say where nobody may (`rule/take-back.ts`).
 */
export const takeBackStage = (state: State, id: CaseId, reason: string, hand: Hand): Outcome =>
  withCase(state, id, (known) => {
    const last = known.contact.moves.at(-1);
    if (!last) return { kind: "stays", what: "stage", why: "nothing" };
    const back = { op: "moveStage" as const, to: last.from, people: null, decision: null, token: null, reason };
    const writes: Write[] = [{ stream: known.contactStream, operations: [{ ...back, back: true }] }];
    if (last.token !== null) {
      // Whoever does not hold it any more would leave an arrival counted that was none.
      const ledger = streamOf(state, "ledger");
      if (!ledger) return notHeld("ledger");
      const counted = ledgerOf(state)?.moves.has(last.token);
      if (counted) writes.push({ stream: ledger, operations: [{ op: "unmoved", token: last.token }] });
    }
    return attempt(state, hand, writes);
  });

/** Take back the urgency that one has just set: the one before stands again, as old as it was. */
export const takeBackUrgency = (state: State, id: CaseId, reason: string, hand: Hand): Outcome =>
  withCase(state, id, (known) => {
    const before = known.contact.urgencyBefore;
    if (!before) return { kind: "stays", what: "urgency", why: "nothing" };
    const { urgency, saidBy } = before;
    const risk = known.threat?.risk;
    return inThreat(
      state,
      known,
      hand,
      { op: "recordRisk", urgency, saidBy, factors: risk?.factors ?? [], reach: risk?.reach ?? [] },
      [{ op: "setCaseUrgency", urgency, saidBy, reason, back: true }],
    );
  });

/** Take the last counted arrival of a case back out of the ledger: it was recorded wrongly. */
export const uncountMove = (state: State, id: CaseId, reason: string, hand: Hand): Outcome =>
  withCase(state, id, (known) => {
    const ledger = streamOf(state, "ledger");
    if (!ledger) return notHeld("ledger");
    const token = known.contact.moves.findLast((move) => move.token && ledgerOf(state)?.moves.has(move.token))?.token;
    if (!token) return { kind: "incomplete", field: "token" };
    return attempt(state, hand, [
      { stream: known.contactStream, operations: [{ op: "note", text: reason }] },
      { stream: ledger, operations: [{ op: "unmoved", token }] },
    ]);
  });

/**
 * Status beside the stage, and with it, in one append, the tasks that it brings or ends: nobody is set down as detained
 * with what was agreed left for a second click. Lost contact is also counted, under `token`, by whoever holds the ledger: of
 * a case once, as long as anybody of it is lost.
 */
export const setStatus = (
  state: State,
  id: CaseId,
  intent: Body<SetStatus> & { token: string; tasks?: readonly TaskOperation[] },
  hand: Hand,
): Outcome =>
  withCase(state, id, (known) => {
    const { token, tasks = [], ...status } = intent;
    const ledger = streamOf(state, "ledger");
    const isLost = (one: Status) => one === "lost-contact";
    const lost = isLost(status.status) && status.back !== true && !isOfSome(known.contact, isLost);
    const spine: Write = { stream: known.contactStream, operations: [{ op: "setStatus", ...status }, ...tasks] };
    if (!ledger || !lost) return attempt(state, hand, [spine]);
    const counted: Operation = { op: "lostContact", token, day: dayOf(hand.at) };
    return attempt(state, hand, [spine, { stream: ledger, operations: [counted] }]);
  });

const inThreat = (state: State, known: CaseState, hand: Hand, operation: Operation, spine: Operation[]): Outcome => {
  if (!known.threatStream) return notHeld("threat");
  return attempt(state, hand, [
    { stream: known.threatStream, operations: [operation] },
    { stream: known.contactStream, operations: spine },
  ]);
};

/**
 * A new one, one that stands again, or a place that was not named: somebody may be driven there, by who knew nothing of it.
 * Another source, another word for who it is, or a place less sends nobody into harm.
 */
const reachesFurther = (before: ThreatRecord | undefined, { reach }: AddThreat): boolean => {
  if (before === undefined || before.withdrawn !== null) return true;
  const named = new Set(before.reach.map(plainText));
  return reach.some((place) => !named.has(plainText(place)));
};

export const recordThreat = (
  state: State,
  id: CaseId,
  operation: AddThreat | WithdrawThreat | SearchStatus | Note,
  hand: Hand,
): Outcome =>
  withCase(state, id, (known) => {
    const { threat } = known;
    // What was held for a threat is let go on by a person, ticket by ticket, also where it turns out to be none.
    if (operation.op === "note" || operation.op === "withdrawThreat")
      return inThreat(state, known, hand, operation, []);
    if (operation.op === "addThreat") {
      if (!known.threatStream) return notHeld("threat");
      const isNews = threat !== null && reachesFurther(threat.threats.get(operation.threat), operation);
      const held: Operation[] = isNews ? [{ op: "holdTickets", why: "threat", journey: null }] : [];
      // A threat can be said where the rest of the case has halted.
      return attempt(state, hand, [
        { stream: known.threatStream, operations: [operation] },
        { stream: known.contactStream, operations: held, follows: true },
      ]);
    }
    if (operation.source.trim() === "") return { kind: "incomplete", field: "source" };
    const { about, checkedAt, checkable = true } = operation;
    const ahead = notYetLooked(checkedAt, hand.at);
    if (ahead) return ahead;
    const isWorse = isWorseSearch(threat?.search.get(about)?.at(-1), operation);
    // The threat part keeps what was found; the spine learns that somebody looked, and nobody sets out by what was arranged.
    return inThreat(state, known, hand, operation, [
      { op: "concludeSearch", about, checkedAt, checkable },
      ...(isWorse ? [{ op: "holdTickets" as const, why: "search" as const, journey: null }] : []),
    ]);
  });

/** The threat part keeps the assessment; the spine learns only that it is concluded, and how sure. */
export const recordVerification = (state: State, id: CaseId, intent: Body<RecordVerification>, hand: Hand): Outcome =>
  withCase(state, id, (known) =>
    inThreat(
      state,
      known,
      hand,
      { op: "recordVerification", ...intent },
      intent.concluded ? [{ op: "concludeVerification", certainty: intent.certainty }] : [],
    ),
  );

/**
 * The threat part keeps answers and reach; the spine gets the urgency with who said it. Where there are answers, what they
 * suggest and up to where the letters were read is put down beside them.
 */
export const recordRisk = (
  state: State,
  id: CaseId,
  intent: Omit<Body<RecordRisk>, "suggested" | "read"> & { reason: string },
  hand: Hand,
  threads: readonly ThreadSeen[] = [],
): Outcome =>
  withCase(state, id, (known) => {
    const { reason, answered, ...said } = intent;
    const { urgency, saidBy } = said;
    const risk: Body<RecordRisk> =
      answered === undefined
        ? said
        : {
            ...said,
            answered,
            suggested: suggestUrgency(answersIn(answered)).urgency,
            read: lettersRead(known.contact, threads),
          };
    return inThreat(state, known, hand, { op: "recordRisk", ...risk }, [
      { op: "setCaseUrgency", urgency, reason, saidBy },
    ]);
  });

/** A note, or a name, in one part alone: by whoever holds it, and nothing more of the case. [P3] */
export const writeToPart = (state: State, stream: StreamId, operation: Note | TitlePart, hand: Hand): Outcome => {
  const { content, begun } = state.streams.get(stream) ?? {};
  if (content?.is !== "part") return notHeld("part");
  const about = begun?.compartment;
  // Whoever holds the case knows it before the testimony was told.
  if (operation.op === "note" && about?.about === "case" && about.part === "testimony") {
    const consent = caseOf(state, about.case)?.contact.consent;
    if (consent && mayRecordTestimony(consent, hand.at) === false) return { kind: "part-held" };
  }
  return attempt(state, hand, [{ stream, operations: [operation] }]);
};
