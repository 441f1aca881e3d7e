import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BoardView, CaseView, ThreadView } from "../view.ts";
import { broughtInByOthers } from "./by-others.ts";
import { orderOf, readDate } from "./dates.ts";
import { guessColumns, guessTogether } from "./guess.ts";
import { partiesOf, readParty } from "./party.ts";
import { type PreviewAsked, type PreviewLine, previewRows } from "./preview.ts";
import type { Cell, Reading } from "./row.ts";
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
const column = (heading: string, target: Target, order: Column["order"] = null, person = 1): Column => ({
  heading,
  target,
  order,
  person,
});
const guess = (...headings: string[]) =>
  guessColumns(
    headings.map((heading) => ({ heading, values: [] })),
    fields,
  ).map(({ target }) => targetKey(target));
const reading = (columns: Column[], unread: "refuse" | "note" = "refuse") => ({
  columns,
  fields,
  names,
  unread,
  together: null,
});
const readRow = (cells: Cell[], asked: Reading) => readParty([{ row: 2, cells }], asked);

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
      "note identity",
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
    const { said } = readRow([cell("большой")], { ...reading([guessed as Column]), fields: own });
    expect(said.facts).toEqual([
      { part: "needs", person: "1", fact: "ab".repeat(16), value: { kind: "choice", choice: "cd".repeat(16) } },
    ]);
  });
  it("a number tells another person where the file has somebody of that number, and else a second of the same", () => {
    const guessedOf = (...headings: string[]) =>
      guessColumns(
        headings.map((heading) => ({ heading, values: [] })),
        fields,
      ).map(({ target, person }) => [targetKey(target), person]);
    expect(
      guessedOf("ФИО", "Дата рождения", "Тел.", "Тел. 2", "ФИО 2", "Паспорт (2)", "3. ФИО", "Паспорт 2016"),
    ).toEqual([
      ["fact name", 1],
      ["fact born", 1],
      ["contact telephone", 1],
      ["contact telephone", 2],
      ["fact name", 2],
      ["paper passport number", 2],
      ["fact name", 3],
      ["paper passport number", 1],
    ]);
    expect(guessedOf("Name", "Phone", "Phone 2")[2]).toEqual(["contact telephone", 1]);
    const second = [column("a", { to: "fact", fact: "name" }), column("b", { to: "fact", fact: "name" }, null, 2)];
    expect(mappedTwice(second, fields)).toEqual([]);
  });
  it("rows belong together by a case's number that stands twice, never by an alias alone", () => {
    const alias = { heading: "Alias", values: ["Kite", "Kite"] };
    expect(guessTogether([alias, { heading: "№ дела", values: ["7", "7", "8"] }])).toBe(1);
    expect(guessTogether([alias, { heading: "Case no.", values: ["7", "8"] }])).toBeNull();
    expect(guessTogether([alias, { heading: "№", values: ["1", "1"] }])).toBeNull();
  });

  it("[P3] a column that only says whether, or of which sort, is none that strangers belong together by", () => {
    for (const values of [
      ["да", "нет", "да", "есть"],
      ["1", "0", "1", "1"],
      ["–", "-", "n/a", "7"],
      Array.from({ length: 30 }, (_, n) => `${n % 3}`),
    ])
      for (const heading of ["Семья", "Group"]) expect(guessTogether([{ heading, values }])).toBeNull();
    // Whoever chooses such a column all the same makes no party of those who have none.
    const said = ["-", "—", "7", "7", "n/a", "N/A", "да", "Да", "?", "?", "", ""];
    const rows = said.map((text, index) => ({ row: index + 2, cells: [cell(text)] }));
    expect(partiesOf(rows, { together: 0 }).map(({ length }) => length)).toEqual([1, 1, 2, ...Array(8).fill(1)]);
  });
  it("[P3] what may name somebody, and what a list says of a search, is suggested for no part that it does not belong to", () => {
    expect(guess("Comments", "Medical notes", "Wanted by the police", "В розыске", "Stage")).toEqual([
      "note identity",
      "fact medical",
      "note threat",
      "note threat",
      "note contact",
    ]);
    // Of the person, and not of the case: no list of stages, and nothing that the whole team reads.
    expect(guess("HIV status", "Семейный статус", "Стадия", "Case status")).toEqual([
      "note identity",
      "note identity",
      "note contact",
      "note contact",
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
    expect(["1 200,5", "3", "0.5", "1,200", "05.1991", "=2+2"].map(readNumber)).toEqual([
      1200.5,
      3,
      0.5,
      null,
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
      persons: [],
      facts: [
        { part: "identity", person: "1", fact: "born", value: { kind: "date", date: "1990" } },
        { part: "identity", person: "1", fact: "name", value: { kind: "text", text: "Invented Person" } },
        {
          part: "identity",
          person: "1",
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
          person: "1",
          fact: "papers",
          value: {
            kind: "papers",
            papers: [{ kind: "passport", number: "00 00 000001", country: "RU", expires: null, note: "" }],
          },
        },
      ],
      threats: [{ who: "an invented uncle", kind: "family", reach: ["Old Town", "the market"] }],
      notes: [{ part: "contact", text: "Note: came in May" }],
    });
  });

  it("keeps every word that is said of a threat, whatever kind it is, and where nobody is named who threatens", () => {
    const free = row("Kite", "", "", "", "", "", "an invented uncle", "threatens to kill, has photos", "Old Town");
    expect(free.said).toMatchObject({
      threats: [{ who: "an invented uncle", kind: "family", reach: ["Old Town"] }],
      notes: [{ part: "threat", text: "Kind: threatens to kill, has photos" }],
    });
    expect(free.notices).toEqual([{ kind: "put-in-note", row: 2, column: 7 }]);
    expect(row("Kite", "", "", "", "", "", "", "Полиция", "Old Town; the market").said).toMatchObject({
      threats: [],
      notes: [
        { part: "threat", text: "Kind: Полиция" },
        { part: "threat", text: "Where: Old Town; the market" },
      ],
    });
    expect(row("Kite", "", "", "", "", "", "neighbours", "other").said).toMatchObject({
      threats: [{ kind: "other" }],
      notes: [],
    });
  });

  it("keeps the country of no paper, and makes nobody of it; the hour beside a day; the region that stands for a country", () => {
    expect(row("Kite", "", "", "", "Россия").said.notes).toEqual([{ part: "identity", text: "Country: Россия" }]);
    // Filled down below the list, it is nobody.
    for (const country of ["Россия", "Чечня", "Atlantis"])
      for (const cells of [[country], [country, "7"]])
        expect(
          readRow(
            cells.map(cell),
            reading(
              [
                column("Country", { to: "paper", paper: "passport", side: "country" }),
                column("People", { to: "people" }),
              ],
              "note",
            ),
          ).problems,
        ).toEqual([{ kind: "country-alone" }]);
    const second = [
      column("Name", { to: "fact", fact: "name" }),
      column("Country 2", { to: "paper", paper: "passport", side: "country" }, null, 2),
      column("Medicine until", { to: "fact", fact: "medication-until" }),
      column("Citizen of", { to: "fact", fact: "citizenships" }),
    ];
    const cells = ["A One", "Россия", "2017-05-05 18:30", "Чечня"].map(cell);
    expect(readRow(cells, reading(second)).said).toMatchObject({
      people: 1,
      facts: [{ value: { date: "2017-05-05" } }, { fact: "name" }, { value: { countries: ["RU"] } }],
      notes: [
        { part: "needs", text: "Medicine until: 2017-05-05 18:30" },
        { part: "identity", text: "Citizen of: Чечня" },
        { part: "identity", text: "Country 2: Россия" },
      ],
    });
  });

  it("loses no cell: each stands in what would be written, or in what is said of its column", () => {
    const own = importFields(
      (["number", "choice", "line", "countries"] as const).map((kind, index) => ({
        field: `${index}`.repeat(32),
        part: "needs",
        kind,
        label: [{ language: "en", text: kind }],
        hint: [],
        choices: [{ choice: "c0", label: [{ language: "en", text: "small" }], gone: false }],
        retired: false,
        version: 1,
        by: { id: "" as never, handle: "Wren", me: true } as never,
        at: 0,
      })),
    );
    // As it may be written instead of the word itself.
    const READ: Record<string, string> = { Россия: "RU", georgia: "GE", русский: "ru", да: "yes", small: "c0" };
    const words = ["Россия", "Чечня", "georgia", "русский", "да", "small", "family", "police", "other", "fsb, armed"];
    const dates = ["1990", "2017-05-05 18:30", "2017-05-05", "05.1991", "spring 85"];
    const texts = fc.oneof(
      fc.constantFrom("", ...words, ...dates, "7", "2,5", "+7 900 000-00-01", "Old Town; the market", "=1+1"),
      fc.stringMatching(/^[a-zа-я]{3,9}( [a-zа-я]{2,9}){0,3}$/),
    );
    const targets = [
      ...targetsFor(own).filter(({ to }) => to !== "nothing"),
      { to: "fact" as const, fact: "retired since" },
    ];
    const columnOf = fc.record({
      target: fc.constantFrom(...targets),
      person: fc.integer({ min: 1, max: 3 }),
      text: texts,
    });
    const told = (text: string, said: string): boolean =>
      [text, READ[text]].some((one) => one !== undefined && said.includes(JSON.stringify(one).slice(1, -1))) ||
      text.split(/[;,]/u).every((one) => said.includes(one.trim())) ||
      said.includes(text.replace(/^(\d\d)\.(\d{4})$/u, "$2-$1")) ||
      said.includes(text.replace(",", "."));
    fc.assert(
      fc.property(
        fc.array(columnOf, { minLength: 1, maxLength: 8 }),
        fc.constantFrom("refuse" as const, "note" as const),
        (chosen, unread) => {
          const columns = chosen.map(({ target, person }, index) => column(`column ${index}`, target, null, person));
          fc.pre(mappedTwice(columns, own).length === 0);
          const asked = { ...reading(columns, unread), fields: own };
          const read = readRow(
            chosen.map(({ text }) => cell(text)),
            asked,
          );
          const said = JSON.stringify(read.said);
          for (const [index, { text }] of chosen.entries()) {
            const isSaid = read.problems.some((one) => "column" in one && one.column === index);
            expect(isSaid || told(text, said), `“${text}” as ${targetKey(columns[index]?.target as Target)}`).toBe(
              true,
            );
          }
        },
      ),
    );
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
    expect(notices).toEqual([{ kind: "put-in-note", row: 2, column: 2 }]);
  });

  it("formulas are text or what was calculated before, and said; nothing is evaluated", () => {
    const cells = ["Kite", "=cmd|' /C calc'!A0", "", "+7 900 000 00 01"].map(cell);
    cells[9] = { text: "12", formula: true };
    const { said, notices, problems } = readRow(cells, reading(columns));
    expect(problems).toEqual([]);
    expect(said.facts).toContainEqual({
      part: "identity",
      person: "1",
      fact: "name",
      value: { kind: "text", text: "=cmd|' /C calc'!A0" },
    });
    expect(notices).toEqual([
      { kind: "kept-as-text", row: 2, column: 1 },
      { kind: "formula-result", row: 2, column: 9 },
    ]);
    const without = readRow([cell("Kite"), { text: "", formula: true }], reading(columns));
    expect(without.problems).toEqual([{ kind: "no-result", row: 2, column: 1, text: "" }]);
  });

  it("a cell of 100,000 characters and a row that is too much are refused; an empty row is nothing", () => {
    expect(row("Kite", "x".repeat(100_000)).problems).toMatchObject([{ kind: "cell-too-long", column: 1 }]);
    const many = ["a", "b", "c", "d"].map((heading) => column(heading, { to: "note", part: "contact" }));
    const long = readRow(
      many.map(() => cell("x".repeat(19_000))),
      reading(many),
    );
    expect(long.problems).toEqual([{ kind: "case-too-long" }]);
    expect(row("", "").problems).toEqual([{ kind: "nothing-in-it" }]);
  });
});

