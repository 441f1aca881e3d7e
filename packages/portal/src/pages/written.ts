/**
 * What comes back from the forms without script.
 *
 * Hostile until read here: wrong types, unknown choices and oversized texts are refused as a whole, never mended.
 * The script reads the same fields through `answersFrom`, so that both ways ask and answer alike.
 */
export const LIMITS = { where: 200, reach: 500, company: 300, text: 12_000 } as const;

/** As many rows as one confirmation may name. */
export const CONFIRMED_AT_ONCE = 64;

const DANGER = ["now", "soon", "no", "unsure"] as const;
const NEED = ["leave", "shelter", "doctor", "papers", "advice", "other"] as const;
const ADULT = ["yes", "no"] as const;

/** The shape of the protocol's `Answers`, stated here because the pages import no protocol. */
export type WrittenAnswers = {
  danger?: (typeof DANGER)[number];
  need?: (typeof NEED)[number];
  where?: string;
  reach?: string;
  company?: string;
  adult?: (typeof ADULT)[number];
};

export type Fields = Readonly<Record<string, unknown>>;

const HOSTILE = Symbol("hostile");

const textOf = (fields: Fields, name: keyof typeof LIMITS): string | typeof HOSTILE => {
  const value = fields[name] ?? "";
  if (typeof value !== "string") return HOSTILE;
  const text = value.replace(/\r\n?/g, "\n").trim();
  return text.length > LIMITS[name] ? HOSTILE : text;
};

const choiceOf = <T extends string>(value: unknown, known: readonly T[]): T | "" | typeof HOSTILE => {
  if (value === undefined || value === "") return "";
  return known.find((choice) => choice === value) ?? HOSTILE;
};

/** The answers and the message, or null if any field is not one of ours. A skipped question leaves no key. */
export const answersFrom = (fields: Fields): { text: string; answers: WrittenAnswers } | null => {
  const danger = choiceOf(fields.danger, DANGER);
  const need = choiceOf(fields.need, NEED);
  const adult = choiceOf(fields.adult, ADULT);
  const where = textOf(fields, "where");
  const reach = textOf(fields, "reach");
  const company = textOf(fields, "company");
  const text = textOf(fields, "text");
  if (danger === HOSTILE || need === HOSTILE || adult === HOSTILE) return null;
  if (where === HOSTILE || reach === HOSTILE || company === HOSTILE || text === HOSTILE) return null;
  const answers: WrittenAnswers = {};
  if (danger !== "") answers.danger = danger;
  if (need !== "") answers.need = need;
  if (where !== "") answers.where = where;
  if (reach !== "") answers.reach = reach;
  if (company !== "") answers.company = company;
  if (adult !== "") answers.adult = adult;
  return { text, answers };
};

/** True when there is nothing to send: every question skipped and no message. */
export const isEmpty = (written: { text: string; answers: WrittenAnswers }): boolean =>
  written.text === "" && Object.keys(written.answers).length === 0;

const fieldsOf = (value: unknown): Fields | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;

/**
 * POST /{lang}/write.
 *
 * @returns `anyway`: the caller has expressly chosen to write under an expired card [MB4]; a server whose card has
 * expired refuses the letter without it. `empty`: nothing was written.
 */
export const readWritten = (
  value: unknown,
):
  | { kind: "written"; text: string; answers: WrittenAnswers; anyway: boolean }
  | { kind: "empty" }
  | { kind: "hostile" } => {
  const fields = fieldsOf(value);
  const written = fields && answersFrom(fields);
  if (!written) return { kind: "hostile" };
  if (isEmpty(written)) return { kind: "empty" };
  return { kind: "written", ...written, anyway: fields.anyway === "yes" };
};

/** Digits as typed: groups, and Arabic or Persian digits, become 21 plain ones; null when they are not 21. [MB6] */
export const readCode = (value: unknown): string | null => {
  if (typeof value !== "string" || value.length > 100) return null;
  const digits = value
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\s\u00a0\u202f.-]/g, "");
  return /^9\d{20}$/.test(digits) ? digits : null;
};

/** POST /{lang}/back. */
export const readBack = (value: unknown): string | null => readCode(fieldsOf(value)?.digits);

export type Answered =
  | { kind: "letter"; digits: string; text: string; tap: "none" | "safe" | "danger"; anyway: boolean }
  | { kind: "confirm"; digits: string; read: string[] };

/** What was typed into the form without script, right or wrong, for giving it back. */
export const typedIn = (value: unknown): { fields: Fields; digits: string | null; text: string } => {
  const fields = fieldsOf(value) ?? {};
  return { fields, digits: readCode(fields.digits), text: typeof fields.text === "string" ? fields.text : "" };
};

/** POST /{lang}/answer; null when hostile, or an answer without a word. */
export const readAnswered = (value: unknown): Answered | null => {
  const fields = fieldsOf(value);
  const digits = readCode(fields?.digits);
  if (!fields || digits === null) return null;
  const text = textOf(fields, "text");
  if (text === HOSTILE) return null;
  if (fields.act === "confirm") {
    const read = Array.isArray(fields.read) ? fields.read : [fields.read];
    const hashes = read.filter((hash) => typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash));
    return hashes.length === read.length && read.length <= CONFIRMED_AT_ONCE
      ? { kind: "confirm", digits, read: hashes }
      : null;
  }
  const anyway = fields.anyway === "yes";
  if (fields.act === "safe" || fields.act === "danger")
    return { kind: "letter", digits, text, tap: fields.act, anyway };
  if (fields.act === "answer" && text !== "") return { kind: "letter", digits, text, tap: "none", anyway };
  return null;
};
