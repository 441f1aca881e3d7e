/** Languages in which callers have written or are expected to; one that a template has already is added to them. */
const EXPECTED = ["en", "ru", "ar", "ce", "az", "de", "es", "fr", "hy", "ka", "tr", "uk"] as const;

export const templateLanguages = (templates: readonly { language: string }[]): string[] => [
  ...new Set([...EXPECTED, ...templates.map(({ language }) => language)]),
];

/** "Russian", in the reader's language; the code itself where nobody has a name for it. */
export const languageName = (code: string, reader: string): string => {
  try {
    return new Intl.DisplayNames([reader], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
};
