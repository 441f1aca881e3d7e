import { readText } from "./csv.ts";
import { type Asked, FILE_MOST, type NotRead, type ReadTable } from "./table.ts";
import { readWorkbook } from "./workbook.ts";

/** Any file, as a table or as why it is none. Never throws for what stands in it. */
export const readFile = ({ bytes, wish }: Asked): ReadTable | NotRead => {
  if (bytes.length > FILE_MOST) return { kind: "too-large", most: FILE_MOST };
  if (bytes.length === 0) return { kind: "empty" };
  // A spreadsheet of before 2007, or one under a password: what holds either is the same.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0)
    return {
      kind: new TextDecoder("utf-16le").decode(bytes).includes("EncryptedPackage") ? "locked-workbook" : "old-workbook",
    };
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readWorkbook(bytes, wish);
  return readText(bytes, wish);
};
