import type { CaseView, DefinedFieldView, Like, PreviewLine, RowNotice, RowProblem } from "@fairlead/casework";
import { IMPORT_CASE_MOST, IMPORT_CELL_MOST, personAlias, threadName } from "@fairlead/casework";
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

/** Of a case of several rows, which of them it is. */
const inRow = ({ t }: Words, { rows }: PreviewLine, row: number, text: string): string =>
  rows.length > 1 ? t("import.row-of", { row, text }) : text;

export const problemText = (words: Words, line: PreviewLine, problem: RowProblem, { headings }: At): string => {
  const { t } = words;
  if (!("column" in problem)) return t(`import.problem.${problem.kind}`, { most: IMPORT_CASE_MOST });
  const { kind, row, column, text } = problem;
  const most = "most" in problem ? problem.most : IMPORT_CELL_MOST;
  return inRow(words, line, row, t(`import.problem.${kind}`, { column: columnName(headings, column), text, most }));
};

export const noticeText = (words: Words, line: PreviewLine, notice: RowNotice, { headings }: At): string => {
  const { t } = words;
  switch (notice.kind) {
    case "alias-made":
      return t("import.notice.alias-made", { alias: line.said.alias });
    case "more-people":
      return t("import.notice.more-people", { said: notice.said, people: notice.people });
    case "note-says-name":
      return t("import.notice.note-says-name");
    case "row-twice":
      return inRow(words, line, notice.row, t("import.notice.row-twice", { as: notice.as }));
    default: {
      const { kind, row, column } = notice;
      return inRow(words, line, row, t(`import.notice.${kind}`, { column: columnName(headings, column) }));
    }
  }
};

/** In the words of the file: what stands in the other case stays covered. */
export const likeText = ({ t }: Words, like: Like, cases: readonly CaseView[]): string => {
  if (like.kind === "imported") {
    const said = t(like.closed ? "import.like.closed" : "import.like.imported", { alias: like.alias, row: like.row });
    if (like.fresh.length === 0 || like.closed) return said;
    return `${said} ${t("import.like.fresh", { n: like.fresh.length, rows: like.fresh.join(", "), alias: like.alias })}`;
  }
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

/** As the case will call whoever joins it. */
export const whomJoin = ({ t }: Words, { said, persons }: PreviewLine): string[] =>
  persons.map(
    ({ person }) =>
      said.persons.find((one) => one.person === person)?.alias ??
      (said.alias === "" ? t("person.nth", { n: person }) : personAlias(said.alias, person)),
  );

/** As the case will call them, "Rowan 2", and from which row where there are several. */
const whomOf = (words: Words, line: PreviewLine, person: string): string => {
  const named = line.said.persons.find((one) => one.person === person)?.alias;
  const called = named ?? personAlias(line.said.alias, person);
  const row = line.persons.find((one) => one.person === person)?.row ?? line.row;
  return inRow(words, line, row, called);
};

/** Everything that would be written, line by line, apart by who will read it. */
export const saidLines = (
  words: Words,
  line: PreviewLine,
  own: readonly DefinedFieldView[],
): { team: string[]; close: string[] } => {
  const { t } = words;
  const { said, persons, joins } = line;
  const notesIn = (isTeam: boolean) =>
    said.notes
      .filter(({ part }) => (part === "contact" || part === "threat") === isTeam)
      .map(({ text }) => t("import.note-line", { text }));
  const factLine = ({ fact, value }: (typeof said.facts)[number]) =>
    `${factText(fact, own, words)}: ${valueText(words, { choices: choicesOf(fact, own, words) }, value)}`;
  const of = ({ person }: (typeof persons)[number]): string[] => {
    const facts = said.facts.filter((one) => one.person === person).map(factLine);
    if (persons.length < 2 && joins === null) return facts;
    const whom = whomOf(words, line, person);
    return facts.length === 0 ? [`${whom}: ${t("import.nothing-of")}`] : facts.map((text) => `${whom} · ${text}`);
  };
  return {
    team: [
      ...(joins === null ? [`${t("take.people")}: ${said.people}`] : whomJoin(words, line)),
      ...(joins === null ? said.persons : []).map(({ person, alias }) => `${t("person.nth", { n: person })}: ${alias}`),
      ...said.threats.map(
        ({ who, kind, reach }) =>
          `${t("import.to.threat-who")}: ${[who, t(`threat-kind.${kind}`), ...reach].join(" · ")}`,
      ),
      ...notesIn(true),
    ],
    close: [...persons.flatMap(of), ...notesIn(false)],
  };
};
