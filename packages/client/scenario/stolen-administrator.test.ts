/**
 * An administrator's device is taken, open, with the keys in it. What one administrator can do alone, what their colleagues
 * count of it, how two others shut them out, and what is honestly said of what was read. All people are invented.
 */
import type { CaseId, DecisionId } from "@fairlead/casework";
import { hourOf, type RosterBody, rosterEntry, type StreamId } from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "../../../script/postgres.ts";
import type { Hand } from "../src/index.ts";
import { ServerRefused } from "../src/session.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { HOUR, House, random } from "./house.ts";
import { insider } from "./insider.ts";
import { LawlessConsole } from "./policy/console.ts";

const postgres = await startPostgres();
afterAll(async () => {
  if ("stop" in postgres) await postgres.stop();
});

const hex = () => Buffer.from(random(16)).toString("hex");

describe.each(["SQLite", "PostgreSQL"])("an administrator's device in other hands, on %s", (engine) => {
  const missing = engine === "PostgreSQL" && "missing" in postgres ? postgres.missing : null;
  let house: House;
  let beacon: Hand;
  let wren: Hand;
  let willow: Hand;
  /** Their console as it stood open, and one that asks no rules. */
  let merlin: Hand;
  let thief: LawlessConsole;
  let theCase: CaseId;
  let spine: StreamId;

  const story = (name: string, tell: () => Promise<void>) =>
    it(name, async (test) => {
      if (missing !== null) return test.skip(missing);
      await tell();
    });
  const answerTo = async (path: string, body: object): Promise<string> => {
    try {
      await thief.held.session.call(path, body);
      return "accepted";
    } catch (error) {
      if (error instanceof ServerRefused) return error.code;
      throw error;
    }
  };
  const entry = (body: RosterBody) => rosterEntry(thief.held.roster, body, [thief.held.keys], hourOf(house.now));
  const kite = async (hand: Hand) => {
    await hand.sync();
    return hand.view().cases.find((one) => one.case === theCase) ?? expect.fail("not held");
  };

  beforeAll(async () => {
    if (missing !== null) return;
    house = await House.found("url" in postgres && engine === "PostgreSQL" ? postgres.url : undefined);
    willow = await house.enrol("Willow", "caseworker");
    wren = await house.enrol("Wren", "coordinator");
    beacon = await house.enrol("Beacon", "auditor");
    merlin = await house.enrol("Merlin", "administrator");
    // From here on it takes two to make an administrator: Merlin, while they were themselves, was one of them.
    await done(house.founder.act.changeRole(beacon.me.id, "administrator"));
    await merlin.sync();
    for (const { id } of merlin.view().waiting) await done(merlin.act.sign(id));
    beacon = await house.open("Beacon");
    expect(beacon.me.role).toBe("administrator");

    const caller = await Caller.with(house);
    await caller.write("An invented call.");
    await willow.sync();
    const team = { owner: willow.me.id, standIn: wren.me.id, team: [] };
    theCase = (await done(willow.act.openCase(caller.keys.id, { alias: "Kite", people: 1, ...team }))).case;
    const lent = { part: "contact" as const, member: merlin.me.id, history: "all" as const, until: null };
    await done(willow.act.share(theCase, lent));
    for (const hand of [merlin, wren, house.founder, beacon]) await hand.sync();
    spine = merlin.view().cases[0]?.parts.find(({ part }) => part === "contact")?.stream ?? expect.fail("not lent");
    thief = await LawlessConsole.open(house, "Merlin");
  });
  afterAll(() => house?.end());

  story(
    "[RO2] [P11] alone they make nobody an administrator, remove none, and decide nothing: it waits, or is passed over",
    async () => {
      const before = await kite(willow);
      expect(await done(merlin.act.remove(house.founder.me.id))).toMatchObject({ state: "waiting" });
      const [paper] = merlin.view().waiting;
      // Once more by the same hand is one signature.
      await merlin.act.sign(paper?.id ?? "");
      expect(await answerTo("/api/roster/append", { entry: entry({ kind: "minimum-version", version: 9 }) })).toBe(
        "FL_REFUSED",
      );
      const decision = hex() as DecisionId;
      const go = { about: "go" as const, text: "Go tonight.", checklist: [], expires: house.now + HOUR };
      await thief.write({
        stream: spine,
        operations: [
          { op: "propose", decision, ...go },
          { op: "decide", decision, verdict: "approve", reason: "by the same hand" },
          { op: "reopenCase", reason: "it was never closed" },
        ],
      });
      const after = await kite(willow);
      expect([after.decisions, after.closed]).toEqual([before.decisions, before.closed]);
      await house.founder.sync();
      expect(house.founder.me.role).toBe("administrator");
      expect(house.founder.view().waiting).toMatchObject([{ signers: [{ handle: "Merlin" }] }]);
    },
  );

  const marked = () =>
    wren.view().exposure.marks.find(({ of }) => of.kind === "member") ?? expect.fail("nobody is marked");
  const steps = () => marked().steps.map(({ kind, done: seen }) => [kind, seen?.how ?? null]);

  story("[P5] marked by a coordinator: which case it reaches, and what to do first", async () => {
    const found = { since: house.now - HOUR, source: "a neighbour saw it", certainty: "said" as const, note: "" };
    await done(wren.act.markCompromised({ of: { kind: "member", member: merlin.me.id }, ...found }));
    expect(marked().of).toMatchObject({ person: { handle: "Merlin" }, role: "administrator", standing: "active" });
    expect(marked().reached.map(({ node }) => node)).toContainEqual(
      expect.objectContaining({ kind: "case", alias: "Kite" }),
    );
    expect(steps()).toEqual(
      expect.arrayContaining([
        ["suspend", null],
        ["revoke", null],
      ]),
    );
  });

  story(
    "[RO2] [CO3] suspended by one at once, removed by two others; every compartment they held begins anew",
    async () => {
      await done(wren.act.suspend(merlin.me.id));
      await merlin.sync();
      expect(merlin.view().status.shutOut).toBe("suspended");
      expect(JSON.stringify(merlin.view())).not.toContain("Kite");
      const lent = thief.held.compartments.get(spine) ?? expect.fail("not lent");
      for (const how of ["read", "write", "epoch"] as const) expect(await thief.breakIn(lent, how)).toMatch(/^FL_/);
      await house.founder.sync();
      expect(await done(house.founder.act.remove(merlin.me.id))).toMatchObject({ state: "waiting" });
      await beacon.sync();
      const paper = beacon.view().waiting.find(({ signers }) => signers.some(({ handle }) => handle === "Anchor"));
      expect(await done(beacon.act.sign(paper?.id ?? ""))).toMatchObject({ state: "standing" });
      for (const hand of [house.founder, beacon, willow, wren]) await hand.sync();
      const { parts } = await kite(willow);
      for (const { readers } of parts) expect(readers.map(({ handle }) => handle)).not.toContain("Merlin");
      for (const hand of [house.founder, beacon, willow, wren])
        expect(hand.view().status).toMatchObject({ halted: [], setAside: 0, renewing: null });
      await wren.sync();
      expect(steps()).toEqual(
        expect.arrayContaining([
          ["suspend", "seen"],
          ["revoke", "seen"],
        ]),
      );
    },
  );

  story(
    "[CO3] [RO2] the session that is still held invites, grants, reopens, approves, writes and fetches nothing",
    async () => {
      await done(willow.act.noteCase(theCase, "Said after they were out."));
      // They may know the newest roster from anybody: its end is no secret, and what they sign follows on it.
      const { roster } = await insider(house, house.phraseOf("Willow"));
      const signed = (body: RosterBody) => rosterEntry(roster, body, [thief.held.keys], hourOf(house.now));
      const append = (body: RosterBody) => answerTo("/api/roster/append", { entry: signed(body) });
      const remove = signed({ kind: "remove", member: house.founder.me.id });
      const signatures = [
        await append({ kind: "rerole", member: wren.me.id, role: "administrator" }),
        await append({ kind: "restore", member: merlin.me.id }),
        await append({ kind: "suspend", member: beacon.me.id }),
        await answerTo("/api/waiting/sign", { entry: remove, certificate: null }),
      ];
      const tried = [
        await answerTo("/api/compartments", {}),
        await answerTo("/api/threads", { since: 0 }),
        await answerTo("/api/wraps", { stream: spine }),
      ];
      for (const compartment of thief.held.compartments.values())
        for (const how of ["read", "write", "wrap", "epoch", "alarm", "retention"] as const)
          tried.push(await thief.breakIn(compartment, how));
      // A signature of theirs is refused as nobody's, if it is looked at; nothing else is: the session ended with its
      // member, and their keys open no other.
      for (const code of signatures) expect(code).toMatch(/^FL_(LOGIN|REFUSED)$/);
      for (const code of tried) expect(code).toMatch(/^FL_(LOGIN|SESSION)$/);
      const byTheirKeys = await thief.write({ stream: spine, operations: [{ op: "note", text: "From outside." }] });
      expect(byTheirKeys.kind).toBe("refused-by-server");
      expect(await merlin.act.invite({ handle: "Rook", role: "administrator" })).toEqual({ kind: "locked" });
      expect((await house.tryOpen("Merlin")).kind).not.toBe("open");

      for (const hand of [house.founder, beacon, willow, wren]) {
        await hand.sync();
        expect(JSON.stringify(hand.view())).not.toContain("From outside.");
        expect(hand.view().status).toMatchObject({ halted: [], shutOut: null });
      }
      expect(house.founder.me.role).toBe("administrator");
      expect(wren.me.role).toBe("coordinator");
      expect(beacon.view().invitations).toEqual([]);
    },
  );

  story("[P5] what they could have read is said, from the beginning and until when; it is not taken back", async () => {
    const { readable } = await done(willow.act.couldRead(merlin.me.id));
    const lent = readable.filter(({ about }) => about !== null && "alias" in about);
    expect(lent).toMatchObject([{ about: { alias: "Kite", part: "contact" }, from: null, signed: true }]);
    expect(lent[0]?.to).not.toBeNull();
    // An administrator holds no case: there it is a number by the server's word, and no name.
    const told = await done(beacon.act.couldRead(merlin.me.id));
    expect(told.readable.filter(({ signed }) => !signed)).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain("Kite");
    expect(marked().reached.map(({ node }) => node)).toContainEqual(
      expect.objectContaining({ kind: "case", alias: "Kite" }),
    );
  });
});
