/**
 * Everything a member can write into a compartment. A commit's plaintext is `{ at, operations: Operation[] }`.
 *
 * These shapes are kept for years: a field is never renamed, its meaning never changed; new facts are new
 * operations or new fields that may be missing. Absent is `null`, never `undefined`. Times are ms since 1970 by the
 * author's clock, `day` is whole days since 1970 (UTC), `hour` whole hours. An operation that this version does not
 * know is kept, ignored and counted; one that its compartment's state does not allow is refused by the fold and
 * changes nothing (`Refusal`).
 *
 * No operation carries its author or its time: those are the entry's (`entry.ts`), and signed.
 */
import type { ArrivalOperation } from "./arrival/operation.ts";
import type { FactPart } from "./fact/fields.ts";
import type { FactKind, FactValue } from "./fact/value.ts";
import type { LetterFile } from "./file.ts";
import type {
  AlarmId,
  CaseId,
  ConsentId,
  DecisionId,
  Hash,
  HoldId,
  KnownId,
  MailboxId,
  MarkId,
  MemberId,
  StreamId,
  TemplateId,
  ThingId,
  TicketId,
  UseId,
} from "./ids.ts";
import type { JourneyOperation, SetOut } from "./journey/operation.ts";
import type { MoneyOperation } from "./money/operation.ts";
import type { NetworkOperation } from "./network/operation.ts";
import type { PhotoOperation } from "./photo/operation.ts";
import type { PlanOperation, SetCalendarWord, WithdrawPlan, WritePlan } from "./plan/operation.ts";
import type { PrunePlan, PruningOperation } from "./pruning/operation.ts";
import type { ApplicationOperation, PathwayOperation } from "./relocation/operation.ts";
import type { SeekShelter, TakeBeds } from "./shelter/operation.ts";
import type { Met, RoadPaper } from "./thing/operation.ts";
import type { TicketOperation } from "./ticket/operation.ts";
import type {
  AccessHow,
  AccessPart,
  Answers,
  CaseOutcome,
  CasePart,
  Certainty,
  ConsentPurpose,
  ConsentWay,
  Cover,
  Covered,
  DecisionSubject,
  DecliningOutcome,
  DestructionAnswer,
  FlagGround,
  GoPoint,
  KnownKind,
  MatchVerdict,
  MovedTo,
  PassReason,
  Protocol,
  ReferralAnswer,
  RiskAnswer,
  Role,
  SafetyQuestion,
  SearchAbout,
  SigningKind,
  Stage,
  Status,
  StepTaken,
  Tap,
  ThingKind,
  ThreadFlag,
  ThreadOutcome,
  ThreatKind,
  Urgency,
  UseKind,
  Via,
} from "./words.ts";

export type Compartment =
  | { about: "commons" | "intake-keys" | "intake" | "ledger" | "figures" | "resources" }
  | { about: "case"; case: CaseId; part: CasePart }
  /** One thread for one interpreter: which, stands in the intake alone. */
  | { about: "thread" }
  /** What one member's own console says it has shown them. Read by that member and by auditors. */
  | { about: "access"; member: MemberId };

/** First operation of every stream: what the compartment is. Anything before it, or a second one, is refused. */
export type Begin = { op: "begin"; compartment: Compartment };

/**
 * Where someone begins to read who was not given what came before: what the compartment is, and what still holds of
 * it, as its author says. Who reads from the beginning passes over it. [CO2]
 */
export type Checkpoint = {
  op: "checkpoint";
  compartment: Compartment;
  entries: CheckpointEntry[];
  /**
   * From here on nobody compares with the words of before, which whoever begins here is not told. Missing: from before that
   * was the rule.
   */
  forgets?: boolean;
  /** A letter, of which no word is told, says that somebody is under age. Missing: none, or from before this was told. */
  minor?: boolean;
};

/** An operation of before, said again: by whom, in which role, when. */
export type CheckpointEntry = { author: MemberId; role: Role; at: number; operation: Record<string, unknown> };

/**
 * In what another could write over unseen: when the value that the author had before their eyes was written, as its own
 * author said (ms); 0 for none. Whoever saw an older one is refused. Missing: an older client, the last one counts.
 */
type Over = { over?: number };

// ---------------------------------------------------------------- commons: read by every member

/**
 * The organisation's own terms. The last one counts, and every one is kept and shown. After the founding ones, the
 * delay and the terms can be made longer and never shorter: one person alone, or one seized laptop, loosens nothing.
 */
export type Settings = Over & {
  op: "settings";
  name: string;
  /** A move counts in published figures only this many days after it [P10]. */
  figuresDelayDays: number;
  /** Retention terms, in days after closing. */
  closedThreadDays: number;
  closedCaseDays: number;
  /** Day the hotline opened: weeks in figures are counted from it. */
  openedOn: number;
};

/** The roster knows only ids; what colleagues call each other stands here, sealed [RO2]. */
export type MemberHandle = { op: "memberHandle"; member: MemberId; handle: string };
/** Two accounts are one person's, or (`same` false) that was a mistake. `over`: how often it was said before. [P11] */
export type SamePerson = {
  op: "samePerson";
  member: MemberId;
  other: MemberId;
  same: boolean;
  reason: string;
  over: number;
};

/**
 * From here on nobody unsays it of their own accounts. Written by the first client that knows the rule; what was unsaid
 * before stands as it was. [P11]
 */
export type PersonTerms = { op: "personTerms" };

/** What waited for another signature asked for. `members`: whom it concerns, or would name; `n`: threshold, version, or how many compartments. */
export type SigningAsks = { kind: SigningKind; members: MemberId[]; role: Role | null; n: number };

/**
 * What waited for another signature was let go by somebody else than its author: what it asked, and why not. The server
 * keeps nothing of it. `entry`: the hash of the roster entry, or of the certificate; `hour`: since which it waited. [P11]
 */
