/** Rowan has allowed to be moved, and says no at night. What was ordered or agreed on the yes is over. */
import { describe, expect, it } from "vitest";
import {
  type CaseView,
  type ConsentId,
  type ConsentPurpose,
  caseOf,
  caseView,
  checkpointOf,
  decide,
  type Entry,
  emptyState,
  foldEntries,
  type MailboxId,
  moveStage,
  type Operation,
  propose,
  type State,
  type TicketId,
  todayView,
  writeConsent,
  writeToCase,
} from "../src/index.ts";
import { mayRecordTestimony, pictureStopped } from "../src/rule/consent.ts";
import { rowan, taken, verified } from "./rowan.ts";
import { decisionId, hours, lookAll, member, minutes, Room, stream } from "./team.ts";

const CONSENT = "c0".repeat(16) as ConsentId;
const REFUSED = { kind: "unwilling", consent: CONSENT };
const SPINE = stream("rowan c");

const yes = (room: Room, over: number, consent = CONSENT) =>
  room.do("Siskin", (state, by) => {
    const said = { purpose: "journey", recipient: "the network", words: "yes", how: "telephone" } as const;
    return writeConsent(state, rowan, { op: "giveConsent", consent, ...said, covers: [], until: null, over }, by);
  });
const no = (room: Room, consent = CONSENT) =>
  room.do("Plover", (state, by) =>
    writeConsent(state, rowan, { op: "withdrawConsent", consent, why: "her brother is there", how: "telephone" }, by),
  );
const ask = (room: Room, name: string, about: "go" | "night-move" | "no-go") =>
  room.do("Siskin", (state, by) => {
    const said = { decision: decisionId(name), about, text: "to the mill", checklist: [] };
    return propose(state, rowan, { ...said, expires: by.at + hours(12) }, by);
  });
const say = (room: Room, name: string, verdict: "approve" | "refuse" = "approve") =>
  room.do("Wren", (state, by) => decide(state, rowan, { decision: decisionId(name), verdict, reason: "seen" }, by));
const evacuate = (room: Room) =>
  room.do("Siskin", (state, by) =>
    moveStage(state, rowan, { to: "evacuating", people: null, decision: null, token: "-", reason: "they go" }, by),
  );
const now = (room: Room) =>
  room.do("Siskin", (state, by) =>
    writeToCase(state, rowan, [{ op: "note", text: "they come tonight" }], by).kind === "operations"
      ? {
          kind: "operations",
          writes: [
            {
              stream: SPINE,
              operations: [{ op: "setCaseUrgency", urgency: "now", reason: "tonight", saidBy: "team" }],
            },
          ],
        }
      : { kind: "no-such-case" },
  );
const view = (room: Room, who = "Siskin"): CaseView => {
  const seen = caseView(room.state, room.outside(who), rowan);
  if (seen === null) throw new Error("no case");
  return seen;
};
const next = (room: Room) => view(room).next.find(({ to }) => to === "evacuating");
const decision = (room: Room, name: string) => {
  const found = view(room, "Wren").decisions.find((one) => one.decision === decisionId(name));
  if (!found) throw new Error("no such decision");
  return found;
};

/** Accepted, urgency *now*, looked at for searches; they have said yes to being moved. */
const ready = (): Room => {
  const room = new Room();
  taken(room);
  verified(room);
  now(room);
  lookAll(room, "Siskin", rowan);
  expect(yes(room, 0)).toEqual({ kind: "done" });
  room.now += minutes(1);
  return room;
};

