import type { PlainRoute } from "@fairlead/planner/routes";
import { useWords } from "../say/words.tsx";
import { minuteText, pointsOf } from "./labels.ts";
import type { Wishes } from "./wishes.ts";

export type Answered = { asked: Wishes; routes: readonly PlainRoute[] };

/** Conditions by the words that they have in the form. */
const CALLED = {
  from: "network.from",
  to: "journey.to",
  party: "journey.party",
  date: "moment.day",
  offset: "journey.clocks",
  departAfter: "journey.depart-after",
  arriveBefore: "journey.arrive-before",
  days: "journey.days",
  leave: "journey.leave",
  noticed: "journey.noticed",
  hunters: "journey.hunters",
  escort: "journey.escort-only",
  bannedPlaces: "journey.not-by-place",
  bannedRides: "journey.not-by-ride",
  bannedModes: "journey.not-by-mode",
  kept: "journey.kept",
  withStale: "network.with-stale",
} as const satisfies Record<Exclude<keyof Wishes, "clocksOfDay">, string>;
type Condition = keyof typeof CALLED;
const CONDITIONS = Object.keys(CALLED) as Condition[];

export const changedIn = (before: Wishes, now: Wishes): Condition[] =>
  CONDITIONS.filter((one) => JSON.stringify(before[one]) !== JSON.stringify(now[one]));

/** The best of each kind; null where there is no way. */
export const bestsOf = (routes: readonly PlainRoute[]) => {
  const least = (of: (route: PlainRoute) => number) => (routes.length === 0 ? null : Math.min(...routes.map(of)));
  return {
    soonest: least(({ arrive }) => arrive),
    "least-exposed": least(({ exposure }) => exposure),
    cheapest: least(({ price }) => price),
  };
};

type Props = { before: Answered; now: Answered; onBack(): void };

/** What a changed condition costs or saves: the answer before beside this one, and the way back to it. */
export const WhatChanged = ({ before, now, onBack }: Props) => {
  const { t } = useWords();
  const changed = changedIn(before.asked, now.asked);
  if (changed.length === 0) return null;
  const [was, is] = [bestsOf(before.routes), bestsOf(now.routes)];
  const text = (kind: keyof typeof was, value: number | null): string => {
    if (value === null) return "–";
    if (kind === "soonest") return minuteText(value);
    return kind === "cheapest" ? t("journey.money", { n: value }) : t("journey.points-of", { n: pointsOf(value) });
  };
  return (
    <section className="panel panel-row what-changed">
      <h2>{t("journey.what-changed")}</h2>
      <p>{t("journey.changed", { conditions: changed.map((one) => t(CALLED[one])).join("; ") })}</p>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{t("journey.before")}</th>
            <th scope="col">{t("journey.now")}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t("journey.choices")}</th>
            <td>{before.routes.length}</td>
            <td>{now.routes.length}</td>
          </tr>
          {(["soonest", "least-exposed", "cheapest"] as const).map((kind) => (
            <tr key={kind}>
              <th scope="row">{t(`journey.best.${kind}`)}</th>
              <td>{text(kind, was[kind])}</td>
              <td>{was[kind] === is[kind] ? text(kind, is[kind]) : <b>{text(kind, is[kind])}</b>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" className="button" onClick={onBack}>
        {t("journey.back-to-before")}
      </button>
    </section>
  );
};
