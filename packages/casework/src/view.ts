/**
 * What a screen shows. Values and codes only: every sentence is the console's catalogue's. Times are ms since 1970
 * unless a name says `hour` or `day`. Lists come in the order in which they are to be shown.
 */

import type { ArrivalDue } from "./arrival/due.ts";
import type { LetterFile } from "./file.ts";
import type { AgreedSignals } from "./fold/signals.ts";
import type {
  AlarmId,
  CaseId,
  ConsentId,
  DecisionId,
  Hash,
  JourneyId,
  KnownId,
  MailboxId,
  MemberId,
  StreamId,
  TemplateId,
  TicketId,
} from "./ids.ts";
import type { JourneyView } from "./journey/view.ts";
import type { MoneyView } from "./money/view.ts";
import type { MovingView } from "./moving/view.ts";
import type { ChecklistPoint, CloseCheckIn, DayHours, FigureWeek, MatchedWith, SafetyPlan } from "./operation.ts";
import type { Unheld } from "./outside.ts";
import type { PhotoView } from "./photo/view.ts";
import type { ServiceKind } from "./plan/words.ts";
import type { KeptJourneyView, PruningView } from "./pruning/view.ts";
import type { MissingCondition, PruneLack, RefusedEntry } from "./refusal.ts";
import type { ApplicationView } from "./relocation/view.ts";
import type { Safety } from "./safe-signal.ts";
import type { SaidSince } from "./said-since.ts";
import type { SoughtView } from "./shelter/view.ts";
import type { ThingRef } from "./thing/ref.ts";
import type { MovingTicket, TicketView } from "./ticket/view.ts";
import type { HoldReason, TicketDid, TicketHolder } from "./ticket/words.ts";
import type { AssessmentView } from "./view/assessment.ts";
import type { ConsentDue, ConsentView } from "./view/consent.ts";
import type { ExpiringPaper, FactView, PartyPersonView, RevealView } from "./view/facts.ts";
import type { GoFactView } from "./view/go-facts.ts";
import type { GoSearchView } from "./view/go-search.ts";
import type { MyTasksView, PlanView } from "./view/plan.ts";
import type { UseView } from "./view/things.ts";
import type {
  Answers,
  CaseOutcome,
  CasePart,
  Certainty,
  ConsentPurpose,
  Cover,
  Covered,
  DecisionSubject,
  DestructionAnswer,
  FlagGround,
  KnownKind,
  MatchVerdict,
  OutsideWay,
  PassReason,
  Protocol,
  ReferralAnswer,
  Role,
  SearchAbout,
  Stage,
  Status,
  StepTaken,
  Tap,
  ThreadFlag,
  ThreadOutcome,
  ThreatKind,
  Urgency,
  UseKind,
  Via,
} from "./words.ts";

/** `handle` is null when the commons does not say how this member is called. */
export type PersonRef = { id: MemberId; handle: string | null; me: boolean };

export type PersonView = PersonRef & {
  role: Role;
  standing: "active" | "suspended" | "removed";
  /** Whose signatures made them a member, and when (ms, to the hour). null: not known. */
  enrolled: { by: PersonRef[]; at: number } | null;
  /** Open cases owned, and stood in for, that this reader can see. */
  owns: number;
  standsIn: number;
};

export type UrgencyView = {
  level: Urgency;
  saidBy: { kind: "caller" } | { kind: "member"; person: PersonRef } | { kind: "nobody" };
  /** When it was said; null when nobody has. */
  at: number | null;
  reason: string;
  /** When it should be asked again: now 3 h, soon 12 h, later 7 days after it was said. */
  askAgainAt: number | null;
  aged: boolean;
};

export type MessageView = {
  /** Stable for lists: the row's hash, or the team copy's message id. */
  key: string;
  mailbox: MailboxId;
  direction: "to-team" | "to-mailbox";
  seq: number | null;
  row: Hash | null;
  /** Writer's clock, from inside the seal; null when unreadable. */
  at: number | null;
  hour: number;
  /** null: the caller. */
  author: PersonRef | null;
  /** null: erased, or not readable by this member. */
  text: string | null;
  language: string | null;
  answers: Answers;
  tap: Tap;
  /** Of a caller's letter; the page where nothing else is said. */
  via: Via;
  /** What an interpreter made of it before the thread became a case. */
  translated?: { text: string; by: PersonRef };
  /** Sealed beside it; `Hand.file` fetches and opens one. */
  files: readonly LetterFile[];
  onArrival: boolean;
  expiredCard: boolean;
  /** Written while the mailbox was frozen: perhaps by whoever holds the phone. [MB8] */
  whileFrozen: boolean;
  /** Written with words that were given up when the thread went on elsewhere. [HO2] */
  givenUp: boolean;
  /** The agreed wording that was found in the text. */
  signal: { kind: "safe" | "danger"; wording: string } | null;
  /** Covered, for everybody, until asked for. */
  covered: Cover | null;
  standing: boolean;
  until: number | null;
  checkInBy: number | null;
  /** A later answer took its place in the mailbox. */
  replaced?: boolean;
  /** Of an answer: never came to its mailbox, though it was written down a while ago. */
  arrived?: false;
};

