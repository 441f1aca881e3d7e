import { type FactPart, FIELDS } from "../fact/fields.ts";
import { CONTACT_KINDS, type Contact, type FactKind, PAPER_KINDS, type PaperKind } from "../fact/value.ts";
import type { DefinedFieldView } from "../view/facts.ts";

const PAPER_SIDES = ["number", "country", "expires", "note"] as const;
const THREAT_SIDES = ["who", "kind", "reach"] as const;
/** Into which a column of remarks can go: read by the team, or by those alone who read the names or the needs. */
const NOTE_PARTS = ["contact", "threat", "identity", "needs"] as const;

/** Where what stands in a column goes. Each is something that can be written into a case by hand, too. */
export type Target =
  | { to: "nothing" }
  | { to: "alias" }
  | { to: "people" }
  | { to: "fact"; fact: string }
  | { to: "contact"; kind: Contact["kind"] }
  | { to: "paper"; paper: PaperKind; side: (typeof PAPER_SIDES)[number] }
  | { to: "threat"; side: (typeof THREAT_SIDES)[number] }
  | { to: "note"; part: (typeof NOTE_PARTS)[number] };

/** Day, month and year as they stand in the file. ISO (2017-04-03) and a lone year are read in any. */
export const DATE_ORDERS = ["dmy", "mdy", "ymd"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/**
 * `order` null: not said; dates that can be read in two ways are then refused. `person`: of whom of the party it tells,
 * from 1, where it tells of one.
 */
export type Column = { heading: string; target: Target; order: DateOrder | null; person: number };

/** What is known of one person, and not of the case. */
export const isOfPerson = ({ to }: Target): boolean => to === "fact" || to === "contact" || to === "paper";

/** A field that a column can be put into; `words`: how it is called, and its answers, in any language. */
export type ImportField = {
  fact: string;
  part: FactPart;
  kind: FactKind;
  words: string[];
  choices: { choice: string; words: string[] }[];
};

/** Fields that everybody has, and those that the organisation asks for and whose kind a single cell can say. */
export const importFields = (defined: readonly DefinedFieldView[]): ImportField[] =>
  [
    ...FIELDS.map((field) => ({
      fact: field.id,
      part: field.part,
      kind: field.kind,
      words: [field.id],
      choices: "choices" in field ? field.choices.map((choice) => ({ choice, words: [choice] })) : [],
    })),
    ...defined
      .filter(({ retired }) => !retired)
      .map(({ field, part, kind, label, choices }) => ({
        fact: field,
        part,
        kind,
        words: label.map(({ text }) => text),
        choices: choices.map(({ choice, label }) => ({ choice, words: label.map(({ text }) => text) })),
      })),
  ].filter(({ kind }) => kind !== "papers" && kind !== "contacts");

/** Everything that a column can become, in the order in which it is offered. */
export const targetsFor = (fields: readonly ImportField[]): Target[] => [
  { to: "nothing" },
  { to: "alias" },
  { to: "people" },
  ...fields.map(({ fact }): Target => ({ to: "fact", fact })),
  ...CONTACT_KINDS.map((kind): Target => ({ to: "contact", kind })),
  ...PAPER_KINDS.flatMap((paper) => PAPER_SIDES.map((side): Target => ({ to: "paper", paper, side }))),
  ...THREAT_SIDES.map((side): Target => ({ to: "threat", side })),
  ...NOTE_PARTS.map((part): Target => ({ to: "note", part })),
];

/** A name for each, for a list to choose from. */
export const targetKey = (target: Target): string => Object.values(target).join(" ");

export const isSameTarget = (a: Target, b: Target): boolean => targetKey(a) === targetKey(b);

/** What several columns may go into together; of anything else the second column would write over the first. */
export const takesSeveral = (target: Target, fields: readonly ImportField[]): boolean => {
  switch (target.to) {
    case "nothing":
    case "contact":
    case "note":
      return true;
    case "threat":
      return target.side === "reach";
    case "fact": {
      const kind = fields.find(({ fact }) => fact === target.fact)?.kind;
      return kind === "text" || kind === "languages" || kind === "countries";
    }
    default:
      return false;
  }
};

/** Whether a date is read in this column, and so its order has to be known. */
export const isDated = (target: Target, fields: readonly ImportField[]): boolean =>
  target.to === "fact"
    ? fields.find(({ fact }) => fact === target.fact)?.kind === "date"
    : target.to === "paper" && target.side === "expires";

/** Columns that would be written over by a later one. */
export const mappedTwice = (columns: readonly Column[], fields: readonly ImportField[]): number[] =>
  columns.flatMap(({ target, person }, index) => {
    const first = columns.findIndex(
      (one) => isSameTarget(one.target, target) && (one.person === person || !isOfPerson(target)),
    );
    return first < index && !takesSeveral(target, fields) ? [index] : [];
  });
