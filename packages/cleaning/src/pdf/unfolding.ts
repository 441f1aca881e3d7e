/**
 * What the library unfolds while it reads: lists of a document's parts, which a document packs. It does so without an end,
 * and a bomb of some kilobytes would fill the memory of whoever opens it; so its streams are given one here.
 */
import { decodePDFRawStream, PDFContext, PDFRawStream, PDFXRefStreamParser } from "@cantoo/pdf-lib";

/** Bytes of one list, and of all that one document unfolds. A book of a thousand pages has some five million. */
const ONE = 16 * 1024 * 1024;
const ALL = 64 * 1024 * 1024;

type Growing = { ensureBuffer(this: { buffer: Uint8Array }, requested: number): Uint8Array };

let spent = 0;

const bound = (): void => {
  const context = PDFContext.create();
  const packed = Uint8Array.of(0x78, 0x9c, 0x03, 0, 0, 0, 0, 1);
  const stream: object = decodePDFRawStream(PDFRawStream.of(context.obj({ Filter: "FlateDecode" }), packed));
  const growing: Growing = Object.getPrototypeOf(Object.getPrototypeOf(stream));
  const { ensureBuffer } = growing;
  growing.ensureBuffer = function (requested) {
    const before = this.buffer.byteLength;
    if (requested > before) {
      if (requested > ONE || spent > ALL) {
        spent = Number.POSITIVE_INFINITY;
        throw new RangeError();
      }
    }
    const buffer = ensureBuffer.call(this, requested);
    spent += buffer.byteLength - before;
    return buffer;
  };
  // Where parts lie is found by reading the file from its beginning; this list could name a thousand million of them.
  (PDFXRefStreamParser.prototype as unknown as { parseEntries(): [] }).parseEntries = () => [];
};
bound();

/** Before each document. */
export const unfoldAnew = (): void => {
  spent = 0;
};

/** The library takes a list that does not unfold for a broken one, and reads on. */
export const hasBurst = (): boolean => spent === Number.POSITIVE_INFINITY;
