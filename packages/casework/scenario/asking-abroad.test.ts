import { describe, expect, it } from "vitest";
import {
  type ApplicationId,
  type ApplicationOperation,
  type ApplicationState,
  beginCompartment,
  type ConsentId,
  caseView,
  checkpointOf,
  DAY,
  dayOf,
  emptyState,
  foldEntries,
  holdParts,
  moveStage,
  type Operation,
  type PathwayId,
  partViews,
  readOperation,
  refusedOf,
  type State,
  takeIntoCase,
  todayView,
  writeApplications,
  writeConsent,
  writeToCase,
} from "../src/index.ts";
import { caseId, hand, mailbox, member, Room, stream } from "./team.ts";

const kettle = mailbox("kettle");
const ROWAN = caseId("rowan");
const [contact, threat, relocation] = [stream("rowan c"), stream("rowan t"), stream("rowan r")];
const [lantern, doctor, other] = ["a1", "d0", "0e"].map((two) => two.repeat(16)) as [ConsentId, ConsentId, ConsentId];
const application = "b1".repeat(16) as ApplicationId;
const LANTERN = "the invented Lantern";

type Say = Parameters<typeof writeConsent>[2];
const yes = (more: Partial<Extract<Say, { op: "giveConsent" }>> = {}): Say => ({
  ...{ op: "giveConsent", consent: lantern, purpose: "referral", recipient: LANTERN, covers: ["summary"] },
  ...{ words: "they may have the file", how: "letter", until: null, over: 0 },
  ...more,
});
const no = (consent = lantern): Say => ({ op: "withdrawConsent", consent, why: "not them", how: "telephone" });

const wish = (
  rests?: ConsentId | null,
  more: Partial<Extract<ApplicationOperation, { op: "writeApplication" }>> = {},
): ApplicationOperation => ({
  ...{ op: "writeApplication", application, pathway: "e1".repeat(16) as PathwayId, name: "Invented embassy" },
  ...{ party: ["1"], rank: 1, fit: "meets", why: "", papers: [], month: null, note: "", over: 0 },
  ...(rests === undefined ? {} : { rests }),
  ...more,
});
const step = (to: ApplicationState, over: number, note = ""): ApplicationOperation => ({
  ...{ op: "moveApplication", application, to, on: "2017-04-02", until: null, note, over },
});

const opened = (): Room => {
  const room = new Room();
  room.letter(kettle, { text: "Помогите" });
  const ids = { case: ROWAN, contact, threat, token: "t", owner: member("Wren"), standIn: null };
  room.do("Wren", (state, by) =>
    takeIntoCase(state, { thread: room.thread(kettle), ...ids, alias: "Rowan", people: 1 }, by),
  );
  room.do("Wren", (state, by) =>
    beginCompartment(state, relocation, { about: "case", case: ROWAN, part: "relocation" }, by),
  );
  room.do("Wren", (state, by) =>
    writeToCase(state, ROWAN, [{ op: "beginPart", part: "relocation", stream: relocation }], by),
  );
  return room;
};
const say = (room: Room, said: Say, name = "Siskin") =>
  room.do(name, (state, by) => writeConsent(state, ROWAN, said, by));
const write = (room: Room, ...operations: ApplicationOperation[]) =>
  room.do("Siskin", (state, by) => writeApplications(state, relocation, operations, by));
/** Whoever changed their program, or has one of before. */
const unasked = (room: Room, ...operations: Operation[]) =>
  room.do("Siskin", () => ({ kind: "operations", writes: [{ stream: relocation, operations }] }));
const view = (room: Room) => {
  const found = caseView(room.state, room.outside("Wren"), ROWAN);
  if (!found) throw new Error("the case");
  return found;
};
const asking = (room: Room) => view(room).parts.find(({ part }) => part === "relocation")?.applications[0];
const rests = (room: Room, of = lantern) => view(room).consents.find(({ consent }) => consent === of);
const due = (room: Room) => todayView(room.state, room.outside("Wren")).consents;
const submitted = (): Room => {
  const room = opened();
  say(room, yes());
  expect(write(room, wish(lantern), step("preparing", 1), step("submitted", 2))).toEqual({ kind: "done" });
  return room;
};
/** The part alone, as a lawyer holds it. */
const alone = (room: Room): State =>
  foldEntries(
    emptyState(),
    room.entries.filter((entry) => entry.stream === relocation),
  );
