import { expect, it } from "vitest";
import type { JourneyId } from "../ids.ts";
import { closingsOf, endingsOf } from "./ending.ts";
import type { TicketView } from "./view.ts";

const JOURNEY = "j" as JourneyId;
const ticket = (who: string, more: Partial<TicketView> = {}) =>
  ({
    ...{ ticket: who, who, holder: "driver", journey: JOURNEY, state: "going", step: null, ended: false },
    ...more,
  }) as TicketView;
const ALL = [
  ticket("to come"),
  ticket("held", { state: "held" }),
  ticket("in the car", { step: "with-me" }),
  ticket("at home", { holder: "host", step: "with-me" }),
  ticket("over", { step: "handed-over" }),
  ticket("called off", { state: "cancelled", step: "opened" }),
];

it("[P7] an arrival names the driver who has not said that they are handed over; whoever took them in has them for good", () => {
  expect(endingsOf(ALL, JOURNEY, "arrived").map(({ ticket: { who }, does }) => [who, does])).toEqual([
    ["to come", "ended"],
    ["held", "ended"],
    ["in the car", "call"],
  ]);
});

it("[P7] a closing holds what is to come, and names who has them in the car", () => {
  expect(closingsOf(ALL).map(({ ticket: { who }, does }) => [who, does])).toEqual([
    ["to come", "held"],
    ["held", "rests"],
    ["in the car", "call"],
  ]);
});
