import { builtIn, type FactPart } from "../fact/fields.ts";
import type { FactKind } from "../fact/value.ts";
import type { MemberId } from "../ids.ts";
import type { DefineField, FieldText, RetireField } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import type { Place } from "./place.ts";

/** More than anybody would fill in, and what a frightened person would be asked. */
export const FIELDS_MOST = 100;
export const CHOICES_MOST = 50;

/** `gone`: offered no longer; what was answered with it stays readable. */
export type FieldChoice = { choice: string; label: FieldText[]; gone: boolean };

/** A field that the organisation added. Retired ones keep their version: nobody brings one back unseen. */
export type DefinedField = {
  field: string;
  part: FactPart;
  kind: FactKind;
  label: FieldText[];
  hint: FieldText[];
  choices: FieldChoice[];
  retired: boolean;
  version: number;
  by: MemberId;
  at: number;
};

export type Fields = ReadonlyMap<string, DefinedField>;

/** Ids stay one part's and one kind's: what was answered under another kind could not be read as this one. */
export const foldField = (
  fields: Fields,
  operation: DefineField | RetireField,
  { by, at }: Pick<Place, "by" | "at">,
): Fields | Refusal => {
  const known = fields.get(operation.field);
  if (known ? known.version !== operation.over : operation.over !== 0)
    return known ? { kind: "written-meanwhile", by: known.by, at: known.at } : { kind: "no-such-field" };
  const version = (known?.version ?? 0) + 1;
  if (operation.op === "retireField") {
    if (!known || known.retired) return { kind: "no-such-field" };
    return new Map(fields).set(operation.field, { ...known, retired: true, version, by, at });
  }
  const { field, part, kind, label, hint, choices } = operation;
  if (builtIn(field) || (known && (known.part !== part || known.kind !== kind))) return { kind: "field-kept" };
  if (!known && fields.size >= FIELDS_MOST) return { kind: "too-many-fields", most: FIELDS_MOST };
  if (!label.some(({ text }) => text.trim() !== "")) return { kind: "incomplete", field: "label" };
  if (kind === "choice" && choices.length === 0) return { kind: "incomplete", field: "choices" };
  const now = choices.map(({ choice, label }): FieldChoice => ({ choice, label, gone: false }));
  const gone = (known?.choices ?? [])
    .filter(({ choice }) => !choices.some((one) => one.choice === choice))
    .map((one): FieldChoice => ({ ...one, gone: true }));
  const all = kind === "choice" ? [...now, ...gone] : [];
  return new Map(fields).set(field, { field, part, kind, label, hint, choices: all, retired: false, version, by, at });
};
