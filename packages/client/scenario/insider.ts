import { openBundle, parseBundle, readCodeWords, stretch, unlockingKeys } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { Held } from "../src/held.ts";
import { fetchRoster } from "../src/roster-sync.ts";
import { Session } from "../src/session.ts";
import { followCompartments } from "../src/sync.ts";
import { type House, random } from "./house.ts";

/** A member whose changed client does with his keys what no command of ours would. Bound to this house's server. */
export async function insider(house: House, phrase: string): Promise<Held> {
  const words = readCodeWords(phrase, [ENGLISH]);
  if (words.kind !== "words") throw new Error(words.kind);
  const unlocking = await unlockingKeys(await stretch(words.entropy, house.pin.organisation));
  const effects = { transport: house.line().transport, clock: house.clock, random };
  const session = new Session(effects.transport, house.pin.organisation, unlocking);
  const keys = await openBundle(parseBundle((await session.login()).bundle), unlocking);
  const known = await fetchRoster((path, body) => session.call(path, body), house.pin);
  const held = new Held({ effects, pin: house.pin, lists: [ENGLISH], session, keys, known, bundleCounter: 1 });
  await followCompartments(held);
  return held;
}
