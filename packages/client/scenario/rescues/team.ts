import {
  type AnsweredQuestion,
  type CaseId,
  type CaseView,
  dayOf,
  type PartView,
  type Stage,
  type StreamId,
  type Urgency,
} from "@fairlead/casework";
import type { Answers } from "@fairlead/protocol";
import { expect } from "vitest";
import type { Actions, Hand, View } from "../../src/index.ts";
import { Caller } from "../caller.ts";
import { done } from "../done.ts";
import { DAY_MS, HOUR, House, type Line } from "../house.ts";

export const plain = (text: string) => ({ text, standing: false, until: null, checkInBy: null });

/** One rescue: whoever wrote first, and the case that came of it. */
export type Rescue = { case: CaseId; alias: string; caller: Caller };

/** Those who answer for three invented rescues on one server, each at a console of their own. */
export class Team {
  readonly house: House;
  /** Willow's. */
  readonly line: Line;
  /** An operator; two who carry cases; who is the second of two; a doctor and a psychologist; who speaks to the press. */
  marsh!: Hand;
  willow!: Hand;
  reed!: Hand;
  harbour!: Hand;
  heron!: Hand;
  lark!: Hand;
  beacon!: Hand;

  readonly #kept = new Map<Hand, Set<string>>();

  constructor(house: House) {
    this.house = house;
    this.line = house.line();
  }

  static async gather(database?: string): Promise<Team> {
    const team = new Team(await House.found(database));
    const { house } = team;
    team.marsh = await house.enrol("Marsh", "operator");
    await house.enrol("Willow", "caseworker");
    team.willow = await house.open("Willow", team.line);
    team.reed = await house.enrol("Reed", "caseworker");
    team.harbour = await house.enrol("Harbour", "coordinator");
    team.heron = await house.enrol("Heron", "specialist");
    team.lark = await house.enrol("Lark", "specialist");
    team.beacon = await house.enrol("Beacon", "communications");
    return team;
  }

  /** What somebody does, having looked at what stands there now. */
  async by(hand: Hand): Promise<Actions> {
    await hand.sync();
    return hand.act;
  }

  async seen(hand: Hand, { case: id }: Rescue): Promise<CaseView> {
    await hand.sync();
    const found = hand.view().cases.find((one) => one.case === id);
    if (found === undefined) throw new Error(`${hand.me.handle} does not hold it`);
    return found;
  }

  async part(hand: Hand, stream: StreamId): Promise<PartView> {
    await hand.sync();
    const { cases, parts } = hand.view();
    const found = [...parts, ...cases.flatMap((one) => one.parts)].find((one) => one.stream === stream);
    if (found === undefined) throw new Error(`${hand.me.handle} does not hold the part`);
    return found;
  }

  /** A first letter, an answer by the hotline, and a case with its owner and the coordinator. */
  async takeOn(owner: Hand, said: { alias: string; people: number; text: string; answers: Answers }): Promise<Rescue> {
    const { alias, people, text, answers } = said;
    const caller = await Caller.with(this.house);
    await caller.write(text, answers);
    const operator = await this.by(this.marsh);
    await done(operator.claim(caller.keys.id));
    await done(operator.answer(caller.keys.id, plain("You are not alone. Somebody will write tonight.")));
    await done(operator.release(caller.keys.id));
    expect((await caller.read()).replies).toHaveLength(1);
    await caller.confirm();
    const taking = { alias, people, owner: owner.me.id, standIn: this.harbour.me.id, team: [] };
    const { case: id } = await done((await this.by(owner)).openCase(caller.keys.id, taking));
    return { case: id, alias, caller };
  }

  /** What is said, how sure, how soon; then the two stages that one member may set. */
  async accept(owner: Hand, { case: id }: Rescue, urgency: Urgency, answered: AnsweredQuestion[]): Promise<void> {
    const act = await this.by(owner);
    const statement = { statement: "they found out", source: "caller", corroboration: "a friend" };
    await done(act.recordVerification(id, { ...statement, certainty: "likely", concluded: true }));
    await done(act.recordRisk(id, { urgency, saidBy: "team", factors: [], reach: ["an invented town"], answered }));
    for (const to of ["verification", "accepted"] as const) await this.move(owner, id, to);
  }

  move(hand: Hand, id: CaseId, to: Stage) {
    return done(hand.act.moveStage(id, { to, people: null, decision: null, reason: "an invented reason" }));
  }

  /** Each list is looked at, or it is said why it cannot be. */
  async lookForSearches(hand: Hand, { case: id }: Rescue): Promise<void> {
    const act = await this.by(hand);
    const looked = { known: "none-found", source: "an invented list", checkedAt: this.house.now } as const;
    await done(act.searchStatus(id, { about: "missing-person", ...looked }));
    await done(act.searchStatus(id, { about: "accusation", ...looked }));
    const closed = { known: "unknown", source: "nobody there can be asked", checkable: false } as const;
    await done(act.searchStatus(id, { about: "travel-ban", ...closed, checkedAt: this.house.now }));
  }

