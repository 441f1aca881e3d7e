import { beforeAll, describe, expect, it } from "vitest";
import { parseBundle, sealBundle, verifyBundle } from "./bundle.ts";
import { openBundle } from "./bundle-open.ts";
import { type Bytes, toBytes } from "./bytes.ts";
import { deskKeys, type EpochPlace, epochCommitment, makeEpochKey, sealLink } from "./epoch.ts";
import { after, type League, paperBoatLeague, refusalOf, seededRandom } from "./fixture.ts";
import { encodeForm, KIND } from "./form.ts";
import { type Hash, idToBytes, newId, type StreamId } from "./id.ts";
import { type MemberKeys, makeMemberKeys, publicKeys } from "./member.ts";
import type { Roster } from "./roster.ts";
import { sign } from "./signature.ts";
import { unlockingKeys } from "./unlock.ts";
import { makeWrap, parseWrap, verifyWrap } from "./wrap.ts";
import { openLink, openWrap } from "./wrap-open.ts";

const random = seededRandom("wrap");
const epochKey = makeEpochKey(random);
let league: League;
let place: EpochPlace;
let commitment: Hash;

beforeAll(async () => {
  league = await paperBoatLeague();
  place = { organisation: league.roster.organisation, stream: newId<StreamId>(random), epoch: 2 };
  commitment = epochCommitment(epochKey, place);
});

const flip = (bytes: Uint8Array, at: number): Bytes => {
  const other = toBytes(bytes);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
};
const give = async (to: MemberKeys, from: MemberKeys, over: Partial<Parameters<typeof makeWrap>[0]> = {}) =>
  makeWrap({ place, epochKey, to: await publicKeys(to), keys: from, rosterHead: league.roster.head, ...over });
const verify = (bytes: Uint8Array, roster: Roster = league.roster) =>
  refusalOf(() => verifyWrap(parseWrap(bytes), roster));

describe("a wrap", () => {
  it("[CO1] gives one member the epoch key", async () => {
    const wrap = parseWrap(await give(league.otto, league.ann));
    verifyWrap(wrap, league.roster);
    expect(await openWrap(wrap, league.otto, commitment)).toEqual(epochKey);
  });

  it("[CO1] opens for nobody else", async () => {
    const { otto, cleo, ann } = league;
    const wrap = parseWrap(await give(otto, ann));
    expect(await refusalOf(() => openWrap(wrap, cleo, commitment))).toBe("FL_WRAP");
    expect(await refusalOf(() => openWrap(wrap, { ...cleo, id: otto.id }, commitment))).toBe("FL_OPEN");
  });

  it("[CO1] is signed by who gives it: no byte of it can be changed", async () => {
    const bytes = await give(league.otto, league.ann);
    for (let at = 3; at < bytes.length; at += 13) expect(await verify(flip(bytes, at))).not.toBe("accepted");
  });

  it("[CO1] with a key that its epoch commit does not name is not used", async () => {
    const { otto, ann } = league;
    const planted = parseWrap(await give(otto, ann, { epochKey: random(32) }));
    verifyWrap(planted, league.roster); // correctly signed by an entitled member …
    expect(await refusalOf(() => openWrap(planted, otto, commitment))).toBe("FL_COMMITMENT"); // … and useless
    const mislabelled = { ...parseWrap(await give(otto, ann)), commitment: planted.commitment };
    expect(await refusalOf(() => openWrap(mislabelled, otto, commitment))).toBe("FL_COMMITMENT");
    const lying = { ...planted, commitment };
    expect(await refusalOf(() => openWrap(lying, otto, commitment))).toBe("FL_COMMITMENT");
  });

  it("[CO1] of another epoch or compartment is not passed off as this one's", async () => {
    const { otto, ann } = league;
    const others: EpochPlace[] = [
      { ...place, epoch: 3 },
      { ...place, stream: newId<StreamId>(random) },
    ];
    for (const other of others) {
      const wrap = parseWrap(await give(otto, ann, { place: other }));
      expect(await refusalOf(() => openWrap({ ...wrap, ...place }, otto, commitment))).toBe("FL_OPEN");
      expect(await refusalOf(() => openWrap(wrap, otto, commitment))).toBe("FL_COMMITMENT");
    }
    const none = await give(otto, ann, { place: { ...place, epoch: 0 } });
    expect(await refusalOf(() => parseWrap(none))).toBe("FL_FORM_FIELD");
  });

  it("[CO4] counts only from who may begin an epoch, at the head that it cites", async () => {
    const { roster, ann, otto, udo } = league;
    expect(await verify(await give(otto, udo))).toBe("FL_COMMIT_AUTHOR");
    const suspended = after(roster, [{ kind: "suspend", member: ann.id }, otto]);
    expect(await verify(await give(otto, ann, { rosterHead: suspended.head }), suspended)).toBe("FL_COMMIT_AUTHOR");
    expect(await verify(await give(otto, ann, { rosterHead: suspended.head }))).toBe("FL_COMMIT_ROSTER");
    const elsewhere = { ...place, organisation: "05".repeat(32) as typeof place.organisation };
    expect(await verify(await give(otto, ann, { place: elsewhere }))).toBe("FL_ORGANISATION");
  });

  it("[CO3] [CO4] to a suspended member, a stranger or a key that is not the member's is refused", async () => {
    const { roster, ann, otto, cleo } = league;
    const suspended = after(roster, [{ kind: "suspend", member: otto.id }, ann]);
    expect(await verify(await give(otto, ann, { rosterHead: suspended.head }), suspended)).toBe("FL_WRAP");
    expect(await verify(await give(makeMemberKeys(random), ann))).toBe("FL_WRAP");
    expect(await verify(await give({ ...cleo, id: otto.id }, ann))).toBe("FL_WRAP");
  });

  it("[RO2] to a member's old key is refused once he has a new one", async () => {
    const { roster, ann, cleo } = league;
    const fresh = { ...makeMemberKeys(random), id: cleo.id };
    const later = after(roster, [{ kind: "rekey", member: await publicKeys(fresh) }, cleo, ann]);
    expect(await verify(await give(cleo, ann, { rosterHead: later.head }), later)).toBe("FL_WRAP");
    expect(await verify(await give(fresh, ann, { rosterHead: later.head }), later)).toBe("accepted");
  });
});

