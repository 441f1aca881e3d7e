import { expect, it } from "vitest";
import { lyingThere } from "./lying-there.ts";

const once = (key: string) => ({ key, standing: false, until: null, replaced: false });
const stays = (key: string, until: number, replaced = false) => ({ key, standing: true, until, replaced });
const all = [once("1"), stays("2", 9), once("3"), stays("4", 5), stays("5", 9, true), once("6")];
const there = (unread: number, hour = 6) => lyingThere(all, unread, hour).map(({ key }) => key);

it("[MB5] what was read is not said again because something beside it stays readable", () => {
  expect(there(1)).toEqual(["2"]);
  expect(there(2)).toEqual(["2", "6"]);
  expect(there(3)).toEqual(["2", "3", "6"]);
  expect(there(0, 9)).toEqual([]);
});
