/**
 * Under way this evening: a driver has brought them to Lipki, they sit in the bus, and a second driver, who knows
 * nothing of the first, will be at the pier with a host behind him.
 */
import { DAY, HOUR, MINUTE } from "../day.ts";
import type { Crew } from "./case-story.ts";
import { proposeGo } from "./case-story.ts";
import type { SeasonDeed } from "./event.ts";
import { OVER_LIPKI, type SeasonJourney } from "./journey.ts";
import type { Story } from "./story.ts";
import type { Caller } from "./thread-story.ts";

/** The clocks there: three hours east of UTC. */
const OFFSET = 180;

const route = (now: number): SeasonJourney => ({
  party: ["1"],
  date: new Date(now + OFFSET * MINUTE).toISOString().slice(0, 10),
  offset: OFFSET,
  legs: [
    {
      ...{ kind: "walk", from: "Tarsk", to: "Tarsk, south bridge", departs: 1_000, arrives: 1_035 },
      ...{ service: "", note: "" },
    },
    {
      ...{ kind: "drive", from: "Tarsk, south bridge", to: "Lipki", departs: 1_040, arrives: 1_150 },
      ...{ service: "M", note: "" },
    },
    {
      ...{ kind: "ride", from: "Lipki", to: "Port Laz", departs: 1_170, arrives: 1_385 },
      ...{ service: "bus 31", note: "Sits near the driver; the heating is at the back" },
    },
    {
      ...{ kind: "drive", from: "Port Laz", to: "the house behind the dunes", departs: 1_400, arrives: 1_425 },
      ...{ service: "Vera", note: "" },
    },
  ],
  route: {
    ...OVER_LIPKI,
    fallbacks: [
      {
        ...{ leg: 1, at: 1_055, leads: "target" },
        legs: [
          { kind: "ride", from: "Tarsk, south bridge", to: "Lipki", departs: 1_060, arrives: 1_160, service: "bus 12" },
          { kind: "ride", from: "Lipki", to: "Port Laz", departs: 1_170, arrives: 1_385, service: "bus 31" },
          {
            kind: "drive",
            from: "Port Laz",
            to: "the house behind the dunes",
            departs: 1_400,
            arrives: 1_425,
            service: "Vera",
          },
        ],
      },
      {
        ...{ leg: 2, at: 1_185, leads: "target" },
        legs: [
          { kind: "drive", from: "Lipki", to: "Port Laz", departs: 1_260, arrives: 1_445, service: "M, further on" },
          {
            kind: "drive",
            from: "Port Laz",
            to: "the house behind the dunes",
            departs: 1_455,
            arrives: 1_480,
            service: "Vera",
          },
        ],
      },
      { ...{ leg: 3, at: 1_415, leads: "none" }, legs: [] },
    ],
    plannedAt: now - 9 * HOUR,
  },
});

type TicketDeed = Extract<SeasonDeed, { kind: "ticket" }>;
type Meeting = Omit<TicketDeed["said"], "people" | "opens" | "ends">;

/** A bus that nobody meets them at: no place to stand, no phrase. */
const UNMET = { meet: "", say: "", hear: "" };

const BUS: Record<Caller["tongue"], string> = {
  ru: "19:30: автобус 31, откуда: Lipki. Выходите: Port Laz, около 23:05.\n\nКогда это будет позади, снова откройте эту страницу.",
  en: "19:30: bus 31 leaves from Lipki. Get off at Port Laz, at about 23:05.\n\nOpen this page again when this is done.",
  ar: "19:30: الحافلة 31 من Lipki. انزلوا في Port Laz حوالي 23:05.\n\nافتحوا هذه الصفحة من جديد بعد ذلك.",
};

type MoneyDeed = Extract<SeasonDeed, { kind: "money" }>;

