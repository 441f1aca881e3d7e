import type { CaseView, ThingId } from "@fairlead/casework";
import { differenceOf } from "@fairlead/planner/placements";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Dialog } from "../parts/dialog.tsx";
import { Check, SelectField } from "../parts/field.tsx";
import { Icon } from "../parts/icon.tsx";
import { UrgencyMark } from "../parts/urgency.tsx";
import type { Party } from "./parties.ts";
import { barOf, type Pins, unsafeBar, urgencyOf } from "./problem.ts";
import type { Shelter } from "./shelters.ts";
import { barText, differenceText, explanationText, type Telling } from "./told.ts";
import { type Placing, SECONDS_ASIDE, useAside } from "./use-placing.ts";
import { WEEKS } from "./weeks.ts";

type Props = {
  telling: Telling;
  party: Party;
  one: CaseView | undefined;
  shelters: readonly Shelter[];
  placing: Placing | null;
  pins: Pins;
  may: boolean;
  onPin(to: { site: ThingId; start: number } | null): void;
  onTerms(): void;
  onClose(): void;
};

/** One party: what it needs, where it may not go and why, why it is where the plan has it, and what another place costs. */
export const PartyDialog = (props: Props) => {
  const { telling, party, one, shelters, placing, may, onTerms, onClose } = props;
  const { t } = telling;
  const plan = placing?.plan ?? null;
  const place = plan?.placements.find((placed) => placed.party === party.case);
  const unsafe = unsafeBar(party, shelters);
  const bars = shelters.flatMap((shelter) => {
    const bar = barOf(party, shelter);
    return bar === null ? [] : [{ shelter, text: barText(telling, bar) }];
  });
  return (
    <Dialog title={t("beds.party-title", { alias: party.alias, n: party.people })} opened onClose={onClose} wide>
      <div className="stack">
        <div className="row bed-party-head">
          <UrgencyMark level={urgencyOf(party, shelters)} />
          <Link to="/cases/$case" params={{ case: party.case }} className="button">
            {t("beds.to-case")}
          </Link>
          {may && one !== undefined ? (
            <button type="button" className="button" onClick={onTerms}>
              {t("beds.terms-do")}
            </button>
          ) : null}
        </div>
        <p dir="auto">{whereText(telling, party)}</p>
        {unsafe === null ? null : (
          <p className="danger" dir="auto">
            <Icon name="warning" /> <b>{t("beds.must-leave", { why: barText(telling, unsafe) })}</b>
          </p>
        )}
        {plan === null || plan.status === "infeasible" ? null : (
          <p dir="auto">
            <b>
              {place === undefined
                ? t("beds.plan-none")
                : t("beds.plan-in", { shelter: telling.shelter(place.site), from: telling.week(place.start) })}
            </b>
          </p>
        )}
        {bars.length === 0 ? null : (
          <section className="stack" data-tight>
            <h3>{t("beds.barred")}</h3>
            <ul className="small">
              {bars.map(({ shelter, text }) => (
                <li key={shelter.thing}>
                  <b dir="auto">{shelter.name}</b>: <span dir="auto">{text}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        {placing === null ? (
          <p className="quiet small">{t("beds.propose-first")}</p>
        ) : (
          <Asking {...props} placing={placing} />
        )}
      </div>
    </Dialog>
  );
};

/** Where they are or are to be, by the record. */
export const whereText = ({ t, shelter, week }: Telling, { stay }: Pick<Party, "stay">): string => {
  if (stay === null) return t("beds.waits");
  const where = { shelter: shelter(stay.thing), from: week(stay.weeks.start) };
  return stay.use.until === null
    ? t(stay.there ? "beds.is-in-open" : "beds.comes-to-open", where)
    : t(stay.there ? "beds.is-in" : "beds.comes-to", { ...where, until: week(stay.weeks.end) });
};

const Asking = ({ telling, party, shelters, placing, pins, onPin, onClose }: Props & { placing: Placing }) => {
  const { t, shelter, week } = telling;
  const why = useAside();
  const other = useAside();
  const { plan, problem, running } = placing;
  const asked = problem.parties.find(({ id }) => id === party.case);
  const open = shelters.filter(({ thing }) => asked !== undefined && Object.hasOwn(asked.cost, thing));
  const place = plan?.placements.find((placed) => placed.party === party.case);
  const [site, setSite] = useState<string>(place?.site ?? open[0]?.thing ?? "");
  const [start, setStart] = useState(String(place?.start ?? asked?.earliest ?? 0));
  if (plan === null || plan.status === "infeasible" || asked === undefined) return null;
  const pinned = pins.get(party.case);
  const starts = Array.from(
    { length: Math.max(0, Math.min(asked.latest, WEEKS - 1) - asked.earliest + 1) },
    (_, index) => asked.earliest + index,
  );
  const to = open.find(({ thing }) => thing === site);
  const wanted = to === undefined ? null : { site: to.thing, start: Number(start) };
  const { aside } = other;
  return (
    <>
      {running ? <p className="quiet small">{t("beds.still-looking")}</p> : null}
      <section className="stack" data-tight>
        <div className="spread">
          <h3>{t(place === undefined ? "beds.why-not" : "beds.why")}</h3>
          <button
            type="button"
            className="button"
            disabled={why.aside.running}
            onClick={() => why.ask({ kind: "explain", problem, plan, party: party.case, seconds: SECONDS_ASIDE })}
          >
            {t(place === undefined ? "beds.ask-why-not" : "beds.ask-why")}
          </button>
        </div>
        <div role="status">
          {why.aside.running ? <progress aria-label={t("beds.looking")} /> : null}
          {why.aside.broken ? <p className="warning">{t("beds.no-answer")}</p> : null}
          {why.aside.explanation === null ? null : (
            <ul className="bed-why">
              {explanationText(telling, why.aside.explanation).map((line) => (
                <li key={line}>
                  <bdi>{line}</bdi>
                </li>
              ))}
            </ul>
          )}
        </div>
      </section>
      <section className="stack" data-tight>
        <h3>{t("beds.by-hand")}</h3>
        {open.length === 0 || starts.length === 0 ? (
          <p className="quiet">{t("beds.nowhere-open")}</p>
        ) : (
          <>
            <div className="row bed-try">
              <SelectField
                label={t("beds.in")}
                value={site}
                onChange={(value) => {
                  setSite(value);
                  other.clear();
                }}
                options={open.map(({ thing, name }) => ({ value: thing as string, text: name }))}
              />
              <SelectField
                label={t("beds.from")}
                value={start}
                onChange={(value) => {
                  setStart(value);
                  other.clear();
                }}
                options={starts.map((index) => ({
                  value: String(index),
                  text: index === 0 ? t("beds.today") : week(index),
                }))}
              />
              <button
                type="button"
                className="button"
                disabled={wanted === null || aside.running}
                onClick={() => {
                  if (wanted === null) return;
                  const others = problem.pinned.filter((pin) => pin.party !== party.case);
                  other.ask({
                    kind: "plan",
                    problem: { ...problem, pinned: [...others, { party: party.case, ...wanted }] },
                    seconds: SECONDS_ASIDE,
                  });
                }}
              >
                {t("beds.price")}
              </button>
            </div>
            <div role="status" className="stack" data-tight>
              {aside.running ? <progress aria-label={t("beds.looking")} /> : null}
              {aside.broken ? <p className="warning">{t("beds.no-answer")}</p> : null}
              {aside.plan === null ? null : aside.plan.objective === null ? (
                <p className="warning">{t("beds.try-impossible")}</p>
              ) : (
                <p>
                  {priceText(
                    telling,
                    (aside.plan.objective ?? 0) - (plan.objective ?? 0),
                    aside.plan.status === "optimal",
                  )}{" "}
                  {differenceText(telling, differenceOf(problem, plan.placements, aside.plan))}
                </p>
              )}
            </div>
            {wanted !== null && aside.plan !== null && aside.plan.objective !== null ? (
              <button
                type="button"
                className="button"
                data-filled
                onClick={() => {
                  onPin(wanted);
                  onClose();
                }}
              >
                {t("beds.pin-there", { shelter: shelter(wanted.site) })}
              </button>
            ) : null}
          </>
        )}
        {place === undefined && pinned === undefined ? null : (
          <Check
            label={t("beds.pinned", {
              shelter: shelter(pinned?.site ?? place?.site ?? ""),
              from: week(pinned?.start ?? place?.start ?? 0),
            })}
            checked={pinned !== undefined}
            onChange={(on) =>
              onPin(on && place !== undefined ? { site: place.site as ThingId, start: place.start } : null)
            }
          />
        )}
      </section>
    </>
  );
};

const priceText = ({ t }: Telling, price: number, proven: boolean): string =>
  price === 0
    ? t("beds.price-same")
    : t(price > 0 ? (proven ? "beds.price-more" : "beds.price-more-at-most") : "beds.price-less", {
        n: Math.abs(price),
      });
