import { SelectField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { HOLDING_LANGUAGES, type HoldingLanguage, SPOKEN } from "./holding.ts";

/** In which of the callers' languages a text is proposed. */
export const LanguageField = (of: { value: HoldingLanguage; onChange(chosen: HoldingLanguage): void }) => {
  const { t } = useWords();
  return (
    <SelectField
      label={t("freeze.language")}
      options={HOLDING_LANGUAGES.map((value) => ({ value, text: SPOKEN[value] }))}
      {...of}
    />
  );
};
