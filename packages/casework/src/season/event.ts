/**
 * One event of an invented season: what someone does, with everything needed to do it through the real actions.
 *
 * Keys stand where ids will be: a member's handle in small letters, a caller's number, a case's alias, a check-in's
 * and a decision's own word. Who plays the season mints the ids and keeps the table.
 */
import type { BuiltInFact, FactPart } from "../fact/fields.ts";
import type { FactValue } from "../fact/value.ts";
import type { StepSaid } from "../journey/operation.ts";
import type { MoneyKind, MoneyPurpose } from "../money/operation.ts";
import type { AnsweredQuestion, GiveConsent, SafetyPlan, ThingFacts } from "../operation.ts";
import type { AgreeResponse } from "../plan/operation.ts";
import type { ShelterTerms } from "../shelter/operation.ts";
import type { TicketSaid } from "../ticket/operation.ts";
import type { Press, TicketHolder } from "../ticket/words.ts";
import type {
  Answers,
  CaseOutcome,
  Certainty,
  ConsentWay,
  DecisionSubject,
  DecliningOutcome,
  Role,
  SearchAbout,
  SettledOutcome,
  Stage,
  Status,
  Tap,
  ThingKind,
  ThreadFlag,
  ThreatKind,
  Urgency,
  UseKind,
} from "../words.ts";
import type { SeasonPathway, SeasonWish } from "./abroad.ts";
import type { SeasonJourney } from "./journey.ts";
import type { SeasonNetwork } from "./ways.ts";

export type MemberKey = "wren" | "heron" | "plover" | "tern" | "siskin" | "curlew" | "godwit" | "avocet" | "dunlin";

export type SeasonMember = { key: MemberKey; handle: string; role: Role };

/** `onArrival`: without script, with digits instead of words; so for every letter of this caller [MB6]. */
export type SeasonCaller = { caller: number; language: string; onArrival: boolean };

/** Of one of the party, by number. */
export type KnownFact = { person: string; fact: BuiltInFact; value: FactValue };

type By = { by: MemberKey };
type OfThread = By & { caller: number };
type OfCase = By & { case: string };

