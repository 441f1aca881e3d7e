import { type Bytes, recordKey, utf8 } from "@fairlead/protocol";
import { describe, expect, it } from "vitest";
import { MemoryShelf } from "./memory-shelf.ts";
import { type Found, Pages } from "./pages.ts";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const key = recordKey(random(32), "device", utf8("an invented organisation"));
const noise = (length: number) => new Uint8Array(length).fill(random(1)[0] ?? 0);
const load = async (shelf: MemoryShelf, under = key) => {
  const pages = new Pages(shelf, under, random, "page", new Set(await shelf.list()));
  const found: Found = new Map();
  await pages.read(pages.left(), found);
  return { pages, found, damaged: pages.damaged };
};

/** A generator that gives the same each run: a failing run can be looked at. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

function plainOf(found: ReadonlyMap<string, readonly Bytes[]>): Map<string, Bytes> {
  return new Map([...found].map(([item, values]) => [item, values[0] ?? new Uint8Array(0)]));
}

describe("pages", () => {
  it("give back what was written, in records of few sizes, whatever was put, replaced and taken out before", async () => {
    const roll = dice(7);
    const shelf = new MemoryShelf();
    const truth = new Map<string, Bytes>();
    let { pages } = await load(shelf);
    for (let round = 0; round < 120; round++) {
      const put = new Map<string, Bytes>();
      const remove = new Set<string>();
      for (let item = 0; item < 1 + roll(12); item++)
        put.set(`item/${roll(400)}`, noise(roll(3) === 0 ? 9_000 : 1_200));
      for (let item = 0; item < roll(10); item++) remove.add(`item/${roll(400)}`);
      for (const item of put.keys()) remove.delete(item);
      await pages.write(put, remove);
      for (const item of remove) truth.delete(item);
      for (const [item, value] of put) truth.set(item, value);
      if (roll(8) === 0) pages = (await load(shelf)).pages;
    }
    const { found, damaged } = await load(shelf);
    expect(damaged).toBe(0);
    expect(plainOf(found)).toEqual(truth);
    expect([...found.values()].every((values) => values.length === 1)).toBe(true);
    const sizes = new Set([...shelf.records.values()].map(({ length }) => length));
    expect(sizes.size).toBeLessThanOrEqual(4);
    const held = [...truth.values()].reduce((sum, { length }) => sum + length, 0);
    expect(pages.stored).toBeLessThan(held * 2.5 + 70_000);
  });

  it("what is taken out is gone from the device when the write resolves", async () => {
    const shelf = new MemoryShelf();
    const { pages } = await load(shelf);
    for (let item = 0; item < 100; item++) await pages.write(new Map([[`item/${item}`, noise(3_000)]]));
    await pages.write(new Map(), ["item/3", "item/50", "item/99"]);
    const { found } = await load(shelf);
    expect(found.size).toBe(97);
    for (const item of ["item/3", "item/50", "item/99"]) expect(found.has(item)).toBe(false);
    await pages.erase();
    expect(shelf.records.size).toBe(0);
  });

  it("what is longer than a page stands in parts of one size, and sessions do not leave small ones behind", async () => {
    const shelf = new MemoryShelf();
    const sizes = () => [...shelf.records.values()].map(({ length }) => length).sort((a, b) => a - b);
    const long = (length: number) => crypto.getRandomValues(new Uint8Array(65_536)).slice(0, length);
    const large = Uint8Array.from([
      ...long(65_536),
      ...long(65_536),
      ...long(65_536),
      ...long(65_536),
      ...long(40_000),
    ]);
    await (await load(shelf)).pages.write(new Map([["large", large]]));
    expect(new Set(sizes()).size).toBe(1);
    for (let session = 0; session < 20; session++)
      await (await load(shelf)).pages.write(new Map([[`item/${session}`, noise(100)]]));
    expect(sizes().length).toBe(6);
    const longest = Math.max(...sizes());
    const { pages, found } = await load(shelf);
    expect(found.size).toBe(21);
    expect(found.get("large")).toEqual([large]);
    const larger = Uint8Array.from([...large, ...large]);
    await pages.write(new Map([["large", larger]]));
    expect(sizes().filter((size) => size === longest).length).toBeGreaterThan(8);
    expect(Math.max(...sizes())).toBe(longest);
    expect((await load(shelf)).found.get("large")).toEqual([larger]);
    await pages.write(new Map(), ["large"]);
    expect(shelf.records.size).toBe(1);
    expect((await load(shelf)).found.size).toBe(20);
  });

  it("of what lost a part it is known that it has to go", async () => {
    const shelf = new MemoryShelf();
    await (await load(shelf)).pages.write(new Map([["large", noise(200_000)]]));
    shelf.records.delete([...shelf.records.keys()][0] ?? "");
    const { pages, found } = await load(shelf);
    pages.endReading(found);
    expect([...found]).toEqual([["large", []]]);
    await pages.write(new Map(), found.keys());
    expect(shelf.records.size).toBe(0);
  });

  it("a page that was emptied leaves its number to others", async () => {
    const shelf = new MemoryShelf();
    const { pages } = await load(shelf);
    const full = (item: string): [string, Bytes] => [item, noise(60_000)];
    await pages.write(new Map([full("a"), full("b"), full("c"), ["small", noise(100)]]));
    await pages.write(new Map(), ["b"]);
    await pages.write(new Map(), ["small"]);
    await pages.write(new Map([["another", noise(100)]]));
    expect([...(await load(shelf)).found.keys()].sort()).toEqual(["a", "another", "c"]);
  });

  it("a window that learns what another wrote undoes nothing of it", async () => {
    const roll = dice(11);
    const shelf = new MemoryShelf();
    const truth = new Map<string, Bytes>();
    const windows = [(await load(shelf)).pages, (await load(shelf)).pages];
    const missed: number[][] = [[], []];
    for (let turn = 0; turn < 60; turn++) {
      const which = roll(2);
      const pages = windows[which];
      await pages?.learn(new Set(missed[which]), new Map());
      const put = new Map<string, Bytes>();
      for (let item = 0; item < 1 + roll(8); item++)
        put.set(`item/${roll(60)}`, noise([1_200, 9_000, 90_000, 1_200][roll(4)] ?? 0));
      const remove = new Set(Array.from({ length: roll(6) }, () => `item/${roll(60)}`));
      for (const item of put.keys()) remove.delete(item);
      await pages?.write(put, remove);
      for (const item of remove) truth.delete(item);
      for (const [item, value] of put) truth.set(item, value);
      missed[which] = [];
      missed[1 - which]?.push(...(pages?.takeTouched() ?? []));
    }
    const { found, damaged } = await load(shelf);
    expect(damaged).toBe(0);
    expect([...found.values()].every((values) => values.length === 1)).toBe(true);
    expect(plainOf(found)).toEqual(truth);
  });

  it("pages of another key are not touched, and not seen", async () => {
    const shelf = new MemoryShelf();
    const theirs = await load(shelf, recordKey(key, "device", utf8("someone else")));
    await theirs.pages.write(new Map([["theirs", noise(10)]]));
    const { pages, found } = await load(shelf);
    expect(found.size).toBe(0);
    await pages.write(new Map([["ours", noise(10)]]));
    await pages.erase();
    expect(shelf.records.size).toBe(1);
  });

  it("a write that was cut off anywhere leaves each item as it was, as it is to be, or missing", async () => {
    for (let writes = 0; writes < 12; writes++) {
      const shelf = new MemoryShelf();
      const { pages } = await load(shelf);
      const old = new Map(Array.from({ length: 60 }, (_, item) => [`item/${item}`, noise(4_000)]));
      old.set("large", noise(150_000));
      await pages.write(old);
      const [put, take] = [shelf.put.bind(shelf), shelf.delete.bind(shelf)];
      let left = writes;
      const unlessDead = (work: () => Promise<void>) => (left-- > 0 ? work() : Promise.reject(new Error("killed")));
      shelf.put = (name, bytes) => unlessDead(() => put(name, bytes));
      shelf.delete = (name) => unlessDead(() => take(name));
      const fresh = new Map(Array.from({ length: 30 }, (_, item) => [`item/${item * 2}`, noise(4_000)]));
      fresh.set("large", noise(170_000));
      await pages.write(fresh).catch(() => undefined);
      const { found, damaged } = await load(shelf);
      expect(damaged).toBe(0);
      for (const [item, values] of found)
        for (const value of values) expect([old.get(item), fresh.get(item)]).toContainEqual(value);
    }
  });
});
