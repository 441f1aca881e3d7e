/** Whoever agrees on new signals takes nothing back: what meant danger goes on meaning it. */
import { describe, expect, it } from "vitest";
import {
  type AgreeSignals,
  beginCompartment,
  type CaseView,
  caseView,
  checkpointOf,
  continueThreads,
  emptyState,
  foldEntries,
  joinCase,
  noteOnThread,
  takeIntoCase,
  threadView,
  todayView,
  writeToCase,
} from "../src/index.ts";
import { caseId, hours, mailbox, member, minutes, Room, stream } from "./team.ts";

const rowan = caseId("Rowan");
const box = mailbox("Rowan");

const agree = (safe: string | null, danger: string | null, of = box): AgreeSignals => ({
  ...{ op: "agreeSignals", mailbox: of, safe, danger },
});
const OLD = agree("the roses bloom", "the kettle is broken");
const NEW = agree("the sun is out", "the moon is up");

const take = (room: Room, who = "Siskin", from = box) =>
  room.do(who, (state, by) =>
    takeIntoCase(
      state,
      {
        ...{ thread: room.thread(from), case: rowan, contact: stream("Rowan c"), threat: stream("Rowan t") },
        ...{ alias: "Rowan", people: 1, owner: member("Siskin"), standIn: null, token: "Rowan" },
      },
      by,
    ),
  );

const begun = () => {
  const room = new Room();
  room.letter(box, { text: "Hello." });
  return room;
};
const open = () => {
  const room = begun();
  expect(take(room)).toEqual({ kind: "done" });
  return room;
};
const write = (room: Room, who: string, ...said: AgreeSignals[]) =>
  expect(room.do(who, (state, by) => writeToCase(state, rowan, said, by))).toEqual({ kind: "done" });
const inThread = (room: Room, who: string, said: AgreeSignals) =>
  expect(room.do(who, (state, by) => noteOnThread(state, said, by))).toEqual({ kind: "done" });
const seen = (room: Room): CaseView => {
  const one = caseView(room.state, room.outside("Siskin"), rowan);
  if (one === null) throw new Error("the case is held");
  return one;
};
const heard = (room: Room) => seen(room).messages.flatMap(({ signal }) => signal ?? []);
const endangered = (room: Room) =>
  todayView(room.state, room.outside("Siskin")).casesInDanger.map(({ alias }) => alias);
const writes = (room: Room, text: string, from = box) => {
  room.now += minutes(10);
  room.letter(from, { text });
  room.now += minutes(10);
};

