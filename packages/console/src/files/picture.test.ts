import { expect, it } from "vitest";
import { pictureIn } from "./picture.ts";

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...Buffer.from(part, "latin1")] : [...part])));

it("reads the size of a picture without decoding it", () => {
  expect(pictureIn(bytes([0x89], "PNG\r\n\x1a\n", [0, 0, 0, 13], "IHDR", [0, 0, 3, 0xe8, 0, 0, 0, 7]))).toEqual({
    type: "image/png",
    width: 1000,
    height: 7,
  });
  expect(pictureIn(bytes("GIF89a", [0x0a, 0, 0x14, 0]))).toEqual({ type: "image/gif", width: 10, height: 20 });
  const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 11, 8, 0x01, 0x00, 0x02, 0x00, 1, 1, 1, 1];
  expect(pictureIn(bytes(jpeg))).toEqual({ type: "image/jpeg", width: 512, height: 256 });
  const vp8x = bytes("RIFF", [0, 0, 0, 0], "WEBPVP8X", [10, 0, 0, 0, 0, 0, 0, 0, 0x0f, 0x27, 0, 0x1f, 0x4e, 0]);
  expect(pictureIn(vp8x)).toEqual({ type: "image/webp", width: 10_000, height: 20_000 });
});

it("a bomb says what it is: more pixels than anybody's photo", () => {
  const bomb = pictureIn(bytes([0x89], "PNG\r\n\x1a\n", [0, 0, 0, 13], "IHDR", [0, 1, 0, 0, 0, 1, 0, 0]));
  expect((bomb?.width ?? 0) * (bomb?.height ?? 0)).toBeGreaterThan(4e9);
});

it("a giant cannot hide behind what its drawer passes over and we do not", () => {
  const frame = (side: number) => [0xff, 0xc2, 0, 11, 8, side, side, side, side, 1, 1, 1, 1];
  for (const alone of [0x00, 0x01, 0xd0, 0xd8]) {
    // Read as a length, the giant's own mark leads past it to a small one.
    const hidden = bytes([0xff, 0xd8, 0xff, alone], frame(0xff), Array<number>(65_461).fill(0), frame(1));
    expect([alone, pictureIn(hidden)]).toEqual([alone, null]);
  }
});

it("what is no picture is none, whatever it is called; half a header is none", () => {
  for (const other of ["<svg onload=alert(1)>", "<html>", "%PDF-1.7", "", "\xff\xd8", "\xff\xd8\xff\xda\x00\x08"])
    expect(pictureIn(bytes(other))).toBeNull();
  expect(pictureIn(bytes([0x89], "PNG\r\n\x1a\n", [0, 0, 0, 13], "IHDR", [0, 0, 0, 0, 0, 0, 0, 7]))).toBeNull();
});
