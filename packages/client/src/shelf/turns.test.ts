import { recordKey, utf8 } from "@fairlead/protocol";
import { expect, it } from "vitest";
import { MemoryShelf } from "./memory-shelf.ts";
import { Turns } from "./turns.ts";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const key = recordKey(random(32), "device", utf8("an invented organisation"));

it("two windows that wrote beside each other, because one would not wait any longer, each learn what the other wrote", async () => {
  const shelf = new MemoryShelf();
  const [one, other] = [new Turns(shelf, key, random), new Turns(shelf, key, random)];
  for (const window of [one, other]) await window.look();
  for (const window of [one, other]) await window.missed();
  await one.note({ near: [1], far: [] });
  await other.note({ near: [2], far: [7] });
  expect(await one.missed()).toEqual({ near: [2], far: [7] });
  expect(await other.missed()).toMatchObject({ near: expect.arrayContaining([1]) });
  for (const window of [one, other]) expect(await window.missed()).toEqual({ near: [], far: [] });
});
