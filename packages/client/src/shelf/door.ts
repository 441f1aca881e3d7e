import {
  type Bytes,
  idToBytes,
  type OrganisationId,
  openRecord,
  recordKey,
  recordName,
  sameBytes,
  sealRecord,
  type UnlockingKeys,
} from "@fairlead/protocol";
import type { Effects } from "../hand.ts";
import type { Shelf } from "./shelf.ts";

/**
 * The member's bundle on his own device, so that it opens without a network. It is sealed once more under what the
 * phrase gives: on the device not even a login's key is to be read. The same million rounds for each guess stand
 * before it as on a seized server. [PH2] [RO4]
 */
export class Door {
  readonly #shelf: Shelf;
  readonly #key: Bytes;
  readonly #name: string;
  #stands: Bytes | null = null;

  constructor(shelf: Shelf, { wrapKey }: UnlockingKeys, organisation: OrganisationId) {
    this.#shelf = shelf;
    this.#key = recordKey(wrapKey, "bundle", idToBytes(organisation));
    this.#name = recordName(this.#key, "bundle");
  }

  /** null where none stands here under this phrase, or it cannot be read. */
  async read(): Promise<Bytes | null> {
    try {
      const record = await this.#shelf.get(this.#name);
      this.#stands = record === null ? null : await openRecord(this.#key, this.#name, record);
    } catch {
      this.#stands = null;
    }
    return this.#stands;
  }

  async write(bundle: Bytes, random: Effects["random"]): Promise<void> {
    if (this.#stands !== null && sameBytes(this.#stands, bundle)) return;
    await this.#shelf.put(this.#name, await sealRecord(this.#key, this.#name, bundle, random));
  }

  async remove(): Promise<void> {
    await this.#shelf.delete(this.#name);
  }
}
