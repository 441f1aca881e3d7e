/** A moment as day, hour and five minutes of this device's zone, and back. */
export type Parts = { day: string; hour: string; minute: string };

const two = (n: number): string => String(n).padStart(2, "0");

export const partsOf = (at: number): Parts => {
  const date = new Date(at);
  return {
    day: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
    hour: two(date.getHours()),
    minute: two(date.getMinutes()),
  };
};

/** null: not a day. */
export const fromParts = ({ day, hour, minute }: Parts): number | null => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const at = new Date(`${day}T${hour}:${minute}`).getTime();
  return Number.isNaN(at) ? null : at;
};

const MINUTES = Array.from({ length: 12 }, (_, step) => two(step * 5));

/** Whole five minutes, and the one that stands there: what is shown is what was said. */
export const minutesWith = (minute: string): string[] => [...new Set([...MINUTES, minute])].toSorted();

const STEP = 5 * 60_000;

/** Alarms stand on whole multiples of five minutes. [CK1] */
export const upToFiveMinutes = (at: number): number => Math.ceil(at / STEP) * STEP;

/** What has happened did not happen later than it was said. */
export const downToFiveMinutes = (at: number): number => Math.floor(at / STEP) * STEP;
