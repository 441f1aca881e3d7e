import { type Operation, readableAll } from "@fairlead/casework";
import {
  type Bundle,
  type MemberKeys,
  openBundle,
  type Pin,
  parseBundle,
  Refused,
  readCodeWords,
  refuse,
  type Standing,
  sameBytes,
  stretch,
  type UnlockingKeys,
  unlockingKeys,
  verifyBundle,
} from "@fairlead/protocol";
import { takeUpLooks } from "./access-log.ts";
import type { Effects, Opened, OpenHand, OpenHandByPasskey, Opening } from "./hand.ts";
import { Held } from "./held.ts";
import { MemberHand } from "./member-hand.ts";
import { checkSeen, extendedRoster, fetchRoster, type KnownRoster } from "./roster-sync.ts";
import { ServerRefused, Session } from "./session.ts";
import { DeviceMemory } from "./shelf/device.ts";
import { Door } from "./shelf/door.ts";
import { type PasskeyAsked, Passkeys } from "./shelf/passkey.ts";
import { SOON } from "./shelf/reading-order.ts";
import { keptRoster, takeOver } from "./shelf/restore.ts";
import type { Shelf } from "./shelf/shelf.ts";
import { SuspendedHand } from "./suspended-hand.ts";
import { Unreachable } from "./transport.ts";
import { saidIn } from "./unsent/at-once.ts";

type Unlocking = {
  effects: Effects;
  pin: Pin;
  lists: Parameters<OpenHand>[3];
  unlocking: UnlockingKeys;
  told?: Opening | undefined;
};

/**
 * Unlocks a member's hand: the phrase is stretched here and never leaves, login is a signed challenge,
 * the bundle is opened, the roster is checked from the pin, and everything held is read once. [RO4] [RO1]
 *
 * Where this device remembers earlier sessions, only what is new is fetched, and held against the heads that were seen
 * then [ST4]; without a network the hand opens on what is there.
 */
export const openHand: OpenHand = async (effects, pin, phrase, lists, told) => {
  const words = readCodeWords(phrase, lists);
  if (words.kind !== "words") return words;
  const unlocking = await unlockingKeys(await stretch(words.entropy, pin.organisation));
  return openWith({ effects, pin, lists, unlocking, told });
};

/** The passkeys that may open a desk on this device; none where the device cannot say. */
export async function passkeysHere(shelf: Shelf, { organisation }: Pin): Promise<PasskeyAsked[]> {
  const entries = await new Passkeys(shelf, organisation).list().catch(() => []);
  return entries.map(({ id, salt }) => ({ id, salt }));
}

export const openHandByPasskey: OpenHandByPasskey = async (effects, pin, given, lists, told) => {
  const passkeys = new Passkeys(effects.shelf, pin.organisation);
  const unlocking = await passkeys.open(given).catch(() => null);
  given.secret.fill(0);
  if (unlocking === null) return { kind: "unknown-passkey" };
  const opened = await openWith({ effects, pin, lists, unlocking, told });
  if (opened.kind !== "unknown-phrase") return opened;
  const remove = () => passkeys.remove(({ id }) => sameBytes(id, given.id), effects.random);
  await effects.shelf.alone(remove).catch(() => undefined);
  return { ...opened, kind: "stale-passkey" };
};

/** From the keys on that a phrase gives, or that a passkey has given back. */
export async function openWith(from: Unlocking): Promise<Opened> {
  try {
    return await unlock(from);
  } catch (error) {
    if (error instanceof Unreachable) return { kind: "unreachable" };
    if (error instanceof ServerRefused)
      return error.status === 401 ? { kind: "unknown-phrase" } : { kind: "locked-out", code: error.code };
    if (error instanceof Refused) return { kind: "locked-out", code: error.code };
    throw error;
  }
}

