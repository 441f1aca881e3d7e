import { type Contact, type FactValue, isWholeDay, type Paper } from "../fact/value.ts";
import type { ThreatKind } from "../words.ts";
import { readDate } from "./dates.ts";
import type { ImportedCase, ImportNotePart } from "./imported.ts";
import { IMPORT_CELL_MOST, IMPORT_ROW_MOST } from "./limits.ts";
import type { Column, ImportField } from "./target.ts";
import {
  addresses,
  type CodeNames,
  plainText,
  readCountries,
  readLanguages,
  readNumber,
  readThreatKind,
  readYesNo,
  several,
} from "./values.ts";

/** What a file says in one place. `formula`: a spreadsheet calculated it; nothing here ever does. */
export type Cell = { text: string; formula: boolean };

/** What a row is known by: what stands in it, however many empty columns come after. */
export const rowTexts = (cells: readonly Cell[]): string[] => {
  const texts = cells.map(({ text }) => text.trim());
  return texts.slice(0, texts.findLastIndex((text) => text !== "") + 1);
};

/** Why a row cannot be imported as it stands. `column` counts from 0; `text`: the beginning of what stands there. */
export type RowProblem =
  | {
      kind:
        | "two-ways"
        | "short-year"
        | "not-a-date"
        | "not-a-day"
        | "not-a-number"
        | "not-people"
        | "not-yes-no"
        | "no-choice"
        | "no-country"
        | "no-language"
        | "alias-is-name"
        | "alias-taken"
        | "alias-twice"
        | "broken-letters"
        | "cell-too-long"
        | "no-result";
      column: number;
      text: string;
      /** Of what this column becomes; missing: of any cell. */
      most?: number;
    }
  | { kind: "row-too-long" | "nothing-in-it" };

/** Worth saying, and no reason to leave the row out. */
export type RowNotice =
  | { kind: "kept-as-text" | "formula-result" | "put-in-note"; column: number }
  | { kind: "alias-made" };

export type Reading = {
  columns: readonly Column[];
  fields: readonly ImportField[];
  names: CodeNames;
  /** What cannot be read as what it should be: refuses the row, or is kept as it was written, beside where it belongs. */
  unread: "refuse" | "note";
};

export type ReadRow = { said: ImportedCase; problems: RowProblem[]; notices: RowNotice[] };

type Problem = Extract<RowProblem, { column: number }>["kind"];

const SHOWN = 60;
/** Longest alias, and longest number, address or note of a paper: what every console reads. */
const ALIAS_MOST = 200;
const SHORT_MOST = 2_000;
const CONTACTS_MOST = 50;
const PEOPLE_MOST = 99;
/** How a spreadsheet would begin a formula. */
const FORMULA = /^[=+\-@\t]/u;
/** +7 900 000-00-00, -5, -, + */
const INNOCENT = /^[+-]?[\d\s().-]*$/u;

/** Without what no eye sees and a terminal or a screen might obey. */
const clean = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cs}]/gu, (sign) => (/[\n\t]/u.test(sign) ? sign : "")).trim();

/**
 * One row as a case. Each cell is read by itself, so that a person is told of everything that is wrong with a row, and
 * not of one thing after the other.
 */
