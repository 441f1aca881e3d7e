import { isHex, type JourneyId } from "../ids.ts";
import { type Fields, type Guard, listOf, oneOf, orNull, shape, text, whole } from "../read/guard.ts";
import { ARRIVAL_ANSWERS, ARRIVAL_LINES, type ArrivalOperation, type ArrivalSaid, OLD_PHONES } from "./operation.ts";

const journey: Guard<JourneyId> = (value): value is JourneyId => isHex(value, 16);
/** A line, not a letter. */
const note: Guard<string> = (value): value is string => text(value) && value.length <= 2_000;

type Body<N extends ArrivalOperation["op"]> = Omit<Extract<ArrivalOperation, { op: N }>, "op">;

export const ARRIVAL_SHAPES: { readonly [N in ArrivalOperation["op"]]: Fields<Body<N>> } = {
  writeArrival: {
    journey,
    arrivedAt: whole,
    lines: listOf(shape<ArrivalSaid>({ line: oneOf(ARRIVAL_LINES), is: oneOf(ARRIVAL_ANSWERS), note }), 50),
    oldPhone: orNull(oneOf(OLD_PHONES)),
    over: whole,
  },
  lookBack: { journey, worked: text, change: text, over: whole },
};
