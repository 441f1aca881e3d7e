/**
 * Words out of a mail's HTML, by a single pass that builds no document, loads nothing and runs nothing. A linear scan: no
 * pattern here can be made to go back over its input.
 */
const BREAKS = new Set([
  "br",
  "p",
  "div",
  "tr",
  "li",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "blockquote",
  "table",
  "hr",
  "ul",
  "ol",
]);
const SKIPPED = new Set([
  "script",
  "style",
  "head",
  "title",
  "template",
  "noscript",
  "svg",
  "math",
  "object",
  "iframe",
]);
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  mdash: "—",
  ndash: "–",
  laquo: "«",
  raquo: "»",
  hellip: "…",
};

const decoded = (text: string): string =>
  text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return NAMED[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : "\ufffd";
  });

export function plainFromHtml(html: string): string {
  const lower = html.toLowerCase();
  const words: string[] = [];
  let quoted = 0;
  const line = () => words.push(quoted > 0 ? `\n${"> ".repeat(Math.min(quoted, 5))}` : "\n");
  let at = 0;
  // Looked for once and then passed, never again and again over the same rest.
  let end = 0;
  while (at < html.length) {
    const tag = html.indexOf("<", at);
    words.push(decoded(html.slice(at, tag < 0 ? undefined : tag)).replace(/\s+/g, " "));
    if (tag < 0) break;
    if (lower.startsWith("<!--", tag)) {
      const over = lower.indexOf("-->", tag + 4);
      if (over < 0) break;
      at = over + 3;
      continue;
    }
    if (end >= 0 && end < tag) end = html.indexOf(">", tag);
    const name = /^<\/?([a-z][a-z0-9]*)/.exec(lower.slice(tag, tag + 20))?.[1];
    if (name === undefined || end < 0) {
      words.push("<");
      at = tag + 1;
      continue;
    }
    const closes = html[tag + 1] === "/";
    if (name === "blockquote") quoted = Math.max(0, quoted + (closes ? -1 : 1));
    if (BREAKS.has(name)) line();
    if (SKIPPED.has(name) && !closes) {
      const over = lower.indexOf(`</${name}`, end);
      if (over < 0) break;
      at = over;
      continue;
    }
    at = end + 1;
  }
  return words
    .join("")
    .split("\n")
    .map((one) => one.replace(/ +/g, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n");
}
