import type { FactValue } from "../fact/value.ts";
import type { CaseId, MailboxId } from "../ids.ts";
import { describe, type Readable, sourcesOf } from "../matching/board.ts";
import type { MatchStrength } from "../matching/compare-names.ts";
import type { IdentifierKind } from "../matching/identifier.ts";
import { type Described, type Match, type MatchReason, peopleIndex } from "../matching/people.ts";
import { subjectKey } from "../matching/subject.ts";
import type { MatchedWith } from "../operation.ts";
import { threadName } from "../thread-name.ts";
import { type FlatFact, factViews } from "../view/facts.ts";
import type { CaseView } from "../view.ts";
import { partsOf } from "./imported.ts";
import { namesOf, partiesOf, partyTexts, type ReadParty, type Row, type RowProblem, readParty } from "./party.ts";
import type { Reading } from "./row.ts";
import { isOfPerson } from "./target.ts";
import { plainText } from "./values.ts";

/** In the words of the file alone: what stands in the case itself is not uncovered by a list that happens to fit. */
export type LikeReason = { what: "name" | IdentifierKind; here: string };

/** Who this case may be already. */
export type Like =
  /**
   * These very rows, or one of them, brought in before by this member. `closed`: since then, perhaps as a mistake. `fresh`: rows of
   * the same party that came in with none, where nobody can say into which case they belong.
   */
  | { kind: "imported"; case: CaseId; alias: string; closed: boolean; row: number; fresh: number[] }
  /** Word for word a row further up. */
  | { kind: "same-row"; row: number }
  | { kind: "row"; row: number; strength: MatchStrength; reasons: LikeReason[] }
  | { kind: "known"; subject: MatchedWith; strength: MatchStrength; reasons: LikeReason[] };

/**
 * Rows of a party that came in before without them: somebody who joined since, or a row that reads otherwise by now. `gone`: how many
 * rows of that case its file says no more as they were; then the second is likely. `persons`: from which row's cells each comes.
 */
export type Joins = { case: CaseId; alias: string; gone: number; persons: { person: string; cells: string[] }[] };

/**
 * One case to be, or with `joins` people for one that is there. `row`: the first of its rows, as a spreadsheet counts: headings are 1. `cells`: what it is known by;
 * `mark`: that, as only its importer can say it.
 */
export type PreviewLine = ReadParty & {
  row: number;
  rows: number[];
  cells: string[];
  mark: string;
  joins: Joins | null;
  likes: Like[];
  suggests: "import" | "skip" | "refused";
};

export type PreviewAsked = Reading & {
  rows: readonly Row[];
  readable: Readable;
  /** A name for what stands in a case's rows that only its importer can give: 32 hex digits or more. */
  mark: (cells: readonly string[]) => string;
};

const LIKES_MOST = 5;

/**
 * What each case would become, what is wrong with it, and whom it may be already. One step for each person and each case, so
 * that whoever calls it can let the screen breathe. Writes nothing.
 */
