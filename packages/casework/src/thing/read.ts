import { isWholeDay } from "../fact/value.ts";
import { isHex, type ThingId } from "../ids.ts";
import { type Guard, listOf, oneOf, orNull, shape, text } from "../read/guard.ts";
import { visitedDay } from "../shelter/read.ts";
import { type Met, ROAD_PAPERS, type RoadPaper } from "./operation.ts";

const line: Guard<string> = (value): value is string => text(value) && value.length <= 300;
const thing: Guard<ThingId> = (value): value is ThingId => isHex(value, 16);
const day: Guard<string> = (value): value is string => text(value) && isWholeDay(value);

export const roadPapers = listOf(shape<RoadPaper>({ kind: oneOf(ROAD_PAPERS), expires: orNull(day), note: line }), 20);
export const metBefore = listOf(shape<Met>({ thing, on: visitedDay, note: line }), 100);
