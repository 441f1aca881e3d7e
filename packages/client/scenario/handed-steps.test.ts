import { afterEach, beforeEach, expect, it } from "vitest";
import { done } from "./done.ts";
import { House } from "./house.ts";

/** Steps of no case: on whose *Today* they stand, and to whom they can be handed. */

let house: House;
beforeEach(async () => {
  house = await House.found();
});
afterEach(() => house.end());

it("[P3] a step under a mark in the register is handed to who reads it, and to no operator", async () => {
  const plover = await house.enrol("Plover", "operator");
  const siskin = await house.enrol("Siskin", "caseworker");
  const wren = await house.enrol("Wren", "coordinator");
  const said = { since: house.now, source: "a neighbour", certainty: "said" as const, note: "" };
  const number = { kind: "identifier" as const, text: "+7 900 000 41 16" };
  const { mark } = await done(wren.act.markCompromised({ ...said, of: number }));
  const own = (hand: typeof wren) => hand.view().exposure.own.map(({ step }) => step.kind);
  expect(own(wren)).toEqual(["silence"]);
  const named = wren.view().exposure.marks[0]?.canBeHanded.map(({ handle }) => handle);
  expect(named?.toSorted()).toEqual(["Siskin", "Wren"]);
  const hand = (to: typeof plover) =>
    wren.act.takeStep(mark, null, { step: "silence", taken: "handed", to: to.me.id, note: "" });
  expect(await hand(plover)).toEqual({ kind: "does-not-read", member: plover.me.id });
  expect(own(wren)).toEqual(["silence"]);
  await done(hand(siskin));
  await siskin.sync();
  await plover.sync();
  expect([own(wren), own(siskin), own(plover)]).toEqual([[], ["silence"], []]);
  await done(siskin.act.takeStep(mark, null, { step: "silence", taken: "done", to: null, note: "by radio" }));
  expect(own(siskin)).toEqual([]);
});
