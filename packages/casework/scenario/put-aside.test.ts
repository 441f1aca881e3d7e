import { beforeEach, describe, expect, it } from "vitest";
import { HOUR, type MailboxId, putAside, queueView, todayView } from "../src/index.ts";
import { mailbox, Room } from "./team.ts";

describe("noise is put aside by a person, never by itself, and comes back", () => {
  const flood = ["a", "b", "c"].map(mailbox);
  const caller = mailbox("d");
  let room: Room;
  beforeEach(() => {
    room = new Room();
    for (const one of flood) room.letter(one, { text: "buy lamps" });
    room.letter(caller, { text: "They are at the door.", answers: { danger: "now" } });
  });
  const queue = () => queueView(room.state, room.outside("Plover"));
  const aside = (mailboxes: readonly MailboxId[], on: boolean) =>
    room.do("Plover", (state, hand) =>
      putAside(
        state,
        room
          .outside("Plover")
          .threads.filter(({ mailbox }) => mailboxes.includes(mailbox))
          .map((thread) => ({ thread, on })),
        hand,
      ),
    );

  it("many at once, and a now among them stays where it was", () => {
    expect(queue()).toMatchObject({ waiting: 4, aside: 0 });
    aside([...flood, caller], true);
    expect(queue()).toMatchObject({ waiting: 1, aside: 3 });
    expect(queue().threads[0]).toMatchObject({ mailbox: caller, aside: null, urgency: { level: "now" } });
    // They stand last, and are all still there.
    expect(
      queue()
        .threads.slice(1)
        .map(({ mailbox }) => mailbox)
        .toSorted(),
    ).toEqual(flood.toSorted());
    expect(todayView(room.state, room.outside("Plover")).inDanger.map(({ mailbox }) => mailbox)).toEqual([caller]);
  });

  it("undone at once, or when the writer says anything more", () => {
    aside(flood, true);
    aside(flood.slice(0, 1), false);
    expect(queue()).toMatchObject({ waiting: 2, aside: 2 });
    room.now += HOUR;
    room.letter(mailbox("b"), { text: "I sell no lamps." });
    expect(queue()).toMatchObject({ waiting: 3, aside: 1 });
    expect(queue().threads.find(({ mailbox }) => mailbox === flood[1])).toMatchObject({ aside: null });
  });

  it("danger that is said later is not aside, even by a tap alone", () => {
    aside(flood, true);
    room.letter(mailbox("c"), { text: "", tap: "danger" });
    expect(
      queue()
        .threads.slice(0, 2)
        .map(({ mailbox }) => mailbox)
        .toSorted(),
    ).toEqual([caller, flood[2]].toSorted());
  });
});
