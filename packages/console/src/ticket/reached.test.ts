import { expect, it } from "vitest";
import { notReached } from "./reached.ts";

const ticket = (more: Partial<Parameters<typeof notReached>[0]> = {}) =>
  notReached({ ...{ step: null, read: false, ended: false }, ...more });

it("[P7] says whom a page does not stop, and is silent of whoever reads it", () => {
  expect(ticket()).toBe("unopened");
  expect(ticket({ step: "opened" })).toBe("unread");
  expect(ticket({ step: "on-my-way", read: false })).toBe("unread");
  expect(ticket({ step: "on-my-way", read: true })).toBeNull();
  // Read or not: whoever has them in the car turns round by no page.
  expect(ticket({ step: "with-me", read: true })).toBe("with-them");
});

it("nobody is rung of what is behind them", () => {
  expect(ticket({ step: "handed-over", read: false })).toBeNull();
  expect(ticket({ ended: true })).toBeNull();
});