export type ContactWindowView = {
  text: string;
  mayRing: boolean;
  hours: readonly DayHours[];
  /** Minutes ahead of UTC; null: nobody has asked. */
  offset: number | null;
  /** null: the caller's own words, agreed with nobody. */
  by: PersonRef | null;
  at: number | null;
};

export type PassView = { by: PersonRef; at: number; why: PassReason; word: string };

/** One text to begin answers with. `version` is what a change names as the one it saw. */
export type TemplateView = {
  template: TemplateId;
  language: string;
  title: string;
  text: string;
  version: number;
  by: PersonRef;
  at: number;
};
/** `written` null: the organisation has written nothing for it yet. */
export type ProtocolView = {
  protocol: Protocol;
  written: { text: string; version: number; by: PersonRef; at: number } | null;
};
/** Steps of the organisation, one a line. */
export type PlanTextView = Omit<TemplateView, "template" | "language"> & { plan: TemplateId };
export type TextsView = { templates: TemplateView[]; protocols: ProtocolView[]; plans: PlanTextView[] };

/** As somebody agreed on them; a list of them begins with the oldest. `until` null: these stand. [MB8] */
export type SignalsView = Omit<AgreedSignals, "by" | "carriedBy"> & { by: PersonRef; carriedBy: PersonRef | null };

export type NoteView = { at: number; by: PersonRef; text: string };

/** One line of *What we know*: what was said and when; later answers win. */
export type KnownAnswer = { question: keyof Answers; answer: string; at: number | null; hour: number };

export type ThreadClosedView = {
  outcome: ThreadOutcome;
  note: string;
  at: number;
  by: PersonRef;
  /** The second of the two; null where one was enough, or was enough then. */
  approvedBy: PersonRef | null;
  /** ms from which any member's client erases the letters, if nothing comes before. */
  eraseAfter: number;
};

/** `from` null: these words were given to nobody here: mistyped, or somebody guesses. */
export type VouchedView = {
  words: string;
  from: { mailbox: MailboxId; name: string; alias: string | null } | null;
  /** Another thread named them before. */
  again: boolean;
  ranOut: boolean;
};

export type ThreadView = {
  mailbox: MailboxId;
  /** Two words derived from the mailbox id: "Grey kettle". */
  name: string;
  standing: "waiting" | "answered" | "in-case" | "closed";
  urgency: UrgencyView;
  /** Since when the caller has had no answer (ms); null when answered. */
  waitingSince: number | null;
  /** Place in the queue; higher is sooner. See `queue.ts`. */
  score: number;
  claim: { by: PersonRef; until: number; mine: boolean } | null;
  flags: ThreadFlag[];
  flagged: { flag: ThreadFlag; ground: FlagGround | null; by: PersonRef; at: number }[];
  /** What the letters say by themselves, and no member has decided. */
  suggested: { flag: ThreadFlag; at: number }[];
  /** Who passed it on since the last answer. */
  passes: PassView[];
  /** Passed on by the reader a short while ago: it stands below what else waits. */
  heldBack: boolean;
  safety: Safety;
  /** Stated by the caller, before any member set the flag. */
  saysMinor: boolean;
  /** What its newest letter that names two words says, and whom the team knows by them. [VO1] */
  vouchedBy: VouchedView | null;
  /** Given to this person, to pass on. */
  vouchers: { words: string; sentence: string; expires: number; by: PersonRef; at: number }[];
  /** The thread that goes on here: handed over, so that whoever helped reads no more. `case` where that one is in. [HO1] */
  continues: { mailbox: MailboxId; name: string; at: number; case: { case: CaseId; alias: string } | null } | null;
  /** Says so too, with the old words alone, after another was the first. */
  claimsToContinue: { mailbox: MailboxId; name: string } | null;
  /** Where it goes on; what is still written here is no longer the caller's for certain. */
  continuedIn: { mailbox: MailboxId; name: string; at: number } | null;
  contactWindow: ContactWindowView | null;
  signals: SignalsView[];
  /** Of the newest readable letter. */
  language: string | null;
  /** First words of the newest readable letter; empty when distressing is flagged. */
  excerpt: string;
  messages: MessageView[];
  known: KnownAnswer[];
  notes: NoteView[];
  /** What was said, by whom, what supports it: the one last spoken of first. */
  statements: VerificationLine[];
  lastTap: { tap: "safe" | "danger"; at: number } | null;
  /** Put aside as noise. null as soon as the caller writes again, or where it says danger now. */
  aside: { by: PersonRef; at: number } | null;
  /** At least one message was seen by the server on arrival [MB6]. */
  onArrival: boolean;
  /** How the newest readable letter came. */
  via: Via;
  /** Ways other than the page that its letters took: on each of them others could read or hear along. */
  outsideWays: OutsideWay[];
  unreadReplies: number;
  /**
   * Nobody has attended to it within its limit: since when members are being called, and whether one has said that he
   * has it. null: within the limit, attended to, or no limit is set.
   */
  escalated: { since: number; had: boolean } | null;
  /** When members will be called if nobody attends to it; null where they are called already, or never. */
  callsAt: number | null;
  /** Since when, by whom and why its mailbox is frozen. [MB8] */
  frozen: { at: number; by: PersonRef; reason: string } | null;
  takenInto: { case: CaseId; alias: string; at: number; by: PersonRef } | null;
  /** null as soon as the caller writes again: then `closedBefore` says that it had been. */
  closed: ThreadClosedView | null;
  closedBefore: Omit<ThreadClosedView, "eraseAfter"> | null;
  /** Proposals to close it without help, newest first. [P11] */
  declines: DecisionView[];
  provision: ProvisionView;
  counted: boolean;
};

