/** A case that sixty people read, with keys of their own each: given, read, taken from one, and begun anew for the rest. */
import type { CaseId, MemberId } from "@fairlead/casework";
import { makeMemberKeys, publicKeys } from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hand } from "../src/index.ts";
import { appendToRoster } from "../src/roster-append.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { House, random } from "./house.ts";
import { insider } from "./insider.ts";

/**
 * Beside whoever carries the case. All are members with keys of their own; three sit at consoles. The others have no phrase:
 * stretching fifty of them takes longer than all that is looked at here.
 */
const OTHERS = 59;
const SEATED = ["Reed", "Rail", "Ruff"] as const;

describe("a case shared with sixty people", () => {
  let house: House;
  let willow: Hand;
  let quarry: Hand;
  let seated: Hand[];
  let theCase: CaseId;
  const others: MemberId[] = [];

  const kite = async (hand: Hand) => {
    await hand.sync();
    return hand.view().cases.find((one) => one.case === theCase) ?? expect.fail("not held");
  };
  const spineOf = async (hand: Hand) => {
    const { parts } = await kite(hand);
    return parts.find(({ part }) => part === "contact") ?? expect.fail("no spine");
  };
  const notes = async (hand: Hand) => JSON.stringify(await kite(hand));

  beforeAll(async () => {
    house = await House.found();
    willow = await house.enrol("Willow", "caseworker");
    quarry = await house.enrol("Quarry", "auditor");
    seated = [];
    for (const handle of SEATED) seated.push(await house.enrol(handle, "caseworker"));
    others.push(...seated.map(({ me }) => me.id));
    const anchor = await insider(house, house.phraseOf("Anchor"));
    while (others.length < OTHERS) {
      const member = await publicKeys(makeMemberKeys(random));
      await appendToRoster(anchor, { kind: "enrol", member, role: "caseworker" });
      others.push(member.id);
    }
    // What their role holds, from whoever comes by.
    await house.founder.sync();
    const caller = await Caller.with(house);
    await caller.write("An invented call.");
    await willow.sync();
    const team = { owner: willow.me.id, standIn: null, team: [] };
    theCase = (await done(willow.act.openCase(caller.keys.id, { alias: "Kite", people: 1, ...team }))).case;
    // As long as a busy machine needs.
  }, 600_000);
  afterAll(() => house?.end());

  it("[CO2] each is given it, all it said before included, and each name stands once", async () => {
    await done(willow.act.noteCase(theCase, "Said before anybody else read."));
    for (const member of others)
      await done(willow.act.share(theCase, { part: "contact", member, history: "all", until: null }));
    const { readers } = await spineOf(willow);
    expect(readers).toHaveLength(OTHERS + 1);
    expect(new Set(readers.map(({ id }) => id)).size).toBe(OTHERS + 1);
    for (const hand of seated) expect(await notes(hand)).toContain("Said before anybody else read.");
    const [reed] = seated as [Hand];
    reed.looked((await spineOf(reed)).stream);
    await reed.sync();
  }, 600_000);

  it("[CO3] one is removed: the other fifty-nine have the next key in one append, and read one another", async () => {
    const [reed, rail, ruff] = seated as [Hand, Hand, Hand];
    await done(house.founder.act.remove(reed.me.id));
    await reed.sync();
    expect(reed.view().status.shutOut).not.toBeNull();
    // Whoever comes by first begins it, and is not the one who carries the case.
    await rail.sync();
    await done(rail.act.noteCase(theCase, "Said by Rail, without Reed."));
    expect(await notes(ruff)).toContain("Said by Rail, without Reed.");
    expect(await notes(willow)).toContain("Said by Rail, without Reed.");
    const { readers } = await spineOf(ruff);
    expect(readers).toHaveLength(OTHERS);
    expect(readers.map(({ id }) => id)).not.toContain(reed.me.id);
    for (const hand of [willow, rail, ruff]) expect(hand.view().status).toMatchObject({ halted: [], setAside: 0 });
    const { readable } = await done(willow.act.couldRead(reed.me.id));
    const [could] = readable.filter(({ about }) => about !== null && "alias" in about);
    expect(could).toMatchObject({ about: { alias: "Kite", part: "contact" }, from: null, signed: true });
    expect(could?.to).not.toBeNull();
  }, 600_000);

  it("[P3] the auditor sees whose consoles showed it, and of all others that theirs have said nothing", async () => {
    const [, rail, ruff] = seated as [Hand, Hand, Hand];
    const { stream } = await spineOf(willow);
    await quarry.sync();
    for (const hand of [willow, rail, ruff]) hand.looked(stream);
    for (const hand of [willow, rail, ruff, quarry]) await hand.sync();
    const logs = quarry.view().access.logs ?? expect.fail("no auditor");
    const showed = logs.filter(({ looks }) => looks.some((one) => one.stream === stream));
    expect(showed.map(({ person }) => person.handle).toSorted()).toEqual(["Rail", "Reed", "Ruff", "Willow"]);
    expect(others.filter((id) => !logs.some(({ person }) => person.id === id))).toEqual([]);
    expect(JSON.stringify(quarry.view())).not.toContain("Kite");
  });
});
