import type { CaseId } from "@fairlead/casework";
import { toHex } from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hand, View } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { DAY_MS, HOUR, House } from "./house.ts";

const plain = (text: string) => ({ text, standing: false, until: null, checkInBy: null });

/** Everything that a screen, a palette or a notice is made of. The clock stands still while it is compared. */
const all = (hand: Hand): View => hand.view();
/** What the server said, as text: names, numbers, and bytes in hex. */
const spell = (value: unknown): string =>
  JSON.stringify(value, (_, inner) => (inner instanceof Uint8Array ? toHex(inner) : inner));

/**
 * [P3] Need to know, as strictly as it can be said: whatever happens in a compartment that somebody does not hold,
 * his screens show the same before and after. No word, no alias, no count, no name in a list, no place in an order, no
 * hit of a search and no notice can come of it, for all of them are made of the view. And what the server tells him
 * names nothing of it.
 */
describe("what happens elsewhere", () => {
  let house: House;
  const hands = new Map<string, Hand>();
  /** All that the server ever answered to somebody. */
  const heard = new Map<string, string[]>();
  let caller: Caller;
  let theCase: CaseId;

  const hand = (handle: string): Hand => {
    const one = hands.get(handle);
    if (one === undefined) throw new TypeError(`nobody is called ${handle}`);
    return one;
  };

  async function open(handle: string): Promise<void> {
    const line = house.line();
    const answers: string[] = [];
    line.listen = (path, body) => answers.push(`${path} ${spell(body)}`);
    hands.set(handle, await house.open(handle, line));
    heard.set(handle, answers);
  }

  const syncAll = async () => {
    // Twice: the housekeeping of one is news to the others.
    for (let round = 0; round < 2; round++) for (const one of hands.values()) await one.sync();
  };

  /**
   * Nothing of it reaches these; but it does reach the witness, or it would prove nothing.
   * @param witness one who holds the compartment, and does not act
   */
  async function unseen(outsiders: readonly string[], witness: string, act: () => Promise<unknown>): Promise<void> {
    await syncAll();
    const before = new Map([...outsiders, witness].map((handle) => [handle, structuredClone(all(hand(handle)))]));
    await act();
    await syncAll();
    const noticed: Record<string, unknown> = {};
    for (const [handle, view] of before) {
      const after = all(hand(handle));
      const changed = (Object.keys(view) as (keyof View)[]).filter((key) => spell(view[key]) !== spell(after[key]));
      if (changed.length > 0) noticed[handle] = changed.map((key) => [key, spell(view[key]), spell(after[key])]);
    }
    const { [witness]: seen, ...others } = noticed;
    expect(others).toEqual({});
    expect(seen).toBeDefined();
  }

  const expectSilence = (who: readonly string[], ...words: string[]) => {
    for (const handle of who) {
      const shown = `${spell(all(hand(handle)))} ${(heard.get(handle) ?? []).join(" ")}`;
      for (const word of words) expect([handle, word, shown.includes(word)]).toEqual([handle, word, false]);
    }
  };

  beforeAll(async () => {
    house = await House.found();
    await house.enrol("Marsh", "operator");
    await house.enrol("Willow", "caseworker");
    await house.enrol("Wren", "coordinator");
    await house.enrol("Reed", "caseworker");
    await house.enrol("Harbour", "coordinator");
    await house.enrol("Heron", "specialist");
    await house.enrol("Beacon", "communications");
    await house.enrol("Quarry", "auditor");
    for (const handle of ["Anchor", "Marsh", "Willow", "Wren", "Reed", "Harbour", "Heron", "Beacon", "Quarry"])
      await open(handle);
    caller = await Caller.with(house);
    await caller.write("The first invented letter.", { danger: "soon" });
    await syncAll();
  });
  afterAll(() => house?.end());

  const NO_INTAKE = ["Heron", "Beacon", "Quarry"];
  const NOT_OF_THE_CASE = ["Anchor", "Marsh", "Reed", "Harbour", "Heron", "Beacon", "Quarry"];

  it("in the intake is nothing to a specialist, to communications, to an auditor", async () => {
    const second = await Caller.with(house);
    await unseen(NO_INTAKE, "Reed", async () => {
      await second.write("PLANTED-LETTER", { danger: "now", where: "PLANTED-TOWN" }, "danger");
      const marsh = hand("Marsh");
      await marsh.sync();
      const { mailbox } = { mailbox: second.keys.id };
      await done(marsh.act.claim(mailbox));
      await done(marsh.act.answer(mailbox, plain("PLANTED-ANSWER")));
      await done(marsh.act.note(mailbox, "PLANTED-NOTE"));
      await done(marsh.act.flag(mailbox, "minor", true));
      await done(marsh.act.setContactWindow(mailbox, { window: "PLANTED-WINDOW", mayRing: false }));
      await done(marsh.act.agreeSignals(mailbox, { safe: "PLANTED-SAFE", danger: "PLANTED-DANGER" }));
      await done(marsh.act.freeze(mailbox, { reason: "PLANTED-REASON", holding: "Please wait." }));
      await done(marsh.act.handOver("PLANTED-HANDOVER"));
    });
    expectSilence(NO_INTAKE, "PLANTED", second.keys.id, caller.keys.id);
    expect(spell(all(hand("Reed")))).toContain("PLANTED-LETTER");
  });

  it("in the ledger and the figures is nothing to whoever holds none", async () => {
    await unseen(["Marsh", "Heron", "Quarry"], "Beacon", async () => {
      await done(hand("Willow").act.publishFigures());
      await hand("Wren").sync();
      const [release] = hand("Wren").view().today.figuresForMe;
      if (release === undefined) throw new Error("there is nothing to review");
      await done(hand("Wren").act.reviewFigures(release.release, "approve", "PLANTED-REVIEW"));
    });
    expectSilence(["Marsh", "Heron", "Quarry"], "PLANTED-REVIEW");
    expect(spell(all(hand("Beacon")))).toContain("PLANTED-REVIEW");
  });

  it("… and what is counted, nothing to communications, until it is published", async () => {
    const third = await Caller.with(house);
    await unseen(NO_INTAKE, "Harbour", async () => {
      await third.write("An invented letter of a third.");
      await hand("Willow").sync();
      await done(hand("Willow").act.countThread(third.keys.id));
    });
  });

  it("in a case is nothing to whoever is not of its team, in whatever role", async () => {
    const willow = hand("Willow");
    await willow.sync();
    const said = { alias: "PLANTED-ALIAS", people: 2, owner: willow.me.id, standIn: hand("Wren").me.id, team: [] };
    await unseen(NO_INTAKE, "Wren", async () => {
      theCase = (await done(willow.act.openCase(caller.keys.id, said))).case;
    });
    await unseen(NOT_OF_THE_CASE, "Wren", async () => {
      await caller.write("PLANTED-TO-THE-TEAM", { danger: "now" }, "danger");
      await willow.sync();
      await done(willow.act.answerCase(theCase, plain("PLANTED-TEAM-ANSWER")));
      await done(willow.act.noteCase(theCase, "PLANTED-CASE-NOTE"));
      const verified = { statement: "PLANTED-STATEMENT", source: "caller", corroboration: "PLANTED-FRIEND" };
      await done(willow.act.recordVerification(theCase, { ...verified, certainty: "likely", concluded: true }));
      const risk = { urgency: "now" as const, saidBy: "team" as const, factors: ["PLANTED-FACTOR"], reach: [] };
      await done(willow.act.recordRisk(theCase, risk));
      const threat = {
        who: "PLANTED-UNCLE",
        kind: "family" as const,
        reach: ["PLANTED-CITY"],
        certainty: "said" as const,
      };
      await done(willow.act.addThreat(theCase, { ...threat, source: "caller" }));
      for (const to of ["verification", "accepted"] as const)
        await done(willow.act.moveStage(theCase, { to, people: null, decision: null, reason: "PLANTED-MOVE" }));
      await done(willow.act.setStatus(theCase, { status: "well", note: "PLANTED-STATUS" }));
      const checkIn = { graceMinutes: 5, expectedFrom: "party" as const, wording: "PLANTED-SIGN" };
      const ladder = [{ afterMinutes: 5, member: willow.me.id }];
      await done(willow.act.armCheckIn(theCase, { ...checkIn, ladder, due: house.now + HOUR }));
      for (const about of ["missing-person", "accusation", "travel-ban"] as const) {
        const looked = { about, known: "expected" as const, source: "PLANTED-LIST", checkedAt: house.now };
        await done(willow.act.searchStatus(theCase, looked));
      }
      const go = { about: "go" as const, text: "PLANTED-GO", checklist: [], expires: house.now + DAY_MS };
      const { decision } = await done(willow.act.propose(theCase, go));
      await hand("Wren").sync();
      await done(hand("Wren").act.decide(theCase, decision, "approve", "PLANTED-CHECKED"));
    });
    const [mine] = willow.view().cases;
    const streams = (mine?.parts ?? []).map(({ stream }) => stream);
    expect(streams).toHaveLength(2);
    for (const handle of NOT_OF_THE_CASE) expect(hand(handle).view().cases).toEqual([]);
    expectSilence(NO_INTAKE, caller.keys.id);
    // That a thread went into a case, and under which alias, stands in the intake for those who read it; no more.
    expectSilence(NO_INTAKE, "PLANTED-ALIAS");
    const words = ["TO-THE-TEAM", "TEAM-ANSWER", "CASE-NOTE", "STATEMENT", "FRIEND", "FACTOR", "UNCLE", "CITY", "MOVE"];
    const rest = ["STATUS", "SIGN", "GO", "CHECKED"];
    expectSilence(NOT_OF_THE_CASE, ...[...words, ...rest].map((word) => `PLANTED-${word}`), ...streams);
    expect(spell(all(hand("Wren")))).toContain("PLANTED-UNCLE");
  });

  it("[CO5] in a case's other parts is nothing to a specialist who holds one, and of the case he knows no alias", async () => {
    const willow = hand("Willow");
    const members = [hand("Heron").me.id];
    await done(willow.act.beginPart(theCase, { part: "needs", title: "A cough", members }));
    await unseen(NOT_OF_THE_CASE, "Wren", async () => {
      await caller.write("PLANTED-SECOND-LETTER");
      await willow.sync();
      await done(willow.act.noteCase(theCase, "PLANTED-SECOND-NOTE"));
      const threat = { who: "PLANTED-COUSIN", kind: "family" as const, reach: [], certainty: "said" as const };
      await done(willow.act.addThreat(theCase, { ...threat, source: "caller" }));
      await done(willow.act.setUrgency(theCase, { urgency: "soon", reason: "PLANTED-CALMER", saidBy: "team" }));
      await done(willow.act.beginPart(theCase, { part: "testimony", title: "PLANTED-TESTIMONY", members: [] }));
      await done(willow.act.setOwner(theCase, { owner: hand("Wren").me.id, standIn: willow.me.id }));
    });
    const { contact, threat } = Object.fromEntries(
      (willow.view().cases[0]?.parts ?? []).map(({ part, stream }) => [part, stream]),
    );
    expect(spell(all(hand("Heron")))).toContain("A cough");
    expectSilence(["Heron"], "PLANTED", caller.keys.id, contact ?? "", threat ?? "");
  });

  it("[CO2] what was said before is nothing to whoever is given a part from now on", async () => {
    const willow = hand("Willow");
    const member = hand("Reed").me.id;
    await done(willow.act.share(theCase, { part: "contact", member, history: "from-now-on", until: null }));
    await syncAll();
    await done(willow.act.noteCase(theCase, "SAID-AFTERWARDS"));
    await hand("Reed").sync();
    const shown = spell(all(hand("Reed")));
    expect(shown).toContain("SAID-AFTERWARDS");
    const words = [
      "TO-THE-TEAM",
      "TEAM-ANSWER",
      "CASE-NOTE",
      "SECOND-NOTE",
      "STATEMENT",
      "UNCLE",
      "MOVE",
      "SIGN",
      "CHECKED",
    ];
    expectSilence(["Reed"], ...words.filter((word) => word !== "SIGN").map((word) => `PLANTED-${word}`));
  });

  it("[CO2] … until he is given the history, also where a case is handed over to him", async () => {
    const willow = hand("Willow");
    const owner = hand("Reed").me.id;
    expect(spell(all(hand("Reed")))).not.toContain("PLANTED-CASE-NOTE");
    await done(willow.act.handCaseOver(theCase, { owner, standIn: hand("Wren").me.id, keepReading: true }));
    await syncAll();
    // On the console that was open all the while, and on another one.
    for (const shown of [spell(all(hand("Reed"))), spell(all(await house.open("Reed")))]) {
      expect(shown).toContain("PLANTED-CASE-NOTE");
      expect(shown).toContain("SAID-AFTERWARDS");
    }
    const parts =
      hand("Wren")
        .view()
        .cases.find((one) => one.case === theCase)?.parts ?? [];
    const reed = parts.flatMap(({ readers }) => readers.filter(({ id }) => id === owner));
    expect(reed.length).toBeGreaterThan(1);
    expect(reed.every(({ from }) => from === null)).toBe(true);
    expect(await willow.act.share(theCase, { part: "contact", member: owner, history: "all", until: null })).toEqual({
      kind: "already-shared",
    });
  });
});