/** What whoever cannot be moved was left with. */
export type ProvisionView = {
  /** The newest version; `plan` null with the reason why there is none. null: nobody has said anything. */
  now: SafetyPlanView | null;
  /** Newest first. */
  earlier: SafetyPlanView[];
  /** When the newest version went to the caller; null: it did not. */
  given: { at: number; by: PersonRef } | null;
  /** Newest first. */
  referrals: ReferralView[];
  noReferral: { reason: string; at: number; by: PersonRef } | null;
  /** What a decline would still lack. */
  missing: MissingCondition[];
};

export type SafetyPlanView = { plan: SafetyPlan | null; reason: string; at: number; by: PersonRef };

export type ReferralView = {
  referral: string;
  to: string;
  purpose: string;
  consent: string;
  at: number;
  by: PersonRef;
  answered: { answer: ReferralAnswer; note: string; at: number; by: PersonRef } | null;
  /** The consent that it rests on; missing in a thread, and before that was the rule. */
  rests?: ConsentId;
  stopped: { note: string; at: number; by: PersonRef } | null;
};

/** One thread with its interpreter: the same for both sides, but that only the team knows which thread it is. */
export type InterpretingView = {
  stream: StreamId;
  /** null for the interpreter. */
  mailbox: MailboxId | null;
  /** The thread's name; empty for the interpreter. */
  name: string;
  /** null where this member does not hold the intake. */
  interpreter: PersonRef | null;
  since: number;
  ended: { at: number; by: PersonRef } | null;
  /** In the order in which they were written. */
  words: InterpretedWords[];
  /** Newest first; settled ones are left out. */
  requests: DraftRequestView[];
  /** Letters without a translation and requests without a draft. */
  waits: number;
  readers: ReaderView[];
};

export type InterpretedWords =
  | {
      kind: "letter";
      seq: number;
      language: string;
      text: string;
      at: number;
      translation: NoteView | null;
    }
  | { kind: "answer"; message: string; text: string; at: number };

export type DraftRequestView = {
  request: string;
  text: string;
  by: PersonRef;
  at: number;
  draft: NoteView | null;
};

export type QueueView = {
  /** Waiting and answered threads, most pressing first. */
  threads: ThreadView[];
  /** How many wait for an answer, and are not put aside. */
  waiting: number;
  /** How many stand last because somebody put them aside. */
  aside: number;
  handOver: NoteView | null;
};

export type ShiftView = {
  shift: string;
  person: PersonRef;
  from: number;
  until: number;
  /** On now. */
  on: boolean;
  /** Whether this member can be called when no console is open. */
  bell: boolean;
};

/** What one member carried in a stretch of time. Nights are counted where the reader's clock is. */
export type Carried = { answered: number; now: number; shifts: { from: number; until: number }[] };
export type LoadView = { person: PersonRef; week: Carried; month: Carried };

/** Who is on duty, whom the server calls, and whether it is calling. */
export type DutyView = {
  /** null: nobody has set one, and a letter that nobody claims is noticed by nobody who is away. */
  limits: { claimMinutes: number; nowMinutes: number; standByMinutes: number } | null;
  on: ShiftView[];
  /** Beginning within 24 hours. */
  next: ShiftView[];
  /** On now and all to come. */
  planned: ShiftView[];
  /** Of the next 24 hours: nobody is on duty. */
  gaps: { from: number; until: number }[];
  callable: { person: PersonRef; standBy: boolean }[];
  /** The reader's own. */
  bell: { token: string; standBy: boolean } | null;
  ringing: {
    since: number;
    threads: number;
    /** Cases whose letters wait beyond the limit. Of one that the reader does not hold: no alias, only whom to call. [P3] */
    cases: { case: CaseId; alias: string | null; takenBy: PersonRef; since: number }[];
    had: { by: PersonRef; at: number } | null;
  } | null;
  load: LoadView[];
};

