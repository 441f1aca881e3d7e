import { describe, expect, it } from "vitest";
import {
  caseViews,
  dayOf,
  emptyState,
  exposureView,
  foldEntries,
  giveBackBeds,
  type HoldId,
  refusedOf,
  type ShelterTerms,
  seekShelter,
  shortStays,
  type ThingId,
  takeIntoCase,
  type UseId,
  writeResources,
  writeToCase,
  writeUses,
} from "../src/index.ts";
import { caseId, hours, mailbox, member, Room, stream } from "./team.ts";

const named = (name: string) => caseId(name) as string;
const lime = named("Lime") as ThingId;
const stay = named("stay") as UseId;
const hold = named("hold") as HoldId;
const week = hours(7 * 24);

/** Heron's room: a shelter of four beds, and Rowan's party of two in Siskin's hands. */
const story = (): Room => {
  const room = new Room();
  const shelter = { op: "writeThing" as const, thing: lime, kind: "shelter" as const, name: "Lime", over: 0 };
  room.do("Wren", (state, by) => writeResources(state, { ...shelter, facts: { beds: 4 } }, by));
  const box = mailbox("Rowan");
  room.letter(box, { text: "An invented letter." });
  const ids = { case: caseId("Rowan"), contact: stream("Rowan c"), threat: stream("Rowan t"), token: "Rowan" };
  const taking = { ...ids, alias: "Rowan", people: 2, owner: member("Siskin"), standIn: null };
  room.do("Siskin", (state, by) => takeIntoCase(state, { thread: room.thread(box), ...taking }, by));
  return room;
};

const comes = (room: Room, until: number | null, over = 0, by = "Siskin") =>
  room.do(by, (state, hand) => {
    const said = { use: stay, thing: lime, as: "stayed" as const, from: room.now, until, with: [], note: "", over };
    return writeUses(state, [{ case: caseId("Rowan"), operation: { op: "recordUse", ...said } }], hand, () => hold);
  });

/** What somebody reads who holds the register and not the case. */
const withoutCase = (room: Room) => {
  const entries = room.entries.filter((entry) => entry.stream === stream("resources"));
  const state = foldEntries(emptyState(), entries);
  return { entries, lime: exposureView(state, room.outside("Heron")).things?.find(({ thing }) => thing === lime) };
};

const terms = (said: Partial<ShelterTerms> = {}): ShelterTerms => ({
  ...{ from: 17_258, latest: null, weeks: 4, needs: ["step-free"], barred: [], apart: [] },
  ...said,
});

