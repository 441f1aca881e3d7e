import { type DecisionView, mayWrite } from "@fairlead/casework";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { Asked } from "./asked.tsx";
import { KeyWords } from "./key-words.tsx";
import { useMaking } from "./make-bundle.tsx";

export type ExportDecision = DecisionView & { export: NonNullable<DecisionView["export"]> };

/** What the second member must see before it is approved; once it is, the bundle, and each that was made. */
export const ExportSummary = ({ decision, now }: { decision: ExportDecision; now: number }) => {
  const { t, days } = useWords();
  const { me } = useView();
  const making = useMaking();
  const { purpose, recipient, covers, key, stands, made } = decision.export;
  const open = decision.state === "waiting" || decision.state === "approved";
  return (
    <div className="stack" data-tight>
      <p>
        {t(`consent-purpose.${purpose}`)} · <b dir="auto">{recipient}</b>
      </p>
      <p>{t("bundle.leaves", { what: covers.map((each) => t(`consent-covers.${each}`)).join("; ") })}</p>
      {key === null ? <p className="quiet small">{t("bundle.by-passphrase")}</p> : <KeyWords value={key} />}
      {stands || !open ? null : <p className="danger">{t("bundle.ended")}</p>}
      {made.length === 0 ? null : (
        <ul className="small">
          {made.map((one) => (
            <li key={`${one.bundle}-${one.at}`}>
              {t("bundle.made", { who: personText(t, one.by), at: days.when(one.at, now) })}{" "}
              <span className="quiet">
                · {t("bundle.size", { n: Math.ceil(one.bytes / 1024) })} ·{" "}
                <code dir="ltr">{one.bundle.slice(0, 16)}…</code>
              </span>
              {one.asked === null ? null : <Asked asked={one.asked} now={now} />}
            </li>
          ))}
        </ul>
      )}
      {decision.state === "approved" && stands && mayWrite(me.role, "exported") ? (
        <p>
          <button type="button" className="button" data-filled onClick={() => making(decision)}>
            {t(made.length === 0 ? "bundle.make" : "bundle.make-again")}
          </button>
        </p>
      ) : null}
    </div>
  );
};