describe("several people of one case", () => {
  const two = [
    column("Alias", { to: "alias" }),
    column("People", { to: "people" }),
    column("Name", { to: "fact", fact: "name" }),
    column("Phone", { to: "contact", kind: "telephone" }),
    column("Name 2", { to: "fact", fact: "name" }, null, 2),
    column("Born 2", { to: "fact", fact: "born" }, null, 2),
    column("Name 3", { to: "fact", fact: "name" }, null, 3),
    column("Diet 3", { to: "fact", fact: "diet" }, null, 3),
  ];
  const cells = (...texts: string[]) => texts.map(cell);
  const told = ({ said }: ReturnType<typeof readParty>) =>
    said.facts.map(({ person, fact, value }) => [person, fact, value.kind === "text" ? value.text : value.kind]);

  it("in columns of one row: each is somebody of the party, and whose columns are empty is not there", () => {
    const read = readRow(cells("Kite", "", "A One", "8 900", "", "", "C Three", "no nuts"), reading(two));
    expect(read).toMatchObject({ said: { people: 2, persons: [] }, problems: [], notices: [] });
    expect(told(read)).toEqual([
      ["1", "name", "A One"],
      ["1", "contacts", "contacts"],
      ["2", "name", "C Three"],
      ["2", "diet", "no nuts"],
    ]);
    expect(read.persons).toEqual([
      { person: "1", row: 2 },
      { person: "2", row: 2 },
    ]);
  });
  it("whoever is told of travels, though the file counts fewer; more than it tells of may", () => {
    const [fewer, more] = ["1", "5"].map((people) =>
      readRow(cells("Kite", people, "A One", "", "B Two"), reading(two)),
    );
    expect(fewer).toMatchObject({ said: { people: 2 }, notices: [{ kind: "more-people", said: 1, people: 2 }] });
    expect(more).toMatchObject({ said: { people: 5 }, notices: [] });
  });
  it("what cannot be read of the second says so, and an alias hides nobody's name", () => {
    const kept = readRow(cells("Kite", "", "A One", "", "B Two", "spring"), reading(two, "note"));
    expect(kept.said.notes).toEqual([{ part: "identity", text: "Born 2 (2): spring" }]);
    const named = readRow(cells("Zelimkhan", "", "A One", "", "Zelimkhan Invented"), reading(two));
    expect(named.problems).toMatchObject([{ kind: "alias-is-name", row: 2 }]);
  });

  const rows = [
    column("Case", { to: "nothing" }),
    column("Alias", { to: "alias" }),
    column("Name", { to: "fact", fact: "name" }),
    column("Born", { to: "fact", fact: "born" }),
    column("Who", { to: "threat", side: "who" }),
    column("Where", { to: "threat", side: "reach" }),
    column("Stage", { to: "note", part: "contact" }),
  ];
  const party = (...lines: string[][]) =>
    readParty(
      lines.map((texts, index) => ({ row: index + 2, cells: cells(...texts) })),
      { ...reading(rows), together: 0 },
    );
  it("in rows of their own: one case, whom each row became, each threat once, and what stands in all rows of all", () => {
    const read = party(
      ["7", "Kite", "A One", "1990", "an uncle", "Old Town", "in a flat"],
      ["7", "Kite", "B Two", "2012", "An  uncle", "the market", "in a flat"],
      ["7", "Kite", "A One", "1990", "an uncle", "Old Town", "in a flat"],
      ["7", "", "", "", "the police", "", "with her aunt"],
    );
    expect(read).toMatchObject({
      said: {
        alias: "Kite",
        people: 3,
        persons: [],
        threats: [
          { who: "an uncle", kind: "family", reach: ["Old Town", "the market"] },
          { who: "the police", kind: "police" },
        ],
        notes: [
          { part: "contact", text: "Stage: in a flat" },
          { part: "contact", text: "Stage (3): with her aunt" },
        ],
      },
      problems: [],
      notices: [{ kind: "row-twice", row: 4, as: 2 }],
      persons: [
        { person: "1", row: 2 },
        { person: "2", row: 3 },
        { person: "3", row: 5 },
      ],
    });
    expect(told(read).map(([person, fact]) => `${person} ${fact}`)).toEqual(["1 born", "1 name", "2 born", "2 name"]);
  });
  it("each with an alias of their own is called by it, and the case by the first", () => {
    const { said } = party(["7", "Kite", "A One"], ["7", "Oven", "B Two"]);
    expect(said).toMatchObject({
      alias: "Kite",
      persons: [
        { person: "1", alias: "Kite" },
        { person: "2", alias: "Oven" },
      ],
    });
  });
  it("what is wrong in one row keeps the whole case out, and says in which; a hundred are no party", () => {
    expect(party(["7", "Kite", "A One"], ["7", "Kite", "B Two", "spring"]).problems).toMatchObject([
      { kind: "not-a-date", row: 3, column: 3 },
    ]);
    expect(party(["7", "Kite", "A One"], ["7", "Two", "B Two"]).problems).toMatchObject([
      { kind: "alias-is-name", row: 3 },
    ]);
    const crowd = party(
      ...Array.from({ length: 1_000 }, (_, n) => ["7", "Kite", `Invented ${n}`, "", "", "", `n${n}`]),
    );
    expect(crowd.problems).toEqual([{ kind: "too-many-people" }]);
  });
  it("[P3] a remark that the team would read and that has a name in it is pointed out", () => {
    const read = party(["7", "Kite", "Zelimkhan Invented", "", "", "", "Zelimkhan is in a flat"]);
    expect(read.notices).toEqual([{ kind: "note-says-name", part: "contact" }]);
  });
});

