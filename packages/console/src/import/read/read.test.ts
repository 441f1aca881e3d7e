import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readFile } from "./read-file.ts";

const bytesOf = (data: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(data);
const read = (data: Uint8Array, wish = {}) => readFile({ bytes: bytesOf(data), wish });
const texts = (found: ReturnType<typeof read>) =>
  found.kind === "table" ? [found.headings, ...found.rows.map(({ cells }) => cells.map(({ text }) => text))] : found;

/** Russian in the encodings of old: what no runtime writes any more is written here by its table. */
const oneByte = (text: string, encoding: string): Uint8Array => {
  const decoder = new TextDecoder(encoding);
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Uint8Array.from([...text], (sign) => table.get(sign) ?? 63);
};
const utf16 = (text: string, big: boolean): Uint8Array =>
  Uint8Array.from(
    [...text].flatMap((sign) => {
      const code = sign.charCodeAt(0);
      return big ? [code >> 8, code & 255] : [code & 255, code >> 8];
    }),
  );

const LIST =
  "Псевдоним;Имя;Примечание\nЗмей;Выдуманный Человек;приехал в мае; живёт у знакомых\nЧайник;Другой Человек;;";

describe("a list as text", () => {
  it("in each encoding that an old office computer wrote, recognised and said", () => {
    for (const [encoding, bytes, sure] of [
      ["utf-8", strToU8(LIST), true],
      ["utf-8", strToU8(`\uFEFF${LIST}`), true],
      ["utf-16le", utf16(`\uFEFF${LIST}`, false), true],
      ["utf-16be", utf16(`\uFEFF${LIST}`, true), true],
      ["utf-16le", utf16(LIST, false), true],
      ["windows-1251", oneByte(LIST, "windows-1251"), false],
      ["koi8-r", oneByte(LIST, "koi8-r"), false],
      ["ibm866", oneByte(LIST, "ibm866"), false],
    ] as const) {
      const found = read(bytes);
      expect(found).toMatchObject({ kind: "table", as: { encoding, sure, separator: ";" } });
      expect(texts(found)).toMatchObject([
        ["Псевдоним", "Имя", "Примечание", ""],
        ["Змей", "Выдуманный Человек", "приехал в мае", " живёт у знакомых"],
        ["Чайник", "Другой Человек", "", ""],
      ]);
    }
    expect(read(oneByte("Name,Née\nRenée Müller,für", "windows-1252"))).toMatchObject({
      as: { encoding: "windows-1252" },
    });
  });
  it("in the letters that stand there, where a mark in front says otherwise", () => {
    const found = read(Uint8Array.from([0xef, 0xbb, 0xbf, ...oneByte(LIST, "windows-1251")]));
    expect(found).toMatchObject({ kind: "table", as: { encoding: "windows-1251", sure: false } });
    expect(texts(found)).toMatchObject(
      [["Псевдоним"], ["Змей"], ["Чайник"]].map(([text]) => expect.arrayContaining([text])),
    );
    expect(JSON.stringify(read(utf16(`\uFEFF${LIST}`, false), { encoding: "utf-8" }))).toMatch(/\uFFFD|not-a-table/);
  });
  it("whole or not at all: people below thousands of empty lines are not left out unseen", () => {
    const far = `Alias,Name\nKite,A One\n${"\n".repeat(5_000)}Heron,A Two\n`;
    expect(read(strToU8(far))).toMatchObject({ kind: "too-many-rows" });
    const near = `Alias,Name\nKite,A One\n${"\n".repeat(2_000)}Heron,A Two\n`;
    expect(texts(read(strToU8(near)))).toHaveLength(3);
  });
  it("below a title that spreads over all columns; what stands under a heading of several is a column without one", () => {
    const titled = read(strToU8("Our people,,\n\nAlias,Name,Born\nKite,A One,1990\n"));
    expect(titled).toMatchObject({ headings: ["Alias", "Name", "Born"], rows: [{ row: 4 }] });
    const spread = read(strToU8("Alias,First of them,\nKite,A One,1990\n"));
    expect(spread).toMatchObject({ headings: ["Alias", "First of them", ""], rows: [{ row: 2 }] });
    expect(read(strToU8("Alias\nKite,x,y\n"))).toMatchObject({ headings: ["Alias", "", ""] });
  });
  it("in another encoding where a person says so: nothing is lost but letters that can be seen", () => {
    const found = read(oneByte(LIST, "windows-1251"), { encoding: "utf-8" });
    expect(JSON.stringify(found)).toContain("\uFFFD");
  });
  it("parted by commas, semicolons, tabs or bars, quotes and line breaks inside a cell", () => {
    for (const separator of [",", ";", "\t", "|"]) {
      const list = [`Name${separator}"Note${separator} long"`, `Kite${separator}"two\nlines, ""quoted"""`].join("\r\n");
      expect(texts(read(strToU8(list)))).toEqual([
        ["Name", `Note${separator} long`],
        ["Kite", 'two\nlines, "quoted"'],
      ]);
    }
    const named = read(strToU8("sep=;\nName;Note\n\nKite;x"));
    expect(named).toMatchObject({ rows: [{ row: 4, cells: [{ text: "Kite" }, { text: "x" }] }] });
    expect(read(strToU8('Name\n"Kite\nOven'))).toEqual({ kind: "broken-quotes" });
  });
  it("formulas stay the text that they are", () => {
    const [, row] = texts(read(strToU8('Name,Sum\n=HYPERLINK("x"),@SUM(1)'))) as string[][];
    expect(row?.[1]).toBe("@SUM(1)");
  });
  it("what is none, or too much, is refused with its limit", () => {
    expect(read(new Uint8Array(0))).toEqual({ kind: "empty" });
    expect(read(strToU8("only headings\n\n"))).toEqual({ kind: "empty" });
    expect(read(Uint8Array.from({ length: 4_000 }, (_, n) => (n * 7) % 256))).toMatchObject({ kind: "not-a-table" });
    expect(read(strToU8(`a\n${"x\n".repeat(1_000_000)}`))).toEqual({ kind: "too-many-rows", most: 1_000 });
    expect(read(strToU8(`${"a,".repeat(200)}b\n${"x,".repeat(200)}y`))).toEqual({
      kind: "too-many-columns",
      most: 100,
    });
    expect(read(new Uint8Array(20_000_001))).toEqual({ kind: "too-large", most: 20_000_000 });
    expect(read(strToU8(`a\n${"x\n".repeat(10_000)}`))).toEqual({ kind: "too-many-rows", most: 1_000 });
    const [, long] = texts(read(strToU8(`a\n${"x".repeat(100_000)}`))) as string[][];
    expect(long?.[0]?.length).toBe(100_000);
  });
});

const SHEETS = `<?xml version="1.0"?><workbook xmlns="m" xmlns:r="r"><sheets><sheet name="Old" sheetId="7" r:id="rId1"/><sheet name="Тайный &amp; 2" sheetId="9" state="hidden" r:id="rId2"/></sheets></workbook>`;
const RELS = `<Relationships xmlns="x"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`;
const STYLES = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd\\.mm\\.yyyy"/><numFmt numFmtId="171" formatCode="0.0 &quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>`;
const SHARED = `<sst><si><t>Alias</t></si><si><r><t>Ki</t></r><r><t xml:space="preserve">te </t></r><rPh><t>spoken</t></rPh></si></sst>`;
const workbook = (sheet: string, more: Record<string, string> = {}): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        "xl/workbook.xml": SHEETS,
        "xl/_rels/workbook.xml.rels": RELS,
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": SHARED,
        "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
        "xl/worksheets/sheet2.xml": `<worksheet><sheetData><row><c t="inlineStr"><is><t>A</t></is></c></row><row><c t="inlineStr"><is><t>second</t></is></c></row></sheetData></worksheet>`,
        "xl/vbaProject.bin": "never looked at",
        ...more,
      }).map(([name, text]) => [name, strToU8(text)]),
    ),
  );
const HEADS = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Born</t></is></c><c r="C1" t="str"><v>Sum</v></c><c r="E1" t="str"><v>Phone</v></c></row>`;

describe("a workbook", () => {
  it("gives texts, days, and what its formulas came to, marked as that; no formula is looked at", () => {
    const found = read(
      workbook(
        `${HEADS}<row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" s="1"><v>32874.5</v></c><c r="C4"><f>1+1</f><v>2</v></c><c r="E4"><v>7.9000000001E10</v></c></row><row r="5"><c r="B5" s="2"><v>42000</v></c><c r="C5" s="3"><f>NOW()</f></c></row>`,
      ),
    );
    expect(found).toEqual({
      kind: "table",
      as: { kind: "workbook", sheet: 0, sheets: ["Old", "Тайный & 2"], comments: 0 },
      headings: ["Alias", "Born", "Sum", "", "Phone"],
      rows: [
        {
          row: 4,
          cells: [
            { text: "Kite ", formula: false },
            { text: "1990-01-01", formula: false },
            { text: "2", formula: true },
            { text: "", formula: false },
            { text: "79000000001", formula: false },
          ],
        },
        {
          row: 5,
          cells: [
            { text: "", formula: false },
            { text: "2014-12-27", formula: false },
            { text: "", formula: true },
          ],
        },
      ],
    });
    const empty = `<row><c t="inlineStr"><is><t>A</t></is></c><c t="inlineStr"><is><t>B</t></is></c></row><row><c/><c><v>2</v></c></row>`;
    expect(texts(read(workbook(empty)))).toEqual([
      ["A", "B"],
      ["", "2"],
    ]);
    expect(texts(read(workbook(HEADS), { sheet: 1 }))).toEqual([["A"], ["second"]]);
  });
  it("counts the comments on the cells of its sheet, each answer once, wherever the part of them lies", () => {
    const list = `${HEADS}<row r="2"><c r="A2" t="s"><v>1</v></c></row>`;
    const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const rels = (...parts: [string, string][]) =>
      `<Relationships>${parts.map(([type, target], n) => `<Relationship Id="r${n}" Type="${type}" Target="${target}"/>`).join("")}</Relationships>`;
    const old = `<comments><authors><author>x</author></authors><commentList>${["A2", "B2", "E2"].map((ref) => `<comment ref="${ref}" authorId="0"><text><t>said nowhere else</t></text></comment>`).join("")}</commentList></comments>`;
    const threaded = `<ThreadedComments><threadedComment ref="A2" id="1"><text>a</text></threadedComment><threadedComment ref="A2" id="2" parentId="1"><text>b</text></threadedComment></ThreadedComments>`;
    const comments = (more: Record<string, string>, wish = {}) => {
      const found = read(workbook(list, more), wish);
      return found.kind === "table" && found.as.kind === "workbook" ? found.as.comments : found;
    };
    const sheetRels = "xl/worksheets/_rels/sheet1.xml.rels";
    const first = { [sheetRels]: rels([`${office}/comments`, "../comments1.xml"]), "xl/comments1.xml": old };
    expect(comments(first)).toBe(3);
    expect(comments(first, { sheet: 1 })).toBe(0);
    expect(
      comments({
        [sheetRels]: rels([`${office}/comments`, "/xl/comments/comment1.xml"]),
        "xl/comments/comment1.xml": old,
      }),
    ).toBe(3);
    const now = rels(
      [`${office}/comments`, "../comments1.xml"],
      [
        "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
        "../threadedComments/threadedComment1.xml",
      ],
    );
    const both = { ...first, [sheetRels]: now, "xl/threadedComments/threadedComment1.xml": threaded };
    expect(comments(both)).toBe(4);
    // One that cannot be read is no sheet without comments.
    expect(comments({ ...first, "xl/comments1.xml": "<comments><comment" })).toEqual({ kind: "not-a-table" });
    expect(comments({ [sheetRels]: rels([`${office}/comments`, "../../../../etc/comments1.xml"]) })).toBe(0);
  });
  it("a cell that spreads over several rows says the same in each, as it shows; a heading that does names nobody", () => {
    const cell = (at: string, text: string) => `<c r="${at}" t="str"><v>${text}</v></c>`;
    const list = [
      `<row r="1">${["Family", "Name", "Remarks"].map((text, n) => cell(`${"ABC"[n]}1`, text)).join("")}</row>`,
      `<row r="2">${cell("B2", "as in passport")}</row>`,
      `<row r="3">${cell("A3", "12")}${cell("B3", "Invented One")}${cell("C3", "wide")}</row>`,
      `<row r="4">${cell("B4", "Invented Two")}</row>`,
      `<row r="6">${cell("A6", "13")}${cell("B6", "Invented Three")}</row>`,
    ].join("");
    const spread = (refs: string[]) => ({
      "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${list}</sheetData><mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells></worksheet>`,
    });
    expect(texts(read(workbook("", spread(["A1:A2", "A3:A5", "C3:D4", "A6:A900000", "nonsense"]))))).toEqual([
      ["Family", "Name", "Remarks"],
      ["", "as in passport"],
      ["12", "Invented One", "wide"],
      ["12", "Invented Two", "wide"],
      ["13", "Invented Three"],
    ]);
    const long = list.replace("wide", "x".repeat(9_000));
    const many = Array.from({ length: 20_000 }, () => "C3:C4");
    const sheet = spread(many)["xl/worksheets/sheet1.xml"].replace(list, long);
    expect(read(workbook("", { "xl/worksheets/sheet1.xml": sheet }))).toEqual({
      kind: "unpacks-too-large",
      most: 64_000_000,
    });
  });
  it("shows the hour where the sheet does, and a text that the file has lost as lost", () => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd\\.mm\\.yyyy\\ hh:mm"/><numFmt numFmtId="171" formatCode="[h]:mm"/></numFmts><cellXfs><xf numFmtId="22"/><xf numFmtId="170"/><xf numFmtId="20"/><xf numFmtId="171"/></cellXfs></styleSheet>`;
    const cells = [
      [0, "32874.75"],
      [1, "32874.99999"],
      [0, "32874"],
      [2, "0.7708333333"],
      [3, "1.5"],
    ].map(([style, value]) => `<c s="${style}"><v>${value}</v></c>`);
    const list = `<row><c t="str"><v>a</v></c></row><row>${cells.join("")}<c t="s"><v>99</v></c></row>`;
    expect(texts(read(workbook(list, { "xl/styles.xml": styles })))).toMatchObject([
      ["a", "", "", "", "", ""],
      ["1990-01-01 18:00", "1990-01-02", "1990-01-01", "18:30", "1.5", "\uFFFD"],
    ]);
  });
  it("a bomb is refused before it is unpacked, a million rows and an entity that names itself when they are met", () => {
    const half = "0".repeat(35_000_000);
    const bomb = workbook(HEADS, { "xl/sharedStrings.xml": half, "xl/comments1.xml": half });
    expect(bomb.length).toBeLessThan(200_000);
    expect(read(bomb)).toEqual({ kind: "unpacks-too-large", most: 64_000_000 });
    const rows = `<row><c><v>1</v></c></row>`.repeat(100_000);
    expect(read(workbook(rows))).toEqual({ kind: "too-many-rows", most: 1_000 });
    const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>`;
    const found = read(
      workbook(`${HEADS}<row r="2"><c r="A2" t="str"><v>&b;</v></c></row>`, { "xl/styles.xml": `${laughs}${STYLES}` }),
    );
    expect(JSON.stringify(found)).not.toContain("ha");
  });
  it("what is small in the file and huge once it stands in its cells is refused, a full list of the largest size is not", () => {
    const shared = `<sst><si><t>${"x".repeat(150_000)}</t></si></sst>`;
    const again = `<row>${`<c t="s"><v>0</v></c>`.repeat(90)}</row>`.repeat(900);
    expect(read(workbook(again, { "xl/sharedStrings.xml": shared }))).toEqual({
      kind: "unpacks-too-large",
      most: 64_000_000,
    });
    const far = Array.from({ length: 900 }, (_, row) => `<row><c r="ACA${row + 1}"><v>1</v></c></row>`).join("");
    expect(read(workbook(far)).kind).toBe("too-many-columns");
    const full = `<row>${"<c><v>1</v></c>".repeat(100)}</row>`.repeat(1_001);
    expect(read(workbook(full))).toMatchObject({ kind: "table", rows: { length: 1_000 } });
  });
  it("an archive that lies about its sizes, or is broken anywhere, is no table and stops nothing", () => {
    const liar = workbook(HEADS, { "xl/sharedStrings.xml": `<sst>${"<si><t>x</t></si>".repeat(2_000_000)}</sst>` });
    const view = new DataView(liar.buffer);
    // What its list of contents says of every file: ten bytes.
    for (let at = 0; at < liar.length - 30; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true);
    expect(read(liar).kind).toBe("not-a-table");
    const good = workbook(`${HEADS}<row r="2"><c r="A2" t="s"><v>1</v></c></row>`);
    for (let at = 0; at < good.length; at += 41) {
      const broken = good.slice();
      broken[at] = (broken[at] ?? 0) ^ 0xff;
      expect(["table", "not-a-table", "empty", "unpacks-too-large", "too-many-columns"]).toContain(read(broken).kind);
      expect(typeof read(good.slice(0, at)).kind).toBe("string");
    }
    expect(read(workbook("<row><c></row>")).kind).toBe("not-a-table");
    expect(read(zipSync({ mimetype: strToU8("application/vnd.oasis") }))).toEqual({ kind: "not-a-table" });
  });
  it("of before 2007, or under a password, it says which", () => {
    const old = new Uint8Array(4_096);
    old.set([0xd0, 0xcf, 0x11, 0xe0]);
    expect(read(old)).toEqual({ kind: "old-workbook" });
    old.set(utf16("EncryptedPackage", false), 1_024);
    expect(read(old)).toEqual({ kind: "locked-workbook" });
  });
});
