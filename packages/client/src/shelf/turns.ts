import {
  type Bytes,
  decodeBody,
  encodeBody,
  openRecord,
  type Random,
  Refused,
  recordName,
  sealRecord,
} from "@fairlead/protocol";
import type { Shelf } from "./shelf.ts";

/** So many turns back a window is told which pages were written; who has been away for longer looks at all of them. */
const TOLD = 32;

/** Page numbers of each row. */
export type Written = { near: number[]; far: number[] };

type Turn = { near: readonly number[]; far: readonly number[] };
type Standing = { turn: number; last: readonly Turn[] };

/**
 * Several windows of one member write into the same pages, each in its turn. One record says how many turns there were,
 * and which pages the last of them wrote: so that a window learns, before it writes, what another has written since.
 */
export class Turns {
  readonly #shelf: Shelf;
  readonly #key: Bytes;
  readonly #random: Random;
  readonly #name: string;
  /** As this window last knew it. */
  #known = 0;

  constructor(shelf: Shelf, key: Bytes, random: Random) {
    this.#shelf = shelf;
    this.#key = key;
    this.#random = random;
    this.#name = recordName(key, "turns");
  }

  /** To be called before anything is read of which others are to be told apart. Rejects where the shelf does. */
  async look(): Promise<void> {
    this.#known = (await this.#read())?.turn ?? 0;
  }

  /**
   * What others wrote since; "any" where that cannot be told, "erased" where all of it is gone. In a turn. Rejects where the
   * shelf does.
   */
  async missed(): Promise<Written | "any" | "erased"> {
    const standing = await this.#read();
    if (standing === null) return this.#known === 0 ? { near: [], far: [] } : "erased";
    const behind = standing.turn - this.#known;
    this.#known = standing.turn;
    if (behind < 0 || behind > standing.last.length) return "any";
    const missed = standing.last.slice(standing.last.length - behind);
    return { near: missed.flatMap(({ near }) => near), far: missed.flatMap(({ far }) => far) };
  }

  /** These were written, in this turn. Rejects where the shelf does. */
  async note(written: Written): Promise<void> {
    const standing = await this.#read();
    const last = [...(standing?.last ?? []), written].slice(-TOLD);
    const before = standing?.turn ?? 0;
    const turn = before + 1;
    // Else another wrote beside this one, and is learnt of next time.
    if (before === this.#known) this.#known = turn;
    const text = encodeBody({ turn, last: last.map(({ near, far }) => [[...near], [...far]]) });
    await this.#shelf.put(this.#name, await sealRecord(this.#key, this.#name, text, this.#random));
  }

  /** With all that it speaks of. */
  async erase(): Promise<void> {
    await this.#shelf.delete(this.#name);
  }

  /** One that does not open says nothing: then everything is looked at. */
  async #read(): Promise<Standing | null> {
    const record = await this.#shelf.get(this.#name);
    if (record === null) return null;
    try {
      return readStanding(await openRecord(this.#key, this.#name, record));
    } catch (error) {
      if (error instanceof Refused) return { turn: this.#known + 1, last: [] };
      throw error;
    }
  }
}

function readStanding(text: Bytes): Standing {
  const { turn, last } = decodeBody(text);
  const numbers = (value: unknown) =>
    Array.isArray(value) ? value.filter((one): one is number => Number.isSafeInteger(one) && one >= 0) : [];
  return {
    turn: typeof turn === "number" && Number.isSafeInteger(turn) ? turn : 0,
    last: Array.isArray(last)
      ? last.map((one: unknown) => {
          const [near, far]: unknown[] = Array.isArray(one) ? one : [];
          return { near: numbers(near), far: numbers(far) };
        })
      : [],
  };
}
