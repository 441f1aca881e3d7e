import { type FactValue, REVEAL_FOR, stepTask } from "@fairlead/casework";
import { expect } from "vitest";
import { Caller } from "../caller.ts";
import { done } from "../done.ts";
import { DAY_MS, HOUR } from "../house.ts";
import { plain, type Rescue, type Team } from "./team.ts";

const NAME = { kind: "text", text: "PLANTED-NAME OF ALDER" } as const satisfies FactValue;
const MEETING = "The blue door, at six.";

/** Alder, alone: the phone is in other hands, and a voice that somebody knows comes back from another mailbox. */
export class SeizedPhone {
  readonly team: Team;
  readonly alder: Rescue;
  #next!: Caller;

  constructor(team: Team, alder: Rescue) {
    this.team = team;
    this.alder = alder;
  }

  async agrees(): Promise<void> {
    const { team, alder } = this;
    const { willow, harbour, house } = team;
    await team.accept(willow, alder, "soon", [
      { factor: "threatened", answer: "yes" },
      { factor: "safe-tonight", answer: "yes" },
    ]);
    await done(willow.act.agreeSignals(alder.caller.keys.id, { safe: "the jam is good", danger: "my aunt is well" }));
    await done(
      willow.act.agreeResponse(alder.case, {
        ...{ status: "abducted", lawyer: "an invented lawyer", publicity: "silence", tell: "the sister, nobody else" },
        ...{ neverCall: ["PLANTED-FATHER"], text: "", tasks: ["Tell the sister @owner +1h"], agreedBy: "Alder" },
        ...{ agreedAt: house.now, thread: alder.caller.keys.id, over: 0 },
      }),
    );
    await done(willow.act.answerCase(alder.case, plain(MEETING)));
    const [response] = (await team.seen(harbour, alder)).plan.responses;
    expect(response).toMatchObject({ status: "abducted", neverCall: ["PLANTED-FATHER"], agreedBy: "Alder" });
  }

  async isTaken(): Promise<void> {
    const { team, alder } = this;
    const { willow, harbour, house } = team;
    await house.pass(3 * HOUR);
    await alder.caller.write("All quiet here, my aunt is well. Where do we meet?");
    const seen = await team.seen(harbour, alder);
    expect(seen.messages.find(({ signal }) => signal !== null)?.signal).toEqual({
      kind: "danger",
      wording: "my aunt is well",
    });
    expect(harbour.view().today.casesInDanger.map(({ alias }) => alias)).toContain("Alder");
    // Willow answers in that minute: Harbour freezes while the answer is under way.
    await willow.sync();
    const reason = "the danger wording, and the phone does not ring";
    const freeze = () => done(harbour.act.freeze(alder.caller.keys.id, { reason, holding: "Thank you for writing." }));
    team.line.listen = (path) => {
      if (path !== "/api/append") return;
      team.line.listen = null;
      return freeze();
    };
    expect(await willow.act.answerCase(alder.case, plain("Where you waited before."))).toEqual({
      kind: "refused-by-server",
      code: "FL_FROZEN",
    });
    const task = { text: "Tell the sister", owner: willow.me.id, standIn: harbour.me.id, due: house.now + HOUR };
    const taken = { status: "abducted" as const, note: "since this morning, we think" };
    await done(
      (await team.by(harbour)).setStatus(alder.case, {
        ...taken,
        tasks: [{ ...task, from: { kind: "status", of: "abducted" } }],
      }),
    );
    // Whoever holds the phone reads neither the meeting place nor that anybody noticed.
    expect((await alder.caller.read()).replies.map(({ text }) => text)).toEqual(["Thank you for writing."]);
    await alder.caller.write("Why does nobody answer?");
    expect((await team.seen(willow, alder)).messages.filter(({ whileFrozen }) => whileFrozen)).toHaveLength(1);
    expect(await willow.act.answerCase(alder.case, plain("Wait."))).toEqual({ kind: "mailbox-frozen" });
    await done(
      willow.act.markCompromised({
        ...{ of: { kind: "mailbox", mailbox: alder.caller.keys.id }, since: house.now - DAY_MS, note: "" },
        ...{ source: "the danger wording", certainty: "likely" },
      }),
    );
    const mark = willow.view().exposure.marks.find(({ of }) => of.kind === "mailbox");
    expect(mark?.steps.map(({ kind, owner, done: was }) => [kind, owner.handle, was?.how ?? null])).toEqual([
      ["freeze", "Willow", "seen"],
      ["silence", "Willow", null],
      ["warn", "Willow", null],
      ["move", "Willow", null],
    ]);
    const warn = () =>
      willow
        .view()
        .exposure.marks.flatMap(({ steps }) => steps)
        .find(({ kind }) => kind === "warn");
    const from = { kind: "exposure" as const, of: stepTask(mark?.mark ?? fail(), warn()?.key ?? "") };
    const asked = { text: "Warn Alder", owner: willow.me.id, standIn: null, due: warn()?.by ?? 0, from };
    await done(willow.act.addTasks(alder.case, [asked]));
    expect(warn()).toMatchObject({ tasked: true, done: null });
    const mine = willow.view().today.tasks.due.find(({ from: of }) => of?.kind === "exposure");
    await done(willow.act.doTask(alder.case, mine?.task ?? fail(), "told by the sister"));
    expect(warn()?.done).toMatchObject({ how: "done", by: { handle: "Willow" }, note: "told by the sister" });
    const [open] = (await team.seen(willow, alder)).plan.open;
    await done(willow.act.doTask(alder.case, open?.task ?? fail(), "the sister knows, and rings nobody"));
  }

