import type { FactValue } from "../fact/value.ts";
import type { ImportedCase } from "./imported.ts";
import { IMPORT_CASE_MOST, IMPORT_PEOPLE_MOST } from "./limits.ts";
import {
  type Cell,
  type CellNotice,
  type CellProblem,
  type Reading,
  type ReadRow,
  type RowNote,
  readRow,
  SHOWN,
} from "./row.ts";
import { isOfPerson } from "./target.ts";
import { namesNone, plainText } from "./values.ts";

/** A row with its place in the file: headings are row 1. */
export type Row = { row: number; cells: readonly Cell[] };

/** Why a case cannot be made as its rows stand, and in which of them. */
export type RowProblem =
  | (CellProblem & { row: number })
  | { kind: "alias-is-name" | "alias-taken" | "alias-twice"; row: number; column: number; text: string }
  | { kind: "case-too-long" | "nothing-in-it" | "country-alone" | "too-many-people" }
  /** They would join a case of which a part that they need is not in this member's hand. */
  | { kind: "part-closed" };

/** Worth saying, and no reason to leave the case out. */
export type RowNotice =
  | (CellNotice & { row: number })
  /** Word for word a row further up of the same party: the same person, written twice. */
  | { kind: "row-twice"; row: number; as: number }
  /** The file's number of people is smaller than those it tells of. */
  | { kind: "more-people"; said: number; people: number }
  /** A note that the whole team would read has a name in it. */
  | { kind: "note-says-name"; part: "contact" | "threat" }
  | { kind: "alias-made" };

/** `persons`: from which row each of the party comes, in their order. */
export type ReadParty = {
  said: ImportedCase;
  persons: { person: string; row: number }[];
  problems: RowProblem[];
  notices: RowNotice[];
};

/** What a row is known by: what stands in it, however many empty columns come after. */
const textsOf = (cells: readonly Cell[]): string[] => {
  const texts = cells.map(({ text }) => text.trim());
  return texts.slice(0, texts.findLastIndex((text) => text !== "") + 1);
};

/** What a case is known by: its rows, and between two what stands in no cell. */
export const partyTexts = (rows: readonly Pick<Row, "cells">[]): string[] =>
  rows.flatMap(({ cells }, index) => [...(index === 0 ? [] : ["\n"]), ...textsOf(cells)]);

/** What each row of it is known by: {@link partyTexts} of that one alone. */
export const textsByRow = (texts: readonly string[]): string[][] => {
  let row: string[] = [];
  const rows = [row];
  for (const text of texts) {
    if (text === "\n") {
      row = [];
      rows.push(row);
    } else row.push(text);
  }
  return rows;
};

/**
 * Rows that are one case, by what stands in the column that says so. A row in which nothing stands there, or a stroke, is one
 * alone: strangers who all have none are no party. [P3]
 */
export const partiesOf = (rows: readonly Row[], { together }: Pick<Reading, "together">): Row[][] => {
  if (together === null) return rows.map((row) => [row]);
  const parties = new Map<string, Row[]>();
  for (const one of rows) {
    const said = one.cells[together]?.text ?? "";
    const key = namesNone(said) ? `row ${one.row}` : `same ${plainText(said)}`;
    parties.set(key, [...(parties.get(key) ?? []), one]);
  }
  return [...parties.values()];
};

/**
 * Whom of the party it is about: all of it, or those of single rows, who join a case that is there. `from`: what the first of
 * them is numbered. `people`: how many the case has without them. `beyond`: of a row in which several stand, those after this
 * place alone; all else in it stands in the case.
 */
export type Joining = { rows: (row: number) => boolean; from: number; people: number; beyond?: number };

const WHOLE: Joining = { rows: () => true, from: 1, people: 0 };

/**
 * The rows of one party as one case: what is wrong with one of them keeps all of it out, since half a family brought over
 * is a half that is forgotten.
 */
