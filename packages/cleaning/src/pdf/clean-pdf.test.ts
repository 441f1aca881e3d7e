import { deflateSync } from "node:zlib";
import { type PDFContext, PDFParser } from "@cantoo/pdf-lib";
import { describe, expect, it } from "vitest";
import { cleanDocument } from "../document.ts";

/** Documents as offices, scanners and phones write them, made here line by line; places and people in them are invented. */
const PLACE = "43.31N 45.69E, an invented town";
const AUTHOR = "Ptarmigan Invented";
const WHEN = "D:20170402120000+03'00'";
const latin = (text: string): Buffer => Buffer.from(text, "latin1");

type Part = string | { dict: string; bytes: Uint8Array };
/** Parts by their numbers, the table of where they lie, and a trailer. */
const pdf = (parts: Readonly<Record<number, Part>>, trailer = "/Root 1 0 R", before = latin("%PDF-1.7\n")): Buffer => {
  let whole = before;
  const places: string[] = [];
  for (const [number, part] of Object.entries(parts)) {
    places.push(`${number} 1\n${String(whole.length).padStart(10, "0")} 00000 n \n`);
    const inner =
      typeof part === "string"
        ? latin(part)
        : Buffer.concat([
            latin(`<<${part.dict}/Length ${part.bytes.length}>>stream\n`),
            part.bytes,
            latin("\nendstream"),
          ]);
    whole = Buffer.concat([whole, latin(`${number} 0 obj\n`), inner, latin("\nendobj\n")]);
  }
  const size = Math.max(...Object.keys(parts).map(Number)) + 1;
  const end = `xref\n${places.join("")}trailer\n<</Size ${size} ${trailer}>>\nstartxref\n${whole.length}\n%%EOF\n`;
  return Buffer.concat([whole, latin(end)]);
};

const segment = (marker: number, body: Uint8Array): Buffer =>
  Buffer.concat([Uint8Array.of(0xff, marker, 0, body.length + 2), body]);
