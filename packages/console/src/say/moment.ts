/** A moment as day, hour and minute by this device's clock, or by one that is so many minutes ahead of UTC; and back. */
export type Parts = { day: string; hour: string; minute: string };

const two = (n: number): string => String(n).padStart(2, "0");

/** Minutes that this device's clock is ahead of UTC, at that moment. */
export const deviceAhead = (at: number): number => -new Date(at).getTimezoneOffset();

export const partsOf = (at: number, offset?: number): Parts => {
  if (offset !== undefined) {
    const [day = "", clock = ""] = new Date(at + offset * 60_000).toISOString().split("T");
    return { day, hour: clock.slice(0, 2), minute: clock.slice(3, 5) };
  }
  const date = new Date(at);
  return {
    day: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
    hour: two(date.getHours()),
    minute: two(date.getMinutes()),
  };
};

/** null: not a day. */
export const fromParts = ({ day, hour, minute }: Parts, offset?: number): number | null => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const zone = offset === undefined ? "" : "Z";
  const at = new Date(`${day}T${hour}:${minute}${zone}`).getTime() - (offset ?? 0) * 60_000;
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
