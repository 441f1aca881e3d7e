import type { CaseView, DefinedFieldView, Like, PreviewLine, RowNotice, RowProblem } from "@fairlead/casework";
import { IMPORT_CELL_MOST, IMPORT_ROW_MOST, threadName } from "@fairlead/casework";
import { valueText } from "../person/fact-value.tsx";
import type { Words } from "../say/words.tsx";
import { choicesOf, factText } from "./target-words.ts";

type At = { headings: readonly string[] };

/** "Born", or where there is no heading, the letter by which a spreadsheet calls the column. */
export const columnName = (headings: readonly string[], column: number): string => {
  const heading = headings[column] ?? "";
  return heading === "" ? columnLetter(column) : heading;
};

const columnLetter = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : columnLetter(Math.floor(column / 26) - 1) + columnLetter(column % 26);

export const problemText = ({ t }: Words, problem: RowProblem, { headings }: At): string => {
  if (!("column" in problem)) return t(`import.problem.${problem.kind}`, { most: IMPORT_ROW_MOST });
  const { kind, column, text, most = IMPORT_CELL_MOST } = problem;
  const values = { column: columnName(headings, column), text, most };
  return t(`import.problem.${kind}`, values);
};

export const noticeText = ({ t }: Words, notice: RowNotice, { headings }: At, alias: string): string =>
  notice.kind === "alias-made"
    ? t("import.notice.alias-made", { alias })
    : t(`import.notice.${notice.kind}`, { column: columnName(headings, notice.column) });

/** In the words of the file: what stands in the other case stays covered. */
export const likeText = ({ t }: Words, like: Like, cases: readonly CaseView[]): string => {
  if (like.kind === "imported") return t("import.like.imported", { alias: like.alias });
  if (like.kind === "same-row") return t("import.like.same-row", { row: like.row });
  const why = like.reasons
    .map(
      ({ what, here }) =>
        t(what === "name" ? "import.like.name" : `match-reason.${what}`) + (here === "" ? "" : ` (${here})`),
    )
    .join(", ");
  const strength = t(`match.${like.strength}`);
  if (like.kind === "row") return t("import.like.row", { row: like.row, strength, why });
  const { subject } = like;
  const who =
    subject.kind === "known"
      ? t("import.like.known")
      : subject.kind === "case"
        ? t("match.case", { alias: cases.find((one) => one.case === subject.case)?.alias ?? "" })
        : t("match.thread", { name: threadName(subject.mailbox) });
  return t("import.like.subject", { who, strength, why });
};

/** Everything that the row would write, line by line. */
export const saidLines = (words: Words, { said }: PreviewLine, own: readonly DefinedFieldView[]): string[] => {
  const { t } = words;
  return [
    `${t("take.people")}: ${said.people}`,
    ...said.facts.map(
      ({ fact, value }) =>
        `${factText(fact, own, words)}: ${valueText(words, { choices: choicesOf(fact, own, words) }, value)}`,
    ),
    ...(said.threat
      ? [
          `${t("import.to.threat-who")}: ${[said.threat.who, t(`threat-kind.${said.threat.kind}`), ...said.threat.reach].join(" · ")}`,
        ]
      : []),
    ...said.notes.map(({ text }) => t("import.note-line", { text })),
  ];
};
