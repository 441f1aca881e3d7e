/** What somebody wrote now, and what their mail program put below it. Nothing is lost: the rest stands below a mark. */
export const QUOTED_MARK = "— quoted in the mail —";

const INTRODUCES = [
  /^(on|am|le|el|il|op)\b.{4,200}\b(wrote|schrieb|écrit|escribió|ha scritto|schreef)\s*:$/iu,
  /^.{0,200}\b\d{1,2}[:.]\d{2}.{0,120}(:|пишет:|написал[аи]?:|كتب:?)$/iu,
  /^.{0,120}(пишет|написал|написала|كتب)\s*:$/iu,
  /^-{2,}\s*(original message|forwarded message|пересылаемое сообщение|исходное сообщение|пересылаемое письмо)\s*-{2,}$/iu,
  /^_{10,}$/u,
];

export function withQuotedBelow(text: string): string {
  const lines = text.split("\n");
  const from = lines.findIndex((line, index) => startsQuote(line, lines, index));
  // An answer below or between what is quoted: nobody can tell them apart for sure, so all of it stays as it is.
  const answersBelow = from >= 0 && lines.slice(from + 1).some((line, index) => isOwn(line, lines[from + index] ?? ""));
  if (from < 0 || answersBelow) return text;
  const own = lines.slice(0, from).join("\n").trim();
  const rest = lines.slice(from).join("\n").trim();
  return own === "" || rest === "" ? text : `${own}\n\n${QUOTED_MARK}\n${rest}`;
}

const isQuoted = (line: string): boolean => /^\s*>/.test(line);

const startsQuote = (line: string, lines: readonly string[], index: number): boolean =>
  isQuoted(line)
    ? true
    : line.length < 400 &&
      INTRODUCES.some((pattern) => pattern.test(line.trim())) &&
      lines.slice(index + 1).some((after) => isQuoted(after) || after.trim() !== "");

/** After a line with ">" somebody wrote a line without one. */
const isOwn = (line: string, before: string): boolean => isQuoted(before) && line.trim() !== "" && !isQuoted(line);