const lawyer = (room: Room, ...operations: ApplicationOperation[]) =>
  writeApplications(alone(room), relocation, operations, hand("Lark", room.now));
const seenAlone = (room: Room) => partViews(alone(room), room.outside("Lark"))[0]?.applications[0];

describe("[P5] an application to a way abroad", () => {
  it("is a yes that somebody went by: what allows it is no slip any more, and is withdrawn", () => {
    const slip = { ...no(), slip: true };
    expect(say(submitted(), slip)).toEqual({ kind: "stays", what: "consent", why: "rested-on" });
    const room = opened();
    say(room, yes());
    expect(say(room, slip)).toEqual({ kind: "done" });
  });

  it("goes to nobody before the person has allowed it: named, standing, and for that", () => {
    const room = opened();
    expect(write(room, wish(null), step("preparing", 1))).toEqual({ kind: "done" });
    expect(asking(room)?.allowed).toBeNull();
    expect(write(room, step("submitted", 2))).toEqual({ kind: "needs-consent" });
    expect(write(room, wish(lantern, { over: 2 }))).toEqual({ kind: "no-such-consent" });
    say(room, yes({ consent: doctor, purpose: "doctor", recipient: "a doctor" }));
    expect(write(room, wish(doctor, { over: 2 }))).toEqual({ kind: "consent-not-for-this", consent: doctor });
    say(room, yes({ until: dayOf(room.now) }));
    expect(write(room, wish(lantern, { over: 2 }))).toEqual({ kind: "done" });
    room.now += DAY;
    expect(write(room, step("submitted", 3))).toEqual({ kind: "consent-ended", consent: lantern });
    expect(asking(room)?.allowed).toBe("expired");
    say(room, yes({ over: 1 }));
    expect(write(room, step("submitted", 3))).toEqual({ kind: "done" });
    expect(asking(room)).toMatchObject({ allowed: "given", out: true, rests: lantern });
    expect(rests(room)).toMatchObject({
      ...{ due: 0, rests: [{ kind: "application", name: "Invented embassy", state: "submitted", due: false }] },
    });
  });

  it("goes on in red after a no, with its case on Today, until it is taken back and says what the partner was told", () => {
    const room = submitted();
    write(room, step("asked", 3, "a second photograph"));
    say(room, no());
    expect(write(room, step("submitted", 4))).toEqual({ kind: "consent-ended", consent: lantern });
    expect(rests(room)).toMatchObject({ due: 1, rests: [{ kind: "application", due: true, told: null }] });
    expect(due(room)).toMatchObject([{ alias: "Rowan", consent: lantern, due: 1 }]);
    // Another yes does not take the place of the one that was taken back.
    say(room, yes({ consent: other, purpose: "lawyer", recipient: "an invented lawyer" }));
    expect(write(room, wish(other, { over: 4 }))).toEqual({ kind: "application-out", consent: lantern });
    expect(write(room, wish(null, { over: 4 }))).toEqual({ kind: "application-out", consent: lantern });
    // What the partner answers is a fact, and is kept.
    expect(write(room, step("granted", 4))).toEqual({ kind: "done" });
    expect(due(room)).toMatchObject([{ due: 1 }]);
    expect(write(room, step("withdrawn", 5))).toEqual({ kind: "incomplete", field: "reason" });
    expect(write(room, step("withdrawn", 5, "told by telephone: destroy it"))).toEqual({ kind: "done" });
    const told = { note: "told by telephone: destroy it", by: { id: member("Siskin") } };
    expect(rests(room)).toMatchObject({ due: 0, rests: [{ state: "withdrawn", due: false, told }] });
    expect(due(room)).toEqual([]);
    // Taken up again it rests on another, or on a newer yes.
    expect(write(room, step("considered", 6), wish(other, { over: 7 }))).toEqual({ kind: "done" });
    expect(write(room, step("preparing", 8), step("submitted", 9))).toEqual({ kind: "done" });
  });

  it("is taken back in a closed case too, and nothing else is written there", () => {
    const room = submitted();
    const home = { to: "withdrawn" as const, people: null, decision: null, token: "-", reason: "they went home" };
    room.do("Siskin", (state, by) => moveStage(state, ROWAN, home, by));
    const end = { op: "closeCase" as const, outcome: "withdrawn" as const, note: "went home", eraseAfterDays: 30 };
    expect(room.do("Wren", (state, by) => writeToCase(state, ROWAN, [end], by))).toEqual({ kind: "done" });
    expect(view(room).closed).not.toBeNull();
    say(room, no());
    expect(due(room)).toMatchObject([{ due: 1 }]);
    expect(write(room, step("granted", 3))).toEqual({ kind: "case-closed" });
    expect(write(room, step("withdrawn", 3, "told"))).toEqual({ kind: "done" });
    expect(due(room)).toEqual([]);
  });
});

