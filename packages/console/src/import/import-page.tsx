import {
  broughtInByOthers,
  type CaseId,
  type CaseView,
  type Column,
  guessColumns,
  guessTogether,
  importFields,
  mayWrite,
  type PreviewLine,
} from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import { Empty } from "../parts/empty.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useNow, useSession, useView } from "../session/session.tsx";
import { ColumnsCard, columnsFor, openQuestions, type Parties, valuesOf } from "./columns-card.tsx";
import { FileCard } from "./file-card.tsx";
import type { ReadTable } from "./read/table.ts";
import { type Decided, isChosen, peopleIn, RowsCard } from "./rows-card.tsx";
import { TakeBack } from "./take-back.tsx";
import { codeNames, withScreenWords } from "./target-words.ts";
import { type Given, TeamCard } from "./team-card.tsx";
import { usePreview } from "./use-preview.ts";
import { useTable } from "./use-table.ts";
import "./import.css";

type Run = { kind: "none" } | { kind: "going" | "stopped" | "ended"; done: number; of: number };

/** Cases that were led in a spreadsheet: read here, looked at row by row, then each opened like any other. */
export const ImportPage = () => {
  const { t } = useWords();
  const view = useView();
  if (!mayWrite(view.me.role, "openCase"))
    return (
      <div className="page">
        <h1>{t("import.title")}</h1>
        <Empty>{t("import.not-yours")}</Empty>
      </div>
    );
  return (
    <div className="page import-page">
      <div className="page-head">
        <h1>{t("import.title")}</h1>
        <p className="quiet">{t("import.about")}</p>
      </div>
      <Importing />
      <Before />
    </div>
  );
};

const Importing = () => {
  const words = useWords();
  const { t, days } = words;
  const view = useView();
  const { hand, clock } = useSession();
  const deed = useDeed();
  const fields = useMemo(() => withScreenWords(importFields(view.fields), view.fields, words), [view.fields, words]);
  const names = useMemo(codeNames, []);
  const [columns, setColumns] = useState<Column[]>([]);
  const [parties, setParties] = useState<Parties>("alone");
  const [given, setGiven] = useState<Given>({ owner: view.me.id, standIn: "", team: new Set(), unread: "refuse" });
  const [decided, setDecided] = useState<Decided>(new Map());
  const [made, setMade] = useState<ReadonlyMap<number, CaseId>>(new Map());
  const [run, setRun] = useState<Run>({ kind: "none" });
  const { preview, look, forget } = usePreview();
  const stopped = useRef(false);
  useEffect(
    () => () => {
      stopped.current = true;
    },
    [],
  );

  const anew = () => {
    forget();
    setDecided(new Map());
    setMade(new Map());
    setRun({ kind: "none" });
    deed.forget();
  };
  const { opened, choose, readAs } = useTable((table) => {
    anew();
    const heads = table.headings.map((heading, column) => ({ heading, values: valuesOf(table, column) }));
    const guessed = guessColumns(heads, fields);
    setColumns(guessed);
    setParties(guessed.some(({ person }) => person > 1) ? "columns" : (guessTogether(heads) ?? "alone"));
  });
  const table = opened.kind === "read" && opened.found.kind === "table" ? opened.found : null;
  const busy = run.kind === "going";

  const lookAt = ({ rows }: ReadTable) => {
    anew();
    const { threads, cases, board } = hand.view();
    const readable = { threads, cases, board };
    look({
      columns: columnsFor(columns, parties),
      together: typeof parties === "number" ? parties : null,
      fields,
      names,
      unread: given.unread,
      rows,
      readable,
      mark: (cells) => hand.rowMark(cells),
    });
  };

  const write = async (lines: readonly PreviewLine[]) => {
    const chosen = lines.filter((line) => isChosen(line, decided) && !made.has(line.row));
    const of = made.size + chosen.length;
    const source = t("import.source", { day: days.date(clock()) });
    const now = new Map(made);
    stopped.current = false;
    for (const line of chosen) {
      if (stopped.current) break;
      setRun({ kind: "going", done: now.size, of });
      if (line.joins !== null) {
        const { case: joined, persons } = line.joins;
        const outcome = await deed.run((act) => act.importIntoCase({ case: joined, said: line.said, persons, source }));
        if (outcome?.kind !== "done" && outcome?.kind !== "already-kept") break;
        if (outcome.kind === "already-kept") deed.forget();
        now.set(line.row, joined);
        setMade(new Map(now));
        continue;
      }
      const outcome = await deed.run((act) =>
        act.importCase({
          cells: line.cells,
          said: line.said,
          source,
          owner: given.owner,
          standIn: given.standIn === "" ? null : given.standIn,
          team: [...given.team],
        }),
      );
      // It was on its way when an earlier run stopped, and has arrived.
      const there =
        outcome?.kind === "already-kept"
          ? hand
              .view()
              .cases.find(
                ({ imported, closed }) =>
                  imported !== null && closed === null && [imported.row, ...imported.rows].includes(line.mark),
              )?.case
          : undefined;
      const id = outcome?.kind === "done" ? outcome.case : there;
      // Without an answer the next case would wait behind it: the run stops, and says why beside its button.
      if (id === undefined) break;
      if (there !== undefined) deed.forget();
      now.set(line.row, id);
      setMade(new Map(now));
    }
    setRun({ kind: now.size < of ? "stopped" : "ended", done: now.size, of });
  };

  const open = table === null ? null : openQuestions(table, columnsFor(columns, parties), fields);
  const asks = open !== null && open.twice.length + open.dates.length > 0;
  const lines = preview.kind === "ready" ? preview.lines : [];
  const chosen = lines.filter((line) => isChosen(line, decided)).length;
  const toMake = lines.filter((line) => isChosen(line, decided) && !made.has(line.row));
  const toJoin = toMake.filter(({ joins }) => joins !== null);
  const nCases = toMake.length - toJoin.length;
  const doText =
    toJoin.length === 0
      ? t(run.kind === "stopped" ? "import.go-on" : "import.do", { n: nCases })
      : nCases === 0
        ? t("import.do-join", { n: peopleIn(toJoin) })
        : t("import.do-both", { n: nCases, people: peopleIn(toJoin) });
  const newCases = lines.flatMap(({ row, joins }) => (joins === null ? (made.get(row) ?? []) : []));
  return (
    <>
      <FileCard opened={opened} onChoose={(file) => void choose(file)} onWish={readAs} />
      {table === null ? null : (
        <fieldset className="import-steps" disabled={busy}>
          <ColumnsCard
            table={table}
            columns={columns}
            parties={parties}
            fields={fields}
            onChange={(changed) => {
              anew();
              setColumns(changed);
            }}
            onParties={(changed) => {
              anew();
              setParties(changed);
            }}
          />
          <TeamCard
            given={given}
            onChange={(changed) => {
              if (changed.unread !== given.unread) anew();
              setGiven(changed);
            }}
          />
        </fieldset>
      )}
      {table === null ? null : (
        <section className="panel import-card">
          <h2>{t("import.rows")}</h2>
          {table.as.kind === "workbook" && table.as.comments > 0 ? (
            <p className="warning">{t("import.comments", { n: table.as.comments })}</p>
          ) : null}
          <ByOthers />
          {preview.kind === "none" ? (
            <>
              <p className="quiet small">{t("import.rows-about")}</p>
              {asks ? <p className="warning">{t("import.asks-first")}</p> : null}
              <div>
                <button type="button" className="button" data-filled disabled={asks} onClick={() => lookAt(table)}>
                  {t("import.look", { n: table.rows.length })}
                </button>
              </div>
            </>
          ) : preview.kind === "looking" ? (
            <p role="status">
              {t("import.looking")} <progress aria-label={t("import.looking")} />
            </p>
          ) : (
            <>
              <RowsCard
                lines={preview.lines}
                headings={table.headings}
                decided={decided}
                made={made}
                busy={busy}
                onDecide={setDecided}
              />
              <p className="quiet small">{t("import.what-happens")}</p>
              {run.kind === "none" ? null : (
                <p role="status">
                  {t(`import.run-${run.kind}`, { done: run.done, of: run.of })}{" "}
                  {busy ? <progress value={run.done} max={run.of} aria-label={t("import.title")} /> : null}
                </p>
              )}
              {run.kind === "ended" ? <p className="warning">{t("import.after")}</p> : null}
              <Refused deed={deed} />
              <div className="row">
                {busy ? (
                  <button
                    type="button"
                    className="button"
                    onClick={() => {
                      stopped.current = true;
                    }}
                  >
                    {t("import.stop")}
                  </button>
                ) : made.size > 0 && chosen === made.size ? null : (
                  <button
                    type="button"
                    className="button"
                    data-filled
                    disabled={chosen === made.size}
                    onClick={() => void write(preview.lines)}
                  >
                    {doText}
                  </button>
                )}
                {busy || newCases.length === 0 ? null : <TakeBack made={newCases} onDone={anew} />}
              </div>
            </>
          )}
        </section>
      )}
    </>
  );
};

