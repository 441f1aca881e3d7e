import { describe, expect, it } from "vitest";
import { checkpointOf } from "../command/checkpoint.ts";
import { DAY, HOUR } from "../day.ts";
import {
  type CaseId,
  caseOf,
  type Entry,
  emptyState,
  foldEntries,
  type MemberId,
  type Operation,
  refusedOf,
  type StreamId,
} from "../index.ts";
import { isSaidMinor } from "./journey.ts";

const stream = "5".repeat(32) as StreamId;
const theCase = "c".repeat(32) as CaseId;
const [plover, tern] = ["1".repeat(32), "2".repeat(32)] as [MemberId, MemberId];
const [mailbox, ticket, journey, go] = ["a".repeat(64), "71".repeat(16), "81".repeat(16), "d".repeat(32)];
const NOON = 480_000 * HOUR;
const compartment = { about: "case", case: theCase, part: "contact" } as const;

/** One case's spine, each operation at its own hour. */
class Spine {
  readonly entries: Entry[] = [];
  at = NOON;

  constructor() {
    this.say({ op: "begin", compartment });
    const named = { alias: "Otter", people: 2, owner: plover, standIn: null };
    this.say({ op: "openCase", case: theCase, mailbox, ...named });
  }

  say(operation: object, author = plover): this {
    const entry = { stream, seq: this.entries.length, author, role: "caseworker" as const, at: this.at };
    this.entries.push({ ...entry, operation: operation as Operation });
    return this;
  }

  give(): this {
    const leg = { from: "a", to: "b", meet: "c", at: this.at + 3 * HOUR, people: 1, carry: "", otherwise: "" };
    const hours = { opens: this.at + 2 * HOUR, ends: this.at + 9 * HOUR, say: "x", hear: "y" };
    const keys = { verifyKey: "ab", kemKey: "cd" };
    return this.say({
      ...{ op: "giveTicket", ticket, mailbox: "b".repeat(64), holder: "driver", who: "The red van" },
      ...{ ...leg, ...hours, after: null, keys },
    });
  }

  move(to: string, decision: string | null = null): this {
    return this.say({ op: "moveStage", to, people: null, decision, token: null, reason: "next" });
  }

  /** Two have said go, and today's searches were looked at. */
  evacuate(): this {
    this.say({ op: "goTerms" }).say({ op: "concludeVerification", certainty: "likely" });
    this.move("verification").move("accepted").search();
    this.say({ op: "propose", decision: go, about: "go", text: "go", checklist: [], expires: this.at + 9 * DAY });
    return this.say({ op: "decide", decision: go, verdict: "approve", reason: "seen" }, tern).move("evacuating", go);
  }

  search(): this {
    for (const about of ["missing-person", "accusation", "travel-ban"])
      this.say({ op: "concludeSearch", about, checkedAt: this.at, checkable: true });
    return this;
  }

  get state() {
    return foldEntries(emptyState(), this.entries);
  }

  get contact() {
    const known = caseOf(this.state, theCase);
    if (known === null) throw new Error("no case");
    return known.contact;
  }

  get held() {
    const { state, heldFor } = this.contact.tickets.get(ticket as never) ?? {};
    return [state, heldFor];
  }

  get refusals() {
    return refusedOf(this.state).map(({ refusal }) => refusal);
  }
}

