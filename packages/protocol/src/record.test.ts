import { expect, it } from "vitest";
import { utf8 } from "./bytes.ts";
import { recordKey, recordName, sealRecord } from "./record.ts";
import { openRecord } from "./record-open.ts";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const key = recordKey(random(32), "device", utf8("an invented organisation"));

it("a record opens under its key and name, and under no other", async () => {
  const name = recordName(key, "heads");
  const record = await sealRecord(key, name, utf8("an invented text"), random);
  expect(await openRecord(key, name, record)).toEqual(utf8("an invented text"));
  await expect(openRecord(key, recordName(key, "page 0"), record)).rejects.toThrow("FL_OPEN");
  await expect(openRecord(recordKey(key, "device", utf8("")), name, record)).rejects.toThrow("FL_OPEN");
});

it("a record that was cut short or altered anywhere does not open", async () => {
  const name = recordName(key, "heads");
  const record = await sealRecord(key, name, utf8("an invented text"), random);
  for (const length of [0, 31, 32, 48, 49, record.length - 1])
    await expect(openRecord(key, name, record.subarray(0, length))).rejects.toThrow("FL_OPEN");
  for (const place of [0, 31, 32, 500, record.length - 1]) {
    const altered = Uint8Array.from(record);
    altered[place] = (altered[place] ?? 0) ^ 0x40;
    await expect(openRecord(key, name, altered)).rejects.toThrow("FL_OPEN");
  }
});

it("[PAD1] sizes come in few steps, and a generator that repeats itself gives two texts two salts", async () => {
  const name = recordName(key, "heads");
  const stuck = (length: number) => new Uint8Array(length);
  const [one, two] = [await sealRecord(key, name, utf8("one"), stuck), await sealRecord(key, name, utf8("two"), stuck)];
  expect(one.length).toBe(two.length);
  expect(one.subarray(0, 32)).not.toEqual(two.subarray(0, 32));
});