describe("[P3] whoever holds the part relocation alone", () => {
  it("submits on what the team named, and names nothing: of the consent they read that it was taken back, no more", () => {
    const room = opened();
    say(room, yes());
    write(room, wish(null), step("preparing", 1));
    expect(lawyer(room, step("submitted", 2))).toEqual({ kind: "needs-consent" });
    expect(lawyer(room, wish(lantern, { over: 2 }))).toEqual({ kind: "not-held", part: "contact" });
    write(room, wish(lantern, { over: 2 }));
    expect(lawyer(room, step("submitted", 3)).kind).toBe("operations");
    // What they change else leaves it as it is.
    expect(lawyer(room, wish(undefined, { rank: 2, over: 3 })).kind).toBe("operations");
    expect(seenAlone(room)).toMatchObject({ allowed: "unseen", rests: lantern });

    say(room, no());
    expect(lawyer(room, step("submitted", 3))).toEqual({ kind: "consent-ended", consent: lantern });
    expect(seenAlone(room)?.allowed).toBe("withdrawn");
    const read = JSON.stringify(partViews(alone(room), room.outside("Lark")));
    for (const word of [LANTERN, "they may have the file", "not them", "Rowan"]) expect(read).not.toContain(word);
    // Also by a program that asks nobody: the part itself was told.
    unasked(room, step("submitted", 3));
    expect(refusedOf(room.state)).toMatchObject([{ refusal: { kind: "consent-ended" } }]);
    expect(asking(room)?.state).toBe("preparing");

    say(room, yes({ over: 2 }));
    expect(seenAlone(room)?.allowed).toBe("unseen");
    expect(lawyer(room, step("submitted", 3)).kind).toBe("operations");
  });

  it("is told by the next hand that holds both, where whoever heard the no does not", () => {
    const room = submitted();
    const keep = () => room.do("Wren", (state, by) => holdParts(state, ROWAN, by));
    const before = room.entries.length;
    keep();
    expect(room.entries).toHaveLength(before);
    // Plover holds the spine and not the part.
    const spine = foldEntries(
      emptyState(),
      room.entries.filter((entry) => entry.stream !== relocation),
    );
    const heard = writeConsent(spine, ROWAN, no(), hand("Plover", room.now));
    if (heard.kind !== "operations") throw new Error(heard.kind);
    expect(heard.writes.map((one) => one.stream)).toEqual([contact]);
    room.do("Plover", () => heard);
    expect(seenAlone(room)?.allowed).toBe("unseen");
    keep();
    expect(seenAlone(room)?.allowed).toBe("withdrawn");
    const told = room.entries.length;
    keep();
    expect(room.entries).toHaveLength(told);
  });

  it("is told of a day that went by, which no slow clock takes back: a yes of another day does", () => {
    const room = opened();
    say(room, yes({ until: dayOf(room.now) }));
    write(room, wish(lantern), step("preparing", 1));
    const keep = (late = 0) => room.do("Wren", (state, by) => holdParts(state, ROWAN, by, by.at - late));
    keep();
    expect(seenAlone(room)?.allowed).toBe("unseen");
    room.now += 3 * DAY;
    keep(3 * DAY);
    expect(seenAlone(room)?.allowed).toBe("unseen");
    keep();
    expect([rests(room)?.standing, seenAlone(room)?.allowed]).toEqual(["expired", "expired"]);
    expect(lawyer(room, step("submitted", 2))).toEqual({ kind: "consent-ended", consent: lantern });
    unasked(room, step("submitted", 2));
    expect(refusedOf(room.state)).toMatchObject([{ refusal: { kind: "consent-ended" } }]);
    const told = room.entries.length;
    for (const late of [0, 3 * DAY]) keep(late);
    expect(room.entries).toHaveLength(told);
    // Also whoever is given the part from now on.
    const of = room.entries.filter((entry) => entry.stream === relocation);
    const operation = checkpointOf({ about: "case", case: ROWAN, part: "relocation" }, of);
    const whose = { stream: relocation, seq: 99, author: member("Wren"), role: "coordinator" as const, at: room.now };
    const [later] = partViews(foldEntries(emptyState(), [{ ...whose, operation }]), room.outside("Lark"));
    expect(later?.applications[0]?.allowed).toBe("expired");
    say(room, yes({ over: 1, until: dayOf(room.now) + 30 }));
    expect(seenAlone(room)?.allowed).toBe("unseen");
    expect(lawyer(room, step("submitted", 2)).kind).toBe("operations");
  });

  it("[CO2] learns it from a checkpoint too, each consent by itself, and that the part goes on", () => {
    const room = submitted();
    say(room, yes({ consent: other }));
    const second = "b2".repeat(16) as ApplicationId;
    write(room, wish(other, { application: second }));
    say(room, no());
    say(room, no(other));
    const of = room.entries.filter((entry) => entry.stream === relocation);
    const said = checkpointOf({ about: "case", case: ROWAN, part: "relocation" }, of);
    const late = foldEntries(emptyState(), [
      ...[{ stream: relocation, seq: 99, author: member("Wren"), role: "coordinator" as const, at: room.now }].map(
        (who) => ({ ...who, operation: said }),
      ),
    ]);
    expect(refusedOf(late)).toEqual([]);
    const [part] = partViews(late, room.outside("Lark"));
    expect(part?.held).toBeNull();
    expect(part?.applications.map(({ state, allowed }) => [state, allowed])).toEqual([
      ["submitted", "withdrawn"],
      ["considered", "withdrawn"],
    ]);
  });
});