export type CheckInState = "waiting" | "due" | "in-grace" | "missed" | "acknowledged" | "closed";

export type CheckInView = {
  alarm: AlarmId;
  case: CaseId;
  alias: string;
  people: number;
  state: CheckInState;
  due: number;
  armedAt: number;
  graceUntil: number;
  /** ms past due; 0 before. The running clock. */
  overdue: number;
  expectedFrom: "party" | "driver" | "host" | "escort" | "member";
  wording: string;
  /** At the end of which leg of a journey. */
  leg: string | null;
  /** Asks whether a hand-over was confirmed that this ticket waits for; null: a sign of life is expected. */
  handOver: TicketId | null;
  /** Asks whether what this ticket says stands on its page; null: as above. */
  unseen: TicketId | null;
  /** `out`: suspended, removed or no reader of the case any more. `bell`: a bell rings too, besides the console; null: not said when it was set. */
  ladder: {
    person: PersonRef;
    /** Who is out, and in whose place `person` is called. */
    instead: PersonRef | null;
    at: number;
    bell: boolean | null;
    state: "told" | "next" | "to-come" | "out";
  }[];
  /** A practice alarm. Spans in ms from the hour that was set: until somebody had seen it, until it was over. */
  drill: { seenAfter: number | null; took: number | null } | null;
  /** The newest tap since it was set: shown, ends nothing [CK1]. */
  tapped: SaidSince["tapped"];
  /** That they are in danger, said since it was set, whatever was tapped after it; of a closed one it is not looked for. */
  danger: SaidSince["danger"];
  acknowledged: { by: PersonRef; at: number; note: string } | null;
  closed: { by: PersonRef; at: number; done: "met" | "met-late" | "replaced" | "no-sign"; note: string } | null;
  /** The clock of this console says missed, the server has not said so yet (or cannot be asked). */
  serverAgrees: boolean;
  /** The server holds no alarm for it, or one of another hour: then nobody is called, or at the wrong time. */
  unheld: Unheld | null;
  /** Whose consoles can set its alarm anew. Asked only where it is not held; the first is whoever looks, if they can. */
  setAnewBy: PersonRef[];
};

/** Of what came to nothing: `unused`: an approved go that ran out, and nobody set out on it. `open`: one that runs out if nobody does. */
export type DecisionNews = "refused" | "expired" | "unused" | "open";

export type DecisionState = "waiting" | "approved" | "refused" | "expired" | "withdrawn" | "ordered" | "void" | "ended";

/** A bundle that has left. `asked`: whoever has it was asked to destroy it, and what they said. */
export type BundleView = {
  at: number;
  by: PersonRef;
  bundle: Hash;
  bytes: number;
  asked: { at: number; by: PersonRef; answer: DestructionAnswer; note: string } | null;
};

export type DecisionView = {
  decision: DecisionId;
  /** About a case; or, with `mailbox`, about a thread that never became one. */
  case: CaseId | null;
  mailbox: MailboxId | null;
  /** The case's alias, or the thread's name. */
  alias: string;
  about: DecisionSubject;
  /** How a thread is to be closed; null of a case. */
  outcome: ThreadOutcome | null;
  text: string;
  checklist: ChecklistPoint[];
  /** Of a go: what was looked at of a search, as it stands now, or stood when it was over. Of an order that waits for its review: now. */
  search: GoSearchView[];
  /** Of a go that is over, from when `search` is: decided, withdrawn, run out, or ended by a no. */
  searchedUntil: number | null;
  /** Of a go, or an order at night, that waits: what the case itself answers, now and not when it was proposed. */
  facts: GoFactView[];
  proposedBy: PersonRef;
  at: number;
  expires: number;
  /**
   * `void`: approved, and both signatures are one person's. `ordered`: a night move that stands already and waits for its review.
   * `ended`: a go of before their no to being moved.
   */
  state: DecisionState;
  /** A night move: reviewed, or still not, after its twelve hours. */
  late: boolean;
  /** Of a night move: who is called, when, and whether the server says that it has. Empty: nobody could be. */
  paged: { person: PersonRef; at: number; told: boolean }[];
  /** When they said no to being moved, of what that has ended: nobody is moved by it. */
  saidNo: number | null;
  /** An approved go that already opened one evacuation, or that a later no-go closed. */
  spent: boolean;
  verdict: { by: PersonRef; at: number; verdict: "approve" | "refuse"; reason: string } | null;
  /** Of a night move: reviewed by whoever ordered it, under another account. It is not reviewed by that. [P11] */
  reviewedAsAnother: { by: PersonRef; at: number } | null;
  /** Whether the reader may decide it, and if not, why. */
  mine: "may-decide" | "own-proposal" | "not-your-role" | "not-waiting";
  /** Of an export: what leaves, for whom, and the bundles that were made; null of anything else. */
  export: {
    consent: ConsentId;
    purpose: ConsentPurpose;
    recipient: string;
    covers: readonly Covered[];
    /** The recipient's `age1…`; null: a passphrase. */
    key: string | null;
    /** It has not run out, and the person allows it still, as it was proposed. */
    stands: boolean;
    /** Newest first. `bundle`: SHA-256 of the sealed bytes. */
    made: BundleView[];
  } | null;
  /** Of a decline: what the person is left with, as it stands now. */
  provision: ProvisionView | null;
  /** What became of it and whoever looks has not read, if it concerns them. */
  news: DecisionNews | null;
  /** What was written since it was proposed. */
  changedSince: TimelineEvent[];
};

