import { describe, expect, it } from "vitest";
import type { BoardView, CaseView, ThreadView } from "../view.ts";
import { orderOf, readDate } from "./dates.ts";
import { guessColumns } from "./guess.ts";
import { type PreviewAsked, type PreviewLine, previewRows } from "./preview.ts";
import { type Cell, readRow } from "./row.ts";
import { type Column, importFields, mappedTwice, type Target, targetKey, targetsFor } from "./target.ts";
import { type CodeNames, readCountries, readNumber, readYesNo } from "./values.ts";

const names: CodeNames = {
  countries: new Map([
    ["россия", "RU"],
    ["georgia", "GE"],
  ]),
  languages: new Map([["русский", "ru"]]),
};
const fields = importFields([]);
const cell = (text: string): Cell => ({ text, formula: false });
const column = (heading: string, target: Target, order: Column["order"] = null): Column => ({ heading, target, order });
const guess = (...headings: string[]) =>
  guessColumns(
    headings.map((heading) => ({ heading, values: [] })),
    fields,
  ).map(({ target }) => targetKey(target));
const reading = (columns: Column[], unread: "refuse" | "note" = "refuse") => ({ columns, fields, names, unread });

describe("headings", () => {
  it("are guessed in English and in Russian, and what says nothing goes nowhere", () => {
    expect(
      guess("Alias", "Full name", "Date of birth", "Phone", "Passport no.", "Passport valid until", "Shoe size"),
    ).toEqual([
      "alias",
      "fact name",
      "fact born",
      "contact telephone",
      "paper passport number",
      "paper passport expires",
      "nothing",
    ]);
    expect(
      guess(
        "Псевдоним",
        "ФИО",
        "Дата рождения",
        "Тел.",
        "Гражданство",
        "Языки",
        "Загранпаспорт",
        "Срок действия паспорта",
        "От кого угроза",
        "Где ищут",
        "Примечание",
      ),
    ).toEqual([
      "alias",
      "fact name",
      "fact born",
      "contact telephone",
      "fact citizenships",
      "fact spoken",
      "paper passport number",
      "paper passport expires",
      "threat who",
      "threat reach",
      "note contact",
    ]);
  });
  it("a second column for what takes one alone goes nowhere, and whoever maps it all the same is told which", () => {
    expect(guess("Name", "Name again", "Phone", "Phone 2")).toEqual([
      "fact name",
      "nothing",
      "contact telephone",
      "contact telephone",
    ]);
    const twice = [
      column("a", { to: "alias" }),
      column("b", { to: "alias" }),
      column("c", { to: "note", part: "contact" }),
    ];
    expect(mappedTwice(twice, fields)).toEqual([1]);
  });
  it("know a field of the organisation's own, by its label in any language", () => {
    const own = importFields([
      {
        field: "ab".repeat(16),
        part: "needs",
        kind: "choice",
        label: [
          { language: "en", text: "Shoe size" },
          { language: "ru", text: "Размер обуви" },
        ],
        hint: [],
        choices: [{ choice: "cd".repeat(16), label: [{ language: "ru", text: "Большой" }], gone: false }],
        retired: false,
        version: 1,
        by: { id: "" as never, handle: "Wren", me: true } as never,
        at: 0,
      },
    ]);
    const [guessed] = guessColumns([{ heading: "размер обуви:", values: [] }], own);
    expect(guessed?.target).toEqual({ to: "fact", fact: "ab".repeat(16) });
    const { said } = readRow([cell("большой")], { columns: [guessed as Column], fields: own, names, unread: "refuse" });
    expect(said.facts).toEqual([
      { part: "needs", fact: "ab".repeat(16), value: { kind: "choice", choice: "cd".repeat(16) } },
    ]);
  });
  it("each target has a name of its own", () => {
    const keys = targetsFor(fields).map(targetKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("dates", () => {
  it("03/04 is one of two days, and nobody decides which but a person or another row", () => {
    expect(readDate("03/04/1990", null)).toEqual({ kind: "two-ways" });
    expect(readDate("03/04/1990", "dmy")).toEqual({ kind: "date", date: "1990-04-03" });
    expect(readDate("03/04/1990", "mdy")).toEqual({ kind: "date", date: "1990-03-04" });
    expect(orderOf(["03/04/1990", "25/12/1990"])).toEqual({ order: "dmy", asks: null });
    expect(orderOf(["03/04/1990", "12/25/1990"])).toEqual({ order: "mdy", asks: null });
    expect(orderOf(["03/04/1990", ""])).toEqual({ order: null, asks: "03/04/1990" });
    expect(orderOf(["25/12/1990", "12/25/1990"])).toEqual({ order: null, asks: null });
  });
  it("what can be read in one way needs no order; what is no day is none", () => {
    for (const [text, date] of [
      ["1990-04-03", "1990-04-03"],
      ["1990-04-03T00:00:00.000Z", "1990-04-03"],
      ["1990", "1990"],
      ["04.1990", "1990-04"],
      ["25.12.1990", "1990-12-25"],
      ["4.4.1990 г.", "1990-04-04"],
    ] as const)
      expect(readDate(text, null)).toEqual({ kind: "date", date });
    expect(readDate("03.04.85", "dmy")).toEqual({ kind: "short-year" });
    for (const text of ["31.02.1990", "spring", "43101", "1990-13-01"])
      expect(readDate(text, "dmy")).toEqual({ kind: "none" });
  });
});

describe("values", () => {
  it("countries by code or name, and none where one of several is not known", () => {
    expect(readCountries("ru; Georgia", names)).toEqual({ codes: ["RU", "GE"], not: null });
    expect(readCountries("РФ", names).codes).toEqual(["RU"]);
    expect(readCountries("Russia, Atlantis", names)).toEqual({ codes: [], not: "Russia" });
    expect(readCountries("constructor", names)).toEqual({ codes: [], not: "constructor" });
  });
  it("numbers that say two things are none; yes and no in two languages", () => {
    expect([readNumber("1 200,5"), readNumber("3"), readNumber("1,200"), readNumber("=2+2")]).toEqual([
      1200.5,
      3,
      null,
      null,
    ]);
    expect([readYesNo("Да"), readYesNo("no"), readYesNo("?"), readYesNo("maybe")]).toEqual([
      "yes",
      "no",
      "unknown",
      null,
    ]);
  });
});

describe("a row", () => {
  it("is cut nowhere: what is too long for its place is refused or stands in a note, and a link stays whole", () => {
    const wide = [
      column("Alias", { to: "alias" }),
      column("Telegram", { to: "contact", kind: "messenger" }),
      column("Passport", { to: "paper", paper: "passport", side: "number" }),
      column("Name", { to: "fact", fact: "name" }),
      column("Name 2", { to: "fact", fact: "name" }),
    ];
    const links = readRow(["Kite", "https://t.me/invented, 8 900/8 901 / oven"].map(cell), reading(wide)).said.facts;
    expect(links.map(({ value }) => value.kind === "contacts" && value.contacts.map((one) => one.value))).toEqual([
      ["https://t.me/invented", "8 900", "8 901", "oven"],
    ]);
    const long = readRow(["K".repeat(201), "x".repeat(2_001), "7".repeat(2_001)].map(cell), reading(wide));
    expect(long.problems).toMatchObject([
      { kind: "cell-too-long", column: 0, most: 200 },
      { kind: "cell-too-long", column: 1, most: 2_000 },
      { kind: "cell-too-long", column: 2, most: 2_000 },
    ]);
    const many = Array.from({ length: 51 }, (_, n) => `n${n}`).join(", ");
    const { said } = readRow(["Kite", many, "", "a".repeat(15_000), "b".repeat(15_000)].map(cell), reading(wide));
    expect(said.notes.map(({ part, text }) => [part, text.slice(-4)])).toEqual([
      ["identity", "bbbb"],
      ["identity", "n50"],
    ]);
  });

  const columns = [
    column("Alias", { to: "alias" }),
    column("Name", { to: "fact", fact: "name" }),
    column("Born", { to: "fact", fact: "born" }),
    column("Phone", { to: "contact", kind: "telephone" }),
    column("Country", { to: "paper", paper: "passport", side: "country" }),
    column("Passport", { to: "paper", paper: "passport", side: "number" }),
    column("From whom", { to: "threat", side: "who" }),
    column("Kind", { to: "threat", side: "kind" }),
    column("Where", { to: "threat", side: "reach" }),
    column("Note", { to: "note", part: "contact" }),
    column("Private", { to: "nothing" }),
  ];
  const row = (...texts: string[]) => readRow(texts.map(cell), reading(columns));

  it("becomes what could be written by hand, and what is in no column goes nowhere", () => {
    const { said, problems, notices } = row(
      "Kite",
      "Invented Person",
      "1990",
      "+7 900 000-00-01; 8 900 000 00 02",
      "Россия",
      "00 00 000001",
      "an invented uncle",
      "Родственники",
      "Old Town, the market",
      "came in May",
      "SECRET",
    );
    expect({ problems, notices }).toEqual({ problems: [], notices: [] });
    expect(said).toEqual({
      alias: "Kite",
      people: 1,
      facts: [
        { part: "identity", fact: "born", value: { kind: "date", date: "1990" } },
        { part: "identity", fact: "name", value: { kind: "text", text: "Invented Person" } },
        {
          part: "identity",
          fact: "contacts",
          value: {
            kind: "contacts",
            contacts: ["+7 900 000-00-01", "8 900 000 00 02"].map((value) => ({
              kind: "telephone",
              value,
              safe: "unknown",
              note: "",
            })),
          },
        },
        {
          part: "identity",
          fact: "papers",
          value: {
            kind: "papers",
            papers: [{ kind: "passport", number: "00 00 000001", country: "RU", expires: null, note: "" }],
          },
        },
      ],
      threat: { who: "an invented uncle", kind: "family", reach: ["Old Town", "the market"] },
      notes: [{ part: "contact", text: "Note: came in May" }],
    });
  });

  it("is told everything that is wrong with it at once, by column", () => {
    const { problems } = row("Invented", "Invented Person", "spring", "", "Atlantis", "", "", "", "", "Ïîìîùü\uFFFD");
    expect(problems).toMatchObject([
      { kind: "not-a-date", column: 2, text: "spring" },
      { kind: "no-country", column: 4 },
      { kind: "broken-letters", column: 9 },
      { kind: "alias-is-name", column: 0 },
    ]);
  });

  it("what cannot be read is kept as it was written, in the part where it belongs, if a person wants that", () => {
    const texts = ["Kite", "", "spring 85"].map(cell);
    const { said, problems, notices } = readRow(texts, reading(columns, "note"));
    expect(problems).toEqual([]);
    expect(said.notes).toEqual([{ part: "identity", text: "Born: spring 85" }]);
    expect(notices).toEqual([{ kind: "put-in-note", column: 2 }]);
  });

  it("formulas are text or what was calculated before, and said; nothing is evaluated", () => {
    const cells = ["Kite", "=cmd|' /C calc'!A0", "", "+7 900 000 00 01"].map(cell);
    cells[9] = { text: "12", formula: true };
    const { said, notices, problems } = readRow(cells, reading(columns));
    expect(problems).toEqual([]);
    expect(said.facts).toContainEqual({
      part: "identity",
      fact: "name",
      value: { kind: "text", text: "=cmd|' /C calc'!A0" },
    });
    expect(notices).toEqual([
      { kind: "kept-as-text", column: 1 },
      { kind: "formula-result", column: 9 },
    ]);
    const without = readRow([cell("Kite"), { text: "", formula: true }], reading(columns));
    expect(without.problems).toEqual([{ kind: "no-result", column: 1, text: "" }]);
  });

  it("a cell of 100,000 characters and a row that is too much are refused; an empty row is nothing", () => {
    expect(row("Kite", "x".repeat(100_000)).problems).toMatchObject([{ kind: "cell-too-long", column: 1 }]);
    const many = ["a", "b", "c", "d"].map((heading) => column(heading, { to: "note", part: "contact" }));
    const long = readRow(
      many.map(() => cell("x".repeat(19_000))),
      reading(many),
    );
    expect(long.problems).toEqual([{ kind: "row-too-long" }]);
    expect(row("", "").problems).toEqual([{ kind: "nothing-in-it" }]);
  });
});

describe("the preview", () => {
  const board = { known: [], judgements: [] } as unknown as BoardView;
  const text = (value: string) => ({ kind: "text" as const, text: value });
  const known = (alias: string, name: string, row: string | null): CaseView =>
    ({
      case: `case of ${alias}`,
      alias,
      mailboxes: [],
      messages: [],
      timeline: [],
      statements: [],
      persons: [],
      imported: row === null ? null : { row, by: {}, at: 0 },
      parts: [
        {
          part: "identity",
          stream: "s",
          notes: [],
          facts: [{ person: "1", fact: "name", value: text(name), version: 1, by: {}, at: 0, earlier: [] }],
        },
      ],
    }) as unknown as CaseView;
  const columns = [
    column("Alias", { to: "alias" }),
    column("Name", { to: "fact", fact: "name" }),
    column("Phone", { to: "contact", kind: "telephone" }),
  ];
  const preview = (rows: string[][], cases: CaseView[], over: Partial<PreviewAsked> = {}): PreviewLine[] => {
    const steps = previewRows({
      ...reading(columns),
      rows: rows.map((texts, index) => ({ row: index + 2, cells: texts.map(cell) })),
      readable: { threads: [] as ThreadView[], cases, board },
      mark: (cells) => Buffer.from(cells.join("|")).toString("hex").padEnd(32, "0"),
      ...over,
    });
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value;
  };

  it("finds rows that are one person, cases that are, and says why in the file's own words alone", () => {
    const [first, second, third, fourth] = preview(
      [
        ["Kite", "Адам Имаев", "+7 900 000 00 01"],
        ["Oven", "Someone Else", "8 (900) 000-00-01"],
        ["Vase", "Зелимхан Вымышленный", ""],
        ["Kite", "Адам Имаев", "+7 900 000 00 01"],
      ],
      [known("Harbour", "Zelimkhan Vymyshlennyi", null)],
    );
    expect(first).toMatchObject({ likes: [], suggests: "import" });
    expect(second).toMatchObject({
      likes: [{ kind: "row", row: 2, strength: "strong", reasons: [{ what: "phone" }] }],
      suggests: "skip",
    });
    expect(third?.likes).toMatchObject([{ kind: "known", subject: { kind: "case" }, reasons: [{ what: "name" }] }]);
    expect(JSON.stringify(third)).not.toContain("Vymyshlennyi");
    expect(fourth).toMatchObject({ likes: [{ kind: "same-row", row: 2 }], suggests: "skip", problems: [] });
  });

  it("knows a row that was brought in before, whatever it is now mapped to", () => {
    const mark = Buffer.from("Kite|A B").toString("hex").padEnd(32, "0");
    const [line] = preview([["Kite", "A B", ""]], [known("Kite", "A B", mark)]);
    expect(line).toMatchObject({ likes: [{ kind: "imported", alias: "Kite" }], suggests: "skip", problems: [] });
  });

  it("an alias that another case or row bears is refused, and one is made where there is none", () => {
    const [taken, made, , twice] = preview(
      [
        ["harbour", "", ""],
        ["", "Nobody Known", ""],
        ["Oven", "", ""],
        ["OVEN", "", ""],
      ],
      [known("Harbour", "", null)],
    );
    expect(taken?.problems).toMatchObject([{ kind: "alias-taken" }]);
    expect(twice?.problems).toMatchObject([{ kind: "alias-twice" }]);
    expect(made?.said.alias).toMatch(/^[A-Z][a-z]+ [a-z]+$/);
    expect(made?.notices).toEqual([{ kind: "alias-made" }]);
  });
});
