import {
  type AlarmId,
  type CaseView,
  lapsedCheckIns,
  type TicketId,
  type WatchedLeg,
  type WayOffer,
  wayCheckIns,
} from "@fairlead/casework";
import { useState } from "react";
import { NotCalled } from "../case/arm-check-in.tsx";
import { calledNow } from "../case/called-now.ts";
import { expectedText } from "../case/expected-text.ts";
import { Check } from "../parts/field.tsx";
import { Way } from "../parts/way.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";

/** Minutes past the grace at which the stand-in is told, after whoever answers for the case. */
const THEN = 10;

const toldOf = (one: CaseView) => [one.owner, ...(one.standIn === null ? [] : [one.standIn])];

/** What is offered for these legs, each ticked until somebody takes it away. */
export const useWay = (one: CaseView, legs: readonly WatchedLeg[], now: number, stopped: readonly TicketId[] = []) => {
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const offers = wayCheckIns(one, { legs }, now, stopped);
  const wanted = offers.filter(({ leg }) => !without.has(leg));
  const turn = (leg: string, is: boolean): void => {
    const next = new Set(without);
    if (is) next.delete(leg);
    else next.add(leg);
    setWithout(next);
  };
  /** @param named of legs that have their name only once they are written */
  const asked = (named: (leg: string) => string = (leg) => leg) =>
    wanted.map(({ leg, from, to, due, graceMinutes, expectedFrom }) => ({
      ...{ leg: named(leg), due, graceMinutes, expectedFrom },
      wording: `${from} → ${to}`,
      ladder: toldOf(one).map(({ id }, index) => ({ member: id, afterMinutes: graceMinutes + index * THEN })),
    }));
  return { one, now, offers, wanted, turn, asked };
};

type Props = { way: Pick<ReturnType<typeof useWay>, "one" | "now" | "wanted" | "turn"> & { offers: WayOffer[] } };

/** Where somebody is expected to be heard of, and who is called if not. */
export const WayFields = ({ way: { one, now, offers, wanted, turn } }: Props) => {
  const { t, days } = useWords();
  const view = useView();
  const { duty } = view;
  const { called: told, out } = calledNow(one, view);
  const deaf = told.filter(({ id }) => !duty.callable.some(({ person }) => person.id === id));
  return (
    <>
      <fieldset>
        <legend>{t("set-out.check-ins")}</legend>
        {offers.map(({ leg, from, to, due, graceMinutes, expectedFrom }) => (
          <Check
            key={leg}
            checked={wanted.some((each) => each.leg === leg)}
            onChange={(is) => turn(leg, is)}
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
      <p className="small quiet">
        {t("set-out.told", { who: told.map((person) => personText(t, person)).join(", ") })}
      </p>
      <NotCalled out={out} />
      {deaf.length === 0 ? null : (
        <p className="small warning">
          {t("set-out.no-bell", { who: deaf.map((person) => personText(t, person)).join(", ") })}
        </p>
      )}
    </>
  );
};

/** Of those that were set for legs which are no more: each that waits is taken away with them, unless somebody keeps it. */
export const useLapsed = (one: CaseView, before: readonly { leg: string }[], legs: readonly { leg: string }[]) => {
  const [said, setSaid] = useState<ReadonlyMap<AlarmId, boolean>>(new Map());
  const offers = lapsedCheckIns(one, before, legs);
  const isWanted = ({ alarm, waits }: (typeof offers)[number]) => said.get(alarm) ?? waits;
  return {
    offers,
    isWanted,
    turn: (alarm: AlarmId, is: boolean) => setSaid(new Map(said).set(alarm, is)),
    asked: () => offers.filter(isWanted).map(({ alarm }) => alarm),
  };
};

export const LapsedFields = ({ lapsed, now }: { lapsed: ReturnType<typeof useLapsed>; now: number }) => {
  const words = useWords();
  const { t, days } = words;
  if (lapsed.offers.length === 0) return null;
  return (
    <fieldset>
      <legend>{t("fallback.lapsed")}</legend>
      {lapsed.offers.map((checkIn) => (
        <Check
          key={checkIn.alarm}
          checked={lapsed.isWanted(checkIn)}
          onChange={(is) => lapsed.turn(checkIn.alarm, is)}
          label={
            <>
              <b>{days.when(checkIn.due, now)}</b> <span dir="auto">{expectedText(words, checkIn)}</span>{" "}
              {checkIn.waits ? null : <span className="warning small">{t("fallback.lapsed-overdue")}</span>}
            </>
          }
        />
      ))}
    </fieldset>
  );
};
