import type { MovingView } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useWords } from "../say/words.tsx";
import { Section } from "../today/section.tsx";
import { dangerText, isGrave, lateText, nextText, signText, unheardText } from "./moving-words.ts";
import "./moving.css";

/** As many as a glance takes; those who need somebody come first, so none of them is behind the link. */
const MOST = 6;

/** Beside *Today*: whoever is on the way, in two lines each. Nobody moving, no section. */
export const MovingToday = ({ moving, now }: { moving: readonly MovingView[]; now: number }) => {
  const words = useWords();
  const { t } = words;
  if (moving.length === 0) return null;
  const grave = moving.filter(isGrave).length;
  return (
    <Section title={t("today.moving")} count={moving.length}>
      <div className="panel">
        <ul>
          {moving.slice(0, Math.max(MOST, grave)).map((one) => (
            <li key={one.key} className="panel-row moving-brief" data-grave={isGrave(one) || undefined}>
              <p>
                <Link to="/cases/$case" params={{ case: one.case }}>
                  <b>{one.alias}</b>
                </Link>{" "}
                <span className="quiet">
                  {one.confirmed === null && one.lastSign === null ? "" : signText(words, one, now)}
                </span>
              </p>
              <p className="small">
                {one.to === "" ? (
                  one.state === "moving" ? (
                    <>{t("moving.way-short")} · </>
                  ) : null
                ) : (
                  <>
                    <bdi>{one.to}</bdi> ·{" "}
                  </>
                )}
                <Second one={one} now={now} />
              </p>
            </li>
          ))}
        </ul>
        <p className="panel-row">
          <Link to="/moving">{t("moving.open")}</Link>
        </p>
      </div>
    </Section>
  );
};

const Second = ({ one, now }: { one: MovingView; now: number }) => {
  const words = useWords();
  const grave = dangerText(words, one, now) ?? unheardText(words, one, now) ?? lateText(words, one, now);
  return grave === null ? (
    <span className="quiet">{nextText(words, one, now)}</span>
  ) : (
    <b className="danger">{grave}</b>
  );
};