export const readParty = (rows: readonly Row[], reading: Reading, joining: Joining = WHOLE): ReadParty => {
  const { beyond } = joining;
  const isNew = (place: number) => beyond === undefined || place > beyond;
  const isOfNew = ({ column }: CellProblem | CellNotice): boolean => {
    const one = reading.columns[column];
    return beyond === undefined || (one !== undefined && isOfPerson(one.target) && isNew(one.person));
  };
  const isWanted = (one: RowProblem | RowNotice): boolean => !("row" in one) || joining.rows(one.row);
  const problems: RowProblem[] = [];
  const notices: RowNotice[] = [];
  const seen = new Map<string, number>();
  const read: (ReadRow & { row: number })[] = [];
  for (const { row, cells } of rows) {
    const text = JSON.stringify(textsOf(cells));
    const as = seen.get(text);
    if (as !== undefined) {
      notices.push({ kind: "row-twice", row, as });
      continue;
    }
    seen.set(text, row);
    const one = readRow(cells, reading);
    read.push({ ...one, row });
    problems.push(...one.problems.filter(isOfNew).map((problem) => ({ ...problem, row })));
    notices.push(...one.notices.filter(isOfNew).map((notice) => ({ ...notice, row })));
  }

  const wanted = read.filter(({ row }) => joining.rows(row));
  const isJoining = joining !== WHOLE;
  const told = wanted
    .flatMap(({ row, persons, alias }) =>
      [...persons]
        .map(([place, facts], index) => ({ row, place, facts, alias: index === 0 ? alias : "" }))
        .filter(({ place }) => isNew(place)),
    )
    .map((one, index) => ({ ...one, number: joining.from + index }));
  const numbers = new Map(told.map(({ row, place, number }) => [`${row} ${place}`, number]));
  const numberOf = (row: number, place: number): number => numbers.get(`${row} ${place}`) ?? 1;
  const said: ImportedCase = {
    alias: read.find(({ alias }) => alias !== "")?.alias ?? "",
    people: isJoining ? told.length : Math.max(told.length, ...read.map(({ people }) => people ?? 0)),
    persons: [],
    facts: told.flatMap(({ facts, number }) => facts.map((one) => ({ ...one, person: String(number) }))),
    threats: beyond === undefined ? threatsOf(wanted) : [],
    notes: notesOf(
      read,
      isJoining || told.length > 1 ? numberOf : null,
      (row, of) => joining.rows(row) && (beyond === undefined || (of !== null && isNew(of))),
    ),
  };
  // One alias in all rows is what the case is called; each with its own, what they are called.
  if (new Set(read.flatMap(({ alias }) => (alias === "" ? [] : [plainText(alias)]))).size > 1)
    said.persons = told.flatMap(({ alias, number }) => (alias === "" ? [] : [{ person: String(number), alias }]));
  const fewer = Math.max(0, ...read.map(({ people }) => people ?? 0));
  if (!isJoining && fewer > 0 && fewer < told.length)
    notices.push({ kind: "more-people", said: fewer, people: told.length });
  if (joining.people + said.people > IMPORT_PEOPLE_MOST) problems.push({ kind: "too-many-people" });

  const names = new Set(namesOf(said).flatMap(wordsOf));
  const saysName = (text: string) => wordsOf(text).some((word) => names.has(word));
  const column = reading.columns.findIndex(({ target }) => target.to === "alias");
  for (const { row, alias } of wanted)
    if (saysName(alias)) problems.push({ kind: "alias-is-name", row, column, text: alias.slice(0, SHOWN) });
  for (const part of ["contact", "threat"] as const)
    if (said.notes.some((note) => note.part === part && saysName(note.text)))
      notices.push({ kind: "note-says-name", part });

  if (wanted.reduce((sum, { length }) => sum + length, 0) > IMPORT_CASE_MOST) problems.push({ kind: "case-too-long" });
  const { alias, facts, notes, threats } = said;
  const isBare = (isJoining ? said.persons.length === 0 : alias === "") && facts.length + threats.length === 0;
  // A column that was filled down beyond the list makes no case of each of its rows.
  const isCountry = wanted.every((row) => row.notes.every(({ issuer }) => issuer === true));
  if (problems.length === 0 && isBare && (notes.length === 0 || isCountry))
    problems.push({ kind: notes.length === 0 ? "nothing-in-it" : "country-alone" });
  const persons = told.map(({ row, number }) => ({ person: String(number), row }));
  return { said, persons, problems: problems.filter(isWanted), notices: notices.filter(isWanted) };
};

/** Whoever threatens is written once, however many of the party say so, with every place that one of them knows. */
const threatsOf = (read: readonly ReadRow[]): ImportedCase["threats"] => {
  const threats = new Map<string, ImportedCase["threats"][number]>();
  for (const { threat } of read) {
    if (threat === null) continue;
    const key = `${threat.kind} ${plainText(threat.who)}`;
    const known = threats.get(key) ?? threat;
    threats.set(key, { ...known, reach: [...new Set([...known.reach, ...threat.reach])] });
  }
  return [...threats.values()];
};

/** `numberOf` null: there is one person alone, and nobody to tell apart. What stands the same in several rows is of all. */
const notesOf = (
  read: readonly (ReadRow & { row: number })[],
  numberOf: ((row: number, place: number) => number) | null,
  isWanted: (row: number, of: number | null) => boolean,
): ImportedCase["notes"] => {
  const notes = new Map<string, RowNote & { row: number; times: number; wanted: boolean }>();
  for (const { row, notes: said } of read)
    for (const note of said) {
      const key = JSON.stringify([note.part, note.heading, note.text]);
      const known = notes.get(key) ?? { ...note, row, times: 0, wanted: true };
      // What stands in a row that came in before stands in the case.
      notes.set(key, { ...known, times: known.times + 1, wanted: known.wanted && isWanted(row, note.of) });
    }
  const wanted = [...notes.values()].filter((note) => note.wanted);
  return wanted.map(({ part, heading, text, of, row, times }) => {
    const isOfOne = numberOf !== null && times === 1 && (of !== null || read.length > 1);
    const whom = isOfOne ? `(${numberOf(row, of ?? 1)})` : "";
    const before = [heading, whom].filter((word) => word !== "").join(" ");
    return { part, text: before === "" ? text : `${before}: ${text}` };
  });
};

const NAMES: ReadonlySet<string> = new Set(["name", "other-names", "latin-name"]);

const wordsOf = (text: string): string[] =>
  plainText(text)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word.length >= 3);

/** The names in a case, as they are written there. An alias is read where none may be: in lists, on a screen in a train. */
export const namesOf = ({ facts }: { facts: readonly { fact: string; value: FactValue }[] }): string[] =>
  facts.flatMap(({ fact, value }) => (NAMES.has(fact) && value.kind === "text" ? value.text.split(/[,;\n]/u) : []));
