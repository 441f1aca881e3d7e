import type { Entry, Operation } from "@fairlead/casework";
import { readCodeWords, stretch, type UnlockingKeys, unlockingKeys, unlockingKeysFrom } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { type Hand, MemoryShelf, type Opened } from "../src/index.ts";
import { openWith } from "../src/opening.ts";
import { type House, type Line, random } from "./house.ts";

/** A member with one device, on a network that comes and goes, in a window that dies. */
export class Apart {
  readonly handle: string;
  readonly #house: House;
  readonly #unlocking: UnlockingKeys;
  readonly #shelf = new MemoryShelf();
  line!: Line;
  hand!: Hand;
  away = false;

  private constructor(house: House, handle: string, unlocking: UnlockingKeys) {
    this.#house = house;
    this.handle = handle;
    this.#unlocking = unlocking;
  }

  static async open(house: House, handle: string): Promise<Apart> {
    const words = readCodeWords(house.phraseOf(handle), [ENGLISH]);
    if (words.kind !== "words") throw new Error(`${handle} has no phrase`);
    const apart = new Apart(house, handle, await unlockingKeys(await stretch(words.entropy, house.pin.organisation)));
    await apart.#open();
    return apart;
  }

  async #open(): Promise<void> {
    const opened = await this.#unlock();
    if (opened.kind !== "open") throw new Error(`${this.handle}: ${JSON.stringify(opened)}`);
    this.hand = opened.hand;
  }

  async #unlock(): Promise<Opened> {
    this.line = this.#house.line();
    this.line.cut = this.away;
    const { clock, pin } = this.#house;
    const { transport } = this.line;
    // The rounds that a phrase costs are paid once: what is played here is windows, not phrases.
    const unlocking = unlockingKeysFrom(this.#unlocking.loginSeed.slice(), this.#unlocking.wrapKey.slice());
    const effects = { transport, clock, random, shelf: this.#shelf };
    return openWith({ effects, pin, lists: [ENGLISH], unlocking });
  }

  leave(): void {
    this.away = true;
    this.line.cut = true;
  }

  async comeBack(): Promise<void> {
    this.away = false;
    this.line.cut = false;
    await this.hand.sync();
  }

  /** From one moment to the next: what was on the device is all that is left. */
  async die(): Promise<void> {
    this.line.cut = true;
    await this.#open();
  }

  /**
   * Unlocks after colleagues have shut this member out, with what was on the device: it says what of theirs was not taken.
   * The window of before is cut off for ever.
   */
  async knock(): Promise<readonly (readonly Operation[])[]> {
    this.line.cut = true;
    this.away = false;
    const opened = await this.#unlock();
    if (opened.kind !== "suspended") throw new Error(`${this.handle} is let in: ${opened.kind}`);
    return opened.lost ?? [];
  }

  /** … after they were let in again. */
  async letIn(): Promise<void> {
    await this.#open();
  }

  async lock(): Promise<void> {
    this.hand.lock();
    await this.#open();
  }
}

const COUNTED: ReadonlySet<string> = new Set([
  ...["setFact", "giveTask", "moveTask", "agreeResponse", "giveConsent", "withdrawConsent"],
]);

/** Where one value took the place of another that its author had not seen. Judged by the record alone. */
export function overwrittenUnseen(entries: readonly Entry[], fieldOf: (entry: Entry) => string | null): Entry[] {
  const last = new Map<string, Entry & { version: number }>();
  const words = ({ operation }: Entry) => JSON.stringify({ ...operation, over: 0 });
  return entries.filter((entry) => {
    const field = fieldOf(entry);
    if (field === null) return false;
    const place = `${entry.stream} ${field}`;
    const before = last.get(place);
    const over = "over" in entry.operation ? entry.operation.over : undefined;
    const isSame = before !== undefined && words(entry) === words(before);
    // Of what counts its versions who says the same as stands there already makes none.
    const isNews = before === undefined || !isSame || over === before.version;
    last.set(place, { ...entry, version: (before?.version ?? over ?? 0) + (isNews ? 1 : 0) });
    // A no counts whatever came between. [P5]
    if (before === undefined || isSame || entry.operation.op === "withdrawConsent") return false;
    // What counts its versions names the one before; all else the moment at which that was written.
    return over !== (COUNTED.has(entry.operation.op) ? before.version : before.at);
  });
}