describe("[P11] who has said no to being moved is moved by nobody", () => {
  it("no order at night, no go, no approval and no stage before a newer yes; never asked is no no", () => {
    const unasked = new Room();
    taken(unasked);
    now(unasked);
    expect(ask(unasked, "n", "night-move")).toEqual({ kind: "done" });

    const room = ready();
    expect(ask(room, "waits", "go")).toEqual({ kind: "done" });
    expect(no(room)).toEqual({ kind: "done" });
    expect(ask(room, "n", "night-move")).toEqual(REFUSED);
    expect(ask(room, "g", "go")).toEqual(REFUSED);
    expect(say(room, "waits")).toEqual(REFUSED);
    expect(evacuate(room)).toEqual(REFUSED);
    expect(view(room)).toMatchObject({ stage: "accepted", unwilling: { consent: CONSENT, recipient: "the network" } });
    expect(next(room)?.missing).toEqual(["willing", "approved-go"]);
    expect(next(room)?.conditions).toContainEqual({ what: "willing", met: false });
    // Said no by two is said at any time.
    expect(ask(room, "stop", "no-go")).toEqual({ kind: "done" });

    expect(yes(room, 2)).toEqual({ kind: "done" });
    expect(view(room).unwilling).toBeNull();
    expect(next(room)?.conditions).toContainEqual({ what: "willing", met: true });
    // What was proposed before the no is decided anew.
    expect(say(room, "waits")).toEqual({ kind: "said-no-since" });
    expect(ask(room, "g", "go")).toEqual({ kind: "done" });
    expect(say(room, "g")).toEqual({ kind: "done" });
    expect(evacuate(room)).toEqual({ kind: "done" });
  });

  it("by no client either that asks no rule", () => {
    const room = ready();
    no(room);
    const before = view(room).decisions.length;
    const orders: Operation[] = (["night-move", "go"] as const).map((about) => {
      const decision = decisionId(about);
      return { op: "propose", decision, about, text: "go", checklist: [], expires: room.now + hours(12) };
    });
    room.do("Siskin", () => ({ kind: "operations", writes: [{ stream: SPINE, operations: orders }] }));
    expect(view(room).decisions).toHaveLength(before);
  });

  it("an approved go is over by it and shown so; the other's yes of before is none for them", () => {
    const room = ready();
    ask(room, "g", "go");
    say(room, "g");
    expect(next(room)?.missing).toEqual([]);
    const second = "c1".repeat(16) as ConsentId;
    yes(room, 0, second);
    room.now += minutes(5);
    no(room);
    expect(decision(room, "g")).toMatchObject({ state: "ended", saidNo: room.now, mine: "not-waiting" });
    expect(evacuate(room)).toEqual(REFUSED);
    yes(room, 2);
    expect(decision(room, "g")).toMatchObject({ state: "ended" });
    expect(evacuate(room)).toEqual({ kind: "stage-not-open", missing: ["approved-go"] });
    const waiting = (who: string) => todayView(room.state, room.outside(who)).waitingForMe.map((one) => one.decision);
    expect(waiting("Wren")).toEqual([]);
    ask(room, "g2", "go");
    expect(waiting("Wren")).toEqual([decisionId("g2")]);
  });

  it("an order that they ended waits for its review all the same, and was no first move", () => {
    const room = ready();
    expect(ask(room, "n", "night-move")).toEqual({ kind: "done" });
    room.now += minutes(5);
    no(room);
    expect(decision(room, "n")).toMatchObject({ state: "ordered", saidNo: room.now, mine: "may-decide" });
    expect(todayView(room.state, room.outside("Wren")).nightMoves).toHaveLength(1);
    yes(room, 2);
    expect(ask(room, "again", "night-move")).toEqual({ kind: "done" });
    expect(ask(room, "third", "night-move")).toEqual({ kind: "not-a-night-move" });
    expect(say(room, "n", "refuse")).toEqual({ kind: "done" });
  });

  it("whoever orders, and whoever reviews it, sees what the case answers, and is held up by none of it", () => {
    const room = ready();
    room.now += hours(30);
    expect(ask(room, "n", "night-move")).toEqual({ kind: "done" });
    const { facts, search } = decision(room, "n");
    expect(facts.map(({ point, met }) => [point, met])).toEqual([
      ["check-in", false],
      ["assessment", false],
      ["consent", true],
    ]);
    expect(search.map(({ fresh }) => fresh)).toEqual([false, false, false]);
    expect(say(room, "n")).toEqual({ kind: "done" });
  });

  it("a history of before the rule reads as it did, until somebody proposes, decides or moves by a newer client", () => {
    const room = ready();
    ask(room, "g", "go");
    say(room, "g");
    no(room);
    const gone: Operation = {
      op: "moveStage",
      to: "evacuating",
      people: null,
      decision: null,
      token: null,
      reason: "go",
    };
    const last = room.entries.at(-1) as Entry;
    const old = room.entries.map(
      (entry): Entry =>
        entry.operation.op === "consentTerms" ? { ...entry, operation: { op: "consentTerms" } } : entry,
    );
    const before = foldEntries(emptyState(), [
      ...old,
      { ...last, seq: last.seq + 1, author: member("Siskin"), role: "caseworker", operation: gone },
    ]);
    expect(caseView(before, room.outside("Siskin"), rowan)?.stage).toBe("evacuating");

    const later = new Room();
    later.entries = [];
    later.state = emptyState();
    later.take(old);
    later.now = room.now;
    expect(view(later).unwilling).not.toBeNull();
    expect(ask(later, "g2", "go")).toEqual(REFUSED);
    expect(ask(later, "n", "night-move")).toEqual(REFUSED);
    expect(evacuate(later)).toEqual(REFUSED);
  });

  it("whoever reads from now on reads the same", () => {
    const room = ready();
    ask(room, "g", "go");
    say(room, "g");
    no(room);
    const mine = room.entries.filter((entry) => entry.stream === SPINE);
    const about = { about: "case", case: rowan, part: "contact" } as const;
    const first = {
      stream: SPINE,
      seq: 9,
      author: member("Wren"),
      role: "coordinator",
      at: room.now,
      proven: true,
    } as const;
    const rest = room.entries.filter((entry) => entry.stream !== SPINE);
    const read = foldEntries(emptyState(), [...rest, { ...first, operation: checkpointOf(about, mine) }]);
    const seen = caseView(read, room.outside("Wren"), rowan);
    expect(seen?.unwilling?.consent).toBe(CONSENT);
    expect(seen?.decisions[0]).toMatchObject({ state: "ended" });
    expect(seen?.next.find(({ to }) => to === "evacuating")?.missing).toEqual(["willing", "approved-go"]);
  });
});