describe("the preview", () => {
  const board = { known: [], judgements: [] } as unknown as BoardView;
  const text = (value: string) => ({ kind: "text" as const, text: value });
  const known = (alias: string, name: string, row: string | null, closed = false, rows: string[] = []): CaseView =>
    ({
      closed: closed ? {} : null,
      case: `case of ${alias}`,
      alias,
      mailboxes: [],
      messages: [],
      timeline: [],
      statements: [],
      people: rows.length || 1,
      persons: [],
      closedParts: [],
      imported: row === null ? null : { row, rows, by: {}, at: 0 },
      parts: [
        {
          part: "identity",
          stream: "s",
          notes: [],
          facts: [{ person: "1", fact: "name", value: text(name), version: 1, by: {}, at: 0, earlier: [] }],
        },
      ],
    }) as unknown as CaseView;
  const imported = (row: string, ...rows: string[]) =>
    ({ row, rows: [row, ...rows], by: {}, at: 0 }) as unknown as CaseView["imported"];
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

  it("names the imports of colleagues whose names this member does not hold, since no row can be held against them", () => {
    const from = (handle: string, at: number, closedParts: string[], over = {}) =>
      ({
        ...known("x", "y", "z"),
        closedParts,
        imported: { row: "z", rows: [], by: { id: handle, handle, me: handle === "Siskin" }, at },
        ...over,
      }) as unknown as CaseView;
    expect(
      broughtInByOthers([
        known("Kite", "A One", null),
        from("Heron", 1, ["identity"]),
        from("Heron", 3, ["identity", "needs"]),
        from("Wren", 5, ["identity"]),
        // Named to her, her own, or over.
        from("Heron", 9, ["needs"]),
        from("Siskin", 9, ["identity"]),
        from("Heron", 9, ["identity"], { closed: {} }),
      ]),
    ).toMatchObject([
      { by: { handle: "Wren" }, cases: 1, at: 5 },
      { by: { handle: "Heron" }, cases: 2, at: 3 },
    ]);
  });

  it("knows a row that was brought in before, whatever it is now mapped to", () => {
    const mark = Buffer.from("Kite|A B").toString("hex").padEnd(32, "0");
    const [line] = preview([["Kite", "A B", ""]], [known("Kite", "A B", mark)]);
    expect(line).toMatchObject({ likes: [{ kind: "imported", alias: "Kite" }], suggests: "skip", problems: [] });
  });

  it("a row whose case was closed since may be made anew, by a person's choice and under its alias", () => {
    const mark = Buffer.from("Kite|A B").toString("hex").padEnd(32, "0");
    const [line] = preview([["Kite", "A B", ""]], [known("Kite", "A B", mark, true)]);
    expect(line).toMatchObject({ likes: [{ kind: "imported", closed: true }], suggests: "skip", problems: [] });
    const both = [known("Kite", "A B", mark), known("Kite", "A B", mark, true)];
    for (const cases of [both, both.toReversed()])
      expect(preview([["Kite", "A B", ""]], cases)[0]).toMatchObject({ likes: [{ closed: false }] });
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

  it("shows a case for each party, knows it again, and one of its rows that was a case by itself", () => {
    const file = [
      ["Kite", "A One", "+7 900 000 00 01"],
      ["Oven", "C Three", ""],
      ["Kite", "B Two", ""],
    ];
    const [kite, oven, ...rest] = preview(file, [], { together: 0 });
    expect(rest).toEqual([]);
    expect(kite).toMatchObject({ row: 2, rows: [2, 4], said: { alias: "Kite", people: 2 }, suggests: "import" });
    expect(oven).toMatchObject({ row: 3, rows: [3], said: { people: 1 }, suggests: "import" });
    // Each by itself: the alias stands twice, and nobody guesses that they are one party.
    expect(preview(file, [])[2]?.problems).toMatchObject([{ kind: "alias-twice", row: 4 }]);

    const again = preview(file, [known("Kite", "A One", kite?.mark ?? "")], { together: 0 });
    expect(again[0]).toMatchObject({ likes: [{ kind: "imported", alias: "Kite", row: 2 }], suggests: "skip" });
    const alone = Buffer.from("Kite|B Two").toString("hex").padEnd(32, "0");
    const [once] = preview(file, [known("Finch", "B Two", alone)], { together: 0 });
    expect(once).toMatchObject({ likes: [{ kind: "imported", alias: "Finch", row: 4 }], suggests: "skip" });
    // And the other way round: a row that came in with others, by itself or with others still.
    const party = known("Finch", "Nobody Alike", kite?.mark ?? "", false, [alone]);
    const [, , lonely] = preview(file, [party]);
    expect(lonely).toMatchObject({ likes: [{ kind: "imported", alias: "Finch", row: 4 }], suggests: "skip" });
    expect(lonely?.joins).toBeNull();
    expect(preview(file, [known("Finch", "B Two", alone)], { together: 0 })[1]).toMatchObject({
      row: 2,
      joins: { alias: "Finch" },
    });
  });

  it("[P7] offers whoever joined a party since as a row of its own, unticked, and says where it may be the same person", () => {
    const file = [
      ["Finch", "D Four", "+7 900 000 00 04"],
      ["Finch", "A One", ""],
      ["Finch", "B Two", ""],
    ];
    const marked = (name: string, phone = "") => Buffer.from(`Finch|${name}${phone}`).toString("hex").padEnd(32, "0");
    const party = known("Finch", "Nobody Alike", marked("of two"), false, [marked("A One"), marked("B Two")]);
    const lines = preview(file, [party], { together: 0 });
    expect(lines).toMatchObject([
      {
        rows: [3, 4],
        joins: null,
        likes: [{ kind: "imported", alias: "Finch", row: 3, fresh: [] }],
        suggests: "skip",
      },
      {
        row: 2,
        rows: [2],
        suggests: "skip",
        problems: [],
        said: { alias: "Finch", people: 1, persons: [], facts: [{ person: "3" }, { person: "3", fact: "contacts" }] },
        joins: {
          case: "case of Finch",
          gone: 0,
          persons: [{ person: "3", cells: ["Finch", "D Four", "+7 900 000 00 04"] }],
        },
      },
    ]);
    // Its other row reads otherwise by now: then the new one may be that person.
    const reworded = preview(
      [
        ["Finch", "A One", ""],
        ["Finch", "B. Two", ""],
      ],
      [party],
      { together: 0 },
    );
    expect(reworded[1]).toMatchObject({ row: 3, joins: { gone: 1 }, suggests: "skip" });
    // A case of one row, which is known by that row alone.
    const alone = known("Finch", "Nobody Alike", marked("A One"));
    expect(preview(file, [alone], { together: 0 })[1]).toMatchObject({ rows: [2, 4], joins: { gone: 0 } });
  });

  it("what keeps a newcomer out: a part that is closed to the importer, an alias that says the name, nothing to say", () => {
    const marked = Buffer.from("Finch|A One").toString("hex").padEnd(32, "0");
    const party = known("Finch", "x", marked);
    const joining = (one: CaseView, ...cells: string[]) =>
      preview([["Finch", "A One", ""], cells], [one], { together: 0, columns: [...columns] })[1];
    expect(joining({ ...party, closedParts: ["identity"] }, "Finch", "D Four", "")).toMatchObject({
      problems: [{ kind: "part-closed" }],
      suggests: "refused",
    });
    expect(joining({ ...party, closedParts: ["needs"] }, "Finch", "D Four", "")?.problems).toEqual([]);
    expect(joining(party, "Finch", "", "")?.problems).toEqual([{ kind: "nothing-in-it" }]);
    expect(joining({ ...party, people: 99 }, "Finch", "D Four", "")?.problems).toEqual([{ kind: "too-many-people" }]);
  });

  it("names the rows that are new where it cannot say into which case they belong: a closed one, or two", () => {
    const file = [
      ["Kite", "A One", ""],
      ["Kite", "B Two", ""],
      ["Kite", "D Four", ""],
    ];
    const marked = (name: string) => Buffer.from(`Kite|${name}`).toString("hex").padEnd(32, "0");
    const party = known("Finch", "Nobody Alike", marked("of two"), true, [marked("A One"), marked("B Two")]);
    expect(preview(file, [party], { together: 0 })).toMatchObject([
      {
        likes: [{ kind: "imported", alias: "Finch", row: 2, fresh: [4], closed: true }],
        joins: null,
        suggests: "skip",
      },
    ]);
    // Two cases of before in one party by now: who came in with neither is new to both.
    const [two] = preview(file, [known("Finch", "x", marked("A One")), known("Oven", "y", marked("B Two"))], {
      together: 0,
    });
    expect(two?.likes).toMatchObject([
      { alias: "Finch", row: 2, fresh: [4] },
      { alias: "Oven", row: 3, fresh: [4] },
    ]);
  });

  it("[P7] knows a party in columns of one row with one more of them, and offers those alone", () => {
    const wide = [
      column("Alias", { to: "alias" }),
      column("People", { to: "people" }),
      column("Name", { to: "fact", fact: "name" }),
      column("Name 2", { to: "fact", fact: "name" }, null, 2),
      column("Born 2", { to: "fact", fact: "born" }, "dmy", 2),
      column("Name 3", { to: "fact", fact: "name" }, null, 3),
      column("Who", { to: "threat", side: "who" }),
      column("Remark", { to: "note", part: "contact" }),
    ];
    const row = (people: string, second: string, third: string): string[] => [
      ...["Finch", people, "A One", second, second === "" ? "" : "1.2.1990", third, "an uncle", "wait for spring"],
    ];
    const mark = (cells: string[]) => Buffer.from(cells.join("|")).toString("hex").padEnd(32, "0");
    const party = (cells: string[], people: number) => ({ ...known("Finch", "A One", mark(cells)), people });
    const look = (cells: string[], one: CaseView) => preview([cells], [one], { columns: wide });

    // The very same file: nobody's double.
    expect(look(row("2", "B Two", ""), party(row("2", "B Two", ""), 2))).toMatchObject([
      { likes: [{ kind: "imported", alias: "Finch" }], joins: null, suggests: "skip" },
    ]);
    for (const [before, now, people, numbers] of [
      [row("2", "B Two", ""), row("3", "B Two", "C Three"), 2, ["3"]],
      [row("", "B Two", ""), row("", "B Two", "C Three"), 2, ["3"]],
      [row("1", "", ""), row("3", "B Two", "C Three"), 1, ["2", "3"]],
    ] as const) {
      const [line, ...more] = look([...now], party([...before], people));
      expect(more).toEqual([]);
      expect(line).toMatchObject({ likes: [], problems: [], suggests: "skip", joins: { alias: "Finch", gone: 0 } });
      // What the row says of all of them stands in the case, and is not written twice.
      expect(line?.said).toMatchObject({ people: numbers.length, threats: [], notes: [] });
      expect([...new Set(line?.said.facts.map(({ person }) => person))]).toEqual(numbers);
      expect(line?.joins?.persons).toEqual(numbers.map((person) => ({ person, cells: now })));
      // Brought in, it is known as it reads now.
      const again = look([...now], {
        ...party([...before], people),
        imported: imported(mark([...before]), mark([...now])),
      });
      expect(again).toMatchObject([{ likes: [{ kind: "imported" }], joins: null, suggests: "skip" }]);
    }
    const named = look(row("5", "B Two", ""), party(row("5", "", ""), 5));
    expect(named).toMatchObject([{ joins: null, likes: [{ kind: "known" }] }]);
    // Closed since, or read otherwise in what was there: a person decides, as of any likely double.
    const closed = known("Finch", "A One", mark(row("", "", "")), true);
    expect(look(row("", "B Two", ""), closed)[0]?.joins).toBeNull();
    const reworded = look(row("", "B Two", "C Three"), party(row("", "B. Two", ""), 2));
    expect(reworded).toMatchObject([{ joins: null, likes: [{ kind: "known", strength: expect.anything() }] }]);
  });
});
