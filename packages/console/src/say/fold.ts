/** Longer than this, a letter is folded: one that fills ten screens must not hide the others, or hold up the page. */
const MOST_CHARACTERS = 4_000;
const MOST_LINES = 40;

/** The beginning of a long text, cut between words and between lines where it can be, and how much more there is. */
export const fold = (text: string, most = MOST_CHARACTERS): { shown: string; more: number } => {
  const lines = text.slice(0, most).split("\n");
  let shown = lines.slice(0, MOST_LINES).join("\n");
  if (shown.length === text.length) return { shown: text, more: 0 };
  const space = lines.length > MOST_LINES ? -1 : shown.lastIndexOf(" ");
  if (space > most / 2) shown = shown.slice(0, space);
  // Not between the two halves of one character, nor between a letter and its marks.
  shown = shown.replace(/[\ud800-\udbff]$/, "");
  const marks = /^\p{M}+/u.exec(text.slice(shown.length))?.[0] ?? "";
  shown += marks;
  return { shown, more: text.length - shown.length };
};
