import { BOX_OVERHEAD } from "./aead.ts";
import { unbox } from "./aead-open.ts";
import { type Bytes, toBytes, utf8 } from "./bytes.ts";
import { unpad } from "./padding.ts";
import { RECORD_SALT_LENGTH, recordBoxKey } from "./record.ts";
import { refuse } from "./refusal.ts";

/** @throws Refused FL_OPEN for a record that was altered, cut short, or stood under another name; FL_PADDING */
export async function openRecord(key: Uint8Array, name: string, record: Uint8Array): Promise<Bytes> {
  if (record.length <= RECORD_SALT_LENGTH + BOX_OVERHEAD) refuse("FL_OPEN");
  const salt = record.subarray(0, RECORD_SALT_LENGTH);
  const sealed = toBytes(record.subarray(RECORD_SALT_LENGTH));
  return unpad(await unbox(recordBoxKey(key, salt, name), utf8(name), sealed));
}