export type TimelineEvent = {
  at: number;
  /** null: the caller. */
  by: PersonRef | null;
  what:
    | { kind: "opened"; alias: string; imported: boolean }
    | { kind: "letter"; excerpt: string; tap: Tap; signal: "safe" | "danger" | null; onArrival: boolean }
    | { kind: "answer"; excerpt: string }
    | { kind: "stage"; from: Stage; to: Stage; people: number | null; reason: string; back?: true }
    /** `whom`: as the team calls those whom it concerns; empty: all of them. */
    | { kind: "status"; status: Status; note: string; whom: string[]; back?: true }
    | { kind: "urgency"; from: Urgency; to: Urgency; reason: string; back?: true }
    | { kind: "owner"; owner: PersonRef; standIn: PersonRef | null }
    | { kind: "note"; text: string }
    | { kind: "mailbox"; mailbox: MailboxId; why: string }
    | { kind: "verification"; certainty: Certainty; concluded: boolean; statement: string }
    | {
        kind: "threat";
        did: "added" | "changed" | "stands-again";
        who: string;
        reach: string[];
        certainty: Certainty;
        source: string;
      }
    | { kind: "threat-withdrawn"; who: string; reason: string }
    | { kind: "search"; about: SearchAbout; known: LookView["known"]; checkable: boolean }
    | { kind: "check-in-armed"; due: number; wording: string; drill: boolean }
    | { kind: "check-in-acknowledged"; due: number; note: string; drill: boolean }
    | {
        kind: "check-in-closed";
        due: number;
        done: CloseCheckIn["done"];
        note: string;
        drill: CheckInView["drill"];
        settled: boolean;
      }
    | {
        kind: "task";
        did: "added" | "given" | "moved" | "done" | "dropped" | "reopened";
        text: string;
        owner: PersonRef;
        due: number | null;
        note: string;
      }
    | { kind: "ticket"; did: TicketDid; who: string; holder: TicketHolder; reason: string }
    | { kind: "tickets-held"; why: HoldReason }
    | { kind: "set-out" }
    | { kind: "service"; service: ServiceKind; text: string; withdrawn: boolean }
    | { kind: "response-agreed"; status: Status; agreedBy: string }
    | { kind: "proposed"; decision: DecisionId; about: DecisionSubject; text: string }
    | { kind: "decided"; decision: DecisionId; about: DecisionSubject; verdict: "approve" | "refuse"; reason: string }
    | { kind: "withdrawn"; decision: DecisionId; about: DecisionSubject; reason: string }
    | { kind: "revealed"; part: CasePart; reason: string }
    | { kind: "part-begun"; part: CasePart }
    | { kind: "part-shared"; part: CasePart; member: PersonRef; history: boolean; until: number | null }
    | { kind: "part-withdrawn"; part: CasePart; member: PersonRef }
    | { kind: "safety-plan"; none: boolean; reason: string }
    | { kind: "safety-plan-given" }
    | { kind: "referral"; to: string; purpose: string }
    | { kind: "referral-answered"; to: string; answer: ReferralAnswer; note: string }
    | { kind: "referral-stopped"; to: string; note: string }
    | { kind: "no-referral"; reason: string }
    | { kind: "exported"; recipient: string; bundle: Hash; bytes: number }
    | { kind: "destruction-asked"; recipient: string; bundle: Hash; answer: DestructionAnswer; note: string }
    | { kind: "consent-given"; purpose: ConsentPurpose; recipient: string; again: boolean; words: string }
    | { kind: "consent-slip"; purpose: ConsentPurpose; recipient: string }
    | { kind: "consent-refused"; purpose: ConsentPurpose; recipient: string; why: string }
    | { kind: "consent-withdrawn"; purpose: ConsentPurpose; recipient: string; why: string }
    /** Not the words: they stand with the signals. `agreedBy`: in the thread that was carried into the case. */
    | { kind: "signals"; agreed: boolean; agreedBy: PersonRef | null }
    | { kind: "window"; text: string; mayRing: boolean }
    | { kind: "flag"; flag: ThreadFlag; on: boolean }
    /** `thing` without a name: the reader does not hold the register. `reason`: of one that was withdrawn. */
    | {
        kind: "use";
        did: "recorded" | "changed" | "withdrawn";
        thing: ThingRef;
        as: UseKind;
        from: number;
        until: number | null;
        reason: string;
      }
    | { kind: "shelter-sought"; wanted: boolean }
    /** Of one of its own mailboxes, or of the case. `words`: by which source, or why it was none. */
    | { kind: "mark"; did: "marked" | "confirmed" | "withdrawn"; of: "mailbox" | "case"; words: string }
    | { kind: "step"; taken: StepTaken; to: PersonRef | null; note: string }
    | { kind: "person"; alias: string; again: boolean }
    | { kind: "frozen"; reason: string }
    | { kind: "thawed"; reason: string }
    | { kind: "closed"; outcome: CaseOutcome; note: string }
    | { kind: "pruned"; journeys: number; asked: PersonRef; approved: PersonRef }
    | { kind: "reopened"; reason: string }
    | { kind: "kept"; reason: string };
};

