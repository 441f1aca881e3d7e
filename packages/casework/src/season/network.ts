/**
 * What the evening's journeys rest on, and the telephone of a driver that is in other hands since noon. A handful of
 * records: enough to see whom a mark reaches.
 */
import { DAY, dayOf, dayText, HOUR, MINUTE } from "../day.ts";
import { seasonJourney } from "./journey.ts";
import { OPENED_ON } from "./plan.ts";
import { newStory, onTick, type Story } from "./story.ts";
import type { TonightCase } from "./tonight.ts";
import { seasonNetworks } from "./ways.ts";

/** @param cases the evening's, in its order: fewer when fewer have written */
export const networkStory = (now: number, cases: readonly TonightCase[]): Story => {
  const story = newStory();
  const [going, missed, , night, declined] = cases;
  const by = "wren" as const;
  const from = Math.max(now - 20 * DAY, OPENED_ON * DAY + 10 * HOUR);
  story.at(from, { kind: "thing", by, thing: "Lime", is: "shelter", facts: { place: "Tarsk, south", beds: 4 } });
  story.after(MINUTE, { kind: "thing", by, thing: "Fern", is: "shelter", facts: { place: "Ostrov", beds: 2 } });
  story.after(MINUTE, { kind: "thing", by, thing: "grey hatchback", is: "vehicle", facts: { seats: 4 } });
  const agreed = "the lawyer of the second list; no publicity; never the brother";
  const road = { seats: 3, hours: "evenings, and on Sundays", area: "Tarsk to Lipki" };
  const papers = [{ kind: "driving-licence" as const, expires: dayText(dayOf(now) + 24), note: "asks for a new one" }];
  const facts = { agreed, ...road, papers };
  story.after(MINUTE, { kind: "thing", by, thing: "K", is: "driver", facts, with: ["grey hatchback"] });
  const identifier = "+7 900 000 41 16";
  story.after(MINUTE, { kind: "thing", by, thing: "K’s phone", is: "telephone", facts: { identifier }, with: ["K"] });
  story.after(MINUTE, { kind: "thing", by, thing: "Mill bridge", is: "place", facts: { place: "east of Tarsk" } });
  story.after(MINUTE, { kind: "thing", by, thing: "card 4411", is: "card", facts: {} });
  for (const network of seasonNetworks(now)) story.after(MINUTE, { kind: "network", by, ...network });
  const used = (one: TonightCase | undefined, at: number, deed: { thing: string } & Partial<Used>): void => {
    if (one === undefined) return;
    const { thing, as = "stayed", from: begins = at, until = null, with: others = [] } = deed;
    story.at(at, { kind: "use", by, case: one.alias, thing, as, from: begins, until, with: others });
  };
  const withK = ["K", "grey hatchback", "Mill bridge"];
  const ago = (hours: number) => onTick(now - hours * HOUR);
  used(missed, ago(22), { thing: "Lime", from: ago(26) });
  used(declined, ago(21), { thing: "card 4411", as: "paid" });
  used(night, ago(20), { thing: "K’s phone", as: "rang", from: ago(30) });
  used(going, ago(19), { thing: "card 4411", as: "paid" });
  const leaves = onTick(now + 7 * HOUR + 34 * MINUTE);
  used(going, ago(3), { thing: "K’s phone", as: "rode", from: leaves, until: leaves + 2 * HOUR, with: withK });
  if (going !== undefined)
    story.at(now - 50 * MINUTE, {
      kind: "journey",
      by,
      case: going.alias,
      asked: "M, on Sunday",
      ...seasonJourney(now),
    });
  story.at(now - 12 * MINUTE, {
    kind: "mark",
    by: "heron",
    thing: "K’s phone",
    since: ago(9),
    source: "a relative says the police took it",
    certainty: "likely",
  });
  return story;
};

type Used = Pick<Extract<Story["events"][number], { kind: "use" }>, "as" | "from" | "until" | "with">;
