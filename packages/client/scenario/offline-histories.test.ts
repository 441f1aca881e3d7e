import type { CaseId, CaseView, ConsentId, Entry, MailboxId, StreamId, TaskId } from "@fairlead/casework";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { startPostgres } from "../../../script/postgres.ts";
import type { Outcome, View } from "../src/index.ts";
import { Apart, overwrittenUnseen } from "./apart.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { HOUR, House } from "./house.ts";
import { LawlessConsole } from "./policy/console.ts";

/** `FAIRLEAD_LONG=1` plays many; `FAIRLEAD_SEED=…` the same ones again. */
const LONG = process.env.FAIRLEAD_LONG === "1";
const SEED = Number(process.env.FAIRLEAD_SEED ?? Date.now() % 1_000_000_007);
const TIME = LONG ? 1_800_000 : 600_000;

const NAMES = ["Willow", "Wren", "Reed", "Finch", "Heron"] as const;
const SECOND = 1_000;

const WRITES = [
  ...(["note", "status", "owner", "urgency", "threat", "no threat", "search", "fact"] as const),
  ...(["give task", "move task", "response", "consent", "withdrawal", "stage", "window"] as const),
] as const;
const DOINGS = [
  ...WRITES,
  "leave",
  "come back",
  "die",
  "lock",
  "lose answer",
  "take back",
  "theirs",
  "mine",
  "mixed",
  "shut out",
] as const;
type Step = { do: (typeof DOINGS)[number]; who: number; which: number };

const often = (weight: number, ...doings: Step["do"][]) => ({ weight, arbitrary: fc.constantFrom(...doings) });
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.oneof(
    often(8, ...WRITES),
    often(4, "leave", "come back", "come back"),
    often(1, "die", "lock", "lose answer"),
    often(1, "take back"),
    often(2, "theirs", "mine", "mixed"),
    often(1, "shut out"),
  ),
  who: fc.nat(4),
  which: fc.nat(9),
});
const by = (who: number, ...doings: Step["do"][]): Step[] => doings.map((what) => ({ do: what, who, which: 0 }));

/**
 * All are away and three set the same; one dies, one takes back, one is not answered; one is shut out with what they wrote on
 * their device; then the others choose.
 */
const EVERYTHING_ONCE: Step[] = [
  ...by(2, "note", "fact"),
  ...by(0, "stage"),
  ...[0, 1, 2].flatMap((who) => by(who, "leave", "status", "fact")),
  ...[0, 1].flatMap((who) => by(who, "give task", "move task", "response", "consent", "window")),
  ...by(0, "stage"),
  ...by(1, "withdrawal"),
  ...by(3, "status", "fact"),
  ...by(0, "status", "die"),
  ...by(2, "note", "threat", "shut out"),
  ...by(1, "note", "take back"),
  ...by(4, "lose answer", "owner", "die"),
  ...by(3, "threat", "no threat"),
  ...[0, 1, 4].flatMap((who) => by(who, "come back")),
  ...by(0, "theirs", "mine"),
  ...by(1, "mixed"),
];

const postgres = await startPostgres();
afterAll(async () => {
  if ("stop" in postgres) await postgres.stop();
});

/**
 * Five members write into two cases as the network lets them, are cut off, die and come back, and choose where two set
 * the same. In the end all see one state, and whatever anybody wrote stands in the record, or was taken back by its author,
 * or was shown to its author beside what stands, who let go of it. One of them may be shut out on the way: what the others had
 * read of theirs stands, and what waited on their device comes to nobody but is said to them.
 */
describe.each(["SQLite", "PostgreSQL"] as const)("any offline history of five members, on %s", (engine) => {
  const missing = engine === "PostgreSQL" && "missing" in postgres ? postgres.missing : null;
  const histories = LONG ? (engine === "SQLite" ? 60 : 15) : 1;

  it.skipIf(missing !== null)(
    `[ST2] [ST5] comes to one state, and nothing is lost (${histories} histories, seed ${SEED})`,
    async () => {
      const house = await House.found("url" in postgres && engine === "PostgreSQL" ? postgres.url : undefined);
      try {
        for (const name of NAMES) await house.enrol(name, name === "Wren" ? "coordinator" : "caseworker");
        const team: Apart[] = [];
        for (const name of NAMES) team.push(await Apart.open(house, name));
        const met: Record<string, number> = {};
        await fc.assert(
          fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60, size: "max" }), async (steps) => {
            const history = await History.begin(house, team);
            for (const one of steps) await history.take(one);
            await history.end();
            await history.check();
            for (const [what, n] of Object.entries(history.met)) met[what] = (met[what] ?? 0) + n;
          }),
          { numRuns: histories + 1, seed: SEED, examples: [[EVERYTHING_ONCE]], endOnFailure: true },
        );
        // What was played did come to what it is about.
        expect(met).toMatchObject({
          waited: expect.any(Number),
          apart: expect.any(Number),
          "shut out": expect.any(Number),
          "not taken": expect.any(Number),
        });
        if (LONG) process.stdout.write(`${engine}, seed ${SEED}: ${JSON.stringify(met)}\n`);
      } finally {
        await house.end();
      }
    },
    TIME,
  );
});

