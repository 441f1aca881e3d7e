/** Languages in which a neutral text is proposed: those of the callers' page. */
export const HOLDING_LANGUAGES = ["en", "ru", "ar"] as const;
export type HoldingLanguage = (typeof HOLDING_LANGUAGES)[number];

/** The caller's, as their letters say; English where nothing is proposed in it. */
export const holdingLanguage = (of: string | null | undefined): HoldingLanguage =>
  HOLDING_LANGUAGES.find((known) => known === of?.slice(0, 2).toLowerCase()) ?? "en";

/** As they call themselves. */
export const SPOKEN: Record<HoldingLanguage, string> = { en: "English", ru: "Русский", ar: "العربية" };
