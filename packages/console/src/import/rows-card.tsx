import { isBroughtIn, isThere, type PreviewLine, readableAll } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Check, SelectField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { likeText, noticeText, problemText, saidLines, whomJoin } from "./row-words.ts";

/** What a person decided of single rows; the others go as suggested. */
export type Decided = ReadonlyMap<number, boolean>;

export const isChosen = ({ row, suggests }: PreviewLine, decided: Decided): boolean =>
  suggests !== "refused" && (decided.get(row) ?? suggests === "import");

export const peopleIn = (lines: readonly PreviewLine[]): number =>
  lines.reduce((sum, { said }) => sum + said.people, 0);

const SHOWN = 100;
const KINDS = ["all", "look", "refused"] as const;

type Props = {
  lines: readonly PreviewLine[];
  headings: readonly string[];
  decided: Decided;
  made: ReadonlyMap<number, string>;
  busy: boolean;
  onDecide(decided: Decided): void;
};

/** Case by case: what would be made, what is refused and why, whom it may be already. */
export const RowsCard = ({ lines, headings, decided, made, busy, onDecide }: Props) => {
  const { t } = useWords();
  const [shown, setShown] = useState(SHOWN);
  const [kind, setKind] = useState<(typeof KINDS)[number]>("all");
  const refused = lines.filter(({ suggests }) => suggests === "refused").length;
  const look = lines.filter(({ likes, notices }) => likes.length + notices.length > 0).length;
  const toMake = lines.filter((line) => isChosen(line, decided) && !made.has(line.row));
  const cases = toMake.filter(({ joins }) => joins === null);
  const joining = toMake.filter(({ joins }) => joins !== null);
  // After a run that broke off, whoever opens the file again asks first how far it came.
  const here = lines.filter(({ row, joins, likes }) => joins === null && !made.has(row) && likes.some(isBroughtIn));
  const inFile = lines.filter(({ joins }) => joins === null).length;
  const allMade = made.size > 0 && toMake.length === 0;
  const picked = lines.filter(
    ({ suggests, likes, notices }) =>
      kind === "all" || (kind === "refused" ? suggests === "refused" : likes.length + notices.length > 0),
  );
  return (
    <>
      <p role="status">
        {here.length === 0 ? null : <>{t("import.summary-here", { n: here.length, of: inFile })} </>}
        {allMade ? null : (
          <>
            {t("import.summary", { n: cases.length, people: peopleIn(cases), of: inFile })}{" "}
            {joining.length === 0 ? null : <>{t("import.summary-join", { n: peopleIn(joining) })} </>}
          </>
        )}
        {refused === 0 ? null : <>{t("import.summary-refused", { n: refused })} </>}
        {look === 0 || allMade ? null : t("import.summary-look", { n: look })}
      </p>
      <div className="import-filter">
        <SelectField
          label={t("import.show")}
          value={kind}
          onChange={setKind}
          options={KINDS.map((value) => ({ value, text: t(`import.show-${value}`) }))}
        />
      </div>
      {picked.length === 0 ? <p className="quiet">{t("import.show-none")}</p> : null}
      <ul className="import-rows">
        {picked.slice(0, shown).map((line) => (
          <Row
            key={line.row}
            line={line}
            headings={headings}
            chosen={isChosen(line, decided)}
            made={made.get(line.row) ?? null}
            busy={busy}
            onChoose={(on) => onDecide(new Map(decided).set(line.row, on))}
          />
        ))}
      </ul>
      {picked.length > shown ? (
        <button type="button" className="button" onClick={() => setShown(shown + SHOWN)}>
          {t("import.more", { n: picked.length - shown })}
        </button>
      ) : null}
    </>
  );
};

type RowProps = {
  line: PreviewLine;
  headings: readonly string[];
  chosen: boolean;
  made: string | null;
  busy: boolean;
  onChoose(on: boolean): void;
};

const Row = ({ line, headings, chosen, made, busy, onChoose }: RowProps) => {
  const words = useWords();
  const { t } = words;
  const { cases, fields } = useView();
  // What a file says is looked at like what a stranger wrote: without signs that turn a line round.
  const read = readableAll(line);
  const there = readableAll({ headings: [...headings] });
  const { alias, people } = read.said;
  const rows = line.rows.join(", ");
  const joins = read.joins;
  const name =
    joins !== null
      ? t("import.row-join", { n: line.rows.length, rows, who: whomJoin(words, read).join(", "), alias })
      : line.rows.length > 1
        ? t("import.rows-of", { rows, alias })
        : t("import.row", { row: line.row, alias });
  const said = saidLines(words, read, fields);
  return (
    <li data-state={made !== null ? "made" : line.suggests === "refused" ? "refused" : chosen ? "chosen" : "skipped"}>
      {made !== null ? (
        <p>
          <b dir="auto">{name}</b> · {t(joins === null ? "import.made-row" : "import.joined-row")}{" "}
          <Link to="/cases/$case" params={{ case: made }} className="link">
            {t("import.open-case")}
          </Link>
        </p>
      ) : line.suggests === "refused" ? (
        <p>
          <b dir="auto">{name}</b> ·{" "}
          <span className="danger">{t(joins === null ? "import.refused-row" : "import.join-refused")}</span>
        </p>
      ) : (
        <Check
          label={
            <>
              <b dir="auto">{name}</b>{" "}
              <span className="quiet">
                {people > 1 && joins === null ? `· ${t("people", { n: people })} ` : ""}·{" "}
                {t(!chosen ? "import.skipped-row" : joins === null ? "import.chosen-row" : "import.join-chosen")}
              </span>
            </>
          }
          checked={chosen}
          disabled={busy || line.likes.some(isThere)}
          onChange={onChoose}
        />
      )}
      <div className="import-about small">
        {joins === null || made !== null ? null : (
          <p className="warning" dir="auto">
            {joins.gone > 0 ? `${t("import.join-gone", { n: joins.gone, alias })} ` : null}
            {t("import.join-about", { n: people, alias })}{" "}
            <Link to="/cases/$case" params={{ case: joins.case }} className="link">
              {t("import.open-case")}
            </Link>
          </p>
        )}
        {read.problems.map((problem) => (
          <p key={JSON.stringify(problem)} className="danger" dir="auto">
            {problemText(words, read, problem, there)}
          </p>
        ))}
        {read.likes.map((like) => (
          <p key={JSON.stringify(like)} className="warning" dir="auto">
            {likeText(words, like, cases)}{" "}
            {like.kind === "imported" && !like.closed ? (
              <Link to="/cases/$case" params={{ case: like.case }} className="link">
                {t("import.open-case")}
              </Link>
            ) : null}
          </p>
        ))}
        {(line.likes.some(isThere) ? [] : read.notices).map((notice) => (
          <p key={JSON.stringify(notice)} className="quiet" dir="auto">
            {noticeText(words, read, notice, there)}
          </p>
        ))}
        <details>
          <summary>{t("import.would-write")}</summary>
          <WouldWrite title={t("import.read-by-team")} texts={said.team} />
          <WouldWrite title={t("import.read-by-close")} texts={said.close} />
        </details>
      </div>
    </li>
  );
};

const WouldWrite = ({ title, texts }: { title: string; texts: readonly string[] }) =>
  texts.length === 0 ? null : (
    <>
      <p className="quiet">{title}</p>
      <ul>
        {[...new Set(texts)].map((text) => (
          <li key={text} dir="auto">
            {text}
          </li>
        ))}
      </ul>
    </>
  );