export function* previewRows(asked: PreviewAsked): Generator<void, PreviewLine[], undefined> {
  const { rows, readable } = asked;
  const index = peopleIndex<string>();
  const subjects = new Map<string, MatchedWith>();
  const facts = new Map<CaseId | null, FlatFact[]>();
  for (const one of factViews(readable.cases, [])) facts.set(one.case, [...(facts.get(one.case) ?? []), one]);
  for (const { subject, described } of sourcesOf(readable)) {
    const key = subjectKey(subject);
    subjects.set(key, subject);
    const own = subject.kind === "case" ? (facts.get(subject.case) ?? []) : [];
    const texts = described();
    // Told in the words of the file alone, whatever stands covered there.
    const all = [texts, texts.covered, describeSaid({ facts: own, notes: [] })];
    index.put(key, {
      names: all.flatMap((one) => one?.names ?? []),
      identifiers: all.flatMap((one) => one?.identifiers ?? []),
    });
    yield;
  }
  // Of two from one row the one that is open counts.
  const imported = new Map(
    readable.cases
      .toSorted((a, b) => Number(b.closed !== null) - Number(a.closed !== null))
      .flatMap(({ case: id, alias, closed, imported: from }) =>
        from ? [from.row, ...from.rows].map((one) => [one, { case: id, alias, closed: closed !== null }] as const) : [],
      ),
  );
  // What came from a file and is closed gives its alias back: the corrected row bears it again.
  const bearing = readable.cases.filter(({ closed, imported: from }) => closed === null || from === null);
  const aliases = new Map(bearing.map(({ alias }) => [plainText(alias), 0]));
  const marks = new Map<string, number>();
  const found: PreviewLine[] = [];
  for (const party of partiesOf(rows, asked)) {
    const row = party[0]?.row ?? 0;
    const cells = partyTexts(party);
    const mark = asked.mark(cells);
    const read = readParty(party, asked);
    const likes: Like[] = [];
    // Brought in before as they are, or one of them by itself or with others.
    const known = party.map((one): [string, number] => [asked.mark(partyTexts([one])), one.row]);
    const fresh = imported.has(mark) ? [] : known.flatMap(([one, whose]) => (imported.has(one) ? [] : [whose]));
    for (const [one, whose] of new Map([[mark, row], ...known])) {
      const before = imported.get(one);
      if (before && !likes.some((like) => like.kind === "imported" && like.case === before.case))
        likes.push({ kind: "imported", ...before, row: whose, fresh });
    }
    const again = marks.get(mark);
    if (again !== undefined) likes.push({ kind: "same-row", row: again });
    const alike = (said: Telling): Like[] =>
      index.find(describeSaid(said), LIKES_MOST).matches.map((one) => likeOf(one, subjects));
    if (again === undefined) marks.set(mark, row);
    const grown = likes.length === 0 ? grownFrom(party, asked, imported) : null;
    if (grown !== null) {
      const one = readable.cases.find((each) => each.case === grown.case);
      if (one !== undefined) {
        const added = joiningLine(party, [row], one, asked, grown);
        found.push({ ...added, likes: alike(added.said) });
        index.put(`row ${row}`, describeSaid(read.said));
        yield;
        continue;
      }
    }
    const joined = again === undefined ? joinedBy(likes, readable.cases) : null;
    if (joined !== null) {
      const added = joiningLine(party, fresh, joined, asked);
      found.push(
        { ...there(party, fresh, asked), likes: likes.map((like) => ({ ...like, fresh: [] })) },
        { ...added, likes: alike(added.said) },
      );
      index.put(`row ${row}`, describeSaid(read.said));
      yield;
      continue;
    }
    if (likes.length === 0) likes.push(...alike(read.said));
    index.put(`row ${row}`, describeSaid(read.said));
    // What is there already says nothing against its own alias.
    if (!likes.some(isThere)) nameIt(read, mark, row, aliases, asked);
    found.push({
      ...read,
      row,
      rows: party.map((one) => one.row),
      cells,
      mark,
      joins: null,
      likes,
      suggests: suggestion(read, likes),
    });
    yield;
  }
  return found;
}

/** The row as it read when fewer stood in it, and the place of the last of them. */
type Grown = { case: CaseId; mark: string; beyond: number };

/**
 * A party in columns of one row is known by that row, which reads otherwise with one more of them. So it is read without whoever
 * stands last in it, and with as many fewer where the file counts them: what was brought in like that is the same party. Where it
 * counts as many as before, somebody who was counted has a name by now, and nobody has joined.
 */
const grownFrom = (
  party: readonly Row[],
  { columns, mark }: PreviewAsked,
  imported: ReadonlyMap<string, { case: CaseId; closed: boolean }>,
): Grown | null => {
  const [one, ...more] = party;
  if (one === undefined || more.length > 0) return null;
  const placeOf = (column: number): number => {
    const known = columns[column];
    return known !== undefined && isOfPerson(known.target) ? known.person : 0;
  };
  const said = one.cells.map(({ text }, column) => (text.trim() === "" ? 0 : placeOf(column)));
  const places = [...new Set(said)].filter((place) => place > 0).toSorted((a, b) => a - b);
  const counts = columns.findIndex(({ target }) => target.to === "people");
  for (let left = places.length - 1; left > 0; left -= 1) {
    const beyond = places[left - 1] ?? 0;
    const cells = one.cells.map((cell, column) => (placeOf(column) > beyond ? { ...cell, text: "" } : cell));
    const counted = one.cells[counts]?.text.trim() ?? "";
    const before = counted === "" ? "" : String(Number(counted) - (places.length - left));
    const known = mark(
      partyTexts([{ cells: cells.map((cell, column) => (column === counts ? { ...cell, text: before } : cell)) }]),
    );
    const there = imported.get(known);
    if (there !== undefined && !there.closed) return { case: there.case, mark: known, beyond };
  }
  return null;
};

/** The one open case that rows of this party came into; of two nobody can say which is theirs. */
const joinedBy = (likes: readonly Like[], cases: readonly CaseView[]): CaseView | null => {
  const [like, ...more] = likes;
  if (like?.kind !== "imported" || like.closed || like.fresh.length === 0 || more.length > 0) return null;
  return cases.find((one) => one.case === like.case) ?? null;
};

/** The rows of such a party that came in: nothing is written of them. */
const there = (party: readonly Row[], fresh: readonly number[], asked: PreviewAsked): Omit<PreviewLine, "likes"> => {
  const rows = party.filter(({ row }) => !fresh.includes(row));
  const cells = partyTexts(rows);
  const read = readParty(rows, asked);
  return { ...read, ...placed(rows), cells, mark: asked.mark(cells), joins: null, suggests: "skip" };
};