export type RefuseSigning = {
  op: "refuseSigning";
  entry: Hash;
  asks: SigningAsks;
  askedBy: MemberId;
  hour: number;
  reason: string;
};

/** "I have read it", by whoever had asked for it. What was refused and why stands as before; their *Today* says so no more. */
export type ReadRefusal = { op: "readRefusal"; entry: Hash };

/** Words in one language (BCP 47). */
export type FieldText = { language: string; text: string };

/**
 * A field that this organisation asks for besides those that everybody has. Written again it is another version; its part
 * and its kind stay. `field` and `choice`: 16 bytes of hex. `over` as in a template.
 */
export type DefineField = {
  op: "defineField";
  field: string;
  part: FactPart;
  kind: FactKind;
  label: FieldText[];
  hint: FieldText[];
  /** Of a choice; of any other kind none. One that is left out is offered no longer and stays readable. */
  choices: { choice: string; label: FieldText[] }[];
  over: number;
};
/** It is asked for no longer; what was answered stays readable. */
export type RetireField = { op: "retireField"; field: string; over: number };

// ---------------------------------------------------------------- intake: threads not yet taken into a case

/**
 * "I am answering." Others are refused until `until` (ms; at most 30 minutes ahead); the holder may prolong it. `astray`: also over
 * one that begins so far ahead that its clock was wrong.
 */
export type ClaimThread = { op: "claimThread"; mailbox: MailboxId; until: number; astray?: boolean };
export type ReleaseThread = { op: "releaseThread"; mailbox: MailboxId };

/**
 * The team's copy of what was sealed to the mailbox: the reply itself can be opened by the caller alone.
 * `until` is the hour to which a standing instruction stays readable, null when it is read once [MB5].
 * `seen` is the highest to-team seq that the author had read (0: none): what came later still waits.
 */
export type AnswerThread = {
  op: "answerThread";
  mailbox: MailboxId;
  message: string;
  seen: number;
  text: string;
  standing: boolean;
  until: number | null;
  checkInBy: number | null;
};

/**
 * Setting `unknown` says: asked, and still not known. `seen` as in an answer: what the caller says after it can
 * raise the urgency again, whatever the clock of their phone says. `back`: the one that stands is taken back by whoever
 * set it, and what stood before stands again, as old as it was; what the caller said, where nobody had set one.
 */
export type SetThreadUrgency = Over & {
  back?: boolean;
  op: "setUrgency";
  mailbox: MailboxId;
  urgency: Urgency;
  reason: string;
  seen: number;
};

/** Flags open a protocol on screen; they never change the order by themselves, urgency does. */
export type FlagThread = Over & {
  op: "flagThread";
  mailbox: MailboxId;
  flag: ThreadFlag;
  on: boolean;
  /** Missing: not said. */
  ground?: FlagGround;
};
export type NoteThread = { op: "noteThread"; mailbox: MailboxId; text: string };

/** How and when it is safe to ring or show on a phone. A sealed mailbox can always be answered. */
export type SetContactWindow = Over & {
  op: "setContactWindow";
  mailbox: MailboxId;
  window: string;
  mayRing: boolean;
  /** Safe hours by the caller's clock. Missing: the words alone. */
  hours?: DayHours[];
  /** Minutes by which the caller's clock is ahead of UTC. Missing: not known. */
  offset?: number;
};
/** From minute `from` of the day to minute `to`, over midnight where `to` is earlier. */
export type DayHours = { from: number; to: number };

/** One message is covered, for everybody, until someone asks to see it. `as` null: shown again. */
export type CoverMessage = { op: "coverMessage"; mailbox: MailboxId; row: Hash; as: Cover | null };

/**
 * "Not I": gives up the claim, with a word for the next. By the same member again while nobody has taken it: another
 * word.
 */
export type PassThread = { op: "passThread"; mailbox: MailboxId; why: PassReason; word: string };

/**
 * Noise, put aside by a member so that the others can be seen, or taken back. Closes nothing, erases nothing, tells the
 * caller nothing. `seen` as in an answer, here of every row: what comes after it brings the thread back by itself, and
 * one that says danger stands in the queue all the same.
 */
export type PutAside = { op: "putAside"; mailbox: MailboxId; on: boolean; seen: number };

/**
 * Innocent wordings agreed inside the thread. Looked for in what arrives, on the operator's screen only. `carried`: into the
 * case that takes the thread, by whom and when it was agreed there, and until when it stood (null: it still does).
 */
export type AgreeSignals = Over & {
  op: "agreeSignals";
  mailbox: MailboxId;
  safe: string | null;
  danger: string | null;
  carried?: { by: MemberId; at: number; until: number | null };
};

/**
 * The thread moves into a case: a new card sends what follows to `contact`; rows up to `upTo` (to-team) have been
 * re-sealed there and may be erased from intake [MB4]. With `NO_MAILBOX` no thread moves: it names where the spine of a
 * case lies that began without one, and says no alias. [CO5]
 */
export type TakeIntoCase = {
  op: "takeIntoCase";
  mailbox: MailboxId;
  case: CaseId;
  alias: string;
  contact: StreamId;
  upTo: number;
};

/**
 * `seen` as in an answer, here of every row, readable or not: what comes after it opens the thread again, and nothing
 * of it is erased until a member has closed it once more.
 */
export type CloseThread = {
  op: "closeThread";
  mailbox: MailboxId;
  outcome: ThreadOutcome;
  note: string;
  eraseAfterDays: number;
  seen: number;
};

/**
 * From here on in this compartment nobody is turned away by one member alone, nor without a safety plan and a referral, or
 * the word why there is none. Written by the first client that knows the rule; what was closed before stands as it was.
 */
export type DeclineTerms = {
  op: "declineTerms";
  /** On a case's spine: from here on a decline by two stands like a go, until it runs out, the case moves, or two say go. */
  ends?: boolean;
};

