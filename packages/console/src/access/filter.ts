import type { AccessLog, AccessPart } from "@fairlead/casework";
import { DAY, HOUR } from "../say/spans.ts";
import type { Row } from "./look-list.tsx";

export const PERIODS = ["7", "30", "365", "all"] as const;
export type Period = (typeof PERIODS)[number];

/** `null`: any. A case by its whole id; "none" for what is no case's. */
export type Filter = { member: string | null; case: string | null; part: AccessPart | null; period: Period };

export const EVERYTHING: Filter = { member: null, case: null, part: null, period: "30" };

/** All of these logs as one list, newest hour first. */
export const rowsOf = (logs: readonly AccessLog[]): Row[] =>
  logs
    .flatMap(({ person, looks }) => looks.map((look) => ({ ...look, person })))
    .toSorted((a, b) => b.hour - a.hour || b.written - a.written);

export const rowsFor = (logs: readonly AccessLog[], filter: Filter, now: number): Row[] => {
  const since = filter.period === "all" ? 0 : (now - Number(filter.period) * DAY) / HOUR;
  const asked = logs
    .filter(({ person }) => filter.member === null || person.id === filter.member)
    .map((log) => ({
      ...log,
      looks: log.looks.filter(
        (look) =>
          look.hour >= since &&
          (filter.part === null || look.part === filter.part) &&
          (filter.case === null || (look.case ?? "none") === filter.case),
      ),
    }));
  return rowsOf(asked);
};

/** Cases that occur, those opened last first. */
export const casesIn = (logs: readonly AccessLog[]): string[] => {
  const last = new Map<string, number>();
  for (const { looks } of logs)
    for (const { case: id, hour } of looks) if (id !== null) last.set(id, Math.max(last.get(id) ?? 0, hour));
  return [...last].toSorted(([, a], [, b]) => b - a).map(([id]) => id);
};