/** What both cases begin with: one of each that can be written over. */
type Begun = { case: CaseId; mailbox: MailboxId; needs: StreamId; task: TaskId; consent: ConsentId };

const DOCTOR = {
  ...({ purpose: "doctor", recipient: "an invented doctor", how: "letter", until: null } as const),
  covers: ["needs" as const],
};

const taskIn = ({ plan: { open } }: CaseView, task: TaskId) =>
  open.find((one) => one.task === task) ?? { given: 0, moved: 0 };

/** What became of one write, as its author was told. */
type Fate = "written" | "waits" | "told at once" | "taken back" | "let go" | "not taken";

class History {
  readonly #house: House;
  readonly #team: readonly Apart[];
  readonly #cases: readonly CaseId[];
  readonly #needs: readonly StreamId[];
  readonly #begun: readonly Begun[];
  readonly #fates = new Map<string, Fate>();
  readonly #authors = new Map<string, Apart>();
  /** Whose writes may have arrived without an answer. */
  readonly #unanswered = new Set<Apart>();
  #out: Apart | null = null;
  readonly #id: string;
  readonly met: Record<string, number> = {};

  private constructor(house: House, team: readonly Apart[], begun: readonly Begun[]) {
    [this.#house, this.#team, this.#begun] = [house, team, begun];
    this.#cases = begun.map((one) => one.case);
    this.#needs = begun.map((one) => one.needs);
    this.#id = String(this.#cases[0]).slice(0, 6);
  }

  static async begin(house: House, team: readonly Apart[]): Promise<History> {
    const [willow, ...others] = team.map(({ hand }) => hand);
    if (willow === undefined) throw new TypeError("nobody is there");
    const begun: Begun[] = [];
    for (const alias of ["Kite", "Kettle"]) {
      const caller = await Caller.with(house);
      await caller.write("An invented call.");
      await willow.sync();
      const [standIn, ...rest] = others.map(({ me }) => me.id);
      const said = { alias, people: 1, owner: willow.me.id, standIn: standIn ?? null, team: rest };
      const { case: theCase } = await done(willow.act.openCase(caller.keys.id, said));
      const members = others.map(({ me }) => me.id);
      const { stream: needs } = await done(willow.act.beginPart(theCase, { part: "needs", title: "Needs", members }));
      const line = { text: "Ring the invented aunt", owner: willow.me.id, standIn: null, due: null, from: null };
      const { tasks } = await done(willow.act.addTasks(theCase, [line]));
      const { consent } = await done(willow.act.giveConsent(theCase, { ...DOCTOR, words: "yes", over: 0 }));
      begun.push({ case: theCase, mailbox: caller.keys.id, needs, task: tasks[0] as TaskId, consent });
    }
    for (const { hand } of team) await hand.sync();
    return new History(house, team, begun);
  }

  async take(step: Step): Promise<void> {
    await this.#house.pass(SECOND);
    const member = this.#team[step.who] as Apart;
    if (member === this.#out) return;
    const { hand } = member;
    switch (step.do) {
      case "leave":
        return member.leave();
      case "come back":
        return member.comeBack();
      case "die":
        return member.die();
      case "lock":
        return member.lock();
      case "shut out":
        return this.#shutOut(member);
      case "lose answer":
        this.#unanswered.add(member);
        return member.line.loseAnswer("/api/append", 3);
      case "take back": {
        const waiting = hand.view().status.unsent;
        const one = waiting[step.which % Math.max(1, waiting.length)];
        if (one === undefined) return;
        await done(hand.act.takeBack(one.id));
        return this.#fate(one.operations, "taken back");
      }
      case "theirs":
      case "mine":
      case "mixed":
        return this.#choose(member, step.do, step.which);
      default:
        return this.#write(member, step.do, step.which % 2);
    }
  }

  /** One at most, and never the first two: they began the cases, and let in again whoever was out. */
  async #shutOut(member: Apart): Promise<void> {
    const here = this.#team.filter((one) => one !== member && !one.away);
    if (this.#out !== null || this.#team.indexOf(member) < 2 || here.length === 0) return;
    // What colleagues have read stands, whoever wrote it.
    for (const { hand } of here) await hand.sync();
    await done(this.#house.founder.act.suspend(member.hand.me.id));
    this.#out = member;
    for (const { hand } of here) await hand.sync();
    const told = JSON.stringify(await member.knock());
    for (const [words, fate] of this.#fates) {
      if (this.#authors.get(words) !== member || fate !== "waits") continue;
      this.#fates.set(words, "not taken");
      this.#meet("not taken");
      // What arrived without an answer may stand: what does not is said.
      if (!this.#unanswered.has(member)) expect([words, told.includes(words)]).toEqual([words, true]);
    }
    this.#meet("shut out");
  }

  /** By two, so that whoever plays next is whole. */
  async #letIn(): Promise<void> {
    if (this.#out === null) return;
    const [, wren] = this.#team;
    await done(this.#house.founder.act.restore(this.#out.hand.me.id));
    await wren?.hand.sync();
    for (const { id, mine } of wren?.hand.view().waiting ?? [])
      if (mine === "may-sign") await done((wren as Apart).hand.act.sign(id));
    await this.#house.founder.sync();
    await this.#out.letIn();
    this.#out = null;
  }

  async #write(member: Apart, what: (typeof WRITES)[number], which: number): Promise<void> {
    const { hand } = member;
    const { case: theCase, mailbox, task, consent } = this.#begun[which] as Begun;
    const seen = hand.view().cases.find((one) => one.case === theCase) as CaseView;
    const n = this.#fates.size;
    const words = `w${this.#id}-${n}.`;
    const act = (): Promise<Outcome> => {
      switch (what) {
        case "note":
          return hand.act.noteCase(theCase, words);
        case "status":
          return hand.act.setStatus(theCase, { status: n % 2 === 0 ? "well" : "lost-contact", note: words });
        case "owner":
          return hand.act.setOwner(theCase, { owner: (this.#team[n % 5] as Apart).hand.me.id, standIn: null });
        case "urgency":
          return hand.act.setUrgency(theCase, { urgency: n % 2 === 0 ? "soon" : "now", reason: words, saidBy: "team" });
        case "threat":
          return hand.act.addThreat(theCase, {
            threat: "the uncle",
            who: words,
            kind: "family",
            reach: [],
            certainty: "said",
            source: "caller",
          });
        case "no threat":
          return hand.act.withdrawThreat(theCase, "the uncle", words);
        case "search":
          return hand.act.searchStatus(theCase, {
            about: "accusation",
            known: n % 2 === 0 ? "found" : "none-found",
            source: words,
            checkedAt: this.#house.now,
          });
        case "fact": {
          const stream = this.#needs[which] as StreamId;
          const part = seen.parts.find((one) => one.stream === stream);
          const over = part?.facts.find(({ fact }) => fact === "diet")?.version ?? 0;
          return hand.act.setFact(stream, { person: "1", fact: "diet", value: { kind: "text", text: words }, over });
        }
        case "give task": {
          const owner = (this.#team[n % 5] as Apart).hand.me.id;
          return hand.act.giveTask(theCase, { task, owner, standIn: null, over: taskIn(seen, task).given });
        }
        case "move task": {
          const due = this.#house.now + n * HOUR;
          return hand.act.moveTask(theCase, { task, due, reason: words, over: taskIn(seen, task).moved });
        }
        case "response": {
          const over = seen.plan.responses.find(({ status }) => status === "detained")?.version ?? 0;
          return hand.act.agreeResponse(theCase, {
            ...{ status: "detained", lawyer: "", publicity: "ask", tell: "", neverCall: [], tasks: [], thread: null },
            ...{ text: words, agreedBy: "Kite", agreedAt: this.#house.now, over },
          });
        }
        case "consent": {
          const over = seen.consents.find((one) => one.consent === consent)?.version ?? 0;
          return hand.act.giveConsent(theCase, { ...DOCTOR, consent, words, over });
        }
        case "withdrawal":
          return hand.act.withdrawConsent(theCase, { consent, why: words, how: "letter" });
        case "stage":
          return seen.stage === "contact"
            ? hand.act.moveStage(theCase, { to: "verification", people: null, decision: null, reason: words })
            : hand.act.takeBackStage(theCase, words);
        case "window":
          return hand.act.setContactWindow(mailbox, { window: words, mayRing: n % 2 === 0 });
      }
    };
    const { kind } = await act();
    this.#meet(kind === "done" ? "written" : kind === "offline" ? "waited" : "told");
    // An owner is a choice of five, not words of somebody's: that nobody is overwritten unseen is judged by the record.
    if (what === "owner" || what === "give task") return;
    this.#authors.set(words, member);
    this.#fates.set(words, kind === "done" ? "written" : kind === "offline" ? "waits" : "told at once");
  }

  async #choose({ hand }: Apart, how: "theirs" | "mine" | "mixed", nth: number): Promise<void> {
    const { undone } = hand.view().status;
    const one = undone[nth % Math.max(1, undone.length)];
    if (one === undefined) return;
    this.#meet("apart");
    const status = one.differing.map(({ theirs }) => theirs).find(({ op }) => op === "setStatus");
    const choice =
      how === "theirs"
        ? ({ take: "theirs" } as const)
        : how === "mixed" && status?.op === "setStatus"
          ? ({ take: "mine", words: { status: status.status } } as const)
          : ({ take: "mine" } as const);
    const outcome = await hand.actOn(hand.view()).settle(one.id, choice);
    if (choice.take === "theirs") this.#fate(one.operations, "let go");
    else if (outcome.kind !== "done" && outcome.kind !== "offline")
      // It stays where it is, to be chosen again.
      expect(hand.view().status.undone.map(({ id }) => id)).toContain(one.id);
  }

  #meet(what: string): void {
    this.met[what] = (this.met[what] ?? 0) + 1;
  }

  #fate(operations: readonly object[], fate: Fate): void {
    const said = JSON.stringify(operations);
    for (const words of this.#fates.keys()) if (said.includes(words)) this.#fates.set(words, fate);
  }

  /** All come back, and whoever has to choose does, until nothing waits anywhere. */
  async end(): Promise<void> {
    for (let round = 0; round < 12; round++) {
      for (const member of this.#here()) {
        await this.#house.pass(SECOND);
        member.line.loseAnswer("/api/append", 0);
        await member.comeBack();
        // What cannot stand any more, like a move that a colleague has made, is let go of the next time.
        for (const nth of member.hand.view().status.undone.keys())
          await this.#choose(member, (nth + round) % 2 === 0 ? "mine" : "theirs", 0);
      }
      const left = this.#here().map(({ hand }) => hand.view().status);
      if (left.every(({ unsent, undone }) => unsent.length + undone.length === 0) && round > 0) return;
    }
    throw new Error("they never come to an end");
  }

  #here(): Apart[] {
    return this.#team.filter((one) => one !== this.#out);
  }

  async check(): Promise<void> {
    const [first, ...others] = this.#here().map(({ hand }) => this.#picture(hand.view()));
    for (const other of others) expect(JSON.parse(other)).toEqual(JSON.parse(first ?? ""));
    const entries = await this.#record();
    const record = entries.map(({ operation }) => JSON.stringify(operation));
    for (const [words, fate] of this.#fates) {
      const there = record.filter((said) => said.includes(words)).length;
      // Urgency is written in two compartments as one deed.
      if (fate === "written" || fate === "waits") expect([words, fate, there > 0]).toEqual([words, fate, true]);
      const author = this.#authors.get(words) as Apart;
      if (fate === "told at once" || (fate === "not taken" && !this.#unanswered.has(author)))
        expect([words, there]).toEqual([words, 0]);
    }
    const notes = entries.flatMap(({ operation }) => (operation.op === "note" ? [operation.text] : []));
    expect(new Set(notes).size).toBe(notes.length);
    expect(overwrittenUnseen(entries, fieldWritten)).toEqual([]);
    for (const { hand } of this.#here())
      expect(hand.view().status).toMatchObject({ halted: [], unsent: [], undone: [] });
    await this.#letIn();
  }

  /** The two cases as one member sees them, without whose eyes these are. */
  #picture(view: View): string {
    const cases = view.cases.filter((one) => this.#cases.includes(one.case));
    expect(cases).toHaveLength(2);
    return JSON.stringify(cases, (key, value: unknown) => (OWN_EYES.has(key) ? undefined : value));
  }

  async #record(): Promise<Entry[]> {
    const { held } = await LawlessConsole.open(this.#house, NAMES[0]);
    return [...held.compartments.values()]
      .filter(({ about }) => about?.about === "case" && this.#cases.includes(about.case))
      .flatMap(({ accepted }) => accepted.flatMap((one) => one.entries));
  }
}

/** What differs by who looks: oneself, one's own part in it, and who else could review a move. */
const OWN_EYES: ReadonlySet<string> = new Set(["me", "mine", "mayReview"]);

/** Told here once more, in other words than the fold's. */
const fieldWritten = ({ operation }: Entry): string | null => {
  switch (operation.op) {
    case "setStatus":
    case "setOwner":
    case "setCaseUrgency":
    case "recordRisk":
      return operation.op;
    case "addThreat":
    case "withdrawThreat":
      return `threat ${operation.threat}`;
    case "searchStatus":
      return `search ${operation.about}`;
    case "setFact":
      return `fact ${operation.person} ${operation.fact}`;
    case "giveTask":
    case "moveTask":
      return `${operation.op} ${operation.task}`;
    case "agreeResponse":
      return `response ${operation.status}`;
    case "giveConsent":
    case "withdrawConsent":
      return `consent ${operation.consent}`;
    case "moveStage":
    case "setContactWindow":
      return operation.op;
    default:
      return null;
  }
};
