import { BOX_OVERHEAD } from "./aead.ts";
import { unbox } from "./aead-open.ts";
import { type Bytes, toBytes, utf8 } from "./bytes.ts";
import { textIn } from "./padding.ts";
import { RECORD_SALT_LENGTH, recordBoxKey } from "./record.ts";
import { refuse } from "./refusal.ts";

/** @throws Refused FL_OPEN for a record that was altered, cut short, or stood under another name; FL_PADDING */
export async function openRecord(key: Uint8Array, name: string, record: Uint8Array): Promise<Bytes> {
  if (record.length <= RECORD_SALT_LENGTH + BOX_OVERHEAD) refuse("FL_OPEN");
  const salt = record.subarray(0, RECORD_SALT_LENGTH);
  // No copy of it: thousands of records are opened at once. What is over other memory than its own is copied.
  const own = record.buffer instanceof ArrayBuffer ? (record as Bytes) : toBytes(record);
  const sealed = own.subarray(RECORD_SALT_LENGTH);
  return textIn(await unbox(recordBoxKey(key, salt, name), utf8(name), sealed));
}
