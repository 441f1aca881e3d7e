import type { Operation } from "@fairlead/casework";
import type { UndoneView } from "@fairlead/client";
import { saidIn } from "./saying.ts";

export type FieldApart = { name: string; mine: unknown; theirs: unknown };
export type Chosen = Record<string, { take: "theirs" } | { take: "mine" } | { take: "other"; text: string }>;

/** Of several operations that were written as one deed a field is asked for once: urgency stands in two compartments. */
export const fieldsOf = (differing: UndoneView["differing"]): FieldApart[] => {
  const byName = new Map<string, FieldApart>();
  for (const { mine, theirs, fields } of differing)
    for (const name of fields)
      if (!byName.has(name)) byName.set(name, { name, mine: saidIn(mine, name), theirs: saidIn(theirs, name) });
  return [...byName.values()];
};

/**
 * A word and its withdrawal cannot be mixed, nor a yes and a no: one of the two stands. Nor can two looks: when it was looked, where, and what was found
 * are one look, and a third made of both is a look that nobody made.
 */
export const canBeMixed = (differing: UndoneView["differing"]): boolean =>
  differing.every(
    ({ mine, theirs }) => mine.op === theirs.op && mine.op !== "searchStatus" && isNo(mine) === isNo(theirs),
  );

const isNo = (said: Operation): boolean => said.op === "giveConsent" && said.refused === true;

/** The fields of which nobody has said what is to stand; a field's own words are not yet said while none are typed. */
export const notChosen = (chosen: Chosen, fields: readonly FieldApart[]): FieldApart[] =>
  fields.filter(({ name }) => {
    const here = chosen[name];
    return here === undefined || (here.take === "other" && here.text.trim() === "");
  });

/** Whether anything else than mine was chosen. */
export const isMixed = (chosen: Chosen, fields: readonly FieldApart[]): boolean =>
  fields.some(({ name }) => (chosen[name]?.take ?? "mine") !== "mine");

/** The fields that are to say something else than mine, and what. */
export const wordsChosen = (chosen: Chosen, fields: readonly FieldApart[]): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap(({ name, theirs }) => {
      const here = chosen[name];
      if (here === undefined || here.take === "mine") return [];
      return [[name, here.take === "theirs" ? (theirs ?? null) : here.text.trim()]];
    }),
  );
