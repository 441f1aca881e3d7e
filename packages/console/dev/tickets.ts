/** An invented evening on which three tickets are out: one on its way, one opened by a stranger, one that waits. Not shipped. */
import type { TicketView } from "@fairlead/casework";
import type { View } from "@fairlead/client";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const id = (letter: string): TicketView["ticket"] => letter.repeat(32) as TicketView["ticket"];

/** On the first open case, and under Today. `unread`: of a journey that this member does not read. */
export const ticketsDesk = (view: View, unread = false): View => {
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
  const cases = view.cases.map((one) =>
    one.case === first.case ? { ...one, tickets, next, ...(unread ? { unreadWay: "set-out" as const } : {}) } : one,
  );
  const moving = { case: first.case, alias: first.alias };
  return {
    ...view,
    cases,
    exposure: marked(view, moving, tickets),
    today: { ...view.today, tickets: tickets.slice(0, 1).map((one) => ({ ...one, ...moving })) },
  };
};

/** What is marked first reaches these tickets: their journey, and that nobody sets out by them. */
const marked = (
  { exposure, now }: View,
  of: { case: View["cases"][number]["case"]; alias: string },
  tickets: readonly TicketView[],
): View["exposure"] => {
  const [first, ...others] = exposure.marks;
  const [step] = first?.steps ?? [];
  const [reached] = first?.reached ?? [];
  if (first === undefined || step === undefined || reached === undefined) return exposure;
  const going = tickets.filter(({ state }) => state === "going").map(({ ticket }) => ticket);
  const hold: typeof step = {
    ...step,
    ...{ key: "hold", kind: "hold", case: of, thing: null, member: null, mailbox: null, written: null, done: null },
    ...{ tickets: going, count: going.length, by: now + 20 * MINUTE, tasked: false },
  };
  const journey: (typeof reached)["node"] = {
    ...{ kind: "journey", ...of, journey: "0a".repeat(16) as never, state: "moving", read: true },
    departsAt: now - HOUR,
    legs: [
      {
        leg: "0b".repeat(16) as never,
        from: "The invented mill",
        to: "The lake house",
        departsAt: now + 40 * MINUTE,
        by: ["Invented Zaur", "Аза Вымышленная"],
      },
    ],
    tickets: tickets.map(({ ticket, who, said, state }) => ({ ticket, who, at: said?.at ?? now, state })),
  };
  const path: typeof reached.path = [
    { how: { kind: "journey", from: now - HOUR, until: now + 9 * HOUR }, to: journey },
  ];
  const way: typeof reached = {
    key: "way",
    node: journey,
    sureness: "certain",
    distance: 1,
    harm: { kind: "under-way", at: now },
    path,
  };
  return {
    ...exposure,
    marks: [
      { ...first, steps: [hold, ...first.steps], reached: [way, ...first.reached], count: first.count + 1 },
      ...others,
    ],
  };
};
