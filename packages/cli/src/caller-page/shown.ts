/**
 * Compares a caller's page with what this installation would give out. Three things in it are the organisation's to say
 * (its name, where its six words are published, where *Leave quickly* leads), and one is new each time (the token of the
 * form without script, with its plain question while a flood is on). Everything else must be the same to the last letter.
 */
import { firstPage, isPlainQuestion, type Language, type Place, plainPage } from "@fairlead/portal/pages";

/** What the organisation says of itself on the page. */
export type Shown = { name: string; elsewhere: string; leaveTo: string };

/** Letters and digits alone: what the page escapes stays as it is. */
const MARK = {
  name: "xFairleadNamex",
  elsewhere: "xFairleadElsewherex",
  leaveTo: "xFairleadLeaveTox",
  token: "xTokenx",
  question: "xQuestionx",
};

/**
 * @param path after the language: the first page, or the form without script
 * @returns what the page says of the organisation, or null where anything else in it differs
 */
export function readShown(
  page: string,
  path: "" | "/write",
  ours: { language: Language; assets: Place["assets"]; door: string; words: readonly string[]; onePerson: boolean },
): Shown | null {
  const { language, assets, door, words, onePerson } = ours;
  const { name, elsewhere, leaveTo, token } = MARK;
  const organisation = { name, elsewhere, words, onePerson, zone: "UTC" };
  const place: Place = { language, door, assets, leaveTo, organisation };
  const expected = [null, MARK.question].flatMap((question) => {
    const plain = { token, question, expiredSince: null };
    return path === "/write"
      ? [plainPage(place, plain)]
      : [true, false].map((on) => firstPage(place, { ...plain, onArrival: on }));
  });
  for (const text of expected) {
    const found = patternOf(text).exec(page)?.groups;
    if (found === undefined) continue;
    const { question } = found;
    if (question !== undefined && !isPlainQuestion(language, unescaped(question))) continue;
    return { name: unescaped(found.name), elsewhere: unescaped(found.elsewhere), leaveTo: unescaped(found.leaveTo) };
  }
  return null;
}

/** Escaped text only, and wherever one thing is said twice the same. */
function patternOf(text: string): RegExp {
  const seen = new Set<string>();
  const names = new Map(Object.entries(MARK).map(([name, mark]) => [mark, name]));
  const parts = text.split(new RegExp(`(${Object.values(MARK).join("|")})`)).map((part) => {
    const name = names.get(part);
    if (name === undefined) return part.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
    if (seen.has(name)) return `\\k<${name}>`;
    seen.add(name);
    return `(?<${name}>[^<>"']{0,2000})`;
  });
  return new RegExp(`^${parts.join("")}$`, "s");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};

function unescaped(text = ""): string {
  return text.replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}