export type ThreatView = {
  threat: string;
  who: string;
  kind: ThreatKind;
  reach: string[];
  certainty: Certainty;
  source: string;
  by: PersonRef;
  at: number;
};

/** Kept to be read; nothing rests on it. */
export type WithdrawnThreatView = ThreatView & { withdrawn: { by: PersonRef; at: number; reason: string } };

export type VerificationView = {
  statement: string;
  source: string;
  corroboration: string;
  certainty: Certainty;
  /** What speaks against it. */
  against: string;
  concluded: boolean;
  by: PersonRef;
  at: number;
  /** Who carried it into the case, where another had said it of the thread. */
  carriedBy: PersonRef | null;
};

/** One statement on the board: what is thought of it now, and before (newest first). */
export type VerificationLine = VerificationView & { line: string; earlier: VerificationView[] };

type SaidOnBoard = { by: PersonRef; at: number; reason: string };

/** Somebody whom the organisation should recognise. Not confirmed: one member's word. Withdrawn: shown, with the reason. */
export type KnownView = {
  known: KnownId;
  kind: KnownKind;
  names: string[];
  identifiers: string[];
  reason: string;
  source: string;
  by: PersonRef;
  at: number;
  confirmed: SaidOnBoard | null;
  /** Confirmed by its author under another account, and by nobody else: it counts for nothing. [P11] */
  confirmedAsAnother: SaidOnBoard | null;
  withdrawn: SaidOnBoard | null;
  mayConfirm: boolean;
  /** It waits for a second person, and whoever looks wrote it through another account of theirs. [P11] */
  wroteAsAnother: boolean;
};

/** One person or two, as a member said it of a match. The newest of a pair counts. */
export type JudgementView = { here: MatchedWith; there: MatchedWith; verdict: MatchVerdict } & SaidOnBoard;

export type BoardView = { known: KnownView[]; judgements: JudgementView[] };

/** What one look at a list found. */
export type LookView = {
  known: "none-found" | "expected" | "found" | "unknown";
  source: string;
  checkedAt: number;
  /** false: nobody could look, and `source` says why. */
  checkable: boolean;
  by: PersonRef;
};

/** The last look at a list; `checkedAt` null: nobody has looked. `earlier`: those before it, newest first. */
export type SearchView = Pick<LookView, "known" | "source" | "checkable"> & {
  about: SearchAbout;
  checkedAt: number | null;
  by: PersonRef | null;
  earlier: LookView[];
};

/** `from` (ms): reads what was written since then; null: everything. `until`: given for a while. */
export type ReaderView = PersonRef & { from: number | null; until: number | null };

/** One compartment of a case. Who holds nothing else of the case sees no more of it than this. [P3] */
export type PartView = {
  part: CasePart;
  stream: StreamId;
  readers: ReaderView[];
  /** What its holders call it; empty where nobody has said. */
  title: string;
  notes: NoteView[];
  /** Of whom something is known here, by number. */
  persons: string[];
  facts: FactView[];
  /** In the parts in which facts are kept; newest first. */
  photos: PhotoView[];
  /** Newest first. */
  reveals: RevealView[];
  /** In the part *money* alone. */
  money: MoneyView[];
  /** In the part *relocation* alone. */
  applications: ApplicationView[];
  /** What the person had allowed for it has ended: nothing more is noted here. Who wrote that down, and when. */
  held: { by: PersonRef; at: number } | null;
};

/** `whom`: by their numbers; null: all of the party. `people`: how many they are. */
export type PartyStatusView = {
  status: Status;
  note: string;
  at: number;
  by: PersonRef;
  whom: readonly string[] | null;
  people: number;
};

