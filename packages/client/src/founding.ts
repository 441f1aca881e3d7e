import type { Operation } from "@fairlead/casework";
import {
  foundOrganisation,
  hourOf,
  makeEpochKey,
  makeMemberKeys,
  newId,
  type OrganisationId,
  type Pin,
  publicKeys,
  readRoster,
  type StreamId,
  sealBundle,
} from "@fairlead/protocol";
import { Appender } from "./append.ts";
import { finishIntake } from "./cards.ts";
import { makePhrase } from "./enrol.ts";
import type { FoundOrganisationAt } from "./hand.ts";
import { Held } from "./held.ts";
import { MemberHand } from "./member-hand.ts";
import { COMMON_COMPARTMENTS } from "./role-compartments.ts";
import { ask, Session } from "./session.ts";
import type { Beginning, StreamWrite } from "./writing.ts";

/**
 * Founds an organisation on an empty server: roster entry 0, the founder's bundle, the organisation's
 * compartments, the intake's keys, certificate and first card. [RO1]
 *
 * @throws Unreachable, ServerRefused where the server is not empty
 */
export const foundOrganisationAt: FoundOrganisationAt = async (effects, founding) => {
  const { random, clock, transport } = effects;
  const keys = makeMemberKeys(random);
  const founder = await publicKeys(keys);
  const entry = await foundOrganisation([keys], hourOf(clock()), random);
  const roster = readRoster([entry]);
  const { organisation } = roster;
  const { phrase, unlocking } = await makePhrase(random, founding.list, organisation);
  await ask(transport, "/api/roster/append", { entry });
  await ask(transport, "/api/bundle", { bundle: await sealBundle(keys, unlocking, organisation, 1, random) });

  const session = new Session(transport, organisation, unlocking);
  await session.login();
  const first = pinOf(organisation, roster.head, founder);
  const held = new Held({
    effects,
    pin: first,
    lists: [founding.list],
    session,
    keys,
    known: { roster, intakeKeys: [], entries: [entry] },
    bundleCounter: 1,
  });
  const appender = new Appender(held);
  const { founder: called, list: _, ...terms } = founding;
  const written = await appender.write(() => ({
    kind: "draft",
    writes: COMMON_COMPARTMENTS.map((about): StreamWrite => {
      const operations: Operation[] = [{ op: "begin", compartment: { about } }];
      if (about === "commons")
        operations.push({ op: "settings", ...terms }, { op: "memberHandle", member: keys.id, handle: called.handle });
      const keeping = about === "intake-keys" ? "turning" : "lasting";
      const begins: Beginning = { key: makeEpochKey(random), readers: [founder], link: false, keeping };
      return { stream: newId<StreamId>(random), operations, begins };
    }),
  }));
  if (written.kind !== "done") throw new Error(`founding was not accepted: ${written.kind}`);
  await finishIntake(held, appender);
  // Pinned as late as possible: a chain that does not pass through this head is refused.
  held.pin = pinOf(organisation, held.roster.head, founder);
  const hand = new MemberHand(held);
  await hand.sync();
  return { hand, phrase, pin: held.pin };
};

function pinOf(organisation: OrganisationId, head: Pin["head"], { id, verifyKey }: Pin["administrators"][number]): Pin {
  return { organisation, head, administrators: [{ id, verifyKey }] };
}
