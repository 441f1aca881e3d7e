import { type DecisionId, isHex, type JourneyId, type LegId, type ThingId } from "../ids.ts";
import { NETWORK_KINDS } from "../network/operation.ts";
import { type Fields, type Guard, listOf, maybe, oneOf, orNull, shape, text, whole } from "../read/guard.ts";
import { application } from "../relocation/read.ts";
import {
  type ChosenRoute,
  EXPOSURE_PARTS,
  JOURNEY_ENDS,
  type JourneyFallback,
  type JourneyLeg,
  type JourneyOperation,
  type JourneyReason,
  type JourneyStretch,
  LEG_HANDS,
  LEG_KINDS,
  type RouteRest,
  type SetOut,
  type StepSaid,
  type WriteJourney,
} from "./operation.ts";

/** A month: no journey that anybody watches over takes longer. */
const LONGEST = 31 * 24 * 60;
export const LEGS_MOST = 40;
export const PARTY_MOST = 99;

const journey: Guard<JourneyId> = (value): value is JourneyId => isHex(value, 16);
export const legId: Guard<LegId> = (value): value is LegId => isHex(value, 16);
const decision: Guard<DecisionId> = (value): value is DecisionId => isHex(value, 16);
const thing: Guard<ThingId> = (value): value is ThingId => isHex(value, 16);
const name: Guard<string> = (value): value is string => text(value) && value.length <= 300;
const minute: Guard<number> = (value): value is number => whole(value) && value <= LONGEST;
export const date: Guard<string> = (value): value is string => name(value) && /^\d{4}-\d\d-\d\d$/.test(value);
export const person: Guard<string> = (value): value is string => typeof value === "string" && /^[1-9]\d?$/.test(value);
/** UTC-12 to UTC+14: no clock on earth shows another. */
const offset: Guard<number> = (value): value is number =>
  Number.isSafeInteger(value) && Number(value) >= -12 * 60 && Number(value) <= 14 * 60;

const stretch: Fields<JourneyStretch> = {
  kind: oneOf(LEG_KINDS),
  from: name,
  to: name,
  departs: minute,
  arrives: minute,
  service: name,
};

const rests = listOf(shape<RouteRest>({ kind: oneOf(NETWORK_KINDS), id: name, version: whole }), 1_000);

const route = shape<ChosenRoute>({
  label: name,
  exposure: whole,
  price: whole,
  reasons: listOf(
    shape<JourneyReason>({ part: oneOf(EXPOSURE_PARTS), leg: orNull(legId), place: name, pointMinutes: whole }),
    500,
  ),
  fallbacks: listOf(
    shape<JourneyFallback>({
      leg: legId,
      at: minute,
      leads: oneOf(["target", "shelter", "none"] as const),
      legs: listOf(shape<JourneyStretch>(stretch), LEGS_MOST),
      rests: maybe(rests),
    }),
    LEGS_MOST,
  ),
  rests,
  among: whole,
  plannedAt: whole,
});

export const SET_OUT_SHAPE: Fields<Omit<SetOut, "op">> = { journey, go: maybe(decision) };

type Body<N extends JourneyOperation["op"]> = Omit<Extract<JourneyOperation, { op: N }>, "op">;

export const JOURNEY_SHAPES: { readonly [N in JourneyOperation["op"]]: Fields<Body<N>> } = {
  writeJourney: {
    journey,
    party: listOf(person, PARTY_MOST),
    date,
    offset,
    legs: listOf(shape<JourneyLeg>({ ...stretch, leg: legId, note: name }), LEGS_MOST),
    route: orNull(route),
    why: text,
    fallback: maybe(shape<NonNullable<WriteJourney["fallback"]>>({ leg: legId, missed: name })),
    application: maybe(application),
    over: whole,
  },
  cancelJourney: { journey, reason: text, over: whole },
  startJourney: { journey, over: whole },
  endJourney: { journey, how: oneOf(JOURNEY_ENDS), note: text, over: whole },
  tellStep: {
    journey,
    leg: legId,
    said: shape<StepSaid>({
      ...{ at: whole, departs: whole, from: name, meet: text, to: name, service: name, say: text, hear: text },
    }),
    message: orNull(name),
    words: text,
    seen: whole,
    over: whole,
  },
  assignLeg: { journey, leg: legId, as: oneOf(LEG_HANDS), thing: orNull(thing), words: name, seen: whole, over: whole },
};
