import type { TicketId } from "@fairlead/casework";
import { expect, it } from "vitest";
import { beforeOf } from "./before.ts";

type Known = Parameters<typeof beforeOf>[0][number];
const of = (leg: string, more: Partial<Known> = {}): Known => ({
  ...{ ticket: `of ${leg}` as TicketId, leg, holder: "driver", state: "going", ended: false, step: null },
  ...more,
});

it("a leg opens by the hand-over of the nearest leg before it that has a ticket, whatever the order of their hours", () => {
  expect(beforeOf([of("b"), of("a")], ["a", "b"])).toBe("of b");
  expect(beforeOf([of("a")], ["a", "b"])).toBe("of a");
  expect(beforeOf([of("c"), of("elsewhere")], ["a", "b"])).toBeNull();
  expect(beforeOf([of("a")], [])).toBeNull();
});

it("also of one that is held until somebody has looked; not of one that was called off or is past", () => {
  expect(beforeOf([of("a"), of("b", { state: "held" })], ["a", "b"])).toBe("of b");
  expect(beforeOf([of("a"), of("b", { state: "cancelled" })], ["a", "b"])).toBe("of a");
  expect(beforeOf([of("a"), of("b", { ended: true })], ["a", "b"])).toBe("of a");
});

it("waits for nobody where the nearest is confirmed, and never for a host, who hands them over to whoever would wait", () => {
  expect(beforeOf([of("a"), of("b", { step: "handed-over" })], ["a", "b"])).toBeNull();
  expect(beforeOf([of("b"), of("b", { ticket: "h" as TicketId, holder: "host" })], ["a", "b"])).toBe("of b");
  expect(beforeOf([of("a"), of("b", { holder: "host" })], ["a", "b"])).toBe("of a");
});
