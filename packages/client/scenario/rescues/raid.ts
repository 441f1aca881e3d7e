import { type FactValue, REVEAL_FOR, type StreamId, stepTask, type ThingId, type UseId } from "@fairlead/casework";
import { expect } from "vitest";
import { done } from "../done.ts";
import { HOUR } from "../house.ts";
import type { Rescue, Team } from "./team.ts";

const NAME = "PLANTED-NAME OF KITE";
const words = (text: string): FactValue => ({ kind: "text", text });

/** Kite, two people: ordered to safety at night by one member, sheltered, and raided where they sleep. */
export class Raid {
  readonly team: Team;
  readonly kite: Rescue;
  #identity!: StreamId;
  #needs!: StreamId;
  #lime!: ThingId;
  #fern!: ThingId;
  #stay!: UseId;

  constructor(team: Team, kite: Rescue) {
    this.team = team;
    this.kite = kite;
  }

  async nightOrder(): Promise<void> {
    const { team, kite } = this;
    const { willow, harbour } = team;
    await team.accept(willow, kite, "now", [
      { factor: "place-known", answer: "yes" },
      { factor: "locked-in", answer: "yes" },
      { factor: "minor", answer: "not-known" },
    ]);
    expect((await team.seen(willow, kite)).assessment?.last).toMatchObject({ suggested: "now", urgency: "now" });
    const expires = team.house.now + HOUR;
    const order = { about: "night-move" as const, text: "To the reading room, now.", checklist: [], expires };
    const { decision } = await done(willow.act.propose(kite.case, order));
    expect(await willow.act.decide(kite.case, decision, "approve", "mine")).toEqual({ kind: "own-proposal" });
    await team.house.pass(9 * HOUR);
    await harbour.sync();
    expect(harbour.view().today.nightMoves).toMatchObject([{ decision, alias: "Kite", state: "ordered" }]);
    await done(harbour.act.decide(kite.case, decision, "approve", "right, and in time"));
    const reviewed = (await team.seen(willow, kite)).decisions.find((each) => each.decision === decision);
    expect(reviewed).toMatchObject({ state: "approved", late: false, verdict: { by: { handle: "Harbour" } } });
  }

