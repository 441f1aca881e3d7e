import { describe, expect, it } from "vitest";
import {
  caseView,
  type MailboxId,
  noteOnThread,
  type Piece,
  placesOf,
  type Searchable,
  takeIntoCase,
  threadView,
} from "../src/index.ts";
import { caseId, mailbox, member, minutes, Room, stream } from "./team.ts";

const kettle = mailbox("kettle");
const ROWAN = caseId("rowan");
const [contact, threat] = [stream("rowan c"), stream("rowan t")];

const written = (): Room => {
  const room = new Room();
  room.letter(kettle, { text: "an invented cellar" });
  return room;
};
const flag = (room: Room, on: boolean, from: MailboxId = kettle) =>
  room.do("Wren", (state, by) => noteOnThread(state, { op: "flagThread", mailbox: from, flag: "distressing", on }, by));
const taken = (room: Room) =>
  room.do("Wren", (state, by) =>
    takeIntoCase(
      state,
      {
        ...{ thread: room.thread(kettle), case: ROWAN, contact, threat, token: "t", alias: "Rowan", people: 1 },
        ...{ owner: member("Wren"), standIn: null },
      },
      by,
    ),
  );
const rowan = (room: Room) => {
  const found = caseView(room.state, room.outside("Wren"), ROWAN);
  if (!found) throw new Error("the case");
  return found;
};
const pieces = (more: Partial<Searchable>): Piece[] =>
  [
    ...placesOf({
      ...{ cases: [], threads: [], parts: [], interpretings: [] },
      ...{
        board: { known: [], judgements: [] },
        exposure: { standing: 0, marks: [], own: [], things: null, recipients: [] },
      },
      ...more,
    }),
  ].flatMap((place) => place.pieces);
const lettersIn = (all: Piece[]) => all.filter(({ kind }) => kind === "letter").map(({ covered }) => covered);

describe("what stands covered", () => {
  it("a letter of a thread flagged as distressing is covered in a search, for as long as the flag stands", () => {
    const room = written();
    const found = () => {
      const thread = threadView(room.state, room.outside("Wren"), kettle);
      return lettersIn(pieces({ threads: [thread] }));
    };
    expect(found()).toEqual([false]);
    expect(flag(room, true)).toEqual({ kind: "done" });
    expect(found()).toEqual([true]);
    room.now += minutes(1);
    expect(flag(room, false)).toEqual({ kind: "done" });
    expect(found()).toEqual([false]);
  });

  it("in a case it is covered in the search and in the timeline; what the team says is not", () => {
    const room = written();
    flag(room, true);
    expect(taken(room)).toEqual({ kind: "done" });
    const one = rowan(room);
    expect(one.flags).toEqual(["distressing"]);
    expect(lettersIn(pieces({ cases: [one] }))).toEqual([true]);
    const told = one.timeline.flatMap(({ what }) => (what.kind === "letter" ? [what.excerpt] : []));
    expect(told).toEqual([""]);
    expect(JSON.stringify(one.timeline)).not.toContain("cellar");
  });
});
