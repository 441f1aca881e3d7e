import { type CaseView, type JourneyView, lineOf, type MoneyLineView } from "@fairlead/casework";
import { useState } from "react";
import { thingText } from "../exposure/marked-words.ts";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { moneyText } from "./ledger.ts";
import { MoneyDialog } from "./money-dialog.tsx";
import { StrikeDialog } from "./strike-dialog.tsx";

type Props = {
  /** null for who holds nothing else of the case: they read. */
  one: CaseView | null;
  journey: JourneyView | null;
  lines: readonly MoneyLineView[];
  now: number;
  may: boolean;
};
type Asking = { kind: "mend" | "strike"; line: MoneyLineView } | null;

/** Newest first. What was struck out stays to be read, with who did it and why. */
export const MoneyLines = ({ one, journey, lines, now, may }: Props) => {
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  return (
    <>
      <ol className="money-lines">
        {lines.map((line) => (
          <Line key={line.line} line={line} now={now} onAsk={may && one !== null ? setAsking : null} />
        ))}
      </ol>
      {asking?.kind === "mend" && one !== null && journey !== null ? (
        <MoneyDialog one={one} journey={journey} before={asking.line} onClose={close} />
      ) : null}
      {asking?.kind === "strike" && one !== null ? <StrikeDialog one={one} line={asking.line} onClose={close} /> : null}
    </>
  );
};

type LineProps = { line: MoneyLineView; now: number; onAsk: ((asking: Asking) => void) | null };

const Line = ({ line, now, onAsk }: LineProps) => {
  const words = useWords();
  const { t, days } = words;
  const { is, struck, thing, means, member, receipt, note } = line;
  const amount = moneyText(words, line.amount, line.currency);
  const what = `${t(`money.is.${is}`)} ${amount}`;
  const whom = [thing === null ? "" : thingText(t, thing), line.words].filter((one) => one !== "").join(", ");
  return (
    <li data-struck={struck !== null || undefined} data-line={lineOf("money", line.line)}>
      <div className="stack" data-tight>
        <p>
          <b className="money-what">{what}</b> · {t(`money.for.${line.purpose}`)}
          {whom === "" || is === "planned" ? null : (
            <>
              {" "}
              · <span dir="auto">{t(`money.whom.${is}`, { whom })}</span>
            </>
          )}
        </p>
        <p className="small">
          {days.when(line.when, now)}
          {means === null ? null : <span dir="auto"> · {t("money.by-means", { means: thingText(t, means) })}</span>}
          {member === null || (is !== "handed" && is !== "returned") ? null : (
            <> · {t(`money.member.${is}`, { who: personText(t, member) })}</>
          )}
          {receipt === "" ? null : <span dir="auto"> · {t("money.receipt-is", { receipt })}</span>}
        </p>
        {note === "" ? null : (
          <p className="small words" dir="auto">
            {note}
          </p>
        )}
        {line.reason === "" ? null : (
          <p className="small" dir="auto">
            {t("money.in-place", { reason: line.reason })}
          </p>
        )}
        {struck === null ? null : (
          <p className="small" dir="auto">
            {t("money.struck", { who: personText(t, struck.by), at: days.when(struck.at, now), reason: struck.reason })}
          </p>
        )}
        <p className="quiet small">
          {t("exposure.by-at", { who: personText(t, line.by), at: days.when(line.at, now) })}
        </p>
      </div>
      {onAsk === null || struck !== null ? null : (
        <div className="row">
          <button type="button" className="button" onClick={() => onAsk({ kind: "mend", line })}>
            {t("money.mend")}
            <span className="hidden-visually"> {what}</span>
          </button>
          <button type="button" className="button" onClick={() => onAsk({ kind: "strike", line })}>
            {t("money.strike")}
            <span className="hidden-visually"> {what}</span>
          </button>
        </div>
      )}
    </li>
  );
};
