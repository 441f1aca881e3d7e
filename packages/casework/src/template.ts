/** Templates are texts with {gaps}. What is inserted is a draft like any other; a gap left open must not be sent. */

const GAP = /\{[^{}\n]{1,60}\}/gu;

export type Gap = { start: number; text: string };

/** In the order of the text. */
export const gapsIn = (text: string): Gap[] =>
  [...text.matchAll(GAP)].map((match) => ({ start: match.index, text: match[0] }));

/** The language without its country: a Russian letter is answered in Russian, wherever it was written. */
export const baseLanguage = (language: string | null): string => (language ?? "").slice(0, 2).toLowerCase();

/**
 * Templates for a caller's language first. Where there is none, all of them: seen in a language that is not the
 * caller's rather than not seen at all.
 */
export const templatesFor = <T extends { language: string; title: string }>(
  templates: readonly T[],
  language: string | null,
): { own: T[]; others: T[] } => {
  const own = templates.filter((one) => baseLanguage(one.language) === baseLanguage(language));
  return { own, others: templates.filter((one) => !own.includes(one)) };
};
