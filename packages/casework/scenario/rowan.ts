/** One invented case: Rowan and a second person, taken over by Siskin, with Wren as stand-in. */
import { expect } from "vitest";
import { moveStage, recordVerification, takeIntoCase } from "../src/index.ts";
import { caseId, mailbox, member, minutes, type Room, stream } from "./team.ts";

export const kettle = mailbox("kettle");
export const rowan = caseId("rowan");

export const taken = (room: Room): void => {
  room.letter(kettle, { text: "Дядя знает.", answers: { danger: "soon", reach: "ночью" } });
  room.now += minutes(5);
  const intent = {
    thread: room.thread(kettle),
    case: rowan,
    contact: stream("rowan c"),
    threat: stream("rowan t"),
    alias: "Rowan",
    people: 2,
    owner: member("Siskin"),
    standIn: member("Wren"),
    token: "asked 1",
  };
  expect(room.do("Siskin", (state, by) => takeIntoCase(state, intent, by)).kind).toBe("done");
};

export const verified = (room: Room): void => {
  const said = {
    statement: "lives there",
    source: "letters",
    corroboration: "a neighbour",
    certainty: "likely",
  } as const;
  room.do("Siskin", (state, by) =>
    moveStage(state, rowan, { to: "verification", people: null, decision: null, token: "-", reason: "next" }, by),
  );
  room.do("Siskin", (state, by) => recordVerification(state, rowan, { ...said, concluded: true }, by));
  room.do("Siskin", (state, by) =>
    moveStage(state, rowan, { to: "accepted", people: null, decision: null, token: "-", reason: "next" }, by),
  );
};
