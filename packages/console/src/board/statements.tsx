import { lineOf, type VerificationLine, type VerificationView } from "@fairlead/casework";
import { CertaintyMark } from "../parts/certainty.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import "./board.css";

type Props = {
  statements: readonly VerificationLine[];
  now: number;
  /** null: may not be changed here. */
  change: ((line: VerificationLine) => void) | null;
};

/** Statement, source, what supports it, what speaks against it, how sure; and what was thought before. */
export const Statements = ({ statements, now, change }: Props) => {
  const { t } = useWords();
  return (
    <ul className="stack statements" data-tight>
      {statements.map((line) => (
        <li key={line.line} className="statement" data-line={lineOf("statement", line.line)}>
          <div className="spread">
            <b dir="auto">{line.statement}</b>
            <CertaintyMark certainty={line.certainty} />
          </div>
          <dl className="small">
            <Fact term={t("verification.source")} text={line.source} />
            <Fact
              term={t("verification.corroboration")}
              text={line.corroboration}
              none={t("verification.nothing-supports")}
            />
            {line.against === "" ? null : <Fact term={t("verification.against")} text={line.against} />}
          </dl>
          <p className="small quiet">
            <SaidBy said={line} now={now} />{" "}
            {change === null ? null : (
              <button type="button" className="link" onClick={() => change(line)}>
                {t("change")}
                <span className="hidden-visually">: {line.statement}</span>
              </button>
            )}
          </p>
          {line.earlier.length === 0 ? null : (
            <details className="small">
              <summary>{t("verification.earlier", { n: line.earlier.length })}</summary>
              <ul>
                {line.earlier.map((before) => (
                  <li key={before.at}>
                    <CertaintyMark certainty={before.certainty} /> <bdi>{before.corroboration || before.source}</bdi>{" "}
                    <span className="quiet">
                      <SaidBy said={before} now={now} />
                    </span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
};

const Fact = ({ term, text, none }: { term: string; text: string; none?: string }) => (
  <div>
    <dt>{term}</dt>
    <dd dir="auto" className={text === "" ? "quiet" : ""}>
      {text === "" ? (none ?? "") : text}
    </dd>
  </div>
);

const SaidBy = ({ said, now }: { said: VerificationView; now: number }) => {
  const { t, days } = useWords();
  return (
    <>
      {personText(t, said.by)}, {days.when(said.at, now)}
      {said.carriedBy === null ? "" : ` · ${t("verification.carried", { who: personText(t, said.carriedBy) })}`}
      {said.concluded ? ` · ${t("verification.concluding")}` : ""}
    </>
  );
};