/** Set aside, in two hands, and for the tickets out of one of them. */
const spend = (story: Story, of: { by: Crew["proposer"]; case: string }, crew: Crew, now: number): void => {
  const line = (at: number, said: Pick<MoneyDeed, "line" | "is" | "purpose" | "amount"> & Partial<MoneyDeed>) =>
    story.at(at, {
      ...{ kind: "money", currency: "RUB", who: "", member: null, receipt: "", note: "" },
      ...said,
      ...of,
    });
  line(now - 8 * HOUR, { line: "aside", is: "planned", purpose: "other", amount: 600_000 });
  const handed = { is: "handed", member: crew.second } as const;
  line(now - 7 * HOUR, { line: "fuel", ...handed, purpose: "driving", amount: 250_000, who: "M" });
  line(now - 7 * HOUR + 4 * MINUTE, {
    ...{ line: "their own", ...handed, purpose: "tickets", amount: 180_000, who: "the party" },
    note: "In small notes, in two pockets",
  });
  line(now - 6 * HOUR, {
    ...{ line: "seats", is: "spent", purpose: "tickets", amount: 84_000, who: "the party" },
    ...{ receipt: "number read out, seat 4", note: "Bought at the kiosk, not at the counter" },
  });
};

/** From accepted to the bus. Two have said go before anybody is told an hour. */
export const onTheWay = (story: Story, who: Caller, alias: string, crew: Crew, now: number): void => {
  const { proposer: by, second } = crew;
  const of = { by, case: alias };
  const midnight = Math.floor((now + OFFSET * MINUTE) / DAY) * DAY - OFFSET * MINUTE;
  const clock = (minutes: number) => midnight + minutes * MINUTE;
  proposeGo(story, now - 10 * HOUR, alias, crew, now + 6 * HOUR);
  const decide = { kind: "decide", by: second, case: alias, decision: `${alias} go` } as const;
  story.after(50 * MINUTE, { ...decide, verdict: "approve", reason: "the way is right; rang the second driver" });
  story.after(20 * MINUTE, { kind: "journey", asked: "M, this morning", ...of, ...route(now) });
  story.after(12 * MINUTE, { kind: "move", to: "evacuating", people: null, reason: "all three have said yes", ...of });
  const ticket = (n: number, given: Pick<TicketDeed, "leg" | "holder" | "who">, said: Meeting, after = 0) =>
    story.after(3 * MINUTE, {
      ...{ kind: "ticket", ticket: `${alias} ${n}`, after: after === 0 ? null : `${alias} ${after}`, ...given, ...of },
      said: { people: 1, opens: said.at - HOUR, ends: said.at + 6 * HOUR, ...said },
    });
  ticket(
    1,
    { leg: 1, holder: "driver", who: "M" },
    {
      ...{ from: "Tarsk, south bridge", to: "Lipki", at: clock(1_040), carry: "One bag" },
      meet: "Under the bridge, on the side of the mill",
      otherwise: "Wait ten minutes at the kiosk, then drive home and tap Problem",
      ...{ say: "Is the water still cold?", hear: "Only until May." },
    },
  );
  ticket(
    2,
    { leg: 3, holder: "driver", who: "Vera" },
    {
      ...{ from: "Port Laz", to: "the house behind the dunes", at: clock(1_400), carry: "One bag" },
      meet: "By the lamp at the end of the pier",
      otherwise: "The bus may be half an hour late: wait with the lights off",
      ...{ say: "Are you here for the nets?", hear: "For the nets, and for the salt." },
    },
    1,
  );
  ticket(
    3,
    { leg: 3, holder: "host", who: "Rosa" },
    {
      ...{ from: "Port Laz", to: "the house behind the dunes", at: clock(1_425), carry: "A bed and something warm" },
      meet: "The back door",
      otherwise: "Ring nobody; the team writes here",
      ...{ say: "The road was longer than I thought.", hear: "It always is." },
    },
  );
  spend(story, of, crew, now);
  story.at(clock(1_002), { kind: "setOut", ...of });
  const taps = [
    ["opened", 1_008],
    ["on-my-way", 1_012],
    ["with-me", 1_043],
    ["handed-over", 1_154],
  ] as const;
  for (const [press, at] of taps) story.at(clock(at), { kind: "tap", ticket: `${alias} 1`, press });
  // In the car they were told the bus, and nothing after it.
  story.at(clock(1_157), {
    ...{ kind: "tell", ...of, caller: who.caller, leg: 2, text: BUS[who.tongue] },
    said: { at: clock(1_170), departs: clock(1_170), from: "Lipki", to: "Port Laz", service: "bus 31", ...UNMET },
    until: Math.ceil(clock(1_415) / HOUR),
  });
  const said = { language: who.tongue, answers: {}, tap: "safe" } as const;
  story.at(clock(1_176), { kind: "letter", caller: who.caller, text: "Сижу. Окно не открывается.", ...said });
};
