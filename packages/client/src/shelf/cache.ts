import type { Bytes, Random } from "@fairlead/protocol";
import { isFarItem } from "./item.ts";
import { type Found, Pages } from "./pages.ts";
import type { Shelf } from "./shelf.ts";

/** Pages that are read in one step behind an open desk. */
const STEP = 64;

/**
 * What this device keeps, in two rows of pages. Near: what an unlock needs before anything else. Far: the wholes of cases'
 * parts, of which there may be thousands; those that press are read before the desk opens, the others behind it.
 */
export class Cache {
  readonly #near: Pages;
  readonly #far: Pages;
  readonly #unclaimed: ReadonlySet<string>;
  /** Found, and as it was found; let go of when it was taken over. */
  found: Found = new Map();
  /** Far pages that are not read; null: not counted yet. */
  #left: number[] | null = null;

  private constructor(near: Pages, far: Pages, unclaimed: ReadonlySet<string>) {
    this.#near = near;
    this.#far = far;
    this.#unclaimed = unclaimed;
  }

  /** Of which nothing is known but that it may have to go. Rejects where the shelf does. */
  static async unread({ shelf, key, random }: { shelf: Shelf; key: Bytes; random: Random }): Promise<Cache> {
    const unclaimed = new Set(await shelf.list());
    const row = (name: string) => new Pages(shelf, key, random, name, unclaimed);
    return new Cache(row("page"), row("far"), unclaimed);
  }

  /**
   * Rejects where the shelf does.
   *
   * @param first far pages that are wanted at once
   * @param most so many are read in any case: where there are no more, nothing is left for later
   */
  static async open(
    { shelf, key, random }: { shelf: Shelf; key: Bytes; random: Random },
    { first, most }: { first: readonly number[]; most: number },
    stopped: () => boolean,
  ): Promise<Cache> {
    const cache = await Cache.unread({ shelf, key, random });
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
    if (!this.hasMore) read.push(...(await this.#near.read(this.#near.left(), this.found, stopped)));
    return read;
  }

  has(item: string): boolean {
    return this.#rowOf(item).has(item);
  }

  farPagesOf(items: Iterable<string>): number[] {
    return this.#far.pagesOf(items);
  }

  /** As {@link Pages.write}. */
  async write(put: ReadonlyMap<string, Bytes>, remove: Iterable<string> = []): Promise<void> {
    if (this.hasMore) throw new TypeError("what was not read would be lost");
    const gone = [...remove];
    for (const row of [this.#far, this.#near]) {
      const its = new Map([...put].filter(([item]) => this.#rowOf(item) === row));
      const itsGone = gone.filter((item) => this.#rowOf(item) === row);
      if (its.size + itsGone.length > 0) await row.write(its, itsGone);
    }
  }

  #rowOf(item: string): Pages {
    return isFarItem(item) ? this.#far : this.#near;
  }

  async erase(): Promise<void> {
    // Both, whatever becomes of one.
    const ended = await Promise.allSettled([this.#far.erase(), this.#near.erase()]);
    this.#left = [];
    for (const one of ended) if (one.status === "rejected") throw one.reason;
  }
}