export type SeasonDeed =
  /** The organisation's terms and its members' handles: the first event. */
  | ({
      kind: "settings";
      name: string;
      figuresDelayDays: number;
      closedThreadDays: number;
      closedCaseDays: number;
      openedOn: number;
    } & By)
  | { kind: "letter"; caller: number; language: string; text: string; answers: Answers; tap: Tap }
  /** The caller comes back, reads every reply and confirms. */
  | { kind: "read"; caller: number }
  | ({ kind: "claim"; minutes: number } & OfThread)
  | ({ kind: "release" } & OfThread)
  | ({ kind: "answer"; text: string; standing: boolean; until: number | null; checkInBy: number | null } & OfThread)
  | ({ kind: "urgency"; urgency: Urgency; reason: string } & OfThread)
  | ({ kind: "flag"; flag: ThreadFlag; on: boolean } & OfThread)
  | ({ kind: "noteThread"; text: string } & OfThread)
  | ({ kind: "window"; window: string; mayRing: boolean } & OfThread)
  | ({ kind: "signals"; safe: string; danger: string } & OfThread)
  | ({ kind: "closeThread"; outcome: SettledOutcome; note: string } & OfThread)
  | ({
      kind: "proposeDecline";
      decision: string;
      outcome: DecliningOutcome;
      text: string;
      expires: number;
      noSafetyPlan?: string;
      noReferral?: string;
    } & OfThread)
  /** One thread to an interpreter, and what is written to and fro there. */
  | ({ kind: "interpret"; interpreter: MemberKey } & OfThread)
  | ({ kind: "translate"; of: number; text: string } & OfThread)
  | ({ kind: "askDraft"; text: string } & OfThread)
  | ({ kind: "draftAnswer"; asked: string; text: string } & OfThread)
  | ({ kind: "planForThread"; plan: SafetyPlan } & OfThread)
  | ({ kind: "referThread"; to: string; purpose: string; consent: string } & OfThread)
  | ({ kind: "planForCase"; caller: number; plan: SafetyPlan } & OfCase)
  | ({ kind: "consentForCase"; consent: string } & Pick<
      GiveConsent,
      "purpose" | "recipient" | "covers" | "words" | "how" | "until" | "over"
    > &
      OfCase)
  | ({ kind: "endConsent"; consent: string; why: string; how: ConsentWay } & OfCase)
  | ({ kind: "referCase"; caller: number; to: string; purpose: string; words: string; consent: string } & OfCase)
  | ({ kind: "decideDecline"; decision: string; verdict: "approve" | "refuse"; reason: string } & OfThread)
  | ({ kind: "handOver"; text: string } & By)
  /** Count these callers as having asked, each on the day of the first letter. */
  | ({ kind: "count"; callers: { caller: number; day: number }[] } & By)
  | ({
      kind: "take";
      alias: string;
      people: number;
      owner: MemberKey;
      standIn: MemberKey;
      team: MemberKey[];
    } & OfThread)
  | ({
      kind: "write";
      caller: number;
      text: string;
      standing: boolean;
      until: number | null;
      checkInBy: number | null;
    } & OfCase)
  | ({
      kind: "threat";
      threat: string;
      who: string;
      threatens: ThreatKind;
      reach: string[];
      certainty: Certainty;
      source: string;
    } & OfCase)
  | ({
      kind: "verify";
      statement: string;
      source: string;
      corroboration: string;
      certainty: Certainty;
      concluded: boolean;
    } & OfCase)
  | ({
      kind: "risk";
      urgency: Urgency;
      saidBy: "caller" | "team";
      factors: string[];
      reach: string[];
      reason: string;
      answered: AnsweredQuestion[];
    } & OfCase)
  | ({
      kind: "search";
      about: SearchAbout;
      known: "none-found" | "expected" | "found" | "unknown";
      source: string;
      checkable?: boolean;
    } & OfCase)
  | ({ kind: "move"; to: Stage; people: number | null; reason: string } & OfCase)
  | ({ kind: "status"; status: Status; note: string; whom?: readonly string[] } & OfCase)
  | ({ kind: "noteCase"; text: string } & OfCase)
  /** Begins a part of the case for these, and writes down what is known of its people. */
  | ({ kind: "know"; part: FactPart; title: string; readers: MemberKey[]; facts: KnownFact[] } & OfCase)
  | ({
      kind: "tasks";
      tasks: { text: string; owner: MemberKey; standIn: MemberKey | null; due: number | null }[];
    } & OfCase)
  | ({ kind: "agree"; response: Omit<AgreeResponse, "op" | "thread" | "agreedAt" | "over"> } & OfCase)
  | ({ kind: "writePlan"; title: string; text: string } & By)
  | ({
      kind: "arm";
      checkIn: string;
      due: number;
      graceMinutes: number;
      expectedFrom: "party" | "driver" | "host" | "escort" | "member";
      wording: string;
      ladder: { afterMinutes: number; member: MemberKey }[];
    } & OfCase)
  | ({ kind: "acknowledge"; checkIn: string; note: string } & OfCase)
  | ({ kind: "close"; checkIn: string; done: "met" | "met-late" | "replaced" | "no-sign"; note: string } & OfCase)
  | ({
      kind: "propose";
      decision: string;
      about: DecisionSubject;
      text: string;
      checklist: { text: string; met: boolean }[];
      expires: number;
    } & OfCase)
  | ({ kind: "decide"; decision: string; verdict: "approve" | "refuse"; reason: string } & OfCase)
  | ({ kind: "closeCase"; outcome: CaseOutcome; note: string } & OfCase)
  /** Into the register; keys are names. */
  | ({ kind: "thing"; thing: string; is: ThingKind; facts: Omit<ThingFacts, "with">; with?: string[] } & By)
  | ({ kind: "use"; thing: string; as: UseKind; from: number; until: number | null; with: string[] } & OfCase)
  /** What a party needs of a roof. */
  | ({ kind: "seek"; terms: ShelterTerms } & OfCase)
  | ({ kind: "mark"; thing: string; since: number; source: string; certainty: Certainty } & By)
  | ({ kind: "network" } & SeasonNetwork & By)
  | ({ kind: "pathway"; way: SeasonPathway } & By)
  /** To go by the pathway that is called so; each begins the case's part where it is not begun. */
  | ({ kind: "wish"; wish: SeasonWish } & OfCase)
  /** Planned, with who was asked for its first drive. Keys of legs are their places in it. */
  | ({ kind: "journey"; asked: string } & SeasonJourney & OfCase)
  /** The case's journey begins. */
  | ({ kind: "setOut" } & OfCase)
  /** For a leg of the case's journey, by its place; `after` the ticket that is called so. */
  | ({
      kind: "ticket";
      ticket: string;
      leg: number;
      holder: TicketHolder;
      who: string;
      after: string | null;
      said: TicketSaid;
    } & OfCase)
  /** Into this caller's mailbox: the leg of the case's journey that comes next, by its place, until this hour. */
  | ({ kind: "tell"; caller: number; leg: number; said: StepSaid; text: string; until: number } & OfCase)
  /** One line of the ledger of the case's journey; the first begins the case's part. `who`: in whose hand it is, in words. */
  | ({
      kind: "money";
      line: string;
      is: MoneyKind;
      purpose: MoneyPurpose;
      amount: number;
      currency: string;
      who: string;
      member: MemberKey | null;
      receipt: string;
      note: string;
    } & OfCase)
  /** On the ticket's page, by whoever has its link. */
  | { kind: "tap"; ticket: string; press: Press }
  /** Put the figures of this day up for release: `weeklyFigures` over the ledger as it stands. */
  | ({ kind: "publish"; release: string; asOf: number } & By)
  | ({ kind: "review"; release: string; reason: string } & By);

/** `at`: ms since 1970. */
export type SeasonEvent = { at: number } & SeasonDeed;

export type Season = {
  organisation: string;
  openedOn: number;
  /** The minute at which the season is left to whoever looks at it (ms). */
  now: number;
  members: readonly SeasonMember[];
  /** Those who have written until `now`, by number. */
  callers: readonly SeasonCaller[];
  /** In order of time; inside one millisecond, in order of cause. */
  events: readonly SeasonEvent[];
};
