import { type Bytes, type Hash, hashOf, type Random } from "@fairlead/protocol";
import { isFarItem, streamOfItem } from "./item.ts";
import type { Change } from "./kept.ts";
import { type Found, Pages } from "./pages.ts";
import { reachOf } from "./reach.ts";
import type { Shelf } from "./shelf.ts";
import type { Turns } from "./turns.ts";

/** Pages that are read in one step behind an open desk. */
const STEP = 64;

type Place = { shelf: Shelf; key: Bytes; random: Random; turns: Turns };

/** Everything that stood here was destroyed by another window: this one is to keep nothing more either. */
export class Erased extends Error {}

/**
 * What this device keeps, in two rows of pages. Near: what an unlock needs before anything else. Far: the wholes of cases'
 * parts, of which there may be thousands; those that press are read before the desk opens, the others behind it.
 */
export class Cache {
  readonly #near: Pages;
  readonly #far: Pages;
  readonly #unclaimed: Set<string>;
  readonly #shelf: Shelf;
  readonly #turns: Turns;
  /** What another window has put here since this one looked, and this one not again. */
  readonly #others = new Map<string, { hash: Hash; reach: number | null }>();
  /** Found, and as it was found; let go of when it was taken over. */
  found: Found = new Map();
  /** Far pages that are not read; null: not counted yet. */
  #left: number[] | null = null;

  private constructor(near: Pages, far: Pages, unclaimed: Set<string>, { shelf, turns }: Place) {
    this.#near = near;
    this.#far = far;
    this.#unclaimed = unclaimed;
    this.#shelf = shelf;
    this.#turns = turns;
  }

  /** Of which nothing is known but that it may have to go. Rejects where the shelf does. */
  static async unread(place: Place): Promise<Cache> {
    const { shelf, key, random } = place;
    const unclaimed = new Set(await shelf.list());
    const row = (name: string) => new Pages(shelf, key, random, name, unclaimed);
    return new Cache(row("page"), row("far"), unclaimed, place);
  }

  /**
   * Rejects where the shelf does.
   *
   * @param place with turns that were looked at before
   * @param first far pages that are wanted at once
   * @param most so many are read in any case: where there are no more, nothing is left for later
   */
  static async open(
    place: Place,
    { first, most }: { first: readonly number[]; most: number },
    stopped: () => boolean,
  ): Promise<Cache> {
    const cache = await Cache.unread(place);
    const unclaimed = cache.#unclaimed;
    await cache.#near.read(cache.#near.left(true), cache.found, stopped);
    if (unclaimed.size <= most) await cache.more(stopped, most);
    else await cache.#far.read(first, cache.found, stopped);
    return cache;
  }

  get damaged(): number {
    return this.#near.damaged + this.#far.damaged;
  }

  get stored(): number {
    return this.#near.stored + this.#far.stored;
  }

  /** Whether there may be something that was not read. */
  get hasMore(): boolean {
    return this.#left === null || this.#left.length > 0;
  }

  /** @returns keys of what was read; empty once there is no more */
  async more(stopped: () => boolean, most = STEP): Promise<string[]> {
    this.#left ??= this.#far.left();
    const read = await this.#far.read(this.#left.splice(0, most), this.found, stopped);
    // Behind a long gap that somebody made: it must be known, so that it can go when it has to.
    if (!this.hasMore) {
      read.push(...(await this.#near.read(this.#near.left(), this.found, stopped)));
      for (const row of [this.#far, this.#near]) row.endReading(this.found);
    }
    return read;
  }

  has(item: string): boolean {
    return this.#rowOf(item).has(item);
  }

  farPagesOf(items: Iterable<string>): number[] {
    return this.#far.pagesOf(items);
  }

  /**
   * As {@link Pages.write}, in a turn. What another window has put here meanwhile is not thrown away for what is older: such
   * a value is not written, and what was of no use as this window found it stays as the other put it since.
   *
   * @throws Erased, with nothing written
   */
  async write({ put, remove, unread, streams = new Set() }: Change): Promise<void> {
    if (this.hasMore) throw new TypeError("what was not read would be lost");
    await this.#catchUp();
    const gone = [...remove].filter((item) => unread?.has(item) !== true || !this.#others.has(item));
    for (const row of streams.size === 0 ? [] : [this.#far, this.#near])
      for (const item of row.items) {
        const stream = streamOfItem(item);
        if (stream !== null && streams.has(stream)) gone.push(item);
      }
    const newer = new Map([...put].filter(([item, value]) => !this.#isSurpassed(item, value)));
    for (const item of [...gone, ...newer.keys()]) this.#others.delete(item);
    for (const row of [this.#far, this.#near]) {
      const its = new Map([...newer].filter(([item]) => this.#rowOf(item) === row));
      const itsGone = gone.filter((item) => this.#rowOf(item) === row);
      if (its.size + itsGone.length > 0) await row.write(its, itsGone);
    }
    const written = { near: this.#near.takeTouched(), far: this.#far.takeTouched() };
    if (written.near.length + written.far.length > 0) await this.#turns.note(written);
  }

  /** Learns what other windows have written since this one looked. */
  async #catchUp(): Promise<void> {
    const missed = await this.#turns.missed();
    if (missed === "erased") throw new Erased();
    const found: Found = new Map();
    if (missed === "any") {
      this.#unclaimed.clear();
      for (const name of await this.#shelf.list()) this.#unclaimed.add(name);
      for (const row of [this.#far, this.#near]) await row.learn(null, found);
    } else {
      await this.#far.learn(new Set(missed.far), found);
      await this.#near.learn(new Set(missed.near), found);
    }
    for (const [item, values] of found) {
      const [value] = values;
      if (value !== undefined) this.#others.set(item, { hash: hashOf(value), reach: reachOf(item, value) });
    }
  }

  #isSurpassed(item: string, value: Bytes): boolean {
    const there = this.#others.get(item);
    if (there === undefined) return false;
    return (
      there.hash === hashOf(value) || (there.reach !== null && there.reach > (reachOf(item, value) ?? there.reach))
    );
  }

  #rowOf(item: string): Pages {
    return isFarItem(item) ? this.#far : this.#near;
  }

  async erase(): Promise<void> {
    // Both, whatever becomes of one.
    const ended = await Promise.allSettled([this.#far.erase(), this.#near.erase(), this.#turns.erase()]);
    this.#left = [];
    for (const one of ended) if (one.status === "rejected") throw one.reason;
  }
}