describe("beds that are taken", () => {
  it("by two who could not see each other are shown as too many to both, and to whoever holds neither case, until one gives way", () => {
    const room = story();
    const box = mailbox("Sage");
    room.letter(box, { text: "An invented letter." });
    const ids = { case: caseId("Sage"), contact: stream("Sage c"), threat: stream("Sage t"), token: "Sage" };
    const taking = { ...ids, alias: "Sage", people: 3, owner: member("Wren"), standIn: null };
    room.do("Wren", (state, by) => takeIntoCase(state, { thread: room.thread(box), ...taking }, by));
    // Rowan's two come on a day on which Sage's three are still there; neither console had heard of the other's beds.
    const { now } = room;
    comes(room, null);
    const others = { use: named("other") as UseId, thing: lime, as: "stayed" as const, with: [], note: "", over: 0 };
    const until = now + 3 * hours(24);
    room.do("Wren", (state, hand) => {
      const operation = { op: "recordUse" as const, ...others, from: now, until };
      return writeUses(state, [{ case: caseId("Sage"), operation }], hand, () => named("others") as HoldId);
    });
    const seen = (handle: string) =>
      exposureView(room.state, room.outside(handle)).things?.find(({ thing }) => thing === lime)?.overbooked;
    const over = { day: dayOf(now), taken: 5, beds: 4 };
    expect([seen("Siskin"), seen("Wren"), withoutCase(room).lime?.overbooked]).toEqual([over, over, over]);
    // More beds from tomorrow on; and one more day later it is over by itself.
    const facts = { beds: 4, bedsFrom: [{ day: dayOf(now) + 1, beds: 5 }] };
    const shelter = { op: "writeThing" as const, thing: lime, kind: "shelter" as const, name: "Lime", facts, over: 1 };
    room.do("Wren", (state, by) => writeResources(state, shelter, by));
    expect(seen("Wren")).toEqual(over);
    room.now += hours(24);
    expect(seen("Wren")).toBeNull();
  });

  it("[P3] by a party that grows since stay as many, which its case says, until the stay is written again: then there is one for each", () => {
    const room = story();
    comes(room, null);
    const short = () => {
      const [one] = caseViews(room.state, room.outside("Siskin"));
      const things = exposureView(room.state, room.outside("Siskin")).things ?? [];
      return one === undefined ? [] : shortStays(one, things, room.now);
    };
    expect(short()).toEqual([]);
    const joins = { op: "namePerson" as const, person: "3", alias: "Linnet", over: 0 };
    room.do("Siskin", (state, by) => writeToCase(state, caseId("Rowan"), [joins], by));
    expect(withoutCase(room).lime?.holds).toMatchObject([{ beds: 2 }]);
    expect(short()).toMatchObject([{ people: 3, beds: 2, free: true }]);
    room.now += hours(24);
    const [{ use } = { use: null }] = short();
    if (use === null) throw new Error("nobody is short of a bed");
    const again = { op: "recordUse" as const, use: use.use, thing: lime, as: use.as, from: use.from, until: use.until };
    room.do("Siskin", (state, hand) => {
      const operation = { ...again, with: [], note: use.note, over: use.version };
      return writeUses(state, [{ case: caseId("Rowan"), operation }], hand, () => named("fresh") as HoldId);
    });
    expect(short()).toEqual([]);
    expect(withoutCase(room).lime?.holds).toMatchObject([{ hold, beds: 3, case: null }]);
  });

  it("[P3] another case that claims them is not believed, and cannot give them back; nor can another stay of the same case", () => {
    const room = story();
    comes(room, null);
    const box = mailbox("Sage");
    room.letter(box, { text: "An invented letter." });
    const ids = { case: caseId("Sage"), contact: stream("Sage c"), threat: stream("Sage t"), token: "Sage" };
    const taking = { ...ids, alias: "Sage", people: 5, owner: member("Siskin"), standIn: null };
    room.do("Siskin", (state, by) => takeIntoCase(state, { thread: room.thread(box), ...taking }, by));
    room.now += hours(1);
    const claims = (use: UseId, into: string, over = 0) =>
      room.do("Siskin", (_, by) => {
        const said = {
          use,
          thing: lime,
          as: "stayed" as const,
          from: by.at,
          until: null,
          with: [],
          note: "",
          over,
          hold,
        };
        return { kind: "operations", writes: [{ stream: stream(into), operations: [{ op: "recordUse", ...said }] }] };
      });
    const claim = named("claim") as UseId;
    claims(claim, "Sage c");
    claims(named("again") as UseId, "Rowan c");
    const refused = refusedOf(room.state);
    expect(refused).toMatchObject([{ op: "recordUse", stream: stream("Rowan c"), refusal: { kind: "incomplete" } }]);
    const seen = () =>
      exposureView(room.state, room.outside("Siskin")).things?.find(({ thing }) => thing === lime)?.holds;
    expect(seen()).toMatchObject([{ case: caseId("Rowan"), beds: 2 }]);
    const back = { op: "withdrawUse" as const, use: claim, reason: "gone", over: 1 };
    room.do("Siskin", (state, by) => writeUses(state, [{ case: caseId("Sage"), operation: back }], by, () => hold));
    expect(seen()).toMatchObject([{ case: caseId("Rowan"), beds: 2 }]);
  });

  it("[P3] the register says that two beds are gone, and not whose they are", () => {
    const room = story();
    expect(comes(room, room.now + 2 * week)).toEqual({ kind: "done" });
    const { entries, lime: seen } = withoutCase(room);
    const day = dayOf(room.now);
    expect(seen?.holds).toMatchObject([{ beds: 2, from: day, until: day + 14, case: null }]);
    expect(seen?.uses).toEqual([]);
    const words = JSON.stringify(entries.map(({ operation }) => operation));
    for (const secret of [caseId("Rowan"), "Rowan", stay, stream("Rowan c")]) expect(words).not.toContain(secret);
    const held = exposureView(room.state, room.outside("Siskin")).things?.find(({ thing }) => thing === lime);
    expect(held?.holds).toMatchObject([{ case: caseId("Rowan"), beds: 2 }]);
  });

  it("are free again when the stay is cut short, or withdrawn", () => {
    const room = story();
    comes(room, null);
    expect(withoutCase(room).lime?.holds).toMatchObject([{ until: null }]);
    room.now += hours(3 * 24);
    comes(room, room.now + week, 1);
    expect(withoutCase(room).lime?.holds).toMatchObject([{ until: dayOf(room.now) + 7 }]);
    const gone = { op: "withdrawUse" as const, use: stay, reason: "invented", over: 2 };
    room.do("Siskin", (state, by) => writeUses(state, [{ case: caseId("Rowan"), operation: gone }], by, () => hold));
    expect(withoutCase(room).lime?.holds).toEqual([]);
  });

  it("[P11] of many stays all are written or none, and a stale one is refused by who wrote meanwhile", () => {
    const room = story();
    comes(room, null);
    comes(room, room.now + week, 1);
    const before = room.entries.length;
    expect(comes(room, null, 1)).toMatchObject({ kind: "changed-meanwhile", by: member("Siskin") });
    expect(room.entries.length).toBe(before);
  });

  it("whoever holds the register gives back what nobody sleeps in; an operator takes and gives none [P3]", () => {
    const room = story();
    comes(room, null);
    expect(room.do("Plover", (state, by) => giveBackBeds(state, hold, by))).toEqual({ kind: "not-your-role" });
    expect(room.do("Heron", (state, by) => giveBackBeds(state, hold, by))).toEqual({ kind: "done" });
    expect(withoutCase(room).lime?.holds).toEqual([]);
  });
});

describe("what a party needs of a roof", () => {
  const seek = (room: Room, said: ShelterTerms | null, over = 0) =>
    room.do("Siskin", (state, by) =>
      seekShelter(state, caseId("Rowan"), { op: "seekShelter", terms: said, note: "", over }, by),
    );

  it("stands in its case, and whoever saw an older word is refused", () => {
    const room = story();
    expect(caseViews(room.state, room.outside("Siskin"))[0]?.shelter).toBeNull();
    expect(seek(room, terms())).toEqual({ kind: "done" });
    expect(seek(room, terms({ weeks: 9 }), 1)).toEqual({ kind: "done" });
    expect(seek(room, null, 1)).toMatchObject({ kind: "written-meanwhile", by: member("Siskin") });
    expect(caseViews(room.state, room.outside("Siskin"))[0]?.shelter).toMatchObject({
      version: 2,
      terms: { weeks: 9 },
    });
  });

  it("a bar without a reason, and a last day before the first, are asked again", () => {
    const room = story();
    expect(seek(room, terms({ barred: [{ thing: lime, reason: " " }] }))).toEqual({
      kind: "incomplete",
      field: "reason",
    });
    expect(seek(room, terms({ latest: 17_257 }))).toEqual({ kind: "incomplete", field: "until" });
  });
});
