import { type Bytes, concat, decodeBody, refuse, toBytes, utf8 } from "@fairlead/protocol";

/** What one page holds, in the order of writing. */
export type Item = readonly [key: string, value: Bytes];

/** First byte of the form. What earlier releases wrote begins with another, and is still read. */
const FORM = 2;
/** Form, then how many; before each item the lengths of key and value. */
const [HEAD, LENGTHS] = [5, 8];

/**
 * Lengths, then bytes: thousands of pages are read at each unlock, and a strict reader of nested forms takes ten times as
 * long as opening their seal. Only this member's own hand can have written what stands inside a seal that opens.
 */
export function itemsToBytes(items: readonly Item[]): Bytes {
  const keys = items.map(([key]) => utf8(key));
  const head = new Uint8Array(HEAD + LENGTHS * items.length);
  const view = new DataView(head.buffer);
  view.setUint8(0, FORM);
  view.setUint32(1, items.length);
  for (const [index, [, value]] of items.entries()) {
    view.setUint32(HEAD + LENGTHS * index, keys[index]?.length ?? 0);
    view.setUint32(HEAD + LENGTHS * index + 4, value.length);
  }
  return concat(head, ...items.flatMap(([, value], index) => [keys[index] ?? toBytes(new Uint8Array(0)), value]));
}

/** @throws Refused FL_BODY: in another form, or by nobody of ours */
export function readItems(text: Bytes): Item[] {
  if (text[0] !== FORM) return readFirstForm(text);
  if (text.length < HEAD) return refuse("FL_BODY");
  const view = new DataView(text.buffer, text.byteOffset, text.length);
  const count = view.getUint32(1);
  let at = HEAD + LENGTHS * count;
  if (at > text.length) return refuse("FL_BODY");
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const items: Item[] = [];
  for (let index = 0; index < count; index++) {
    const valueAt = at + view.getUint32(HEAD + LENGTHS * index);
    const end = valueAt + view.getUint32(HEAD + LENGTHS * index + 4);
    if (end > text.length) return refuse("FL_BODY");
    items.push([decoder.decode(text.subarray(at, valueAt)), text.subarray(valueAt, end)]);
    at = end;
  }
  return at === text.length ? items : refuse("FL_BODY");
}

function readFirstForm(text: Bytes): Item[] {
  const { items } = decodeBody(text);
  if (!Array.isArray(items)) return refuse("FL_BODY");
  return items.map((one: unknown) => {
    if (!Array.isArray(one) || one.length !== 2) return refuse("FL_BODY");
    const [item, value]: unknown[] = one;
    if (typeof item !== "string" || !(value instanceof Uint8Array)) return refuse("FL_BODY");
    return [item, toBytes(value)];
  });
}
