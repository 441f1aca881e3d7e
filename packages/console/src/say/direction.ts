/** Languages written from right to left. None is complete here yet; the layout is ready for one. */
const RIGHT_TO_LEFT: readonly string[] = ["ar", "fa", "he", "ur"];

export const isFromRight = (language: string): boolean => RIGHT_TO_LEFT.includes(language);

export type Values = Record<string, string | number>;

const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Letters of any other script; and digits, since a telephone number is turned round among words that run to the left. */
const FROM_LEFT = /[\p{L}\p{N}]/u;

/**
 * What runs against its sentence stands in it as one thing, so that neither turns the other round: a handle in Arabic
 * letters the numbers that follow it, a telephone number or "Port Laz 06:40" itself in an Arabic sentence, where its
 * groups would be read from the wrong end.
 */
export const isolated = (values: Values, language: string): Values => {
  const isForeign = (value: string | number): value is string =>
    typeof value === "string" && (isFromRight(language) ? FROM_LEFT : FROM_RIGHT).test(value);
  const apart = ([name, value]: [string, string | number]) => [name, isForeign(value) ? `\u2068${value}\u2069` : value];
  return Object.values(values).some(isForeign) ? Object.fromEntries(Object.entries(values).map(apart)) : values;
};
