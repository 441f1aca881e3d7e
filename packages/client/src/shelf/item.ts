import type { AlarmSeen } from "@fairlead/casework";
import { type Bytes, encodeBody, type MailboxId, type StreamId } from "@fairlead/protocol";
import type { Answer } from "../answer.ts";

const [SETTLED, FAR, THREAD] = ["settled/", "far/", "thread/"];
/** Names of what stands inside sealed pages. */
export const rosterItem = (seq: number): string => `roster/${seq}`;
export const commitItem = (stream: StreamId, seq: number): string => `commit/${stream}/${seq}`;
/** The beginning of a compartment, taken over as a whole; the commits that follow it stand beside. */
export const settledItem = (stream: StreamId): string => `${SETTLED}${stream}`;
/** The same of a part of a case: there are thousands, and most of them are read last. */
export const farItem = (stream: StreamId): string => `${FAR}${stream}`;
export const isFarItem = (item: string): boolean => item.startsWith(FAR);
export const isWhole = (item: string): boolean => item.startsWith(SETTLED) || isFarItem(item);
/** Empty where this member was not given the epoch's key. */
export const keyItem = (stream: StreamId, epoch: number): string => `key/${stream}/${epoch}`;
/** A thread as the server answered it, after it was checked. */
export const threadItem = (mailbox: MailboxId): string => `${THREAD}${mailbox}`;
export const isThreadItem = (item: string): boolean => item.startsWith(THREAD);
export const ALARMS_ITEM = "alarms";

export function answerToBytes(given: Answer): Bytes {
  return encodeBody(given.fields);
}

export function alarmsToBytes(alarms: readonly AlarmSeen[]): Bytes {
  return encodeBody({ alarms: [...alarms] });
}

/** Numbered items of one kind, by what they belong to. */
export function numberedItems<Id extends string>(
  found: ReadonlyMap<string, readonly Bytes[]>,
  kind: "commit" | "key",
): Map<Id, Map<number, readonly Bytes[]>> {
  const byOwner = new Map<Id, Map<number, readonly Bytes[]>>();
  for (const [item, values] of found) {
    const [its, owner, number] = item.split("/");
    if (its !== kind || owner === undefined || number === undefined) continue;
    const id = owner as Id;
    byOwner.set(id, (byOwner.get(id) ?? new Map<number, readonly Bytes[]>()).set(Number(number), values));
  }
  return byOwner;
}

export function streamsSettled(items: Iterable<string>): StreamId[] {
  return [...items].flatMap((item) => {
    const prefix = isFarItem(item) ? FAR : SETTLED;
    return item.startsWith(prefix) ? [item.slice(prefix.length) as StreamId] : [];
  });
}

/** null: it belongs to no compartment. */
export function streamOfItem(item: string): StreamId | null {
  const [kind, stream] = item.split("/");
  return kind === "commit" || kind === "key" || kind === "settled" || kind === "far" ? (stream as StreamId) : null;
}
