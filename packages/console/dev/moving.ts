/** An invented night on which many are on the way: one in danger, one not heard of, one lost, one broken down, one late, two on ways that this member does not read, and others. Not shipped. */
import { type CaseView, movingViews, type TicketView } from "@fairlead/casework";
import type { View } from "@fairlead/client";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Where they have just tapped that they are in danger. */
const IN_DANGER = 6;

/** The open cases again and again, until `count` parties are on the way. */
export const movingDesk = (view: View, count: number): View => {
  const open = view.cases.filter(({ closed }) => closed === null);
  const by = { id: view.me.id, handle: view.me.handle ?? "", me: true };
  const { now } = view;
  const ticket = (index: number, at: number, more: Partial<TicketView>): TicketView => ({
    ticket: index.toString(16).padStart(32, "0") as TicketView["ticket"],
    mailbox: index.toString(16).padStart(64, "0") as TicketView["mailbox"],
    holder: "driver",
    who: index % 3 === 0 ? "Аза Вымышленная" : "Invented Boris",
    said: {
      ...{ from: `The invented mill ${index}`, to: "The lake house", meet: "behind the bakery", at, people: 2 },
      ...{ carry: "", otherwise: "", say: "Warm?", hear: "Only the rye.", opens: at - HOUR, ends: at + 8 * HOUR },
    },
    ...{ state: "going", reason: "", version: 1, by, at: now - 9 * HOUR, changedAt: now - 9 * HOUR, leg: null },
    ...{ waitsFor: null, onward: false, awaitedBy: [], step: null, read: false, problem: null, openedElsewhere: [] },
    ...{ late: false, unseen: false, ended: false, presses: [], ...more },
  });
  const tap = (press: "on-my-way" | "with-me", ago: number): TicketView["presses"][number] => ({
    ...{ press, at: now - ago, hour: Math.floor((now - ago) / HOUR), own: true },
  });
  const cases = Array.from({ length: count }, (_, index): (typeof open)[number] => {
    const one = open[index % open.length];
    if (one === undefined) throw new Error("nobody to move");
    const again = Math.floor(index / open.length);
    const alias = again === 0 ? one.alias : `${one.alias} ${again + 1}`;
    const id = (again === 0 ? one.case : index.toString(16).padStart(32, "0")) as CaseView["case"];
    const withThem = (ago: number) => ({ step: "with-me" as const, presses: [tap("with-me", ago)] });
    const tickets =
      index === 0
        ? [ticket(index, now - 190 * MINUTE, { step: "on-my-way", presses: [tap("on-my-way", 200 * MINUTE)] })]
        : index === 1 || index === 4
          ? []
          : index === 2
            ? [
                ticket(index, now - HOUR, {
                  ...withThem(50 * MINUTE),
                  problem: { problem: "breakdown", at: now - 12 * MINUTE },
                }),
              ]
            : index === 3
              ? [
                  ticket(index, now - 2 * HOUR, {
                    ...withThem(100 * MINUTE),
                    ...{ late: true, awaitedBy: [{ ticket: "f".repeat(32) as never, who: "Z", opens: now, at: now }] },
                  }),
                ]
              : index % 2 === 0
                ? [ticket(index, now - HOUR, withThem((index % 50) * MINUTE))]
                : [ticket(index, now + (20 + (index % 300)) * MINUTE, {})];
    const statuses =
      index === 1
        ? [
            {
              status: "lost-contact" as const,
              note: "The invented host rang: nobody came.",
              at: now - 5 * HOUR,
              by,
              whom: null,
              people: one.people,
            },
          ]
        : [];
    const saidAt = index === IN_DANGER ? now - 4 * MINUTE : null;
    const written = index < 2 ? [] : one.messages;
    const messages =
      saidAt === null
        ? written
        : written
            .filter(({ direction }) => direction === "to-team")
            .slice(-1)
            .map((message) => ({ ...message, tap: "danger" as const, at: saidAt }));
    return {
      ...one,
      ...{ case: id, alias, stage: "evacuating", tickets, statuses, messages, journeys: [], checkIns: [] },
      ...(saidAt === null ? {} : { waitingSince: saidAt }),
      nextCheckIn: null,
      ...(index === 4 || index === 5
        ? { closedParts: ["journey" as const], unreadWay: index === 4 ? ("set-out" as const) : ("unknown" as const) }
        : {}),
    };
  });
  return { ...view, cases, today: { ...view.today, moving: movingViews(cases, now) } };
};