  /** [P11] Proposed with its sheet by one, approved by another who has read it. */
  async goByTwo(one: Hand, other: Hand, rescue: Rescue, to: "evacuating" | "relocating" = "evacuating"): Promise<void> {
    const { case: id } = rescue;
    const sheet = {
      about: "go" as const,
      text: "The quiet station, the first train.",
      checklist: [{ text: "a bed is ready", met: true }],
      expires: this.house.now + DAY_MS,
    };
    const act = await this.by(one);
    // For whoever departs the lists may have been looked at today.
    if (to === "evacuating") expect(await act.propose(id, sheet)).toMatchObject({ kind: "search-not-checked" });
    await this.lookForSearches(one, rescue);
    expect(await one.act.moveStage(id, { to, people: null, decision: null, reason: "now" })).toEqual({
      kind: "stage-not-open",
      missing: ["approved-go"],
    });
    const { decision } = await done(one.act.propose(id, sheet));
    expect(await one.act.decide(id, decision, "approve", "mine")).toEqual({ kind: "own-proposal" });
    const waiting = (await this.seen(other, rescue)).decisions.find((each) => each.decision === decision);
    expect(waiting).toMatchObject({ mine: "may-decide", search: [{ fresh: true }, { fresh: true }, { fresh: true }] });
    await done(other.act.decide(id, decision, "approve", "read, and rang"));
    await done((await this.by(one)).moveStage(id, { to, people: null, decision, reason: "go" }));
  }

  /** An expected sign of life that does not come; whoever was told next sees to it. */
  async missesASign(owner: Hand, other: Hand, rescue: Rescue): Promise<void> {
    const { case: id } = rescue;
    const ladder = [{ afterMinutes: 30, member: other.me.id }];
    const due = this.house.now + HOUR;
    const sign = { due, graceMinutes: 30, expectedFrom: "escort" as const, wording: "the kettle boils", ladder };
    const { alarm } = await done((await this.by(owner)).armCheckIn(id, sign));
    await this.house.pass(2 * HOUR);
    const act = await this.by(other);
    expect(other.view().today.overdue).toMatchObject([{ alarm, state: "missed", serverAgrees: true }]);
    await done(act.acknowledgeCheckIn(id, alarm, "ringing the escort"));
    await done(act.closeCheckIn(id, alarm, { done: "met-late", note: "no signal in the valley" }));
    expect((await this.seen(owner, rescue)).nextCheckIn).toBeNull();
  }

  /** What is left of the plan is done, the country left, a life begun; and then the case ends, and has a term. */
  async settle(owner: Hand, other: Hand, rescue: Rescue, from: "sheltered" | "evacuating"): Promise<void> {
    const { case: id } = rescue;
    const stages = ["sheltered", "relocating", "abroad", "settled"] as const;
    for (const to of stages.slice(from === "sheltered" ? 1 : 0)) {
      await this.house.pass(6 * HOUR);
      await this.by(owner);
      // [P11] Leaving the country is a go of its own, as the way to the shelter was.
      if (to === "relocating") await this.goByTwo(owner, other, rescue, to);
      else await this.move(owner, id, to);
    }
    for (const { task, text } of (await this.seen(owner, rescue)).plan.open)
      await done(owner.act.doTask(id, task, `seen to: ${text}`));
    const day = dayOf(this.house.now);
    await done(owner.act.giveService(id, { kind: "housing", text: "a first month's rent", day, task: null }));
    await done(owner.act.closeCase(id, { outcome: "settled", note: "an invented end that is a beginning" }));
    expect(await this.seen(owner, rescue)).toMatchObject({
      stage: "closed",
      closed: { outcome: "settled", eraseAfter: expect.any(Number) },
      plan: { open: [] },
      line: expect.arrayContaining([expect.objectContaining({ stage: "abroad", ring: "done" })]),
    });
  }

  /** None of these words reaches any of these people. [P3] */
  async keptFrom(hands: readonly Hand[], words: readonly string[]): Promise<void> {
    for (const hand of hands) {
      await hand.sync();
      const shown = JSON.stringify(hand.view());
      const { handle } = hand.me;
      expect(words.filter((word) => shown.includes(word)).map((word) => [handle, word])).toEqual([]);
      this.#kept.set(hand, new Set([...(this.#kept.get(hand) ?? []), ...words]));
    }
  }

  /** Nor at a console that is opened at the end, and is given everything anew. */
  async openedAfresh(hand: Hand): Promise<View> {
    const handle = hand.me.handle ?? "";
    const view = (await this.house.open(handle)).view();
    const shown = JSON.stringify(view);
    const words = [...(this.#kept.get(hand) ?? [])];
    expect(words.filter((word) => shown.includes(word)).map((word) => [handle, word])).toEqual([]);
    return view;
  }
}
