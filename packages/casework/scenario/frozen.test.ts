import { expect, it } from "vitest";
import { caseView, frozenMailboxes, noteOnThread, takeIntoCase, writeToCase } from "../src/index.ts";
import { caseId, hours, mailbox, member, minutes, Room, stream } from "./team.ts";

const kettle = mailbox("kettle");
const rowan = caseId("rowan");

/** Plover freezes a thread whose phone was taken; then somebody writes from it. */
const taken = (room: Room): void => {
  const reason = "phone taken at the checkpoint";
  room.letter(kettle, { text: "Меня остановили" });
  room.do("Plover", (state, by) =>
    noteOnThread(state, { op: "freezeMailbox", mailbox: kettle, reason, holding: "Спасибо, мы ответим.", seen: 1 }, by),
  );
  room.now += minutes(10);
  room.letter(kettle, { text: "Где вы? Я приеду сам" });
};

const intoCase = (room: Room) => {
  const owner = member("Wren");
  const ids = { case: rowan, contact: stream("rowan c"), threat: stream("rowan t"), token: "t" };
  const taking = { thread: room.thread(kettle), ...ids, alias: "Rowan", people: 1, owner, standIn: null };
  return room.do("Wren", (state, by) => takeIntoCase(state, taking, by));
};

const shown = (room: Room) => {
  const view = caseView(room.state, room.outside("Wren"), rowan);
  return { frozen: view?.mailboxes[0]?.frozen ?? null, marked: view?.messages.map(({ whileFrozen }) => whileFrozen) };
};

it("[MB8] a frozen thread is frozen in its case too, and what was written meanwhile keeps its mark", () => {
  const room = new Room();
  taken(room);
  expect(intoCase(room)).toEqual({ kind: "done" });
  expect(shown(room)).toMatchObject({ frozen: { reason: "phone taken at the checkpoint" }, marked: [false, true] });
  expect(frozenMailboxes(room.state).has(kettle)).toBe(true);

  room.now += hours(2);
  const reason = "recognised by voice";
  room.do("Wren", (state, by) =>
    writeToCase(state, rowan, [{ op: "thawMailbox", mailbox: kettle, reason, seen: 2 }], by),
  );
  expect(shown(room)).toEqual({ frozen: null, marked: [false, true] });
});

it("[MB8] thawed before it was taken, it comes thawed, with the mark on what was written between", () => {
  const room = new Room();
  taken(room);
  const reason = "recognised by voice";
  const thawed = room.do("Wren", (state, by) =>
    noteOnThread(state, { op: "thawMailbox", mailbox: kettle, reason, seen: 2 }, by),
  );
  expect(thawed).toEqual({ kind: "done" });
  room.letter(kettle, { text: "Это снова я" });
  expect(intoCase(room)).toEqual({ kind: "done" });
  expect(shown(room)).toEqual({ frozen: null, marked: [false, true, false] });
});
