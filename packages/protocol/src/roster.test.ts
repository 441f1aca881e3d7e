import { beforeAll, describe, expect, it } from "vitest";
import { toBytes } from "./bytes.ts";
import { after, enrol, HOUR, type League, paperBoatLeague, refusalOf, seededRandom } from "./fixture.ts";
import { encodeForm, KIND } from "./form.ts";
import { idToBytes, newId, ZERO_HASH } from "./id.ts";
import { type MemberKeys, makeMemberKeys, publicKeys } from "./member.ts";
import { ROLES, type Role } from "./role.ts";
import { extendRoster, foundOrganisation, mayCountersign, type Roster, readRoster, rosterEntry } from "./roster.ts";
import {
  countersign,
  countersigned,
  type LastHead,
  parseRosterEntry,
  type RosterBody,
  signRosterEntry,
} from "./roster-entry.ts";
import { sign, verifyKeyOf } from "./signature.ts";

const random = seededRandom("roster");
let league: League;
let newcomer: MemberKeys;

beforeAll(async () => {
  league = await paperBoatLeague();
  newcomer = makeMemberKeys(random);
});

/** Whether an entry with these signers extends this roster. */
const attempt = (roster: Roster, body: RosterBody, ...signers: MemberKeys[]) =>
  refusalOf(() => extendRoster(roster, rosterEntry(roster, body, signers, HOUR)));
const enrolment = async (role: Role, keys = newcomer): Promise<RosterBody> => ({
  kind: "enrol",
  member: await publicKeys(keys),
  role,
});

describe("founding", () => {
  it("[RO1] by two names both and is signed by both; its hash is the organisation's id", async () => {
    const { ann, bea } = league;
    const entry = await foundOrganisation([ann, bea], HOUR, random);
    const roster = readRoster([entry]);
    expect(roster.organisation).toBe(parseRosterEntry(entry).hash);
    expect(roster).toMatchObject({ seq: 0, twoAdministrators: true });
    expect([...roster.members.keys()]).toEqual([ann.id, bea.id]);
  });

  it("[RO1] signed by one of its two founders only is refused", async () => {
    const { ann, bea } = league;
    const body: RosterBody = {
      kind: "found",
      founders: [await publicKeys(ann), await publicKeys(bea)],
      nonce: random(16),
    };
    const place = { organisation: null, seq: 0, previous: ZERO_HASH, hour: HOUR };
    for (const signers of [[ann], [], [ann, ann]])
      expect(await refusalOf(() => readRoster([signRosterEntry(place, body, signers)]))).toBe("FL_ROSTER_RIGHT");
  });

  it("[RO1] with nobody, three founders, one id twice or one key twice is refused", async () => {
    const { ann, bea, cleo } = league;
    const found = (founders: MemberKeys[]) =>
      refusalOf(async () => readRoster([await foundOrganisation(founders, HOUR, random)]));
    expect(await found([])).toBe("FL_FORM_FIELD");
    expect(await found([ann, bea, cleo])).toBe("FL_FORM_FIELD");
    expect(await found([ann, { ...bea, id: ann.id }])).toBe("FL_ROSTER_MEMBER");
    expect(await found([ann, { ...bea, signSeed: ann.signSeed }])).toBe("FL_KEY");
  });

  it("[RO1] happens once, at the beginning", async () => {
    const { roster, entries, ann, bea } = league;
    expect(await refusalOf(() => readRoster([]))).toBe("FL_ROSTER_CHAIN");
    expect(await refusalOf(() => readRoster(entries.slice(1)))).toBe("FL_ROSTER_CHAIN");
    const again: RosterBody = { kind: "found", founders: [await publicKeys(newcomer)], nonce: random(16) };
    expect(await attempt(roster, again, ann, bea)).toBe("FL_ROSTER_CHAIN");
  });

  it("[RO1] with the same founders twice makes two organisations", async () => {
    const entry = () => foundOrganisation([league.ann], HOUR, random);
    expect(readRoster([await entry()]).organisation).not.toBe(readRoster([await entry()]).organisation);
  });
});

