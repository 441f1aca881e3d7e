import { type Contact, type FactValue, isWholeDay, type Paper } from "../fact/value.ts";
import type { ThreatKind } from "../words.ts";
import { readDate, saysHour } from "./dates.ts";
import type { ImportedCase, ImportNotePart } from "./imported.ts";
import { IMPORT_CELL_MOST, IMPORT_PEOPLE_MOST } from "./limits.ts";
import { type Column, type ImportField, isOfPerson } from "./target.ts";
import {
  addresses,
  type CodeNames,
  namesRegion,
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

/** What is wrong with a cell. `column` counts from 0; `text`: the beginning of what stands there. */
export type CellProblem = {
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
    | "broken-letters"
    | "cell-too-long"
    | "no-result";
  column: number;
  text: string;
  /** Of what this column becomes; missing: of any cell. */
  most?: number;
};

/** Worth saying, and no reason to leave the row out. */
export type CellNotice = { kind: "kept-as-text" | "formula-result" | "put-in-note"; column: number };

export type Reading = {
  columns: readonly Column[];
  fields: readonly ImportField[];
  names: CodeNames;
  /** What cannot be read as what it should be: refuses the row, or is kept as it was written, beside where it belongs. */
  unread: "refuse" | "note";
  /** Rows in which the same stands in this column are one case, each of them one person; null: each row is a case. */
  together: number | null;
};

/**
 * `heading`: of the column in which it stood. `of`: whom it is said of; null: of nobody alone. `issuer`: the country of a paper,
 * which alone tells of nobody.
 */
export type RowNote = { part: ImportNotePart; heading: string; text: string; of: number | null; issuer?: true };
export type SaidFact = Omit<ImportedCase["facts"][number], "person">;
type SaidThreat = ImportedCase["threats"][number];

/** What one row says. `persons`: of whom, by the numbers of its columns; the first is always there. */
export type ReadRow = {
  alias: string;
  /** null: it does not say. */
  people: number | null;
  persons: Map<number, SaidFact[]>;
  threat: SaidThreat | null;
  notes: RowNote[];
  problems: CellProblem[];
  notices: CellNotice[];
  /** Characters of all that it brings in. */
  length: number;
};

/** A cell that may have to become a note, once the whole row is read. */
type Kept = { heading: string; text: string };

/** What is gathered of one person while a row is read, column by column. `issuers`: countries of papers, as they are written. */
type Gathering = {
  facts: SaidFact[];
  contacts: Contact[];
  papers: Map<Paper["kind"], Paper>;
  issuers: Map<Paper["kind"], Kept>;
  texts: Map<string, string[]>;
  codes: Map<string, string[]>;
};

type Problem = CellProblem["kind"];

/** Of a problem as much as tells which cell it is. */
export const SHOWN = 60;
/** Longest alias, and longest number, address or note of a paper: what every console reads. */
const ALIAS_MOST = 200;
const SHORT_MOST = 2_000;
const CONTACTS_MOST = 50;
/** How a spreadsheet would begin a formula. */
const FORMULA = /^[=+\-@\t]/u;
/** +7 900 000-00-00, -5, -, + */
const INNOCENT = /^[+-]?[\d\s().-]*$/u;

/** Without what no eye sees and a terminal or a screen might obey. */
const clean = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cs}]/gu, (sign) => (/[\n\t]/u.test(sign) ? sign : "")).trim();

/**
 * What one row says. Each cell is read by itself, so that a person is told of everything that is wrong with a row, and
 * not of one thing after the other.
 */