describe("[P5] a yes whose author had not heard of the no counts for nobody", () => {
  const second = "c1".repeat(16) as ConsentId;
  const given: Extract<Operation, { op: "giveConsent" }> = {
    ...{ op: "giveConsent", consent: second, purpose: "journey", recipient: "the mill" },
    ...{ words: "yes", how: "telephone", covers: [], until: null, over: 0 },
  };
  const forge = (room: Room, operation: Operation) =>
    room.do("Siskin", () => ({ kind: "operations", writes: [{ stream: SPINE, operations: [operation] }] }));
  const unwilling = (state: State, room: Room) => caseView(state, room.outside("Wren"), rowan)?.unwilling?.consent;

  it("by no client that asks no rule, nor for whoever reads from now on; an older client's counts as it did", () => {
    const room = ready();
    no(room);
    forge(room, { ...given, noes: 0 });
    expect(view(room).unwilling?.consent).toBe(CONSENT);
    expect(room.state.streams.get(SPINE)?.refused.at(-1)?.refusal).toMatchObject({ kind: "said-no-meanwhile" });
    const about = { about: "case", case: rowan, part: "contact" } as const;
    const whose = { author: member("Wren"), role: "coordinator", at: room.now, proven: true } as const;
    const begun = checkpointOf(
      about,
      room.entries.filter((entry) => entry.stream === SPINE),
    );
    const rest = room.entries.filter((entry) => entry.stream !== SPINE);
    const late = { ...whose, stream: SPINE, seq: 10, operation: { ...given, noes: 0 } };
    const from = foldEntries(emptyState(), [...rest, { ...whose, stream: SPINE, seq: 9, operation: begun }, late]);
    expect(unwilling(from, room)).toBe(CONSENT);
    forge(room, given);
    expect(view(room).unwilling).toBeNull();
  });

  it("a no to one doctor is none to another, and a slip was none", () => {
    const room = ready();
    const doctor = { ...given, purpose: "doctor", recipient: "Doctor Tern" } as const;
    const other = { ...doctor, consent: "c6".repeat(16) as ConsentId, recipient: "Doctor Rail" };
    forge(room, doctor);
    forge(room, { op: "withdrawConsent", consent: second, why: "a slip", how: "letter", slip: true });
    forge(room, { ...doctor, noes: 0 });
    forge(room, { op: "withdrawConsent", consent: second, why: "not her", how: "letter" });
    forge(room, { ...other, noes: 0 });
    forge(room, { ...doctor, over: 2, noes: 0 });
    const standing = view(room).consents.map(({ recipient, standing }) => `${recipient} ${standing}`);
    expect(standing.toSorted()).toEqual(["Doctor Rail given", "Doctor Tern withdrawn", "the network given"]);
  });
});

