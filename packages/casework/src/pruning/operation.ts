/**
 * What is left of journeys that are over. Hours and places stand in a stream that two people erase; what exposure and
 * figures still have to know of them begins the case's journey part anew, in another. [P3] [CO6]
 */
import type { OldPhone } from "../arrival/operation.ts";
import type { ApplicationId, DecisionId, JourneyId, StreamId, ThingId } from "../ids.ts";
import type { JourneyEnd, LegHand } from "../journey/operation.ts";

/**
 * One thing of the register that a journey rested on, by the day (whole days since 1970, UTC). `as`: who was asked for a leg,
 * or what stood where the way led. `first`: since when it was meant so; `gone`: when it was arranged otherwise, or null.
 */
export type KeptRest = {
  thing: ThingId;
  as: LegHand | "way";
  from: number;
  until: number;
  first: number;
  gone: number | null;
  byName: boolean;
};

/** Two of the register whom the journey brought together: on one leg, or at a hand-over. */
export type KeptMeeting = { a: ThingId; b: ThingId; how: "leg" | "hand-over"; on: number };

/** One journey without its hours, its places and its words: the first words of a part that was begun anew, one each. */
export type KeepJourney = {
  op: "keepJourney";
  journey: JourneyId;
  party: string[];
  /** YYYY-MM-DD, of their setting out by the clocks there. */
  date: string;
  /** Days, as in {@link KeptRest}: first planned, first and last of the way, over. */
  planned: number;
  from: number;
  until: number;
  ended: number;
  how: JourneyEnd | "cancelled";
  /** Point-minutes, and how many checks of papers; null: nobody had it planned. */
  exposure: { points: number; checks: number } | null;
  application: ApplicationId | null;
  oldPhone: OldPhone | null;
  /** What somebody wrote looking back, word for word. */
  worked: string;
  change: string;
  /** Answers in which the party was told a step, by their message: an export of the letters leaves them out. */
  steps: string[];
  rests: KeptRest[];
  met: KeptMeeting[];
};

/**
 * The last word in the part that is erased: the journeys of this case go on in `to`. Whoever writes here at that minute meets
 * it, and reads in the spine where to write; and nobody signs that a stream goes in which it does not stand.
 */
export type EndJourneyPart = { op: "endJourneyPart"; to: StreamId };

/**
 * On the spine, in one step with both: the case's journey part is another stream from here on, as two have decided. Whose
 * hand comes by writes it. [P11]
 */
export type PruneJourneys = { op: "pruneJourneys"; decision: DecisionId; from: StreamId; to: StreamId };

/** Of a decision to prune: which stream is to be erased, and the journeys that stood there. No other is pruned by it. */
export type PrunePlan = { stream: StreamId; journeys: JourneyId[] };

export type PruningOperation = KeepJourney | EndJourneyPart | PruneJourneys;
