/** Letters sealed beforehand, so that a measure of accepting them measures nothing else. */
import {
  decodeBody,
  encodeBody,
  type MailboxKeys,
  type MessageId,
  mailboxKeys,
  newId,
  type Row,
  sealLetter,
  ZERO_HASH,
} from "@fairlead/protocol";
import { type BenchOrganisation, random } from "./organisation.ts";
import { LETTER_OF_1KB } from "./protocol-work.ts";

export type SealedLetter = { row: Row; keys: MailboxKeys };
/** Letters that must be posted in this order: each mailbox is a chain. */
export type Lane = readonly SealedLetter[];

/** @param perMailbox letters to each mailbox, one after the other */
export async function sealLanes(
  { card }: Pick<BenchOrganisation, "card">,
  size: { lanes: number; mailboxes: number; perMailbox: number },
): Promise<Lane[]> {
  const lanes: SealedLetter[][] = [];
  for (let lane = 0; lane < size.lanes; lane++) {
    const letters: SealedLetter[] = [];
    for (let mailbox = 0; mailbox < size.mailboxes; mailbox++)
      letters.push(...(await sealThread(card, size.perMailbox)));
    lanes.push(letters);
  }
  return lanes;
}

async function sealThread(card: BenchOrganisation["card"], length: number): Promise<SealedLetter[]> {
  const keys = await mailboxKeys(random(32));
  const thread: SealedLetter[] = [];
  for (let seq = 1; seq <= length; seq++) {
    const row = await sealLetter({
      keys,
      card,
      letter: LETTER_OF_1KB,
      onArrival: false,
      expiredCard: false,
      seq,
      previous: thread.at(-1)?.row.hash ?? ZERO_HASH,
      seen: ZERO_HASH,
      message: newId<MessageId>(random),
      hour: card.expires,
    });
    thread.push({ row, keys });
  }
  return thread;
}

/** One HTTP body a letter, each with a challenge of this server's; its work must be set to 0 bits. */
export async function bodiesOf(lane: Lane, server: string): Promise<Uint8Array[]> {
  const bodies: Uint8Array[] = [];
  for (const { row, keys } of lane) {
    const answer = await fetch(`${server}/api/door`, {
      method: "POST",
      headers: { "content-type": "application/cbor" },
      body: encodeBody({}),
    });
    const { work } = decodeBody(new Uint8Array(await answer.arrayBuffer()));
    const challenge = typeof work === "object" && work !== null && "challenge" in work ? work.challenge : null;
    const { verifyKey, kemKey } = keys;
    bodies.push(encodeBody({ keys: { verifyKey, kemKey }, row: row.bytes, work: { challenge, answer: 0 } }));
  }
  return bodies;
}