/**
 * One member proposes that this thread is closed without help: why stands in `text`. `seen` as in a closing, of what the
 * proposer had read: the thread is closed up to there, and what came later opens it again. `expires` as in {@link Propose}.
 */
export type ProposeDecline = {
  op: "proposeDecline";
  mailbox: MailboxId;
  decision: DecisionId;
  outcome: DecliningOutcome;
  text: string;
  eraseAfterDays: number;
  seen: number;
  expires: number;
};

/** By a second, different member of the hotline: approving closes the thread. [P11] */
export type DecideDecline = {
  op: "decideDecline";
  mailbox: MailboxId;
  decision: DecisionId;
  verdict: "approve" | "refuse";
  reason: string;
};

/** The proposer takes it back. */
export type WithdrawDecline = { op: "withdrawDecline"; mailbox: MailboxId; decision: DecisionId; reason: string };

/** Written with whoever cannot be moved; empty where nothing was found for a question. */
export type SafetyPlan = Record<SafetyQuestion, string>;

/** Each version takes the place of the one before; all are kept. `plan` null: there is none, and `reason` says why. */
export type WriteSafetyPlan = Over & {
  op: "safetyPlan";
  mailbox: MailboxId;
  plan: SafetyPlan | null;
  reason: string;
};

/** The plan as it stood went to the caller, in that answer: on a telephone that others may open. */
export type GiveSafetyPlan = { op: "safetyPlanGiven"; mailbox: MailboxId; message: string };

/** Sent on: to whom, what for, and who agreed to what being told. `referral` names it (any short id). */
export type Refer = {
  op: "refer";
  mailbox: MailboxId;
  referral: string;
  to: string;
  purpose: string;
  consent: string;
  /** The consent that it rests on, in a case. Missing: before that was the rule. */
  rests?: ConsentId;
};

/** What they said to it; the last word counts. */
export type AnswerReferral = Over & {
  op: "answerReferral";
  mailbox: MailboxId;
  referral: string;
  answer: ReferralAnswer;
  note: string;
};

/** They were told that the consent has ended: nothing more is done there in this person's name. `note`: what they said. */
export type StopReferral = { op: "stopReferral"; mailbox: MailboxId; referral: string; note: string };

/** Nobody is known to whom this person could be sent. */
export type NoReferral = { op: "noReferral"; mailbox: MailboxId; reason: string };

/** One thread was given to an interpreter, as a compartment of its own. */
export type BeginInterpreting = {
  op: "beginInterpreting";
  mailbox: MailboxId;
  stream: StreamId;
  interpreter: MemberId;
};
/** … and taken back, or the thread has ended. */
export type EndInterpreting = { op: "endInterpreting"; mailbox: MailboxId; stream: StreamId };

/** By a member, with a reason; or, with an empty one, by any hand that finds that the caller has written since. */
export type ReopenThread = { op: "reopenThread"; mailbox: MailboxId; reason: string };

/**
 * Two words for the person of this thread to pass on, and the sentence that the page answers them with. Whoever writes
 * with them is vouched for by that person. `expires`: hour. [VO1]
 */
export type GiveVoucher = { op: "giveVoucher"; mailbox: MailboxId; words: string; sentence: string; expires: number };

/**
 * The signed succession, and both keys of the old mailbox, over which its id is the hash: all that somebody needs who never
 * held that thread. Hex; sealed words to us, every client checks them before it folds. [MB1] [HO1]
 */
export type SuccessionProof = { succession: string; verifyKey: string; kemKey: string };

/**
 * Whoever held the words of `from` goes on with others, in `mailbox`: a letter there carries the old key's signature, and
 * so does this. Without `proof` it was written before that was asked for, or by somebody who has none. `seen`: letters of `from` up to which it was the caller's; what comes later was written
 * with words that were given up. `frozen`: the old mailbox was frozen where the writing client could see it. [HO1] [MB8]
 */
export type ContinueThread = {
  op: "continueThread";
  mailbox: MailboxId;
  from: MailboxId;
  seen: number;
  frozen?: boolean;
  proof?: SuccessionProof;
};

/**
 * The phone may be in other hands, or a helper is out: the mailbox shows a neutral text and nothing older, and what
 * comes from it is marked until it is thawed. `holding` is that text, in the caller's language. `seen` as in an answer:
 * what came up to it was written before. [MB8]
 */
export type FreezeMailbox = {
  op: "freezeMailbox";
  mailbox: MailboxId;
  reason: string;
  holding: string;
  seen: number;
};
/** Verified again: whoever writes there is who it should be. */
export type ThawMailbox = { op: "thawMailbox"; mailbox: MailboxId; reason: string; seen: number };

/** This thread is a person who asked for help: counted once, under a token that the ledger knows it by. */
export type CountThread = { op: "countThread"; mailbox: MailboxId; token: string };

/** What the next shift must know. The last one counts. */
export type HandOver = Over & { op: "handOver"; text: string };

/**
 * A text to begin an answer with, in one language, with {gaps} to be filled. Written again it is another version.
 * `over`: the version that its author had before their eyes, 0 for a new one: who saw an older one is refused, so that
 * nobody's wording is lost unseen.
 */
export type WriteTemplate = {
  op: "writeTemplate";
  template: TemplateId;
  language: string;
  title: string;
  text: string;
  over: number;
};
export type WithdrawTemplate = { op: "withdrawTemplate"; template: TemplateId; over: number };

/** What the organisation wants done, in order, when this happens. `over` as in a template. */
export type WriteProtocol = { op: "writeProtocol"; protocol: Protocol; text: string; over: number };

/**
 * Within how many minutes a letter is to be claimed, and one that says *now*; and after how many more those who stand by
 * are called. The last one counts.
 */
export type SetLimits = Over & { op: "setLimits"; claimMinutes: number; nowMinutes: number; standByMinutes: number };

