import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ascii, asciiBytes, type Bytes, join, littleEndian, u32 } from "./bytes.ts";
import { cleanFile } from "./clean.ts";
import { orientationIn } from "./exif.ts";
import { readZip, stored, unpack, writeZip } from "./zip.ts";

/** Files as phones and offices write them, made here byte by byte; the places and people in them are invented. */
const PLACE = "43.31N 45.69E, an invented town";
const AUTHOR = "Ptarmigan Invented";
const big = (value: number, length = 4): Bytes =>
  Uint8Array.from({ length }, (_, at) => Math.floor(value / 256 ** (length - 1 - at)) % 256);
const text = (words: string): Bytes => new TextEncoder().encode(words) as Bytes;
const tells = (bytes: Uint8Array): boolean =>
  [PLACE, AUTHOR, "iPhoneInvented", "2017:04:02"].some((words) => Buffer.from(bytes).includes(words));
const cleaned = async (bytes: Uint8Array): Promise<Bytes> => {
  expect(tells(bytes)).toBe(true);
  const clean = await cleanFile(bytes);
  if (!clean.cleaned) throw new Error("not cleaned");
  expect(tells(clean.bytes)).toBe(false);
  expect(await cleanFile(bytes)).toEqual(clean);
  return clean.bytes;
};

/** TIFF: orientation 6, a maker, and a pointer to GPS. */
const exif = join([
  asciiBytes("MM\0*"),
  big(8),
  big(2, 2),
  join([big(0x010f, 2), big(2, 2), big(15), big(38)]),
  join([big(0x0112, 2), big(3, 2), big(1), big(6, 2), big(0, 2)]),
  big(0),
  asciiBytes(`iPhoneInvented\0 2017:04:02 ${PLACE}`),
]);
const segment = (marker: number, body: Uint8Array): Bytes =>
  join([Uint8Array.of(0xff, marker), big(body.length + 2, 2), body]);
const SCAN = Uint8Array.of(0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56);
const jpeg = (extra: readonly Bytes[] = []): Bytes =>
  join([
    Uint8Array.of(0xff, 0xd8),
    segment(0xe0, join([asciiBytes("JFIF\0\x01\x02\0\0\x01\0\x01\x02\x02"), text(PLACE)])),
    segment(0xe1, join([asciiBytes("Exif\0\0"), exif])),
    segment(0xe1, text(`http://ns.adobe.com/xap/1.0/\0<x>${AUTHOR}</x>`)),
    segment(0xed, text(`Photoshop 3.0\0${AUTHOR}`)),
    segment(0xfe, text(PLACE)),
    ...extra,
    segment(0xdb, new Uint8Array(65)),
    segment(0xc0, Uint8Array.of(8, 0, 1, 0, 1, 1, 1, 0x11, 0)),
    segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)),
    SCAN,
    Uint8Array.of(0xff, 0xd9),
    // What phones hide behind the end: a film, a second picture.
    text(`ftypmp42 ${PLACE}`),
  ]);

