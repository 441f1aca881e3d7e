/**
 * A member's hand, as the console, the command line and the tests hold it.
 *
 * Everything here is published: its keys never are. A hand opens and seals, keeps in step with the
 * server, and shows one immutable {@link View} at a time. Refusals are values; input that a hostile
 * server could have made halts one compartment, visibly, and nothing else. [ST3] [P4]
 */
import type {
  AccessView,
  AddKnown,
  AlarmId,
  Answers,
  ArmCheckIn,
  BoardView,
  CaseId,
  CaseOutcome,
  CasePart,
  CaseView,
  CloseCheckIn,
  ConsentId,
  CoverMessage,
  DecisionId,
  DecisionSubject,
  DecisionView,
  DecliningOutcome,
  DefinedFieldView,
  DestroyedLetter,
  DutyView,
  EntryView,
  ErasureAlarm,
  ExposureView,
  FiguresView,
  FlagGround,
  Glance,
  InterpretingView,
  Judged,
  KnownId,
  LetterFile,
  MailboxId,
  MarkCompromised,
  MarkId,
  MatchedWith,
  MatchVerdict,
  MemberId,
  MoveStage,
  Operation,
  PartView,
  PassThread,
  PathwayView,
  PersonRef,
  PersonView,
  PhotoId,
  Propose,
  ProvisionPlace,
  QuestionNetwork,
  QueueView,
  RecordRisk,
  RecordUse,
  RecordVerification,
  ReferralAnswer,
  Refusal,
  RefusedSigningView,
  RetireNetwork,
  Role,
  SafetyPlan,
  SamePersonView,
  SearchStatus,
  SetContactWindow,
  SettingsView,
  Status,
  StreamId,
  TakeStep,
  TaskId,
  TeamView,
  TemplateId,
  TextsView,
  ThingId,
  ThreadFlag,
  ThreadOutcome,
  ThreadView,
  TodayView,
  UnprovenView,
  Urgency,
  UseId,
  VerifyThread,
  WhyNone,
  WriteNetwork,
  WriteProtocol,
  WriteTemplate,
  WriteThing,
  AddThreat as WriteThreat,
} from "@fairlead/casework";
import type { Clock, InvitationId, MessageId, Pin, Random, WordList } from "@fairlead/protocol";
import type { ArrivalActions } from "./arrival-actions.ts";
import type { Dispute } from "./beats.ts";
import type { ConsentActions } from "./consent-actions.ts";
import type { ExportActions } from "./export-actions.ts";
import type { FactActions } from "./fact-actions.ts";
import type { FileOpened } from "./file.ts";
import type { ImportActions } from "./import-actions.ts";
import type { OpenInvitation } from "./invitations.ts";
import type { JourneyActions } from "./journey-actions.ts";
import type { Readable } from "./membership.ts";
import type { MoneyActions } from "./money-actions.ts";
import type { PersonActions } from "./person-actions.ts";
import type { PhotoOpened } from "./photo.ts";
import type { PhotoActions } from "./photo-actions.ts";
import type { NewPhrase } from "./phrase.ts";
import type { NewTask, PlanActions } from "./plan-actions.ts";
import type { PlayBookActions } from "./play-book-actions.ts";
import type { RelocationActions } from "./relocation-actions.ts";
import type { History } from "./sharing.ts";
import type { PasskeyGiven } from "./shelf/passkey.ts";
import type { Shelf } from "./shelf/shelf.ts";
import type { ShelterActions } from "./shelter-actions.ts";
import type { StepActions } from "./step-actions.ts";
import type { TicketActions } from "./ticket-actions.ts";
import type { UndoneView, UnsentActions, UnsentView } from "./unsent/views.ts";

export type { ArrivalActions, ArrivalSheet } from "./arrival-actions.ts";
export type { Dispute } from "./beats.ts";
export type { FactActions, FactSaid } from "./fact-actions.ts";
export type { FileOpened } from "./file.ts";
export type { Joined, OpenInvitation } from "./invitations.ts";
export type { Readable } from "./membership.ts";
export type { MoneyActions, MoneySaid } from "./money-actions.ts";
export type { PhotoOpened } from "./photo.ts";
export type { NewTask, PlanActions } from "./plan-actions.ts";
export type { History } from "./sharing.ts";
export type { ShelterActions } from "./shelter-actions.ts";
export type { TicketActions } from "./ticket-actions.ts";
export type { Choice, UndoneView, UnsentPlace, UnsentView } from "./unsent/views.ts";

/** One call of the server's HTTP API. Throws `Unreachable` where there is no network; any answer else is returned. */
export type Transport = (
  path: string,
  body: object,
  token?: string,
) => Promise<{ status: number; body: Record<string, unknown> }>;

export type Effects = {
  transport: Transport;
  clock: Clock;
  random: Random;
  /** Where this device remembers from one unlock to the next; without it, nothing is remembered. */
  shelf?: Shelf;
  /**
   * Names the code that runs, all of it. What another made of a compartment is thrown away and made anew: it may have
   * known other rules. Without it, what is made here is kept for no later unlock.
   */
  release?: string;
};

/** What this device remembers of this member. */
export type DeviceView = {
  /**
   * ms of the unlock from which on it remembers. null: it remembered nothing before this one, so a server could have
   * shown an old state, and only the pin and colleagues' notes of what they saw speak against it. [ST4]
   */
  since: number | null;
  /** Bytes that lie here, padding included. */
  size: number;
  /** It is full or cannot be written: nothing that comes is remembered, and work goes on. */
  failing: boolean;
  /** A passkey opens this member's desk here. */
  passkey: boolean;
  /** Records that could not be read or contradicted each other at this unlock; what was in them is fetched again. */
  damaged: number;
};

