import {
  type Bytes,
  decodeBody,
  encodeBody,
  openRecord,
  type Random,
  Refused,
  recordName,
  refuse,
  sealRecord,
  toBytes,
} from "@fairlead/protocol";
import type { Shelf } from "../shelf/shelf.ts";
import { encodeUnsent, readUnsent, type Unsent } from "./unsent.ts";

/** So many windows of one member may have something unsent at once before two of them share a record. */
const LANES = 64;

type Item = [id: string, unsent: Bytes];

/**
 * What a member wrote and the server has not answered for, on their own device: one sealed record for each window that
 * is open, in the order of writing. It is no cache: nothing else in the world has it yet.
 *
 * A window that died leaves its record behind, and the next one takes it up. Two that are open both know of it then; the
 * id inside each commit's seal makes it one write all the same, and what one of them took back is no longer here.
 */
export class UnsentShelf {
  readonly #shelf: Shelf;
  readonly #key: Bytes;
  readonly #random: Random;
  /** Of this window; chosen as it is first needed. */
  #mine: number | null = null;
  readonly #laneOf = new Map<string, number>();

  constructor(shelf: Shelf, key: Bytes, random: Random) {
    this.#shelf = shelf;
    this.#key = key;
    this.#random = random;
  }

  /** Everything that waits here, in the order of writing. Rejects where the shelf does. */
  async load(): Promise<{ unsent: Unsent[]; damaged: number }> {
    const names = new Set(await this.#shelf.list());
    const unsent = new Map<string, Unsent>();
    let damaged = 0;
    for (let lane = 0; lane < LANES; lane++) {
      if (!names.has(this.#name(lane))) continue;
      const items = await this.#read(lane).catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error;
        damaged++;
        return [];
      });
      for (const [id, item] of items) {
        this.#laneOf.set(id, lane);
        try {
          unsent.set(id, readUnsent(item));
        } catch (error) {
          // Left where it is: a later version may have written it, and nobody else has these words.
          if (!(error instanceof Refused)) throw error;
          damaged++;
        }
      }
    }
    return { unsent: [...unsent.values()].sort((a, b) => a.at - b.at), damaged };
  }

  /** As it is now, in the place where it stood. Rejects where the shelf does. */
  async keep(one: Unsent): Promise<void> {
    const lane = this.#laneOf.get(one.id) ?? (await this.#ownLane());
    this.#laneOf.set(one.id, lane);
    const bytes = encodeUnsent(one);
    await this.#change(lane, (items) => {
      const at = items.findIndex(([id]) => id === one.id);
      return at < 0 ? [...items, [one.id, bytes]] : items.with(at, [one.id, bytes]);
    });
  }

  /** It is on the server, or its author let go of it. */
  async remove(id: string): Promise<void> {
    const lane = this.#laneOf.get(id);
    if (lane === undefined) return;
    this.#laneOf.delete(id);
    await this.#change(lane, (items) => items.filter(([each]) => each !== id));
  }

  /** False once another window has sent it, or its author took it back there. */
  async has(id: string): Promise<boolean> {
    const lane = this.#laneOf.get(id);
    if (lane === undefined) return false;
    return (await this.#read(lane)).some(([each]) => each === id);
  }

  /** All of it: its author is no longer let in. */
  async destroy(): Promise<void> {
    for (let lane = 0; lane < LANES; lane++) await this.#shelf.delete(this.#name(lane));
    this.#laneOf.clear();
  }

  async #ownLane(): Promise<number> {
    if (this.#mine === null) {
      const names = new Set(await this.#shelf.list());
      const free = Array.from({ length: LANES }, (_, lane) => lane).filter((lane) => !names.has(this.#name(lane)));
      const [draw = 0] = this.#random(1);
      this.#mine = free[draw % Math.max(1, free.length)] ?? draw % LANES;
    }
    return this.#mine;
  }

  async #change(lane: number, how: (items: Item[]) => Item[]): Promise<void> {
    const items = how(await this.#read(lane));
    const name = this.#name(lane);
    if (items.length === 0) await this.#shelf.delete(name);
    else await this.#shelf.put(name, await sealRecord(this.#key, name, encodeBody({ items }), this.#random));
  }

  async #read(lane: number): Promise<Item[]> {
    const name = this.#name(lane);
    const record = await this.#shelf.get(name);
    if (record === null) return [];
    const { items } = decodeBody(await openRecord(this.#key, name, record));
    if (!Array.isArray(items)) return refuse("FL_BODY");
    return items.map((item: unknown) => {
      const [id, bytes]: unknown[] = Array.isArray(item) ? item : [];
      return typeof id === "string" && bytes instanceof Uint8Array ? [id, toBytes(bytes)] : refuse("FL_BODY");
    });
  }

  #name(lane: number): string {
    return recordName(this.#key, `unsent ${lane}`);
  }
}
