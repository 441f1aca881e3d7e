/**
 * What must not travel in an answer: whoever searches the caller's phone can read it, and a number or address leads
 * to the next person. Looked for on this device, before sealing. A warning, never a block: it can be wrong both ways.
 */
export type Identifier = { kind: "phone" | "e-mail" | "account"; text: string; start: number };

const EMAIL = /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/gu;
/** @name, t.me/name, wa.me/number, and the like. */
const ACCOUNT =
  /(?:https?:\/\/)?(?:t\.me|wa\.me|vk\.com|instagram\.com|facebook\.com)\/[\w.+-]{2,}|(?<![\p{L}\d@.])@[A-Za-z_]\w{3,}/gu;
/** Any digits (Arabic ones too) with the signs that people put between them. */
const DIGITS = /(?<![\p{L}\p{Nd}])[+＋]?\(?\p{Nd}[\p{Nd}  ().•*‑–-]{5,}\p{Nd}(?!\p{L})/gu;
const DATE = /^\p{Nd}{1,2}[.-]\p{Nd}{1,2}[.-]\p{Nd}{2,4}(?!\p{Nd})/u;
const LOCAL = /^\p{Nd}{2,3}[ -]\p{Nd}{2}[ -]\p{Nd}{2}$/u;

const isPhone = (text: string): boolean => {
  if (DATE.test(text)) return false;
  const digits = [...text.matchAll(/\p{Nd}/gu)].length;
  // Nine digits are a number almost everywhere; fewer only when written as one. Sums ("12 500 000") have fewer.
  return digits >= 9 || (/^[+＋]/u.test(text) && digits >= 7) || LOCAL.test(text);
};

/** In the order of the text, none inside another. */
export const identifiersIn = (text: string): Identifier[] => {
  const found: Identifier[] = [];
  const add = (kind: Identifier["kind"], pattern: RegExp, holds: (match: string) => boolean = () => true) => {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const inside = found.some(
        (other) => start < other.start + other.text.length && other.start < start + match[0].length,
      );
      if (!inside && holds(match[0])) found.push({ kind, text: match[0], start });
    }
  };
  add("e-mail", EMAIL);
  add("account", ACCOUNT);
  add("phone", DIGITS, isPhone);
  return found.sort((a, b) => a.start - b.start);
};

/** The text without it, and without the double space that would betray the gap. */
export const takeOut = (text: string, { start, text: found }: Identifier): string => {
  const before = text.slice(0, start);
  const after = text.slice(start + found.length);
  return /\s$/u.test(before) || before === "" ? before + after.replace(/^ +/u, "") : before + after;
};
