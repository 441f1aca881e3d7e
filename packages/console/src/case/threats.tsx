import { type CaseView, lineOf, type ThreatView, type WithdrawnThreatView } from "@fairlead/casework";
import { useState } from "react";
import { CertaintyMark } from "../parts/certainty.tsx";
import { Scrolls } from "../parts/scrolls.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { ThreatDialog } from "./threat-dialog.tsx";
import { WithdrawThreat } from "./withdraw-threat.tsx";

type Asking = { kind: "change" | "again" | "withdraw"; threat: ThreatView } | null;
type Props = { one: CaseView; now: number };

/** Who threatens, and where they can find someone; folded below it what turned out to be none. */
export const Threats = ({ one, now }: Props) => {
  const { t } = useWords();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const { threats, withdrawnThreats } = one;
  const ask = one.closed === null ? setAsking : null;
  return (
    <>
      {threats.length === 0 ? (
        <p className="quiet">{t(withdrawnThreats.length === 0 ? "threats.none" : "threats.none-stands")}</p>
      ) : (
        <Scrolls label={t("threats.title")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("threats.who")}</th>
                <th scope="col">{t("threats.reach")}</th>
                <th scope="col">{t("verification.certainty")}</th>
              </tr>
            </thead>
            <tbody>
              {threats.map((threat) => (
                <Standing key={threat.threat} threat={threat} ask={ask} />
              ))}
            </tbody>
          </table>
        </Scrolls>
      )}
      {withdrawnThreats.length === 0 ? null : (
        <details className="threats-withdrawn">
          <summary>{t("threats.withdrawn", { n: withdrawnThreats.length })}</summary>
          <ul className="stack" data-tight>
            {withdrawnThreats.map((threat) => (
              <Withdrawn key={threat.threat} threat={threat} now={now} ask={ask} />
            ))}
          </ul>
        </details>
      )}
      {asking?.kind === "withdraw" ? (
        <WithdrawThreat one={one} threat={asking.threat} opened onClose={close} />
      ) : asking === null ? null : (
        <ThreatDialog one={one} threat={asking.threat} again={asking.kind === "again"} opened onClose={close} />
      )}
    </>
  );
};

type Ask = ((asking: NonNullable<Asking>) => void) | null;

const Standing = ({ threat, ask }: { threat: ThreatView; ask: Ask }) => {
  const { t } = useWords();
  return (
    <tr data-line={lineOf("threat", threat.threat)}>
      <td dir="auto">
        <b>{threat.who}</b>
        <br />
        <span className="quiet small">{t(`threat-kind.${threat.kind}`)}</span>
        {ask === null ? null : (
          <div className="threat-deeds">
            <Deed text={t("threats.change")} who={threat.who} onPress={() => ask({ kind: "change", threat })} />
            <Deed text={t("threats.withdraw")} who={threat.who} onPress={() => ask({ kind: "withdraw", threat })} />
          </div>
        )}
      </td>
      <td dir="auto">{threat.reach.length === 0 ? t("threats.reach-unknown") : threat.reach.join(", ")}</td>
      <td>
        <CertaintyMark certainty={threat.certainty} />
        <br />
        <span className="quiet small" dir="auto">
          {threat.source}, {personText(t, threat.by)}
        </span>
      </td>
    </tr>
  );
};

const Withdrawn = ({ threat, now, ask }: { threat: WithdrawnThreatView; now: number; ask: Ask }) => {
  const { t, days } = useWords();
  const { who, kind, reach, withdrawn } = threat;
  return (
    <li data-line={lineOf("threat", threat.threat)}>
      <p dir="auto">
        <s>
          <b>{who}</b> · {t(`threat-kind.${kind}`)} ·{" "}
          {reach.length === 0 ? t("threats.reach-unknown") : reach.join(", ")}
        </s>
      </p>
      <p className="small" dir="auto">
        {t("threats.withdrawn-by", {
          who: personText(t, withdrawn.by),
          at: days.when(withdrawn.at, now),
          reason: withdrawn.reason,
        })}
      </p>
      {ask === null ? null : (
        <div className="threat-deeds">
          <Deed text={t("threats.again")} who={who} onPress={() => ask({ kind: "again", threat })} />
        </div>
      )}
    </li>
  );
};

const Deed = ({ text, who, onPress }: { text: string; who: string; onPress(): void }) => (
  <button type="button" className="link small" onClick={onPress}>
    {text}
    <span className="hidden-visually">: {who}</span>
  </button>
);