/** Those that did not. It is a person who says that they are somebody else: unticked until then. */
const joiningLine = (
  party: readonly Row[],
  fresh: readonly number[],
  one: CaseView,
  asked: PreviewAsked,
  grown: Grown | null = null,
): Omit<PreviewLine, "likes"> => {
  const rows = party.filter(({ row }) => fresh.includes(row));
  const cells = partyTexts(rows);
  const from = 1 + Math.max(one.people, ...one.persons.map(({ person }) => Number(person)));
  const read = readParty(party, asked, {
    rows: (row) => fresh.includes(row),
    from,
    people: one.people,
    ...(grown === null ? {} : { beyond: grown.beyond }),
  });
  const said = { ...read.said, alias: one.alias };
  const parts = partsOf(said);
  const closed = one.closedParts.find((part) => parts.some((needed) => needed === part));
  const threat = said.threats.length + said.notes.filter(({ part }) => part === "threat").length > 0;
  const isClosed = closed !== undefined || (threat && !one.parts.some(({ part }) => part === "threat"));
  const problems: RowProblem[] = isClosed ? [...read.problems, { kind: "part-closed" }] : read.problems;
  const marks = new Set(party.map((each) => asked.mark(partyTexts([each]))));
  if (grown !== null) marks.add(grown.mark);
  const before = one.imported === null ? [] : one.imported.rows.length > 0 ? one.imported.rows : [one.imported.row];
  const textsOf = (row: number): string[] => partyTexts(rows.filter((each) => each.row === row));
  return {
    ...read,
    ...placed(rows),
    said,
    problems,
    cells,
    mark: asked.mark(cells),
    joins: {
      case: one.case,
      alias: one.alias,
      gone: before.filter((mark) => !marks.has(mark)).length,
      persons: read.persons.map(({ person, row }) => ({ person, cells: textsOf(row) })),
    },
    suggests: problems.length > 0 ? "refused" : "skip",
  };
};

const placed = (rows: readonly Row[]): { row: number; rows: number[] } => ({
  row: rows[0]?.row ?? 0,
  rows: rows.map(({ row }) => row),
});

const suggestion = ({ problems }: ReadParty, likes: readonly Like[]): PreviewLine["suggests"] => {
  if (likes.some(isThere)) return "skip";
  if (problems.length > 0) return "refused";
  const isDoubtful = likes.some((one) => one.kind === "imported" || ("strength" in one && one.strength === "strong"));
  return isDoubtful ? "skip" : "import";
};

/** Brought in before, word for word, and open: nobody's choice makes it twice. */
export const isThere = (like: Like): boolean => like.kind === "same-row" || isBroughtIn(like);

/** Its case stands, from an earlier run or another day. */
export const isBroughtIn = (like: Like): boolean => like.kind === "imported" && !like.closed;

/** Its own alias where it has one that nobody bears; two harmless words where it has none. */
const nameIt = (
  { said, problems, notices }: ReadParty,
  mark: string,
  row: number,
  aliases: Map<string, number>,
  { columns }: Reading,
): void => {
  if (said.alias === "") {
    const made = threadName(mark as MailboxId);
    said.alias = made;
    for (let number = 2; aliases.has(plainText(said.alias)); number += 1) said.alias = `${made} ${number}`;
    notices.push({ kind: "alias-made" });
  }
  const there = aliases.get(plainText(said.alias));
  if (there !== undefined)
    problems.push({
      kind: there === 0 ? "alias-taken" : "alias-twice",
      row,
      column: columns.findIndex(({ target }) => target.to === "alias"),
      text: said.alias,
    });
  else aliases.set(plainText(said.alias), row);
};

type Telling = { facts: readonly { fact: string; value: FactValue }[]; notes: readonly { text: string }[] };

const describeSaid = ({ facts, notes }: Telling): Described => {
  const texts = facts.flatMap(({ value }) => {
    if (value.kind === "contacts") return value.contacts.map((one) => one.value);
    // The word before it says what the digits are.
    if (value.kind === "papers")
      return value.papers.flatMap(({ kind, number }) =>
        kind === "passport" && number !== "" ? [`passport ${number}`] : [],
      );
    return [];
  });
  const names = namesOf({ facts }).filter((name) => name.trim() !== "");
  const { identifiers } = describe([...texts, ...notes.map(({ text }) => text)]);
  return { ...describe([], names), identifiers };
};

const likeOf = ({ id, strength, reasons }: Match<string>, subjects: ReadonlyMap<string, MatchedWith>): Like => {
  const subject = subjects.get(id);
  const said = { strength, reasons: reasons.map(reasonOf) };
  return subject === undefined
    ? { kind: "row", row: Number(id.slice("row ".length)), ...said }
    : { kind: "known", subject, ...said };
};

const reasonOf = (reason: MatchReason): LikeReason => ({
  what: reason.kind === "name" ? "name" : reason.what,
  here: reason.kind === "covered" ? "" : reason.here,
});
