/** What the planner answers, in the team's words: parties by their alias, shelters by their name, periods by their day. */
import type { Change, Difference, Explanation, Rule } from "@fairlead/planner/placements";
import { tagText } from "../exposure/shelter-fields.tsx";
import { noonOf } from "../parts/date-field.tsx";
import type { Words } from "../say/words.tsx";
import type { Party } from "./parties.ts";
import type { Bar } from "./problem.ts";
import type { Shelter } from "./shelters.ts";
import type { Calendar } from "./weeks.ts";

export type Telling = Words & {
  party(id: string): string;
  shelter(id: string): string;
  /** The day on which a week of the plan begins. */
  week(index: number): string;
};

export const tellingOf = (
  words: Words,
  { parties, shelters, calendar }: { parties: readonly Party[]; shelters: readonly Shelter[]; calendar: Calendar },
): Telling => {
  const aliases = new Map<string, string>(parties.map((one) => [one.case, one.alias]));
  const names = new Map<string, string>(shelters.map(({ thing, name }) => [thing, name]));
  return {
    ...words,
    party: (id) => aliases.get(id) ?? "…",
    shelter: (id) => names.get(id) ?? "…",
    week: (index) => {
      const at = noonOf(calendar.first + index * 7);
      return words.days.day(at, noonOf(calendar.first));
    },
  };
};

export const barText = (words: Pick<Words, "t">, bar: Bar): string => {
  const { t } = words;
  switch (bar.kind) {
    case "marked":
    case "retired":
      return t(`beds.bar.${bar.kind}`);
    case "lacks":
      return t("beds.bar.lacks", { tag: tagText(t, bar.tag) });
    case "reach":
      return t("beds.bar.reach", { place: bar.place });
    case "said":
      return bar.reason;
  }
};

export const ruleText = ({ t, party, shelter, week }: Telling, rule: Rule): string => {
  switch (rule.kind) {
    case "barred":
      return t("beds.rule.barred", { shelter: shelter(rule.site), reason: rule.reason });
    case "too-small":
    case "full":
      return t(`beds.rule.${rule.kind}`, {
        shelter: shelter(rule.site),
        n: rule.kind === "full" ? rule.free : rule.beds,
        people: rule.people,
        from: week(rule.from),
        until: week(rule.to + 1),
      });
    case "apart":
      return t("beds.rule.apart", { who: party(rule.with), shelter: shelter(rule.site) });
    case "pinned":
      return t("beds.rule.pinned", { who: party(rule.party), shelter: shelter(rule.site), from: week(rule.start) });
    case "pin-against-terms":
      return t("beds.rule.pin-against-terms", { shelter: shelter(rule.site), from: week(rule.start) });
    case "too-late":
    case "no-site-open":
      return t(`beds.rule.${rule.kind}`);
  }
};

const sum = (entries: readonly { people: number }[]): number => entries.reduce((n, { people }) => n + people, 0);

/** "3 move · 1 waits a week": what a plan means for people. */
export const differenceText = ({ t }: Telling, { moved, shifted, lost, gained }: Difference): string => {
  const spans = new Map<number, number>();
  for (const { periods, people } of shifted) spans.set(periods, (spans.get(periods) ?? 0) + people);
  const said = [
    ...(gained.length === 0 ? [] : [t("beds.diff.gained", { n: sum(gained) })]),
    ...(moved.length === 0 ? [] : [t("beds.diff.moved", { n: sum(moved) })]),
    ...[...spans].map(([weeks, n]) =>
      t(weeks > 0 ? "beds.diff.waits" : "beds.diff.earlier", { n, weeks: t("beds.weeks", { n: Math.abs(weeks) }) }),
    ),
    ...(lost.length === 0 ? [] : [t("beds.diff.lost", { n: sum(lost) })]),
  ];
  return said.length === 0 ? t("beds.diff.none") : said.join(" · ");
};

const sentence = (said: string): string => (said.endsWith(".") ? said : `${said}.`);

const changeText = (telling: Telling, change: Change): string => {
  const { t, shelter, week } = telling;
  const where = { shelter: shelter(change.site), from: week(change.start) };
  if (change.kind === "start") return t("beds.change.start", where);
  if (change.beds !== null) return t("beds.change.beds", { ...where, n: change.beds });
  return t("beds.change.without", { ...where, rule: ruleText(telling, change.rule) });
};

/** Why, or why not, the most important first. */
export const explanationText = (telling: Telling, explanation: Explanation): string[] => {
  const { t, shelter, week } = telling;
  const asFar = ({ proven }: { proven: boolean }): string => (proven ? "" : ` ${t("beds.why.unproven")}`);
  switch (explanation.kind) {
    case "unknown-party":
    case "no-plan":
      return [];
    case "placed": {
      const { better, runnerUp } = explanation;
      return [
        ...(better.length === 0 ? [t("beds.why.best")] : []),
        ...better.map(({ site, start, rules }) =>
          [
            t("beds.why.better", { shelter: shelter(site), from: week(start) }),
            ...(rules.length === 0 ? [t("beds.why.not-best")] : rules.map((rule) => ruleText(telling, rule))),
          ].join(" "),
        ),
        runnerUp === null
          ? t("beds.why.no-other")
          : `${t(runnerUp.price < 0 ? "beds.why.else-cheaper" : "beds.why.else", {
              n: Math.abs(runnerUp.price),
              where:
                runnerUp.placement === null
                  ? t("beds.no-place")
                  : t("beds.in-from", {
                      shelter: shelter(runnerUp.placement.site),
                      from: week(runnerUp.placement.start),
                    }),
            })} ${sentence(differenceText(telling, runnerUp.difference))}${asFar(runnerUp)}`,
      ];
    }
    case "unplaced": {
      const { conflict, room, changes, forced } = explanation;
      return [
        ...conflict.map((rule) => ruleText(telling, rule)),
        ...(room === null
          ? []
          : [
              t(room.dearer < 0 ? "beds.why.room" : "beds.why.costs-more", {
                shelter: shelter(room.site),
                from: week(room.start),
              }),
            ]),
        ...changes.map((change) => changeText(telling, change)),
        forced === null
          ? t("beds.why.forced-unknown")
          : forced === "impossible"
            ? t("beds.why.forced-impossible")
            : `${t(forced.price < 0 ? "beds.why.forced-cheaper" : "beds.why.forced", { n: Math.abs(forced.price) })} ${sentence(differenceText(telling, forced.difference))}${asFar(forced)}`,
      ];
    }
  }
};