describe("the chain", () => {
  it("[RO1] is read whole, and gives each member as he stood at each head", async () => {
    const { roster, entries, ann, bea, cleo } = league;
    const later = after(roster, [{ kind: "rerole", member: cleo.id, role: "coordinator" }, ann, bea]);
    expect(later.memberAt(cleo.id, roster.head)?.role).toBe("caseworker");
    expect(later.memberAt(cleo.id, later.head)?.role).toBe("coordinator");
    const first = readRoster(entries.slice(0, 1));
    expect(later.memberAt(cleo.id, first.head)).toBeUndefined();
    expect(later.memberAt(cleo.id, ZERO_HASH)).toBeUndefined();
    expect(later.seqOf(roster.head)).toBe(3);
    expect(roster.members.get(cleo.id)?.role).toBe("caseworker"); // the older value is as it was
  });

  it("[RO1] refuses a gap, a repetition, a fork and another organisation's entry", async () => {
    const { roster, entries, ann, bea } = league;
    const body = await enrolment("operator");
    expect(await refusalOf(() => readRoster([entries[0]!, entries[2]!]))).toBe("FL_ROSTER_CHAIN");
    expect(await refusalOf(() => readRoster([...entries, entries[3]!]))).toBe("FL_ROSTER_CHAIN");
    const fork = await enrol(readRoster(entries.slice(0, 3)), newcomer, "operator", [ann]);
    expect(await refusalOf(() => extendRoster(roster, fork))).toBe("FL_ROSTER_CHAIN");
    const twin = after(readRoster(entries.slice(0, 3)), [{ kind: "suspend", member: ann.id }, ann]);
    expect(twin.seq).toBe(roster.seq);
    expect(await refusalOf(() => extendRoster(roster, rosterEntry(twin, body, [bea], HOUR)))).toBe("FL_ROSTER_CHAIN");
    const other = readRoster([await foundOrganisation([ann], HOUR, random)]);
    const theirs = rosterEntry(
      { ...roster, organisation: other.organisation },
      await enrolment("operator"),
      [ann],
      HOUR,
    );
    expect(await refusalOf(() => extendRoster(roster, theirs))).toBe("FL_ORGANISATION");
  });

  it("[RO1] has one head however an entry's signatures are ordered or doubled", async () => {
    const { roster, ann, bea } = league;
    const body = await enrolment("caseworker");
    const heads = [
      [ann, bea],
      [bea, ann],
      [ann, bea, ann],
    ].map((signers) => extendRoster(roster, rosterEntry(roster, body, signers, HOUR)).head);
    expect(new Set(heads).size).toBe(1);
  });

  it("an entry of a kind that this version does not know halts it, so that it is renewed", async () => {
    const { roster, ann, bea } = league;
    const part = [idToBytes(roster.organisation), 4, idToBytes(roster.head), HOUR, ["dissolve", [1]]];
    const message = encodeForm(KIND.rosterEntry, part);
    const signatures = [ann, bea].map(({ id, signSeed }) => [idToBytes(id), sign(signSeed, message)]);
    const entry = encodeForm(KIND.rosterEntry, [...part, signatures]);
    expect(await refusalOf(() => extendRoster(roster, entry))).toBe("FL_ROSTER_UNKNOWN_ENTRY");
  });

  it("an entry that is signed and then changed is nobody's", async () => {
    const { roster, ann } = league;
    const entry = rosterEntry(roster, await enrolment("operator"), [ann], HOUR);
    const changed = toBytes(entry);
    changed[120] = (changed[120] ?? 0) ^ 1;
    expect(await refusalOf(() => extendRoster(roster, changed))).not.toBe("accepted");
  });

  it("of two hundred entries is read in well under the time a login takes", { timeout: 20_000 }, () => {
    const { entries, roster, ann, bea } = league;
    let grown = roster;
    const many = [...entries];
    for (let version = 1; version <= 200; version++) {
      const entry = rosterEntry(grown, { kind: "minimum-version", version }, [ann, bea], HOUR);
      many.push(entry);
      grown = extendRoster(grown, entry);
    }
    expect(readRoster(many).minimumVersion).toBe(200);
  });
});

