import {
  COUNTRIES,
  type CodeNames,
  type DefinedFieldView,
  FIELDS,
  fieldText,
  type ImportField,
  LANGUAGES,
  plainText,
  type Target,
} from "@fairlead/casework";
import { countryName } from "../person/code-names.ts";
import type { Words } from "../say/words.tsx";
import { languageName } from "../texts/languages.ts";

/** What the list of targets is grouped by, and what a column becomes, in the words that the case page uses. */
export const targetGroup = (
  target: Target,
): "import.group.case" | "import.group.person" | "import.group.papers" | "import.group.threat" => {
  switch (target.to) {
    case "fact":
    case "contact":
      return "import.group.person";
    case "paper":
      return "import.group.papers";
    case "threat":
      return "import.group.threat";
    case "note":
      return target.part === "threat"
        ? "import.group.threat"
        : target.part === "contact"
          ? "import.group.case"
          : "import.group.person";
    default:
      return "import.group.case";
  }
};

export const factText = (fact: string, own: readonly DefinedFieldView[], { t, language }: Words): string => {
  const known = FIELDS.find(({ id }) => id === fact);
  if (known) return t(`fact.${known.id}`);
  const label = own.find(({ field }) => field === fact)?.label;
  return label ? fieldText(label, language) : t("fact.stray");
};

export const targetText = (target: Target, own: readonly DefinedFieldView[], words: Words): string => {
  const { t } = words;
  switch (target.to) {
    case "nothing":
      return t("import.to.nothing");
    case "alias":
      return t("take.alias");
    case "people":
      return t("take.people");
    case "fact":
      return factText(target.fact, own, words);
    case "contact":
      return t(`contact-kind.${target.kind}`);
    case "paper":
      return t("import.to.paper", { paper: t(`paper.${target.paper}`), side: t(`paper.${target.side}`) });
    case "threat":
      return t(`import.to.threat-${target.side}`);
    case "note":
      return t(target.part === "contact" ? "import.to.note" : `import.to.note-${target.part}`);
  }
};

const SLEEPING = FIELDS.flatMap((one) => ("choices" in one ? [...one.choices] : []));

/** The answers of a field, as the screen calls them. */
export const choicesOf = (
  fact: string,
  own: readonly DefinedFieldView[],
  { t, language }: Words,
): { choice: string; label: string; gone: boolean }[] =>
  fact === "sleeping"
    ? SLEEPING.map((choice) => ({ choice, label: t(`sleeping.${choice}`), gone: false }))
    : (own.find(({ field }) => field === fact)?.choices ?? []).map(({ choice, label, gone }) => ({
        choice,
        label: fieldText(label, language),
        gone,
      }));

/** How the screen calls fields and answers is how somebody may have typed them. */
export const withScreenWords = (
  fields: readonly ImportField[],
  own: readonly DefinedFieldView[],
  words: Words,
): ImportField[] =>
  fields.map((field) => ({
    ...field,
    words: [...field.words, factText(field.fact, own, words)],
    choices: field.choices.map((one) => ({
      ...one,
      words: [
        ...one.words,
        ...choicesOf(field.fact, own, words).flatMap(({ choice, label }) => (choice === one.choice ? [label] : [])),
      ],
    })),
  }));

const SPOKEN = ["en", "ru"] as const;

/** Countries and languages as they are called in both languages of the desk. */
export const codeNames = (): CodeNames => {
  const named = (codes: readonly string[], name: (code: string, reader: string) => string) =>
    new Map(SPOKEN.flatMap((reader) => codes.map((code): [string, string] => [plainText(name(code, reader)), code])));
  return { countries: named(COUNTRIES, countryName), languages: named(LANGUAGES, languageName) };
};
