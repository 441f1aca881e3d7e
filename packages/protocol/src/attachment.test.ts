import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHUNK_LENGTH, chunksOf, newFileKey, paddedSize, safeName, sealChunk } from "./attachment.ts";
import { openChunk } from "./attachment-open.ts";
import { type Bytes, concat, sameBytes } from "./bytes.ts";
import { refusalOf, seededRandom } from "./fixture.ts";
import { decodeLetter, encodeLetter } from "./letter.ts";

const random = seededRandom("files");
const fileOf = (size: number) => ({ ...newFileKey(random), size });
const contentOf = (size: number): Bytes => {
  const content = new Uint8Array(size);
  for (let at = 0; at < size; at += 97) content[at] = at % 251;
  return content;
};
const sealAll = (file: ReturnType<typeof fileOf>, content: Bytes): Promise<Bytes[]> =>
  Promise.all(
    Array.from({ length: chunksOf(paddedSize(file.size)) }, (_, index) =>
      sealChunk(file, index, content.subarray(index * CHUNK_LENGTH, (index + 1) * CHUNK_LENGTH)),
    ),
  );
const openAll = async (file: ReturnType<typeof fileOf>, chunks: readonly Bytes[]): Promise<Bytes> =>
  concat(...(await Promise.all(chunks.map((chunk, index) => openChunk(file, index, chunk)))));

describe("a file in chunks", () => {
  it.each([0, 1, 1023, 1024, CHUNK_LENGTH - 1, CHUNK_LENGTH, CHUNK_LENGTH + 1, 5 * CHUNK_LENGTH + 17])(
    "of %i bytes comes out as it went in",
    async (size) => {
      const file = fileOf(size);
      expect(sameBytes(await openAll(file, await sealAll(file, contentOf(size))), contentOf(size))).toBe(true);
    },
  );

  it("[PAD1] [P9] takes few sizes, whatever it holds", () => {
    const sizes = new Set(Array.from({ length: 3000 }, (_, n) => paddedSize(1_000_000 + n)));
    expect(sizes.size).toBe(1);
    fc.assert(
      fc.property(fc.integer({ min: 65_537, max: 25_000_000 }), (size) => {
        expect(paddedSize(size) / size).toBeLessThan(1.12);
      }),
    );
  });

  it("[PAD1] is refused where chunks are left out, swapped, taken from another file, or where it ends early", async () => {
    const long = fileOf(3 * CHUNK_LENGTH);
    const chunks = await sealAll(long, contentOf(long.size));
    const [first = chunks[0], second = chunks[0], third = chunks[0]] = chunks;
    if (first === undefined || second === undefined || third === undefined) throw new Error("three chunks");
    expect(await refusalOf(() => openChunk(long, 0, second))).toBe("FL_OPEN");
    expect(await refusalOf(() => openChunk(long, 1, first))).toBe("FL_OPEN");
    const other = fileOf(3 * CHUNK_LENGTH);
    expect(await refusalOf(() => openChunk({ ...long, id: other.id }, 0, first))).toBe("FL_OPEN");
    expect(await refusalOf(() => openChunk({ ...long, key: other.key }, 0, first))).toBe("FL_OPEN");
    // The last chunk is sealed as the last: a file cannot be cut after another one, nor go on after its end.
    const shorter = { ...long, size: 2 * CHUNK_LENGTH };
    expect(await refusalOf(() => openChunk(shorter, 1, second))).toBe("FL_OPEN");
    const longer = { ...long, size: 4 * CHUNK_LENGTH };
    expect(await refusalOf(() => openChunk(longer, 2, third))).toBe("FL_OPEN");
    expect(await refusalOf(() => openChunk(long, 2, third.subarray(1)))).toBe("FL_OPEN");
  });

  it("is refused where something hides behind its end", async () => {
    const file = fileOf(10);
    const hidden = await sealChunk({ ...file, size: 11 }, 0, contentOf(11).fill(1));
    expect(await refusalOf(() => openChunk(file, 0, hidden))).toBe("FL_PADDING");
  });
});

describe("a file's name", () => {
  it("loses controls, directions, paths and piles of marks, and keeps its ending", () => {
    expect(safeName("../../etc/passwd")).toBe("etcpasswd");
    expect(safeName("photo\u202egpj.exe")).toBe("photogpj.exe");
    expect(safeName("a\u0000b\nc\u2028d.jpg")).toBe("abcd.jpg");
    expect(safeName("\u200b.jpg")).toBe("jpg");
    expect(safeName("")).toBe("file");
    expect(safeName(`${"ж".repeat(300)}.jpeg`)).toBe(`${"ж".repeat(115)}.jpeg`);
    expect(safeName(`o${"\u0301".repeat(100_000)}.pdf`).length).toBeLessThan(8);
    expect(safeName("отчёт за март.docx")).toBe("отчёт за март.docx");
  });

  it("made safe, any name is read back from a letter", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (name) => {
        const files = [{ ...fileOf(5), name: safeName(name), type: "image/png", cleaned: "original" as const }];
        const letter = { kind: "letter" as const, language: "ru", text: "", answers: {}, tap: "none" as const, at: 1 };
        expect(decodeLetter(encodeLetter({ ...letter, files })).files).toEqual(files);
        expect(safeName(safeName(name))).toBe(safeName(name));
      }),
      { numRuns: 300 },
    );
  });
});