describe("enrolling", () => {
  const POWER: Role[] = ["caseworker", "coordinator", "administrator"];

  it.each(ROLES)(
    "[RO2] a newcomer as %s: two administrators where he may approve or administer, else one",
    async (role) => {
      const { roster, ann, bea } = league;
      const body = await enrolment(role);
      expect(await attempt(roster, body, ann, bea)).toBe("accepted");
      expect(await attempt(roster, body, ann)).toBe(POWER.includes(role) ? "FL_ROSTER_RIGHT" : "accepted");
    },
  );

  it("[RO2] nobody enrols without an administrator, and nobody enrols himself", async () => {
    const { roster, cleo, otto, udo } = league;
    const body = await enrolment("operator");
    for (const signers of [[], [cleo], [cleo, otto, udo]])
      expect(await attempt(roster, body, ...signers)).toBe("FL_ROSTER_RIGHT");
    for (const signers of [[newcomer], [newcomer, cleo]])
      expect(await attempt(roster, body, ...signers)).toBe("FL_SIGNATURE");
  });

  it("[RO2] the second signature must be an administrator's: not a puppet's, nor the first one's twice", async () => {
    const { roster, ann, bea, cleo, otto } = league;
    const body = await enrolment("administrator");
    for (const second of [cleo, otto, ann]) expect(await attempt(roster, body, ann, second)).toBe("FL_ROSTER_RIGHT");
    for (const second of [newcomer, { ...bea, signSeed: ann.signSeed }, { ...ann, id: bea.id }])
      expect(await attempt(roster, body, ann, second)).toBe("FL_SIGNATURE");
  });

  it("[RO2] names no signer who has not signed, beside however many who have", async () => {
    const { roster, ann, bea, cleo, otto } = league;
    const body = await enrolment("coordinator");
    for (const third of [newcomer, { ...cleo, signSeed: otto.signSeed }, { ...newcomer, id: cleo.id }])
      expect(await attempt(roster, body, ann, bea, third)).toBe("FL_SIGNATURE");
    // A true one that adds nothing does no harm.
    expect(await attempt(roster, body, ann, bea, cleo)).toBe("accepted");
  });

  it("[RO2] a founder alone enrols the second administrator; from then on neither decides alone", async () => {
    const { ann, bea } = league;
    const alone = readRoster([await foundOrganisation([ann], HOUR, random)]);
    expect(alone.twoAdministrators).toBe(false);
    const two = extendRoster(alone, await enrol(alone, bea, "administrator", [ann]));
    expect(two.twoAdministrators).toBe(true);
    expect(await attempt(two, await enrolment("administrator"), ann)).toBe("FL_ROSTER_RIGHT");
    expect(await attempt(two, await enrolment("administrator"), ann, bea)).toBe("accepted");
  });

  it("[RO2] an id is never used twice, not even a removed member's", async () => {
    const { roster, ann, bea, otto } = league;
    const again = await enrolment("operator", { ...newcomer, id: otto.id });
    expect(await attempt(roster, again, ann, bea)).toBe("FL_ROSTER_MEMBER");
    const gone = after(roster, [{ kind: "remove", member: otto.id }, ann]);
    expect(await attempt(gone, again, ann, bea)).toBe("FL_ROSTER_MEMBER");
  });

  it("[RO2] a signing key is never a second member's: one signature would count as two people's", async () => {
    const { roster, ann, bea, otto } = league;
    const twin = { ...newcomer, signSeed: bea.signSeed };
    expect(await attempt(roster, await enrolment("operator", twin), ann)).toBe("FL_KEY");
    const gone = after(roster, [{ kind: "remove", member: otto.id }, ann]);
    expect(await attempt(gone, await enrolment("operator", { ...newcomer, signSeed: otto.signSeed }), ann)).toBe(
      "FL_KEY",
    );
  });

  it("[RO2] a key of small order is refused", async () => {
    const { roster, ann } = league;
    const member = { ...(await publicKeys(newcomer)), verifyKey: new Uint8Array(32) };
    expect(await attempt(roster, { kind: "enrol", member, role: "operator" }, ann)).toBe("FL_KEY");
  });

  it("[RO2] an entry may be signed by one administrator first and by the other later", async () => {
    const { roster, ann, bea } = league;
    const half = rosterEntry(roster, await enrolment("coordinator"), [ann], HOUR);
    expect(await refusalOf(() => extendRoster(roster, half))).toBe("FL_ROSTER_RIGHT");
    expect(extendRoster(roster, countersign(half, bea)).members.get(newcomer.id)?.role).toBe("coordinator");
  });
});

