import {
  type CasePart,
  type DefinedFieldView,
  type FactKind,
  type FactView,
  FIELDS,
  fieldText,
  type Operation,
  type PartView,
} from "@fairlead/casework";
import type { Text, Words } from "../say/words.tsx";

/** A field as the form asks it: everybody's and the organisation's own alike. */
export type Field = {
  id: string;
  kind: FactKind;
  label: string;
  hint: string;
  /** `gone`: offered no longer, readable still. */
  choices: { choice: string; label: string; gone: boolean }[];
  /** Asked for no longer, or of a version that is not known here: shown where something stands in it. */
  retired: boolean;
};

const HINTS: Partial<Record<string, Text>> = {
  born: "fact.hint.date",
  "medication-until": "fact.hint.date",
  "latin-name": "fact.hint.latin-name",
  medical: "fact.hint.medical",
  psychological: "fact.hint.psychological",
};

const builtInField = (field: (typeof FIELDS)[number], { t }: Words): Field => {
  const hint = HINTS[field.id];
  return {
    id: field.id,
    kind: field.kind,
    label: t(`fact.${field.id}`),
    hint: hint === undefined ? "" : t(hint),
    choices:
      "choices" in field
        ? field.choices.map((choice) => ({ choice, label: t(`sleeping.${choice}`), gone: false }))
        : [],
    retired: false,
  };
};

const ownField = (field: DefinedFieldView, { language }: Words): Field => ({
  id: field.field,
  kind: field.kind,
  label: fieldText(field.label, language),
  hint: fieldText(field.hint, language),
  choices: field.choices.map(({ choice, label, gone }) => ({ choice, label: fieldText(label, language), gone })),
  retired: field.retired,
});

const KIND_OF_VALUE = { text: "text", "left-out": "text" } as const;

/** What stands there and no list names: written by a later version, or before a field's list could be read. */
const strayField = ({ fact, value, earlier }: FactView, { t }: Words): Field => {
  const kind = (value ?? earlier.find((one) => one.value !== null)?.value)?.kind ?? "text";
  return {
    id: fact,
    kind: kind === "text" || kind === "left-out" ? KIND_OF_VALUE[kind] : kind,
    label: t("fact.stray"),
    hint: "",
    choices: [],
    retired: true,
  };
};

/** All that may be asked in this part, in order, and all that stands there. */
export const fieldsOf = (part: PartView, defined: readonly DefinedFieldView[], words: Words): Field[] => {
  const known = [
    ...everybodys(part.part, words),
    ...defined.filter((one) => one.part === part.part).map((one) => ownField(one, words)),
  ];
  const strays = part.facts
    .filter(({ fact }) => !known.some(({ id }) => id === fact))
    .map((one) => strayField(one, words));
  return [...known, ...strays.filter(({ id }, index) => strays.findIndex((one) => one.id === id) === index)];
};

/** The one that a deed writes, where it writes one. */
export const factNamed = (
  operations: readonly Operation[],
  defined: readonly DefinedFieldView[],
  words: Words,
): Field | null => {
  const written = operations.find(({ op }) => op === "setFact");
  if (written?.op !== "setFact") return null;
  const everybodysOwn = FIELDS.find(({ id }) => id === written.fact);
  if (everybodysOwn !== undefined) return builtInField(everybodysOwn, words);
  const own = defined.find(({ field }) => field === written.fact);
  return own === undefined ? null : ownField(own, words);
};

const everybodys = (part: CasePart, words: Words): Field[] =>
  FIELDS.filter((field) => field.part === part).map((field) => builtInField(field, words));
