import type { Overbooked, ThingView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { noonOf } from "../parts/date-field.tsx";
import { useWords } from "../say/words.tsx";
import { Section } from "../today/section.tsx";

/** In how many beds how many are to sleep, from which day on. */
export const OverText = ({ over, now }: { over: Overbooked; now: number }) => {
  const { t, days } = useWords();
  const { day, taken, beds } = over;
  return <>{t("beds.over", { day: days.day(noonOf(day), now), taken, beds })}</>;
};

/** Beds that are given away twice, to everybody who reads the register: nobody is told by a door that is shut. */
export const BedsOver = ({ things, now }: { things: readonly ThingView[]; now: number }) => {
  const { t } = useWords();
  const over = things.flatMap(({ thing, name, overbooked }) =>
    overbooked === null ? [] : [{ thing, name, overbooked }],
  );
  if (over.length === 0) return null;
  return (
    <Section title={t("beds.over-today")} count={over.length}>
      <ul className="panel">
        {over.map(({ thing, name, overbooked }) => (
          <li key={thing} className="panel-row stack" data-tight>
            <p className="danger">
              <b dir="auto">{name}</b> · <OverText over={overbooked} now={now} />
            </p>
            <p className="small quiet">{t("beds.over-means")}</p>
            <p>
              <Link to="/beds" className="button">
                {t("beds.over-open")}
                <span className="hidden-visually"> {name}</span>
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
};