/** A compartment that this hand no longer follows, or a thread that it no longer opens. */
export type Halt = {
  stream: StreamId;
  /**
   * "roster", or what the compartment is, as far as known: "intake", "case contact", "thread" … "card" where no halt
   * of a compartment is meant: pages cannot be given the card that leads to it, and the code says why.
   */
  about: string;
  /** Of a thread that stopped: whose letters. */
  mailbox?: MailboxId;
  /** Stable: `FL_…` */
  code: string;
  /** What is still safe: `read-until` (what was accepted before stands), `nothing-read`, or `everything-stops`. */
  safe: "read-until" | "nothing-read" | "everything-stops";
};

/** Something that a person should look at, though nothing had to stop. */
export type Alarm =
  /** Sealed to a card that another had replaced by then: a page was shown an old card, or was slow. [MB4] */
  | { kind: "superseded-card"; mailbox: MailboxId; seq: number }
  /** Sealed to a card that this organisation never made; or, with `seq` 0, such a card was given to pages. */
  | { kind: "unknown-card"; mailbox: "new" | MailboxId; seq: number }
  /**
   * Somebody who holds its desk, or the server, has destroyed a letter that no case keeps, no answer covers and whose thread
   * nobody closed. Ends with an answer, or when the thread is closed. [P6]
   */
  | ({ kind: "letter-destroyed" } & DestroyedLetter)
  /** Two members signed that one of the organisation's own compartments is erased: it is not, and they tried. */
  | { kind: "unlawful-erasure"; about: string }
  /** Someone holds the key of a compartment whose record does not name him: given unsaid. The next epoch leaves him out. */
  | { kind: "unrecorded-reader"; about: string; members: PersonRef[] }
  /** A member wrote that a thread goes on in another mailbox, and nobody with the old words has. Not followed. [HO1] */
  | ({ kind: "unproven-succession" } & UnprovenView)
  /** Approved, and both signatures are one person's: nothing rests on it any more. [P11] */
  | { kind: "one-person-twice"; decision: DecisionId; about: DecisionSubject; alias: string; members: PersonRef[] }
  /** A compartment runs out although the same hand closed no case of it: `act.withdrawErasure` stops that. [P11] */
  | ({ kind: "erasure" } & ErasureAlarm);

/** An entry that wants more signatures, in the words of what it does. */
export type WaitingView = {
  id: string;
  /** ms since which it waits. */
  at: number;
  does:
    | { kind: "enrol" | "rerole"; member: PersonRef; role: Role }
    | { kind: "restore" | "remove" | "rekey"; member: PersonRef }
    | { kind: "recovery"; threshold: number; members: PersonRef[] }
    | { kind: "recover"; administrators: PersonRef[] }
    | { kind: "erase"; alias: string; streams: number }
    /**
     * What the journeys of a case were before they were pruned. `signing`: the consoles of the two who decided it do, by
     * themselves (`lacks`: whose have still to come by); or one of the two has left (`lacks`), and somebody else signs; or
     * this member is one of them, and their console does not, since what it reads is not what two decided.
     */
    | {
        kind: "erase-journeys";
        case: CaseId;
        alias: string;
        signing: "by-itself" | "one-left" | "doubted";
        lacks: PersonRef[];
      }
    /** `seen`: whether the keys that it names are those that this hand holds itself. `other` ones it does not sign. */
    | { kind: "intake-keys" | "certificate"; seen: "same" | "other" | "not-held" }
    | { kind: "minimum-version"; version: number };
  signers: PersonRef[];
  /** Another entry came first: the one who proposed it signs it anew by himself, but for erasing. */
  stale: boolean;
  mine: "may-sign" | "signed" | "not-mine";
  /** This member proposed it, under whichever account. */
  own: boolean;
};

/** Bringing administration back when it is lost. [RO2] */
export type Recovering = {
  lost: boolean;
  /** null where nobody has been named for it. */
  threshold: number | null;
  named: { id: MemberId; standing: "active" | "suspended" | "removed" }[];
  /** Whether this member is one of them. */
  mine: boolean;
  /** Everybody who is not removed: who could be made administrator. The roster holds no handles. */
  members: { id: MemberId; role: Role; standing: "active" | "suspended" }[];
  waiting: { id: string; administrators: MemberId[]; signers: MemberId[]; mine: boolean }[];
};

/** A suspended member's console: it opens nothing, and can sign for recovery. */
export interface SuspendedMember {
  readonly me: MemberId;
  readonly recovering: Recovering;
  refresh(): Promise<"suspended" | "active" | "removed">;
  recover(administrators: readonly MemberId[]): Promise<"standing" | "waiting">;
  sign(id: string): Promise<"standing" | "waiting" | "stale" | "nothing-waits">;
  lock(): void;
}

/** Of a case that was erased by two: when, who signed, how many compartments. Not whose it was. [CO6] */
export type ErasedView = { at: number; by: PersonRef[]; streams: number; entry: number };

