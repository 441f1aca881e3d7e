import type { Operation } from "@fairlead/casework";
import {
  foundOrganisation,
  hourOf,
  type MemberKeys,
  type MemberPublic,
  makeEpochKey,
  makeMemberKeys,
  newId,
  type OrganisationId,
  type Pin,
  publicKeys,
  readRoster,
  type StreamId,
  sealBundle,
  type UnlockingKeys,
  type WordList,
} from "@fairlead/protocol";
import { Appender } from "./append.ts";
import { finishIntake } from "./cards.ts";
import { keepingOf } from "./compartment.ts";
import type { Effects, FoundOrganisationAt } from "./hand.ts";
import { Held } from "./held.ts";
import { MemberHand } from "./member-hand.ts";
import { makePhrase } from "./new-phrase.ts";
import { openHand } from "./opening.ts";
import { COMMON_COMPARTMENTS } from "./role-compartments.ts";
import { ask, Session } from "./session.ts";
import type { Beginning, StreamWrite } from "./writing.ts";

/**
 * Founds an organisation on an empty server: roster entry 0, signed by whoever founds it, their bundles, the
 * organisation's compartments, the intake's keys, certificate and first card. [RO1]
 *
 * @throws Unreachable, ServerRefused where the server is not empty
 */
export const foundOrganisationAt: FoundOrganisationAt = async (effects, founding) => {
  const { random, clock, transport } = effects;
  const { founder: called, partner, list, ...terms } = founding;
  const handles = [called.handle, ...(partner === undefined ? [] : [partner.handle])];
  const all = handles.map((handle) => ({ handle, keys: makeMemberKeys(random) }));
  const entry = await foundOrganisation(
    all.map(({ keys }) => keys),
    hourOf(clock()),
    random,
  );
  const roster = readRoster([entry]);
  const { organisation } = roster;
  await ask(transport, "/api/roster/append", { entry });
  const founders: Founder[] = [];
  for (const { handle, keys } of all) {
    const { phrase, unlocking } = await makePhrase(random, list, organisation);
    await ask(transport, "/api/bundle", { bundle: await sealBundle(keys, unlocking, organisation, 1, random) });
    founders.push({ handle, keys, phrase, unlocking, member: await publicKeys(keys) });
  }
  const [first, second = null] = founders;
  if (first === undefined) throw new TypeError("founded by nobody");

  const session = new Session(transport, organisation, first.unlocking);
  await session.login();
  const held = new Held({
    effects,
    pin: pinOf(organisation, roster.head, founders),
    lists: [list],
    session,
    keys: first.keys,
    known: { roster, intakeKeys: [], entries: [entry] },
    bundleCounter: 1,
  });
  const appender = new Appender(held);
  const readers = founders.map(({ member }) => member);
  const written = await appender.write(() => ({
    kind: "draft",
    writes: COMMON_COMPARTMENTS.map((about): StreamWrite => {
      const operations: Operation[] = [{ op: "begin", compartment: { about } }];
      if (about === "commons") {
        operations.push({ op: "settings", ...terms }, { op: "personTerms" });
        for (const { member, handle } of founders) operations.push({ op: "memberHandle", member: member.id, handle });
      }
      if (about === "intake") operations.push({ op: "declineTerms" });
      const begins: Beginning = { key: makeEpochKey(random), readers, link: false, keeping: keepingOf({ about }) };
      return { stream: newId<StreamId>(random), operations, begins };
    }),
  }));
  if (written.kind !== "done") throw new Error(`founding was not accepted: ${written.kind}`);
  await finishIntake(held, appender);
  if (second !== null) {
    await signWhatWaits(effects, held.pin, second, list);
    await held.followRoster();
  }
  // Pinned as late as possible: a chain that does not pass through this head is refused.
  held.pin = pinOf(organisation, held.roster.head, founders);
  const hand = new MemberHand(held);
  await hand.sync();
  return { hand, phrase: first.phrase, partnerPhrase: second?.phrase ?? null, pin: held.pin };
};

type Founder = {
  handle: string;
  keys: MemberKeys;
  phrase: string;
  unlocking: UnlockingKeys;
  member: MemberPublic;
};

/** The first intake key and certificate need both founders; the other one signs on his own hand, which compares first. */
async function signWhatWaits(effects: Effects, pin: Pin, { phrase }: Founder, list: WordList): Promise<void> {
  const opened = await openHand(effects, pin, phrase, [list]);
  if (opened.kind !== "open") throw new Error(`the second founder: ${opened.kind}`);
  for (const { id, mine } of opened.hand.view().waiting) {
    if (mine !== "may-sign") continue;
    const signed = await opened.hand.act.sign(id);
    if (signed.kind !== "done") throw new Error(`the second founder: ${signed.kind}`);
  }
  opened.hand.lock();
}

function pinOf(organisation: OrganisationId, head: Pin["head"], founders: readonly Founder[]): Pin {
  return { organisation, head, administrators: founders.map(({ member: { id, verifyKey } }) => ({ id, verifyKey })) };
}
