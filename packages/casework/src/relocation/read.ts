import { isCountry, isWholeDay, PAPER_KINDS } from "../fact/value.ts";
import { type ApplicationId, type ConsentId, isHex, type PathwayId } from "../ids.ts";
import { type Fields, type Guard, listOf, maybe, oneOf, orNull, shape, text, whole } from "../read/guard.ts";
import {
  APPLICATION_STATES,
  type ApplicationOperation,
  type AskedPaper,
  FITS,
  type PathwayOperation,
  type QuotaMonth,
  type WritePathway,
} from "./operation.ts";

const pathway: Guard<PathwayId> = (value): value is PathwayId => isHex(value, 16);
export const application: Guard<ApplicationId> = (value): value is ApplicationId => isHex(value, 16);
const consent: Guard<ConsentId> = (value): value is ConsentId => isHex(value, 16);
const line: Guard<string> = (value): value is string => text(value) && value.length <= 300;
const upTo =
  (most: number): Guard<number> =>
  (value): value is number =>
    whole(value) && value <= most;
const month: Guard<string> = (value): value is string => text(value) && value.length === 7 && isWholeDay(`${value}-01`);
const day: Guard<string> = (value): value is string => text(value) && value.length === 10;
const country: Guard<string> = (value): value is string => text(value) && isCountry(value);
const person: Guard<string> = (value): value is string => typeof value === "string" && /^[1-9]\d?$/.test(value);
const papers = listOf(shape<AskedPaper>({ kind: oneOf(PAPER_KINDS), days: upTo(3_650), note: line }), 20);
const weeks = upTo(520);

type Body<N extends Each["op"]> = Omit<Extract<Each, { op: N }>, "op">;
type Each = PathwayOperation | ApplicationOperation;

export const RELOCATION_SHAPES: { readonly [N in Each["op"]]: Fields<Body<N>> } = {
  writePathway: {
    pathway,
    name: line,
    country: orNull(country),
    partner: line,
    programme: line,
    quota: listOf(shape<QuotaMonth>({ month, places: upTo(9_999) }), 60),
    requirements: listOf(line, 50),
    papers,
    wait: orNull(shape<NonNullable<WritePathway["wait"]>>({ least: weeks, most: weeks })),
    place: orNull(line),
    source: line,
    asOf: whole,
    over: whole,
  },
  retirePathway: { pathway, reason: text, over: whole },
  writeApplication: {
    application,
    pathway,
    name: line,
    party: listOf(person, 99),
    rank: upTo(99),
    fit: oneOf(FITS),
    why: text,
    papers,
    month: orNull(month),
    note: text,
    rests: maybe(orNull(consent)),
    over: whole,
  },
  moveApplication: {
    application,
    to: oneOf(APPLICATION_STATES),
    on: day,
    until: orNull(day),
    note: text,
    over: whole,
  },
};