export type StatusView = {
  /** Hours by which the server's clock is ahead of this device's, behind below 0; null where they agree well enough. */
  clockAhead: number | null;
  /** Name of the organisation; empty until the commons is read. */
  organisation: string;
  /** Its id as six words. */
  words: string[];
  /** ms of the last whole round; null before the first. */
  syncedAt: number | null;
  online: boolean;
  /** Code with which the server refused the last round as a whole (a full disk, a suspended member); else null. */
  refused: string | null;
  /** Every head that the server gave followed from what was seen before. [ST4] */
  headsChecked: boolean;
  /**
   * Compartments of this device that are read so far, while the rest still is: until null, lists, counts and searches are
   * incomplete, and what is written waits its turn.
   */
  reading: { done: number; of: number } | null;
  /**
   * Compartments and threads of which this device has seen more than it could keep (it was full, or lost some of it): until
   * a round has brought the rest, lists, counts and searches are incomplete, and `syncedAt` is no word about these.
   */
  notKept: number;
  halted: Halt[];
  alarms: Alarm[];
  /** Commits of members who are out that nobody vouched for, over all compartments. [ST3] */
  setAside: number;
  /**
   * What this console wrote by itself, for all, and no console counts: a fault of this software. It is written again after a
   * quarter of an hour, and not before.
   */
  passedOver: { about: string; op: Operation["op"]; why: Refusal["kind"] }[];
  /** Where colleagues' notes do not fit what this hand was shown: one of the two is being lied to. [ST4] */
  disputes: (Dispute & { person: PersonRef })[];
  /** No fresh note of anybody else for two days. [ST4] */
  lonely: boolean;
  /** New epochs being begun after somebody left. */
  renewing: { done: number; of: number } | null;
  /** Compartments that wait for a colleague who may begin the next epoch. [CO3] */
  renewalsDue: number;
  /** What this member was given and is given no longer, by a signed epoch without him: "case contact" … */
  takenAway: string[];
  /** The organisation requires a newer client than this: it writes nothing. [RO3] */
  outdated: boolean;
  /** Version that a client needs to write. [RO3] */
  minimumVersion: number;
  /** Set when the desk has ended: this member is out, or his phrase was changed elsewhere. */
  shutOut: "suspended" | "removed" | "phrase" | null;
  /** Backups that the server knows of, hours, newest first: what is erased still stands in those made before. [CO6] */
  backups: number[];
  /** `expires` in hours since 1970; `remind` from the 21st day on. [MB4] */
  certificate: { expires: number; remind: boolean } | null;
  /** The card that pages are given for new mailboxes, where it is signed by an intake key of ours. */
  card: { expires: number } | null;
  /** `null` until the server was asked. */
  backup: { hour: number | null } | null;
  /** null where nothing is ever kept on this device. */
  device: DeviceView | null;
  /** Writes and replies that the server has not accepted yet. They are kept and sent again. */
  pending: number;
  /** What this member wrote and the server has not answered for, in its order. */
  unsent: UnsentView[];
  /** What was kept and then could not stand: someone else had been there first. It waits until its author has chosen. */
  undone: UndoneView[];
  /** Cases of which this console saw the last part erased: what a screen has kept of them goes too. */
  erasedCases: readonly CaseId[];
  /** Of a desk that has ended (`shutOut`): what this member had written and nobody has taken. */
  notTaken: { at: number; action: string }[];
};

/** A case, and whether two are about to erase it. */
export type CaseInHand = CaseView & {
  /** `id`: of what waits (`act.unsign`). `goneOn`: something was written since; then it must be asked anew. */
  erasing: { id: string; by: PersonRef; at: number; goneOn: boolean; mine: "may-sign" | "signed" | "not-mine" } | null;
  /**
   * Journeys were pruned, and what they were before is not erased yet: whose consoles have still to come by. `doubted`: this
   * member's does not sign by itself, for what it reads is not what two decided.
   */
  pruning: { waitsFor: PersonRef[]; doubted: boolean } | null;
};

export type View = {
  /** ms, when this snapshot was made. Running clocks on screen start here. */
  now: number;
  me: { id: MemberId; role: Role; handle: string | null };
  today: TodayView;
  queue: QueueView;
  /** Who is on duty, and whether anybody is being called. */
  duty: DutyView;
  /** All threads held, closed ones and those taken into a case too. */
  threads: ThreadView[];
  cases: CaseInHand[];
  decisions: DecisionView[];
  people: PersonView[];
  /** Single compartments of cases of which this member holds nothing else. [P3] */
  parts: PartView[];
  /** Threads that were given to an interpreter: an operator's to follow, or the interpreter's own to work on. [P3] */
  interpretings: InterpretingView[];
  /** Entries that want more signatures. */
  waiting: WaitingView[];
  /** Those of others that somebody let go, newest first. */
  refusedSignings: RefusedSigningView[];
  /** This member's own invitations. */
  invitations: InvitationView[];
  recovering: Recovering;
  /** Cases that two erased, newest first. */
  erased: ErasedView[];
  /** What the organisation asks for besides what everybody does, retired ones too. */
  fields: DefinedFieldView[];
  /** The organisation's terms, and every change of them with who made it. */
  settings: SettingsView | null;
  /** null for members who hold no figures. */
  figures: FiguresView | null;
  /** Templates and protocols; empty for members who hold no intake. */
  texts: TextsView;
  /** Whom the organisation should recognise, and what was said of matches. */
  board: BoardView;
  /** What is compromised, whom it reaches, what to do; and the register of what stays and journeys rest on. */
  exposure: ExposureView;
  /** Which accounts were said to be one person, and by whom. */
  samePeople: SamePersonView[];
  /** Who carries what, as far as this member can see it; of those who coordinate nothing, their own line. */
  team: TeamView;
  /** What members' consoles say they have shown: one's own, and for auditors everybody's. */
  access: AccessView;
  /** What journeys can be made of; null: not held. */
  network: readonly EntryView[] | null;
  /** Ways abroad; null as above. */
  pathways: readonly PathwayView[] | null;
  status: StatusView;
};

export type Outcome<T = object> =
  | ({ kind: "done" } & T)
  | Refusal
  /** It was answered, closed, or ran out. */
  | { kind: "no-such-invitation" }
  /** Nothing waits for this member's signature. */
  | { kind: "nothing-waits" }
  /** What is covered was seen: that it was stays to be recorded. */
  | { kind: "look-stays" }
  /** It rests on hours, and this device's clock is not the server's: one of the two is wrong. */
  | { kind: "clocks-apart" }
  /** The case has gone on since erasing it was asked for: look at it, and ask again. */
  | { kind: "gone-on" }
  /** It was not sent, and is gone with the case that it was written for: two have erased it. */
  | { kind: "gone-with-case" }
  /** It is on the record, and no console counts it, for this reason: it stands in `status.undone`. */
  | { kind: "passed-over"; why: Refusal }
  /** Others kept writing the same compartment; nothing was written. Try again. */
  | { kind: "conflict" }
  /** No network: kept and sent again, with the same bytes. See `status.unsent`. */
  | { kind: "offline" }
  /** The server refused, or what it would need is not there: nothing was written. */
  | { kind: "refused-by-server"; code: string }
  /** What the server gave of this compartment did not verify: nothing is written on top of it. [P4] */
  | { kind: "halted"; code: string }
  /** It is whole only with the server's answer, and there is no network: nothing was written, and nothing waits. */
  | { kind: "needs-network" }
  /** `lock` was called. */
  | { kind: "locked" };