describe("applications of before", () => {
  it("are read as they were written; the next one that goes out says on what", () => {
    const room = opened();
    unasked(room, wish(), step("preparing", 1), step("submitted", 2), step("asked", 3));
    expect(asking(room)).toMatchObject({ state: "asked", allowed: null });
    expect(refusedOf(room.state)).toEqual([]);
    expect(write(room, step("submitted", 4))).toEqual({ kind: "needs-consent" });
    say(room, yes());
    expect(write(room, wish(lantern, { over: 4 }), step("submitted", 5))).toEqual({ kind: "done" });
    // An older program that writes it anew names nothing, and takes nothing away.
    unasked(room, wish(undefined, { rank: 3, over: 6 }));
    expect(asking(room)).toMatchObject({ rank: 3, rests: lantern });
  });

  it("[P4] one that says it names none is submitted by no program, whoever changed it", () => {
    const room = opened();
    unasked(room, wish(null), step("preparing", 1), step("submitted", 2));
    expect(refusedOf(room.state)).toMatchObject([{ refusal: { kind: "needs-consent" } }]);
    expect(readOperation(wish(lantern))).toMatchObject({ rests: lantern });
    for (const bad of ["", "a1", 7, {}])
      expect(readOperation({ ...wish(), rests: bad })).toMatchObject({ op: "unknown" });
    expect(readOperation({ op: "holdPart", held: true, rests: "all" })).toMatchObject({ op: "unknown" });
  });
});
