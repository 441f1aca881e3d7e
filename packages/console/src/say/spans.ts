export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Hours since 1970, as the protocol counts them. */
export const hourOf = (at: number): number => Math.floor(at / HOUR);