export type ReplyText = {
  text: string;
  /** An instruction that stays readable to the hour `until`, instead of once. [MB5] */
  standing: boolean;
  /** Hour since 1970. */
  until: number | null;
  /** Hour since 1970 by which a sign of life is asked for. */
  checkInBy: number | null;
};

/** Code words for somebody on the telephone, and the id of the letter to be: the same ones again make no second letter. */
export type CallBegun = { words: string[]; message: MessageId };

export type Call = CallBegun & {
  /** In which the call was held. */
  language: string;
  text: string;
  answers: Answers;
  urgency: { urgency: Urgency; reason: string } | null;
  window: { window: string; mayRing: boolean } | null;
  flags: ThreadFlag[];
  note: string;
};

type Said<T> = Omit<T, "op">;

/** Whether it counts at once or waits for another signature. */
export type Signed = { state: "standing" | "waiting" };
export type InvitationView = Omit<OpenInvitation, "joining">;

/** Where a member is called; he alone sees it, and the server that calls. Minutes since 1970. */
export type Bell = {
  bell: string;
  kind: "ntfy" | "mail";
  address: string;
  /** Minutes between two rings until somebody has it, and how many at most. */
  every: number;
  most: number;
  /** The last ring that was handed over, and the last that could not be since. */
  rung: number | null;
  failed: number | null;
};

export interface DutyActions {
  /** Coordinators and administrators. Minutes. */
  setLimits(limits: { claimMinutes: number; nowMinutes: number; standByMinutes: number }): Promise<Outcome>;
  /** Times in ms. One's own, or, for coordinators and administrators, anybody's. */
  planShift(shift: { member: MemberId; from: number; until: number }): Promise<Outcome>;
  /** Now, or before it begins; the note, if any, stands above the queue for whoever follows. */
  endShift(shift: string, handOver: string): Promise<Outcome>;
  /** "I have it": nobody is called any more about what rings now. */
  haveIt(): Promise<Outcome>;
  /** This member's own bells, and the kinds that the server rings at all. */
  bells(): Promise<Outcome<{ kinds: Bell["kind"][]; bells: Bell[] }>>;
  /** `standBy`: called also when not on duty, where nobody else comes. */
  putBell(
    said: Pick<Bell, "kind" | "address" | "every" | "most"> & { bell?: string; standBy: boolean },
  ): Promise<Outcome>;
  standBy(standBy: boolean): Promise<Outcome>;
  removeBell(bell: string): Promise<Outcome>;
  /** One ring, now. */
  testBell(bell: string): Promise<Outcome>;
}

export interface NetworkActions {
  /** Caseworkers and coordinators. All entries or none; at most `ENTRIES_AT_ONCE`, and half a megabyte. */
  writeNetwork(said: Omit<WriteNetwork, "op">): Promise<Outcome>;
  retireNetwork(entries: RetireNetwork["entries"], reason: string): Promise<Outcome>;
  /** It stays in use, with the question beside it, until somebody writes it anew. */
  questionNetwork(said: Omit<QuestionNetwork, "op">): Promise<Outcome>;
}

export interface ExposureActions {
  /** Caseworkers and coordinators. `thing` missing: a new one. `written-meanwhile` where a colleague changed it since `over`. */
  writeThing(said: Omit<WriteThing, "op" | "thing"> & { thing?: ThingId }): Promise<Outcome<{ thing: ThingId }>>;
  retireThing(thing: ThingId, reason: string, over: number): Promise<Outcome>;
  /** Into the case alone: the register names no case. `use` missing: a new one. */
  recordUse(theCase: CaseId, said: Omit<RecordUse, "op" | "use"> & { use?: UseId }): Promise<Outcome<{ use: UseId }>>;
  withdrawUse(theCase: CaseId, use: UseId, reason: string, over: number): Promise<Outcome>;
  /** The party or mailbox of a case in that case; anything else in the resources. */
  markCompromised(said: Omit<MarkCompromised, "op" | "mark">): Promise<Outcome<{ mark: MarkId }>>;
  confirmMark(mark: MarkId, source: string): Promise<Outcome>;
  /** It was a false alarm. Undoes nothing that was done because of it. */
  withdrawMark(mark: MarkId, reason: string): Promise<Outcome>;
  /** What became of a step; `about`: the case that it concerns, or null. */
  takeStep(mark: MarkId, about: CaseId | null, said: Omit<TakeStep, "op" | "mark">): Promise<Outcome>;
}

