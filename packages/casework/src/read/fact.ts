import {
  CONTACT_KINDS,
  type Contact,
  type FactValue,
  isCountry,
  isFactDate,
  isLanguageCode,
  isWholeDay,
  PAPER_KINDS,
  type Paper,
  YES_NO,
} from "../fact/value.ts";
import { type Guard, isRecord, listOf, oneOf, orNull, shape, text, whole } from "./guard.ts";

const such =
  (is: (value: string) => boolean): Guard<string> =>
  (value): value is string =>
    text(value) && is(value);

/** "1" to "99": a party is not a crowd. */
export const person: Guard<string> = such((value) => /^[1-9]\d?$/.test(value));
/** Some of a party: at least one, each once, in ascending order, so that the same people are always said in the same way. */
export const persons: Guard<readonly string[]> = (value): value is readonly string[] =>
  listOf(person, 99)(value) &&
  value.length > 0 &&
  value.every((one, index) => index === 0 || Number(one) > Number(value[index - 1]));
/** A built-in field's word, or 16 bytes of hex. */
export const factId: Guard<string> = such((value) => /^[a-z0-9][a-z0-9-]{0,39}$/.test(value));
/** How often one field was written. */
export const version: Guard<number> = (value): value is number => whole(value) && value < 1_000_000;

const short = such((value) => value.length <= 2_000);
const number: Guard<number> = (value): value is number => typeof value === "number" && Number.isFinite(value);

const paper = shape<Paper>({
  kind: oneOf(PAPER_KINDS),
  number: short,
  country: orNull(such(isCountry)),
  expires: orNull(such(isWholeDay)),
  note: short,
});
const contact = shape<Contact>({ kind: oneOf(CONTACT_KINDS), value: short, safe: oneOf(YES_NO), note: short });

const VALUES: { readonly [K in FactValue["kind"]]: Guard<Extract<FactValue, { kind: K }>> } = {
  text: shape({ kind: oneOf(["text"]), text }),
  date: shape({ kind: oneOf(["date"]), date: such(isFactDate) }),
  choice: shape({ kind: oneOf(["choice"]), choice: factId }),
  "yes-no": shape({ kind: oneOf(["yes-no"]), answer: oneOf(YES_NO) }),
  number: shape({ kind: oneOf(["number"]), number }),
  countries: shape({ kind: oneOf(["countries"]), countries: listOf(such(isCountry), 20) }),
  languages: shape({ kind: oneOf(["languages"]), languages: listOf(such(isLanguageCode), 50) }),
  papers: shape({ kind: oneOf(["papers"]), papers: listOf(paper, 50) }),
  contacts: shape({ kind: oneOf(["contacts"]), contacts: listOf(contact, 50) }),
  "left-out": shape({ kind: oneOf(["left-out"]) }),
};

export const factValue: Guard<FactValue> = (value): value is FactValue =>
  isRecord(value) &&
  typeof value.kind === "string" &&
  Object.hasOwn(VALUES, value.kind) &&
  VALUES[value.kind as FactValue["kind"]](value);
