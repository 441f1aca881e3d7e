import type { CaseId, CasePart, StreamId } from "@fairlead/casework";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Hand } from "../src/index.ts";
import { Caller } from "./caller.ts";
import { done } from "./done.ts";
import { House } from "./house.ts";
import { LawlessConsole } from "./policy/console.ts";

const LONG = process.env.FAIRLEAD_LONG === "1";
const HISTORIES = LONG ? 12 : 3;

const TIME = LONG ? 900_000 : 400_000;

const TEAM = {
  Willow: "caseworker",
  Wren: "coordinator",
  Reed: "caseworker",
  Marsh: "operator",
  Heron: "specialist",
} as const;
type Name = keyof typeof TEAM;
const NAMES = Object.keys(TEAM) as Name[];
const PARTS = ["contact", "threat", "needs"] as const satisfies CasePart[];
type Part = (typeof PARTS)[number];

const step = fc.record({
  act: fc.oneof(
    { arbitrary: fc.constant("say" as const), weight: 5 },
    { arbitrary: fc.constantFrom("share all", "share from now on", "withdraw", "suspend", "restore"), weight: 6 },
  ),
  part: fc.constantFrom(...PARTS),
  who: fc.nat(99),
  whom: fc.nat(99),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Heron wrote in a part, was left out of it, and is suspended long after: what stands behind his words still stands. */
const HE_WROTE_ONCE: Step[] = [
  { act: "say", part: "needs", who: 1, whom: 0 },
  { act: "withdraw", part: "needs", who: 0, whom: 0 },
  { act: "say", part: "needs", who: 0, whom: 0 },
  { act: "suspend", part: "needs", who: 0, whom: 3 },
];

/**
 * The protocol's histories once more, with members' real hands on a real server: what each says is read by those who
 * were readers when it was said, or were given the past by one of them, and by nobody else. [CO1] [CO2] [CO3] [P5]
 */
describe("any history of a case and those who come and go", () => {
  let house: House;
  const hands = new Map<Name, Hand>();
  /** What a member's keys open, whatever the screen makes of it; it never forgets what it read. */
  const consoles = new Map<Name, LawlessConsole>();
  const remembered = new Map<Name, string>();

  const hand = (name: Name): Hand => hands.get(name) ?? missing(name);
  const syncAll = async () => {
    for (let round = 0; round < 2; round++) for (const one of [house.founder, ...hands.values()]) await one.sync();
  };

  async function open(name: Name): Promise<void> {
    hands.set(name, await house.open(name));
    consoles.set(name, await LawlessConsole.open(house, name));
  }

  beforeAll(async () => {
    house = await House.found();
    for (const name of NAMES) await house.enrol(name, TEAM[name]);
    for (const name of NAMES) await open(name);
    await syncAll();
  });
  afterAll(() => house?.end());

  class History {
    readonly theCase: CaseId;
    readonly needs: StreamId;
    readonly #readers: Record<Part, Set<Name>> = {
      contact: new Set(["Willow", "Wren"]),
      threat: new Set(["Willow", "Wren"]),
      needs: new Set(["Willow", "Heron"]),
    };
    readonly #said: { text: string; part: Part; readers: Set<Name> }[] = [];
    readonly #out = new Set<Name>();
    readonly #id: string;
    taken = 0;

    constructor(theCase: CaseId, needs: StreamId) {
      [this.theCase, this.needs, this.#id] = [theCase, needs, theCase.slice(0, 8)];
    }

    async take({ act, part, who, whom }: Step): Promise<void> {
      const active = NAMES.filter((name) => !this.#out.has(name));
      const readers = active.filter((name) => this.#readers[part].has(name));
      // Whoever records it on the spine reads that too.
      const givers = readers.filter((name) => isCaseworker(name) && this.#readers.contact.has(name));
      const giver = pick(givers, who);
      switch (act) {
        case "say": {
          const speaker = pick(
            // What is thought of a caller's words is written by caseworkers, whoever reads it.
            part === "threat" ? givers : readers.filter((name) => part === "needs" || this.#readers.contact.has(name)),
            who,
          );
          return speaker === undefined ? undefined : this.#say(part, speaker);
        }
        case "share all":
        case "share from now on": {
          const member = pick(
            active.filter((name) => !this.#readers[part].has(name)),
            whom,
          );
          if (giver === undefined || member === undefined) return;
          const history = act === "share all" ? "all" : "from-now-on";
          const said = { part, member: hand(member).me.id, history, until: null } as const;
          await done(hand(giver).act.share(this.theCase, said));
          if (history === "all")
            for (const one of this.#said.filter((said) => said.part === part))
              if (one.readers.has(giver)) one.readers.add(member);
          this.#readers[part].add(member);
          break;
        }
        case "withdraw": {
          const member = pick(
            readers.filter((name) => name !== giver),
            whom,
          );
          if (giver === undefined || member === undefined) return;
          await done(hand(giver).act.withdrawPart(this.theCase, { part, member: hand(member).me.id }));
          this.#readers[part].delete(member);
          break;
        }
        case "suspend": {
          // Whoever stays must be able to begin the next epochs, and to restore.
          const member = pick(
            active.filter((name) =>
              PARTS.every((one) =>
                active.some((other) => other !== name && isCaseworker(other) && this.#readers[one].has(other)),
              ),
            ),
            whom,
          );
          if (member === undefined) return;
          await done(house.founder.act.suspend(hand(member).me.id));
          this.#out.add(member);
          for (const one of PARTS) this.#readers[one].delete(member);
          break;
        }
        case "restore": {
          const member = pick([...this.#out], whom);
          if (member === undefined) return;
          await this.#restore(member);
        }
      }
      this.taken++;
      await syncAll();
    }

    async #say(part: Part, speaker: Name): Promise<void> {
      const text = `said ${this.#id} ${this.#said.length}`;
      const { act } = hand(speaker);
      // What is thought of somebody's words is told to nobody who begins to read; that a threat is known is. [CO2]
      const verification = { source: "caller", corroboration: "", certainty: "said" as const, concluded: false };
      if (part === "contact") await done(act.noteCase(this.theCase, text));
      else if (part === "needs") await done(act.notePart(this.needs, text));
      else await done(act.recordVerification(this.theCase, { statement: text, ...verification }));
      this.#said.push({ text, part, readers: new Set(this.#readers[part]) });
      this.taken++;
      await syncAll();
    }

    async #restore(member: Name): Promise<void> {
      const second = NAMES.find((name) => !this.#out.has(name)) ?? missing("anybody");
      await done(house.founder.act.restore(hand(member).me.id));
      await hand(second).sync();
      for (const waiting of hand(second).view().waiting)
        if (waiting.mine === "may-sign") await hand(second).act.sign(waiting.id);
      await house.founder.sync();
      this.#out.delete(member);
      await open(member);
    }

    async end(): Promise<void> {
      for (const member of [...this.#out]) await this.#restore(member);
      await syncAll();
    }

    /** Nobody has ever read what he may not; and a new device of his reads all that he may and still holds. */
    async check(): Promise<void> {
      for (const name of NAMES) {
        if (this.#out.has(name)) continue;
        const fresh = await LawlessConsole.open(house, name);
        const now = wordsOf(fresh);
        const ever = `${remembered.get(name) ?? ""} ${now} ${wordsOf(consoles.get(name) ?? missing(name))} ${JSON.stringify(hand(name).view())}`;
        for (const { text, part, readers } of this.#said) {
          if (!readers.has(name))
            expect([name, text, part, ever.includes(`${text}"`)]).toEqual([name, text, part, false]);
          else if (this.#readers[part].has(name))
            expect([name, text, part, now.includes(`${text}"`)]).toEqual([name, text, part, true]);
        }
        expect(
          [...fresh.held.compartments.values()].map(({ halted }) => halted).filter((code) => code !== null),
        ).toEqual([]);
        expect(hand(name).view().status).toMatchObject({ halted: [], setAside: 0 });
      }
    }

    async listen(): Promise<void> {
      for (const [name, console] of consoles) {
        if (this.#out.has(name)) continue;
        await console.follow();
        remembered.set(name, `${remembered.get(name) ?? ""} ${wordsOf(console)}`);
      }
    }
  }

  async function begin(): Promise<History> {
    const caller = await Caller.with(house);
    await caller.write("An invented call.");
    const willow = hand("Willow");
    await willow.sync();
    const said = { alias: "Kite", people: 1, owner: willow.me.id, standIn: hand("Wren").me.id, team: [] };
    const { case: theCase } = await done(willow.act.openCase(caller.keys.id, said));
    const part = { part: "needs" as const, title: "A cough", members: [hand("Heron").me.id] };
    const { stream } = await done(willow.act.beginPart(theCase, part));
    await syncAll();
    return new History(theCase, stream);
  }

  it(
    `opens to each what was said to him (${HISTORIES} histories)`,
    async () => {
      let taken = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14, size: "max" }), async (steps) => {
          const history = await begin();
          try {
            for (const one of steps) {
              await history.take(one);
              await history.listen();
            }
            await history.check();
          } finally {
            await history.end();
          }
          taken += history.taken;
        }),
        { numRuns: HISTORIES, examples: [[HE_WROTE_ONCE]], endOnFailure: true, seed: -104325494, path: "2" },
      );
      expect(taken).toBeGreaterThan(2 * HISTORIES);
    },
    TIME,
  );
});

const isCaseworker = (name: Name) => TEAM[name] === "caseworker" || TEAM[name] === "coordinator";

const wordsOf = ({ held }: LawlessConsole): string =>
  JSON.stringify([...held.compartments.values()].flatMap(({ accepted }) => accepted.flatMap(({ entries }) => entries)));

function pick<T>(of: readonly T[], at: number): T | undefined {
  return of[at % Math.max(1, of.length)];
}

function missing(name: string): never {
  throw new TypeError(`${name} is not here`);
}