/** What a member can do. Each is one atomic append; a thread's reply is stored before it is first sent. */
export interface Actions
  extends DutyActions,
    PlanActions,
    PlayBookActions,
    TicketActions,
    StepActions,
    PersonActions,
    ExposureActions,
    ShelterActions,
    NetworkActions,
    JourneyActions,
    ArrivalActions,
    MoneyActions,
    RelocationActions,
    FactActions,
    PhotoActions,
    ImportActions,
    ConsentActions,
    ExportActions,
    UnsentActions {
  // ---- intake
  /** "I am answering", for 30 minutes. */
  claim(mailbox: MailboxId): Promise<Outcome>;
  release(mailbox: MailboxId): Promise<Outcome>;
  answer(mailbox: MailboxId, reply: ReplyText): Promise<Outcome>;
  setThreadUrgency(mailbox: MailboxId, said: { urgency: Urgency; reason: string }): Promise<Outcome>;
  /** One's own, set by mistake; refused with why where it has to stay. */
  takeBackThreadUrgency(mailbox: MailboxId, reason: string): Promise<Outcome>;
  flag(mailbox: MailboxId, flag: ThreadFlag, on: boolean, ground?: FlagGround): Promise<Outcome>;
  /** Of a thread, or of the case that has taken it. */
  cover(mailbox: MailboxId, said: Pick<CoverMessage, "row" | "as">): Promise<Outcome>;
  /** "Not I": gives up the claim. Once more, while nobody has taken it: another word for the next. */
  /**
   * Noise aside, so that the others can be seen, or back; as many as a flood brings. Never what says danger now.
   * @param progress how many of them are done
   */
  putAside(mailboxes: readonly MailboxId[], on: boolean, progress?: (done: number) => void): Promise<Outcome>;
  passOn(mailbox: MailboxId, said: Pick<PassThread, "why" | "word">): Promise<Outcome>;
  note(mailbox: MailboxId, text: string): Promise<Outcome>;
  /** Of a thread, or of the case that has taken it; so are the signals. */
  setContactWindow(mailbox: MailboxId, said: Omit<SetContactWindow, "op" | "mailbox">): Promise<Outcome>;
  agreeSignals(mailbox: MailboxId, said: { safe: string | null; danger: string | null }): Promise<Outcome>;
  /** For somebody on the telephone. Nothing is written anywhere. */
  beginCall(language: WordList["language"]): Promise<Outcome<CallBegun>>;
  /**
   * What was said on the telephone becomes the first letter of a new mailbox, in the queue and claimed by this member.
   * Without an answer nothing is kept to be sent later: the same call, given once more, is sent once.
   */
  takeCall(call: Call): Promise<Outcome<{ mailbox: MailboxId }>>;
  /** Counts this person once, in the ledger too where this member holds it. */
  countThread(mailbox: MailboxId): Promise<Outcome>;
  /** Two words for this person to pass on, in force for thirty days. [VO1] */
  giveVoucher(mailbox: MailboxId, said: { sentence: string; language: string }): Promise<Outcome<{ words: string }>>;
  /** Into a case that its person has already: somebody vouches for the new mailbox, and says how. [MB8] */
  joinCase(mailbox: MailboxId, said: { case: CaseId; why: string }): Promise<Outcome>;
  /** `team` may read the case's contact and threat parts; owner, stand-in and the reader are always in it. */
  openCase(
    mailbox: MailboxId,
    said: { alias: string; people: number; owner: MemberId; standIn: MemberId | null; team: MemberId[] },
  ): Promise<Outcome<{ case: CaseId }>>;
  /**
   * `seen`: newest letter (seq) that stood on screen when closing was decided; without it, the newest of this moment.
   * What comes after it opens the thread again.
   */
  closeThread(mailbox: MailboxId, said: { outcome: ThreadOutcome; note: string; seen?: number }): Promise<Outcome>;
  /** Turning somebody away: a second member approves, which closes the thread. `seen` as in {@link closeThread}. [P11] */
  proposeDecline(
    mailbox: MailboxId,
    said: { outcome: DecliningOutcome; text: string; expires: number; seen?: number } & WhyNone,
  ): Promise<Outcome<{ decision: DecisionId }>>;
  /** Never one's own. [P11] */
  decideDecline(
    mailbox: MailboxId,
    decision: DecisionId,
    verdict: "approve" | "refuse",
    reason: string,
  ): Promise<Outcome>;
  withdrawDecline(mailbox: MailboxId, decision: DecisionId, reason: string): Promise<Outcome>;
  /** A version of what somebody can do who cannot be moved; with `plan` null, why there is none. */
  /** One thread, and nothing else, to a specialist. What was written in it so far goes along. [P3] */
  giveInterpreting(mailbox: MailboxId, interpreter: MemberId): Promise<Outcome<{ stream: StreamId }>>;
  /** One act: a new epoch without the interpreter. [CO3] */
  withdrawInterpreting(mailbox: MailboxId): Promise<Outcome>;
  /** By the interpreter; `of`: a letter's seq. */
  translate(stream: StreamId, of: number, text: string): Promise<Outcome>;
  askDraft(stream: StreamId, text: string): Promise<Outcome>;
  /** By the interpreter; an operator sends it. */
  draftAnswer(stream: StreamId, request: string, text: string): Promise<Outcome>;
  settleDraft(stream: StreamId, request: string): Promise<Outcome>;
  writeSafetyPlan(place: ProvisionPlace, said: { plan: SafetyPlan | null; reason: string }): Promise<Outcome>;
  /** Sends it: on the caller's telephone it can betray, so the words are the operator's choice, and when they go. */
  giveSafetyPlan(place: ProvisionPlace, reply: ReplyText): Promise<Outcome>;
  /** In a case, `rests` names the consent that allows it, to that recipient. */
  refer(
    place: ProvisionPlace,
    said: { to: string; purpose: string; consent: string; rests?: ConsentId },
  ): Promise<Outcome>;
  answerReferral(
    place: ProvisionPlace,
    referral: string,
    said: { answer: ReferralAnswer; note: string },
  ): Promise<Outcome>;
  noReferral(place: ProvisionPlace, reason: string): Promise<Outcome>;
  reopenThread(mailbox: MailboxId, reason: string): Promise<Outcome>;
  handOver(text: string): Promise<Outcome>;
  /** `line` missing: a new statement. Moves along when the thread is taken into a case. */
  verifyThread(
    mailbox: MailboxId,
    said: Omit<VerifyThread, "op" | "mailbox" | "line"> & { line?: string },
  ): Promise<Outcome>;
  /** One member's word, until another confirms it. */
  addKnown(said: Omit<AddKnown, "op" | "known">): Promise<Outcome<{ known: KnownId }>>;
  confirmKnown(known: KnownId, reason: string): Promise<Outcome>;
  withdrawKnown(known: KnownId, reason: string): Promise<Outcome>;
  /** One person or two. Where a case is one of them, it is written there alone. */
  judgeMatch(said: { here: Judged; there: MatchedWith; verdict: MatchVerdict; reason: string }): Promise<Outcome>;
  /** `template` missing: a new one. `written-meanwhile` where a colleague has changed it since version `over`. */
  writeTemplate(
    said: Omit<WriteTemplate, "op" | "template"> & { template?: TemplateId },
  ): Promise<Outcome<{ template: TemplateId }>>;
  withdrawTemplate(template: TemplateId, over: number): Promise<Outcome>;
  writeProtocol(said: Omit<WriteProtocol, "op">): Promise<Outcome>;

  // ---- cases
  /** `instead`: the message whose place it takes in the mailbox. */
  answerCase(theCase: CaseId, reply: ReplyText & { mailbox?: MailboxId; instead?: string }): Promise<Outcome>;
  noteCase(theCase: CaseId, text: string): Promise<Outcome>;
  setUrgency(theCase: CaseId, said: { urgency: Urgency; reason: string; saidBy: "caller" | "team" }): Promise<Outcome>;
  /** `line` missing: a new statement. Into the threat part; where it is concluded, the conclusion alone onto the spine. */
  recordVerification(theCase: CaseId, said: Omit<Said<RecordVerification>, "by" | "saidAt">): Promise<Outcome>;
  /** Without a `reason` the factors stand for it on the spine. */
  recordRisk(
    theCase: CaseId,
    said: Omit<Said<RecordRisk>, "suggested" | "read"> & { reason?: string },
  ): Promise<Outcome>;
  /** `threat` missing: a new one; otherwise it takes the place of what was said of that one, which stands again if it was withdrawn. */
  addThreat(
    theCase: CaseId,
    said: Omit<Said<WriteThreat>, "threat"> & { threat?: string },
  ): Promise<Outcome<{ threat: string }>>;
  withdrawThreat(theCase: CaseId, threat: string, reason: string): Promise<Outcome>;
  searchStatus(theCase: CaseId, said: Said<SearchStatus>): Promise<Outcome>;
  /** Arriving (`sheltered`, `abroad`) also counts in the ledger, in the same append. [P10] */
  moveStage(
    theCase: CaseId,
    /** `day`: of the arrival, where it is recorded later than it happened. */
    said: Omit<Said<MoveStage>, "token"> & { day?: number },
  ): Promise<Outcome>;
  /** One's own last move of the stage, or urgency, made by mistake; refused with why where it has to stay. */
  takeBackStage(theCase: CaseId, reason: string): Promise<Outcome>;
  takeBackUrgency(theCase: CaseId, reason: string): Promise<Outcome>;
  /**
   * `tasks`: of what was agreed for it; `drop`: those of a status that is over; `reopen`: those that a slip had struck. In the same
   * append. `back`: one's own slip, `whom`: not all of the party; see `SetStatus`.
   */
  setStatus(
    theCase: CaseId,
    said: {
      status: Status;
      note: string;
      back?: boolean;
      whom?: readonly string[];
      tasks?: readonly NewTask[];
      drop?: { tasks: TaskId[]; reason: string };
      reopen?: readonly TaskId[];
    },
  ): Promise<Outcome<{ tasks: TaskId[] }>>;
  setOwner(theCase: CaseId, said: { owner: MemberId; standIn: MemberId | null }): Promise<Outcome>;
  /** `due` in ms; rounded up to five minutes. [CK1] */
  armCheckIn(theCase: CaseId, said: Omit<Said<ArmCheckIn>, "alarm">): Promise<Outcome<{ alarm: AlarmId }>>;
  /** "Seen, I am on it." Ends nothing. */
  acknowledgeCheckIn(theCase: CaseId, alarm: AlarmId, note: string): Promise<Outcome>;
  /** The server is told of it once more: it says that it holds no alarm for it, or one of another hour. */
  setAlarmAnew(theCase: CaseId, alarm: AlarmId): Promise<Outcome>;
  /** `overDanger`: met, though they said that they are in danger, which whoever says so has seen. */
  closeCheckIn(
    theCase: CaseId,
    alarm: AlarmId,
    said: Pick<CloseCheckIn, "done" | "note" | "overDanger">,
  ): Promise<Outcome>;
  propose(theCase: CaseId, said: Omit<Said<Propose>, "decision"> & WhyNone): Promise<Outcome<{ decision: DecisionId }>>;
  /** Never one's own. [P11] */
  decide(theCase: CaseId, decision: DecisionId, verdict: "approve" | "refuse", reason: string): Promise<Outcome>;
  withdraw(theCase: CaseId, decision: DecisionId, reason: string): Promise<Outcome>;
  /** "I have read it": what became of a decision; null: that somebody else moved the case out of the rescue, or closed it. */
  haveRead(theCase: CaseId, decision: DecisionId | null): Promise<Outcome>;
  /** Also sets the hour at which the server erases the case's compartments. */
  /** Freezes a mailbox of a thread or a case: phone seized, helper out. `holding` is what it shows instead. [MB8] */
  freeze(mailbox: MailboxId, said: { reason: string; holding: string }): Promise<Outcome>;
  thaw(mailbox: MailboxId, reason: string): Promise<Outcome>;
  /** Bytes that one file of this mailbox may have, by a holder of its desk; null asks only. [MB9] */
  fileLimit(mailbox: MailboxId, bytes: number | null): Promise<Outcome<{ bytes: number }>>;

  // ---- who reads what
  /** "all" or "from-now-on"; `until` (ms) for a shift, after which any hand of the team takes it back. */
  share(
    theCase: CaseId,
    /** `rests`: the consent because of which it is given; once that has ended, it is to be taken back. */
    said: { part: CasePart; member: MemberId; history: History; until: number | null; rests?: ConsentId },
  ): Promise<Outcome>;
  /**
   * `with`: further parts, in the same append. `needs-network` where there is none: nobody believes that somebody reads no more
   * while it only waits.
   */
  withdrawPart(
    theCase: CaseId,
    said: { part: CasePart; member: MemberId; with?: readonly CasePart[] },
  ): Promise<Outcome>;
  /** A further compartment of the case, for those named and this member. */
  beginPart(
    theCase: CaseId,
    said: { part: CasePart; title: string; members: MemberId[] },
  ): Promise<Outcome<{ stream: StreamId }>>;
  notePart(stream: StreamId, text: string): Promise<Outcome>;
  titlePart(stream: StreamId, title: string): Promise<Outcome>;
  /** Gives the new owner every part with its history; the one before reads on only if asked. One append; `needs-network` as above. */
  handCaseOver(
    theCase: CaseId,
    said: { owner: MemberId; standIn: MemberId | null; keepReading: boolean },
  ): Promise<Outcome>;
  /** Asks for the case to be destroyed for ever; a second member approves. [CO6] [P11] */
  askErasing(theCase: CaseId, reason: string): Promise<Outcome<Signed>>;
  approveErasing(theCase: CaseId): Promise<Outcome<Signed>>;
  /** Asks for hours and places of its journeys to go, once all are over; a second member decides as on any proposal. [P11] */
  askPruning(theCase: CaseId, reason: string): Promise<Outcome<{ decision: DecisionId }>>;

  // ---- members
  /** Administrators. `code` goes to the newcomer by a way that the server does not see. */
  invite(said: { handle: string; role: Role }): Promise<Outcome<{ code: string; id: InvitationId; expires: number }>>;
  closeInvitation(id: InvitationId): Promise<Outcome>;
  /** The words were the same on both sides. */
  welcome(id: InvitationId): Promise<Outcome<{ member: MemberId; state: "enrolled" | "waiting" }>>;
  /** Any member, at once, alone. */
  suspend(member: MemberId): Promise<Outcome<Signed>>;
  restore(member: MemberId): Promise<Outcome<Signed>>;
  remove(member: MemberId): Promise<Outcome<Signed>>;
  changeRole(member: MemberId, role: Role): Promise<Outcome<Signed>>;
  nameRecovery(said: { threshold: number; members: MemberId[] }): Promise<Outcome<Signed>>;
  recover(administrators: MemberId[]): Promise<Outcome<Signed>>;
  requireVersion(version: number): Promise<Outcome<Signed>>;
  /** One more signature on what waits. */
  sign(id: string): Promise<Outcome<Signed>>;
  /**
   * Takes back what waits, by one of its signers or an administrator. Of another's it needs a reason, which stays with what was
   * asked and by whom. [P11]
   */
  unsign(id: string, reason?: string): Promise<Outcome>;
  /** Of one's own paper that somebody refused: off one's own *Today*. */
  haveReadRefusal(entry: RefusedSigningView["entry"]): Promise<Outcome>;
  /** A phrase that opens nothing yet: to be kept, and asked back, before {@link changePhrase} makes it count. */
  newPhrase(language: WordList["language"]): Promise<Outcome<NewPhrase>>;
  /** The phrase of before opens nothing from now on; new keys follow, once an administrator has signed. [RO4] */
  changePhrase(phrase: string): Promise<Outcome<Signed>>;
  /** Exactly what a member could read, and until when. [P5] */
  couldRead(member: MemberId): Promise<Outcome<{ readable: Readable[] }>>;

  /** `drop`: open tasks that nobody is to do any more, in the same append; the others stay their owners'. */
  closeCase(
    theCase: CaseId,
    said: { outcome: CaseOutcome; note: string; drop?: { tasks: TaskId[]; reason: string } },
  ): Promise<Outcome>;
  /** Goes on from where it was closed; withdraws the hour of erasure from all its parts. */
  reopenCase(theCase: CaseId, reason: string): Promise<Outcome>;
  /** … where closing it was a slip: tickets that it alone held go on, and `reopen` are open again. */
  takeBackClosing(theCase: CaseId, reason: string, reopen?: readonly TaskId[]): Promise<Outcome>;
  /** Stays closed; withdraws the hour of erasure from all its parts. */
  keepCase(theCase: CaseId, reason: string): Promise<Outcome>;
  /** Withdraws the hour of erasure of one compartment, whoever set it: for alarms. */
  withdrawErasure(stream: StreamId): Promise<Outcome>;

  // ---- figures
  /** From the ledger, for a second member's review. [P10] [P11] */
  publishFigures(): Promise<Outcome<{ release: DecisionId }>>;
  reviewFigures(release: DecisionId, verdict: "approve" | "refuse", reason: string): Promise<Outcome>;

  // ---- keys
  /** Another 14 days for the card of new mailboxes, and for those of the cases held. [MB4] */
  renewCard(): Promise<Outcome>;
  /** Administrators: another 35 days. */
  renewCertificate(): Promise<Outcome>;
  /** Administrators: new intake keys from now on. [RO3] */
  rotateIntake(): Promise<Outcome>;
}

