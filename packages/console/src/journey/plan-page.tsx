import { type ApplicationView, mayWrite } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import type { Leg, Network, PlainRoute } from "@fairlead/planner/routes";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useShown } from "../access/shown.ts";
import { placeNames, placesIn } from "../network/entry-words.ts";
import { SelectField } from "../parts/field.tsx";
import { applicationsOf } from "../relocation/placing.ts";
import { deviceAhead } from "../say/moment.ts";
import { useWords } from "../say/words.tsx";
import { useNow, useView } from "../session/session.tsx";
import { NotFound } from "../shell/not-found.tsx";
import { ChooseDialog } from "./choose-dialog.tsx";
import { type Known, knownIn } from "./chosen.ts";
import { labelOf, letterOf, weakest } from "./labels.ts";
import { NoWay } from "./no-way.tsx";
import { PlanForm } from "./plan-form.tsx";
import { RouteChart } from "./route-chart.tsx";
import { RouteHours } from "./route-hours.tsx";
import { RouteTable } from "./route-table.tsx";
import { RoutesMap } from "./routes-map.tsx";
import { type Planning, usePlanner } from "./use-planner.ts";
import { type Answered, WhatChanged } from "./what-changed.tsx";
import { isSameLeg, keptNowhere, missingIn, networkFor, queryOf, type Wishes, wishesFrom } from "./wishes.ts";
import "./journey.css";

/** `application`: they leave the country by it. */
export const PlanJourneyPage = ({ id, application }: { id: string; application?: string }) => {
  const { cases, me } = useView();
  const one = cases.find((known) => known.case === id);
  if (one === undefined || one.closed !== null || !mayWrite(me.role, "writeJourney")) return <NotFound />;
  const by = applicationsOf(one).find((each) => each.application === application) ?? null;
  return application !== undefined && by === null ? <NotFound /> : <PlanJourney one={one} by={by} />;
};

const PlanJourney = ({ one, by }: { one: CaseInHand; by: ApplicationView | null }) => {
  const { t } = useWords();
  const { network: entries, exposure, pathways } = useView();
  useShown("resources", one.parts.find(({ part }) => part === "journey")?.stream);
  const now = useNow(60_000);
  const navigate = useNavigate();
  const { planning, plan, stop } = usePlanner();
  const [wishes, setWishes] = useState<Wishes>(() => {
    const begun = wishesFrom(one, entries ?? [], now, deviceAhead);
    const place = pathways?.find(({ pathway }) => pathway === by?.pathway)?.place ?? null;
    return by === null ? begun : { ...begun, party: by.party, to: place === null ? [] : [place] };
  });
  /** What the answer that stands here was asked with. */
  const [asked, setAsked] = useState<Wishes | null>(null);
  /** The answer before that one, and with what it was asked. */
  const [before, setBefore] = useState<Answered | null>(null);
  const names = useMemo(() => placeNames(entries ?? []), [entries]);
  const known = useMemo(() => knownIn(entries ?? [], names), [entries, names]);
  const places = useMemo(() => placesIn(entries ?? []), [entries]);
  // Not at every minute: a country is thousands of trips, and the worker keeps the one that it has.
  const hour = Math.floor(now / 3_600_000);
  const { date, days, withStale } = wishes;
  const network: Network | null = useMemo(
    () =>
      date === ""
        ? null
        : networkFor({ date, days, withStale }, entries ?? [], exposure.things ?? [], hour * 3_600_000),
    [date, days, withStale, entries, exposure.things, hour],
  );
  const back = () => void navigate({ to: "/cases/$case", params: { case: one.case } });
  const missing = missingIn(wishes, now);
  const answered = answeredBy(planning);
  const begin = (said: Wishes) => {
    const query = network === null ? null : queryOf(said, network, now);
    if (network === null || query === null) return;
    if (asked !== null && answered !== null) setBefore({ asked, routes: answered });
    setAsked(said);
    plan(network, query);
  };
  const nowhere = network === null ? [] : keptNowhere(wishes, network);
  const again = (next: Wishes) => {
    setWishes(next);
    begin(next);
  };
  const keep = (leg: Leg) =>
    again({
      ...wishes,
      kept: wishes.kept.some((one) => isSameLeg(one, leg))
        ? wishes.kept.filter((one) => !isSameLeg(one, leg))
        : [...wishes.kept, leg],
    });
  const ban = (said: { place: string } | { ride: string }) => {
    again(
      "place" in said
        ? { ...wishes, bannedPlaces: [...new Set([...wishes.bannedPlaces, said.place])] }
        : { ...wishes, bannedRides: [...new Set([...wishes.bannedRides, said.ride])] },
    );
  };
  return (
    <div className="page plan-page">
      <div className="page-head">
        <h1>{t("journey.plan-title", { alias: one.alias })}</h1>
        <p className="quiet">{t("case.travelling", { n: wishes.party.length })}</p>
        {by === null ? null : (
          <p className="quiet" dir="auto">
            {t("journey.departure-of", { name: by.name })}
          </p>
        )}
        <button type="button" className="button head-aside" onClick={back}>
          {t("journey.back", { alias: one.alias })}
        </button>
      </div>
      {entries === null || places.length < 2 ? (
        <p className="panel panel-row">
          {entries === null ? (
            t("things.not-held")
          ) : (
            <>
              {t("journey.no-network")} <Link to="/network">{t("journey.to-network")}</Link>
            </>
          )}
        </p>
      ) : (
        <>
          <form
            className="panel panel-row"
            onSubmit={(event) => {
              event.preventDefault();
              if (missing.length === 0 && nowhere.length === 0) begin(wishes);
            }}
          >
            <PlanForm {...{ one, entries, places, names, known, nowhere, wishes, now }} onChange={setWishes} />
            <div className="row plan-begin">
              <button
                type="submit"
                className="button"
                data-filled
                disabled={missing.length > 0 || nowhere.length > 0 || planning.kind === "running"}
              >
                {t(asked === null ? "journey.plan-do" : "journey.plan-again")}
              </button>
              <Progress planning={planning} onStop={stop} />
              {asked !== null && asked !== wishes && planning.kind === "routes" ? (
                <p className="warning small">{t("journey.asked-otherwise")}</p>
              ) : null}
            </div>
          </form>
          <NoWay planning={planning} />
          {before !== null && asked !== null && answered !== null ? (
            <WhatChanged before={before} now={{ asked, routes: answered }} onBack={() => again(before.asked)} />
          ) : null}
          {planning.kind === "routes" && asked !== null ? (
            <Answer {...{ one, by, planning, asked, known, now }} onBan={ban} onKeep={keep} onChosen={back} />
          ) : null}
        </>
      )}
    </div>
  );
};

