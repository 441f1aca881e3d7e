import {
  type Bundle,
  type MemberKeys,
  openBundle,
  type Pin,
  parseBundle,
  Refused,
  readCodeWords,
  refuse,
  stretch,
  type UnlockingKeys,
  unlockingKeys,
  verifyBundle,
} from "@fairlead/protocol";
import type { Effects, Opened, OpenHand } from "./hand.ts";
import { Held } from "./held.ts";
import { MemberHand } from "./member-hand.ts";
import { checkSeen, fetchRoster, type KnownRoster } from "./roster-sync.ts";
import { ServerRefused, Session } from "./session.ts";
import { DeviceMemory } from "./shelf/device.ts";
import { Door } from "./shelf/door.ts";
import { keptRoster, takeOver } from "./shelf/restore.ts";
import { SuspendedHand } from "./suspended-hand.ts";
import { Unreachable } from "./transport.ts";

type Unlocking = { effects: Effects; pin: Pin; lists: Parameters<OpenHand>[3]; unlocking: UnlockingKeys };

/**
 * Unlocks a member's hand: the phrase is stretched here and never leaves, login is a signed challenge,
 * the bundle is opened, the roster is checked from the pin, and everything held is read once. [RO4] [RO1]
 *
 * Where this device remembers earlier sessions, only what is new is fetched, and held against the heads that were seen
 * then [ST4]; without a network the hand opens on what is there.
 */
export const openHand: OpenHand = async (effects, pin, phrase, lists) => {
  const words = readCodeWords(phrase, lists);
  if (words.kind !== "words") return words;
  const unlocking = await unlockingKeys(await stretch(words.entropy, pin.organisation));
  return openWith({ effects, pin, lists, unlocking });
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

async function unlock({ effects, pin, lists, unlocking }: Unlocking): Promise<Opened> {
  const { shelf } = effects;
  const door = shelf === undefined ? null : new Door(shelf, unlocking, pin.organisation);
  const session = new Session(effects.transport, pin.organisation, unlocking);
  const found = await find(session, door, unlocking);
  const { bundle, keys } = found;
  const device = shelf === undefined ? null : await DeviceMemory.open(shelf, effects, keys, pin.organisation);
  if (found.refused !== null) {
    // Suspended, removed, or a phrase that was changed: what lies here must not open for it any more.
    await device?.dropCache();
    await door?.remove().catch(() => undefined);
    throw found.refused;
  }
  const kept = device === null ? null : await keptRoster(device, pin);
  if (kept === null && !found.online) throw new Unreachable();
  const known = kept ?? (await wholeRoster(session, pin, device));
  verifyBundle(bundle, known.roster);
  const held = new Held({ effects, pin, lists, session, keys, known, device, bundleCounter: bundle.counter });
  // What stands on this device may be of before a suspension: the roster first, then what it lets this member open.
  // A roster that does not follow stops the hand in its first round, which says so; what was read before is shown.
  if (kept !== null && found.online) await held.followRoster().catch(unlessRefused);
  const standing = held.roster.members.get(keys.id)?.standing;
  if (standing !== "active") await device?.dropCache();
  if (standing === "suspended") return { kind: "suspended", hand: await SuspendedHand.of(held) };
  if (standing !== "active") refuse("FL_ROSTER_MEMBER");
  if (device !== null) await takeOver(held, device);
  held.online = found.online;
  const hand = new MemberHand(held);
  // Housekeeping waits for the first round of `sync` or `watch`: the screen comes first.
  if (found.online) await hand.read();
  if (held.shutOut !== null) {
    await device?.dropCache();
    refuse("FL_ROSTER_MEMBER");
  }
  await door?.write(bundle.bytes, effects.random).catch(() => undefined);
  return { kind: "open", hand };
}

function unlessRefused(error: unknown): void {
  if (!(error instanceof Refused)) throw error;
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