describe("giving and taking rights", () => {
  it("[RO2] re-roling takes two where the old or the new role may approve or administer", async () => {
    const { roster, ann, bea, cleo, otto, udo } = league;
    const rerole = (member: MemberKeys, role: Role): RosterBody => ({ kind: "rerole", member: member.id, role });
    for (const body of [
      rerole(otto, "coordinator"),
      rerole(cleo, "operator"),
      rerole(bea, "auditor"),
      rerole(otto, "administrator"),
    ]) {
      expect(await attempt(roster, body, ann)).toBe("FL_ROSTER_RIGHT");
      expect(await attempt(roster, body, ann, bea)).toBe("accepted");
    }
    expect(await attempt(roster, rerole(udo, "operator"), ann)).toBe("accepted");
    expect(await attempt(roster, rerole(otto, "coordinator"), otto, cleo)).toBe("FL_ROSTER_RIGHT");
    expect(await attempt(roster, rerole(newcomer, "operator"), ann, bea)).toBe("FL_ROSTER_MEMBER");
  });

  it("[RO2] re-roling does not wake a suspended member", () => {
    const { roster, ann, bea, otto } = league;
    const later = after(
      roster,
      [{ kind: "suspend", member: otto.id }, ann],
      [{ kind: "rerole", member: otto.id, role: "coordinator" }, ann, bea],
    );
    expect(later.members.get(otto.id)).toMatchObject({ role: "coordinator", standing: "suspended" });
  });

  it("[RO2] removing takes two where the member may approve or administer, and is for good", async () => {
    const { roster, ann, bea, cleo, otto } = league;
    expect(await attempt(roster, { kind: "remove", member: cleo.id }, ann)).toBe("FL_ROSTER_RIGHT");
    expect(await attempt(roster, { kind: "remove", member: otto.id }, cleo, otto)).toBe("FL_ROSTER_RIGHT");
    const gone = after(
      roster,
      [{ kind: "remove", member: cleo.id }, ann, bea],
      [{ kind: "remove", member: otto.id }, ann],
    );
    expect(gone.members.get(cleo.id)?.standing).toBe("removed");
    const rekeyed = { ...(await publicKeys(newcomer)), id: cleo.id };
    const bodies: RosterBody[] = [
      { kind: "restore", member: cleo.id },
      { kind: "rerole", member: cleo.id, role: "operator" },
      { kind: "suspend", member: cleo.id },
      { kind: "remove", member: cleo.id },
    ];
    for (const body of bodies) expect(await attempt(gone, body, ann, bea)).toBe("FL_ROSTER_MEMBER");
    expect(await attempt(gone, { kind: "rekey", member: rekeyed }, cleo, ann, bea)).toBe("FL_ROSTER_MEMBER");
  });

  it("[RO2] once two administrators have existed, one who is left does not decide alone", async () => {
    const { roster, ann, bea } = league;
    const left = after(roster, [{ kind: "remove", member: bea.id }, ann, bea]);
    expect(left.twoAdministrators).toBe(true);
    expect(await attempt(left, await enrolment("administrator"), ann)).toBe("FL_ROSTER_RIGHT");
    expect(await attempt(left, await enrolment("administrator"), ann, bea)).toBe("FL_ROSTER_RIGHT");
    expect(await attempt(left, await enrolment("operator"), ann)).toBe("accepted");
  });

  it("[RO2] the last administrator is not removed: nobody could ever repair it", async () => {
    const { ann } = league;
    const alone = readRoster([await foundOrganisation([ann], HOUR, random)]);
    expect(await attempt(alone, { kind: "remove", member: ann.id }, ann)).toBe("FL_ROSTER_RIGHT");
    expect(await attempt(alone, { kind: "rerole", member: ann.id, role: "operator" }, ann)).toBe("FL_ROSTER_RIGHT");
  });
});