/**
 * "I can be called": the token under which the server knows the author's bells, and whether also when not on duty. null:
 * not any more. Where the bells hang the server knows, and no colleague.
 */
export type MemberBell = { op: "memberBell"; token: string | null; standBy: boolean };

/** Somebody is on duty (ms). One's own may be planned by anybody of the hotline, others' by those who set the limits. */
export type PlanShift = { op: "planShift"; shift: string; member: MemberId; from: number; until: number };
/** It ends now, or, before it has begun, is not to be. */
export type EndShift = { op: "endShift"; shift: string };

/** "I have it": of everything that rings at that moment. */
export type HaveIt = { op: "haveIt" };
/** One line of a thread's verification; `line` names it, writing it again says what is thought now. Moves into the case. */
export type VerifyThread = Over & {
  op: "verifyThread";
  mailbox: MailboxId;
  line: string;
  statement: string;
  source: string;
  corroboration: string;
  /** What speaks against it. */
  against: string;
  certainty: Certainty;
};

/**
 * Somebody whom the organisation should recognise, under whatever name or number. Said by one member; until another
 * has confirmed it, it is shown as what one member says. It never closes, hides or lowers a thread: a number that was
 * taken from an infiltrator can be the number of his next victim.
 */
export type AddKnown = {
  op: "addKnown";
  known: KnownId;
  kind: KnownKind;
  names: string[];
  identifiers: string[];
  reason: string;
  source: string;
};
/** By another member than the one who said it. */
export type ConfirmKnown = { op: "confirmKnown"; known: KnownId; reason: string };
/** It stays in the list, with who withdrew it and why: taking somebody off unseen would be as bad as putting them on. */
export type WithdrawKnown = { op: "withdrawKnown"; known: KnownId; reason: string };

/**
 * One person or two: said of a match, with a reason, and remembered. In the intake of a thread; in a case's threat part,
 * with `mailbox` null, wherever a case is one of the two: who does not hold the case does not learn of it.
 */
export type JudgeMatch = {
  op: "judgeMatch";
  mailbox: MailboxId | null;
  other: MatchedWith;
  verdict: MatchVerdict;
  reason: string;
};
export type MatchedWith =
  | { kind: "thread"; mailbox: MailboxId }
  | { kind: "known"; known: KnownId }
  | { kind: "case"; case: CaseId };

// ---------------------------------------------------------------- case, part "contact": the spine

/**
 * The spine carries conclusions (urgency, verification done, decisions, stage); why they hold stands in "threat".
 * So every rule about stages can be checked inside one stream, and any order of arrival gives one state.
 */
export type OpenCase = {
  op: "openCase";
  case: CaseId;
  alias: string;
  /** People travelling together, ≥ 1. */
  people: number;
  /** {@link NO_MAILBOX} where nobody has written to us yet: a mailbox is linked once they do. */
  mailbox: MailboxId;
  owner: MemberId;
  standIn: MemberId | null;
  /**
   * It came from a file, by its author on that day. `row`: by which that author's own console knows the row again, and
   * nobody else; neither the file's name nor a word of it. `rows`: the same of each row by itself, where there were several.
   * Missing: it began in a thread.
   */
  imported?: { row: string; rows?: string[] };
};

/** A further mailbox of the same party: a new one after a seized phone, vouched for by other means [MB8]. */
export type LinkMailbox = { op: "linkMailbox"; mailbox: MailboxId; why: string };

/** A caller's message, re-sealed from intake or from the contact desk. Once per row hash. */
export type KeepLetter = {
  op: "letter";
  mailbox: MailboxId;
  row: Hash;
  seq: number;
  language: string;
  text: string;
  answers: Answers;
  tap: Tap;
  onArrival: boolean;
  expiredCard: boolean;
  /** By the server. */
  hour: number;
  /** ms, by the writer's clock, from inside the seal. */
  writtenAt: number;
  /** Missing: the page, or kept before other ways were named. */
  via?: Via;
  /** Files that came with it; their bytes lie beside the case's desk. Missing: none. */
  files?: LetterFile[];
  /** The two words that it named. Missing: none, or kept before they were. [VO1] */
  voucher?: string;
  /** Its mailbox had been ended: written by whoever still had the old words. [HO2] */
  late?: boolean;
};

/** A letter's translation, as its interpreter last wrote it before the thread became a case: it moves along. */
export type KeepTranslation = {
  op: "keepTranslation";
  mailbox: MailboxId;
  row: Hash;
  text: string;
  by: MemberId;
  saidAt: number;
};

/** What intake answered before the thread became a case: the team's copy moves along. Once per message. */
export type KeepAnswer = {
  op: "keepAnswer";
  mailbox: MailboxId;
  message: string;
  seen: number;
  text: string;
  standing: boolean;
  until: number | null;
  checkInBy: number | null;
  by: MemberId;
  answeredAt: number;
};

/** The team's copy of a reply under the case's contact pseudonym. */
export type Answer = {
  op: "answer";
  mailbox: MailboxId;
  message: string;
  seen: number;
  text: string;
  standing: boolean;
  until: number | null;
  checkInBy: number | null;
  /** The message that goes out of the mailbox in the same moment: what it says is no longer so. Missing: none. */
  instead?: string;
};

/**
 * Urgency of the case, with who said so. The threat part keeps the factors (`recordRisk`). `back`: the one that stands is
 * taken back by whoever set it, and the one before stands again, as old as it was.
 */
export type SetCaseUrgency = Over & {
  back?: boolean;
  op: "setCaseUrgency";
  urgency: Urgency;
  reason: string;
  saidBy: "caller" | "team";
};

/** The conclusion only; statement, source and corroboration stay in the threat part. */
export type ConcludeVerification = Over & { op: "concludeVerification"; certainty: Certainty };

