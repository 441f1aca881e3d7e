/** What `<input type="datetime-local">` holds: this device's zone, to the minute. */
export const toLocalTime = (at: number): string => {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
};

/** ms since 1970, or null for what is not a time. */
export const fromLocalTime = (text: string): number | null => {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? new Date(text).getTime() : Number.NaN;
  return Number.isNaN(at) ? null : at;
};

const STEP = 5 * 60_000;

/** Alarms stand on whole multiples of five minutes. [CK1] */
export const upToFiveMinutes = (at: number): number => Math.ceil(at / STEP) * STEP;
