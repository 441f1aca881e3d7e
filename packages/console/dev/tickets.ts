/** An invented evening on which three tickets are out: one on its way, one opened by a stranger, one that waits. Not shipped. */
import type { TicketView } from "@fairlead/casework";
import type { View } from "@fairlead/client";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const id = (letter: string): TicketView["ticket"] => letter.repeat(32) as TicketView["ticket"];

/** On the first open case, and under Today. */
export const ticketsDesk = (view: View): View => {
  const first = view.cases.find(({ closed }) => closed === null);
  if (first === undefined) return view;
  const by = { id: view.me.id, handle: view.me.handle ?? "", me: true };
  const ticket = (letter: string, at: number, more: Partial<TicketView>): TicketView => ({
    ticket: id(letter),
    mailbox: letter.repeat(64) as TicketView["mailbox"],
    holder: "driver",
    who: "Invented Boris",
    said: {
      from: "The invented mill",
      to: "The lake house",
      meet: "behind the invented bakery, the blue door",
      at,
      people: 2,
      carry: "one small bag each",
      otherwise: "Drive on, and tap what happened.",
      say: "Is the flour still warm?",
      hear: "Only the rye.",
      opens: at - 2 * HOUR,
      ends: at + 8 * HOUR,
    },
    state: "going",
    reason: "",
    version: 1,
    by,
    at: view.now - 5 * HOUR,
    heldFor: null,
    changedAt: view.now - 5 * HOUR,
    leg: null,
    journey: null,
    unseen: false,
    waitsFor: null,
    onward: false,
    stranded: false,
    awaitedBy: [],
    step: null,
    read: false,
    problem: null,
    openedElsewhere: [],
    late: false,
    shownFrom: at - 2 * HOUR,
    ended: false,
    presses: [],
    ...more,
  });
  const onward = { ticket: id("b"), who: "Invented Zaur", opens: view.now - 10 * MINUTE, at: view.now + 40 * MINUTE };
  const tickets = [
    ticket("a", view.now - 50 * MINUTE, {
      step: "on-my-way",
      read: true,
      late: true,
      awaitedBy: [onward],
      problem: { problem: "breakdown", at: view.now - 12 * MINUTE },
      openedElsewhere: [{ opening: "c".repeat(32), at: view.now - 20 * MINUTE }],
      presses: [
        { press: "breakdown", at: view.now - 12 * MINUTE, hour: 0, own: true },
        { press: "on-my-way", at: view.now - 70 * MINUTE, hour: 0, own: true },
      ],
    }),
    ticket("b", onward.at, { who: onward.who, waitsFor: { ticket: id("a"), who: "Invented Boris" } }),
    ticket("d", view.now + 9 * HOUR, {
      who: "Аза Вымышленная",
      holder: "host",
      state: "held",
      heldFor: "search",
    }),
  ];
  // It may be closed, so that closing says what it holds.
  const next: View["cases"][number]["next"] = [{ to: "closed", missing: [], conditions: [] }];
  const cases = view.cases.map((one) => (one.case === first.case ? { ...one, tickets, next } : one));
  const moving = { case: first.case, alias: first.alias };
  return {
    ...view,
    cases,
    today: { ...view.today, tickets: tickets.slice(0, 1).map((one) => ({ ...one, ...moving })) },
  };
};
