import type { CaseId, DecisionId } from "@fairlead/casework";
import { DAY, dayOf } from "@fairlead/casework";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "../../../script/postgres.ts";
import type { Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { HOUR, House } from "./house.ts";

const postgres = await startPostgres();
afterAll(async () => {
  if ("stop" in postgres) await postgres.stop();
});

describe.each(["SQLite", "PostgreSQL"])("from a call for help to a figure, on %s", (engine) => {
  const missing = engine === "PostgreSQL" && "missing" in postgres ? postgres.missing : null;
  let house: House;
  let caller: Caller;
  let operator: Hand;
  let second: Hand;
  let caseworker: Hand;
  let coordinator: Hand;
  let communications: Hand;
  let theCase: CaseId;
  let go: DecisionId;

  const story = (name: string, tell: () => Promise<void>) =>
    it(name, async (test) => {
      if (missing !== null) return test.skip(missing);
      await tell();
    });
  const threadOf = (hand: Hand) => hand.view().queue.threads.find(({ mailbox }) => mailbox === caller.keys.id);
  const caseOf = (hand: Hand) => hand.view().cases.find((one) => one.case === theCase);

  beforeAll(async () => {
    if (missing !== null) return;
    house = await House.found("url" in postgres && engine === "PostgreSQL" ? postgres.url : undefined);
    caller = await Caller.with(house);
  });
  afterAll(() => house?.end());

  story("founds, and enrols a team whose phrases open their hands", async () => {
    operator = await house.enrol("Marsh", "operator");
    second = await house.enrol("Reed", "operator");
    caseworker = await house.enrol("Willow", "caseworker");
    coordinator = await house.enrol("Harbour", "coordinator");
    communications = await house.enrol("Beacon", "communications");
    const { status, people } = operator.view();
    expect(status).toMatchObject({ organisation: "Lantern", halted: [], alarms: [], pending: 0, headsChecked: true });
    expect(status.words).toHaveLength(6);
    expect(people.map(({ handle }) => handle)).not.toContain("Beacon"); // enrolled after this hand was opened
    await operator.sync();
    expect(operator.view().people.map(({ handle }) => handle)).toContain("Beacon");
    expect(operator.me.handle).toBe("Marsh");
  });

  story("1. a caller writes; the queue shows it to whoever answers, and to nobody else", async () => {
    await caller.write("An invented call: they have found out.", { danger: "now", adult: "yes" });
    await Promise.all([operator.sync(), communications.sync()]);
    expect(threadOf(operator)).toMatchObject({ standing: "waiting", urgency: { level: "now" } });
    expect(threadOf(operator)?.messages[0]?.text).toContain("An invented call");
    expect(operator.view().today.inDanger).toHaveLength(1);
    expect(communications.view().queue.threads).toEqual([]);
  });

  story("2. two operators claim at once: one has it, the other is told who", async () => {
    await second.sync();
    const [first, other] = await Promise.all([operator.act.claim(caller.keys.id), second.act.claim(caller.keys.id)]);
    expect([first.kind, other.kind].sort()).toEqual(["claimed-by-another", "done"]);
    const [holder, loser] = first.kind === "done" ? [operator, second] : [second, operator];
    expect(await loser.act.answer(caller.keys.id, plain("I would answer too"))).toMatchObject({
      kind: "claimed-by-another",
      by: holder.me.id,
    });
    expect(await holder.act.answer(caller.keys.id, plain("An invented answer."))).toEqual({ kind: "done" });
    await operator.sync();
    expect(threadOf(operator)).toMatchObject({ standing: "answered", unreadReplies: 1 });
  });

  story("2. the caller reads, confirms, and the reply is gone; answers again", async () => {
    expect((await caller.read()).replies.map(({ text }) => text)).toEqual(["An invented answer."]);
    expect(await caller.confirm()).toBe(1);
    expect((await caller.read()).replies).toEqual([]);
    await house.pass(HOUR);
    await caller.write("A second invented letter.");
    await operator.sync();
    expect(threadOf(operator)).toMatchObject({ standing: "waiting", unreadReplies: 0 });
  });

  story("2. a long answer arrives whole, in parts that fit one page each", async () => {
    const long = Array.from({ length: 900 }, (_, line) => `line ${line} of a long answer`).join("\n");
    expect(await second.act.claim(caller.keys.id)).toEqual({ kind: "done" }); // an hour later the first claim is over
    expect(await second.act.answer(caller.keys.id, plain(long))).toEqual({ kind: "done" });
    let read = "";
    for (let visit = 0; visit < 20; visit++) {
      const { replies } = await caller.read();
      if (replies.length === 0) break;
      read += replies.map(({ text }) => text).join("");
      await caller.confirm();
    }
    expect(read).toBe(long);
  });

  story("3. [MB4] taken into a case: what follows reaches the case's team only", async () => {
    await caseworker.sync();
    // Unread when the case takes over: it must still be readable afterwards. [MB3]
    expect(await second.act.answer(caller.keys.id, plain("Sent before the case took over."))).toEqual({ kind: "done" });
    expect(await second.act.release(caller.keys.id)).toEqual({ kind: "done" });
    await caseworker.sync();
    const opened = await caseworker.act.openCase(caller.keys.id, {
      alias: "Grey kettle",
      people: 2,
      owner: caseworker.me.id,
      standIn: coordinator.me.id,
      team: [],
    });
    expect(opened).toMatchObject({ kind: "done" });
    if (opened.kind === "done") theCase = opened.case;
    await caseworker.sync();
    const visit = await caller.read();
    expect(visit.replies.map(({ text }) => text)).toEqual(["Sent before the case took over."]);
    // Signed again under the case's card: shown once, and nothing is withheld beside it. [MB3]
    expect(visit.unconfirmed).toBe(0);

    await house.pass(2 * HOUR);
    await caller.write("For the case's team alone.");
    await Promise.all([operator.sync(), caseworker.sync(), coordinator.sync()]);
    const texts = (hand: Hand) => caseOf(hand)?.messages.map(({ text }) => text) ?? [];
    expect(texts(caseworker)).toContain("For the case's team alone.");
    expect(texts(caseworker)).toContain("A second invented letter.");
    expect(texts(coordinator)).toContain("For the case's team alone.");
    expect(operator.view().cases).toEqual([]);
    expect(JSON.stringify(operator.view())).not.toContain("For the case's team alone.");
    // What was re-sealed is erased from intake: an operator's hand opened afresh reads none of it.
    const fresh = await house.open("Reed");
    expect(JSON.stringify(fresh.view().threads)).not.toContain("A second invented letter.");
    expect(fresh.view().status).toMatchObject({ halted: [], alarms: [] });
    expect(caseworker.view().status).toMatchObject({ halted: [], alarms: [] });
  });

  story(
    "3. [MB4] a letter sealed to the superseded card is sent back to be sealed again, and is not lost",
    async () => {
      const stranger = await Caller.with(house);
      const stale = await stranger.card();
      await house.pass(2 * HOUR);
      await expect(caller.write("Sealed to the card of before.", {}, "none", stale)).rejects.toThrow("FL_CARD");
      await caller.write("Sealed to the card of before.");
      await Promise.all([caseworker.sync(), coordinator.sync()]);
      expect(caseworker.view().status.alarms).toEqual([]);
      expect(caseOf(caseworker)?.messages.map(({ text }) => text)).toContain("Sealed to the card of before.");
    },
  );

  story("3. verification and risk are recorded", async () => {
    const verified = { statement: "said", source: "caller", corroboration: "a friend", certainty: "likely" as const };
    expect(await caseworker.act.recordVerification(theCase, { ...verified, concluded: true })).toEqual({
      kind: "done",
    });
    expect(
      await caseworker.act.recordRisk(theCase, {
        urgency: "now",
        saidBy: "team",
        factors: ["found out"],
        reach: ["the region"],
      }),
    ).toEqual({ kind: "done" });
    for (const to of ["verification", "accepted"] as const)
      expect(await caseworker.act.moveStage(theCase, move(to))).toEqual({ kind: "done" });
    expect(caseOf(caseworker)).toMatchObject({ verified: "likely", stage: "accepted", urgency: { level: "now" } });
  });

  const looks = async () => {
    for (const about of ["missing-person", "accusation", "travel-ban"] as const) {
      const looked = { known: "none-found" as const, source: "an invented list", checkedAt: house.now };
      expect(await coordinator.act.searchStatus(theCase, { about, ...looked })).toEqual({ kind: "done" });
    }
  };

  story("3. [P11] go takes two; nobody approves their own", async () => {
    expect(await caseworker.act.moveStage(theCase, move("evacuating"))).toMatchObject({ kind: "stage-not-open" });
    const sheet = { about: "go" as const, text: "Go.", checklist: [], expires: house.now + DAY };
    expect(await coordinator.act.propose(theCase, sheet)).toMatchObject({ kind: "search-not-checked" });
    await looks();
    const proposed = await coordinator.act.propose(theCase, {
      about: "go",
      text: "Go tonight.",
      checklist: [{ text: "shelter ready", met: true }],
      expires: house.now + 2 * DAY,
    });
    if (proposed.kind !== "done") throw new Error(proposed.kind);
    go = proposed.decision;
    expect(await coordinator.act.decide(theCase, go, "approve", "mine")).toEqual({ kind: "own-proposal" });
    await caseworker.sync();
    expect(caseworker.view().today.waitingForMe.map(({ decision }) => decision)).toEqual([go]);
    expect(await caseworker.act.decide(theCase, go, "approve", "checked")).toEqual({ kind: "done" });
  });

  story("4. the stages, counted in the ledger under a token", async () => {
    await house.pass(DAY);
    // The go stands for two days; what was looked at for it does not.
    const old = { kind: "stage-not-open", missing: ["search-checked"] };
    expect(await caseworker.act.moveStage(theCase, move("evacuating", go))).toEqual(old);
    await coordinator.sync();
    await looks();
    await caseworker.sync();
    for (const to of ["evacuating", "sheltered"] as const) {
      expect(await caseworker.act.moveStage(theCase, move(to, to === "evacuating" ? go : null))).toEqual({
        kind: "done",
      });
      await house.pass(DAY);
    }
    expect(caseOf(caseworker)?.stage).toBe("sheltered");
  });

  story("4. [P11] leaving the country takes two again", async () => {
    await house.pass(DAY);
    const alone = { kind: "stage-not-open", missing: ["approved-go"] };
    expect(await caseworker.act.moveStage(theCase, move("relocating"))).toEqual(alone);
    await coordinator.sync();
    await looks();
    const sheet = { about: "go" as const, text: "The morning flight.", checklist: [], expires: house.now + 2 * DAY };
    const proposed = await coordinator.act.propose(theCase, sheet);
    if (proposed.kind !== "done") throw new Error(proposed.kind);
    await caseworker.sync();
    expect(await caseworker.act.moveStage(theCase, move("relocating"))).toEqual(alone);
    expect(await caseworker.act.decide(theCase, proposed.decision, "approve", "saw the papers")).toEqual({
      kind: "done",
    });
    expect(await caseworker.act.moveStage(theCase, move("relocating", proposed.decision))).toEqual({ kind: "done" });
    await house.pass(DAY);
    expect(await caseworker.act.moveStage(theCase, move("abroad"))).toEqual({ kind: "done" });
    expect(caseOf(caseworker)?.stage).toBe("abroad");
  });

  story("4. [P7] a check-in is missed while no hand is open, and stands on Today", async () => {
    const armed = await caseworker.act.armCheckIn(theCase, {
      due: house.now + 3 * HOUR + 1,
      graceMinutes: 30,
      expectedFrom: "party",
      wording: "a word about the weather",
      ladder: [{ afterMinutes: 30, member: coordinator.me.id }],
    });
    expect(armed).toMatchObject({ kind: "done" });
    for (const hand of [caseworker, coordinator]) hand.lock();
    await house.pass(5 * HOUR);
    caseworker = await house.open("Willow");
    coordinator = await house.open("Harbour");
    for (const hand of [caseworker, coordinator]) {
      expect(hand.view().today.overdue).toMatchObject([{ state: "missed", serverAgrees: true, alias: "Grey kettle" }]);
    }
    if (armed.kind !== "done") return;
    expect(await coordinator.act.acknowledgeCheckIn(theCase, armed.alarm, "ringing")).toEqual({ kind: "done" });
    await caseworker.sync();
    expect(caseworker.view().today.overdue).toHaveLength(1);
    expect(await caseworker.act.closeCheckIn(theCase, armed.alarm, { done: "met-late", note: "they wrote" })).toEqual({
      kind: "done",
    });
    await coordinator.sync();
    expect(coordinator.view().today.overdue).toEqual([]);
  });

  story("5. communications reads the approved figures and can open no case", async () => {
    await house.pass(14 * DAY);
    const published = await caseworker.act.publishFigures();
    expect(published).toMatchObject({ kind: "done" });
    if (published.kind !== "done") return;
    await coordinator.sync();
    expect(await coordinator.act.reviewFigures(published.release, "approve", "checked")).toEqual({ kind: "done" });
    await communications.sync();
    const { figures, cases, status } = communications.view();
    expect(cases).toEqual([]);
    expect(status.halted).toEqual([]);
    expect(figures?.draft).toBeNull();
    expect(figures?.published?.weeks.at(-1)).toMatchObject({ asked: 1, evacuated: 2, abroad: 2 });
    expect(figures?.published?.asOf).toBe(dayOf(house.now));
  });

  story("a new day: every hand opens afresh to the same picture, and nothing is halted", async () => {
    for (const name of ["Marsh", "Willow", "Harbour", "Beacon", "Anchor"]) {
      const { status } = (await house.open(name)).view();
      expect(status).toMatchObject({ halted: [], setAside: 0, pending: 0, undone: [] });
    }
  });
});

const plain = (text: string) => ({ text, standing: false, until: null, checkInBy: null });
const move = (
  to: "verification" | "accepted" | "evacuating" | "sheltered" | "relocating" | "abroad",
  decision: DecisionId | null = null,
) => ({ to, people: null, decision, reason: "an invented reason" });
