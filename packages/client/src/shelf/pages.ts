import {
  type Bytes,
  openRecord,
  type Random,
  Refused,
  recordName,
  sameBytes,
  sealRecord,
  toBytes,
} from "@fairlead/protocol";
import { type Item, itemsToBytes, readItems } from "./page-form.ts";
import type { Shelf } from "./shelf.ts";

/** What one page holds before the next is begun: all pages but the last come to the same size on the device. */
const PAGE_BYTES = 64 * 1024 - 256;
/** Of what a page holds beyond its values, about: enough that an honest page never outgrows its step of padding. */
const ITEM_FRAME = 16;

/** Far more numbers than one write leaves empty for a moment. */
const GAP_MOST = 64;
/** Pages that are fetched and opened side by side. */
const ABREAST = 16;

type Filling = { number: number; items: Map<string, Bytes>; size: number };
type Page = { items: readonly string[]; stored: number };

/** Items as they were found. A key may be found with two values, where writing was interrupted or somebody put an old page back. */
export type Found = Map<string, Bytes[]>;

/**
 * Many small things in few records of one size, so that neither names nor sizes say how many compartments somebody
 * holds or how they grow. Keys and values are this hand's own business; on the device stands ciphertext.
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
        if (one === null) {
          this.damaged++;
          await this.#shelf.delete(this.#name(number));
          continue;
        }
        this.#take(number, one, found);
        read.push(...one.items.map(([item]) => item));
      }
    }
    return read;
  }

  #take(number: number, { items, stored }: { items: readonly Item[]; stored: number }, found: Found): void {
    this.#pages.set(number, { items: items.map(([item]) => item), stored });
    for (const [item, value] of items) {
      const values = found.get(item);
      if (values === undefined) found.set(item, [value]);
      else if (!values.some((other) => sameBytes(other, value))) found.set(item, [...values, value]);
      const before = this.#where.get(item);
      if (before !== undefined) this.#also.set(item, [...(this.#also.get(item) ?? []), before]);
      this.#where.set(item, number);
    }
    const size = weigh(items);
    if (size < (this.#emptiest?.size ?? PAGE_BYTES / 2)) this.#emptiest = { number, items: new Map(items), size };
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
    return [...new Set([...items].flatMap((item) => this.#where.get(item) ?? []))];
  }

  /** null where it does not open. */
  async #look(number: number): Promise<{ items: Item[]; stored: number } | null> {
    const name = this.#name(number);
    const record = await this.#shelf.get(name);
    try {
      const items = readItems(await openRecord(this.#key, name, record ?? toBytes(new Uint8Array(0))));
      return { items, stored: record?.length ?? 0 };
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

  has(item: string): boolean {
    return this.#where.has(item);
  }

  /**
   * Adds and replaces items; what is removed or replaced is gone from its page when this resolves. Rejects where the
   * shelf does: then some of it may stand and some not.
   */
  async write(put: ReadonlyMap<string, Bytes>, remove: Iterable<string> = []): Promise<void> {
    const gone = new Set([...remove, ...put.keys()].filter((item) => this.has(item)));
    const adding = new Map(put);
    const emptied = await this.#cut(gone, adding);
    const had = this.#open.items.size > 0;
    for (const item of gone) this.#takeFromOpen(item);
    for (const [item, value] of adding) {
      const size = sizeOf(item, value);
      if (this.#open.items.size > 0 && this.#open.size + size > PAGE_BYTES) await this.#turn();
      this.#open.items.set(item, value);
      this.#open.size += size;
    }
    if (this.#open.items.size > 0) await this.#storeOpen();
    else if (had) await this.#drop(this.#open.number);
    for (const number of emptied) await this.#drop(number);
    await this.#closeGaps();
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
      if (last === this.#open.number) {
        this.#open.number = free;
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
    this.#filling = this.#fresh();
  }

  /** Takes items out of closed pages. A page that is left half empty is to be dropped; what remains of it moves on. */
  async #cut(gone: ReadonlySet<string>, moving: Map<string, Bytes>): Promise<number[]> {
    const touched = new Set<number>();
    for (const item of gone) for (const number of this.#placesOf(item)) touched.add(number);
    touched.delete(this.#open.number);
    const emptied: number[] = [];
    for (const number of touched) {
      const left = (await this.#read(number)).filter(([item]) => !gone.has(item));
      if (weigh(left) > PAGE_BYTES / 2) {
        await this.#store(number, left);
        continue;
      }
      for (const [item, value] of left) if (!moving.has(item)) moving.set(item, value);
      emptied.push(number);
    }
    for (const item of gone) {
      this.#where.delete(item);
      this.#also.delete(item);
    }
    return emptied;
  }

  #placesOf(item: string): number[] {
    const where = this.#where.get(item);
    return where === undefined ? [] : [where, ...(this.#also.get(item) ?? [])];
  }

  #takeFromOpen(item: string): void {
    const value = this.#open.items.get(item);
    if (value === undefined) return;
    this.#open.items.delete(item);
    this.#open.size -= sizeOf(item, value);
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
    await this.#shelf.put(name, record);
    this.#pages.set(number, { items: items.map(([item]) => item), stored: record.length });
    for (const [item] of items) this.#where.set(item, number);
  }

  /** Damaged since it was loaded, it is empty: what stood in it is fetched again next time. */
  async #read(number: number): Promise<readonly Item[]> {
    return (await this.#look(number))?.items ?? [];
  }

  async #drop(number: number): Promise<void> {
    await this.#shelf.delete(this.#name(number));
    this.#unclaimed.delete(this.#name(number));
    for (const item of this.#pages.get(number)?.items ?? [])
      if (this.#where.get(item) === number) this.#where.delete(item);
    this.#pages.delete(number);
  }

  /** The lowest number at which nothing stands. */
  #free(): number {
    let number = 0;
    while (this.#pages.has(number)) number++;
    return number;
  }

  #name(number: number): string {
    const known = this.#names.get(number) ?? recordName(this.#key, `${this.#row} ${number}`);
    this.#names.set(number, known);
    return known;
  }
}

function sizeOf(item: string, value: Bytes): number {
  return item.length + value.length + ITEM_FRAME;
}

function weigh(items: readonly Item[]): number {
  return items.reduce((sum, [item, value]) => sum + sizeOf(item, value), 0);
}
