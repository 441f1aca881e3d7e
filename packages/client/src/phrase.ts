import {
  type Bytes,
  hashOf,
  kemKeyOf,
  type MemberKeys,
  makeCodeWords,
  makeWrap,
  parseWrap,
  publicKeys,
  sameBytes,
  sealBundle,
  type WordList,
} from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import { twoPlaces } from "./asked-back.ts";
import { hasKey } from "./card-book.ts";
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";
import { unlockingFrom } from "./new-phrase.ts";
import { ServerRefused } from "./session.ts";
import { proposeEntry, type Signing, withdrawWaiting } from "./waiting.ts";

/** A phrase that does not count yet, and the places of the two words that are asked back before it may. */
export type NewPhrase = { phrase: string; askedBack: [number, number] };

/**
 * A phrase that opens nothing yet. It is shown and asked back before it counts: a phrase that was changed first and
 * never seen, because the answer was lost or the desk locked itself, would shut its member out for good.
 */
export function newPhrase(held: Held, language: WordList["language"]): Outcome<NewPhrase> {
  const list = held.lists.find((one) => one.language === language) ?? held.lists[0];
  if (list === undefined) return { kind: "incomplete", field: "list" };
  const words = makeCodeWords(held.effects.random, list);
  return { kind: "done", phrase: words.join(" "), askedBack: twoPlaces(words.length, held.effects.random) };
}

/**
 * From now on this phrase, and new keys under it. [RO4]
 *
 * The old phrase opens nothing at the server from this moment. New KEM keys come with it, so that whoever copied the
 * server and learns the old phrase later cannot read on: they count once an administrator has signed beside this
 * member's own signature, and then every compartment that he holds gets a new epoch. Until then both keys are kept.
 */
export async function changePhrase(held: Held, phrase: string): Promise<Outcome<{ state: Signing }>> {
  const unlocking = await unlockingFrom(phrase, held.lists, held.pin.organisation);
  if (unlocking === null) return { kind: "incomplete", field: "phrase" };
  const { otherKemSeed } = held.keys;
  // The change before is not through yet: its old key still opens what was not wrapped anew.
  if (otherKemSeed !== undefined && (await isFormer(held, otherKemSeed))) return { kind: "conflict" };
  held.keys.otherKemSeed ??= held.effects.random(32);
  await putBundle(held, unlocking);
  held.session.unlockWith(unlocking);
  return { kind: "done", state: await askForNewKeys(held, held.keys.otherKemSeed) };
}

async function putBundle(held: Held, unlocking = held.session.unlocking): Promise<void> {
  if (unlocking === null) return;
  const counter = held.bundleCounter + 1;
  const { keys, pin, effects } = held;
  const bundle = await sealBundle(keys, unlocking, pin.organisation, counter, effects.random);
  try {
    await held.session.call("/api/bundle/renew", { bundle });
  } catch (error) {
    if (!(error instanceof ServerRefused) || error.status !== 401) throw error;
    // Perhaps it stands, its answer was lost, and the login of before is over: the same bytes are taken twice.
    await held.session.open("/api/bundle", { bundle });
  }
  held.bundleCounter = counter;
  await held.device?.renewBundle(held.session.unlocking, unlocking, bundle);
}

/** By this member's own key; an administrator adds his. */
async function askForNewKeys(held: Held, kemSeed: Bytes): Promise<Signing> {
  const { verifyKey, id } = await publicKeys(held.keys);
  return proposeEntry(held, { kind: "rekey", member: { id, verifyKey, kemKey: await kemKeyOf(kemSeed) } });
}

/**
 * Where the roster names the new key, this hand takes it up: what it could read it keeps, wrapped to the new key, and then
 * it lets the old one go. Safe to repeat; each step is found from what stands. Part of every round.
 */
export async function takeUpNewKeys(held: Held, appender: Appender): Promise<void> {
  const { otherKemSeed } = held.keys;
  const named = held.roster.members.get(held.keys.id)?.kemKey;
  if (otherKemSeed === undefined || named === undefined) return;
  if (!sameBytes(await kemKeyOf(held.keys.kemSeed), named)) {
    if (!sameBytes(await kemKeyOf(otherKemSeed), named)) return; // not signed yet, or signed for another key: it waits
    [held.keys.kemSeed, held.keys.otherKemSeed] = [otherKemSeed, held.keys.kemSeed];
    await putBundle(held);
  } else if (!(await isFormer(held, otherKemSeed))) return askAgain(held, otherKemSeed); // the next one: it waits
  if (await keepWhatIRead(held, appender)) {
    held.keys.otherKemSeed?.fill(0);
    delete held.keys.otherKemSeed;
    await putBundle(held);
  }
}

/**
 * Another entry came first: asked anew, for the key that this member's own bundle holds, whatever a server shows of
 * others. So it is asked for after a restart too, and an old key is never asked for again. [RO4]
 */
async function askAgain(held: Held, kemSeed: Bytes): Promise<void> {
  const next = await kemKeyOf(kemSeed);
  const overtaken = held.waiting.filter(
    ({ stale, entry }) =>
      stale &&
      entry?.body.kind === "rekey" &&
      entry.body.member.id === held.keys.id &&
      sameBytes(entry.body.member.kemKey, next),
  );
  for (const { id } of overtaken) await withdrawWaiting(held, id);
  if (overtaken.length > 0) await askForNewKeys(held, kemSeed);
}

/**
 * Whether the roster has named this key before. A key that it never named is the next one, and is kept whatever a server
 * shows or hides: lost, it would be lost for good once somebody signs for it.
 */
async function isFormer(held: Held, kemSeed: Bytes): Promise<boolean> {
  const key = await kemKeyOf(kemSeed);
  const { id, kemSeed: running } = held.keys;
  if (sameBytes(key, await kemKeyOf(running))) return true;
  return held.roster.history(id).some(({ member }) => sameBytes(member.kemKey, key));
}

/** Wraps to the new key, by this member himself, of every key that he holds. @returns whether none is left under the old one */
async function keepWhatIRead(held: Held, appender: Appender): Promise<boolean> {
  const me = await publicKeys(held.keys);
  const mine = hashOf(me.kemKey);
  for (const { stream, epochs, halted } of held.compartments.values()) {
    if (halted !== null) continue;
    const there = (await held.session.call("/api/wraps", { stream })).bytesList("wraps").map(parseWrap);
    const has = new Set(there.filter(({ memberKey }) => memberKey === mine).map(({ epoch }) => epoch));
    const missing = [...epochs.values()].filter((epoch) => hasKey(epoch) && !has.has(epoch.epoch));
    if (missing.length === 0) continue;
    const written = await appender.write(async () => ({
      kind: "draft",
      writes: [],
      wraps: await Promise.all(
        missing.flatMap((epoch) => (hasKey(epoch) ? [selfWrap(held, me, held.keys, stream, epoch)] : [])),
      ),
    }));
    if (written.kind !== "done") return false;
  }
  return true;
}

function selfWrap(
  held: Held,
  to: Awaited<ReturnType<typeof publicKeys>>,
  keys: MemberKeys,
  stream: Parameters<typeof makeWrap>[0]["place"]["stream"],
  { epoch, key }: { epoch: number; key: Bytes },
): Promise<Bytes> {
  const place = { organisation: held.pin.organisation, stream, epoch };
  return makeWrap({ place, epochKey: key, to, keys, rosterHead: held.roster.head });
}
