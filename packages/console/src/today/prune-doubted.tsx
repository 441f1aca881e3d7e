import type { CaseInHand } from "@fairlead/client";
import { Link } from "@tanstack/react-router";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import { Section } from "./section.tsx";

/**
 * Pruned journeys that this member decided about, and whose end their console does not sign: somebody may have written
 * something else than was decided, and nobody else is told of it. [P11]
 */
export const PruneDoubted = ({ cases }: { cases: readonly CaseInHand[] }) => {
  const { t } = useWords();
  if (cases.length === 0) return null;
  return (
    <Section title={t("today.prune-doubted")} count={cases.length}>
      <div className="panel">
        {cases.map(({ case: theCase, alias }) => (
          <div className="panel-row row" data-top key={theCase}>
            <Icon name="warning" className="warning" />
            <div className="grow">
              <p>
                <Link to="/cases/$case" params={{ case: theCase }}>
                  <b>{alias}</b>
                </Link>
              </p>
              <p className="small">{t("prune.doubted-today")}</p>
            </div>
          </div>
        ))}
      </div>
    </Section>
  );
};
