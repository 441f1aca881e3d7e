import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeCodeWords, organisationWords, readCodeWords } from "./code-words.ts";
import { seededRandom } from "./fixture.ts";
import type { OrganisationId } from "./id.ts";
import { makeDigits, readDigits } from "./on-arrival.ts";
import { ENGLISH } from "./words/english.ts";
import { RUSSIAN_LIST } from "./words/russian-list.ts";

const LISTS = [ENGLISH, RUSSIAN_LIST];
const eleven = fc.uint8Array({ minLength: 11, maxLength: 11 });

describe.each(LISTS)("code words in $language", (list) => {
  const other = list === ENGLISH ? RUSSIAN_LIST : ENGLISH;
  const words = makeCodeWords(seededRandom("words"), list);

  it("[PH1] are eight words that read back to what made them", () => {
    fc.assert(
      fc.property(eleven, (bytes) => {
        const made = makeCodeWords(() => new Uint8Array(bytes), list);
        const read = readCodeWords(made.join(" "), LISTS);
        expect(read).toMatchObject({ kind: "words", words: made, language: list.language });
        if (read.kind !== "words") return;
        expect([...read.entropy.subarray(0, 10)]).toEqual([...bytes.subarray(0, 10)]); // the first 80 bits …
        expect((read.entropy[10] ?? 0) >> 6).toBe((bytes[10] ?? 0) >> 6); // … and 2 more
      }),
    );
  });

  it("[PH1] list is recognised whatever order the lists come in", () => {
    expect(readCodeWords(words.join(" "), [other, list])).toMatchObject({ kind: "words", language: list.language });
  });

  it("[PH1] are read in any case, with numbers, commas and line breaks between", () => {
    const untidy = words.map((word, i) => `${i + 1}. ${i % 2 ? word.toUpperCase() : word}`).join(",\n ");
    expect(readCodeWords(untidy, LISTS)).toMatchObject({ kind: "words", words });
  });

  it("[PH1] are known by their first four letters, and given back whole", () => {
    const short = words.map((word) => word.slice(0, 4)).join(" ");
    expect(readCodeWords(short, LISTS)).toMatchObject({ kind: "words", words });
  });

  it("[PH1] name the first word that is in no list, by its place", () => {
    const wrong = words.with(5, "xyzzy");
    expect(readCodeWords(wrong.join(" "), LISTS)).toEqual({ kind: "unknown-word", position: 5, word: "xyzzy" });
  });

  it("[PH1] a fifth letter that is wrong is not forgiven: only exactly four are an abbreviation", () => {
    const long = words.findIndex((word) => word.length > 5);
    const wrong = words.map((word, i) => (i === long ? `${word.slice(0, 4)}q` : word));
    expect(readCodeWords(wrong.join(" "), LISTS)).toMatchObject({ kind: "unknown-word", position: long });
  });

  it("[PH1] are counted: seven and nine are not eight", () => {
    expect(readCodeWords(words.slice(1).join(" "), LISTS)).toEqual({ kind: "count", found: 7 });
    expect(readCodeWords([...words, words[0]].join(" "), LISTS)).toEqual({ kind: "count", found: 9 });
    expect(readCodeWords(" , . ", LISTS)).toEqual({ kind: "count", found: 0 });
  });

  it("[PH1] with one word exchanged fail the checksum 63 times in 64", () => {
    let caught = 0;
    let tried = 0;
    for (const replacement of list.words.slice(0, 512)) {
      if (replacement === words[2]) continue;
      tried++;
      if (readCodeWords(words.with(2, replacement).join(" "), LISTS).kind === "checksum") caught++;
    }
    expect(caught / tried).toBeGreaterThan(0.96);
    expect(caught).toBeLessThan(tried);
  });

  it("[PH1] every word of the list is read, whole and by four letters, as itself", () => {
    for (const [index, word] of list.words.entries()) {
      for (const typed of [word, word.slice(0, 4)]) {
        expect(list.words.findIndex((known) => known === typed || known.slice(0, 4) === typed)).toBe(index);
      }
    }
  });

  it("[MB6] are never mistaken for an on-arrival code", () => {
    expect(readDigits(words.join(" "))).toBeNull();
  });
});

it("[PH1] ё is read as е, composed or not, and й keeps its mark", () => {
  const place = RUSSIAN_LIST.words.findIndex((word) => word.includes("е"));
  const whole = makeCodeWords(seededRandom("yo"), RUSSIAN_LIST);
  const withE = whole.findIndex((word) => word.includes("е"));
  expect(place).toBeGreaterThanOrEqual(0);
  for (const yo of ["ё", "е\u0308", "Ё"]) {
    const typed = whole.map((word, i) => (i === withE ? word.replace("е", yo) : word.normalize("NFD")));
    expect(readCodeWords(typed.join(" "), LISTS)).toMatchObject({ kind: "words", words: whole });
  }
});

it("[PH1] a word of the other list is named as unknown, not silently mixed in", () => {
  const words = makeCodeWords(seededRandom("mixed"), ENGLISH).with(7, RUSSIAN_LIST.words[0] ?? "");
  expect(readCodeWords(words.join(" "), LISTS)).toMatchObject({ kind: "unknown-word", position: 7 });
});

it("[PH1] no word stands in both lists", () => {
  const russian = new Set(RUSSIAN_LIST.words);
  expect(ENGLISH.words.filter((word) => russian.has(word))).toEqual([]);
});

describe("on-arrival digits", () => {
  it("[MB6] are 21, begin with 9, and read back however they are spaced", () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const digits = makeDigits(seededRandom(seed));
        expect(digits).toMatch(/^9[0-9]{20}$/);
        expect(readDigits(digits.replace(/(.{3})/g, "$1 "))).toBe(digits);
        expect(readDigits(` ${digits.replace(/(.{7})/g, "$1-")}`)).toBe(digits);
      }),
    );
  });

  it("[MB6] typed on Arabic and Persian keyboards, or full-width, are the same code", () => {
    const digits = makeDigits(seededRandom("keyboard"));
    for (const zero of [0x660, 0x6f0, 0xff10]) {
      const typed = [...digits].map((digit) => String.fromCodePoint(zero + Number(digit))).join("");
      expect(readDigits(typed)).toBe(digits);
    }
  });

  it.each(["", "9", "8".padEnd(21, "1"), "9".padEnd(20, "1"), "9".padEnd(22, "1"), "9x".padEnd(21, "1")])(
    "[MB6] %j is no such code",
    (text) => expect(readDigits(text)).toBeNull(),
  );

  it("[MB6] are never mistaken for code words, so no sealed mailbox is typed into the form", () => {
    expect(readCodeWords(makeDigits(seededRandom("digits")), LISTS)).toEqual({ kind: "count", found: 0 });
  });
});

it("[RO1] an organisation's six words show 66 bits of its id and differ between two", () => {
  const one = organisationWords("ab".repeat(32) as OrganisationId, ENGLISH);
  expect(one).toHaveLength(6);
  expect(one).not.toEqual(organisationWords(`ac${"ab".repeat(31)}` as OrganisationId, ENGLISH));
  expect(organisationWords("00".repeat(32) as OrganisationId, RUSSIAN_LIST)).toEqual(
    Array(6).fill(RUSSIAN_LIST.words[0]),
  );
});
