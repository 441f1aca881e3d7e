import { type DayHours, type EntryView, entryKey, type NetworkEntry, type NetworkPlace } from "@fairlead/casework";
import type { Words } from "../say/words.tsx";

/** 06:10 */
export const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** 06:10, also 6:10 and 6.10; undefined where no such minute is. */
export const minuteIn = (text: string): number | undefined => {
  const found = /^(\d{1,2})[:.](\d\d)$/.exec(text.trim());
  if (!found) return undefined;
  const [hour, minute] = [Number(found[1]), Number(found[2])];
  return hour < 24 && minute < 60 ? hour * 60 + minute : undefined;
};

/** 22:00–05:00, 12:00–13:00 */
export const hoursText = (hours: readonly DayHours[]): string =>
  hours.map(({ from, to }) => `${clockText(from)}–${clockText(to)}`).join(", ");

/** undefined where it is not understood; empty where nothing is said. */
export const hoursIn = (text: string): DayHours[] | undefined => {
  const spans = text.split(/[,;\n]/).filter((one) => one.trim() !== "");
  const read = spans.map((one) => {
    const [from, to, more] = one.split(/[–—-]/).map(minuteIn);
    return from === undefined || to === undefined || more !== undefined ? undefined : { from, to };
  });
  return read.every((one) => one !== undefined) ? read : undefined;
};

/** 06:10 09:40, in any way apart. */
export const clocksIn = (text: string): number[] | undefined => {
  const read = text
    .split(/[\s,;]+/)
    .filter((one) => one !== "")
    .map(minuteIn);
  return read.every((one) => one !== undefined) ? read : undefined;
};

export const wholeIn = (text: string): number | undefined => {
  if (text.trim() === "") return 0;
  return /^\d{1,7}$/.test(text.trim()) ? Number(text) : undefined;
};

/** 62.51, also 62,51; null where nothing is said, undefined where it is none. */
export const degreesIn = (text: string, most: number): number | null | undefined => {
  const plain = text.trim().replace(",", ".");
  if (plain === "") return null;
  if (!/^[-−]?\d{1,3}(\.\d{1,8})?$/.test(plain)) return undefined;
  const degrees = Number(plain.replace("−", "-"));
  return Math.abs(degrees) <= most ? degrees : undefined;
};

export type PlaceNames = (id: string) => string;

export const placesIn = (entries: readonly EntryView[]): NetworkPlace[] =>
  entries
    .flatMap(({ entry, retired }) => (entry.kind === "place" && retired === null ? [entry] : []))
    .toSorted((a, b) => a.name.localeCompare(b.name));

export const placeNames = (entries: readonly EntryView[]): PlaceNames => {
  const names = new Map(entries.map(({ entry }) => [entryKey(entry), "name" in entry ? entry.name : ""]));
  return (id) => names.get(`place ${id}`) ?? id;
};

export const entryTitle = (entry: NetworkEntry, names: PlaceNames): string =>
  entry.kind === "walk" ? `${names(entry.from)} → ${names(entry.to)}` : entry.name === "" ? entry.id : entry.name;

/** What stands about it, one after the other, in the reader's words. */
export const entryFacts = ({ t }: Pick<Words, "t">, entry: NetworkEntry, names: PlaceNames): string[] => {
  const ridden = (one: Extract<NetworkEntry, { kind: "service" | "drive" }>): string[] => [
    one.mode,
    one.operator,
    one.identity === "" && one.idCheck === 0
      ? t("network.no-papers")
      : t("network.papers-by", { who: one.identity, points: one.idCheck }),
    one.seats === null ? "" : t("things.seats", { n: one.seats }),
    one.escort ? t("network.escorted") : "",
  ];
  const all = ((): string[] => {
    switch (entry.kind) {
      case "place":
        return [
          entry.shelter ? t("network.is-shelter") : "",
          entry.watch === 0 ? "" : t("network.watched", { points: entry.watch }),
          entry.curfew.length === 0 ? "" : t("network.curfew-at", { hours: hoursText(entry.curfew) }),
        ];
      case "service":
        return [
          entry.stops.length > 8
            ? `${names(entry.stops[0] ?? "")} … ${names(entry.stops.at(-1) ?? "")}`
            : entry.stops.map(names).join(" → "),
          t("network.trips-kept", { n: entry.trips.length }),
          ...ridden(entry),
        ];
      case "drive":
        return [
          `${names(entry.from)} → ${names(entry.to)}`,
          t("network.minutes", { n: entry.minutes }),
          entry.hours.length === 0 ? "" : hoursText(entry.hours),
          t("network.notice-of", { n: entry.notice }),
          ...ridden(entry),
        ];
      case "walk":
        return [t("network.minutes", { n: entry.minutes })];
    }
  })();
  return all.filter((one) => one !== "");
};
