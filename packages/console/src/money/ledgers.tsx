import { mayWrite, type PartView } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { journeyDay } from "../journey/labels.ts";
import { Way } from "../parts/way.tsx";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { MoneyLines } from "./money-lines.tsx";
import { MoneySums } from "./money-sums.tsx";

type Props = {
  part: PartView;
  /** null for who holds nothing else of the case: a bookkeeper sees amounts, and no journey. */
  one: CaseInHand | null;
  closed: boolean;
  now: number;
};

/** The whole part, journey by journey. */
export const Ledgers = ({ part, one, closed, now }: Props) => {
  const { t, days } = useWords();
  const { me } = useView();
  const may = !closed && part.held === null && mayWrite(me.role, "writeMoney");
  return (
    <section className="stack">
      <h3>{t("money.title")}</h3>
      {part.money.length === 0 ? <p className="quiet">{t("money.none-yet")}</p> : null}
      {part.money.map((ledger, index) => {
        const journey = one?.journeys.find((each) => each.journey === ledger.journey) ?? null;
        const kept = one?.kept.find((each) => each.journey === ledger.journey);
        return (
          <article key={ledger.journey} className="panel">
            <div className="panel-row stack money-of" data-tight>
              <h4>
                {journey !== null ? (
                  <>
                    <Way from={journey.from} to={journey.to} />, {journeyDay(journey.date, days, now)}
                  </>
                ) : kept !== undefined ? (
                  t("money.journey-of", { date: journeyDay(kept.date, days, now) })
                ) : (
                  t("money.journey-nth", { n: index + 1 })
                )}
              </h4>
              <MoneySums sums={ledger.sums} />
              <MoneyLines one={one} journey={journey} lines={ledger.lines} now={now} may={may && journey !== null} />
            </div>
          </article>
        );
      })}
    </section>
  );
};