export interface Hand {
  readonly me: { id: MemberId; role: Role; handle: string | null };
  /** As new as the roster that was read and checked: what a console or a script may pin from now on. [RO1] */
  readonly pin: Pin;
  /** An immutable snapshot; the same object until something changed. */
  view(): View;
  /** Told after each change of {@link view}. Returns how to stop it. */
  subscribe(listener: () => void): () => void;
  /** One round. Never rejects: halts and lost network show in `view().status`. */
  sync(): Promise<void>;
  /** Keeps in step by long polling until stopped. */
  watch(): () => void;
  readonly act: Actions;
  /**
   * The same actions, by someone who has this view before their eyes: a form that was opened a while ago. What another
   * wrote since is not overwritten.
   */
  actOn(view: View): Actions;
  /**
   * Fetches a file that a letter names, and opens it: in memory, whole or not at all. `progress` is told the bytes that
   * have come. Not in turn with what else this hand does: it may take minutes.
   */
  file(
    file: LetterFile,
    progress: (bytes: number) => void,
    stop: AbortSignal,
  ): Promise<FileOpened | { kind: "offline" } | { kind: "locked" }>;
  /** A picture beside a fact, from what this device holds. After somebody has said why they look. */
  photo(stream: StreamId, photo: PhotoId): PhotoOpened | { kind: "locked" };
  /** Administrators: makes a member's keys, roster entry, bundle, and the wraps of what his role holds. */
  enrol(member: { handle: string; role: Role; list?: WordList }): Promise<Outcome<{ id: MemberId; phrase: string }>>;
  /**
   * Destroys everything that this device remembers, of every member who unlocked here. The next unlock reads all of it
   * from the server again, with nothing to hold it against. This session goes on and keeps nothing more.
   */
  forgetDevice(): Promise<Outcome>;
  /**
   * From now on this passkey opens this member's desk on this device, beside the phrase, until the phrase is changed.
   * It takes the place of one that he had here.
   */
  keepPasskey(given: PasskeyGiven): Promise<Outcome>;
  /**
   * One text that outlives the lock, sealed on this device for this member alone: a call goes on while a desk locks
   * itself. An empty one is destroyed. Without a shelf, or where it fails, `not-held`.
   */
  keepDraft(text: string): Promise<Outcome>;
  keptDraft(): Promise<string>;
  /**
   * The searches that this member kept, as one text: sealed on this device, sent nowhere, forgotten with it. As a draft. `how`: what is
   * to stand here, by what does: another window's stand there too.
   */
  keepSearches(how: (kept: string) => string): Promise<Outcome>;
  keptSearches(): Promise<string>;
  /** What a row of a file is known by to this member alone: see `CaseView.imported`. Empty while locked. */
  rowMark(cells: readonly string[]): string;
  removePasskey(): Promise<Outcome>;
  /**
   * This compartment stands on the screen now, or, with null, a screen was unlocked. Noted in this member's own log, once
   * an hour each, for them and for auditors; written every few minutes. Says nothing where the compartment is not held.
   */
  looked(shown: Shown | null): void;
  /** Keys leave memory, the view is emptied, every later call answers `locked`. */
  lock(): void;
}