/**
 * The case goes on to `to`. `people` are those who made this move (null: the whole party). `decision` names the
 * approved go (for evacuating) or decline (for declined). `token` is this move's name in the ledger: the ledger
 * never learns the case, the case can correct the ledger. `back`: the last move is taken back by whoever made it, to the
 * stage that it came from.
 */
export type MoveStage = Over & {
  back?: boolean;
  op: "moveStage";
  to: Stage;
  people: number | null;
  decision: DecisionId | null;
  token: string | null;
  reason: string;
};
/** `back`: its author takes back this very status, set by mistake; what stood before stands again, as old as it was, or nothing does. */
export type SetStatus = Over & {
  op: "setStatus";
  status: Status;
  note: string;
  back?: boolean;
  /** Whom of the party it concerns, by their numbers, ascending; missing: all of them. What is taken back names the same. */
  whom?: readonly string[];
};
export type SetOwner = Over & { op: "setOwner"; owner: MemberId; standIn: MemberId | null };
export type Note = { op: "note"; text: string };

/**
 * An expected sign of life. The server holds only alarm, due time, grace and sealed rungs [CK1].
 * `due` is ms (a whole multiple of five minutes), `ladder` says after how many minutes past due who is told.
 */
export type ArmCheckIn = {
  op: "armCheckIn";
  alarm: AlarmId;
  due: number;
  graceMinutes: number;
  expectedFrom: "party" | "driver" | "host" | "escort" | "member";
  wording: string;
  /** `bell`: one of hers was told the server too; missing or false, the console alone shows it. */
  ladder: { afterMinutes: number; member: MemberId; bell?: boolean }[];
  /** A practice alarm: rings like any other, is called a drill wherever it is read, and is never missed. */
  drill?: boolean;
  /** At the end of which leg of a journey. */
  leg?: string;
  /**
   * Asks for no sign of the party but whether the ticket before this one was confirmed: armed and closed by whichever hand
   * of the team comes by. Missing: a person's.
   */
  handOver?: TicketId;
  /** … but whether what this ticket says by now stands on its page. As above. */
  unseen?: TicketId;
};

/** "Seen, I am on it." Ends nothing. Over a colleague's, it takes the matter over from them. */
export type AcknowledgeCheckIn = Over & { op: "acknowledgeCheckIn"; alarm: AlarmId; note: string };

/** Only a member closes a check-in; a tap never does [CK1] [P7]. */
export type CloseCheckIn = {
  op: "closeCheckIn";
  alarm: AlarmId;
  done: "met" | "met-late" | "replaced" | "no-sign";
  note: string;
  /** Of a hand-over alone: it was confirmed, or nothing waits for it any more; a console closed it by itself. */
  settled?: boolean;
  /** Met, though they said since it was set that they are in danger: whoever closed it had that before their eyes, and the note says why. */
  overDanger?: boolean;
};

/**
 * One line of a go's sheet. `point`: the case answers it, nobody ticked it; where it is not met, `why` says why they go all
 * the same. Missing: ticked by a person, or written before the two were told apart.
 */
export type ChecklistPoint = { text: string; met: boolean; point?: GoPoint; why?: string };

/** `expires` (ms): past it nobody can approve, and an approved go no longer opens the way. */
export type Propose = {
  op: "propose";
  decision: DecisionId;
  about: DecisionSubject;
  text: string;
  checklist: ChecklistPoint[];
  expires: number;
  /** Of an export: what leaves, for whom. Missing: another subject, or from before exports could be made. */
  export?: ExportPlan;
  /** Of a pruning: of which journeys hours and places go. Missing: another subject. */
  prunes?: PrunePlan;
  /** Of a night move: the alarm by which a second member is called, and whom it calls. Missing: nobody was. */
  paged?: { alarm: AlarmId; due: number; ladder: { afterMinutes: number; member: MemberId }[] };
  /** Of a night move: the one that may be ordered anew once the first was refused. Missing: the first. */
  again?: boolean;
};

/**
 * What of a case leaves, on which consent: as `version` of it said, and no more than that covers. To whom and what for
 * stands there. `key`: the recipient's `age1…`; null: a passphrase that is shown once.
 */
export type ExportPlan = { consent: ConsentId; version: number; covers: Covered[]; key: string | null };

/**
 * A sealed bundle was made and is about to leave this member's machine: written before it is handed out. `bundle`: SHA-256 of the
 * sealed bytes. Without a decision by two it is void; an insider can always copy what he reads. [P11]
 */
export type Exported = { op: "exported"; decision: DecisionId; bundle: Hash; bytes: number };

/**
 * Whoever has a bundle was asked to destroy it, and what they said; the last word counts. Nothing that has left is called back:
 * this keeps that somebody asked, not that it is gone. [P5]
 */
export type AskDestruction = { op: "askDestruction"; bundle: Hash; answer: DestructionAnswer; note: string };

/** By a second, different member who may approve [P11]. `closed`: about a night move of a case that is known to be closed by now. */
export type Decide = {
  op: "decide";
  decision: DecisionId;
  verdict: "approve" | "refuse";
  reason: string;
  closed?: boolean;
};

/**
 * A night move for which nobody could be called, or whose reviews turned out to be the orderer's own, under another account: its
 * second member is called now, by this alarm. One that was refused: whoever ordered it is. Written by whichever hand of the team
 * comes by first.
 */
export type CallAgain = {
  op: "callAgain";
  decision: DecisionId;
  page: NonNullable<Propose["paged"]>;
  closed?: boolean;
};

/**
 * "I have read it": what became of this decision; null: that somebody else moved the case out of the rescue, or closed it. So
 * the line about it stands on its reader's *Today* no more, and on nobody else's less.
 */
export type HaveRead = { op: "haveRead"; decision: DecisionId | null };

/** The proposer takes it back. */
export type WithdrawProposal = { op: "withdrawProposal"; decision: DecisionId; reason: string };