export const readRow = (cells: readonly Cell[], reading: Reading): ReadRow => {
  const { columns, fields } = reading;
  const said: ImportedCase = { alias: "", people: 1, facts: [], threat: null, notes: [] };
  const problems: RowProblem[] = [];
  const notices: RowNotice[] = [];
  const contacts: Contact[] = [];
  const papers = new Map<Paper["kind"], Paper>();
  const texts = new Map<string, string[]>();
  const codes = new Map<string, string[]>();
  const threat: { who: string; kind: ThreatKind | null; reach: string[] } = { who: "", kind: null, reach: [] };
  let length = 0;

  for (const [index, { heading, target, order }] of columns.entries()) {
    if (target.to === "nothing") continue;
    const cell = cells[index] ?? { text: "", formula: false };
    const text = clean(cell.text);
    const problem = (kind: Problem) => problems.push({ kind, column: index, text: text.slice(0, SHOWN) });
    /** Refused, and not cut: the file is destroyed afterwards. */
    const within = (value: string, most: number): string => {
      if (value.length > most)
        problems.push({ kind: "cell-too-long", column: index, text: value.slice(0, SHOWN), most });
      return value;
    };
    const note = (part: ImportNotePart, words: string) =>
      said.notes.push({ part, text: heading.trim() === "" ? words : `${heading.trim()}: ${words}` });
    /** It does not say what this column should say. */
    const unread = (kind: Problem, part: ImportNotePart) => {
      if (reading.unread === "refuse") return void problem(kind);
      note(part, text);
      notices.push({ kind: "put-in-note", column: index });
    };
    if (text === "") {
      if (cell.formula) problem("no-result");
      continue;
    }
    if (text.length > IMPORT_CELL_MOST) {
      problem("cell-too-long");
      continue;
    }
    length += text.length;
    if (text.includes("\uFFFD")) {
      problem("broken-letters");
      continue;
    }
    if (cell.formula) notices.push({ kind: "formula-result", column: index });
    else if (FORMULA.test(text) && !INNOCENT.test(text) && target.to !== "contact")
      notices.push({ kind: "kept-as-text", column: index });
    switch (target.to) {
      case "alias":
        said.alias = within(text, ALIAS_MOST);
        break;
      case "people": {
        const number = readNumber(text);
        if (number !== null && Number.isInteger(number) && number >= 1 && number <= PEOPLE_MOST) said.people = number;
        else problem("not-people");
        break;
      }
      case "contact":
        contacts.push(...addresses(text).map((value) => contactOf(target.kind, within(value, SHORT_MOST))));
        break;
      case "paper": {
        const paper = papers.get(target.paper) ?? {
          kind: target.paper,
          number: "",
          country: null,
          expires: null,
          note: "",
        };
        papers.set(target.paper, paper);
        if (target.side === "number") paper.number = within(text, SHORT_MOST);
        else if (target.side === "note") paper.note = within(text, SHORT_MOST);
        else if (target.side === "country") {
          const read = readCountries(text, reading.names);
          if (read.not === null && read.codes.length === 1) paper.country = read.codes[0] ?? null;
          else unread("no-country", "identity");
        } else {
          const read = readDate(text, order);
          if (read.kind === "date" && isWholeDay(read.date)) paper.expires = read.date;
          else unread(read.kind === "date" ? "not-a-day" : DATE_PROBLEMS[read.kind], "identity");
        }
        break;
      }
      case "threat":
        if (target.side === "who") threat.who = text;
        else if (target.side === "kind") threat.kind = readThreatKind(text);
        else threat.reach.push(...several(text));
        break;
      case "note":
        note(target.part, text);
        break;
      case "fact": {
        const field = fields.find(({ fact }) => fact === target.fact);
        if (field === undefined) break;
        const { fact, part, kind } = field;
        const put = (value: FactValue) => said.facts.push({ part, fact, value });
        if (kind === "line" || kind === "text") texts.set(fact, [...(texts.get(fact) ?? []), text]);
        else if (kind === "countries" || kind === "languages") {
          const read = (kind === "countries" ? readCountries : readLanguages)(text, reading.names);
          if (read.not === null) codes.set(fact, [...(codes.get(fact) ?? []), ...read.codes]);
          else unread(kind === "countries" ? "no-country" : "no-language", part);
        } else if (kind === "date") {
          const read = readDate(text, order);
          if (read.kind === "date") put({ kind, date: read.date });
          else unread(DATE_PROBLEMS[read.kind], part);
        } else if (kind === "yes-no") {
          const answer = readYesNo(text);
          if (answer === null) unread("not-yes-no", part);
          else put({ kind, answer });
        } else if (kind === "number") {
          const number = readNumber(text);
          if (number === null) unread("not-a-number", part);
          else put({ kind, number });
        } else if (kind === "choice") {
          const choice = choiceIn(field, text);
          if (choice === null) unread("no-choice", part);
          else put({ kind, choice });
        }
      }
    }
  }
  for (const { fact, part, kind } of fields) {
    const words = texts.get(fact);
    const found = [...new Set(codes.get(fact) ?? [])];
    if (words) {
      const text = words.join("\n");
      said.facts.push({ part, fact, value: { kind: "text", text: text.slice(0, IMPORT_CELL_MOST) } });
      // Several columns together: what the field does not hold stands beside it.
      if (text.length > IMPORT_CELL_MOST) said.notes.push({ part, text: `… ${text.slice(IMPORT_CELL_MOST)}` });
    }
    if (found.length === 0) continue;
    if (kind === "countries") said.facts.push({ part, fact, value: { kind, countries: found } });
    if (kind === "languages") said.facts.push({ part, fact, value: { kind, languages: found } });
  }
  if (contacts.length > 0)
    said.facts.push({
      part: "identity",
      fact: "contacts",
      value: { kind: "contacts", contacts: contacts.slice(0, CONTACTS_MOST) },
    });
  const further = contacts.slice(CONTACTS_MOST).map(({ value }) => value);
  if (further.length > 0) said.notes.push({ part: "identity", text: further.join(", ") });
  // A column for its country alone is the same in every row: no paper.
  const there = [...papers.values()].filter(
    ({ number, expires, note }) => number !== "" || expires !== null || note !== "",
  );
  if (there.length > 0) said.facts.push({ part: "identity", fact: "papers", value: { kind: "papers", papers: there } });
  if (threat.who !== "")
    said.threat = { who: threat.who, kind: threat.kind ?? readThreatKind(threat.who), reach: threat.reach };
  else if (threat.reach.length > 0) said.notes.push({ part: "threat", text: threat.reach.join(", ") });

  const alias = columns.findIndex(({ target }) => target.to === "alias");
  if (said.alias !== "" && saysName(said))
    problems.push({ kind: "alias-is-name", column: alias, text: said.alias.slice(0, SHOWN) });
  if (length > IMPORT_ROW_MOST) problems.push({ kind: "row-too-long" });
  if (problems.length === 0 && said.alias === "" && said.facts.length + said.notes.length === 0 && said.threat === null)
    problems.push({ kind: "nothing-in-it" });
  return { said, problems, notices };
};

