import {
  type Bytes,
  decodeBody,
  encodeBody,
  idToBytes,
  type OrganisationId,
  openRecord,
  Refused,
  recordKey,
  recordName,
  refuse,
  sameBytes,
  sealRecord,
  toBytes,
  toHex,
  type UnlockingKeys,
  unlockingKeysFrom,
} from "@fairlead/protocol";
import type { Effects } from "../hand.ts";
import type { Shelf } from "./shelf.ts";

/** Which passkeys may open a desk on this device, and what each is to be asked for. Says nothing of whose they are. */
export type PasskeyAsked = {
  /** As the authenticator named it. */
  id: Bytes;
  /** 32 random bytes: input of WebAuthn's PRF. Only who has this device's record knows what to ask for. */
  salt: Bytes;
};

/** What a passkey gave: `secret` is the output of its PRF for that salt, 32 bytes that only it can make again. */
export type PasskeyGiven = PasskeyAsked & { secret: Bytes };

type Entry = PasskeyAsked & {
  /** By which its member's own hand recognises it. */
  tag: string;
  sealed: Bytes;
};

/**
 * Passkeys as a second way to unlock: on this device stand a member's unlocking keys (what his phrase gives, never the
 * phrase itself), sealed under what only the passkey can say. Without this device the passkey opens nothing, without
 * the passkey the record does not either. A changed phrase makes it worthless. [RO4]
 *
 * The record must be found before anybody unlocked; so it lies under a key that everybody in the organisation could
 * derive. That hides nothing from them: what is secret in it is sealed once more.
 */
export class Passkeys {
  readonly #shelf: Shelf;
  readonly #key: Bytes;
  readonly #name: string;

  constructor(shelf: Shelf, organisation: OrganisationId) {
    this.#shelf = shelf;
    this.#key = recordKey(idToBytes(organisation), "passkeys", new Uint8Array(0));
    this.#name = recordName(this.#key, "passkeys");
  }

  /** Rejects where the shelf does. A record that cannot be read is none. */
  async list(): Promise<Entry[]> {
    const record = await this.#shelf.get(this.#name);
    if (record === null) return [];
    try {
      return readEntries(await openRecord(this.#key, this.#name, record));
    } catch (error) {
      if (error instanceof Refused) return [];
      throw error;
    }
  }

  /** In the place of one that the same member had. */
  async add(given: PasskeyGiven, tag: string, unlocking: UnlockingKeys, random: Effects["random"]): Promise<void> {
    const text = Uint8Array.from([...unlocking.loginSeed, ...unlocking.wrapKey]);
    const { key, name } = placeOf(given);
    const sealed = await sealRecord(key, name, text, random);
    text.fill(0);
    const others = (await this.list()).filter((entry) => entry.tag !== tag);
    await this.#write([...others, { id: given.id, salt: given.salt, tag, sealed }], random);
  }

  async remove(which: (entry: Entry) => boolean, random: Effects["random"]): Promise<void> {
    const entries = await this.list();
    const left = entries.filter((entry) => !which(entry));
    if (left.length === 0) await this.#shelf.delete(this.#name);
    else if (left.length < entries.length) await this.#write(left, random);
  }

  /** The keys that this passkey opens here; null where it opens none. */
  async open(given: PasskeyGiven): Promise<UnlockingKeys | null> {
    const entry = (await this.list()).find(({ id }) => sameBytes(id, given.id));
    if (entry === undefined) return null;
    const { key, name } = placeOf(given);
    try {
      const text = await openRecord(key, name, entry.sealed);
      const unlocking = text.length === 64 ? unlockingKeysFrom(text.slice(0, 32), text.slice(32)) : null;
      text.fill(0);
      return unlocking;
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    }
  }

  async #write(entries: readonly Entry[], random: Effects["random"]): Promise<void> {
    const text = encodeBody({ passkeys: entries.map(({ id, salt, tag, sealed }) => [id, salt, tag, sealed]) });
    await this.#shelf.put(this.#name, await sealRecord(this.#key, this.#name, text, random));
  }
}

function placeOf({ id, secret }: PasskeyGiven): { key: Bytes; name: string } {
  const key = recordKey(secret, "passkey", id);
  return { key, name: recordName(key, toHex(id)) };
}

function readEntries(text: Bytes): Entry[] {
  const { passkeys } = decodeBody(text);
  if (!Array.isArray(passkeys)) return refuse("FL_BODY");
  return passkeys.map((one: unknown) => {
    if (!Array.isArray(one) || one.length !== 4) return refuse("FL_BODY");
    const [id, salt, tag, sealed]: unknown[] = one;
    if (!(id instanceof Uint8Array) || !(salt instanceof Uint8Array)) return refuse("FL_BODY");
    if (typeof tag !== "string" || !(sealed instanceof Uint8Array)) return refuse("FL_BODY");
    return { id: toBytes(id), salt: toBytes(salt), tag, sealed: toBytes(sealed) };
  });
}