describe("suspending and restoring", () => {
  it("[RO2] any member suspends another at once, an administrator included", async () => {
    const { roster, ann, otto, udo } = league;
    const later = after(roster, [{ kind: "suspend", member: ann.id }, udo]);
    expect(later.members.get(ann.id)?.standing).toBe("suspended");
    expect(await attempt(roster, { kind: "suspend", member: otto.id })).toBe("FL_ROSTER_RIGHT");
    expect(await attempt(roster, { kind: "suspend", member: otto.id }, newcomer)).toBe("FL_SIGNATURE");
  });

  it("[RO2] a suspended member's signature counts for nothing, and the count is not lowered", async () => {
    const { roster, ann, bea, otto } = league;
    const later = after(roster, [{ kind: "suspend", member: bea.id }, otto]);
    expect(later.twoAdministrators).toBe(true);
    expect(await attempt(later, await enrolment("coordinator"), ann, bea)).toBe("FL_ROSTER_RIGHT");
    expect(await attempt(later, await enrolment("coordinator"), ann)).toBe("FL_ROSTER_RIGHT");
    expect(await attempt(later, { kind: "suspend", member: otto.id }, bea)).toBe("FL_ROSTER_RIGHT");
    expect(await attempt(later, { kind: "remove", member: otto.id }, bea)).toBe("FL_ROSTER_RIGHT");
  });

  it("[RO2] two restore a worker, one of them an administrator, none of them himself", async () => {
    const { roster, ann, bea, cleo, otto, udo } = league;
    const later = after(roster, [{ kind: "suspend", member: otto.id }, cleo]);
    const restore: RosterBody = { kind: "restore", member: otto.id };
    expect(await attempt(later, restore, ann, cleo)).toBe("accepted");
    expect(await attempt(later, restore, ann, bea)).toBe("accepted");
    for (const signers of [[ann], [ann, ann], [cleo, udo], [ann, otto]])
      expect(await attempt(later, restore, ...signers)).toBe("FL_ROSTER_RIGHT");
  });

  it("[RO2] a suspension or a return that would change nothing is no entry: nobody alone makes the roster long", async () => {
    const { roster, ann, bea, otto, udo } = league;
    const suspend: RosterBody = { kind: "suspend", member: otto.id };
    const restore: RosterBody = { kind: "restore", member: otto.id };
    const suspended = after(roster, [suspend, udo]);
    expect(await attempt(suspended, suspend, udo)).toBe("FL_ROSTER_MEMBER");
    expect(await attempt(suspended, suspend, ann, bea)).toBe("FL_ROSTER_MEMBER");
    // One signature that lacks is not what stands against it: it waits for nobody.
    for (const signers of [[ann], [ann, bea]])
      expect(await attempt(roster, restore, ...signers)).toBe("FL_ROSTER_MEMBER");
    const back = after(suspended, [restore, ann, bea]);
    expect(await attempt(back, restore, ann, bea)).toBe("FL_ROSTER_MEMBER");
    expect(await attempt(back, suspend, udo)).toBe("accepted");
  });

  it("[RO2] who may approve or administer is restored by two administrators", async () => {
    const { roster, ann, bea, cleo, udo } = league;
    const later = after(roster, [{ kind: "suspend", member: cleo.id }, udo]);
    expect(await attempt(later, { kind: "restore", member: cleo.id }, ann, udo)).toBe("FL_ROSTER_RIGHT");
    expect(await attempt(later, { kind: "restore", member: cleo.id }, ann, bea)).toBe("accepted");
  });

  it("[RO2] restoring an administrator takes two others: where only two exist, nobody can (recovery comes later)", async () => {
    const { roster, ann, bea, cleo, otto } = league;
    const later = after(roster, [{ kind: "suspend", member: bea.id }, otto]);
    for (const signers of [[ann], [ann, cleo], [ann, bea], [ann, cleo, otto]])
      expect(await attempt(later, { kind: "restore", member: bea.id }, ...signers)).toBe("FL_ROSTER_RIGHT");
  });
});