/**
 * How the team calls one person of the party; until somebody says, by the case's alias and a number. `person`: "1" is the
 * first, and so on. `over`: the version before its author's eyes, 0 for none. Never a name: this is read by everybody
 * who holds the case. `row`: they came from a row of a file, by which its importer's own console knows it again, as in `openCase`.
 */
export type NamePerson = { op: "namePerson"; person: string; alias: string; over: number; row?: string };

/**
 * From here on a go is proposed and approved only where each search status was looked at within the last day. Written at
 * the opening of a case, or with the first proposal by a newer client; what was decided before stands as it was. `sheet`: from here on it also names what
 * the case answers by itself, and why where that is not so. `each`: from here on a departure asks for a go of its own, which two have
 * given since the party is sheltered, and one that somebody has moved house on is used up. `road`: from here on
 * whoever has set out is on the road until their journey is over, also where others have arrived by then; after a *no-go* the next go is theirs.
 * `clocks`: from here on a look that lies up to two hours ahead of its reader's clock counts, and one that lies further ahead of its
 * author's is none. `looks`: from here on the looks are as fresh when a case moves by a go that nobody has set out on yet.
 */
export type GoTerms = {
  op: "goTerms";
  sheet?: boolean;
  each?: boolean;
  road?: boolean;
  clocks?: boolean;
  looks?: boolean;
};

/** The conclusion only: looked at, when, and whether it could be seen. What was found stands in the threat part. */
export type ConcludeSearch = { op: "concludeSearch"; about: SearchAbout; checkedAt: number; checkable: boolean };

/** A further part of the case was begun, as a compartment of its own. */
export type BeginPart = { op: "beginPart"; part: CasePart; stream: StreamId };

/** One part was given to a member: with all that was written before, or from now on. [CO2] */
export type SharePart = {
  op: "sharePart";
  part: CasePart;
  member: MemberId;
  history: boolean;
  until: number | null;
  /** The consent that it rests on. Missing: on none; a command names the one on which this member was given it before. */
  rests?: ConsentId;
};
/** One part was taken from a member: what is written from here on he does not read. [CO3] */
export type WithdrawPart = { op: "withdrawPart"; part: CasePart; member: MemberId };

/**
 * From here on in this case nobody is referred without the consent that it rests on. What was written before stands. `moved`: from
 * here on a no to being moved ends every order and every go of before it, and none is given before a newer yes.
 */
export type ConsentTerms = { op: "consentTerms"; moved?: boolean };

/**
 * What the person allows, to whom, for what, until when (a day, the last on which it holds). Given again it is another
 * version; purpose and recipient stay, because another recipient is another consent. `over` as in a template: whoever had
 * not seen a withdrawal does not write over it. By no role, no two people and no night is any of it replaced.
 */
export type GiveConsent = {
  op: "giveConsent";
  consent: ConsentId;
  purpose: ConsentPurpose;
  recipient: string;
  covers: Covered[];
  /** As it was said. */
  words: string;
  how: ConsentWay;
  /** The letter that says it, where one does. */
  row?: Hash;
  until: number | null;
  /**
   * They were asked for the first time, and said no: `words` say it, and nothing is given. A client of before this reads it as given, so
   * that the same append withdraws it: nobody is moved for an hour by a colleague whose client is older.
   */
  refused?: boolean;
  /**
   * Of how many noes its author had heard, to being moved, to photographs, to a testimony; of all else, to this recipient for this
   * purpose. Where there were more, whichever consent they were said to, it comes too late. Missing: an older client.
   */
  noes?: number;
  over: number;
};

/**
 * Never stale, never refused for coming late: a no counts as soon as somebody has heard it. `slip`: nobody has said no, nor yes: its
 * author wrote down by mistake what nobody had said, and takes it back within the day, while nothing rests on it. `refused`: the no of
 * a first asking once more, for clients that read that as given; to all others it says nothing new.
 */
export type WithdrawConsent = {
  op: "withdrawConsent";
  consent: ConsentId;
  why: string;
  how: ConsentWay;
  slip?: boolean;
  refused?: boolean;
};

export type CloseCase = { op: "closeCase"; outcome: CaseOutcome; note: string; eraseAfterDays: number };

/** The case goes on from the stage at which it was closed; its term of erasure is withdrawn in the same commit. */
export type ReopenCase = { op: "reopenCase"; reason: string };

/**
 * The case stays closed and is not erased; its term is withdrawn in the same commit. By a member, with a reason; or,
 * with an empty one, by any hand that finds that the party has written since.
 */
export type KeepCase = { op: "keepCase"; reason: string };

// ---------------------------------------------------------------- case, a part for one kind of need

/** What those who hold this part alone call it: they know no alias. */
export type TitlePart = Over & { op: "titlePart"; title: string };

/**
 * What is known of one person of the party, one field at a time; `fact` is a built-in field's id (`fact/fields.ts`) or
 * one that the organisation defined. Every version is kept. `value` null takes it back. `over`: the version that its
 * author had before their eyes, 0 for none: who saw an older one is refused, and both values are kept for a person.
 */
export type SetFact = { op: "setFact"; person: string; fact: string; value: FactValue | null; over: number };

/**
 * Somebody is about to look at what is covered in this part, and says why: written before anything is shown. `until`
 * (ms): covered again by then, at most ten minutes later.
 */
export type RevealName = { op: "revealName"; reason: string; until: number };

/**
 * What the person had allowed for this part has ended, or holds again. Said in the part itself, because whoever holds
 * nothing else of the case must know it too. `rests`: only what names this consent is meant, and the rest of the part goes on; of
 * the consent nothing else is said there. `faces`: because of this consent, the faces that name none. `until`: nobody has said no; it
 * ran out after this day (days since 1970), and what is asked of others on it waits. It holds again by a word of another day alone: of
 * two clocks one would take back what the other says.
 */
export type HoldPart = { op: "holdPart"; held: boolean; rests?: ConsentId; faces?: boolean; until?: number };

