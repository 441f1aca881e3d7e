/**
 * One party's passage, in a part of the case that nobody reads but those who carry it: who knows where people will be
 * at which hour can wait for them there. [P3]
 *
 * Minutes are counted from 00:00 of the journey's date by the clocks of the place where it begins, and may exceed 1440;
 * `offset` says what those clocks show (minutes ahead of UTC).
 */
import type { ApplicationId, DecisionId, JourneyId, LegId, ThingId } from "../ids.ts";
import type { NetworkKind } from "../network/operation.ts";

export const LEG_KINDS = ["ride", "drive", "walk", "stay"] as const;
/** On a service · with a driver · on foot · under somebody's roof. */
export type LegKind = (typeof LEG_KINDS)[number];

export const LEG_HANDS = ["driver", "escort", "host"] as const;
/** Who is asked for a leg: drives it · comes along · takes them in. */
export type LegHand = (typeof LEG_HANDS)[number];

/** Places are named as the network called them then: whoever rides must find them when the network has changed. */
export type JourneyStretch = {
  kind: LegKind;
  from: string;
  to: string;
  departs: number;
  arrives: number;
  /** What is ridden, as it is called; empty on foot. */
  service: string;
};

export type JourneyLeg = JourneyStretch & {
  /** Stays the same through all versions for as long as it is the same leg. */
  leg: LegId;
  note: string;
};

export const EXPOSURE_PARTS = ["identity", "riding", "checkpoint", "stay", "noticed"] as const;
/** What costs exposure: a check of who rides · riding · a checkpoint · waiting · what costs more once they are missed. */
export type ExposurePart = (typeof EXPOSURE_PARTS)[number];

/** One item of the account that the planner gave; all of them add up to the route's exposure. */
export type JourneyReason = {
  part: ExposurePart;
  /** Where it costs: which leg, or at which place. */
  leg: LegId | null;
  place: string;
  pointMinutes: number;
};

/** An entry of the network, in the version that the planner read. */
export type RouteRest = { kind: NetworkKind; id: string; version: number };

/** What to do if what should be boarded has not come by `at`. */
export type JourneyFallback = {
  leg: LegId;
  at: number;
  /** `none`: there is no other way, and no shelter that could be reached. */
  leads: "target" | "shelter" | "none";
  legs: JourneyStretch[];
  /** What its legs lead over. Missing: before that was kept, nobody can say. */
  rests?: RouteRest[];
};

/** The route as the planner gave it, kept with what it was chosen for. */
export type ChosenRoute = {
  /** In words, as it was called beside the others. */
  label: string;
  /** Point-minutes. */
  exposure: number;
  price: number;
  reasons: JourneyReason[];
  fallbacks: JourneyFallback[];
  /** What it leads over, without its fallbacks. */
  rests: RouteRest[];
  /** How many it stood beside. */
  among: number;
  plannedAt: number;
};

/**
 * A journey as it is meant to go, from a chosen route or by hand (`route` null). Written again it is another version;
 * `over` as in a template, and `why` then says why. Who was asked for a leg stays asked while that leg stays as it was.
 */
export type WriteJourney = {
  op: "writeJourney";
  journey: JourneyId;
  /** Who travels, by the numbers that the case gives its people. */
  party: string[];
  /** YYYY-MM-DD. */
  date: string;
  offset: number;
  legs: JourneyLeg[];
  route: ChosenRoute | null;
  why: string;
  /** What should have been boarded did not come, and this is the way that was kept for it. Missing: no fallback was taken. */
  fallback?: { leg: LegId; missed: string };
  /** A departure: by which application they go. Missing: as it was, at first on none. */
  application?: ApplicationId;
  over: number;
};

/** They will not go so. It stays on record, with why. */
export type CancelJourney = { op: "cancelJourney"; journey: JourneyId; reason: string; over: number };

/** They are on their way. */
export type StartJourney = { op: "startJourney"; journey: JourneyId; over: number };

/**
 * On the spine, in the same step as a journey's start, and no hour of it: there it meets a no-go and a stage that is taken
 * back, of which the journey's own part knows nothing. `go`: the one that it uses up, where that is not the newest: another is one person's.
 */
export type SetOut = { op: "setOut"; journey: JourneyId; go?: DecisionId };

export const JOURNEY_ENDS = ["arrived", "broken-off"] as const;
export type JourneyEnd = (typeof JOURNEY_ENDS)[number];
export type EndJourney = { op: "endJourney"; journey: JourneyId; how: JourneyEnd; note: string; over: number };

/**
 * Who drives a leg, comes along, or takes them in: somebody of the register, or in words; neither: nobody any more.
 * `over`: the version of this word that its author saw, not the journey's; that one is `seen`: nobody is set down for
 * other hours than those for which they were asked.
 */
export type AssignLeg = {
  op: "assignLeg";
  journey: JourneyId;
  leg: LegId;
  as: LegHand;
  thing: ThingId | null;
  words: string;
  seen: number;
  over: number;
};

/** What a step was told by: compared with what holds now, so that somebody sees when it is no longer true. */
export type StepSaid = {
  /** ms: when they have to be there, and when what they ride leaves. */
  at: number;
  departs: number;
  from: string;
  /** Of the ticket of whoever comes for them; empty: there is none. */
  meet: string;
  /** Where they get off or walk to. Empty where somebody brings them: they need not know. */
  to: string;
  service: string;
  /** What whoever comes says, and what they answer. */
  say: string;
  hear: string;
};

/**
 * The party was told its next step. `message`: of the answer in their mailbox, written in the same append; null: read out
 * to them, and `words` says what. `seen`: the version of the journey by which it was told; `over`: how many steps of this
 * journey its author knew to be told.
 */
export type TellStep = {
  op: "tellStep";
  journey: JourneyId;
  leg: LegId;
  said: StepSaid;
  message: string | null;
  words: string;
  seen: number;
  over: number;
};

export type JourneyOperation = WriteJourney | CancelJourney | StartJourney | EndJourney | AssignLeg | TellStep;