export const readRow = (cells: readonly Cell[], reading: Reading): ReadRow => {
  const { columns, fields } = reading;
  const persons = new Map<number, Gathering>();
  const gathered = (person: number): Gathering => {
    const known = persons.get(person) ?? {
      facts: [],
      contacts: [],
      papers: new Map(),
      issuers: new Map(),
      texts: new Map(),
      codes: new Map(),
    };
    persons.set(person, known);
    return known;
  };
  gathered(1);
  const notes: RowNote[] = [];
  const read: ReadRow = {
    alias: "",
    people: null,
    persons: new Map(),
    threat: null,
    notes,
    problems: [],
    notices: [],
    length: 0,
  };
  const { problems, notices } = read;
  const threat: { who: string; kind: ThreatKind | null; reach: string[] } = { who: "", kind: null, reach: [] };
  /** Cells beside *who*: all that they say, and of those what no threat holds. */
  const beside: (Kept & { lost: boolean })[] = [];

  for (const [index, { heading, target, order, person }] of columns.entries()) {
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
    const of = isOfPerson(target) ? person : null;
    const note = (part: ImportNotePart, words: string, issuer = false) =>
      notes.push({ part, heading: heading.trim(), text: words, of, ...(issuer ? { issuer } : {}) });
    /** It does not say what this column should say. */
    const unread = (kind: Problem, part: ImportNotePart, issuer = false) => {
      if (reading.unread === "refuse") return void problem(kind);
      note(part, text, issuer);
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
    read.length += text.length;
    if (text.includes("\uFFFD")) {
      problem("broken-letters");
      continue;
    }
    if (cell.formula) notices.push({ kind: "formula-result", column: index });
    else if (FORMULA.test(text) && !INNOCENT.test(text) && target.to !== "contact")
      notices.push({ kind: "kept-as-text", column: index });
    switch (target.to) {
      case "alias":
        read.alias = within(text, ALIAS_MOST);
        break;
      case "people": {
        const number = readNumber(text);
        if (number !== null && Number.isInteger(number) && number >= 1 && number <= IMPORT_PEOPLE_MOST)
          read.people = number;
        else problem("not-people");
        break;
      }
      case "contact":
        gathered(person).contacts.push(
          ...addresses(text).map((value) => contactOf(target.kind, within(value, SHORT_MOST))),
        );
        break;
      case "paper": {
        const { papers } = gathered(person);
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
          const found = readCountries(text, reading.names);
          if (found.not === null && found.codes.length === 1) {
            paper.country = found.codes[0] ?? null;
            gathered(person).issuers.set(target.paper, { heading: heading.trim(), text });
          } else unread("no-country", "identity", true);
        } else {
          const day = readDate(text, order);
          if (day.kind === "date" && isWholeDay(day.date)) {
            paper.expires = day.date;
            if (saysHour(text)) note("identity", text);
          } else unread(day.kind === "date" ? "not-a-day" : DATE_PROBLEMS[day.kind], "identity");
        }
        break;
      }
      case "threat":
        if (target.side === "who") threat.who = text;
        else {
          const kept = { heading: heading.trim(), text, lost: false };
          beside.push(kept);
          if (target.side === "reach") threat.reach.push(...several(text));
          else {
            const { kind, whole } = readThreatKind(text);
            threat.kind = kind;
            kept.lost = !whole;
            if (!whole) notices.push({ kind: "put-in-note", column: index });
          }
        }
        break;
      case "note":
        note(target.part, text);
        break;
      case "fact": {
        const field = fields.find(({ fact }) => fact === target.fact);
        if (field === undefined) {
          // The organisation retired it since the column was put there.
          note("identity", text);
          notices.push({ kind: "put-in-note", column: index });
          break;
        }
        const { fact, part, kind } = field;
        const { facts, texts, codes } = gathered(person);
        const put = (value: FactValue) => facts.push({ part, fact, value });
        if (kind === "line" || kind === "text") texts.set(fact, [...(texts.get(fact) ?? []), text]);
        else if (kind === "countries" || kind === "languages") {
          const found = (kind === "countries" ? readCountries : readLanguages)(text, reading.names);
          if (found.not === null) {
            codes.set(fact, [...(codes.get(fact) ?? []), ...found.codes]);
            if (kind === "countries" && namesRegion(text)) note(part, text);
          } else unread(kind === "countries" ? "no-country" : "no-language", part);
        } else if (kind === "date") {
          const day = readDate(text, order);
          if (day.kind === "date") {
            put({ kind, date: day.date });
            if (saysHour(text)) note(part, text);
          } else unread(DATE_PROBLEMS[day.kind], part);
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
  for (const [person, one] of [...persons].toSorted(([a], [b]) => a - b)) {
    const further = (part: ImportNotePart, text: string) => notes.push({ part, heading: "", text, of: person });
    const facts = factsOf(one, fields, further);
    const isNoted = notes.some(({ of }) => of === person);
    const isThere = person === 1 || facts.length > 0 || isNoted;
    if (isThere) read.persons.set(person, facts);
    // A column for the country alone is often filled in for everybody: it makes no paper, and nobody whom the row does not tell of.
    for (const [kind, { heading, text }] of one.issuers)
      if (namesRegion(text) || !papersThere(one).some((paper) => paper.kind === kind))
        notes.push({ part: "identity", heading, text, of: isThere ? person : null, issuer: true });
  }
  if (threat.who !== "")
    read.threat = {
      who: threat.who,
      kind: threat.kind ?? readThreatKind(threat.who).kind ?? "other",
      reach: threat.reach,
    };
  // There is no threat without somebody who threatens: then all that is said of it is a note.
  for (const { heading, text, lost } of beside)
    if (lost || threat.who === "") notes.push({ part: "threat", heading, text, of: null });
  return read;
};

/** What was gathered of one person, as facts; `beside`: what no fact holds. */
const factsOf = (
  gathering: Gathering,
  fields: readonly ImportField[],
  beside: (part: ImportNotePart, text: string) => void,
): SaidFact[] => {
  const { facts, contacts, texts, codes } = gathering;
  const said = [...facts];
  for (const { fact, part, kind } of fields) {
    const words = texts.get(fact);
    const found = [...new Set(codes.get(fact) ?? [])];
    if (words) {
      const text = words.join("\n");
      said.push({ part, fact, value: { kind: "text", text: text.slice(0, IMPORT_CELL_MOST) } });
      // Several columns together: what the field does not hold stands beside it.
      if (text.length > IMPORT_CELL_MOST) beside(part, `… ${text.slice(IMPORT_CELL_MOST)}`);
    }
    if (found.length === 0) continue;
    if (kind === "countries") said.push({ part, fact, value: { kind, countries: found } });
    if (kind === "languages") said.push({ part, fact, value: { kind, languages: found } });
  }
  if (contacts.length > 0)
    said.push({
      part: "identity",
      fact: "contacts",
      value: { kind: "contacts", contacts: contacts.slice(0, CONTACTS_MOST) },
    });
  const further = contacts.slice(CONTACTS_MOST).map(({ value }) => value);
  if (further.length > 0) beside("identity", further.join(", "));
  const there = papersThere(gathering);
  if (there.length > 0) said.push({ part: "identity", fact: "papers", value: { kind: "papers", papers: there } });
  return said;
};

/** Of a paper its country alone is none. */
const papersThere = ({ papers }: Gathering): Paper[] =>
  [...papers.values()].filter(({ number, expires, note }) => number !== "" || expires !== null || note !== "");

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