describe("what holds tickets by itself", () => {
  it("[MB8] a mailbox that is frozen: whoever has the telephone reads where the driver waits", () => {
    const spine = new Spine().give();
    expect(spine.held).toEqual(["going", null]);
    spine.say({ op: "freezeMailbox", mailbox, reason: "taken from her", holding: "Not now.", seen: 0 });
    expect(spine.held).toEqual(["held", "phone"]);
    // Given by somebody who had not heard of it, it is held as it comes.
    expect(spine.contact.stops).toMatchObject([{ why: "phone", journey: null }]);
    spine.say({ op: "thawMailbox", mailbox, reason: "it is hers again", seen: 0 });
    expect(spine.held).toEqual(["held", "phone"]);
    expect(spine.refusals).toEqual([]);
  });

  it("closing: nobody drives for a case that nobody looks at, and whoever has not seen that is rung", () => {
    const spine = new Spine().move("withdrawn").give();
    spine.say({ op: "closeCase", outcome: "withdrawn", note: "went home", eraseAfterDays: 60 });
    expect(spine.held).toEqual(["held", "closed"]);
    const ladder = [{ afterMinutes: 0, member: plover, bell: true }];
    const alarm = {
      op: "armCheckIn",
      due: spine.at + HOUR,
      graceMinutes: 0,
      expectedFrom: "driver",
      wording: "w",
      ladder,
    };
    spine.say({ ...alarm, alarm: "e1".repeat(16), unseen: ticket }).say({ ...alarm, alarm: "e2".repeat(16) });
    expect(spine.refusals).toEqual([{ kind: "case-closed" }]);
    expect([...spine.contact.checkIns.values()].map(({ unseen }) => unseen)).toEqual([ticket]);
  });
});

describe("[P11] that they set out stands only where they may", () => {
  const out = { op: "setOut", journey };

  it("not by an old look at what is searched for", () => {
    const spine = new Spine().evacuate();
    spine.at += DAY + HOUR;
    expect(spine.say(out).refusals).toMatchObject([{ kind: "search-not-checked" }]);
    expect(spine.search().say(out).refusals).toHaveLength(1);
    // Whoever reads from now on comes to the same, whatever was looked at since.
    spine.at += 2 * DAY;
    spine.search();
    const checkpoint = checkpointOf(compartment, spine.entries);
    const entry = { stream, seq: spine.entries.length, author: plover, role: "caseworker" as const, at: spine.at };
    const newcomer = foldEntries(emptyState(), [{ ...entry, operation: checkpoint }]);
    const events = caseOf(newcomer, theCase)?.contact.events.filter(({ operation }) => operation.op === "setOut");
    expect(events).toHaveLength(1);
  });

  it("for somebody under age not before a lawyer was asked", () => {
    const spine = new Spine().evacuate();
    spine.say({ op: "flagThread", mailbox, flag: "minor", on: true });
    expect(spine.say(out).refusals).toEqual([{ kind: "minor-without-lawyer" }]);
    spine.say({ op: "giveService", service: "5e".repeat(16), kind: "legal", text: "spoke", day: 20_000, task: null });
    expect(spine.say(out).refusals).toHaveLength(1);
  });

  it("[CO2] nor where the letter that says so is older than what somebody was given to read", () => {
    const spine = new Spine();
    const row = "f".repeat(64);
    spine.say({
      ...{ op: "letter", mailbox, row, seq: 1, hour: 480_000, at: NOON, text: "SECRET", answers: { adult: "no" } },
      ...{ urgency: "unknown", language: "en", files: [] },
    });
    expect(isSaidMinor(spine.contact)).toBe(true);
    spine.evacuate();
    const joined = (entries: readonly Entry[]) => {
      const entry = { stream, seq: 900, author: plover, role: "caseworker" as const, at: spine.at };
      return [
        { ...entry, operation: checkpointOf(compartment, entries) },
        { ...entry, seq: 901, operation: { op: "flagThread", mailbox, flag: "minor", on: false } as never },
        { ...entry, seq: 902, operation: out as Operation },
      ] satisfies Entry[];
    };
    const once = joined(spine.entries);
    for (const entries of [once, joined(once)]) {
      const newcomer = foldEntries(emptyState(), entries);
      expect(refusedOf(newcomer).map(({ refusal }) => refusal)).toEqual([{ kind: "minor-without-lawyer" }]);
      expect(JSON.stringify(caseOf(newcomer, theCase)?.contact)).not.toContain("SECRET");
    }
  });
});
