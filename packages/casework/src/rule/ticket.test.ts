import { describe, expect, it } from "vitest";
import { checkpointOf } from "../command/checkpoint.ts";
import { takeBackClosing } from "../command/closing.ts";
import { compromisedTickets, holdCompromised } from "../command/held-tickets.ts";
import { noteSetOut } from "../command/journey.ts";
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
import { readOperation } from "../read/operation.ts";
import type { MissingCondition } from "../refusal.ts";
import { isCalledBack, isSaidMinor, isSetOut, unreadWay } from "./journey.ts";
import { conditionsFor, missingFor } from "./stage.ts";

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

  give(more: object = {}): this {
    const leg = { from: "a", to: "b", meet: "c", at: this.at + 3 * HOUR, people: 1, carry: "", otherwise: "" };
    const hours = { opens: this.at + 2 * HOUR, ends: this.at + 9 * HOUR, say: "x", hear: "y" };
    const keys = { verifyKey: "ab", kemKey: "cd" };
    return this.say({
      ...{ op: "giveTicket", ticket, mailbox: "b".repeat(64), holder: "driver", who: "The red van" },
      ...{ ...leg, ...hours, after: null, keys, ...more },
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

  it("[P3] a mark, once, whatever hour its author's clock says; another mark holds it again", () => {
    const thing = "7d".repeat(16);
    const spine = new Spine().give({ thing });
    const register: Entry[] = [];
    const write = (operation: object, at: number, role: Entry["role"] = "coordinator") =>
      register.push({
        ...{ stream: "6".repeat(32) as StreamId, seq: register.length, author: tern, role, at },
        operation: operation as Operation,
      });
    const mark = (name: string, at: number) => {
      const found = { of: { kind: "thing", thing }, since: NOON, source: "a word", certainty: "said", note: "" };
      write({ op: "markCompromised", mark: name.repeat(16), ...found }, at);
    };
    write({ op: "begin", compartment: { about: "resources" } }, NOON, "administrator");
    const state = () => foldEntries(emptyState(), [...spine.entries, ...register]);
    const round = () => {
      const outcome = holdCompromised(state(), theCase, { by: plover, role: "caseworker", at: spine.at });
      if (outcome.kind !== "operations") throw new Error(outcome.kind);
      for (const { operations } of outcome.writes) for (const one of operations) spine.say(readOperation(one));
    };
    round();
    expect(spine.held).toEqual(["going", null]);
    for (const [name, at] of [
      ["e1", NOON + 13 * HOUR],
      ["e2", NOON - 13 * HOUR],
    ] as const) {
      mark(name, at);
      round();
      expect(spine.held).toEqual(["held", "compromised"]);
      const over = spine.contact.tickets.get(ticket as never)?.version;
      spine.say({ op: "turnTicket", ticket, to: "going", reason: "It was another", over });
      expect(compromisedTickets(state(), theCase, spine.at)).toEqual([]);
      round();
      expect(spine.held).toEqual(["going", null]);
    }
    expect(spine.refusals).toEqual([]);
    // Held by a program of before, which named no mark: then the hour has to do.
    mark("e3", NOON);
    spine.at = NOON + HOUR;
    spine.say({ op: "holdTickets", why: "compromised", journey: null, of: { tickets: [ticket], legs: [] } });
    expect(spine.held).toEqual(["held", "compromised"]);
    spine.say({ op: "turnTicket", ticket, to: "going", reason: "It was another", over: 6 });
    expect(spine.held).toEqual(["going", null]);
    expect(compromisedTickets(state(), theCase, spine.at)).toEqual([]);
  });

  it("[P11] a yes to be moved that is taken back: nobody is told where to be before there is another, by no role and no night", () => {
    const spine = new Spine().evacuate().give({ journey });
    const consent = "c0".repeat(16);
    const said = { op: "giveConsent", purpose: "journey", recipient: "the network", covers: [], how: "telephone" };
    const yes = (over: number) => spine.say({ ...said, consent, words: "yes", until: null, over });
    const no = (of: string) =>
      spine.say({ op: "withdrawConsent", consent: of, why: "her brother waits", how: "letter" });
    // What somebody was told of them is another thing than being driven.
    const doctor = "d0".repeat(16);
    spine.say({ ...said, purpose: "doctor", consent: doctor, words: "the knee", until: null, over: 0 });
    yes(0);
    no(doctor);
    expect(spine.held).toEqual(["going", null]);
    no(consent);
    expect(spine.held).toEqual(["held", "consent"]);
    const ended = { kind: "unwilling", consent };
    const on = (over: number) => spine.say({ op: "turnTicket", ticket, to: "going", reason: "let it", over });
    on(2)
      .say({ op: "setOut", journey })
      .give({ journey, ticket: "72".repeat(16), mailbox: "d".repeat(64) });
    expect(spine.refusals).toEqual([ended, ended, ended]);
    yes(2);
    on(2).say({ op: "setOut", journey });
    expect(spine.held).toEqual(["going", null]);
    expect(isSetOut(spine.contact, journey as never)).toBe(true);
    expect(spine.refusals).toHaveLength(3);
    // Of two who travel one says no: it is held, and goes on for the other as soon as they have said so after it.
    const other = "c1".repeat(16);
    spine.say({ ...said, consent: other, recipient: "the network, for the son", words: "yes", until: null, over: 0 });
    no(other);
    expect(spine.held).toEqual(["held", "consent"]);
    on(4).say({ op: "setOut", journey });
    const theirs = { kind: "unwilling", consent: other };
    expect(spine.refusals.slice(3)).toEqual([theirs, theirs]);
    yes(3);
    on(4);
    expect(spine.held).toEqual(["going", null]);
  });

  it("one of two is taken: the other is met by nobody either until somebody has looked; said again of the same it holds nothing", () => {
    const say = (spine: Spine, status: string, whom: string[]) =>
      spine.say({ op: "setStatus", status, note: "said", whom });
    const spine = new Spine().evacuate().give();
    say(spine, "well", ["2"]);
    expect(spine.held).toEqual(["going", null]);
    say(spine, "detained", ["1"]);
    expect(spine.held).toEqual(["held", "status"]);
    const over = spine.contact.tickets.get(ticket as never)?.version;
    spine.say({ op: "turnTicket", ticket, to: "going", reason: "the second is met elsewhere", over });
    say(spine, "detained", ["1"]);
    expect(spine.held).toEqual(["going", null]);
    say(spine, "detained", ["1", "2"]);
    expect(spine.held).toEqual(["held", "status"]);
  });

  it("a closing that is taken back lets those go on that it alone held; whatever came to be known since holds them", () => {
    const ended = (spine: Spine) => spine.say({ op: "setStatus", status: "went-back", note: "home" });
    const close = (spine: Spine) =>
      spine.say({ op: "closeCase", outcome: "withdrawn", note: "went home", eraseAfterDays: 60 });
    const back = (spine: Spine) => {
      const hand = { by: plover, role: "caseworker" as const, at: spine.at };
      const operations = takeBackClosing(spine.state, theCase, "a slip", hand);
      if ("kind" in operations) throw new Error(operations.kind);
      for (const one of operations) spine.say(readOperation(one));
      expect([spine.contact.closed, spine.refusals]).toEqual([null, []]);
      return spine.held;
    };
    const closed = (more: object = {}) => close(ended(new Spine().evacuate()).give(more));
    const slip = closed({ journey });
    expect(slip.held).toEqual(["held", "closed"]);
    expect(back(slip)).toEqual(["going", null]);
    // By somebody else's word already, before it was closed.
    expect(back(close(ended(new Spine().evacuate().give())))).toEqual(["held", "status"]);
    // A threat that comes to be known finds none that goes, and says so in no ticket.
    const threat = { op: "holdTickets", why: "threat", journey: null };
    expect(back(closed().say(threat))).toEqual(["held", "closed"]);
    // Held by a closing before: opened again by somebody who left it held, and then closed by a slip.
    const again = closed().say({ op: "reopenCase", reason: "not yet" });
    again.at += HOUR;
    expect(back(close(ended(again)))).toEqual(["held", "closed"]);
    // A colleague's closing is not taken back by whoever still sees their own.
    const [theirs, other] = [closed(), { by: tern, role: "caseworker" as const }];
    const hand = { ...other, at: theirs.at };
    const stays = { kind: "stays", what: "closing", why: "not-yours" };
    expect(takeBackClosing(theirs.state, theCase, "a slip", hand)).toEqual(stays);
    // What may not be let go on stays held, and the case is open all the same.
    const minor = ended(new Spine().evacuate()).give({ journey });
    expect(back(close(minor.say({ op: "flagThread", mailbox, flag: "minor", on: true })))).toEqual(["held", "closed"]);
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

it("what calls about a ticket keeps a case open, and is not asked to be closed by hand: the ticket is decided", () => {
  const spine = new Spine().move("withdrawn").give();
  spine.say({ op: "turnTicket", ticket, to: "held", reason: "a checkpoint", over: 1 });
  const asks = (): MissingCondition[] => missingFor(spine.contact, "closed", spine.at);
  const close = { op: "closeCase", outcome: "withdrawn", note: "went home", eraseAfterDays: 60 };
  const waits = { due: spine.at + HOUR, graceMinutes: 0, expectedFrom: "driver", wording: "w", ladder: [] };
  const [call, sign] = ["e1".repeat(16), "e2".repeat(16)];
  spine.say({ op: "armCheckIn", ...waits, alarm: call, unseen: ticket }).say(close);
  expect([asks(), spine.refusals]).toEqual([["tickets-decided"], [{ kind: "check-ins-open", alarms: [call] }]]);
  expect(conditionsFor(spine.contact, "closed", spine.at).filter(({ met }) => !met)).toEqual([
    { what: "tickets-decided", met: false },
  ]);
  spine.say({ op: "armCheckIn", ...waits, alarm: sign });
  expect(asks()).toEqual(["check-ins-closed", "tickets-decided"]);
  for (const alarm of [call, sign]) spine.say({ op: "closeCheckIn", alarm, done: "met", note: "seen" });
  expect(asks()).toEqual([]);
  expect(spine.say(close).contact.stage).toBe("closed");
});

describe("[P11] that they set out stands only where they may", () => {
  const out = { op: "setOut", journey };

  it("[P7] who does not read the journey learns that there is one, that they set out, and that it is over", () => {
    const spine = new Spine().evacuate();
    const unread = () => {
      const known = caseOf(spine.state, theCase);
      if (known === null) throw new Error("no case");
      return unreadWay(known);
    };
    expect(unread()).toBeNull();
    const way = "9".repeat(32) as StreamId;
    spine.say({ op: "beginPart", part: "journey", stream: way });
    expect(unread()).toBe("unknown");
    expect(spine.say(out) && unread()).toBe("set-out");
    // Another one of the same case says nothing of this.
    spine.say({ op: "holdTickets", why: "journey", journey: "82".repeat(16) });
    expect(unread()).toBe("set-out");
    spine.say({ op: "holdTickets", why: "arrived", journey });
    expect(unread()).toBe("unknown");
    // Whoever reads it is told by the journey itself.
    const begun = { op: "begin", compartment: { about: "case", case: theCase, part: "journey" } } as const;
    const first = { stream: way, seq: 0, author: plover, role: "caseworker" as const, at: NOON, operation: begun };
    spine.entries.push(first as Entry);
    expect(unread()).toBeNull();
  });

  it("whoever is sheltered is moved to another house by a new go of two, until it runs out or two say no; the stage stays", () => {
    const spine = new Spine().evacuate();
    const decided = (about: "go" | "no-go", decision: string) =>
      spine
        .search()
        .say({ op: "propose", decision, about, text: about, checklist: [], expires: spine.at + DAY })
        .say({ op: "decide", decision, verdict: "approve", reason: "seen" }, tern);
    // Said on the way, for the way that is over by now.
    decided("no-go", "d1".repeat(16));
    decided("go", "d2".repeat(16)).move("sheltered");
    spine.say(out).give({ journey });
    const lacksGo = { kind: "stage-not-open", missing: ["approved-go"] };
    expect(spine.refusals).toMatchObject([lacksGo, lacksGo]);
    decided("go", "d3".repeat(16)).give({ journey }).say(out);
    expect([isSetOut(spine.contact, journey as never), spine.held]).toEqual([true, ["going", null]]);
    expect(spine.contact.stage).toBe("sheltered");
    expect(isCalledBack(spine.contact, spine.at, journey as never)).toBe(false);
    // Their fallback and later legs go on; another way of the same party asks for a go of its own, from when the case knows that rule.
    const further = { op: "setOut", journey: "92".repeat(16) };
    const beforeRule = foldEntries(emptyState(), [
      ...spine.entries,
      { stream, seq: 900, author: plover, role: "caseworker", at: spine.at, operation: further as never },
    ]);
    expect(refusedOf(beforeRule)).toHaveLength(2);
    spine
      .say({ op: "goTerms", each: true })
      .say(further)
      .give({ journey: "92".repeat(16), ticket: "74".repeat(16) });
    const used = { kind: "stage-not-open", missing: ["own-go"] };
    expect(spine.refusals.slice(2)).toEqual([used, used]);
    spine.entries.splice(-2);
    // Whoever reads from now on comes to the same.
    const whose = { stream, author: plover, role: "caseworker" as const, at: spine.at };
    const newcomer = foldEntries(emptyState(), [
      { ...whose, seq: 900, operation: checkpointOf(compartment, spine.entries) },
      { ...whose, seq: 901, operation: further as never },
    ]);
    expect(refusedOf(newcomer).map(({ refusal }) => refusal)).toEqual([used]);
    spine.give({ journey, ticket: "75".repeat(16), mailbox: "c".repeat(64) });
    expect(spine.refusals).toHaveLength(2);
    spine.move("relocating");
    expect(spine.refusals.slice(2)).toEqual([used]);
    spine.entries.splice(-1);
    // It runs out, and so does another that was said since: whoever is on the road is still driven, and nobody else sets out.
    decided("go", "d5".repeat(16));
    spine.at += DAY + HOUR;
    const [second, third, other] = ["72".repeat(16), "73".repeat(16), "82".repeat(16)];
    spine.search().give({ journey, ticket: second, mailbox: "d".repeat(64) });
    expect(spine.refusals).toHaveLength(2);
    spine.give({ journey: other, ticket: third, mailbox: "e".repeat(64) }).say({ op: "setOut", journey: other });
    expect(spine.refusals.slice(2)).toMatchObject([lacksGo, lacksGo]);
    decided("no-go", "d4".repeat(16));
    expect(spine.contact.tickets.get(second as never)).toMatchObject({ state: "held", heldFor: "no-go" });
    expect(isCalledBack(spine.contact, spine.at, journey as never)).toBe(true);
  });

  describe("whoever has set out is on the road until they are there", () => {
    const lacksGo = { kind: "stage-not-open", missing: ["approved-go"] };
    const other = "82".repeat(16);
    const next = (n: number) => ({ ticket: `9${n}`.repeat(16), mailbox: `${n}`.repeat(64) });
    const decided = (spine: Spine, about: "go" | "no-go", decision: string) =>
      spine
        .search()
        .say({ op: "propose", decision, about, text: about, checklist: [], expires: spine.at + DAY })
        .say({ op: "decide", decision, verdict: "approve", reason: "seen" }, tern);
    const terms = { op: "goTerms", each: true, road: true };
    const isRed = (spine: Spine, one = journey) => isCalledBack(spine.contact, spine.at, one as never);

    it("[P7] evacuated, two say no, then go, which runs out: their next driver is told; in a record of before it is as it was", () => {
      const told = (...known: object[]) => {
        const spine = new Spine().evacuate();
        for (const each of known) spine.say(each);
        decided(spine.say(out), "no-go", "d1".repeat(16)).give({ journey, ...next(1) });
        expect([isRed(spine), spine.refusals]).toEqual([true, [lacksGo]]);
        decided(spine, "go", "d2".repeat(16)).at += DAY + HOUR;
        spine.give({ journey, ...next(2) });
        return [isRed(spine), spine.refusals.length];
      };
      expect(told(terms)).toEqual([false, 1]);
      expect(told()).toEqual([true, 2]);
    });

    it("[P7] moving house, the go after a no-go is theirs, also when it has run out; who sets out beside them has their own", () => {
      const spine = decided(new Spine().say(terms).evacuate().move("sheltered"), "go", "d1".repeat(16)).say(out);
      decided(spine, "no-go", "d2".repeat(16)).give({ journey, ...next(1) });
      expect([isRed(spine), spine.refusals]).toEqual([true, [lacksGo]]);
      decided(spine, "go", "d3".repeat(16)).say({ op: "setOut", journey: other });
      expect(spine.refusals.slice(1)).toEqual([{ kind: "stage-not-open", missing: ["own-go"] }]);
      decided(spine, "go", "d4".repeat(16)).say({ op: "setOut", journey: other });
      spine.at += DAY + HOUR;
      spine
        .search()
        .give({ journey, ...next(2) })
        .give({ journey: other, ...next(3) });
      expect([isRed(spine), isRed(spine, other), spine.refusals.length]).toEqual([false, false, 2]);
    });

    it("[P7] of a party that came apart, the others go on when the first are there, until they are too, or two say no", () => {
      const spine = new Spine()
        .say(terms)
        .evacuate()
        .say(out)
        .say({ op: "setOut", journey: other })
        .say({ op: "holdTickets", why: "arrived", journey })
        .move("sheltered")
        .give({ journey: other, ...next(1) });
      expect([isRed(spine, other), spine.refusals]).toEqual([false, []]);
      // The first are there: what is to come now is another move.
      spine.give({ journey, ...next(2) });
      expect(spine.refusals).toEqual([lacksGo]);
      decided(spine, "no-go", "d1".repeat(16)).give({ journey: other, ...next(3) });
      expect([isRed(spine, other), isRed(spine), spine.refusals.length]).toEqual([true, true, 2]);
      decided(spine, "go", "d2".repeat(16)).give({ journey: other, ...next(4) });
      expect([isRed(spine, other), spine.refusals.length]).toEqual([false, 2]);
      // What goes back to be evacuated anew is not on the road by what came before.
      const anew = new Spine().say(terms).evacuate().say(out).move("accepted");
      decided(anew, "go", "d3".repeat(16))
        .move("evacuating")
        .move("sheltered")
        .give({ journey, ...next(5) });
      expect(anew.refusals).toEqual([lacksGo]);
    });
  });

  it("a departure rests on a go of two that they gave since the party is sheltered, in every case that knows the rule", () => {
    const lacksGo = { kind: "stage-not-open", missing: ["approved-go"] };
    const decided = (spine: Spine, about: "go" | "no-go", decision: string) =>
      spine
        .search()
        .say({ op: "propose", decision, about, text: about, checklist: [], expires: spine.at + DAY })
        .say({ op: "decide", decision, verdict: "approve", reason: "seen" }, tern);
    // Kept before that was the rule: it stands as it was, and whoever is on the road is not turned round by the rule.
    const old = new Spine().evacuate().move("sheltered").move("relocating").say(out);
    expect([old.contact.stage, old.refusals]).toEqual(["relocating", []]);
    old.say({ op: "goTerms", each: true }).give({ journey });
    expect([old.refusals, isCalledBack(old.contact, old.at, journey as never)]).toEqual([[], false]);
    const other = "82".repeat(16);
    old.say({ op: "setOut", journey: other });
    expect(old.refusals).toEqual([lacksGo]);
    expect(decided(old, "go", "d3".repeat(16)).say({ op: "setOut", journey: other }).refusals).toHaveLength(1);

    const spine = new Spine().say({ op: "goTerms", each: true }).evacuate();
    // Of the way here, and never used: it opens no other.
    decided(spine, "go", "d2".repeat(16)).move("sheltered").move("relocating");
    expect([spine.contact.stage, spine.refusals]).toEqual(["sheltered", [lacksGo]]);
    decided(spine, "go", "d3".repeat(16)).move("relocating", "d2".repeat(16));
    expect(spine.refusals.slice(1)).toEqual([lacksGo]);
    spine.move("relocating").say(out).give({ journey });
    expect([spine.contact.stage, spine.refusals.length]).toEqual(["relocating", 2]);
    expect(spine.contact.decisions.find(({ decision }) => decision === "d3".repeat(16))?.spent).toBe(true);
    // They turned round: another departure is another go.
    spine.move("sheltered").move("relocating");
    expect([spine.contact.stage, spine.refusals.slice(2)]).toEqual(["sheltered", [lacksGo]]);
    // A slip gives back the go that it used.
    decided(spine, "go", "d4".repeat(16))
      .move("relocating")
      .say({
        ...{
          op: "moveStage",
          to: "sheltered",
          people: null,
          decision: null,
          token: null,
          reason: "a slip",
          back: true,
        },
      });
    expect(spine.move("relocating").contact.stage).toBe("relocating");
    decided(spine, "no-go", "d5".repeat(16)).say({ op: "setOut", journey: other });
    expect(spine.refusals.slice(3)).toEqual([lacksGo]);
  });

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
    // Nor does one of before, which left out what it stood on, make of it a start that nobody opened.
    const old = checkpoint.entries.filter(
      ({ operation }, index) =>
        operation.op !== "concludeSearch" ||
        !checkpoint.entries.some(
          (one, later) =>
            later > index && one.operation.op === "concludeSearch" && one.operation.about === operation.about,
        ),
    );
    expect(old.length).toBeLessThan(checkpoint.entries.length);
    const reader = foldEntries(emptyState(), [{ ...entry, operation: { ...checkpoint, entries: old } }]);
    const known = caseOf(reader, theCase)?.contact;
    expect(known && isSetOut(known, journey as never)).toBe(true);
  });

  it("a start that the case did not take is noted once what it lacked is there, by whoever found out", () => {
    const spine = new Spine().evacuate();
    const way = "9".repeat(32) as StreamId;
    spine.say({ op: "beginPart", part: "journey", stream: way });
    const leg = { leg: "1e".repeat(16), kind: "ride", from: "a", to: "b", departs: 600, arrives: 660 };
    const plan = { party: ["1"], date: "2024-10-04", offset: 0, route: null, why: "", over: 0 };
    const part = [
      { op: "begin", compartment: { about: "case", case: theCase, part: "journey" } },
      { op: "writeJourney", journey, ...plan, legs: [{ ...leg, service: "the bus", note: "" }] },
      { op: "startJourney", journey, over: 1 },
    ].map((operation, seq): Entry => {
      const by = { author: plover, role: "caseworker" as const, at: NOON };
      return { stream: way, seq, ...by, operation: operation as Operation };
    });
    spine.at += DAY + HOUR;
    const note = () => {
      const hand = { by: plover, role: "caseworker" as const, at: spine.at };
      return noteSetOut(foldEntries(emptyState(), [...spine.entries, ...part]), theCase, journey as never, hand);
    };
    expect(note()).toMatchObject({ kind: "search-not-checked" });
    spine.search();
    const noted = note();
    expect(noted).toEqual({
      kind: "operations",
      writes: [{ stream, operations: [{ op: "goTerms", road: true, clocks: true }, out] }],
    });
    spine.say(out);
    expect(isSetOut(spine.contact, journey as never)).toBe(true);
    expect(note()).toEqual({ kind: "operations", writes: [] });
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
