import {
  type Bytes,
  concat,
  openRecord,
  type Random,
  Refused,
  recordName,
  sameBytes,
  sealRecord,
  toHex,
} from "@fairlead/protocol";
import { type Item, itemsToBytes, readItems } from "./page-form.ts";
import type { Shelf } from "./shelf.ts";

/** What one page holds before the next is begun: all pages but the last come to the same size on the device. */
const PAGE_BYTES = 64 * 1024 - 256;
/** Of what a page holds beyond its values, about: enough that an honest page never outgrows its step of padding. */
const ITEM_FRAME = 16;
/** Between the key of something long and what tells its parts apart; in no key of its own. */
const PART_MARK = "#";
/** In that: which writing it was of, and for each part its number and how many there are. */
const [PART_TAG, PART_NUMBERS] = [16, 12];

/** Far more numbers than one write leaves empty for a moment. */
const GAP_MOST = 64;
/** Pages that are fetched and opened side by side. */
const ABREAST = 16;

type Filling = { number: number; items: Map<string, Bytes>; size: number };
type Page = { items: readonly string[]; stored: number };

/**
 * Items as they were found. A key may be found with two values, where writing was interrupted or somebody put an old page
 * back; with none, where parts of it are missing.
 */
export type Found = Map<string, Bytes[]>;

/**
 * Many small things in few records of one size, so that neither names nor sizes say how many compartments somebody
 * holds or how they grow. Keys and values are this hand's own business; on the device stands ciphertext. What is longer
 * than a page stands in parts, each a page of that same size but the last, which lies among the small things.
 *
 * Pages stand at numbers 0, 1, 2 …; each is written whole. Killed between two writes, a page is missing, or what was
 * in it stands twice: readers take what proves itself and fetch the rest again.
 */
export class Pages {
  readonly #shelf: Shelf;
  readonly #key: Bytes;
  readonly #random: Random;
  readonly #row: string;
  /** Records on the shelf that no row of pages has read as one of its own. */
  readonly #unclaimed: Set<string>;
  readonly #pages = new Map<number, Page>();
  readonly #names = new Map<number, string>();
  readonly #where = new Map<string, number>();
  /** Where else an item stands that was found twice. */
  readonly #also = new Map<string, number[]>();
  /** The keys of its parts, of what is longer than a page. */
  readonly #parts = new Map<string, Set<string>>();
  /** Parts that were read, of what is not together yet. */
  readonly #together = new Map<string, Bytes[]>();
  /** Pages longer than any is written now, of earlier releases: what stands in them moves on. */
  readonly #outsized = new Set<number>();
  /** Pages that were written or dropped since somebody asked. */
  #touched = new Set<number>();
  /** The page that is still being filled; null until all are read. */
  #filling: Filling | null = null;
  #emptiest: Filling | null = null;
  /** Records that did not open. */
  damaged = 0;

  /** @param row kept apart from others under the same key @param unclaimed shared with those: all names on the shelf */
  constructor(shelf: Shelf, key: Bytes, random: Random, row: string, unclaimed: Set<string>) {
    this.#shelf = shelf;
    this.#key = key;
    this.#random = random;
    this.#row = row;
    this.#unclaimed = unclaimed;
  }

