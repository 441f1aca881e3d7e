import { copyFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import type { CaseId } from "@fairlead/casework";
import { hourOf, type RosterBody, rosterEntry } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { RUSSIAN_LIST } from "@fairlead/protocol/words/russian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Hand, type Joined, join, openHand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { DAY_MS, HOUR, House, random } from "./house.ts";
import { insider } from "./insider.ts";

const seen = (hand: Hand) => JSON.stringify(hand.view());

/** On the newcomer's own machine, with nothing but what was handed over. */
const answer = async (house: House, code: string): Promise<Extract<Joined, { kind: "joined" }>> => {
  const effects = { transport: house.line().transport, clock: house.clock, random };
  const joined = await join(effects, code, RUSSIAN_LIST, ENGLISH);
  if (joined.kind !== "joined") throw new Error(joined.kind);
  return joined;
};
const unlock = async (house: House, { phrase, pin }: { phrase: string; pin: House["pin"] }): Promise<Hand> => {
  const effects = { transport: house.line().transport, clock: house.clock, random };
  const opened = await openHand(effects, pin, phrase, [ENGLISH, RUSSIAN_LIST]);
  if (opened.kind !== "open") throw new Error(opened.kind);
  return opened.hand;
};

/** A second administrator, by invitation. */
async function secondAdministrator(house: House): Promise<Hand> {
  const { code, id } = await done(house.founder.act.invite({ handle: "Beacon", role: "administrator" }));
  const joined = await answer(house, code);
  await house.founder.sync();
  expect(await done(house.founder.act.welcome(id))).toMatchObject({ state: "enrolled" });
  return unlock(house, joined);
}

describe("invited", () => {
  let house: House;
  beforeAll(async () => {
    house = await House.found();
  });
  afterAll(() => house.end());

  it("[RO4] his own machine makes his keys; both sides say the same six words before he is let in", async () => {
    const caller = await Caller.with(house);
    await caller.write("An invented call.");
    const { code, id } = await done(house.founder.act.invite({ handle: "Plover", role: "operator" }));
    expect(house.founder.view().invitations).toMatchObject([{ handle: "Plover", state: "open", words: [] }]);
    const joined = await answer(house, `https://example.test/#join=${code}`);
    await house.founder.sync();
    const [invitation] = house.founder.view().invitations;
    expect(invitation).toMatchObject({ id, state: "answered", words: joined.words });
    expect(joined.words).toHaveLength(6);
    // Not in before the other side has said yes.
    await expect(unlock(house, joined)).rejects.toThrow("unknown-phrase");
    expect(await done(house.founder.act.welcome(id))).toMatchObject({ state: "enrolled" });
    const plover = await unlock(house, joined);
    expect(plover.me).toMatchObject({ role: "operator", handle: "Plover" });
    await plover.sync();
    expect(seen(plover)).toContain("An invented call.");
    expect(house.founder.view().invitations).toEqual([]);
  });

  it("[RO4] takes one answer; a link that was cut off, changed, or is too old says so", async () => {
    const { code, id } = await done(house.founder.act.invite({ handle: "Gull", role: "operator" }));
    const first = await answer(house, code);
    // Its pin is as new as the invitation: a chain that leaves that head out is no chain of his.
    expect(first.pin.head).not.toBe(house.pin.head);
    const effects = { transport: house.line().transport, clock: house.clock, random };
    // Whoever took the link and came second finds it used; had he come first, the words would differ.
    expect(await join(effects, code, ENGLISH, ENGLISH)).toEqual({ kind: "invitation-used" });
    await house.founder.sync();
    expect(house.founder.view().invitations[0]?.words).toEqual(first.words);
    expect(await join(effects, code.slice(0, -3), ENGLISH, ENGLISH)).toEqual({ kind: "invitation-broken" });
    const bent = code.slice(0, 60) + (code[60] === "A" ? "B" : "A") + code.slice(61);
    expect(await join(effects, bent, ENGLISH, ENGLISH)).toEqual({ kind: "invitation-broken" });
    await done(house.founder.act.closeInvitation(id));
    expect(await house.founder.act.welcome(id)).toEqual({ kind: "no-such-invitation" });
    const late = await done(house.founder.act.invite({ handle: "Gull", role: "operator" }));
    await house.pass(4 * DAY_MS);
    expect(await join(effects, late.code, ENGLISH, ENGLISH)).toEqual({ kind: "invitation-expired" });
  });

  it("[RO4] the one who invites may shut his console meanwhile: the invitation is his on any machine", async () => {
    const { code } = await done(house.founder.act.invite({ handle: "Teal", role: "operator" }));
    const joined = await answer(house, code);
    const again = await house.open("Anchor");
    await again.sync();
    const [invitation] = again.view().invitations;
    expect(invitation).toMatchObject({ handle: "Teal", words: joined.words });
    await done(again.act.welcome(invitation?.id as NonNullable<typeof invitation>["id"]));
    expect((await unlock(house, joined)).me.handle).toBe("Teal");
  });
});

describe("two administrators", () => {
  let house: House;
  let beacon: Hand;

  beforeAll(async () => {
    house = await House.found();
    beacon = await secondAdministrator(house);
  });
  afterAll(() => house.end());

  const theOneThatWaits = async (hand: Hand) => {
    await hand.sync();
    const mine = hand.view().waiting.filter((one) => one.mine === "may-sign");
    expect(mine).toHaveLength(1);
    return mine[0] as NonNullable<(typeof mine)[0]>;
  };

  it("[RO2] giving a right to decide takes both, and the newcomer is let in by the second signature", async () => {
    const { code, id } = await done(house.founder.act.invite({ handle: "Willow", role: "caseworker" }));
    const joined = await answer(house, code);
    await house.founder.sync();
    expect(await done(house.founder.act.welcome(id))).toMatchObject({ state: "waiting" });
    await expect(unlock(house, joined)).rejects.toThrow("unknown-phrase");
    const waiting = await theOneThatWaits(beacon);
    expect(waiting).toMatchObject({
      does: { kind: "enrol", role: "caseworker", member: { handle: "Willow" } },
      signers: [{ handle: "Anchor" }],
    });
    expect(await done(beacon.act.sign(waiting.id))).toEqual({ kind: "done", state: "standing" });
    const willow = await unlock(house, joined);
    expect(willow.me).toMatchObject({ role: "caseworker", handle: "Willow" });
    expect(willow.view().settings?.terms.name).toBe("Lantern");
  });

  it("[RO2] what another entry has overtaken is signed anew by its author, and then by the second", async () => {
    await done(house.founder.act.requireVersion(1));
    await done(house.founder.act.suspend((await house.enrol("Marsh", "communications")).me.id));
    await beacon.sync();
    expect(beacon.view().waiting).toMatchObject([{ stale: true, does: { kind: "minimum-version" } }]);
    await house.founder.sync();
    const waiting = await theOneThatWaits(beacon);
    expect(waiting.stale).toBe(false);
    expect(await done(beacon.act.sign(waiting.id))).toMatchObject({ state: "standing" });
  });

  it("[RO3] [MB4] keys turn every week: one hand asks, the second signs entry and certificate in one go", async () => {
    const caller = await Caller.with(house);
    const before = await caller.card();
    await house.pass(8 * DAY_MS);
    await house.founder.sync();
    const waiting = await theOneThatWaits(beacon);
    expect(waiting.does).toEqual({ kind: "intake-keys", seen: "same" });
    expect(await done(beacon.act.sign(waiting.id))).toMatchObject({ state: "standing" });
    for (const hand of [house.founder, beacon]) await hand.sync();
    expect((await caller.card()).kemKey).not.toEqual(before.kemKey);
    expect(beacon.view().status.certificate?.expires).toBe(house.founder.view().status.certificate?.expires);
    await caller.write("A call under the new keys.");
    await house.founder.sync();
    expect(house.founder.view().status).toMatchObject({ halted: [], alarms: [] });
  });
});

describe("a client that is older than the organisation requires", () => {
  it("[RO3] reads on and writes nothing, not even what it had kept to send; it may suspend", async () => {
    const old = { kind: "refused-by-server", code: "FL_CLIENT_OLD" };
    const house = await House.found();
    const beacon = await house.enrol("Beacon", "administrator");
    const marsh = await house.enrol("Marsh", "operator");
    const wren = await house.enrol("Wren", "operator");
    const { founder } = house;
    await founder.sync();
    // Nobody requires more than he has himself: it never goes down again.
    expect(await founder.act.requireVersion(99)).toEqual(old);
    const line = house.line();
    const away = await house.open("Marsh", line);
    line.cut = true;
    expect(await away.act.handOver("written while away")).toEqual({ kind: "offline" });
    const newer = [await insider(house, house.phraseOf("Anchor")), await insider(house, house.phraseOf("Beacon"))];
    const [first] = newer;
    if (first === undefined) throw new Error("two of them");
    const body: RosterBody = { kind: "minimum-version", version: 99 };
    const signers = newer.map(({ keys }) => keys);
    const entry = rosterEntry(first.roster, body, signers, hourOf(house.now));
    await first.session.call("/api/roster/append", { entry });
    line.cut = false;
    for (const hand of [away, founder, beacon, wren]) await hand.sync();
    expect(away.view().status).toMatchObject({ outdated: true, pending: 1 });
    expect(seen(wren)).not.toContain("written while away");
    expect(await away.act.handOver("still here")).toEqual(old);
    expect(await founder.act.invite({ handle: "Teal", role: "operator" })).toEqual(old);
    expect(await founder.act.changeRole(marsh.me.id, "specialist")).toEqual(old);
    expect(await founder.act.newPhrase("en")).toEqual(old);
    expect(await founder.act.suspend(marsh.me.id)).toMatchObject({ kind: "done", state: "standing" });
    await house.end();
  });
});

describe("administration that is lost", () => {
  it("[RO2] is brought back by those who were named, after one hostile member has suspended everybody", async () => {
    const house = await House.found();
    const beacon = await secondAdministrator(house);
    const [wren, marsh, udo] = [
      await house.enrol("Wren", "operator"),
      await house.enrol("Marsh", "operator"),
      await house.enrol("Udo", "auditor"),
    ];
    await done(house.founder.act.nameRecovery({ threshold: 2, members: [wren.me.id, marsh.me.id] }));
    await beacon.sync();
    for (const { id, mine } of beacon.view().waiting) if (mine === "may-sign") await done(beacon.act.sign(id));
    await udo.sync();
    for (const { me } of [house.founder, beacon, wren, marsh]) await done(udo.act.suspend(me.id));

    const [first, second] = [await house.tryOpen("Wren"), await house.tryOpen("Marsh")];
    if (first.kind !== "suspended" || second.kind !== "suspended") throw new Error("not suspended");
    expect(first.hand.me).toBe(wren.me.id);
    expect(first.hand.recovering).toMatchObject({ lost: true, threshold: 2, mine: true, waiting: [] });
    expect(first.hand.recovering.members).toContainEqual({
      id: beacon.me.id,
      role: "administrator",
      standing: "suspended",
    });
    expect(await first.hand.recover([house.founder.me.id, beacon.me.id])).toBe("waiting");
    await second.hand.refresh();
    const [waiting] = second.hand.recovering.waiting;
    expect(waiting).toMatchObject({ mine: true, signers: [wren.me.id] });
    expect(await second.hand.sign(waiting?.id ?? "")).toBe("standing");
    const anchor = await house.open("Anchor");
    await anchor.sync();
    expect(anchor.me.role).toBe("administrator");
    expect(anchor.view().recovering.lost).toBe(false);
    await done(anchor.act.suspend(udo.me.id));
    await house.end();
  });
});

describe("a case is erased", () => {
  let house: House;
  let willow: Hand;
  let heron: Hand;
  let theCase: CaseId;
  let caller: Caller;

  beforeAll(async () => {
    house = await House.found();
    willow = await house.enrol("Willow", "caseworker");
    heron = await house.enrol("Heron", "caseworker");
    caller = await Caller.with(house);
    await caller.write("Words to be forgotten.");
    await willow.sync();
    const team = { alias: "Kite", people: 1, owner: willow.me.id, standIn: null, team: [heron.me.id] };
    theCase = (await done(willow.act.openCase(caller.keys.id, team))).case;
    await heron.sync();
  });
  afterAll(() => house.end());

  it("[CO6] [P11] by two, never by one; what comes in between undoes the asking", async () => {
    expect(await done(willow.act.askErasing(theCase, "her own wish"))).toMatchObject({ state: "waiting" });
    expect(willow.view().cases[0]?.erasing).toMatchObject({ mine: "signed", goneOn: false });
    expect(await willow.act.approveErasing(theCase)).toEqual({ kind: "own-proposal" });
    await heron.sync();
    expect(heron.view().cases[0]?.erasing).toMatchObject({ mine: "may-sign", by: { handle: "Willow" } });
    await done(heron.act.noteCase(theCase, "she has written again"));
    expect(heron.view().cases[0]?.erasing?.goneOn).toBe(true);
    expect(await heron.act.approveErasing(theCase)).toEqual({ kind: "gone-on" });
  });

  it("[CO6] closed or not, leaves nothing in any hand at its next round, nor at the server; a stub says when and by whom", async () => {
    await willow.sync();
    const moved = { to: "withdrawn" as const, people: null, decision: null, reason: "her own wish" };
    await done(willow.act.moveStage(theCase, moved));
    await done(willow.act.closeCase(theCase, { outcome: "withdrawn", note: "as agreed" }));
    const fresh = await house.open("Heron"); // a console that stays open all the while
    await done(willow.act.askErasing(theCase, "her own wish, asked again"));
    // Under a second account nobody is the second. [P11]
    const pair = { member: willow.me.id, other: heron.me.id, reason: "enrolled anew in May" };
    await house.founder.sync();
    await done(house.founder.act.samePerson({ ...pair, same: true, over: 0 }));
    for (const _ of [1, 2]) await heron.sync();
    expect(await heron.act.approveErasing(theCase)).toEqual({ kind: "own-proposal" });
    expect(heron.view().samePeople).toMatchObject([
      { same: true, reason: pair.reason, by: { id: house.founder.me.id } },
    ]);
    // Of one's own accounts nobody takes it back, whatever was said of whom.
    const own = { member: house.founder.me.id, other: willow.me.id, reason: "two after all" };
    expect(await house.founder.act.samePerson({ ...own, same: false, over: 0 })).toEqual({ kind: "own-accounts" });
    await done(house.founder.act.samePerson({ ...pair, same: false, reason: "two people after all", over: 1 }));
    for (const _ of [1, 2]) await heron.sync();
    expect(await done(heron.act.approveErasing(theCase))).toMatchObject({ state: "standing" });
    for (const hand of [willow, fresh]) await hand.sync();
    for (const hand of [willow, heron, fresh]) {
      expect(hand.view().cases).toEqual([]);
      expect(seen(hand)).not.toContain("Words to be forgotten");
      expect(hand.view().status).toMatchObject({ halted: [], takenAway: [] });
      expect(hand.view().erased).toMatchObject([{ streams: 2, by: expect.any(Array) }]);
    }
    expect(
      heron
        .view()
        .erased[0]?.by.map(({ handle }) => handle)
        .sort(),
    ).toEqual(["Heron", "Willow"]);
    const again = await house.open("Willow");
    expect(again.view().cases).toEqual([]);
    expect(seen(again)).not.toContain("Words to be forgotten");
  });
});

describe("a backup from before", () => {
  it("[CO6] brings back neither a member who was removed since nor a case that was erased", async () => {
    const house = await House.found();
    const willow = await house.enrol("Willow", "caseworker");
    const heron = await house.enrol("Heron", "caseworker");
    await house.enrol("Udo", "operator");
    const caller = await Caller.with(house);
    await caller.write("Words to be forgotten.");
    await willow.sync();
    const team = { alias: "Kite", people: 1, owner: willow.me.id, standIn: null, team: [heron.me.id] };
    const { case: theCase } = await done(willow.act.openCase(caller.keys.id, team));
    const store = resolve(house.folder, "store.db");
    await house.stop();
    copyFileSync(store, `${store}.backup`);
    await house.start();

    await done(willow.act.askErasing(theCase, "her own wish"));
    await heron.sync();
    await done(heron.act.approveErasing(theCase));
    await house.founder.sync();
    const udo = house.founder.view().people.find(({ handle }) => handle === "Udo");
    if (udo === undefined) throw new Error("nobody is called Udo");
    await done(house.founder.act.remove(udo.id));

    await house.stop();
    for (const left of ["-wal", "-shm"]) rmSync(`${store}${left}`, { force: true });
    copyFileSync(`${store}.backup`, store);
    await house.start();
    // The first console that comes by gives back what was signed since.
    await house.founder.sync();
    expect(await house.tryOpen("Udo")).toEqual({ kind: "unknown-phrase" });
    const again = await house.open("Heron");
    expect(again.view().cases).toEqual([]);
    expect(seen(again)).not.toContain("Words to be forgotten");
    expect(again.view().erased).toHaveLength(1);
    // Whatever else the backup lacks is seen for what it is: a server that has gone back.
    expect(house.founder.view().status.halted.map(({ code }) => code)).toContain("FL_HEAD_REGRESSED");
    await house.end();
  });
});

describe("a new phrase", () => {
  it("[RO4] cuts the old one at once; new keys count once an administrator has signed, and all he holds begins anew", async () => {
    const house = await House.found();
    const willow = await house.enrol("Willow", "caseworker");
    const heron = await house.enrol("Heron", "caseworker");
    const caller = await Caller.with(house);
    await caller.write("An invented call.");
    await willow.sync();
    const team = { alias: "Kite", people: 1, owner: willow.me.id, standIn: null, team: [heron.me.id] };
    const { case: theCase } = await done(willow.act.openCase(caller.keys.id, team));
    const { phrase } = await done(willow.act.newPhrase("en"));
    expect(phrase).toMatch(/^([a-z]+ ?){8}$/);
    // Until it has been asked back it is nobody's, and the old one opens as before.
    expect(await unlock(house, { phrase, pin: house.pin }).catch((error: Error) => error.message)).toBe(
      "unknown-phrase",
    );
    expect((await house.tryOpen("Willow")).kind).toBe("open");
    expect(await willow.act.changePhrase("not a phrase at all")).toMatchObject({ kind: "incomplete" });
    expect(await done(willow.act.changePhrase(phrase))).toMatchObject({ state: "waiting" });
    expect((await house.tryOpen("Willow")).kind).toBe("unknown-phrase");
    const own = { phrase, pin: house.pin };
    const meanwhile = await unlock(house, own);
    expect(seen(meanwhile)).toContain("Kite");
    await house.founder.sync();
    const [waiting] = house.founder.view().waiting;
    expect(waiting?.does).toMatchObject({ kind: "rekey", member: { handle: "Willow" } });
    await done(house.founder.act.sign(waiting?.id ?? ""));
    // The console that was open takes the new key up by itself; so does one that opens later.
    await meanwhile.sync();
    await heron.sync();
    await done(heron.act.noteCase(theCase, "under the new epoch"));
    await meanwhile.sync();
    expect(seen(meanwhile)).toContain("under the new epoch");
    const later = await unlock(house, own);
    await later.sync();
    for (const word of ["Kite", "An invented call.", "under the new epoch"]) expect(seen(later)).toContain(word);
    expect(later.view().status).toMatchObject({ halted: [], alarms: [], takenAway: [] });
    await house.end();
  });

  it("[RO4] [P5] ends every other console of its member at once, also one that never stops asking", async () => {
    const house = await House.found();
    const willow = await house.enrol("Willow", "caseworker");
    const stolen = await house.open("Willow");
    await stolen.sync();
    const { phrase } = await done(willow.act.newPhrase("en"));
    await done(willow.act.changePhrase(phrase));
    const caller = await Caller.with(house);
    await caller.write("Words for the new phrase alone.");
    await stolen.sync();
    expect(stolen.view().status.shutOut).toBe("phrase");
    expect(seen(stolen)).not.toContain("Words for the new phrase alone.");
    expect(await stolen.act.suspend(house.founder.me.id)).toEqual({ kind: "locked" });
    await willow.sync();
    expect(willow.view().status.shutOut).toBeNull();
    expect(seen(willow)).toContain("Words for the new phrase alone.");
    await house.end();
  });
});

describe("notes of what was shown", () => {
  it("[ST4] a roster entry kept from one member is found out by a colleague's note; no note for two days warns", async () => {
    const house = await House.found();
    const line = house.line();
    const marsh = await house.enrol("Marsh", "operator");
    const wren = await house.enrol("Wren", "operator");
    await wren.sync();
    await marsh.sync();
    expect(marsh.view().status).toMatchObject({ disputes: [], lonely: false });
    // From here on the server shows one of them no newer entry.
    const withheld = house.line();
    const roster = withheld.transport;
    const lying = await house.open(
      "Marsh",
      Object.assign(withheld, {
        transport: async (path: string, body: object, token?: string) => {
          const said = await roster(path, body, token);
          if (path !== "/api/roster" || !Array.isArray(said.body.entries)) return said;
          const { from } = body as { from: number };
          return { ...said, body: { entries: said.body.entries.slice(0, Math.max(0, 4 - from)) } };
        },
      }),
    );
    await house.enrol("Tern", "operator");
    await house.pass(7 * HOUR);
    const other = await house.open("Wren", line);
    await other.sync();
    await lying.sync();
    expect(lying.view().status.disputes).toMatchObject([
      { kind: "roster-withheld-from-us", person: { handle: "Wren" } },
    ]);
    await house.pass(3 * DAY_MS);
    await other.sync();
    expect(other.view().status.lonely).toBe(true);
    await house.end();
  });
});
