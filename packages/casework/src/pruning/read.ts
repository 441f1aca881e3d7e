import { OLD_PHONES } from "../arrival/operation.ts";
import { type DecisionId, isHex, type JourneyId, type StreamId, type ThingId } from "../ids.ts";
import { JOURNEY_ENDS, LEG_HANDS } from "../journey/operation.ts";
import { date, LEGS_MOST, PARTY_MOST, person } from "../journey/read.ts";
import { type Fields, flag, type Guard, listOf, oneOf, orNull, shape, text, whole } from "../read/guard.ts";
import { application } from "../relocation/read.ts";
import type { KeepJourney, KeptMeeting, KeptRest, PrunePlan, PruningOperation } from "./operation.ts";

/** A case has a few; each leg may have been told several times over. */
const JOURNEYS_MOST = 500;
const STEPS_MOST = 400;
const RESTS_MOST = 2_000;

const id =
  <T extends string>(): Guard<T> =>
  (value): value is T =>
    isHex(value, 16);
const thing = id<ThingId>();
const journey = id<JourneyId>();
const stream = id<StreamId>();
const day: Guard<number> = (value): value is number => whole(value) && value <= 3_000_000;
const name: Guard<string> = (value): value is string => text(value) && value.length <= 300;

export const prunePlan = shape<PrunePlan>({ stream, journeys: listOf(journey, JOURNEYS_MOST) });

type Body<N extends PruningOperation["op"]> = Omit<Extract<PruningOperation, { op: N }>, "op">;

export const PRUNING_SHAPES: { readonly [N in PruningOperation["op"]]: Fields<Body<N>> } = {
  keepJourney: {
    ...{ journey, party: listOf(person, PARTY_MOST), date },
    ...{ planned: day, from: day, until: day, ended: day },
    how: oneOf([...JOURNEY_ENDS, "cancelled"] as const),
    exposure: orNull(shape<NonNullable<KeepJourney["exposure"]>>({ points: whole, checks: whole })),
    application: orNull(application),
    oldPhone: orNull(oneOf(OLD_PHONES)),
    worked: text,
    change: text,
    steps: listOf(name, STEPS_MOST),
    rests: listOf(
      shape<KeptRest>({
        ...{ thing, as: oneOf([...LEG_HANDS, "way"] as const), from: day, until: day, first: day },
        ...{ gone: orNull(day), byName: flag },
      }),
      RESTS_MOST,
    ),
    met: listOf(
      shape<KeptMeeting>({ a: thing, b: thing, how: oneOf(["leg", "hand-over"] as const), on: day }),
      LEGS_MOST * 20,
    ),
  },
  endJourneyPart: { to: stream },
  pruneJourneys: { decision: id<DecisionId>(), from: stream, to: stream },
};
