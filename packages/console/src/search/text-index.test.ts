import { askedWords, explain, type Piece } from "@fairlead/casework";
import { describe, expect, it } from "vitest";
import { textIndex } from "./text-index.ts";

/** What invented people wrote. */
const TEXTS = {
  police: "Полиция приходила к соседям, они угрожали моему брату в Грозном.",
  chechen: "Со ГӀалахь ву, сан ваша кхерам боцуш вац. КIант ларвелла.",
  english: "The landlord is asking for papers; his sister was threatened at the market.",
  khamzat: "Хамзат говорит, что за ним едут на серой Ладе.",
  mohammed: "Mohammed waits at the bus station with two bags.",
  phone: "Звоните только на +7 (928) 000-11-22, после девяти.",
  arabic: "أنا خائف، الشرطة تبحث عني في المدينة.",
};
type Key = keyof typeof TEXTS;

const filled = (more: Record<string, string> = {}, covered: Record<string, string> = {}) => {
  const index = textIndex();
  index.put(
    Object.entries({ ...TEXTS, ...more }).map(([id, text]) => ({
      id,
      name: `${id} heron`,
      text,
      covered: covered[id] ?? "",
    })),
  );
  return index;
};

describe("what was written in one way is found in another", () => {
  const index = filled();
  it.each<[typed: string, found: Key, why: string]>([
    ["полицией", "police", "another case"],
    ["politsiya", "police", "Latin letters"],
    ["полицыя", "police", "as it is heard"],
    ["угрожает брат", "police", "two words, other endings"],
    ["угражали", "police", "a slip in a vowel"],
    ["угоржали", "police", "neighbours exchanged"],
    ["угрож", "police", "the beginning"],
    ["Г1алахь", "chechen", "a digit for the palochka"],
    ["гIалахь", "chechen", "a Latin I for it"],
    ["Г!алахь", "chechen", "a sign for it"],
    ["ghalah", "chechen", "Chechen in Latin letters"],
    ["к1ант", "chechen", "the digit where a Latin I stands"],
    ["kant", "chechen", "and neither"],
    ["LANDLORD threats", "english", "capitals; a noun for a verb"],
    ["lanldord", "english", "a slip in English"],
    ["Khamzat", "khamzat", "a passport's spelling"],
    ["Hamzat", "khamzat", "another clerk's"],
    ["хамзата", "khamzat", "a case of it"],
    ["Магомед", "mohammed", "one name in two languages"],
    ["8 928 000 11 22", "phone", "a number spaced otherwise"],
    ["الشرطة", "arabic", "Arabic"],
  ])("%s", (typed, found) => {
    expect(index.find(typed)[0]).toBe(found);
  });

  it("every word has to stand there; nothing typed finds nothing", () => {
    expect(index.find("полиция landlord")).toEqual([]);
    expect([index.find(""), index.find("  ⟨⟩ .* ")]).toEqual([[], []]);
    expect(index.find("вертолёт")).toEqual([]);
  });

  it("ё is е, and a name of the place stands before a word in it", () => {
    const more = filled({ fir: "Ёлка во дворе", heron: "елка" });
    expect(more.find("елка").toSorted()).toEqual(["fir", "heron"]);
    expect(more.find("heron")[0]).toBe("heron");
  });
});

it("[P3] what stands covered is found by whole words and by sound, never letter by letter", () => {
  const index = filled({ covered: "" }, { covered: "Хамзат Ибрагимов" });
  expect(index.find("Hamsat ibragimov")).toEqual(["covered"]);
  expect(index.find("ибраг")).toEqual([]);
  expect(index.find("ибр")).toEqual([]);
});

it("what was changed is found as it stands now, what is gone not at all", () => {
  const index = filled();
  index.put([{ id: "police", name: "police", text: "Уехал к тёте.", covered: "" }]);
  expect([index.find("соседям"), index.find("тетя")]).toEqual([[], ["police"]]);
  index.remove(["police", "police"]);
  expect(index.find("тете")).toEqual([]);
});

describe("hostile words", () => {
  const HOSTILE = [
    ".*",
    "(((((",
    "[а-я]+$",
    "\\",
    "a\u202Eb\u0000",
    "‮",
    "\ud800",
    "м".repeat(50_000),
    "е\u0301".repeat(5_000),
  ];
  it.each(HOSTILE.map((typed, at) => [at, typed] as const))("%i is looked for and breaks nothing", (_, typed) => {
    const index = filled({ hostile: typed });
    const asked = askedWords(typed);
    expect(Array.isArray(index.find(typed))).toBe(true);
    explain([pieceOf(typed)], asked, 2);
    expect(index.find("landlord")).toEqual(["english"]);
  });

  it("a note of 50,000 characters is read to its end, in time for the next key", () => {
    const long = `${"страх и ожидание на вокзале ".repeat(1_800)}зимородок`;
    const index = filled({ long });
    expect(index.find("зимородки")[0]).toBe("long");
    const started = performance.now();
    const told = explain([pieceOf(long)], askedWords("зимородок"), 2);
    expect(performance.now() - started).toBeLessThan(400);
    const excerpt = told?.hits[0]?.excerpt;
    expect(excerpt?.before).toBe(true);
    expect(excerpt?.text.length).toBeLessThan(200);
    expect(excerpt?.marks.map(({ start, end }) => excerpt.text.slice(start, end))).toEqual(["зимородок"]);
  });
});

const pieceOf = (text: string, more: Partial<Piece> = {}): Piece => ({
  kind: "note",
  part: "contact",
  line: null,
  by: null,
  at: 1,
  text,
  covered: false,
  ...more,
});

describe("where it stands", () => {
  it("the piece that answers most words comes first, then the newest; each is marked", () => {
    const told = explain(
      [pieceOf("Брат в Грозном"), pieceOf("Его брату угрожали в Грозном", { at: 2 }), pieceOf("Автобус", { at: 3 })],
      askedWords("брат угрожает"),
      1,
    );
    const hit = told?.hits[0];
    expect(hit?.piece.at).toBe(2);
    expect(hit?.excerpt?.marks.map(({ start, end }) => hit.excerpt?.text.slice(start, end))).toEqual([
      "брату",
      "угрожали",
    ]);
    expect(told?.more).toBe(1);
  });

  it("[P3] of what is covered it says that it stands there, and shows none of it", () => {
    const told = explain([pieceOf("Хамзат Ибрагимов", { covered: true })], askedWords("Khamzat"), 2);
    expect(told?.hits.map(({ excerpt }) => excerpt)).toEqual([null]);
  });

  it("where the index was wider than the eye there is no result", () => {
    expect(explain([pieceOf("Хамид", { covered: true })], askedWords("Khamzat"), 2)).toBeNull();
  });
});