// ---------------------------------------------------------------- one thread, for its interpreter

/** A letter, sealed again for whoever interprets: its words, its place, and nothing that names the mailbox. Once each. */
export type RelayLetter = { op: "relayLetter"; seq: number; language: string; text: string; at: number };
/** What the team answered since then. Once each; `message` as in the answer. */
export type RelayAnswer = { op: "relayAnswer"; message: string; text: string; at: number };
/** `of`: a letter's seq. The last one counts; all are kept. */
export type Translate = { op: "translate"; of: number; text: string };
/** What the team wants to say; `request` names it (any short id). */
export type AskDraft = { op: "askDraft"; request: string; text: string };
/** … in the caller's language. The last one counts; an operator sends it. */
export type DraftAnswer = { op: "draftAnswer"; request: string; text: string };
/** It was sent, or is wanted no longer. */
export type SettleDraft = { op: "settleDraft"; request: string };

// ---------------------------------------------------------------- case, part "threat"

/**
 * `threat` names it (any short id, unique in the case); writing it again replaces what was known, and lets one stand again that
 * was withdrawn.
 */
export type AddThreat = Over & {
  op: "addThreat";
  threat: string;
  who: string;
  kind: ThreatKind;
  /** Places where they can find someone. */
  reach: string[];
  certainty: Certainty;
  source: string;
};

/** It was none, or is none any more: kept and read, and nothing rests on it. What was held for it stays held. */
export type WithdrawThreat = Over & { op: "withdrawThreat"; threat: string; reason: string };

/** statement → source → corroboration → how sure. `concluded`: the caseworker holds it enough to go on. */
export type RecordVerification = Over & {
  op: "recordVerification";
  statement: string;
  source: string;
  corroboration: string;
  certainty: Certainty;
  concluded: boolean;
  /** Names the statement: the same again is what is thought of it later. Missing: a statement of its own. */
  line?: string;
  /** What speaks against it. */
  against?: string;
  /** Carried over from the thread: who had said it there, and when. */
  by?: MemberId;
  saidAt?: number;
};
export type RecordRisk = Over & {
  op: "recordRisk";
  urgency: Urgency;
  saidBy: "caller" | "team";
  /** What no question asks for, in words. */
  factors: string[];
  reach: string[];
  /** Each question once. Missing: from before there were questions, or only the urgency was said anew. */
  answered?: AnsweredQuestion[];
  /** What the answers suggested to whoever gave them; there wherever answers are. */
  suggested?: Urgency;
  /** Why its author chose otherwise than suggested. */
  otherwise?: string;
  /** Letters that its author had read, by mailbox, up to this seq: a later one that says danger asks for it anew. */
  read?: { mailbox: MailboxId; seq: number }[];
};
/** `factor` is one of `RISK_FACTORS`, or a question that a later version asks. */
export type AnsweredQuestion = { factor: string; answer: RiskAnswer };
export type SearchStatus = Over & {
  op: "searchStatus";
  about: SearchAbout;
  known: "none-found" | "expected" | "found" | "unknown";
  /** How it was learned; where it could not be, why not. */
  source: string;
  /** When it was looked at. */
  checkedAt: number;
  /** false: nobody could look. Missing: somebody has. */
  checkable?: boolean;
};

// ---------------------------------------------------------------- ledger: counts under tokens, no case, no mailbox

export type Moved = { op: "moved"; token: string; to: MovedTo; people: number; day: number };
/** Takes a counted move back: it was recorded wrongly, or did not happen. */
export type Unmoved = { op: "unmoved"; token: string };
export type Asked = { op: "asked"; token: string; day: number };
export type LostContact = { op: "lostContact"; token: string; day: number };

// ---------------------------------------------------------------- resources: what stays and journeys rest on

/**
 * What is known of a thing; each may be missing. `identifier`: number, account or plate as it is written, by which it
 * is recognised elsewhere. `with`: things that go with it (a driver's car and telephone, a shelter's host). `agreed`:
 * what somebody wants done if they are held: lawyer, publicity or silence, whom never to call.
 */
export type ThingFacts = {
  place?: string;
  beds?: number;
  /** From that day on another number of beds than `beds`. */
  bedsFrom?: { day: number; beds: number }[];
  seats?: number;
  tags?: string[];
  /** What a host asks of those who stay. */
  rules?: string;
  /** Day on which somebody of the team was there last. */
  visited?: number;
  /** When whoever drives, comes along or takes in can be asked, and where they go, in words. */
  hours?: string;
  area?: string;
  papers?: RoadPaper[];
  met?: Met[];
  identifier?: string;
  with?: ThingId[];
  agreed?: string;
  note?: string;
};

/**
 * A shelter, a driver, a car, a card … Never a case: who stayed there stands in each case alone. Written again it is
 * another version. `over` as in a template.
 */
export type WriteThing = {
  op: "writeThing";
  thing: ThingId;
  kind: ThingKind;
  name: string;
  facts: ThingFacts;
  over: number;
};
/** Used no more. It stays in the register: what it was used for still leads to people. */
export type RetireThing = { op: "retireThing"; thing: ThingId; reason: string; over: number };

/**
 * `mailbox`: of a case in that case's spine, of a thread that is none yet in the resources. `case`: the party. `recipient`:
 * somebody outside the organisation who is told of cases (a lawyer, a doctor, a partner abroad), by the name that consents use.
 */
export type Marked =
  | { kind: "thing"; thing: ThingId }
  | { kind: "member"; member: MemberId }
  | { kind: "identifier"; text: string }
  | { kind: "recipient"; name: string }
  | { kind: "mailbox"; mailbox: MailboxId }
  | { kind: "case"; case: CaseId };

