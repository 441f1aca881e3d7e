/**
 * HTML that escapes by default.
 *
 * Everything put into a template is text unless it is itself `Html`. What a hostile caller writes into the form
 * comes back through here on the on-arrival pages.
 */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Html | readonly Html[] | null | false;

const escapeText = (text: string): string =>
  text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");

const valueToText = (value: Value): string => {
  if (value === null || value === false) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "string") return escapeText(value);
  if (typeof value === "number") return String(value);
  return value.map((part) => part.text).join("");
};

/** A template literal tag. Line breaks with their indentation are dropped: each byte costs a slow phone. */
export const html = (strings: TemplateStringsArray, ...values: Value[]): Html => {
  const parts = strings.map((part) => part.replace(/\n\s*/g, ""));
  return new Html(
    parts.map((part, index) => (index === 0 ? part : valueToText(values[index - 1] ?? null) + part)).join(""),
  );
};

/** Text that was written with line breaks, as paragraphs. */
export const paragraphs = (text: string): Html[] =>
  text
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== "")
    .map((block) => html`<p>${block}</p>`);