describe("new signals in a case", () => {
  it("leave the danger that stands where it is, for every reader of the case", () => {
    const room = open();
    write(room, "Siskin", OLD);
    writes(room, "Mother, the kettle is broken.");
    const before = { safety: seen(room).safety, urgency: seen(room).urgency.level, today: endangered(room) };
    expect(before).toMatchObject({ safety: { danger: { wording: OLD.danger } }, urgency: "now", today: ["Rowan"] });
    write(room, "Plover", NEW);
    expect({ safety: seen(room).safety, urgency: seen(room).urgency.level, today: endangered(room) }).toEqual(before);
    // Taken away altogether they change as little.
    write(room, "Plover", agree(null, null));
    expect(seen(room).safety).toEqual(before.safety);
  });

  it("are not known yet to whoever writes: the old words still mean danger, in what comes after", () => {
    const room = open();
    write(room, "Siskin", OLD);
    write(room, "Plover", NEW);
    writes(room, "the kettle is broken");
    writes(room, "the moon is up");
    expect(heard(room)).toEqual([
      { kind: "danger", wording: OLD.danger },
      { kind: "danger", wording: NEW.danger },
    ]);
    expect(endangered(room)).toEqual(["Rowan"]);
  });

  it("alone say that all is well, from then on: the old word may have been forced out of somebody", () => {
    const room = open();
    write(room, "Siskin", OLD);
    write(room, "Plover", NEW);
    writes(room, "the roses bloom");
    expect(heard(room)).toEqual([]);
    writes(room, "the sun is out");
    expect(heard(room)).toEqual([{ kind: "safe", wording: NEW.safe }]);
  });

  it("neither call a danger back that is over, nor end one by what was written before they were agreed", () => {
    const room = open();
    write(room, "Siskin", OLD);
    writes(room, "the kettle is broken");
    writes(room, "They left. the roses bloom");
    expect(seen(room).safety).toEqual({ danger: null, ask: null });
    write(room, "Siskin", NEW);
    expect(seen(room).safety).toEqual({ danger: null, ask: null });
    writes(room, "the moon is up");
    writes(room, "good night");
    // Whoever has stolen an account would choose a word that stands there already.
    write(room, "Plover", agree("good night", "never"));
    expect(seen(room).safety.danger).toMatchObject({ wording: NEW.danger });
  });

  it("say that all is well in no letter that may be another's: from a frozen mailbox, or by words that were given up", () => {
    const room = open();
    write(room, "Siskin", OLD);
    writes(room, "Mother, the kettle is broken.");
    const frozen = { op: "freezeMailbox", mailbox: box, reason: "taken", holding: "Thank you.", seen: 2 } as const;
    expect(room.do("Siskin", (state, by) => writeToCase(state, rowan, [frozen], by))).toEqual({ kind: "done" });
    writes(room, "All quiet, the roses bloom.");
    expect(heard(room).at(-1)).toMatchObject({ kind: "safe" });
    expect(seen(room).safety.danger).toMatchObject({ wording: OLD.danger });
    const thawed = { op: "thawMailbox", mailbox: box, reason: "heard their voice", seen: 3 } as const;
    expect(room.do("Siskin", (state, by) => writeToCase(state, rowan, [thawed], by))).toEqual({ kind: "done" });
    writes(room, "The roses bloom, it is me.");
    expect(seen(room).safety).toEqual({ danger: null, ask: null });
    writes(room, "The kettle is broken again.");
    writes(room, "The roses bloom.");
    room.rows.set(
      box,
      (room.rows.get(box) ?? []).map((row, at, all) => (at === all.length - 1 ? { ...row, late: true } : row)),
    );
    expect(seen(room).safety.danger).toMatchObject({ wording: OLD.danger });
  });

  it("never beat danger, though somebody agrees on the same words for the opposite", () => {
    const room = open();
    write(room, "Siskin", OLD);
    write(room, "Plover", agree("the kettle is broken", null));
    writes(room, "the kettle is broken");
    expect(heard(room)).toEqual([{ kind: "danger", wording: OLD.danger }]);
  });

  it("stand with who agreed on them and when; the earlier ones beneath, and a line of the timeline for each", () => {
    const room = open();
    write(room, "Siskin", OLD);
    const first = room.now;
    room.now += hours(5);
    write(room, "Plover", NEW);
    const [siskin, plover] = [{ id: member("Siskin") }, { id: member("Plover") }];
    expect(seen(room).signals).toMatchObject([
      { safe: OLD.safe, danger: OLD.danger, by: siskin, at: first, until: room.now, carriedBy: null },
      { safe: NEW.safe, danger: NEW.danger, by: plover, at: room.now, until: null, carriedBy: null },
    ]);
    room.now += hours(1);
    write(room, "Siskin", agree(null, null));
    const lines = seen(room).timeline.filter(({ what }) => what.kind === "signals");
    expect(lines).toMatchObject([
      { by: siskin, at: room.now, what: { agreed: false, agreedBy: null } },
      { by: plover, at: first + hours(5), what: { agreed: true, agreedBy: null } },
      { by: siskin, at: first, what: { agreed: true, agreedBy: null } },
    ]);
  });

  it("come to whoever reads from now on with the earlier ones", () => {
    const room = open();
    write(room, "Siskin", OLD);
    write(room, "Plover", NEW);
    const contact = stream("Rowan c");
    const checkpoint = checkpointOf(
      { about: "case", case: rowan, part: "contact" },
      room.entries.filter((entry) => entry.stream === contact),
    );
    const told = foldEntries(emptyState(), [
      ...room.entries.filter((entry) => entry.stream !== contact),
      ...[
        { stream: contact, seq: 1, author: member("Siskin"), role: "caseworker" as const, at: room.now, proven: true },
      ].map((entry) => ({ ...entry, operation: checkpoint })),
    ]);
    const one = caseView(told, room.outside("Lark"), rowan);
    expect(one?.signals.map(({ danger, by }) => [danger, by.id])).toEqual([
      [OLD.danger, member("Siskin")],
      [NEW.danger, member("Plover")],
    ]);
  });
});

