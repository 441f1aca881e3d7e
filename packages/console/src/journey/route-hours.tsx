import type { Fallback, Leg, Route, RouteQuery } from "@fairlead/planner/routes";
import { Fragment } from "react";
import { Icon } from "../parts/icon.tsx";
import { Line, type Stop } from "../parts/rings.tsx";
import { Way } from "../parts/way.tsx";
import { useWords } from "../say/words.tsx";
import { type Known, rideText } from "./chosen.ts";
import { minuteText, pointsOf, reasonText } from "./labels.ts";
import { isSameLeg } from "./wishes.ts";

type Props = {
  letter: string;
  route: Route;
  query: RouteQuery;
  known: Known;
  /** Plan again without it; null where this one is only compared. */
  onBan: ((said: { place: string } | { ride: string }) => void) | null;
  /** Plan again around this leg, or without being bound to it; null where this one is only compared. */
  onKeep: ((leg: Leg) => void) | null;
  kept: readonly Leg[];
};

/** One route, hour by hour: where they are, with whom, what it costs, and what to do if something does not come. */
export const RouteHours = ({ letter, route, query, known, onBan, onKeep, kept }: Props) => {
  const words = useWords();
  const { t } = words;
  const { names } = known;
  const stops: Stop[] = [
    {
      key: "from",
      ring: "here",
      title: names(route.legs[0]?.from ?? query.from),
      second: minuteText(route.legs[0]?.depart ?? query.departAfter),
    },
    ...route.legs.map(
      (leg, index): Stop => ({
        key: `${index}`,
        ring: index === route.legs.length - 1 ? "decided" : "to-come",
        title: names(leg.to),
        second: minuteText(leg.arrive),
      }),
    ),
  ];
  return (
    <section className="panel panel-row route-hours" aria-label={t("journey.hours-of", { letter })}>
      <h2>{t("journey.hours-of", { letter })}</h2>
      <Line stops={stops} label={t("journey.places")} />
      <ol className="hours">
        {route.legs.map((leg, index) => {
          const before = route.legs[index - 1]?.arrive ?? query.departAfter;
          const fallback = route.fallbacks.find((one) => one.leg === index);
          return (
            // A leg of a route is known by its place in it.
            // biome-ignore lint/suspicious/noArrayIndexKey: as said
            <Fragment key={index}>
              {leg.depart > before ? (
                <li className="hours-wait">
                  <span className="clock">{minuteText(before)}</span>
                  <p>
                    {t("journey.wait", {
                      minutes: t("network.minutes", { n: leg.depart - before }),
                      place: names(leg.from),
                    })}
                  </p>
                </li>
              ) : null}
              <LegRow
                {...{ leg, known, onBan, onKeep }}
                isKept={kept.some((one) => isSameLeg(one, leg))}
                last={index === route.legs.length - 1}
              >
                {fallback === undefined ? null : <FallbackText fallback={fallback} known={known} leg={leg} />}
              </LegRow>
            </Fragment>
          );
        })}
        <li className="hours-wait">
          <span className="clock">{minuteText(route.arrive)}</span>
          <p>
            <b dir="auto">{t("journey.there", { place: names(route.legs.at(-1)?.to ?? query.from) })}</b>
          </p>
        </li>
      </ol>
      <h3>{t("journey.costs-exactly", { letter, points: pointsOf(route.exposure) })}</h3>
      {route.reasons.length === 0 ? <p className="quiet">{t("journey.nothing-costs")}</p> : null}
      <ul className="hours-reasons small">
        {route.reasons.map((reason) => {
          const leg = reason.leg === undefined ? undefined : route.legs[reason.leg];
          const place = reason.place === undefined ? "" : names(reason.place);
          return (
            <li key={reason.text} dir="auto">
              {reasonText(
                words,
                { part: reason.part, leg: null, place, pointMinutes: reason.pointMinutes },
                leg === undefined ? "" : rideText(known, leg),
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
};

type LegProps = Pick<Props, "known" | "onBan" | "onKeep"> & {
  leg: Leg;
  isKept: boolean;
  last: boolean;
  children: React.ReactNode;
};

const LegRow = ({ leg, known, onBan, onKeep, isKept, last, children }: LegProps) => {
  const { t } = useWords();
  const { names } = known;
  const ride = rideText(known, leg);
  return (
    <li>
      <span className="clock">{minuteText(leg.depart)}</span>
      <div className="stack" data-tight>
        <p>
          <bdi>{leg.kind === "walk" ? t("journey.walk") : ride}</bdi>, <Way from={names(leg.from)} to={names(leg.to)} />{" "}
          <span className="quiet">{t("network.minutes", { n: leg.arrive - leg.depart })}</span>
          {isKept ? (
            <b>
              {" "}
              <Icon name="stays" /> {t("journey.is-kept")}
            </b>
          ) : null}
        </p>
        {children}
        {onBan === null ? null : (
          <p className="row">
            {leg.kind === "walk" || onKeep === null ? null : (
              <button type="button" className="link small" onClick={() => onKeep(leg)}>
                {t(isKept ? "journey.let-go-of" : "journey.keep", { name: ride })}
              </button>
            )}
            {leg.kind === "walk" ? null : (
              <button type="button" className="link small" onClick={() => onBan({ ride: leg.id })}>
                {t("journey.without", { name: ride })}
              </button>
            )}
            {last ? null : (
              <button type="button" className="link small" onClick={() => onBan({ place: leg.to })}>
                {t("journey.not-by", { name: names(leg.to) })}
              </button>
            )}
          </p>
        )}
      </div>
    </li>
  );
};

const FallbackText = ({ fallback, known, leg }: { fallback: Fallback; known: Known; leg: Leg }) => {
  const { t } = useWords();
  const { leads, route, at } = fallback;
  const rides = route?.legs.map((one) => {
    const name = rideText(known, one);
    return `${minuteText(one.depart)} ${name === "" ? t("journey.on-foot") : name} → ${known.names(one.to)}`;
  });
  return (
    <p className="small" dir="auto">
      <b>{t("journey.if-not", { ride: rideText(known, leg), at: minuteText(at) })}</b>{" "}
      {route === null || rides === undefined || leads === "none"
        ? t("journey.no-other-way")
        : t(leads === "shelter" ? "journey.then-shelter" : "journey.then", {
            way: rides.join(", "),
            points: pointsOf(route.exposure),
          })}
    </p>
  );
};
