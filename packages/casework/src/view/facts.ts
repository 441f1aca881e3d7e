import { dayFrom, dayOf } from "../day.ts";
import { type FactPart, isFactPart } from "../fact/fields.ts";
import { type FactKind, type FactValue, type PaperKind, valueKindOf } from "../fact/value.ts";
import type { FactState } from "../fold/facts.ts";
import type { FieldChoice } from "../fold/fields.ts";
import type { PartState } from "../fold/part.ts";
import { type CaseState, commonsOf, type State } from "../fold/state.ts";
import { numbersOf } from "../fold/status.ts";
import type { CaseId, StreamId } from "../ids.ts";
import type { FieldText } from "../operation.ts";
import type { Outside } from "../outside.ts";
import type { CaseView, PartView, PersonRef } from "../view.ts";
import type { CasePart } from "../words.ts";
import { type Names, namesIn } from "./person.ts";

/** `value` null: taken back. `version` is what a change names as the one it saw. */
export type FactVersionView = { value: FactValue | null; version: number; by: PersonRef; at: number };
/** One field of one person as it stands; `earlier` newest first. */
export type FactView = FactVersionView & { person: string; fact: string; earlier: FactVersionView[] };
/** Who looked at what is covered, and why. */
export type RevealView = { by: PersonRef; at: number; reason: string; until: number };

/**
 * One of the party: never a name. `version` 0: nobody has said how they are called. `counted`: they are of the number of
 * people; who is not is known only by what one part says of them, which those who hold others cannot see.
 */
export type PartyPersonView = { person: string; alias: string; version: number; counted: boolean };

/** A field that the organisation added. Labels in the order in which they were written. */
export type DefinedFieldView = {
  field: string;
  part: FactPart;
  kind: FactKind;
  label: FieldText[];
  hint: FieldText[];
  choices: FieldChoice[];
  retired: boolean;
  version: number;
  by: PersonRef;
  at: number;
};

const factView = ({ person, fact, versions }: FactState, names: Names): FactView[] => {
  const [now, ...earlier] = versions.map((one) => ({ ...one, by: names(one.by) })).toReversed();
  return now ? [{ person, fact, ...now, earlier }] : [];
};

export const partFacts = (
  part: PartState | null,
  names: Names,
): { persons: string[]; facts: FactView[]; reveals: RevealView[] } => {
  const facts = [...(part?.facts.values() ?? [])].flatMap((one) => factView(one, names));
  return {
    persons: [...new Set(facts.map(({ person }) => person))].toSorted((a, b) => Number(a) - Number(b)),
    facts,
    reveals: (part?.reveals ?? []).map((one) => ({ ...one, by: names(one.by) })).toReversed(),
  };
};

const heldPart = (state: State, stream: StreamId): PartState | null => {
  const content = state.streams.get(stream)?.content;
  return content?.is === "part" ? content.part : null;
};

/** What one of a party is called until somebody says otherwise: the first by the case's alias, the others counted on. */
export const personAlias = (alias: string, person: string): string => (person === "1" ? alias : `${alias} ${person}`);

/** Everybody of the party: as many as set out, whoever was named, and whoever something is known of. */
/** What the team calls this person: never a name. */
export const calledIn = ({ opened, persons }: CaseState["contact"], person: string): string =>
  persons.get(person)?.alias ?? personAlias(opened?.alias ?? "", person);

export const partyPersons = (state: State, { contact, parts }: CaseState): PartyPersonView[] => {
  const alias = contact.opened?.alias ?? "";
  const counted = numbersOf(contact);
  const known = parts.flatMap(({ stream }) =>
    [...(heldPart(state, stream)?.facts.values() ?? [])].map(({ person }) => person),
  );
  return [...new Set([...counted, ...contact.persons.keys(), ...known])]
    .toSorted((a, b) => Number(a) - Number(b))
    .map((person) => {
      const named = contact.persons.get(person);
      return {
        person,
        alias: named?.alias ?? personAlias(alias, person),
        version: named?.version ?? 0,
        counted: named !== undefined || counted.includes(person),
      };
    });
};

export const fieldViews = (state: State, outside: Pick<Outside, "me">): DefinedFieldView[] => {
  const names = namesIn(state, outside);
  return [...commonsOf(state).fields.values()].map((one) => ({ ...one, by: names(one.by) }));
};