const PHOTO = Buffer.concat([
  Uint8Array.of(0xff, 0xd8),
  segment(0xe1, latin(`Exif\0\0MM\0*${PLACE}`)),
  segment(0xe1, latin(`http://ns.adobe.com/xap/1.0/\0${AUTHOR}`)),
  segment(0xdb, new Uint8Array(65)),
  segment(0xc0, Uint8Array.of(8, 0, 1, 0, 1, 1, 1, 0x11, 0)),
  segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)),
  Uint8Array.of(0x12, 0x34, 0xff, 0xd9),
]);
const XMP = { dict: "/Type/Metadata/Subtype/XML", bytes: latin(`<?xpacket begin?><x:xmpmeta>${AUTHOR}</x:xmpmeta>`) };
const WORDS = "BT /Author 12 Tf 72 700 Td (What the page says) Tj ET";
const PAGES = { 1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[3 0 R]/Count 1>>" } as const;
const PAGE = "/Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]";
const simple = (more: Readonly<Record<number, Part>> = {}, trailer?: string): Buffer =>
  pdf({ ...PAGES, 3: `<<${PAGE}/Contents 4 0 R>>`, 4: { dict: "", bytes: latin(WORDS) }, ...more }, trailer);

const tells = (bytes: Uint8Array): string[] => {
  const found = [PLACE, AUTHOR, "20170402", "evil", "secret"].filter((words) => Buffer.from(bytes).includes(words));
  return found;
};
const clean = async (bytes: Uint8Array): Promise<Buffer> => {
  const cleaned = await cleanDocument(bytes);
  if (!cleaned.cleaned) throw new Error("not cleaned");
  expect(tells(cleaned.bytes)).toEqual([]);
  expect(await cleanDocument(bytes)).toEqual(cleaned);
  return Buffer.from(cleaned.bytes);
};
const refuses = async (bytes: Uint8Array): Promise<void> => {
  expect(await cleanDocument(bytes)).toEqual({ cleaned: false });
};
const read = (bytes: Uint8Array): Promise<PDFContext> => PDFParser.forBytesWithOptions(bytes).parseDocument();

describe("a PDF loses", () => {
  it("title, author, times, metadata of every part, what programs keep in it, and its number", async () => {
    const before = simple(
      {
        1: `<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R/Lang(ru)/PieceInfo<</Word<</Private(${AUTHOR})>>>>>>`,
        3: `<<${PAGE}/Contents 4 0 R/Metadata 5 0 R/LastModified(${WHEN})/Thumb 7 0 R/Resources<</XObject<</A 7 0 R>>>>>>`,
        5: XMP,
        6: `<</Title(secret)/Author(${AUTHOR})/Producer(evil)/CreationDate(${WHEN})>>`,
        7: {
          dict: `/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Metadata 5 0 R/PieceInfo<</X 5 0 R>>`,
          bytes: latin("0 g"),
        },
      },
      `/Root 1 0 R/Info 6 0 R/ID[(${AUTHOR})(${AUTHOR})]`,
    );
    expect(tells(before)).toHaveLength(4);
    const after = await clean(before);
    expect(after.includes(WORDS)).toBe(true);
    // What is drawn stays, under the name that the page calls it by, whatever that name is.
    expect(after.toString("latin1")).toMatch(/\/XObject <<\s*\/A \d+ 0 R/);
    expect((await read(after)).trailerInfo).toMatchObject({ Info: undefined, ID: undefined });
  });

  it("scripts, actions, links, files inside, bookmarks; remarks lose author and time, and keep their words", async () => {
    const after = await clean(
      simple({
        1: "<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R/AA<</WC 5 0 R>>/Outlines 9 0 R/Names<</JavaScript<</Names[(evil)5 0 R]>>/EmbeddedFiles<</Names[(secret)6 0 R]>>>>>>",
        3: `<<${PAGE}/Contents 4 0 R/AA<</O 5 0 R>>/Annots[8 0 R 10 0 R 11 0 R 12 0 R]>>`,
        5: "<</S/JavaScript/JS(app.evil\\(\\))>>",
        6: "<</Type/Filespec/F(secret.doc)/EF<</F 7 0 R>>>>",
        7: { dict: "/Type/EmbeddedFile", bytes: latin("secret") },
        8: "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://evil.example/)>>>>",
        9: "<</Type/Outlines/First 13 0 R>>",
        10: `<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/T(${AUTHOR})/M(${WHEN})/CreationDate(${WHEN})/NM(secret)/Contents(ask her first)/A<</S/Launch/F(evil.exe)>>>>`,
        11: "<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 6 0 R>>",
        12: "<</Type/Annot/Subtype/FreeText/F 2/Rect[0 0 9 9]/Contents(secret, hidden)>>",
        13: "<</Title(secret)/Parent 9 0 R/A 5 0 R>>",
      }),
    );
    expect(after.includes("ask her first")).toBe(true);
    expect(after.toString("latin1")).not.toMatch(/JavaScript|URI|Launch|EmbeddedFile|Filespec|OpenAction|\/AA/);
  });

  it("what an earlier revision said, and every part that no page leads to", async () => {
    const first = simple({ 4: { dict: "", bytes: latin(`BT (${PLACE}) Tj ET`) }, 9: `(${AUTHOR})` });
    const second = pdf({ 4: { dict: "", bytes: latin(WORDS) } }, `/Root 1 0 R/Prev ${first.length}`, first);
    expect(tells(second)).toEqual([PLACE, AUTHOR]);
    const after = await clean(second);
    expect(after.includes(WORDS)).toBe(true);
    expect((await read(after)).enumerateIndirectObjects()).toHaveLength(4);
  });

  it("place and camera of the photos inside, also where they are packed once more; JPEG 2000 its metadata", async () => {
    const box = (type: string, body: Uint8Array): Buffer =>
      Buffer.concat([Uint8Array.of(0, 0, 0, body.length + 8), latin(type), body]);
    const code = Buffer.concat([
      Uint8Array.of(0xff, 0x4f, 0xff, 0x51, 0, 4, 1, 2, 0xff, 0x64, 0, AUTHOR.length + 4, 0, 1),
      latin(AUTHOR),
      Uint8Array.of(0xff, 0x90, 1, 2, 3),
    ]);
    const jpx = Buffer.concat([
      box("jP  ", Uint8Array.of(13, 10, 0x87, 10)),
      box("xml ", latin(PLACE)),
      box("jp2c", code),
    ]);
    const image = "/Type/XObject/Subtype/Image/Width 1/Height 1";
    const after = await clean(
      simple({
        3: `<<${PAGE}/Contents 4 0 R/Resources<</XObject<</A 5 0 R/B 6 0 R/ID 7 0 R>>>>>>`,
        5: { dict: `${image}/Filter/DCTDecode`, bytes: PHOTO },
        6: { dict: `${image}/Filter[/FlateDecode/DCTDecode]/DecodeParms[null null]`, bytes: deflateSync(PHOTO) },
        7: { dict: `${image}/Filter/JPXDecode`, bytes: jpx },
      }),
    );
    const text = after.toString("latin1");
    expect(text.match(/\/Filter \/DCTDecode/g)).toHaveLength(2);
    expect(text.split("\x124\xff\xd9")).toHaveLength(3);
    expect(text).toContain("jp2c");
  });

  it("names of layers and what a page says of its parts; which layer is shown stays", async () => {
    const after = await clean(
      simple({
        1: "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]/Creator(evil)/Order[(secret)5 0 R]>>>>>>",
        3: `<<${PAGE}/Contents 4 0 R/Resources<</Properties<</MC0 5 0 R/MC1 6 0 R>>>>>>`,
        5: `<</Type/OCG/Name(${AUTHOR})/Usage<</CreatorInfo<</Creator(${AUTHOR})>>>>>>`,
        6: `<</Title(${AUTHOR})/Who(secret)>>`,
      }),
    );
    expect(after.toString("latin1")).toMatch(/\/MC1 (<<\s*>>|\d+ 0 R)/);
    expect(after.toString("latin1")).toMatch(/\/OFF \[ \d+ 0 R \]/);
  });

  it("its form: a field that shows something is drawn on, as it looks", async () => {
    const look = { dict: "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", bytes: latin("BT (an answer) Tj ET") };
    const field = "/Type/Annot/Subtype/Widget/Rect[0 0 9 9]/FT/Tx";
    const form = "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>";
    const page = `<<${PAGE}/Contents 4 0 R/Annots[5 0 R]>>`;
    const after = await clean(
      simple({ 1: form, 3: page, 5: `<<${field}/T(secret)/V(an answer)/AP<</N 6 0 R/D 6 0 R>>>>`, 6: look }),
    );
    expect(after.includes("(an answer) Tj")).toBe(true);
    expect(after.toString("latin1")).toMatch(/\/Subtype \/Stamp/);
    // Typed, and drawn by nobody: left out, the form would say something else.
    await refuses(simple({ 1: form, 3: page, 5: `<<${field}/V(an answer)>>` }));
  });
});

it("reads documents whose parts lie packed together, and pages that have their size from the branch", async () => {
  const parts = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 77 99]>>"];
  const list = `1 0 2 ${parts[0]?.length} `;
  const packed = deflateSync(latin(`${list}${parts.join("")}`));
  const before = pdf({
    7: { dict: `/Type/ObjStm/N 2/First ${list.length}/Filter/FlateDecode`, bytes: packed },
    3: "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
    4: { dict: "", bytes: latin(WORDS) },
  });
  expect((await clean(before)).toString("latin1")).toMatch(/\/MediaBox \[ 0 0 77 99 \]/);
});