/** A compartment by its id, or one of which there is one. */
export type Shown = StreamId | "intake" | "resources";

/** Who waits while a desk opens, and what they may see meanwhile. */
export interface Opening {
  /**
   * What this device showed when it last wrote that down: once it is clear that the phrase opens this desk, and that the
   * server still lets its member in or cannot be asked. To be looked at, not worked on.
   */
  glance(glance: Glance): void;
  /** Compartments of this device that are open by now. */
  progress(done: number, of: number): void;
  /** Asked again and again: whether the desk was locked before it was open. */
  stopped(): boolean;
  /**
   * How many parts of cases are read before the desk opens, beside what presses. Where there are more, it opens on those
   * and reads on behind: `view().status.reading`. A few hundred where it is missing, all without an `Opening`.
   */
  atOnce?: number;
}

export type Opened =
  | { kind: "open"; hand: Hand }
  /** {@link Opening.stopped}: keys and words have left memory again. */
  | { kind: "stopped" }
  /** Suspended: nothing is opened, but this member may help to bring administration back. `lost`: as below. */
  | { kind: "suspended"; hand: SuspendedMember; lost?: Operation[][] }
  /** The phrase is not one: what was typed, seen word by word. Nothing was sent. */
  | { kind: "count"; found: number }
  | { kind: "unknown-word"; position: number; word: string }
  | { kind: "checksum" }
  /**
   * Well-formed, and no member's; or no longer. `lost`: how many things a member who is out had written on this
   * device that nobody has taken, by what was asked for. They are destroyed, and said to nobody else. [P5]
   */
  | { kind: "unknown-phrase"; lost?: Operation[][] }
  | { kind: "unreachable" }
  /** What the server gave does not fit the pinned organisation or the member's keys; or the server refuses. */
  | { kind: "locked-out"; code: string };

