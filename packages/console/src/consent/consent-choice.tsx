import { type CaseView, type ConsentId, type ConsentView, serves } from "@fairlead/casework";
import { SelectField } from "../parts/field.tsx";
import { useWords, type Words } from "../say/words.tsx";

/** Those that hold now and may carry this. */
export const consentsFor = (one: CaseView, what: Parameters<typeof serves>[1]): ConsentView[] =>
  one.consents.filter(({ standing, purpose }) => standing === "given" && serves(purpose, what));

export const consentText = ({ t }: Words, { purpose, recipient }: ConsentView): string =>
  `${t(`consent-purpose.${purpose}`)} · ${recipient}`;

type Props = {
  consents: readonly ConsentView[];
  value: ConsentId | "";
  onChange(consent: ConsentId | ""): void;
  /** What stands first: "choose", or that it rests on none. */
  none: string;
  hint?: string;
};

export const ConsentChoice = ({ consents, value, onChange, none, hint }: Props) => {
  const words = useWords();
  return (
    <SelectField<ConsentId | "">
      label={words.t("consent.rests-on")}
      value={value}
      onChange={onChange}
      options={[
        { value: "", text: none },
        ...consents.map((consent) => ({ value: consent.consent, text: consentText(words, consent) })),
      ]}
      {...(hint === undefined ? {} : { hint })}
    />
  );
};