describe("a photo", () => {
  it("JPEG: keeps the picture and which way is up, and nothing else", async () => {
    const clean = await cleaned(jpeg());
    expect(Buffer.from(clean).includes(Buffer.from(SCAN))).toBe(true);
    const at = Buffer.from(clean).indexOf("Exif\0\0");
    expect(orientationIn(clean.subarray(at + 6))).toBe(6);
    expect([clean.at(-2), clean.at(-1)]).toEqual([0xff, 0xd9]);
  });

  it("JPEG: keeps its colours", async () => {
    const colours = segment(0xe2, text("ICC_PROFILE\0\x01\x01profile"));
    expect(Buffer.from(await cleaned(jpeg([colours]))).includes("ICC_PROFILE")).toBe(true);
  });

  it("JPEG: cut anywhere, it is refused or still clean, and never throws", async () => {
    const whole = jpeg();
    for (let length = 0; length < whole.length; length += 7) {
      const clean = await cleanFile(whole.subarray(0, length));
      if (clean.cleaned) expect(tells(clean.bytes)).toBe(false);
    }
  });

  it("PNG: loses texts, times, EXIF and what lies behind its end", async () => {
    const chunk = (type: string, body: Uint8Array) => join([big(body.length), asciiBytes(type), body, big(0)]);
    const png = join([
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
      chunk("IHDR", new Uint8Array(13)),
      chunk("tEXt", text(`Author\0${AUTHOR}`)),
      chunk("iTXt", text(`XML:com.adobe.xmp\0${PLACE}`)),
      chunk("eXIf", exif),
      chunk("tIME", new Uint8Array(7)),
      chunk("gAMA", big(45_455)),
      chunk("IDAT", Uint8Array.of(1, 2, 3)),
      chunk("IEND", new Uint8Array(0)),
      text(PLACE),
    ]);
    const clean = await cleaned(png);
    const types: string[] = [];
    for (let at = 8; at < clean.length; at += 12 + u32(clean, at)) types.push(ascii(clean, at + 4, 4));
    expect(types).toEqual(["IHDR", "gAMA", "IDAT", "IEND"]);
    expect(await cleanFile(join([png.subarray(0, 33), chunk("ABCD", text(PLACE)), png.subarray(33)]))).toEqual({
      cleaned: false,
    });
  });

  it("WebP: loses EXIF and XMP, keeps which way is up", async () => {
    const chunk = (type: string, body: Uint8Array) =>
      join([asciiBytes(type), littleEndian(body.length, 4), body, new Uint8Array(body.length % 2)]);
    const body = join([
      asciiBytes("WEBP"),
      chunk("VP8X", Uint8Array.of(0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
      chunk("VP8 ", Uint8Array.of(1, 2, 3)),
      chunk("EXIF", exif),
      chunk("XMP ", text(AUTHOR)),
      chunk("PLCE", text(PLACE)),
    ]);
    const clean = await cleaned(join([asciiBytes("RIFF"), littleEndian(body.length, 4), body]));
    expect(clean[20]).toBe(0x08);
    expect(orientationIn(clean.subarray(Buffer.from(clean).indexOf("EXIF") + 8))).toBe(6);
  });
});

describe("a film or voice note", () => {
  const box = (type: string, ...parts: readonly Uint8Array[]): Bytes => {
    const body = join(parts);
    return join([big(body.length + 8), asciiBytes(type), body]);
  };
  const table = (type: string, ...values: readonly number[]) => box(type, join(values.map((value) => big(value))));
  const track = (handler: string, offset: number, sizes: readonly number[]) =>
    box(
      "trak",
      box("tkhd", big(0), big(3_574_000_000), big(3_574_000_001), new Uint8Array(72)),
      box("udta", text(PLACE)),
      box(
        "mdia",
        box("mdhd", big(0), big(3_574_000_000), big(3_574_000_001), new Uint8Array(12)),
        box("hdlr", big(0), big(0), asciiBytes(handler), new Uint8Array(12), text("iPhoneInvented\0")),
        box(
          "minf",
          box(
            "stbl",
            table("stsd", 0, 0),
            table("stsc", 0, 1, 1, sizes.length, 1),
            table("stsz", 0, 0, sizes.length, ...sizes),
            table("stco", 0, 1, offset),
          ),
        ),
      ),
    );
  const film = (sizes: readonly number[] = [4, 6]): Bytes => {
    const ftyp = box("ftyp", asciiBytes("mp42\0\0\0\0isom"));
    const picture = text("picture!!!");
    const mdat = box("mdat", text("gap!"), picture, text(PLACE), text("sound"));
    const start = ftyp.length + 8;
    return join([
      ftyp,
      mdat,
      box(
        "moov",
        box("mvhd", big(0), big(3_574_000_000), big(3_574_000_001), new Uint8Array(88)),
        track("vide", start + 4, sizes),
        track("soun", start + 14 + PLACE.length, [5]),
        track("meta", start + 14, [PLACE.length]),
        box("meta", text(AUTHOR)),
        box("udta", text(PLACE)),
      ),
      box("uuid", text(PLACE)),
      box("free", text(AUTHOR)),
    ]);
  };

  it("MP4: stays as long and as ordered as it was; place, times, makers and the track of places are zeros", async () => {
    const clean = await cleaned(film());
    expect(clean).toHaveLength(film().length);
    const at = Buffer.from(clean);
    expect(at.includes("picture!!!")).toBe(true);
    expect(at.indexOf("picture!!!")).toBe(Buffer.from(film()).indexOf("picture!!!"));
    expect(at.includes("sound")).toBe(true);
    expect(at.includes("gap!")).toBe(false);
    expect(at.includes(Buffer.from(big(3_574_000_000)))).toBe(false);
  });

  it("is not called clean where its samples lie outside, in fragments, or where it is a still picture", async () => {
    expect(await cleanFile(film([4, 600_000]))).toEqual({ cleaned: false });
    expect(await cleanFile(join([film(), box("moof", text(PLACE))]))).toEqual({ cleaned: false });
    const still = film();
    still.set(asciiBytes("heic"), 8);
    expect(await cleanFile(still)).toEqual({ cleaned: false });
  });
});

describe("an office document", () => {
  const part = (name: string, content: string | Uint8Array) =>
    stored(name, typeof content === "string" ? text(content) : content);
  const document = (...more: readonly ReturnType<typeof part>[]): Bytes =>
    writeZip([
      part("[Content_Types].xml", "<Types/>"),
      part(
        "_rels/.rels",
        '<Relationships><Relationship Id="a" Type="http://x/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/><Relationship Id="b" Target="word/document.xml"/></Relationships>',
      ),
      part("docProps/core.xml", `<cp:coreProperties><dc:creator>${AUTHOR}</dc:creator></cp:coreProperties>`),
      part("docProps/app.xml", `<Properties><Company>${AUTHOR}</Company></Properties>`),
      part("docProps/thumbnail.jpeg", jpeg()),
      part(
        "word/document.xml",
        `<w:p w:rsidR="00A1"><w:ins w:id="1" w:author="${AUTHOR}" w:date="2017:04:02"><w:t>The text stays.</w:t></w:ins></w:p>`,
      ),
      part("word/settings.xml", '<w:settings><w:rsids><w:rsidRoot w:val="00A1"/></w:rsids></w:settings>'),
      part(
        "word/_rels/settings.xml.rels",
        `<Relationships><Relationship Id="t" Target="file:///C:\\Users\\${AUTHOR}\\t.dotm" TargetMode="External"/></Relationships>`,
      ),
      part(
        "word/people.xml",
        `<w15:people><w15:person w15:author="${AUTHOR}"><w15:presenceInfo/></w15:person></w15:people>`,
      ),
      part("word/media/image1.jpeg", jpeg()),
      ...more,
    ]);

  it("loses properties, authors, times, session numbers, paths and its thumbnail; its pictures are cleaned", async () => {
    const clean = await cleaned(document());
    const entries = readZip(clean) ?? [];
    const of = async (name: string) => {
      const entry = entries.find((one) => one.name === name);
      return entry === undefined ? null : new TextDecoder().decode((await unpack(entry)) ?? undefined);
    };
    expect(await of("word/document.xml")).toBe(
      '<w:p><w:ins w:id="1" w:author=""><w:t>The text stays.</w:t></w:ins></w:p>',
    );
    expect(await of("word/settings.xml")).toBe("<w:settings></w:settings>");
    expect(await of("_rels/.rels")).not.toContain("thumbnail");
    expect(await of("docProps/thumbnail.jpeg")).toBeNull();
    expect(entries.map(({ name }) => name)).toContain("word/media/image1.jpeg");
  });

  it("is not called clean where it holds macros, other documents or pictures that are not known here", async () => {
    for (const name of [
      "word/vbaProject.bin",
      "word/embeddings/a.xlsx",
      "word/media/image2.emf",
      "customXml/item1.xml",
    ])
      expect(await cleanFile(document(part(name, "x")))).toEqual({ cleaned: false });
    expect(await cleanFile(document(part("word/footer1.xml", `<!DOCTYPE x [<!ENTITY a "${AUTHOR}">]><x/>`)))).toEqual({
      cleaned: false,
    });
  });

  it("a zip that unpacks to far more than it says, or to more than a document has, is left alone", async () => {
    const much = deflateRawSync(new Uint8Array(20_000_000));
    const bomb = { name: "word/bomb.xml", method: 8 as const, packed: new Uint8Array(much), crc: 0 };
    expect(await cleanFile(document({ ...bomb, size: 100 }))).toEqual({ cleaned: false });
    expect(await cleanFile(document({ ...bomb, size: 2_000_000_000 }))).toEqual({ cleaned: false });
  });
});

it("whatever is not known here is not called clean: PDF, HEIC, old Office, sound of other kinds, noise", async () => {
  for (const start of ["%PDF-1.7\n", "\0\0\0\x18ftypheic", "\xd0\xcf\x11\xe0", "OggS", "ID3", "RIFFxxxxWAVE", ""])
    expect(await cleanFile(join([asciiBytes(start), text(PLACE)]))).toEqual({ cleaned: false });
});