/** null while there is none, or where it could not be asked. */
const answeredBy = (planning: Planning): readonly PlainRoute[] | null =>
  planning.kind === "routes" ? planning.routes.routes : planning.kind === "none" ? [] : null;

const Progress = ({ planning, onStop }: { planning: Planning; onStop(): void }) => {
  const { t } = useWords();
  if (planning.kind !== "running") return null;
  return (
    <>
      <span role="status">{t("journey.planning")}</span>
      <progress value={planning.done} max={1} aria-label={t("journey.planning")} />
      <button type="button" className="button" onClick={onStop}>
        {t("journey.stop")}
      </button>
    </>
  );
};

type AnswerProps = {
  one: CaseInHand;
  by: ApplicationView | null;
  planning: Extract<Planning, { kind: "routes" }>;
  asked: Wishes;
  known: Known;
  now: number;
  onBan(said: { place: string } | { ride: string }): void;
  onKeep(leg: Leg): void;
  onChosen(): void;
};

const Answer = ({ one, by, planning, asked, known, now, onBan, onKeep, onChosen }: AnswerProps) => {
  const words = useWords();
  const { t } = words;
  const { network: entries } = useView();
  const { routes: answer, query, network, whole } = planning;
  const { routes } = answer;
  const [chosen, setChosen] = useState(0);
  const [beside, setBeside] = useState("");
  const [asking, setAsking] = useState(false);
  const [of, setOf] = useState(query);
  // Another answer begins at its first.
  if (of !== query) {
    setOf(query);
    setChosen(0);
    setBeside("");
  }
  const labels = routes.map((route) => labelOf(words, route, routes, query, known, network.weights.checkpoint));
  const route = routes[chosen] ?? routes[0];
  if (route === undefined) return null;
  const index = routes.indexOf(route);
  const other = routes.findIndex((_, at) => String(at) === beside);
  const compared = other === index ? undefined : routes[other];
  return (
    <>
      <section className="panel panel-row route-choices">
        <h2>{t("journey.choices-of", { n: routes.length, of: routes.length + (answer.leftOut?.length ?? 0) })}</h2>
        <p className="quiet small">{t("journey.chart-about")}</p>
        <RouteChart routes={routes} chosen={index} onChoose={setChosen} noticed={query.noticed?.at ?? null} />
        <RouteTable
          routes={routes}
          labels={labels}
          weakest={routes.map((each) => weakest(words, each, known))}
          chosen={index}
          onChoose={setChosen}
        />
        <div className="row route-deeds">
          {routes.length > 1 ? (
            <SelectField
              label={t("journey.compare")}
              value={compared === undefined ? "" : beside}
              onChange={setBeside}
              options={[
                { value: "", text: "–" },
                ...routes.flatMap((_, at) => (at === index ? [] : [{ value: String(at), text: letterOf(at) }])),
              ]}
            />
          ) : null}
          {index < whole ? null : <span role="status">{t("journey.looking-for-fallbacks")}</span>}
          <button
            type="button"
            className="button"
            data-filled
            disabled={index >= whole}
            onClick={() => setAsking(true)}
          >
            {t("journey.choose", { letter: letterOf(index) })}
          </button>
        </div>
      </section>
      <div className="route-beside">
        <RoutesMap
          {...{ entries: entries ?? [], hunters: asked.hunters, routes, now }}
          chosen={index}
          beside={compared === undefined ? null : other}
        />
        <RouteHours {...{ route, query, known, onBan, onKeep }} letter={letterOf(index)} kept={asked.kept} />
        {compared === undefined ? null : (
          <RouteHours
            {...{ query, known }}
            route={compared}
            letter={letterOf(other)}
            kept={asked.kept}
            onBan={null}
            onKeep={null}
          />
        )}
      </div>
      {asking ? (
        <ChooseDialog
          {...{ one, route, query, known, now, onChosen }}
          application={by?.application}
          letter={letterOf(index)}
          label={labels[index] ?? ""}
          among={routes.length + (answer.leftOut?.length ?? 0)}
          wishes={asked}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
};