/** May be known to a threat since then (ms), perhaps earlier; who says so, and how sure. */
export type MarkCompromised = {
  op: "markCompromised";
  mark: MarkId;
  of: Marked;
  since: number;
  source: string;
  certainty: Certainty;
  note: string;
};
export type ConfirmMark = { op: "confirmMark"; mark: MarkId; source: string };
/** It was a false alarm. Stays on record, with who said so and why. */
export type WithdrawMark = { op: "withdrawMark"; mark: MarkId; reason: string };
/**
 * What became of one step that follows from a mark: `step` is its key. A step that concerns a case stands in that case;
 * any other beside its mark. `to`: whom it was given to. The last word counts.
 */
export type TakeStep = {
  op: "takeStep";
  mark: MarkId;
  step: string;
  taken: StepTaken;
  to: MemberId | null;
  note: string;
};

// ---------------------------------------------------------------- case, part "contact": what it used

/**
 * The party used a thing: where they stayed, with whom they rode, what paid for it. Here and nowhere else, since who
 * holds the case may know it. `until` null: goes on, or not known. `with`: things used together with it. Written again
 * it is another version; `over` as in a template.
 */
export type RecordUse = {
  op: "recordUse";
  use: UseId;
  thing: ThingId;
  as: UseKind;
  from: number;
  until: number | null;
  with: ThingId[];
  note: string;
  /** Of a stay in a shelter: the beds in the register that it takes. Missing: it takes none there, or from before that was. */
  hold?: HoldId;
  over: number;
};
/** It was not so, or does not come to pass. */
export type WithdrawUse = { op: "withdrawUse"; use: UseId; reason: string; over: number };

// ---------------------------------------------------------------- access: what a member's console says it has shown

/**
 * A console that keeps this log was unlocked: so a member whose console was open, and says nothing, can be told from one
 * who was away.
 */
export type UnlockedDesk = { op: "unlockedDesk"; hour: number };
/**
 * A compartment was opened on a screen in that hour: once for each, however often. No word of what stood there and no
 * reason that somebody gave: auditors hold no case. `case` null: the compartment is no case's.
 */
export type OpenedCompartment = {
  op: "openedCompartment";
  hour: number;
  stream: StreamId;
  case: CaseId | null;
  part: AccessPart;
  how: AccessHow;
};

// ---------------------------------------------------------------- figures: what communications may read

/** Cumulative counts of people at the end of one week, counted from the day the hotline opened. */
export type FigureWeek = { ends: number; asked: number | null; evacuated: number; abroad: number };

/** A release: only cumulative weekly counts, never rows. A second member reviews it before it may go out [P11]. */
export type PublishFigures = {
  op: "publishFigures";
  release: DecisionId;
  asOf: number;
  delayDays: number;
  weeks: FigureWeek[];
};
export type ReviewFigures = {
  op: "reviewFigures";
  release: DecisionId;
  verdict: "approve" | "refuse";
  reason: string;
};

export type Operation =
  | Begin
  | Checkpoint
  | Settings
  | MemberHandle
  | RefuseSigning
  | ReadRefusal
  | SamePerson
  | PersonTerms
  | SetCalendarWord
  | DefineField
  | RetireField
  | ClaimThread
  | ReleaseThread
  | AnswerThread
  | SetThreadUrgency
  | FlagThread
  | NoteThread
  | SetContactWindow
  | CoverMessage
  | PassThread
  | PutAside
  | WriteTemplate
  | WithdrawTemplate
  | WriteProtocol
  | WritePlan
  | WithdrawPlan
  | AgreeSignals
  | TakeIntoCase
  | CloseThread
  | DeclineTerms
  | ProposeDecline
  | DecideDecline
  | WithdrawDecline
  | WriteSafetyPlan
  | GiveSafetyPlan
  | Refer
  | AnswerReferral
  | StopReferral
  | NoReferral
  | BeginInterpreting
  | EndInterpreting
  | ReopenThread
  | ContinueThread
  | GiveVoucher
  | FreezeMailbox
  | ThawMailbox
  | CountThread
  | HandOver
  | SetLimits
  | MemberBell
  | PlanShift
  | EndShift
  | HaveIt
  | VerifyThread
  | AddKnown
  | ConfirmKnown
  | WithdrawKnown
  | JudgeMatch
  | OpenCase
  | LinkMailbox
  | KeepLetter
  | KeepAnswer
  | KeepTranslation
  | Answer
  | SetCaseUrgency
  | ConcludeVerification
  | MoveStage
  | SetStatus
  | SetOwner
  | Note
  | ArmCheckIn
  | AcknowledgeCheckIn
  | CloseCheckIn
  | PlanOperation
  | TicketOperation
  | Propose
  | Decide
  | CallAgain
  | WithdrawProposal
  | Exported
  | AskDestruction
  | NamePerson
  | GoTerms
  | ConcludeSearch
  | BeginPart
  | SharePart
  | WithdrawPart
  | TitlePart
  | SetFact
  | RevealName
  | HoldPart
  | RelayLetter
  | RelayAnswer
  | Translate
  | AskDraft
  | DraftAnswer
  | SettleDraft
  | ConsentTerms
  | GiveConsent
  | WithdrawConsent
  | CloseCase
  | ReopenCase
  | KeepCase
  | HaveRead
  | AddThreat
  | WithdrawThreat
  | RecordVerification
  | RecordRisk
  | SearchStatus
  | Moved
  | Unmoved
  | Asked
  | LostContact
  | WriteThing
  | RetireThing
  | NetworkOperation
  | JourneyOperation
  | SetOut
  | PruningOperation
  | ArrivalOperation
  | MoneyOperation
  | PathwayOperation
  | ApplicationOperation
  | PhotoOperation
  | MarkCompromised
  | ConfirmMark
  | WithdrawMark
  | TakeStep
  | RecordUse
  | WithdrawUse
  | SeekShelter
  | TakeBeds
  | UnlockedDesk
  | OpenedCompartment
  | PublishFigures
  | ReviewFigures;

export type OperationName = Operation["op"];
