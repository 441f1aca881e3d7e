import type { Bytes } from "@fairlead/protocol";

/**
 * Where a member's device keeps records: an effect, like network and clock. It holds opaque bytes under opaque names
 * and understands neither. Whatever it says is checked: a shelf may lie, lose, cut short or give back what was
 * there last week, and the worst that follows is that something is fetched again.
 *
 * Every method may reject (a full disk, a browser that allows no storage); work then goes on without it.
 */
export interface Shelf {
  /** null where nothing stands under this name. */
  get(name: string): Promise<Bytes | null>;
  /** Whole or not at all, also when the machine dies meanwhile. @param name 32 lower-case hex digits */
  put(name: string, bytes: Bytes): Promise<void>;
  /** Nothing to delete is no error. */
  delete(name: string): Promise<void>;
  list(): Promise<string[]>;
  /** Everything, of whomever it is. */
  erase(): Promise<void>;
  /**
   * Does this while no other window of this device does the like, one after the other: who reads a record to write it anew
   * would else undo what came between. A window that dies or is put to sleep meanwhile holds the others up for seconds at
   * most, and then they go on beside it. Not to be called within itself.
   */
  alone<T>(work: () => Promise<T>): Promise<T>;
}
