/**
 * Everything that must be the same after a restart is derived from the gateway's one secret: a correspondent's mailbox from
 * the address, a letter's id from the message's. So no table of addresses lies anywhere in clear. [MB7]
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from "node:crypto";
import type { AttachedFile } from "@fairlead/protocol/files";
import {
  type MailboxKeys,
  type MessageId,
  mailboxKeys,
  type OrganisationId,
  type Random,
} from "@fairlead/protocol/seal";

export type Way = "e-mail" | "telegram";

const derived = (secret: Uint8Array, organisation: OrganisationId, purpose: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(hkdfSync("sha256", secret, Buffer.from(organisation, "hex"), `fairlead channels 1\0${purpose}`, 32));

const NONCE = 12;
const TAG = 16;

export class Secret {
  readonly #secret: Uint8Array;
  readonly #organisation: OrganisationId;
  readonly #random: Random;

  constructor(secret: Uint8Array, organisation: OrganisationId, random: Random) {
    this.#secret = secret;
    this.#organisation = organisation;
    this.#random = random;
  }

  mailboxOf(way: Way, address: string): Promise<MailboxKeys> {
    return mailboxKeys(derived(this.#secret, this.#organisation, `mailbox\0${way}\0${address}`));
  }

  /** Of the letter that this message becomes: taken twice, after a crash, it is one letter. [MB7] */
  messageOf(way: Way, address: string, id: string): MessageId {
    return this.#mac(`letter\0${way}\0${address}\0${id}`).slice(0, 32) as MessageId;
  }

  /**
   * Name and key of a file that came with this message. Taken up again after a crash it is the same file under the same key;
   * its bytes' digest is part of both, so that other bytes are never sealed under it, whoever sends a message id again.
   */
  fileOf(way: Way, address: string, id: string, part: number, digest: string): Pick<AttachedFile, "id" | "key"> {
    const what = `${way}\0${address}\0${id}\0${part}\0${digest}`;
    const key = derived(this.#secret, this.#organisation, `file\0${what}`);
    return { id: this.#mac(`file\0${what}`).slice(0, 32) as AttachedFile["id"], key: Buffer.from(key).toString("hex") };
  }

  /** A name that tells nothing to whoever lacks the secret. */
  nameOf(what: string): string {
    return this.#mac(`name\0${what}`).slice(0, 32);
  }

  seal(text: string): string {
    const nonce = this.#random(NONCE);
    const cipher = createCipheriv("aes-256-gcm", derived(this.#secret, this.#organisation, "kept"), nonce);
    return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]).toString("base64");
  }

  /** null for what this secret did not seal. */
  open(sealed: string): string | null {
    const bytes = Buffer.from(sealed, "base64");
    if (bytes.length < NONCE + TAG) return null;
    const key = derived(this.#secret, this.#organisation, "kept");
    const opening = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE));
    opening.setAuthTag(bytes.subarray(-TAG));
    try {
      return Buffer.concat([opening.update(bytes.subarray(NONCE, -TAG)), opening.final()]).toString("utf8");
    } catch {
      return null;
    }
  }

  #mac(text: string): string {
    return createHmac("sha256", derived(this.#secret, this.#organisation, "ids"))
      .update(text)
      .digest("hex");
  }
}