  async comesBack(): Promise<void> {
    const { team, alder } = this;
    const { willow, harbour, marsh, reed, heron, beacon, house } = team;
    await house.pass(5 * HOUR);
    this.#next = await Caller.with(house);
    await this.#next.write("It is me. I ran. This is a PLANTED-NEIGHBOUR's phone.");
    const from = this.#next.keys.id;
    expect((await team.by(reed)) && reed.view().queue.threads.map(({ mailbox }) => mailbox)).toContain(from);
    // Not on the strength of a letter, nor by one who does not hold the case.
    expect(await (await team.by(willow)).joinCase(from, { case: alder.case, why: "" })).toMatchObject({
      kind: "incomplete",
    });
    const why = "the sister has heard the voice, and asked what only Alder knows";
    expect(await reed.act.joinCase(from, { case: alder.case, why })).toEqual({ kind: "no-such-case" });
    await done(
      willow.act.recordVerification(alder.case, {
        ...{ statement: "who writes from the new mailbox is Alder", source: "the sister" },
        ...{ corroboration: "her own ear", certainty: "confirmed", concluded: true },
      }),
    );
    await done((await team.by(willow)).joinCase(from, { case: alder.case, why }));
    await done(willow.act.setStatus(alder.case, { status: "well", note: "ran, and hides" }));
    await done(willow.act.answerCase(alder.case, plain("We know your voice. The green door, at nine.")));
    expect((await this.#next.read()).replies.map(({ text }) => text)).toEqual([
      "We know your voice. The green door, at nine.",
    ]);
    await this.#next.confirm();
    expect((await alder.caller.read()).replies.map(({ text }) => text)).toEqual(["Thank you for writing."]);
    expect((await team.seen(harbour, alder)).statuses).toMatchObject([{ status: "well" }]);
    await team.keptFrom([marsh, reed, heron, beacon], ["PLANTED-NEIGHBOUR", "PLANTED-FATHER", "green door", MEETING]);
  }

  async arrives(): Promise<void> {
    const { team, alder } = this;
    const { willow, harbour, marsh, reed, heron, beacon, lark } = team;
    // What happened asks for another look before anybody sets out.
    const { assessment } = await team.seen(willow, alder);
    expect(assessment?.again.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["frozen", "status", "danger"]));
    const answered = [{ factor: "phone-searched", answer: "yes" }] as const;
    const risk = { urgency: "soon" as const, saidBy: "team" as const, factors: ["hides"], reach: ["the village"] };
    const otherwise = "nobody knows the place";
    await done(willow.act.recordRisk(alder.case, { ...risk, otherwise, answered: [...answered] }));
    expect((await team.seen(willow, alder)).assessment?.again).toEqual([]);

    const begun = { part: "identity" as const, title: "For the ticket", members: [harbour.me.id] };
    const { stream } = await done(willow.act.beginPart(alder.case, begun));
    await done(willow.act.setFact(stream, { person: "1", fact: "name", value: NAME, over: 0 }));
    const look = { reason: "a ticket to the lake", until: team.house.now + REVEAL_FOR };
    await done(willow.act.revealName(stream, look));
    expect((await team.part(harbour, stream)).reveals).toMatchObject([{ by: { handle: "Willow" } }]);

    // This time the coordinator asks, and the owner is the second.
    await team.goByTwo(harbour, willow, alder);
    await team.missesASign(harbour, willow, alder);
    await team.settle(willow, harbour, alder, "evacuating");
    await team.keptFrom([marsh, reed, heron, lark, beacon], [NAME.text, "PLANTED-NEIGHBOUR", "a ticket to the lake"]);
  }
}

function fail(): never {
  throw new Error("not there");
}