  /**
   * Numbers that are on the shelf and not read. Dense but for pages that somebody took away, and for a write that was cut off
   * while it closed gaps.
   *
   * @param soon only until no gap of usual length is left: each name costs a derivation. Else as far as there are records
   * that nobody has claimed.
   */
  left(soon = false): number[] {
    const numbers: number[] = [];
    const gap = () => (soon ? GAP_MOST : Math.max(this.#unclaimed.size - numbers.length, GAP_MOST));
    for (let number = 0, missed = 0; missed <= gap(); number++) {
      if (this.#pages.has(number)) continue;
      if (this.#unclaimed.has(this.#name(number))) numbers.push(number);
      else missed++;
    }
    return numbers;
  }

  /**
   * @param found what is read is added here
   * @returns keys of what was read. Rejects where the shelf does.
   */
  async read(numbers: readonly number[], found: Found, stopped: () => boolean = () => false): Promise<string[]> {
    const read: string[] = [];
    const wanted = numbers.filter((number) => !this.#pages.has(number) && this.#unclaimed.has(this.#name(number)));
    // Several at a time: fetching and opening is the shelf's work and the engine's, and runs beside ours.
    for (let from = 0; from < wanted.length && !stopped(); from += ABREAST) {
      const some = wanted.slice(from, from + ABREAST);
      const opened = await Promise.all(some.map((number) => this.#look(number)));
      for (const [index, one] of opened.entries()) {
        const number = some[index] ?? 0;
        this.#unclaimed.delete(this.#name(number));
        if (one === "gone") continue;
        if (one === null) {
          this.damaged++;
          await this.#shelf.delete(this.#name(number));
          continue;
        }
        read.push(...this.#take(number, one, found));
      }
    }
    return read;
  }

  /** @returns keys of what is whole by now */
  #take(number: number, { items, stored }: { items: readonly Item[]; stored: number }, found: Found): string[] {
    this.#pages.set(number, { items: items.map(([item]) => item), stored });
    if (weigh(items) > PAGE_BYTES) this.#outsized.add(number);
    const whole: string[] = [];
    for (const [key, given] of items) {
      const before = this.#where.get(key);
      if (before !== undefined) this.#also.set(key, [...(this.#also.get(key) ?? []), before]);
      this.#place(key, number);
      const part = partOf(key);
      const value = part === null ? given : this.#join(part, given);
      if (value === null) continue;
      const item = part?.item ?? key;
      const values = found.get(item);
      if (values === undefined) found.set(item, [value]);
      else if (!values.some((other) => sameBytes(other, value))) found.set(item, [...values, value]);
      whole.push(item);
    }
    const size = weigh(items);
    if (size < (this.#emptiest?.size ?? PAGE_BYTES / 2)) this.#emptiest = { number, items: new Map(items), size };
    return whole;
  }

  /** null until all parts are there. */
  #join({ writing, number, count }: Part, bytes: Bytes): Bytes | null {
    const there = this.#together.get(writing) ?? [];
    there[number] = bytes;
    this.#together.set(writing, there);
    const parts = Array.from({ length: count }, (_, index) => there[index]).filter((one) => one !== undefined);
    if (parts.length < count) return null;
    this.#together.delete(writing);
    return concat(...parts);
  }

  /** When all pages are read: of what does not come together a part stands there nevertheless, and may have to go. */
  endReading(found: Found): void {
    for (const item of this.#parts.keys()) if (!found.has(item)) found.set(item, []);
    this.#together.clear();
  }

  /**
   * Another window has written in these, or, with null, perhaps anywhere: how they stand now.
   *
   * @param found what stands in them is added here
   */
  async learn(numbers: Iterable<number> | null, found: Found): Promise<void> {
    const changed = numbers === null ? [...this.#pages.keys(), ...this.left()] : [...numbers];
    for (const number of changed) {
      this.#forget(number);
      this.#unclaimed.add(this.#name(number));
    }
    await this.read(changed, found);
    this.#together.clear();
  }

  #forget(number: number): void {
    for (const key of this.#pages.get(number)?.items ?? []) this.#unplace(key, number);
    this.#pages.delete(number);
    this.#outsized.delete(number);
    if (this.#filling?.number === number) this.#filling = null;
    if (this.#emptiest?.number === number) this.#emptiest = null;
  }

  /** Pages that were written or dropped since this was last asked. */
  takeTouched(): number[] {
    const touched = [...this.#touched];
    this.#touched = new Set();
    return touched;
  }

  #place(key: string, number: number): void {
    this.#where.set(key, number);
    const item = partOf(key)?.item;
    if (item !== undefined) this.#parts.set(item, (this.#parts.get(item) ?? new Set()).add(key));
  }

  /** @param number only from there: elsewhere it stands on */
  #unplace(key: string, number?: number): void {
    const also = number === undefined ? [] : this.#placesOf(key).filter((one) => one !== number);
    const [next, ...others] = also;
    this.#also.delete(key);
    if (others.length > 0) this.#also.set(key, others);
    if (next !== undefined) this.#where.set(key, next);
    else this.#where.delete(key);
    const item = partOf(key)?.item;
    if (next !== undefined || item === undefined) return;
    const parts = this.#parts.get(item);
    parts?.delete(key);
    if (parts?.size === 0) this.#parts.delete(item);
  }

  /** Under which keys it stands: its own, or those of its parts. */
  #keysOf(item: string): string[] {
    return [...(this.#where.has(item) ? [item] : []), ...(this.#parts.get(item) ?? [])];
  }

  /** Once all that is there was read: the emptiest is filled further, or every session would leave a small page behind. */
  get #open(): Filling {
    this.#filling ??= this.#emptiest ?? this.#fresh();
    this.#emptiest = null;
    return this.#filling;
  }

  #fresh(): Filling {
    return { number: this.#free(), items: new Map(), size: 0 };
  }

  /** In which of them these stand. */
  pagesOf(items: Iterable<string>): number[] {
    const keys = [...items].flatMap((item) => this.#keysOf(item));
    return [...new Set(keys.flatMap((key) => this.#where.get(key) ?? []))];
  }

  /** null where it does not open; "gone": another window has dropped it meanwhile. */
  async #look(number: number): Promise<{ items: Item[]; stored: number } | "gone" | null> {
    const name = this.#name(number);
    const record = await this.#shelf.get(name);
    if (record === null) return "gone";
    try {
      const items = readItems(await openRecord(this.#key, name, record));
      return { items, stored: record.length };
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    }
  }

  /** Bytes on the device. */
  get stored(): number {
    let sum = 0;
    for (const { stored } of this.#pages.values()) sum += stored;
    return sum;
  }

  get items(): string[] {
    return [...new Set([...this.#where.keys()].map((key) => partOf(key)?.item ?? key))];
  }

  has(item: string): boolean {
    return this.#where.has(item) || this.#parts.has(item);
  }

  /**
   * Adds and replaces items; what is removed or replaced is gone from its page when this resolves. Rejects where the
   * shelf does: then some of it may stand and some not.
   */
  async write(put: ReadonlyMap<string, Bytes>, remove: Iterable<string> = []): Promise<void> {
    const gone = new Set([...remove, ...put.keys()].flatMap((item) => this.#keysOf(item)));
    const adding = new Map(put);
    const emptied = await this.#cut(gone, adding);
    const had = this.#open.items.size > 0;
    for (const key of gone) this.#takeFromOpen(key);
    for (const [item, value] of adding)
      for (const [key, part] of this.#partsOf(item, value)) {
        const size = sizeOf(key, part);
        // It fills a page: the one that is still being filled stays as it is.
        if (size === PAGE_BYTES) {
          await this.#store(this.#free(), [[key, part]]);
          continue;
        }
        if (this.#open.items.size > 0 && this.#open.size + size > PAGE_BYTES) await this.#turn();
        this.#open.items.set(key, part);
        this.#open.size += size;
      }
    if (this.#open.items.size > 0) await this.#storeOpen();
    else {
      if (had) await this.#drop(this.#open.number);
      // Its number is free for another.
      this.#filling = null;
    }
    for (const number of emptied) await this.#drop(number);
    await this.#closeGaps();
  }

  /** As it is where it fits into a page; else so that each part fills one, and what is left over does not. */
  #partsOf(item: string, value: Bytes): Item[] {
    if (sizeOf(item, value) <= PAGE_BYTES) return [[item, value]];
    const tag = toHex(this.#random(PART_TAG / 2));
    const length = PAGE_BYTES - ITEM_FRAME - item.length - PART_MARK.length - PART_TAG - PART_NUMBERS;
    const count = Math.ceil(value.length / length);
    return Array.from({ length: count }, (_, number) => [
      partKey(item, tag, number, count),
      value.subarray(number * length, (number + 1) * length),
    ]);
  }

  /**
   * Whoever reads them asks for one number after the other, and ends where many stand empty: what stood behind them would
   * neither be found nor, when it has to go, be gone.
   */
  async #closeGaps(): Promise<void> {
    // What stands twice is first told apart.
    while (this.#also.size === 0) {
      const free = this.#free();
      const last = Math.max(...this.#pages.keys());
      if (last < free) return;
      if (last === this.#filling?.number) {
        this.#filling.number = free;
        await this.#storeOpen();
      } else {
        const items = await this.#read(last);
        if (items.length > 0) await this.#store(free, items);
      }
      await this.#drop(last);
    }
  }

  /** All of it, from the device too, read or not. */
  async erase(): Promise<void> {
    for (const number of [...this.#pages.keys(), ...this.left()]) await this.#drop(number);
    this.#filling = null;
    this.#emptiest = null;
  }

  /** Takes items out of closed pages. A page that is left half empty is to be dropped; what remains of it moves on. */
  async #cut(gone: ReadonlySet<string>, moving: Map<string, Bytes>): Promise<number[]> {
    const touched = new Set(this.#outsized);
    for (const key of gone) for (const number of this.#placesOf(key)) touched.add(number);
    touched.delete(this.#open.number);
    const emptied: number[] = [];
    for (const number of touched) {
      const left = (await this.#read(number)).filter(([key]) => !gone.has(key));
      if (weigh(left) > PAGE_BYTES / 2 && !this.#outsized.has(number)) {
        await this.#store(number, left);
        continue;
      }
      for (const [key, value] of left) if (!moving.has(key)) moving.set(key, value);
      emptied.push(number);
    }
    for (const key of gone) this.#unplace(key);
    return emptied;
  }

  #placesOf(key: string): number[] {
    const where = this.#where.get(key);
    return where === undefined ? [] : [where, ...(this.#also.get(key) ?? [])];
  }

  #takeFromOpen(key: string): void {
    const value = this.#open.items.get(key);
    if (value === undefined) return;
    this.#open.items.delete(key);
    this.#open.size -= sizeOf(key, value);
  }

  async #turn(): Promise<void> {
    await this.#storeOpen();
    this.#filling = this.#fresh();
  }

  #storeOpen(): Promise<void> {
    return this.#store(this.#open.number, [...this.#open.items]);
  }

  async #store(number: number, items: readonly Item[]): Promise<void> {
    const name = this.#name(number);
    const record = await sealRecord(this.#key, name, itemsToBytes(items), this.#random);
    this.#touched.add(number);
    await this.#shelf.put(name, record);
    this.#pages.set(number, { items: items.map(([key]) => key), stored: record.length });
    for (const [key] of items) this.#place(key, number);
  }

  /** Damaged since it was loaded, it is empty: what stood in it is fetched again next time. */
  async #read(number: number): Promise<readonly Item[]> {
    const one = await this.#look(number);
    return one === null || one === "gone" ? [] : one.items;
  }

  async #drop(number: number): Promise<void> {
    this.#touched.add(number);
    await this.#shelf.delete(this.#name(number));
    this.#unclaimed.delete(this.#name(number));
    for (const key of this.#pages.get(number)?.items ?? []) this.#unplace(key, number);
    this.#pages.delete(number);
    this.#outsized.delete(number);
  }

  /** The lowest number at which nothing stands, nor is about to. */
  #free(): number {
    let number = 0;
    while (this.#pages.has(number) || number === this.#filling?.number) number++;
    return number;
  }

  #name(number: number): string {
    const known = this.#names.get(number) ?? recordName(this.#key, `${this.#row} ${number}`);
    this.#names.set(number, known);
    return known;
  }
}

type Part = { item: string; writing: string; number: number; count: number };

function partKey(item: string, tag: string, number: number, count: number): string {
  const numbers = [number, count].map((one) => one.toString(16).padStart(PART_NUMBERS / 2, "0"));
  return `${item}${PART_MARK}${tag}${numbers.join("")}`;
}

/** null: the key of something that stands in one piece. */
function partOf(key: string): Part | null {
  const at = key.lastIndexOf(PART_MARK);
  if (at < 0) return null;
  const numbersAt = at + PART_MARK.length + PART_TAG;
  const [number, count] = [0, 1].map((index) => {
    const from = numbersAt + (index * PART_NUMBERS) / 2;
    return Number.parseInt(key.slice(from, from + PART_NUMBERS / 2), 16);
  }) as [number, number];
  return { item: key.slice(0, at), writing: key.slice(0, numbersAt), number, count };
}

function sizeOf(item: string, value: Bytes): number {
  return item.length + value.length + ITEM_FRAME;
}

function weigh(items: readonly Item[]): number {
  return items.reduce((sum, [item, value]) => sum + sizeOf(item, value), 0);
}