  async factsForWhoNeedsThem(): Promise<void> {
    const { team, kite } = this;
    const { willow, harbour, heron, marsh, beacon, reed } = team;
    const begin = async (part: "identity" | "needs", title: string, who: typeof heron) =>
      (await done((await team.by(willow)).beginPart(kite.case, { part, title, members: [who.me.id] }))).stream;
    this.#identity = await begin("identity", "Who they are", harbour);
    this.#needs = await begin("needs", "For the road", heron);
    await done(
      willow.act.setFact(this.#identity, { person: "1", fact: "name", value: { kind: "text", text: NAME }, over: 0 }),
    );
    const allergy = { person: "2", fact: "medical", value: words("PLANTED-ALLERGY to nuts"), over: 0 };
    await done((await team.by(heron)).setFact(this.#needs, allergy));
    expect((await team.part(willow, this.#needs)).facts).toMatchObject([{ fact: "medical", by: { handle: "Heron" } }]);

    // Two tickets are bought in a name: why and until when stands there before it is shown.
    const look = { reason: "two tickets for the first train", until: team.house.now + REVEAL_FOR };
    expect(await harbour.act.revealName(this.#identity, { ...look, reason: " " })).toMatchObject({
      kind: "incomplete",
    });
    expect(await done((await team.by(harbour)).revealName(this.#identity, look))).toMatchObject({ recorded: true });
    expect((await team.part(willow, this.#identity)).reveals).toMatchObject([
      { by: { handle: "Harbour" }, reason: "two tickets for the first train" },
    ]);
    // The doctor knows a need and no name; the hotline, the press and another case's owner not even that.
    await team.keptFrom([heron], [NAME, "Kite", "reading room", "An invented letter of Kite"]);
    await team.keptFrom([marsh, beacon, reed], [NAME, "PLANTED-ALLERGY", "reading room"]);
  }

  async intoTheShelter(): Promise<void> {
    const { team, kite } = this;
    const { willow, harbour, house } = team;
    await team.goByTwo(willow, harbour, kite);
    await team.missesASign(willow, harbour, kite);
    const act = await team.by(harbour);
    const thing = async (kind: "shelter" | "host" | "driver", name: string, facts = {}) =>
      (await done(act.writeThing({ kind, name, facts, over: 0 }))).thing;
    this.#lime = await thing("shelter", "Lime", { beds: 4 });
    this.#fern = await thing("shelter", "Fern", { beds: 2 });
    const host = await thing("host", "Aunt K", { agreed: "a lawyer, and silence" });
    const driver = await thing("driver", "Knot");
    const use = { note: "", over: 0 };
    await team.by(willow);
    const ride = { thing: driver, as: "rode" as const, from: house.now - 2 * HOUR, until: house.now, with: [] };
    await done(willow.act.recordUse(kite.case, { ...ride, ...use }));
    const stay = { thing: this.#lime, as: "stayed" as const, from: house.now, until: null, with: [host] };
    this.#stay = (await done(willow.act.recordUse(kite.case, { ...stay, ...use }))).use;
    await team.move(willow, kite.case, "sheltered");
  }

  /** Alder is to sleep there tomorrow; Sorrel, whom Willow does not know of, never did. */
  async planned(alder: Rescue): Promise<void> {
    const { willow, house } = this.team;
    const from = house.now + 20 * HOUR;
    const stay = { thing: this.#lime, as: "stayed" as const, from, until: null, with: [], note: "", over: 0 };
    await done((await this.team.by(willow)).recordUse(alder.case, stay));
  }

  async policeAtTheDoor(alder: Rescue, sorrel: Rescue): Promise<void> {
    const { team, kite } = this;
    const { willow, harbour, reed, house } = team;
    const raid = { of: { kind: "thing" as const, thing: this.#lime }, since: house.now - HOUR };
    const said = { source: "a neighbour rang", certainty: "said" as const, note: "" };
    const { mark } = await done((await team.by(willow)).markCompromised({ ...raid, ...said }));
    const shown = (hand = willow) => {
      const found = hand.view().exposure.marks.find((one) => one.mark === mark);
      if (found === undefined) throw new Error("not marked");
      return found;
    };
    const reached = shown().reached.flatMap(({ node, sureness, harm }) =>
      node.kind === "case" ? [[node.alias, sureness, harm?.kind]] : [],
    );
    expect(reached).toEqual([
      ["Kite", "certain", "there-now"],
      ["Alder", "certain", "sets-out"],
    ]);
    // Sorrel's owner learns that the shelter is burnt, and of nobody who sleeps there; nor does Willow learn of Sorrel.
    await reed.sync();
    expect(shown(reed).reached.filter(({ node }) => node.kind === "case")).toEqual([]);
    for (const [hand, others] of [
      [reed, [kite, alder]],
      [willow, [sorrel]],
    ] as const)
      for (const { case: id, alias } of others)
        for (const word of [id, alias]) expect(JSON.stringify(hand.view().exposure)).not.toContain(word);
    await team.keptFrom([team.marsh, team.heron, team.beacon], ["Lime", "Aunt K", "Knot", "a neighbour rang"]);

    // Every open step becomes a task of its case, with its hour; then each is ticked by what really happens.
    for (const rescue of [kite, alder]) {
      const open = shown().steps.filter((step) => step.case?.case === rescue.case && step.done === null);
      expect(open.length).toBeGreaterThan(0);
      const tasks = open.map(({ kind, key, owner, by: due }) => ({
        ...{ text: `${kind}: ${rescue.alias}`, owner: owner.id, standIn: harbour.me.id, due },
        from: { kind: "exposure" as const, of: stepTask(mark, key) },
      }));
      await done(willow.act.addTasks(rescue.case, tasks));
    }
    expect(willow.view().today.tasks.due.map(({ text }) => text)).toEqual(["warn: Kite", "move: Kite", "warn: Alder"]);
    expect((await team.seen(willow, alder)).plan.open.map(({ text }) => text)).toEqual([
      "warn: Alder",
      "cancel: Alder",
      "plan-again: Alder",
    ]);
    await house.pass(HOUR / 4);
    const lime = { thing: this.#lime, as: "stayed" as const, with: [], note: "out by the yard" };
    const since = (await team.seen(willow, kite)).uses.find(({ use }) => use === this.#stay);
    const ended = { ...lime, use: this.#stay, from: since?.from ?? 0, until: house.now, over: since?.version ?? 0 };
    await done(willow.act.recordUse(kite.case, ended));
    const fern = { ...lime, thing: this.#fern, until: null, note: "", over: 0 };
    await done(willow.act.recordUse(kite.case, { ...fern, from: house.now }));
    const [plan] = (await team.seen(willow, alder)).uses;
    await done(willow.act.withdrawUse(alder.case, plan?.use as UseId, "raided", plan?.version ?? 0));
    await done(willow.act.recordUse(alder.case, { ...fern, from: house.now + 20 * HOUR }));
    const seenDone = (kind: string) => shown().steps.filter((step) => step.kind === kind && step.done?.how === "seen");
    for (const kind of ["move", "cancel", "plan-again"]) expect([kind, seenDone(kind).length]).toEqual([kind, 1]);
    for (const rescue of [kite, alder])
      for (const { task } of (await team.seen(willow, rescue)).plan.open)
        await done(willow.act.doTask(rescue.case, task, "they have answered"));
    expect(shown().steps.filter((step) => step.case !== null && step.done === null)).toEqual([]);
  }

  async arrives(): Promise<void> {
    const { team, kite } = this;
    await team.settle(team.willow, team.harbour, kite, "sheltered");
    await team.keptFrom([team.marsh, team.beacon, team.reed, team.lark], [NAME, "PLANTED-ALLERGY", "out by the yard"]);
  }
}