describe("[P5] a no at the first asking is written down, and does all that a later one does", () => {
  const refuse = (room: Room, purpose: ConsentPurpose, consent = CONSENT, over = 0) =>
    room.do("Plover", (state, by) => {
      const said = { purpose, recipient: "the network", words: "not with strangers", how: "telephone" } as const;
      const none = { covers: [], until: null, refused: true, over };
      return writeConsent(state, rowan, { op: "giveConsent", consent, ...said, ...none }, by);
    });
  /** Nobody had asked: a go stands, and a driver holds a ticket. */
  const asked = (): Room => {
    const room = new Room();
    taken(room);
    verified(room);
    lookAll(room, "Siskin", rowan);
    ask(room, "g", "go");
    say(room, "g");
    const ticket: Operation = {
      ...{ op: "giveTicket", ticket: "71".repeat(16) as TicketId, mailbox: "71".repeat(32) as MailboxId },
      ...{ keys: { verifyKey: "ab", kemKey: "cd" }, holder: "driver", who: "K", after: null, from: "a", to: "b" },
      ...{ meet: "under the clock", at: room.now + hours(3), people: 1, carry: "", otherwise: "" },
      ...{ say: "warm?", hear: "inside.", opens: room.now, ends: room.now + hours(9) },
    };
    expect(room.do("Siskin", (state, by) => writeToCase(state, rowan, [ticket], by))).toEqual({ kind: "done" });
    room.now += minutes(5);
    return room;
  };

  it("it holds tickets, ends a go and an order of before, and lets nobody set out, until they say yes", () => {
    const room = asked();
    expect(refuse(room, "journey")).toEqual({ kind: "done" });
    const shown = view(room);
    expect(shown.consents).toMatchObject([
      {
        ...{ consent: CONSENT, purpose: "journey", recipient: "the network", standing: "withdrawn", refused: true },
        ...{ covers: [], until: null, earlier: [], now: { kind: "withdrawn", words: "not with strangers" } },
      },
    ]);
    expect(shown.tickets).toMatchObject([{ state: "held", heldFor: "consent" }]);
    expect(shown.timeline.filter(({ what }) => what.kind.startsWith("consent"))).toMatchObject([
      { what: { kind: "consent-refused", why: "not with strangers" } },
    ]);
    expect(decision(room, "g")).toMatchObject({ state: "ended", saidNo: room.now });
    expect(evacuate(room)).toEqual(REFUSED);
    now(room);
    expect(ask(room, "n", "night-move")).toEqual(REFUSED);
    expect(yes(room, shown.consents[0]?.version ?? 0)).toEqual({ kind: "done" });
    expect(view(room)).toMatchObject({ unwilling: null, consents: [{ standing: "given", refused: false }] });
    expect(view(room).consents[0]?.earlier).toHaveLength(1);
  });

  it("an older client, which reads the asking as given, reads a no all the same, and the same versions", () => {
    const room = asked();
    refuse(room, "journey");
    const old = room.entries.map((entry): Entry => {
      const { operation } = entry;
      if (operation.op !== "giveConsent" && operation.op !== "withdrawConsent") return entry;
      const { refused: _, ...known } = operation;
      return { ...entry, operation: known };
    });
    const then = caseView(foldEntries(emptyState(), old), room.outside("Siskin"), rowan);
    expect(then).toMatchObject({ unwilling: { consent: CONSENT }, tickets: [{ state: "held", heldFor: "consent" }] });
    expect(then?.consents[0]?.version).toBe(view(room).consents[0]?.version);
  });

  it("a testimony is not written on, no face is shown, and nobody is rung for whom they said no", () => {
    const room = asked();
    refuse(room, "testimony-record", "c2".repeat(16) as ConsentId);
    refuse(room, "photograph", "c3".repeat(16) as ConsentId);
    const records = caseOf(room.state, rowan)?.contact.consent;
    if (records === undefined) throw new Error("no case");
    expect(mayRecordTestimony(records, room.now)).toBe(false);
    expect(pictureStopped(records, { shows: "person" }, room.now)).toBe("c3".repeat(16));
    const whom = { lawyer: "Advocate Tern", publicity: "silence" as const, tell: "the network", neverCall: [] };
    const response = { ...whom, text: "", tasks: [], agreedBy: "Rowan", agreedAt: room.now - hours(1) };
    const agreed = { op: "agreeResponse", status: "detained", ...response, thread: null, over: 0 } as const;
    expect(room.do("Siskin", (state, by) => writeToCase(state, rowan, [agreed], by))).toEqual({ kind: "done" });
    refuse(room, "relative", "c4".repeat(16) as ConsentId);
    expect(view(room).plan.responses[0]?.forbidden).toMatchObject([{ where: "tell" }]);
  });

  it("of what stands already a no is a withdrawal; one written down by mistake is taken back the same day by whoever wrote it", () => {
    const room = ready();
    expect(refuse(room, "journey", CONSENT, 1)).toEqual({ kind: "consent-not-for-this", consent: CONSENT });
    const slip = "c5".repeat(16) as ConsentId;
    refuse(room, "relative", slip);
    const back = (who: string) =>
      room.do(who, (state, by) =>
        writeConsent(
          state,
          rowan,
          { op: "withdrawConsent", consent: slip, why: "a slip", how: "letter", slip: true },
          by,
        ),
      );
    expect(back("Siskin")).toEqual({ kind: "stays", what: "consent", why: "not-yours" });
    expect(back("Plover")).toEqual({ kind: "done" });
    expect(view(room).consents.map(({ consent }) => consent)).toEqual([CONSENT]);
    expect(view(room).timeline.map(({ what }) => what.kind)).toEqual(
      expect.arrayContaining(["consent-refused", "consent-slip"]),
    );
  });
});