const DATE_PROBLEMS = { "two-ways": "two-ways", "short-year": "short-year", none: "not-a-date" } as const;

/** Nobody has said whether it is safe to use: that is asked, not taken from a list. */
const contactOf = (kind: Contact["kind"], value: string): Contact => ({
  kind,
  value,
  safe: "unknown",
  note: "",
});

const choiceIn = ({ choices }: ImportField, text: string): string | null => {
  const plain = plainText(text).replaceAll("-", " ");
  return (
    choices.find(({ words }) => words.some((word) => plainText(word).replaceAll("-", " ") === plain))?.choice ?? null
  );
};

const NAMES: ReadonlySet<string> = new Set(["name", "other-names", "latin-name"]);

const wordsOf = (text: string): string[] =>
  plainText(text)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word.length >= 3);

/** The names in a row, as they are written there. */
export const namesOf = ({ facts }: { facts: readonly { fact: string; value: FactValue }[] }): string[] =>
  facts.flatMap(({ fact, value }) => (NAMES.has(fact) && value.kind === "text" ? value.text.split(/[,;\n]/u) : []));

/** An alias is read where no name may be: by everybody who holds the case, in lists, on a screen in a train. */
const saysName = (said: ImportedCase): boolean => {
  const names = new Set(namesOf(said).flatMap(wordsOf));
  return wordsOf(said.alias).some((word) => names.has(word));
};
