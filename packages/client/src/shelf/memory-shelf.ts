import type { Bytes } from "@fairlead/protocol";
import type { Shelf } from "./shelf.ts";

/** A shelf that lasts as long as the process: for tests, and where a device must keep nothing. */
export class MemoryShelf implements Shelf {
  readonly records = new Map<string, Bytes>();
  #turn: Promise<unknown> = Promise.resolve();

  async get(name: string): Promise<Bytes | null> {
    return this.records.get(name)?.slice() ?? null;
  }

  async put(name: string, bytes: Bytes): Promise<void> {
    this.records.set(name, bytes.slice());
  }

  async delete(name: string): Promise<void> {
    this.records.delete(name);
  }

  async list(): Promise<string[]> {
    return [...this.records.keys()];
  }

  async erase(): Promise<void> {
    this.records.clear();
  }

  alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work, work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}