export type OpenedByPasskey =
  | Opened
  /** It opens nothing on this device: another device's, or one that was removed here. */
  | { kind: "unknown-passkey" }
  /** The phrase was changed since: it is removed, and the new phrase is needed. */
  | { kind: "stale-passkey"; lost?: Operation[][] };

export type Founding = {
  name: string;
  founder: { handle: string };
  /** Who founds it with him; then whatever needs two administrators needs them from the first entry on. [RO1] */
  partner?: { handle: string };
  /** Of both phrases. */
  list: WordList;
  /** Whole days since 1970. */
  openedOn: number;
  figuresDelayDays: number;
  closedThreadDays: number;
  closedCaseDays: number;
};

export type Founded = { hand: Hand; phrase: string; partnerPhrase: string | null; pin: Pin };

/**
 * Unlocks a member's hand and reads everything he holds once.
 * @param lists the word lists in which a phrase may be typed; the first English one names the organisation
 */
export type OpenHand = (
  effects: Effects,
  pin: Pin,
  phrase: string,
  lists: readonly WordList[],
  told?: Opening,
) => Promise<Opened>;
/** Unlocks with what a passkey of this device gave; else like {@link OpenHand}. */
export type OpenHandByPasskey = (
  effects: Effects & { shelf: Shelf },
  pin: Pin,
  given: PasskeyGiven,
  lists: readonly WordList[],
  told?: Opening,
) => Promise<OpenedByPasskey>;
/** Founds an organisation on an empty server. */
export type FoundOrganisationAt = (effects: Effects, founding: Founding) => Promise<Founded>;
