/**
 * Numbers, addresses and accounts in what people write: by them a caller is recognised, and by them whoever finds an
 * answer on a searched phone is led to the next person. Looked for on the member's own machine.
 */
export type IdentifierKind = "phone" | "e-mail" | "account" | "passport" | "plate";
export type Identifier = { kind: IdentifierKind; text: string; start: number };

// Every repetition below has an end: a letter of a stranger's must not hold this machine up.
const EMAIL = /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,6}/gu;
/** A number behind wa.me, and the like: a phone like any other. */
const PHONE_LINK =
  /(?:https?:\/\/)?(?:wa\.me\/|api\.whatsapp\.com\/send\?phone=|viber:\/\/chat\?number=)[+\p{Nd}%]{7,20}/gu;
/** @name, t.me/name, and the like. */
const ACCOUNT =
  /(?:https?:\/\/)?(?:t\.me|wa\.me|vk\.com|instagram\.com|facebook\.com)\/[\w.+-]{2,64}|(?<![\p{L}\d@.])@[A-Za-z_]\w{3,64}/gu;
/** Any digits (Arabic ones too) with the signs that people put between them. */
const DIGITS = /(?<![\p{L}\p{Nd}])[+＋]?\(?\p{Nd}[\p{Nd}  ().•*‑–-]{5,40}\p{Nd}(?!\p{L})/gu;
const DATE = /^\p{Nd}{1,2}[.-]\p{Nd}{1,2}[.-]\p{Nd}{2,4}(?!\p{Nd})/u;
const LOCAL = /^\p{Nd}{2,3}[ -]\p{Nd}{2}[ -]\p{Nd}{2}$/u;

/** After a word that announces it: up to two letters and six digits or more. */
const PASSPORT_NAMED =
  /(?<=(?:паспорт\p{L}{0,3}|серия|загран\p{L}{0,12}|passport|جواز(?: السفر)?|هوية)[\s:№.,-]{0,4}(?:(?:серия|номер|no|n)[\s:№.]{0,3})?)[A-Z]{0,2} ?\p{Nd}{2}[\p{Nd} №-]{4,11}\p{Nd}(?!\p{L})/giu;
/** As it stands in a Russian passport: series in two pairs, then six digits (seven and one pair for one to travel with). */
const PASSPORT =
  /(?<![\p{L}\p{Nd}+-])\p{Nd}{2} ?\p{Nd}{2} (?:№ ?)?\p{Nd}{6}(?![\p{L}\p{Nd}-])|(?<![\p{L}\p{Nd}+-])\p{Nd}{2} (?:№ ?)?\p{Nd}{7}(?![\p{L}\p{Nd}-])/gu;

/** The twelve letters of a plate look alike in both alphabets. Small letters only as one word: "в 100 км" is a distance. */
const PLATE_LETTER = "[АВЕКМНОРСТУХABEKMHOPCTYX]";
const PLATE = new RegExp(
  `(?<![\\p{L}\\p{Nd}])${PLATE_LETTER} ?\\p{Nd}{3} ?${PLATE_LETTER}{2}(?: ?\\p{Nd}{2,3})?(?![\\p{L}\\p{Nd}])`,
  "gu",
);
const PLATE_SMALL = new RegExp(
  `(?<![\\p{L}\\p{Nd}])${PLATE_LETTER}\\p{Nd}{3}${PLATE_LETTER}{2} ?\\p{Nd}{2,3}(?![\\p{L}\\p{Nd}])`,
  "giu",
);

/** One of these is in each of the forms above: most letters have none, and are not gone through eight times. */
const MAY_HOLD = /[\p{Nd}@/]/u;

const isPhone = (text: string): boolean => {
  if (DATE.test(text)) return false;
  const digits = [...text.matchAll(/\p{Nd}/gu)].length;
  // Nine digits are a number almost everywhere; fewer only when written as one. Sums ("12 500 000") have fewer.
  return digits >= 9 || (/^[+＋]/u.test(text) && digits >= 7) || LOCAL.test(text);
};

/** In the order of the text, none inside another. */
export const identifiersIn = (text: string): Identifier[] => {
  if (!MAY_HOLD.test(text)) return [];
  const found: Identifier[] = [];
  const add = (kind: IdentifierKind, pattern: RegExp, holds: (match: string) => boolean = () => true) => {
    for (const match of text.matchAll(pattern)) {
      const words = match[0].trimStart();
      const start = match.index + match[0].length - words.length;
      const inside = found.some(
        (other) => start < other.start + other.text.length && other.start < start + words.length,
      );
      if (!inside && holds(words)) found.push({ kind, text: words, start });
    }
  };
  add("e-mail", EMAIL);
  add("phone", PHONE_LINK);
  add("account", ACCOUNT);
  add("passport", PASSPORT_NAMED);
  add("passport", PASSPORT);
  add("plate", PLATE);
  add("plate", PLATE_SMALL);
  add("phone", DIGITS, isPhone);
  return found.sort((a, b) => a.start - b.start);
};

/** The text without it, and without the double space that would betray the gap. */
export const takeOut = (text: string, { start, text: found }: Pick<Identifier, "start" | "text">): string => {
  const before = text.slice(0, start);
  const after = text.slice(start + found.length);
  return /\s$/u.test(before) || before === "" ? before + after.replace(/^ +/u, "") : before + after;
};
