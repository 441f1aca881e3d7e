import { type Bytes, toBytes } from "./bytes.ts";
import { encodeForm, KIND } from "./form.ts";
import { derive, digest, NOTHING } from "./hash.ts";
import { kemKeyOf } from "./hpke.ts";
import { idFrom, type MailboxId } from "./id.ts";
import { verifyKeyOf } from "./signature.ts";

/** A mailbox as the server and the team know it. */
export interface MailboxAddress {
  id: MailboxId;
  verifyKey: Bytes;
  kemKey: Bytes;
}

/** A mailbox in its holder's hand. */
export interface MailboxKeys extends MailboxAddress {
  signSeed: Bytes;
  kemSeed: Bytes;
}

/** Over both keys: a server that could choose the KEM key could read every reply. [MB1] */
export function mailboxId(verifyKey: Uint8Array, kemKey: Uint8Array): MailboxId {
  return idFrom<MailboxId>(digest(encodeForm(KIND.mailboxId, [verifyKey, kemKey])));
}

export function mailboxAddress(verifyKey: Uint8Array, kemKey: Uint8Array): MailboxAddress {
  return { id: mailboxId(verifyKey, kemKey), verifyKey: toBytes(verifyKey), kemKey: toBytes(kemKey) };
}

/** @param stretched 32 secret bytes, from `stretch` or a generator [PH2] */
export async function mailboxKeys(stretched: Uint8Array): Promise<MailboxKeys> {
  const signSeed = derive(stretched, NOTHING, "mailbox sign", NOTHING, 32);
  const kemSeed = derive(stretched, NOTHING, "mailbox kem", NOTHING, 32);
  return { ...mailboxAddress(verifyKeyOf(signSeed), await kemKeyOf(kemSeed)), signSeed, kemSeed };
}