describe("a back-link", () => {
  const oldKey = random(32);
  const before = () => epochCommitment(oldKey, { ...place, epoch: 1 });

  it("[CO2] opens the epoch before for who holds the new one", async () => {
    const link = await sealLink(epochKey, oldKey, place);
    expect(link).toHaveLength(48);
    expect(await openLink(epochKey, link, place, before())).toEqual(oldKey);
  });

  it("[CO2] opens with no other key and in no other place", async () => {
    const link = await sealLink(epochKey, oldKey, place);
    expect(await refusalOf(() => openLink(random(32), link, place, before()))).toBe("FL_OPEN");
    expect(await refusalOf(() => openLink(epochKey, link, { ...place, epoch: 3 }, before()))).toBe("FL_OPEN");
    const elsewhere = { ...place, stream: newId<StreamId>(random) };
    expect(await refusalOf(() => openLink(epochKey, link, elsewhere, before()))).toBe("FL_OPEN");
    expect(await refusalOf(() => openLink(epochKey, flip(link, 5), place, before()))).toBe("FL_OPEN");
  });

  it("[CO1] to a key that the older epoch's commit does not name is not followed", async () => {
    const planted = await sealLink(epochKey, random(32), place);
    expect(await refusalOf(() => openLink(epochKey, planted, place, before()))).toBe("FL_COMMITMENT");
  });
});

it("[MB3] [MB4] a desk's keys come from its epoch alone, each for one use", async () => {
  const desk = await deskKeys(epochKey);
  expect(await deskKeys(toBytes(epochKey))).toEqual(desk);
  const secrets = [epochKey, desk.kemSeed, desk.replySeed, desk.signSeed].map(String);
  expect(new Set(secrets).size).toBe(4);
  expect((await deskKeys(random(32))).kemKey).not.toEqual(desk.kemKey);
});

describe("a bundle", () => {
  const seal = (keys: MemberKeys, unlocking: Awaited<ReturnType<typeof unlockingKeys>>, counter = 1) =>
    sealBundle(keys, unlocking, league.roster.organisation, counter, random);

  it("[RO4] gives a member his keys back under his phrase, and only under it", async () => {
    const unlocking = await unlockingKeys(random(32));
    const bundle = parseBundle(await seal(league.cleo, unlocking));
    verifyBundle(bundle, league.roster);
    expect(bundle).toMatchObject({ login: unlocking.login, counter: 1, member: league.cleo.id });
    expect(await openBundle(bundle, unlocking)).toEqual(league.cleo);
    expect(await refusalOf(async () => openBundle(bundle, await unlockingKeys(random(32))))).toBe("FL_OPEN");
  });

  it("[RO4] put there by another member, or changed, does not count", async () => {
    const unlocking = await unlockingKeys(random(32));
    const forged = await seal({ ...league.otto, id: league.cleo.id }, unlocking);
    expect(await refusalOf(() => verifyBundle(parseBundle(forged), league.roster))).toBe("FL_SIGNATURE");
    const bytes = await seal(league.cleo, unlocking);
    for (let at = 3; at < bytes.length; at += 7) {
      const outcome = await refusalOf(() => verifyBundle(parseBundle(flip(bytes, at)), league.roster));
      expect(outcome).not.toBe("accepted");
    }
  });

  it("[RO4] of someone removed or unknown, or of another organisation, does not count", async () => {
    const { roster, ann, otto } = league;
    const unlocking = await unlockingKeys(random(32));
    const gone = after(roster, [{ kind: "remove", member: otto.id }, ann]);
    const bundle = parseBundle(await seal(otto, unlocking));
    expect(await refusalOf(() => verifyBundle(bundle, gone))).toBe("FL_ROSTER_MEMBER");
    const stranger = parseBundle(await seal(makeMemberKeys(random), unlocking));
    expect(await refusalOf(() => verifyBundle(stranger, roster))).toBe("FL_ROSTER_MEMBER");
    const elsewhere = { ...bundle, organisation: "06".repeat(32) as typeof bundle.organisation };
    expect(await refusalOf(() => verifyBundle(elsewhere, roster))).toBe("FL_ORGANISATION");
  });

  it("[RO4] with its counter turned back by the server opens for nobody", async () => {
    const unlocking = await unlockingKeys(random(32));
    const bundle = parseBundle(await seal(league.cleo, unlocking, 2));
    const header = [idToBytes(bundle.organisation), idToBytes(bundle.member), bundle.loginKey, 1, bundle.salt];
    const signature = sign(league.cleo.signSeed, encodeForm(KIND.bundle, [...header, bundle.sealed]));
    const older = parseBundle(encodeForm(KIND.bundle, [...header, bundle.sealed, signature]));
    expect(await refusalOf(() => openBundle(older, unlocking))).toBe("FL_OPEN");
  });
});