export type CaseView = {
  case: CaseId;
  alias: string;
  people: number;
  stage: Stage;
  stageSince: number;
  /** The line of rings; for a case that left it, `here` is null and `done` says how far it came. */
  line: { stage: Stage; ring: "done" | "here" | "to-come"; at: number | null }[];
  /** Where it may go next, and what is still missing; `conditions` also names what is met. */
  next: { to: Stage; missing: MissingCondition[]; conditions: { what: MissingCondition; met: boolean }[] }[];
  urgency: UrgencyView;
  /** null: the reader does not hold the threat part, or nothing is left to judge. */
  assessment: AssessmentView | null;
  /** How they are, as it was said last of each: the newest word first. Empty: nobody has said. */
  statuses: PartyStatusView[];
  owner: PersonRef;
  standIn: PersonRef | null;
  mine: boolean;
  /** From a file: by whom and when, and by what its author's console knows the row again, and each of several. */
  imported: { row: string; rows: readonly string[]; by: PersonRef; at: number } | null;
  /** Everybody of the party, first to last; never a name. */
  persons: PartyPersonView[];
  /** Papers that run out within 90 days, or have: the soonest first. */
  papers: ExpiringPaper[];
  mailboxes: {
    mailbox: MailboxId;
    name: string;
    frozen: { at: number; by: PersonRef; reason: string } | null;
  }[];
  /** Tabs: compartments of this case that the reader holds, and who else reads them. */
  parts: PartView[];
  /** Parts that were begun and that this reader does not hold: named, never opened. */
  closedParts: CasePart[];
  nextCheckIn: CheckInView | null;
  checkIns: CheckInView[];
  decisions: DecisionView[];
  provision: ProvisionView;
  plan: PlanView;
  /** What drivers, escorts and hosts are shown, by the hour of meeting. */
  tickets: TicketView[];
  /** What is known of journeys whose part this reader does not read: nothing, or that somebody set out; null: they read it, or there is none. */
  unreadWay: "set-out" | "unknown" | null;
  /** Those of them that are not over: each has somebody on the road, as far as is noted. */
  unreadOut: JourneyId[];
  /** Journeys of which it is noted on the spine that they set out: known also to whoever does not read their part. */
  setOut: JourneyId[];
  /** What the person allows, to whom, until when. */
  consents: ConsentView[];
  /** Their no to being moved, after which none of them has said yes: nobody orders or proposes it before that. */
  unwilling: ConsentView | null;
  /** Certainty once concluded; null before. */
  verified: Certainty | null;
  verifications: VerificationView[];
  /** The same by statement, the one last spoken of first. */
  statements: VerificationLine[];
  /** Those that stand: on the others nothing may rest, so they are not among them. */
  threats: ThreatView[];
  withdrawnThreats: WithdrawnThreatView[];
  risk: {
    urgency: Urgency;
    saidBy: "caller" | "team";
    factors: string[];
    reach: string[];
    by: PersonRef;
    at: number;
  } | null;
  search: SearchView[];
  /** If a first move were ordered now: whom the server would call, and who may review it at all. */
  night: { calls: PersonRef[]; mayReview: PersonRef[] };
  /** The same as a go's sheet would show it now. */
  goSearch: GoSearchView[];
  /** … and what else of it the case answers by itself, as far as this reader holds it. */
  goFacts: GoFactView[];
  messages: MessageView[];
  /** Since when the party has had no answer; null when answered. */
  waitingSince: number | null;
  signals: SignalsView[];
  /** What was flagged of the thread that it was, or since. */
  flags: ThreadFlag[];
  /** By the two words of the party's newest letter that names any. */
  vouchedBy: VouchedView | null;
  safety: Safety;
  contactWindow: ContactWindowView | null;
  /** Newest first. */
  timeline: TimelineEvent[];
  closed: {
    outcome: CaseOutcome;
    note: string;
    at: number;
    by: PersonRef;
    /** ms; null when it is kept. */
    eraseAfter: number | null;
    /** The term was withdrawn; an empty reason: because the party wrote again. */
    kept: { by: PersonRef; at: number; reason: string } | null;
  } | null;
  /**
   * Whoever looks carries the case, and somebody else has closed it, or taken it out of its journey, and they have not read that;
   * null: no such thing.
   */
  left: { how: "closed" | "withdrawn"; by: PersonRef; at: number; reason: string } | null;
  /** The party wrote after closing, and nobody has answered or reopened: since when, and whether it says danger. */
  writtenAfterClosing: { at: number; danger: boolean } | null;
  /** What the server will really do, by the earliest of the parts held: when, and who said so. */
  erasure: { at: number; by: PersonRef; setAt: number | null } | null;
  /** What they need of a roof; null: nobody has said. */
  shelter: SoughtView;
  /** Where they stayed, with whom they rode, what paid: newest first, withdrawn ones last. */
  uses: UseView[];
  /** Empty too where the reader does not hold that part. */
  journeys: JourneyView[];
  /** What is left of those that were pruned; empty too where the reader does not hold that part. */
  kept: KeptJourneyView[];
  /** When, and by whom it was decided; also for who does not hold that part. */
  prunings: PruningView[];
  /** What keeps them from being pruned; empty: two may decide it. */
  pruneLacks: PruneLack[];
};

