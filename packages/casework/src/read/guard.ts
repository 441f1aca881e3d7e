/**
 * Guards for values that came out of a sealed commit. A colleague's client wrote them, perhaps a later version,
 * perhaps a hostile one: nothing is trusted before its shape is checked. [P4]
 */
export type Guard<T> = (value: unknown) => value is T;

/** Longer than any letter the portal takes; shorter than what would freeze a screen. */
const LONGEST = 200_000;

export const text: Guard<string> = (value): value is string => typeof value === "string" && value.length <= LONGEST;

export const flag: Guard<boolean> = (value): value is boolean => typeof value === "boolean";

/** A whole number, 0 or more, exact in a double: times, days, counts, seqs. */
export const whole: Guard<number> = (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

export const oneOf =
  <T extends string>(words: readonly T[]): Guard<T> =>
  (value): value is T =>
    words.some((word) => word === value);

export const orNull =
  <T>(guard: Guard<T>): Guard<T | null> =>
  (value): value is T | null =>
    value === null || guard(value);

/** A field that came to an operation later: those of before do not have it. */
export const maybe =
  <T>(guard: Guard<T>): Guard<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || guard(value);

export const listOf =
  <T>(guard: Guard<T>, most = 1000): Guard<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.length <= most && value.every((one) => guard(one));

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every field of `T`, checked. Fields that are not named are left alone: a later version may have added them. */
export type Fields<T> = { readonly [K in keyof T]-?: Guard<T[K]> };

export const shape =
  <T extends object>(fields: Fields<T>): Guard<T> =>
  (value): value is T =>
    isRecord(value) &&
    Object.entries<(value: unknown) => boolean>(fields).every(([name, guard]) =>
      guard(Object.hasOwn(value, name) ? value[name] : undefined),
    );
