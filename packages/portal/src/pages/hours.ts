/** Hours, as the server may say them: the caller's own zone is unknown without script, so the zone is named. */
import type { Language, Place } from "./place.ts";

const HOUR = 3_600_000;

const formatter = (language: Language, zone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
    timeZoneName: "short",
  });

/** @param hour whole hours since 1970 */
export const hourIn = (place: Place, hour: number): string => {
  const date = new Date(hour * HOUR);
  try {
    return formatter(place.language, place.organisation.zone).format(date);
  } catch {
    return formatter(place.language, "UTC").format(date);
  }
};