/** A compartment that runs out although nobody closed its case: someone may be destroying it. */
export type ErasureAlarm = {
  stream: StreamId;
  case: CaseId | null;
  /** Empty where it belongs to no case. */
  alias: string;
  /** ms at which the server erases it. */
  at: number;
  by: PersonRef;
  setAt: number | null;
};

export type TodayView = {
  /** Missed, due and in grace, longest overdue first; acknowledged ones stay until closed. */
  overdue: CheckInView[];
  /** Not overdue yet, and the server holds no alarm for them, or one of another hour: one's own cases' first, then the soonest. */
  unheld: CheckInView[];
  /** Not overdue yet, and their ladder names somebody who is out: in the same order. */
  ladders: CheckInView[];
  /** Threads at *now*, or *unknown* and waiting, or with a danger signal or tap. */
  inDanger: ThreadView[];
  /** Cases, closed ones too, whose party wrote a danger signal or tapped "I am in danger" and has no answer since. */
  casesInDanger: CaseView[];
  /** Closed cases whose party wrote since, without saying danger, and that nobody has answered or reopened. */
  writtenToClosed: CaseView[];
  /** Decisions the reader may make: never the reader's own. */
  waitingForMe: DecisionView[];
  /** Cases of the reader, own or stood in for, whose assessment has run out or been overtaken, most pressing first. */
  reassess: CaseView[];
  /** Open cases that the reader holds and whose owner is suspended or removed, or reads it no more. */
  ownerOut: CaseView[];
  /** Cases of the reader, own or stood in for, that somebody else closed or took out of their journey, until they have read it. */
  left: CaseView[];
  /** Night moves that stand and wait for their review, whoever may give it: the longest waiting first. [P11] */
  nightMoves: DecisionView[];
  /** Releases of figures the reader may review. */
  figuresForMe: ReleaseView[];
  /** The reader's own proposals that wait for someone else. */
  mineWaiting: DecisionView[];
  /** What became of proposals that came to nothing, or may, until the reader has read it: refused orders first. */
  outcomes: DecisionView[];
  /** Consents that have ended while something still rests on them, and those that end soon. */
  consents: ConsentDue[];
  load: { now: number; soon: number; later: number; unknown: number; total: number; standIn: number };
  /** Of open cases: papers that run out within 90 days, or have; the soonest first. */
  papers: ExpiringPaper[];
  /** What falls due within the next 12 hours, soonest first. */
  nextHours: {
    at: number;
    case: CaseId | null;
    mailbox: MailboxId | null;
    alias: string;
    kind: "check-in" | "decision-closes" | "review-due" | "urgency-ages";
    wording: string;
  }[];
  tasks: MyTasksView;
  /** Who came, and nobody has written it down. */
  arrivals: ArrivalDue[];
  /** The live board: under way now or within hours, whoever asks for somebody first. */
  moving: MovingView[];
  /** Tickets that somebody has to look at now: a problem, opened elsewhere too, not confirmed in time, or changed and not seen. */
  tickets: MovingTicket[];
  /** My open claims. */
  answering: ThreadView[];
};

export type ReleaseView = {
  release: DecisionId;
  asOf: number;
  delayDays: number;
  weeks: FigureWeek[];
  by: PersonRef;
  at: number;
  /** `void`: approved by a second account of the same person. */
  state: "waiting" | "approved" | "refused" | "void";
  review: { by: PersonRef; at: number; verdict: "approve" | "refuse"; reason: string } | null;
  mine: "may-decide" | "own-proposal" | "not-your-role" | "not-waiting";
};

export type FiguresView = {
  organisation: string;
  openedOn: number | null;
  /** The newest approved release: what may go out. */
  published: ReleaseView | null;
  /** Newest first, refused ones too: every release stays in every later check. */
  releases: ReleaseView[];
  /** What a release of today would say; null for members who do not hold the ledger. */
  draft: { asOf: number; delayDays: number; weeks: FigureWeek[] } | null;
};

export type PeopleView = { members: PersonView[] };

export type TermsView = {
  name: string;
  figuresDelayDays: number;
  closedThreadDays: number;
  closedCaseDays: number;
  openedOn: number;
};

/** The organisation's terms and every change of them: who, when, from what to what. Newest first. */
export type SettingsView = {
  terms: TermsView;
  /** What events of an exported calendar are called; empty: as this program is. */
  calendarWord: string;
  changes: {
    at: number;
    by: PersonRef;
    field: keyof TermsView;
    from: string | number;
    to: string | number;
  }[];
};

/** What the fold did not take, for the screen that says so. */
export type AccountView = { refused: RefusedEntry[]; unknown: number };