describe("what cannot be cleaned is said to be so", () => {
  it.each([
    ["locked", simple({ 9: "<</Filter/Standard/V 4>>" }, "/Root 1 0 R/Encrypt 9 0 R")],
    ["cut off", simple().subarray(0, 60)],
    ["without a page", pdf({ ...PAGES, 2: "<</Type/Pages/Kids[]/Count 0>>" })],
    ["drawn by a program inside", simple({ 1: "<</Type/Catalog/Pages 2 0 R/AcroForm<</XFA 9 0 R>>>>", 9: "(x)" })],
    ["with a stream that lies on somebody's disk", simple({ 4: { dict: "/F(C:/evil)", bytes: latin("x") } })],
    ["a picture that is none", simple({ 4: { dict: "/Filter/DCTDecode", bytes: latin("secret") } })],
    ["metadata where none belongs", simple({ 4: { dict: "", bytes: XMP.bytes } })],
    ["in name only", latin("%PDF-1.7\nhello")],
  ])("%s", async (_, bytes) => refuses(bytes));

  it("bombs: unfolding without end, lists without end, pages within themselves, one in another a thousand times", async () => {
    const zeros = deflateSync(Buffer.alloc(60_000_000, 0x20), { level: 1 });
    await refuses(simple({ 9: { dict: "/Type/ObjStm/N 1/First 9/Filter/FlateDecode", bytes: zeros } }));
    const entries = `/Type/XRef/Size 9/W[1 1 1]/Index[0 4000000000]/Root 1 0 R`;
    await clean(simple({ 9: { dict: entries, bytes: latin("xxx") } }));
    await refuses(simple({ 2: "<</Type/Pages/Kids[2 0 R]/Count 1>>" }));
    await refuses(simple({ 3: `<<${PAGE}/Contents 4 0 R/Group ${"[".repeat(5000)}${"]".repeat(5000)}>>` }));
    await refuses(pdf({ ...PAGES, 2: `<</Type/Pages/Kids[${"3 0 R ".repeat(6_000)}]>>`, 3: `<<${PAGE}>>` }));
  });
});

it("what is no PDF is cleaned as what it is", async () => {
  expect((await cleanDocument(PHOTO)).cleaned).toBe(true);
});
