import { type CaseId, type CaseView, URGENCIES } from "@fairlead/casework";
import type { Plan, Problem } from "@fairlead/planner/placements";
import { Link } from "@tanstack/react-router";
import { tagText } from "../exposure/shelter-fields.tsx";
import { Empty } from "../parts/empty.tsx";
import { Icon } from "../parts/icon.tsx";
import { UrgencyMark } from "../parts/urgency.tsx";
import { useWords } from "../say/words.tsx";
import type { Party } from "./parties.ts";
import { whereText } from "./party-dialog.tsx";
import { unsafeBar, urgencyOf } from "./problem.ts";
import type { Shelter } from "./shelters.ts";
import { barText, type Telling } from "./told.ts";

type Props = {
  telling: Telling;
  parties: readonly Party[];
  shelters: readonly Shelter[];
  shown: { plan: Plan; problem: Problem } | null;
  onParty(party: CaseId): void;
};

const rankOf = (party: Party, shelters: readonly Shelter[]): number =>
  unsafeBar(party, shelters) !== null ? 0 : party.stay === null ? 1 : 2;

/** What the chart shows, in words: whoever has no bed first, by urgency, so that nobody is left behind quietly. */
export const PartyTable = ({ telling, parties, shelters, shown, onParty }: Props) => {
  const { t, shelter, week } = telling;
  if (parties.length === 0)
    return (
      <div className="panel">
        <Empty>{t("beds.nobody")}</Empty>
      </div>
    );
  const places = new Map(shown?.plan.placements.map((one) => [one.party, one]));
  const rank = (party: Party) => rankOf(party, shelters);
  const urgency = (party: Party) => urgencyOf(party, shelters);
  const sorted = parties.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      URGENCIES.indexOf(urgency(a)) - URGENCIES.indexOf(urgency(b)) ||
      a.alias.localeCompare(b.alias),
  );
  return (
    <section className="panel bed-parties">
      <h2 className="panel-row">{t("beds.in-words")}</h2>
      <ul>
        {sorted.map((party) => {
          const place = places.get(party.case);
          const unsafe = unsafeBar(party, shelters);
          const same =
            place !== undefined && place.site === party.stay?.thing && place.start === party.stay.weeks.start;
          return (
            <li key={party.case} className="panel-row bed-party" data-waits={rank(party) < 2 || undefined}>
              <p>
                <b dir="auto">{party.alias}</b> <span className="quiet">{t("beds.people", { n: party.people })}</span>
              </p>
              <UrgencyMark level={urgency(party)} />
              <div className="small">
                <p dir="auto" className={rank(party) < 2 ? "warning" : undefined}>
                  {whereText(telling, party)}
                </p>
                {unsafe === null ? null : (
                  <p className="danger" dir="auto">
                    <Icon name="warning" /> {barText(telling, unsafe)}
                  </p>
                )}
                {(party.terms?.needs ?? []).length === 0 ? null : (
                  <p className="quiet" dir="auto">
                    {t("beds.needs", { tags: (party.terms?.needs ?? []).map((tag) => tagText(t, tag)).join(", ") })}
                  </p>
                )}
                {shown === null || same ? null : (
                  <p dir="auto">
                    <b>
                      {place === undefined
                        ? t("beds.plan-none")
                        : t("beds.plan-in", { shelter: shelter(place.site), from: week(place.start) })}
                    </b>
                  </p>
                )}
              </div>
              <button type="button" className="button" onClick={() => onParty(party.case)}>
                {t("beds.look")}
                <span className="hidden-visually"> {party.alias}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
};

type UnaskedProps = { cases: readonly CaseView[]; may: boolean; onTerms(one: CaseId): void };

/** More are folded: the chart is what the page is for. */
const OPEN_MOST = 5;

/** Far enough to need a roof, and nobody has said whether they do: no plan sees them. */
export const Unasked = ({ cases, may, onTerms }: UnaskedProps) => {
  const { t } = useWords();
  if (cases.length === 0) return null;
  return (
    <details className="panel bed-unasked" open={cases.length <= OPEN_MOST}>
      <summary className="panel-row">
        <b>{t("beds.unasked", { n: cases.length })}</b>
        <span className="quiet small">{t("beds.unasked-about")}</span>
      </summary>
      <ul>
        {cases.map((one) => (
          <li key={one.case} className="panel-row bed-party">
            <p>
              <Link to="/cases/$case" params={{ case: one.case }}>
                <span dir="auto">{one.alias}</span>
              </Link>{" "}
              <span className="quiet">{t("beds.people", { n: one.people })}</span>
            </p>
            <UrgencyMark level={one.urgency.level} />
            <p className="small quiet">{t(`stage.${one.stage}`)}</p>
            {may ? (
              <button type="button" className="button" onClick={() => onTerms(one.case)}>
                {t("beds.terms-do")}
                <span className="hidden-visually"> {one.alias}</span>
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
};
