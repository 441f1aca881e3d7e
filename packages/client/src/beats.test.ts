import { foundOrganisation, makeMemberKeys, readRoster, unlockingKeys } from "@fairlead/protocol";
import { expect, it } from "vitest";
import { isLonely } from "./beats.ts";
import { Held } from "./held.ts";
import { Session } from "./session.ts";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

it("[ST4] says that nobody else was heard once it has listened, and not of a desk that is still reading or has no network", async () => {
  const [keys, other] = [makeMemberKeys(random), makeMemberKeys(random)];
  const entry = await foundOrganisation([keys, other], 1, random);
  const roster = readRoster([entry]);
  const pin = { organisation: roster.organisation, head: roster.head, administrators: [] };
  const transport = () => Promise.reject(new Error("no network"));
  const effects = { transport, clock: () => 9_000, random };
  const session = new Session(transport, pin.organisation, await unlockingKeys(random(32)));
  const known = { roster, intakeKeys: [], entries: [entry] };
  const held = new Held({ effects, pin, lists: [], session, keys, known, bundleCounter: 1 });
  held.syncedAt = 5_000;
  expect(isLonely(held)).toBe(false);
  held.syncedAt = 9_000;
  held.syncedHere = true;
  expect(isLonely(held)).toBe(true);
  held.heardAt = 8_000;
  expect(isLonely(held)).toBe(false);
});