async function unlock({ effects, pin, lists, unlocking, told }: Unlocking): Promise<Opened> {
  const { shelf } = effects;
  const door = shelf === undefined ? null : new Door(shelf, unlocking, pin.organisation);
  const session = new Session(effects.transport, pin.organisation, unlocking);
  const { bundle, keys, online, refused } = await find(session, door, unlocking);
  const device = shelf === undefined ? null : await DeviceMemory.open(shelf, effects, keys, pin.organisation);
  if (refused === null && told !== undefined) await showGlance(session, device, online, told);
  await device?.load(told?.stopped, told === undefined ? Number.POSITIVE_INFINITY : (told.atOnce ?? SOON));
  if (told?.stopped()) {
    for (const seed of [keys.signSeed, keys.kemSeed, keys.otherKemSeed]) seed?.fill(0);
    session.forget();
    device?.close();
    return { kind: "stopped" };
  }
  if (refused !== null) {
    // Removed, or a phrase that was changed: what lies here must not open for it any more.
    const lost = await dropAll(device);
    await door?.remove().catch(() => undefined);
    return { kind: "unknown-phrase", ...lost };
  }
  const kept = device === null ? null : await keptRoster(device, pin);
  if (kept === null && !online) throw new Unreachable();
  const known = kept ?? (await wholeRoster(session, pin, device));
  verifyBundle(bundle, known.roster);
  const held = new Held({ effects, pin, lists, session, keys, known, bundleCounter: bundle.counter, device });
  const standing = await standingNow(held, online && kept !== null);
  if (standing === "active") {
    const rest = device === null ? null : await takeOver(held, device, told);
    if (told?.stopped()) {
      held.forget();
      return { kind: "stopped" };
    }
    held.online = online;
    const hand = new MemberHand(held);
    if (device !== null) await hand.takeUp(await device.loadUnsent());
    await takeUpLooks(held);
    // Housekeeping waits for the first round of `sync` or `watch`: the screen comes first.
    if (rest !== null) hand.readOn(rest);
    else if (online) await hand.readFirst();
    if (held.shutOut !== null) refuse("FL_ROSTER_MEMBER");
    await door?.write(bundle.bytes, effects.random).catch(() => undefined);
    return { kind: "open", hand };
  }
  const lost = await dropAll(device);
  return standing === "suspended"
    ? { kind: "suspended", hand: await SuspendedHand.of(held), ...lost }
    : refuse("FL_ROSTER_MEMBER");
}

/**
 * Before the roster is read, which stands in the cache: whoever can write a record that opens here has this member's keys
 * and needs none. That a server which can be reached still lets the member in is asked first, so that whom his colleagues
 * have suspended is shown nothing. [P5]
 */
async function showGlance(
  session: Session,
  device: DeviceMemory | null,
  online: boolean,
  told: Opening,
): Promise<void> {
  const glance = device?.glance ?? null;
  if (device === null || glance === null) return;
  device.glance = null;
  const isLetIn = async () => {
    try {
      await session.call("/api/status", {});
      return true;
    } catch (error) {
      if (error instanceof Unreachable) return true;
      if (error instanceof ServerRefused || error instanceof Refused) return false;
      throw error;
    }
  };
  if ((!online || (await isLetIn())) && !told.stopped()) told.glance(glance);
}

/** Nothing here opens for this member any more. What they had written and nobody has taken is said to them, once. [P5] */
async function dropAll(device: DeviceMemory | null): Promise<{ lost?: Operation[][] }> {
  const unsent = (await device?.loadUnsent()) ?? [];
  await device?.dropCache();
  const lost = unsent.filter(({ asked }) => asked !== null).map((one) => readableAll([...saidIn(one)]));
  return lost.length === 0 ? {} : { lost };
}

/**
 * Judged by the newest roster, though what lies on this device is taken over under the one that it was accepted under.
 * @param ask whether the roster at hand may be an old one
 */
async function standingNow({ session, known, keys }: Held, ask: boolean): Promise<Standing> {
  const newest = ask
    ? await extendedRoster((path, body) => session.call(path, body), known).catch((error: unknown) => {
        // Shorter or another than it was: the first round halts on that. [ST4]
        if (error instanceof Refused) return known;
        throw error;
      })
    : known;
  return newest.roster.members.get(keys.id)?.standing ?? "removed";
}

type Found = { bundle: Bundle; keys: MemberKeys; online: boolean; refused: ServerRefused | null };

/** The bundle from the server; where there is no network, or the server refuses, the one that stands on this device. */
async function find(session: Session, door: Door | null, unlocking: UnlockingKeys): Promise<Found> {
  const here = (await door?.read()) ?? null;
  const fromHere = async () => {
    const bundle = here === null ? null : parseBundle(here);
    return bundle === null ? null : { bundle, keys: await openBundle(bundle, unlocking) };
  };
  try {
    const bundle = parseBundle((await session.login()).bundle);
    return { bundle, keys: await openBundle(bundle, unlocking), online: true, refused: null };
  } catch (error) {
    const away = error instanceof Unreachable;
    const refused = error instanceof ServerRefused && error.status === 401 ? error : null;
    const found = away || refused !== null ? await fromHere() : null;
    if (found === null) throw error;
    return { ...found, online: false, refused };
  }
}

async function wholeRoster(session: Session, pin: Pin, device: DeviceMemory | null): Promise<KnownRoster> {
  const known = await fetchRoster((path, body) => session.call(path, body), pin);
  if (device !== null && device.seen !== null) checkSeen(known, device.seen);
  return known;
}
