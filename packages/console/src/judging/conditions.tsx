import type { CaseView } from "@fairlead/casework";
import type { CaseTab } from "../case/case-tabs.ts";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";
import "./judging.css";

type Next = CaseView["next"][number];
type What = Next["conditions"][number]["what"];

/** Where each is done. */
const PLACE: Record<What, "contact" | "threat" | "decisions" | "journey" | "tickets" | "consents" | null> = {
  "verification-concluded": "threat",
  "search-checked": "threat",
  willing: "consents",
  "approved-go": "decisions",
  "own-go": "decisions",
  "approved-decline": "decisions",
  "safety-plan": "contact",
  referral: "contact",
  "check-ins-closed": "contact",
  "tickets-decided": "tickets",
  "journey-over": "journey",
  "final-stage": null,
};

const tabOf = (tabs: readonly CaseTab[], place: (typeof PLACE)[What]): string | null =>
  tabs.find((tab) => (tab.kind === "part" ? tab.part.part === place : tab.kind === place))?.key ?? null;

type Props = { next: Next; tabs: readonly CaseTab[]; onGo(tab: string): void };

/** What a stage asks for, met or not, before anything fails; what lacks leads to where it is done. */
export const Conditions = ({ next, tabs, onGo }: Props) => {
  const { t } = useWords();
  const lacking = next.conditions.filter(({ met }) => !met).length;
  if (lacking === 0) return null;
  const list = (
    <ul className="conditions" aria-label={t("stage.asks", { stage: t(`stage.${next.to}`) })}>
      {next.conditions.map(({ what, met }) => {
        const tab = met ? null : tabOf(tabs, PLACE[what]);
        return (
          <li key={what} className="small" data-met={met || undefined}>
            <Icon name={met ? "check" : "warning"} className={met ? "well" : "warning"} />
            <span>
              {t(`missing.${what}`)}
              <span className={met ? "quiet" : "warning"}> · {t(met ? "stage.met" : "stage.lacks")}</span>
            </span>
            {tab === null ? null : (
              <button type="button" className="link" onClick={() => onGo(tab)}>
                {t(`stage.do-${what}`)}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
  // Turning somebody away is not what a case is opened for: its list stands folded.
  return next.to === "declined" ? (
    <details className="small">
      <summary>{t("stage.lacks-n", { n: lacking })}</summary>
      {list}
    </details>
  ) : (
    list
  );
};
