import type { Leg } from "@fairlead/planner/routes";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { type Known, rideText } from "./chosen.ts";
import { minuteText } from "./labels.ts";
import { isSameLeg } from "./wishes.ts";

type Props = {
  kept: readonly Leg[];
  nowhere: readonly Leg[];
  known: Known;
  onChange(kept: Leg[]): void;
};

/** Legs that every way must have: somebody has given their word for them. */
export const KeptLegs = ({ kept, nowhere, known, onChange }: Props) => {
  const { t } = useWords();
  if (kept.length === 0) return null;
  const text = (leg: Leg) =>
    `${minuteText(leg.depart)} ${t("journey.ride", { ride: rideText(known, leg), from: known.names(leg.from), to: known.names(leg.to) })}`;
  return (
    <div className="plan-listed stack" data-tight>
      <h3>{t("journey.kept")}</h3>
      <ul className="row">
        {kept.map((leg) => (
          <li key={text(leg)}>
            <button
              type="button"
              className="button"
              onClick={() => onChange(kept.filter((other) => !isSameLeg(other, leg)))}
              aria-label={t("journey.let-go-of", { name: text(leg) })}
            >
              <Icon name="stays" /> <span dir="auto">{text(leg)}</span> <Icon name="cross" />
            </button>
          </li>
        ))}
      </ul>
      {nowhere.length === 0 ? null : (
        <p role="alert" className="warning small" dir="auto">
          {t("journey.kept-nowhere", { names: nowhere.map(text).join("; ") })}
        </p>
      )}
    </div>
  );
};