describe("what was agreed in a thread", () => {
  it("goes on counting there after new ones, as in a case", () => {
    const room = begun();
    inThread(room, "Plover", OLD);
    writes(room, "the kettle is broken");
    inThread(room, "Tern", NEW);
    const view = threadView(room.state, room.outside("Plover"), box);
    expect(view.safety.danger).toMatchObject({ wording: OLD.danger });
    expect(view.urgency.level).toBe("now");
    expect(view.signals.map(({ by, until }) => [by.id, until])).toEqual([
      [member("Plover"), room.now],
      [member("Tern"), null],
    ]);
  });

  it("goes along into its case, each with its own author and hour, and a danger that was over stays over", () => {
    const room = begun();
    inThread(room, "Plover", OLD);
    const first = room.now;
    writes(room, "the kettle is broken");
    writes(room, "the roses bloom");
    inThread(room, "Tern", NEW);
    const second = room.now;
    room.now += hours(1);
    expect(take(room)).toEqual({ kind: "done" });
    expect(seen(room).safety).toEqual({ danger: null, ask: null });
    const carriedBy = { id: member("Siskin") };
    expect(seen(room).signals).toMatchObject([
      { danger: OLD.danger, by: { id: member("Plover") }, at: first, until: second, carriedBy },
      { danger: NEW.danger, by: { id: member("Tern") }, at: second, until: null, carriedBy },
    ]);
    expect(seen(room).timeline.filter(({ what }) => what.kind === "signals")).toMatchObject([
      { by: carriedBy, what: { agreed: true, agreedBy: { id: member("Tern") } } },
      { by: carriedBy, what: { agreed: true, agreedBy: { id: member("Plover") } } },
    ]);
    writes(room, "the kettle is broken");
    expect(heard(room).at(-1)).toEqual({ kind: "danger", wording: OLD.danger });
  });

  it("joins what its case has agreed: the newest of the thread stands, no danger is lost", () => {
    const room = open();
    write(room, "Siskin", OLD);
    const other = mailbox("Heather");
    room.letter(other, { text: "It is me." });
    inThread(room, "Plover", agree("one", "two", other));
    inThread(room, "Plover", agree("three", "four", other));
    room.now += minutes(5);
    const why = "I know the voice";
    const joined = room.do("Siskin", (state, by) =>
      joinCase(state, { thread: room.thread(other), case: rowan, why }, by),
    );
    expect(joined).toEqual({ kind: "done" });
    expect(seen(room).signals.map(({ danger, until }) => [danger, until === null])).toEqual([
      ["two", false],
      [OLD.danger, false],
      ["four", true],
    ]);
  });

  it("goes on where the thread goes on with other words", () => {
    const room = begun();
    inThread(room, "Plover", OLD);
    const other = mailbox("Heather");
    room.letter(other, { text: "New words." });
    inThread(room, "Plover", { ...NEW, mailbox: other });
    const found = { mailbox: other, from: box, seen: 1 };
    expect(room.do("Plover", (state, by) => continueThreads(state, [found], by))).toEqual({ kind: "done" });
    const view = threadView(room.state, room.outside("Plover"), other);
    expect(view.signals.map(({ danger, until }) => [danger, until === null])).toEqual([
      [OLD.danger, false],
      [NEW.danger, true],
    ]);
  });

  it("stands since ever in a case of before, which did not say since when", () => {
    const room = begun();
    writes(room, "the kettle is broken");
    writes(room, "the roses bloom");
    const contact = stream("Rowan c");
    const about = { about: "case", case: rowan, part: "contact" } as const;
    expect(room.do("Siskin", (state, by) => beginCompartment(state, contact, about, by))).toEqual({ kind: "done" });
    const whose = {
      stream: contact,
      author: member("Siskin"),
      role: "caseworker" as const,
      at: room.now,
      proven: true,
    };
    room.take([
      {
        ...{ ...whose, stream: stream("intake"), seq: 1 },
        operation: { op: "takeIntoCase", mailbox: box, case: rowan, alias: "Rowan", contact, upTo: 3 },
      },
      {
        ...{ ...whose, seq: 1 },
        operation: {
          ...{ op: "openCase", case: rowan, alias: "Rowan", people: 1, mailbox: box },
          ...{ owner: member("Siskin"), standIn: null },
        },
      },
      { ...whose, seq: 1, operation: OLD },
    ]);
    expect(seen(room).safety).toEqual({ danger: null, ask: null });
  });
});
