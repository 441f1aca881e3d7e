import {
  openBundle,
  parseBundle,
  Refused,
  readCodeWords,
  refuse,
  stretch,
  unlockingKeys,
  verifyBundle,
} from "@fairlead/protocol";
import type { OpenHand } from "./hand.ts";
import { Held } from "./held.ts";
import { MemberHand } from "./member-hand.ts";
import { fetchRoster } from "./roster-sync.ts";
import { ServerRefused, Session } from "./session.ts";
import { SuspendedHand } from "./suspended-hand.ts";
import { Unreachable } from "./transport.ts";

/**
 * Unlocks a member's hand: the phrase is stretched here and never leaves, login is a signed challenge,
 * the bundle is opened, the roster is checked from the pin, and everything held is read once. [RO4] [RO1]
 */
export const openHand: OpenHand = async (effects, pin, phrase, lists) => {
  const words = readCodeWords(phrase, lists);
  if (words.kind !== "words") return words;
  const unlocking = await unlockingKeys(await stretch(words.entropy, pin.organisation));
  const session = new Session(effects.transport, pin.organisation, unlocking);
  try {
    const bundle = parseBundle((await session.login()).bundle);
    const keys = await openBundle(bundle, unlocking);
    const known = await fetchRoster((path, body) => session.call(path, body), pin);
    verifyBundle(bundle, known.roster);
    const held = new Held({ effects, pin, lists, session, keys, known, bundleCounter: bundle.counter });
    const standing = known.roster.members.get(keys.id)?.standing;
    if (standing === "suspended") return { kind: "suspended", hand: await SuspendedHand.of(held) };
    if (standing !== "active") refuse("FL_ROSTER_MEMBER");
    const hand = new MemberHand(held);
    // Housekeeping waits for the first round of `sync` or `watch`: the screen comes first.
    await hand.read();
    return { kind: "open", hand };
  } catch (error) {
    if (error instanceof Unreachable) return { kind: "unreachable" };
    if (error instanceof ServerRefused)
      return error.status === 401 ? { kind: "unknown-phrase" } : { kind: "locked-out", code: error.code };
    if (error instanceof Refused) return { kind: "locked-out", code: error.code };
    throw error;
  }
};
