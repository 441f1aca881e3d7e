import { type CaseView, type JourneyView, wayCheckIns } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { Check } from "../parts/field.tsx";
import { Way } from "../parts/way.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession, useView } from "../session/session.tsx";

type Props = { one: CaseView; journey: JourneyView; onClose(): void };

/** Minutes past the grace at which the stand-in is told, after whoever answers for the case. */
const THEN = 10;

/** They are on their way from here on; and where somebody is expected to be heard of is set with it. */
export const SetOutDialog = ({ one, journey, onClose }: Props) => {
  const { t, days } = useWords();
  const { clock } = useSession();
  const { duty } = useView();
  const deed = useDeed();
  const [now] = useState(clock);
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const offers = wayCheckIns(one, journey, now);
  const wanted = offers.filter(({ leg }) => !without.has(leg));
  const told = [one.owner, ...(one.standIn === null ? [] : [one.standIn])];
  const deaf = told.filter(({ id }) => !duty.callable.some(({ person }) => person.id === id));
  return (
    <FormDialog
      title={t("set-out.title", { from: journey.from, to: journey.to })}
      opened
      wide
      onClose={onClose}
      deed={deed}
      submit={t("set-out.do", { n: wanted.length })}
      warning={t("set-out.means")}
      ready
      act={() =>
        deed.run((act) =>
          act.startJourney(
            one.case,
            { journey: journey.journey, over: journey.version },
            wanted.map(({ leg, from, to, due, graceMinutes, expectedFrom }) => ({
              ...{ leg, due, graceMinutes, expectedFrom },
              wording: `${from} → ${to}`,
              ladder: told.map(({ id }, index) => ({ member: id, afterMinutes: graceMinutes + index * THEN })),
            })),
          ),
        )
      }
    >
      {offers.length === 0 ? (
        <p className="quiet">{t("set-out.none")}</p>
      ) : (
        <fieldset>
          <legend>{t("set-out.check-ins")}</legend>
          {offers.map(({ leg, from, to, due, graceMinutes, expectedFrom }) => (
            <Check
              key={leg}
              checked={!without.has(leg)}
              onChange={(is) => {
                const next = new Set(without);
                if (is) next.delete(leg);
                else next.add(leg);
                setWithout(next);
              }}
              label={
                <>
                  <b>{days.when(due, now)}</b> <Way from={from} to={to} />{" "}
                  <span className="quiet small">
                    {t(`expected.${expectedFrom}`)}, {t("check-in.grace", { n: graceMinutes })}
                  </span>
                </>
              }
            />
          ))}
        </fieldset>
      )}
      <p className="small quiet">
        {t("set-out.told", { who: told.map((person) => personText(t, person)).join(", ") })}
      </p>
      {deaf.length === 0 ? null : (
        <p className="small warning">
          {t("set-out.no-bell", { who: deaf.map((person) => personText(t, person)).join(", ") })}
        </p>
      )}
    </FormDialog>
  );
};
