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

/** Whether it is found where it stands open, covered, and as a name. */
const foundIn = (text: string, typed: string, places = ["text", "covered", "name"]): string[] =>
  places.filter((place) => {
    const index = textIndex();
    const around = `aa ${text} bb`;
    index.put([{ id: "one", name: "", text: "", covered: "", [place]: place === "name" ? text : around }]);
    const asked = askedWords(typed);
    const piece = pieceOf(around, { covered: place === "covered", kind: place === "name" ? "alias" : "note" });
    return index.find(typed).length > 0 && explain([piece], asked, 1) !== null;
  });

describe("Chechen, whoever writes it, is found from either side, wherever it stands", () => {
  it.each([
    [
      "the alphabet of 1992",
      "Нохчийчоь Noxçiyçö | ваша vaşa | Шела Şela | Ӏаьржа Järƶa | чӀогӀа çoġa | чӀогӀа ç̇oġa | ЦӀе Ċe",
    ],
    ["", "Соьлжа-ГӀала Sölƶa-Ġala | полици polici | дуьйцу düycu | цхьаъ cẋa' | цхьаъ cẋaə | йоӀ yoj | Гуьмсе Gümse"],
    [
      "",
      "кхиэл qiel | Къайсар Q̇aysar | Хьамзат Ẋamzat | Ӏедал Jedal | Ӏумар Jumar | тешнабехк teşnabexk | дезар dezar",
    ],
    [
      "BGN/PCGN",
      "кӀант k’ant | чӀогӀа chʼogha | тӀе t'e | цӀе ts'e | къайсар q'aysar | Нохчийчоь Nokhchiycho | кхиэл kkhiel",
    ],
    ["as people type", "кӀант k1ant | кӀант kant | чӀогӀа ch1ogha | ГӀала G1ala | Ӏедал Iedal | Ӏедал 1edal | йоӀ yo1"],
    ["", "хьамзат hwamzat | Шела Shela | ваша vasha | Соьлжа Soelzha | чӀогӀа tshogha | Ӏумар Umar | дуьйцу dueytsu"],
    ["with a stroke for the palochka", "кӀант к1ант | чӀогӀа чIогIа | Ӏедал 1едал | ГӀала Г!ала | кӀант кант"],
  ])("%s: %s", (_, pairs) => {
    for (const pair of pairs.split(" | ")) {
      const [one = "", other = ""] = pair.split(" ");
      const all = ["text", "covered", "name"];
      expect([pair, foundIn(one, other), foundIn(other, one)]).toEqual([pair, all, all]);
    }
  });
});

describe("Words whose forms no ending explains", () => {
  it.each([
    [
      "kin",
      "мать матери | отец отца | дочь дочерью | сын сыновья | братья брат | сестёр сестра | ребёнок дети | муж мужья",
    ],
    [
      "the hunt",
      "ищут искать | ищет искали | розыск разыскивают | угрозы угрожал | похитили похищение | прячется прятаться",
    ],
    [
      "",
      "беги бежать | убежал убегут | пришли придут | избили избивают | забрали заберут | люди человек | друзья друг",
    ],
    ["in Latin letters", "otets отца | materi мать | ищут iskat"],
    ["Chechen kin", "ваша вежарий | йиша йижарий | нана ненан | кӀант кӀентий | йоӀ йоӀарий"],
    ["English", "children child | women woman | fled flee | hiding hide | taken take"],
  ])("%s: %s", (_, pairs) => {
    for (const pair of pairs.split(" | ")) {
      const [one = "", other = ""] = pair.split(" ");
      const all = ["text", "covered"];
      expect([pair, foundIn(one, other, all), foundIn(other, one, all)]).toEqual([pair, all, all]);
    }
  });

  it("nobody says whether Latin letters are English, Russian or Chechen: each ending comes off", () => {
    const pairs =
      "Урус-Мартан Urus-Martan | Гудермес Gudermes | threat threats | threatening threatened | family families | knife knives";
    for (const pair of `${pairs} | house houses | police полиция | Аргун Argun | carried carry`.split(" | ")) {
      const [one = "", other = ""] = pair.split(" ");
      expect([pair, foundIn(one, other, ["text"]), foundIn(other, one, ["text"])]).toEqual([pair, ["text"], ["text"]]);
    }
  });

  it("is no reason to find anything for anything", () => {
    const apart =
      "drug друзья | mat матери | den дни | кот хот | ваша ваза | Шела Сала | man манго | кант хант | king кинза | case цель | " +
      "дочь дача | сын сон | qiel хлеб | k'ant хант | Jumar журнал | отец отель | люди льды | t'e те1а";
    for (const pair of apart.split(" | ")) {
      const [one = "", other = ""] = pair.split(" ");
      const all = ["text", "covered"];
      expect([pair, foundIn(one, other, all), foundIn(other, one, all)]).toEqual([pair, [], []]);
    }
  });

  it("an apostrophe parts words of other languages as before, and a digit in a plate is no palochka", () => {
    expect(foundIn("qu'il n'a l'avocat", "avocat", ["text"])).toEqual(["text"]);
    expect(foundIn("c'était t'aider", "aider", ["text"])).toEqual(["text"]);
    expect(foundIn("the sister's flat", "sister", ["text"])).toEqual(["text"]);
    expect(foundIn("a100bc95", "abc", ["text"])).toEqual([]);
    expect(foundIn("a100bc95", "A100BC95", ["text"])).toEqual(["text"]);
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

  it("a note of 50,000 characters is read to its end", () => {
    const long = `${"страх и ожидание на вокзале ".repeat(1_800)}зимородок`;
    const index = filled({ long });
    expect(index.find("зимородки")[0]).toBe("long");
    const told = explain([pieceOf(long)], askedWords("зимородок"), 2);
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
