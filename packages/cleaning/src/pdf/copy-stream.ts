/** A part with bytes of its own: pictures inside are cleaned as pictures, everything else stays packed as it is. */
import { decodePDFRawStream, PDFArray, PDFDict, PDFName, PDFNull, type PDFObject, PDFRawStream } from "@cantoo/pdf-lib";
import { cleanJpeg } from "../jpeg.ts";
import { cleanJpeg2000 } from "./jpeg-2000.ts";
import { NotKnown, name } from "./known.ts";

const listed = (dict: PDFDict, key: string): (PDFObject | undefined)[] => {
  const value = dict.lookup(name(key));
  return value === undefined
    ? []
    : value instanceof PDFArray
      ? value.asArray().map((_, at) => value.lookup(at))
      : [value];
};

/** @param made its dictionary in the new document */
export const copyStream = ({ dict, contents }: PDFRawStream, made: PDFDict): PDFRawStream => {
  // Its bytes lie in a file on somebody's disk, or under a lock.
  if (["F", "FFilter", "FDecodeParms"].some((key) => dict.has(name(key)))) throw new NotKnown();
  const filters = listed(dict, "Filter").map((filter) => {
    if (!(filter instanceof PDFName)) throw new NotKnown();
    return filter.decodeText();
  });
  if (filters.includes("Crypt")) throw new NotKnown();
  const picture = filters.findIndex((filter) => filter === "DCTDecode" || filter === "JPXDecode");
  if (picture < 0) return PDFRawStream.of(made, contents);
  if (picture !== filters.length - 1) throw new NotKnown();
  const kind = filters[picture] ?? "";
  const packed = picture === 0 ? contents : unpacked(dict, contents, filters.slice(0, -1));
  const clean = kind === "DCTDecode" ? cleanJpeg(packed) : cleanJpeg2000(packed);
  if (clean === null) throw new NotKnown();
  made.set(name("Filter"), name(kind));
  const how = listed(made, "DecodeParms")[picture];
  if (how === undefined || how === PDFNull) made.delete(name("DecodeParms"));
  else made.set(name("DecodeParms"), how);
  return PDFRawStream.of(made, clean);
};

const unpacked = (dict: PDFDict, contents: Uint8Array, filters: readonly string[]): Uint8Array => {
  const outer = dict.context.obj({ Filter: filters.map(name) });
  const how = listed(dict, "DecodeParms").slice(0, -1);
  if (!(outer instanceof PDFDict) || how.some((one) => one instanceof PDFDict)) throw new NotKnown();
  try {
    return decodePDFRawStream(PDFRawStream.of(outer, contents)).decode();
  } catch {
    throw new NotKnown();
  }
};
