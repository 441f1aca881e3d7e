import {
  type ApplicationId,
  type CaseView,
  followOperations,
  followsOf,
  type JourneyView,
  type LegId,
  sameLegs,
  stoppedBy,
} from "@fairlead/casework";
import type { Route, RouteQuery } from "@fairlead/planner/routes";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Radios, TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { anew, watchedLegs } from "./anew.ts";
import { chosenRoute, type Known, legsOf } from "./chosen.ts";
import { Follows, hoursOf } from "./follows.tsx";
import { journeyDay, minuteText, pointsOf } from "./labels.ts";
import { LapsedFields, useLapsed, useWay, WayFields } from "./way-fields.tsx";
import type { Wishes } from "./wishes.ts";

type Props = {
  one: CaseView;
  letter: string;
  label: string;
  route: Route;
  among: number;
  query: RouteQuery;
  wishes: Pick<Wishes, "party" | "date" | "offset">;
  known: Known;
  application?: ApplicationId | undefined;
  now: number;
  onClose(): void;
  onChosen(): void;
};

const NEW = "new";

/** Records the route as the party's journey: a new one, or instead of one that is planned or under way. */
export const ChooseDialog = (props: Props) => {
  const { one, letter, label, route, among, query, wishes, known, application, now, onClose, onChosen } = props;
  const { t, days } = useWords();
  const deed = useDeed();
  const others = one.journeys.filter(({ state }) => state === "planned" || state === "moving");
  const [instead, setInstead] = useState<string>(NEW);
  const [why, setWhy] = useState("");
  const before: JourneyView | null = others.find(({ journey }) => journey === instead) ?? null;
  const from = known.names(query.from);
  const to = known.names(route.legs.at(-1)?.to ?? query.from);
  /** What stays the same leg keeps its name, so that who drives it and their ticket stay with it. */
  const legsBy = (newLeg: () => LegId) => sameLegs(legsOf(known, route, newLeg), before?.legs ?? []);
  const shown = legsBy(anew());
  const follows = before === null ? [] : followsOf(one.tickets, before.legs, hoursOf(wishes, shown), why.trim(), now);
  // What is only planned is asked of when they set out.
  const watched = before?.state === "moving" ? watchedLegs(wishes, shown, before.legs) : [];
  const way = useWay(one, watched, now, stoppedBy(follows));
  const lapsed = useLapsed(one, before?.legs ?? [], shown);
  return (
    <FormDialog
      title={t("journey.choose-title", { letter })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("journey.choose-do")}
      ready={before === null || why.trim() !== ""}
      act={async () => {
        const outcome = await deed.run((act) => {
          const legs = legsBy(act.newLeg);
          const said = {
            ...(before === null ? {} : { journey: before.journey }),
            party: [...wishes.party],
            date: wishes.date,
            offset: wishes.offset,
            legs,
            route: chosenRoute(known, route, legs, { label, among, plannedAt: now }),
            why: why.trim(),
            ...(application === undefined ? {} : { application }),
            over: before?.version ?? 0,
          };
          const checkIns = way.asked((of) => legs[shown.findIndex(({ leg }) => leg === of)]?.leg ?? of);
          return act.writeJourney(one.case, said, followOperations(follows), checkIns, lapsed.asked());
        });
        if (outcome?.kind === "done") onChosen();
        return outcome;
      }}
    >
      <p dir="auto">
        <b>
          {from} {minuteText(route.legs[0]?.depart ?? query.departAfter)} – {to} {minuteText(route.arrive)}
        </b>
        <br />
        {label} · {t("journey.points-of", { n: pointsOf(route.exposure) })}
      </p>
      <p className="quiet small">{t("journey.choose-means")}</p>
      {others.length === 0 ? null : (
        <Radios
          legend={t("journey.instead")}
          value={instead}
          onChange={setInstead}
          options={[
            { value: NEW, text: t("journey.a-new-one") },
            ...others.map((other) => ({
              value: other.journey as string,
              text: t("journey.instead-of", {
                from: other.from,
                to: other.to,
                date: journeyDay(other.date, days, now),
              }),
            })),
          ]}
        />
      )}
      <Follows one={one} follows={follows} now={now} />
      <LapsedFields lapsed={lapsed} now={now} />
      {way.offers.length === 0 ? null : <WayFields way={way} />}
      <TextField
        label={t("journey.why")}
        hint={t(before === null ? "journey.why-hint" : "journey.why-needed")}
        value={why}
        onChange={setWhy}
        lines={2}
      />
    </FormDialog>
  );
};