/** A fact by itself, with where it stands: for searching, counting what is due, exporting. */
export type FlatFact = {
  case: CaseId | null;
  /** The case's alias; empty where this member holds no more of the case than the part. */
  alias: string;
  /** How the person is called; empty as above. */
  called: string;
  stream: StreamId;
  part: CasePart;
  person: string;
  fact: string;
  value: FactValue;
  version: number;
  by: PersonRef;
  at: number;
  /** Shown only after somebody has said why; see {@link isCovered}. */
  covered: boolean;
};

/** Every fact that this member may read and that was not taken back: of the cases in hand, and of parts held alone. */
export const factViews = (
  cases: readonly Pick<CaseView, "case" | "alias" | "persons" | "parts">[],
  parts: readonly PartView[],
): FlatFact[] => [
  ...cases.flatMap((one) => {
    const called = new Map(one.persons.map(({ person, alias }) => [person, alias]));
    return one.parts.flatMap((part) => flat(part, one, called));
  }),
  ...parts.flatMap((part) => flat(part, { case: null, alias: "" }, new Map())),
];

const flat = (
  { part, stream, facts }: PartView,
  of: Pick<FlatFact, "case" | "alias">,
  called: ReadonlyMap<string, string>,
): FlatFact[] =>
  facts.flatMap(({ earlier: _, value, ...fact }) =>
    value === null || value.kind === "left-out"
      ? []
      : [
          {
            ...fact,
            value,
            case: of.case,
            alias: of.alias,
            called: called.get(fact.person) ?? "",
            stream,
            part,
            covered: isCovered(part, value.kind),
          },
        ],
  );

/** Answers of these kinds lead to a person in whatever part they stand. */
const LEADING: ReadonlySet<FactKind | FactValue["kind"]> = new Set(["papers", "contacts"]);

/**
 * What is shown only after somebody has said why, in the log of its own part: all of the identity part, and in any other
 * the answers of these kinds. By kind and not by part alone: whoever holds only the needs may have to ring a surgery, and
 * is not to be given the names for it. [P3]
 */
export const isCovered = (part: CasePart, kind?: FactKind | FactValue["kind"]): boolean =>
  part === "identity" || (kind !== undefined && LEADING.has(kind));

/** The same of a field with all that ever stood in it: what was taken back, or is of another kind than its field, too. */
export const isFactCovered = (
  part: CasePart,
  kind: FactKind,
  fact: Pick<FactView, "value" | "earlier"> | undefined,
): boolean =>
  isCovered(part, kind) ||
  (fact !== undefined && [fact, ...fact.earlier].some(({ value }) => isCovered(part, value?.kind)));

/** A paper that runs out, or has: what kind and when, and no number. */
export type ExpiringPaper = {
  case: CaseId;
  alias: string;
  called: string;
  person: string;
  kind: PaperKind;
  /** YYYY-MM-DD. */
  expires: string;
  /** Whole days from now; below 0: it has run out. */
  days: number;
};

/** From how many days on it is said, and from how many on it presses. */
export const PAPERS_SOON = 90;
export const PAPERS_PRESS = 30;

export const expiringPapers = (
  state: State,
  known: CaseState,
  persons: readonly PartyPersonView[],
  now: number,
): ExpiringPaper[] =>
  known.parts
    .filter(({ part }) => isFactPart(part))
    .flatMap(({ stream }) => [...(heldPart(state, stream)?.facts.values() ?? [])])
    .flatMap(({ person, versions }) => {
      const value = versions.at(-1)?.value;
      if (value?.kind !== "papers") return [];
      const called = persons.find((one) => one.person === person)?.alias ?? "";
      return value.papers.flatMap(({ kind, expires }): ExpiringPaper[] => {
        if (expires === null) return [];
        const days = dayFrom(expires) - dayOf(now);
        if (days > PAPERS_SOON) return [];
        return [{ case: known.case, alias: known.contact.opened?.alias ?? "", called, person, kind, expires, days }];
      });
    })
    .toSorted((a, b) => a.days - b.days);

/** Whether a field of this kind can show this value: what was written under a definition since changed is shown all the same. */
export const fitsKind = (kind: FactKind, value: FactValue): boolean => value.kind === valueKindOf(kind);

/** Label or hint in the reader's language, else in English, else in the first that there is. */
export const fieldText = (texts: readonly FieldText[], language: string): string =>
  (texts.find((one) => one.language === language) ?? texts.find((one) => one.language === "en") ?? texts[0])?.text ??
  "";