describe("new keys", () => {
  it("[RO2] for a member need his old key's signature beside an administrator's", async () => {
    const { roster, ann, bea, cleo } = league;
    const member = { ...(await publicKeys(newcomer)), id: cleo.id };
    const body: RosterBody = { kind: "rekey", member };
    expect(await attempt(roster, body, cleo, ann)).toBe("accepted");
    for (const signers of [[cleo], [ann, bea]]) expect(await attempt(roster, body, ...signers)).toBe("FL_ROSTER_RIGHT");
    expect(await attempt(roster, body, { ...newcomer, id: cleo.id }, ann)).toBe("FL_SIGNATURE");
  });

  it("[RO2] replace the old ones from then on, and the past keeps the old", async () => {
    const { roster, ann, bea, cleo } = league;
    const member = { ...(await publicKeys(newcomer)), id: cleo.id };
    const later = after(roster, [{ kind: "rekey", member }, cleo, ann]);
    expect(later.members.get(cleo.id)).toMatchObject({ ...member, role: "caseworker" });
    expect(later.memberAt(cleo.id, roster.head)?.verifyKey).toEqual(verifyKeyOf(cleo.signSeed));
    // One person with an old and a new key is not two.
    const { kemKey } = await publicKeys(makeMemberKeys(random));
    expect(await attempt(later, { kind: "rekey", member: { ...member, kemKey } }, cleo, ann)).toBe("FL_SIGNATURE");
    expect(await attempt(later, await enrolment("administrator", makeMemberKeys(random)), ann, bea)).toBe("accepted");
  });

  it("[RO2] are not another member's, nor his own old ones again; a new KEM key alone will do", async () => {
    const { roster, ann, cleo, otto } = league;
    const old = await publicKeys(cleo);
    const fresh = await publicKeys({ ...newcomer, id: cleo.id });
    const taken = { ...fresh, verifyKey: verifyKeyOf(otto.signSeed) };
    expect(await attempt(roster, { kind: "rekey", member: taken }, cleo, ann)).toBe("FL_KEY");
    const kemOnly = { ...old, kemKey: fresh.kemKey };
    expect(await attempt(roster, { kind: "rekey", member: kemOnly }, cleo, ann)).toBe("accepted");
    const later = after(roster, [{ kind: "rekey", member: fresh }, cleo, ann]);
    const back = rosterEntry(later, { kind: "rekey", member: old }, [{ ...newcomer, id: cleo.id }, ann], HOUR);
    expect(await refusalOf(() => extendRoster(later, back))).toBe("FL_KEY");
  });

  it("[RO2] are no KEM key that anybody in this roster has had: what is given up may be in other hands", async () => {
    const { roster, ann, bea, cleo, otto } = league;
    const old = await publicKeys(cleo);
    const first = { ...old, kemKey: (await publicKeys(newcomer)).kemKey };
    const second = { ...old, kemKey: (await publicKeys(makeMemberKeys(random))).kemKey };
    const rekey = (member: typeof old): RosterBody => ({ kind: "rekey", member });
    const later = after(roster, [rekey(first), cleo, ann], [rekey(second), cleo, ann]);
    for (const member of [old, first, second, { ...old, kemKey: (await publicKeys(otto)).kemKey }])
      expect(await attempt(later, rekey(member), cleo, ann, bea)).toBe("FL_KEY");
    const copy = { ...(await publicKeys(makeMemberKeys(random))), kemKey: old.kemKey };
    expect(await attempt(later, { kind: "enrol", member: copy, role: "operator" }, ann, bea)).toBe("FL_KEY");
    const founders = [ann, { ...bea, kemSeed: ann.kemSeed }];
    expect(await refusalOf(async () => readRoster([await foundOrganisation(founders, HOUR, random)]))).toBe("FL_KEY");
  });

  it("[RO2] are not given to someone who is suspended", async () => {
    const { roster, ann, bea, otto } = league;
    const later = after(roster, [{ kind: "suspend", member: otto.id }, ann]);
    const member = { ...(await publicKeys(newcomer)), id: otto.id };
    expect(await attempt(later, { kind: "rekey", member }, otto, ann, bea)).toBe("FL_ROSTER_RIGHT");
  });
});

