/** What somebody could change from a stolen account stands on the line of the case, with who and when. */
import { expect, it } from "vitest";
import {
  type CaseView,
  caseView,
  markCompromised,
  type Operation,
  type ThingId,
  takeIntoCase,
  type UseId,
  writeResources,
} from "../src/index.ts";
import { caseId, hours, mailbox, member, Room, stream } from "./team.ts";

const rowan = caseId("Rowan");
const box = mailbox("Rowan");
const lime = caseId("Lime") as string as ThingId;

const open = () => {
  const room = new Room();
  room.letter(box, { text: "Hello." });
  const ids = { case: rowan, contact: stream("Rowan c"), threat: stream("Rowan t") };
  const said = { alias: "Rowan", people: 1, owner: member("Siskin"), standIn: null, token: "Rowan" };
  expect(
    room.do("Siskin", (state, by) => takeIntoCase(state, { thread: room.thread(box), ...ids, ...said }, by)),
  ).toEqual({ kind: "done" });
  const thing = { thing: lime, kind: "shelter", name: "Lime", facts: {}, over: 0 } as const;
  expect(room.do("Wren", (state, by) => writeResources(state, { op: "writeThing", ...thing }, by))).toEqual({
    kind: "done",
  });
  return room;
};

/** As any console could write it, into the spine. */
const wrote = (room: Room, who: string, operation: Operation) => {
  room.now += hours(1);
  const seq = (room.state.streams.get(stream("Rowan c"))?.seq ?? -1) + 1;
  const whose = { author: member(who), role: "caseworker" as const, at: room.now, proven: true };
  room.take([{ stream: stream("Rowan c"), seq, ...whose, operation }]);
};
const newest = (room: Room): CaseView["timeline"][number] | undefined =>
  caseView(room.state, room.outside("Wren"), rowan)?.timeline[0];

it("stands there with its author and hour, whatever it was", () => {
  const room = open();
  const use = caseId("use") as string as UseId;
  const stay = { use, thing: lime, as: "stayed" as const, from: room.now, until: null, with: [], note: "" };
  const mark = caseId("mark") as never;
  const steps: readonly (readonly [Operation, object])[] = [
    [
      { op: "setContactWindow", mailbox: box, window: "at night", mayRing: true },
      { kind: "window", text: "at night", mayRing: true },
    ],
    [
      { op: "flagThread", mailbox: box, flag: "phones-seized", on: true },
      { kind: "flag", flag: "phones-seized", on: true },
    ],
    [
      { op: "flagThread", mailbox: box, flag: "phones-seized", on: false },
      { kind: "flag", on: false },
    ],
    [
      { op: "recordUse", ...stay, over: 0 },
      { kind: "use", did: "recorded", as: "stayed", thing: { name: "Lime" }, until: null },
    ],
    [
      { op: "recordUse", ...stay, until: room.now + hours(9), over: 1 },
      { kind: "use", did: "changed", until: room.now + hours(9) },
    ],
    [
      { op: "withdrawUse", use, reason: "another house", over: 2 },
      { kind: "use", did: "withdrawn", thing: { name: "Lime" }, reason: "another house" },
    ],
    [
      { op: "seekShelter", terms: null, note: "with friends", over: 0 },
      { kind: "shelter-sought", wanted: false },
    ],
    [
      {
        ...{ op: "markCompromised", mark, of: { kind: "mailbox", mailbox: box }, since: room.now },
        ...{ source: "a neighbour", certainty: "said", note: "" },
      },
      { kind: "mark", did: "marked", of: "mailbox", words: "a neighbour" },
    ],
    [
      { op: "confirmMark", mark, source: "a lawyer" },
      { kind: "mark", did: "confirmed", words: "a lawyer" },
    ],
    [
      { op: "takeStep", mark, step: "freeze", taken: "handed", to: member("Wren"), note: "" },
      { kind: "step", taken: "handed", to: { id: member("Wren") } },
    ],
    [
      { op: "withdrawMark", mark, reason: "it was the cat" },
      { kind: "mark", did: "withdrawn", words: "it was the cat" },
    ],
    [
      { op: "namePerson", person: "1", alias: "Hazel", over: 0 },
      { kind: "person", alias: "Hazel", again: false },
    ],
  ];
  for (const [index, [operation, what]] of steps.entries()) {
    // Whoever marked does not confirm.
    const who = index % 2 === 0 ? "Plover" : "Siskin";
    wrote(room, who, operation);
    expect.soft(newest(room), operation.op).toMatchObject({ by: { id: member(who) }, at: room.now, what });
  }
});

it("stands there once, where the mark is the register's", () => {
  const room = open();
  const said = { mark: caseId("mark") as never, of: { kind: "thing" as const, thing: lime }, since: room.now };
  const words = { source: "police", certainty: "said" as const, note: "" };
  room.do("Wren", (state, by) => markCompromised(state, { op: "markCompromised", ...said, ...words }, by));
  const one = caseView(room.state, room.outside("Wren"), rowan);
  expect(one?.timeline.filter(({ what }) => what.kind === "mark")).toEqual([]);
});
