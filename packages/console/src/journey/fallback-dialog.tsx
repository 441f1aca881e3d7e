import {
  type CaseView,
  fallbackAt,
  fallbackChanges,
  followOperations,
  followsOf,
  type JourneyView,
  type LegView,
  legsByFallback,
  routeByFallback,
  stoppedBy,
} from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { Way } from "../parts/way.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { anew, leadsOver, watchedLegs } from "./anew.ts";
import { Follows, hoursOf } from "./follows.tsx";
import { minuteText } from "./labels.ts";
import { RestsChanged } from "./rests-changed.tsx";
import { LapsedFields, useLapsed, useWay, WayFields } from "./way-fields.tsx";

type Props = { one: CaseView; journey: JourneyView; leg: LegView; now: number; onClose(): void };

/** The train did not come: what was kept for that takes the place of what was still to come, and its tickets follow. */
export const FallbackDialog = ({ one, journey, leg, now, onClose }: Props) => {
  const { t } = useWords();
  // Whoever looks at an older version is shown the newer one.
  const deed = useDeed({ asShown: true });
  const missed = `${leg.service}, ${leg.from} ${minuteText(leg.departs)}`;
  const [why, setWhy] = useState(() => t("fallback.why", { missed }));
  const reason = why.trim();
  const legs = legsByFallback(journey, leg.leg, anew());
  const kept = fallbackAt(journey, leg.leg);
  const before = legs.length - (kept?.legs.length ?? 0);
  // The new legs have no ticket yet: only what stays is looked for.
  const follows = followsOf(one.tickets, journey.legs, hoursOf(journey, legs.slice(0, before)), reason, now);
  const way = useWay(one, watchedLegs(journey, legs, journey.legs), now, stoppedBy(follows));
  const lapsed = useLapsed(one, journey.legs, legs);
  const { network } = useView();
  return (
    <FormDialog
      title={t("fallback.title", { missed })}
      opened
      wide
      onClose={onClose}
      deed={deed}
      submit={t("fallback.do")}
      warning={t("fallback.means")}
      // A mark that comes while it is looked at leaves nothing to be taken.
      ready={reason !== "" && kept !== null}
      act={() =>
        deed.run((act) => {
          const { journey: id, party, date, offset, version: over } = journey;
          const route = routeByFallback(journey, leg.leg, leadsOver(legs.slice(0, before), network ?? []));
          const next = legsByFallback(journey, leg.leg, act.newLeg);
          const fallback = { leg: leg.leg, missed };
          return act.writeJourney(
            one.case,
            { ...{ journey: id, party, date, offset, route, over, fallback }, legs: next, why: reason },
            followOperations(follows),
            way.asked((of) => next[legs.findIndex((each) => each.leg === of)]?.leg ?? of),
            lapsed.asked(),
          );
        })
      }
    >
      <RestsChanged changes={fallbackChanges(journey, leg.leg)} />
      <ol className="hours">
        {legs.slice(before).map((next) => (
          <li key={next.departs}>
            <span className="clock">{minuteText(next.departs)}</span>
            <div className="stack" data-tight>
              <p>
                <bdi>{next.service === "" ? t("journey.on-foot") : next.service}</bdi>:{" "}
                <Way from={next.from} to={next.to} />{" "}
                <span className="quiet">
                  – <bdi dir="ltr">{minuteText(next.arrives)}</bdi>
                </span>
              </p>
              {next.kind === "drive" ? <p className="warning small">{t("fallback.ask")}</p> : null}
            </div>
          </li>
        ))}
      </ol>
      <Follows one={one} follows={follows} now={now} />
      <LapsedFields lapsed={lapsed} now={now} />
      {way.offers.length === 0 ? null : <WayFields way={way} />}
      <TextField label={t("journey.why")} value={why} onChange={setWhy} lines={2} focus />
    </FormDialog>
  );
};