/** A colleague's import of the same list is no likely double where its names are not in this hand: that is asked. */
const ByOthers = () => {
  const { t, days } = useWords();
  const { cases } = useView();
  return broughtInByOthers(cases).map(({ by, cases: n, at }) => (
    <p key={by.id} className="warning">
      {t("import.by-others", { who: personText(t, by), n, day: days.date(at) })}
    </p>
  ));
};

const newestFirst = (a: CaseView, b: CaseView): number => (b.imported?.at ?? 0) - (a.imported?.at ?? 0);
const SHOWN = 50;

/** What came from files, from the record: here a wrong one is found again and closed like any other. */
const Before = () => {
  const { t, days } = useWords();
  const { cases } = useView();
  const now = useNow(60_000);
  const [all, setAll] = useState(false);
  const imported = cases.filter((one) => one.imported !== null).toSorted(newestFirst);
  if (imported.length === 0) return null;
  return (
    <section className="panel import-card">
      <h2>{t("import.before")}</h2>
      <p className="quiet small">{t("import.before-about")}</p>
      <ul className="import-before">
        {imported.slice(0, all ? imported.length : SHOWN).map((one) => (
          <li key={one.case}>
            <Link to="/cases/$case" params={{ case: one.case }} className="link">
              {one.alias}
            </Link>{" "}
            {one.imported === null ? null : (
              <span className="quiet small">
                {personText(t, one.imported.by)}, {days.when(one.imported.at, now)}
                {one.closed === null ? "" : ` · ${t("closed")}`}
              </span>
            )}
          </li>
        ))}
      </ul>
      {all || imported.length <= SHOWN ? null : (
        <button type="button" className="button" onClick={() => setAll(true)}>
          {t("import.more", { n: imported.length - SHOWN })}
        </button>
      )}
    </section>
  );
};