describe("what all callers rest on", () => {
  it("[RO2] [RO3] the intake key changes by two administrators, one count after the other", async () => {
    const { roster, ann, bea, cleo } = league;
    const signKey = verifyKeyOf(random(32));
    const intake = (counter: number): RosterBody => ({ kind: "intake", signKey, counter });
    expect(await attempt(roster, intake(1), ann)).toBe("FL_ROSTER_RIGHT");
    expect(await attempt(roster, intake(1), ann, cleo)).toBe("FL_ROSTER_RIGHT");
    for (const counter of [0, 2]) expect(await attempt(roster, intake(counter), ann, bea)).toBe("FL_ROSTER_CHAIN");
    const later = after(roster, [intake(1), ann, bea], [intake(2), ann, bea]);
    expect(later.intake).toEqual({ signKey, counter: 2 });
    const small: RosterBody = { kind: "intake", signKey: new Uint8Array(32), counter: 1 };
    expect(await attempt(roster, small, ann, bea)).toBe("FL_KEY");
  });

  it("[RO2] [RO3] the minimum version takes two and never goes down", async () => {
    const { roster, ann, bea } = league;
    const version = (number: number): RosterBody => ({ kind: "minimum-version", version: number });
    expect(await attempt(roster, version(3), ann)).toBe("FL_ROSTER_RIGHT");
    expect(after(roster, [version(3), ann, bea], [version(2), ann, bea]).minimumVersion).toBe(3);
  });

  it("[RO2] a member whom nobody knows is no signer", async () => {
    const { roster, ann } = league;
    const ghost = { ...makeMemberKeys(random), id: newId<typeof ann.id>(random) };
    expect(await attempt(roster, await enrolment("coordinator"), ann, ghost)).toBe("FL_SIGNATURE");
  });
});

describe("administration that is lost", () => {
  const named = ({ ann, cleo, otto }: League): RosterBody => ({
    kind: "recovery",
    threshold: 2,
    members: [ann.id, cleo.id, otto.id],
  });
  /** Udo, an auditor who turned, suspends everybody but himself. */
  const seized = (): Roster => {
    const { roster, ann, bea, cleo, otto, udo } = league;
    return after(
      roster,
      [named(league), ann, bea],
      ...[ann, bea, cleo, otto].map((member): [RosterBody, MemberKeys] => [
        { kind: "suspend", member: member.id },
        udo,
      ]),
    );
  };

  it("[RO2] is brought back by so many of the named members as were agreed, suspended ones too", async () => {
    const { cleo, otto, udo, ann, bea } = league;
    const roster = seized();
    const body: RosterBody = { kind: "recover", administrators: [cleo.id, ann.id] };
    expect(await attempt(roster, body, cleo)).toBe("FL_ROSTER_RIGHT");
    expect(await attempt(roster, body, cleo, udo)).toBe("FL_ROSTER_RIGHT");
    expect(await attempt(roster, body, bea, cleo)).toBe("FL_ROSTER_RIGHT"); // an administrator, but not named
    const back = after(roster, [body, cleo, otto]);
    expect(back.members.get(cleo.id)).toMatchObject({ role: "administrator", standing: "active" });
    expect(back.members.get(ann.id)).toMatchObject({ role: "administrator", standing: "active" });
    expect(back.members.get(otto.id)?.standing).toBe("suspended");
    // From here on everything goes its ordinary way: the two remove whoever did it.
    expect(await attempt(back, { kind: "remove", member: udo.id }, cleo)).toBe("accepted");
  });

  it("[RO2] is not taken from those who have it: one active administrator of two is lost, two are not", async () => {
    const { roster, ann, bea, cleo, otto, udo } = league;
    const ready = after(roster, [named(league), ann, bea]);
    const body: RosterBody = { kind: "recover", administrators: [cleo.id] };
    expect(await attempt(ready, body, cleo, otto)).toBe("FL_ROSTER_RIGHT");
    const one = after(ready, [{ kind: "suspend", member: bea.id }, udo]);
    expect(await attempt(one, body, cleo, otto)).toBe("accepted");
  });

  it("[RO2] stays lost where nobody was named, and a removed member brings nothing back", async () => {
    const { roster, ann, bea, cleo, otto, udo } = league;
    const body: RosterBody = { kind: "recover", administrators: [cleo.id] };
    const unnamed = after(roster, [{ kind: "suspend", member: ann.id }, udo]);
    expect(await attempt(unnamed, body, cleo, otto)).toBe("FL_ROSTER_RIGHT");
    const ready = after(roster, [named(league), ann, bea], [{ kind: "remove", member: otto.id }, ann]);
    const lost = after(ready, [{ kind: "suspend", member: ann.id }, udo]);
    expect(await attempt(lost, body, cleo, otto)).toBe("FL_ROSTER_RIGHT");
    expect(await attempt(lost, { kind: "recover", administrators: [otto.id] }, ann, cleo)).toBe("FL_ROSTER_MEMBER");
  });
});

describe("erasing", () => {
  const last = { stream: "5a".repeat(16) as LastHead["stream"], seq: 4, hash: "17".repeat(32) as LastHead["hash"] };
  const body: RosterBody = { kind: "erase", streams: [last] };

  it("[CO6] [P11] takes two different members who may decide, in a one-person team too", async () => {
    const { roster, ann, bea, cleo, otto, udo } = league;
    for (const signers of [[cleo], [cleo, cleo], [cleo, otto], [cleo, udo]])
      expect(await attempt(roster, body, ...signers)).toBe("FL_ROSTER_RIGHT");
    for (const signers of [
      [cleo, ann],
      [ann, bea],
    ])
      expect(await attempt(roster, body, ...signers)).toBe("accepted");
    const alone = readRoster([await foundOrganisation([ann], HOUR, random)]);
    expect(await attempt(alone, body, ann)).toBe("FL_ROSTER_RIGHT");
  });

  it("[CO6] leaves a stub that says when and by whom, and the first word stands", async () => {
    const { roster, ann, bea, cleo } = league;
    const later = after(roster, [body, cleo, ann], [{ kind: "erase", streams: [{ ...last, seq: 9 }] }, ann, bea]);
    expect([...later.erased.values()]).toEqual([{ ...last, hour: HOUR, entry: 4, by: [cleo.id, ann.id].sort() }]);
    expect(roster.erased.size).toBe(0);
  });
});

it("[RO2] a signature is wanted from whom it is worth something", async () => {
  const { roster, ann, cleo, otto, udo } = league;
  const named: RosterBody = { kind: "recovery", threshold: 2, members: [cleo.id, otto.id] };
  const later = after(roster, [named, ann, league.bea], [{ kind: "suspend", member: otto.id }, udo]);
  const wanted = (body: RosterBody) =>
    Object.entries({ ann, cleo, otto, udo }).flatMap(([name, { id }]) =>
      mayCountersign(later, body, id) ? [name] : [],
    );
  expect(wanted({ kind: "remove", member: cleo.id })).toEqual(["ann"]);
  expect(wanted({ kind: "minimum-version", version: 1 })).toEqual(["ann"]);
  expect(wanted({ kind: "suspend", member: ann.id })).toEqual(["ann", "cleo", "udo"]);
  expect(wanted({ kind: "restore", member: cleo.id })).toEqual(["ann", "udo"]);
  expect(wanted({ kind: "rekey", member: { ...(await publicKeys(newcomer)), id: udo.id } })).toEqual(["ann", "udo"]);
  expect(wanted({ kind: "erase", streams: [] })).toEqual(["ann", "cleo"]);
  // Suspended ones for recovery alone: that is what they are asked for.
  expect(wanted({ kind: "recover", administrators: [cleo.id] })).toEqual(["cleo", "otto"]);
  expect(mayCountersign(roster, { kind: "remove", member: cleo.id }, newcomer.id)).toBe(false);
});

it("[RO2] two copies of one entry, each with one signature, are one entry with both", async () => {
  const { roster, ann, bea } = league;
  const body = await enrolment("coordinator");
  const [one, other] = [ann, bea].map((signer) => parseRosterEntry(rosterEntry(roster, body, [signer], HOUR)));
  const both = countersigned(one!, other!);
  expect(extendRoster(roster, both).head).toBe(one!.hash);
  // Joined again and again it stays as long as it is.
  expect(countersigned(parseRosterEntry(both), one!)).toHaveLength(both.length);
  // Whoever makes other valid signatures of his own, which takes no more than another nonce, still has one.
  const again = { ...one!, signatures: [{ member: ann.id, signature: random(64) }] };
  expect(parseRosterEntry(countersigned(parseRosterEntry(both), again)).signatures).toHaveLength(2);
  const elsewhere = parseRosterEntry(rosterEntry(roster, body, [bea], HOUR + 1));
  expect(await refusalOf(() => countersigned(one!, elsewhere))).toBe("FL_ROSTER_CHAIN");
});
