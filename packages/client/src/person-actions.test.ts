import { commonsOf, emptyState, foldEntries, type MemberId, type Role, type StreamId } from "@fairlead/casework";
import { expect, it } from "vitest";
import type { Appender } from "./append.ts";
import type { Held } from "./held.ts";
import { demandAnotherForPersons } from "./person-actions.ts";

const stream = "c0".repeat(16) as StreamId;
const dunlin = "d0".repeat(16) as MemberId;

/** A commons of before the rule, and whoever's round it is: everything that they write is folded. */
const before = (role: Role) => {
  const whose = { author: dunlin, role, at: 1, proven: true };
  const begin = { op: "begin" as const, compartment: { about: "commons" as const } };
  const founded = [{ ...whose, role: "administrator" as const, stream, seq: 0, operation: begin }];
  const held = { role, state: foldEntries(emptyState(), founded), compartment: () => ({}) };
  const written: string[] = [];
  const appender = {
    write: async (make: Parameters<Appender["write"]>[0]) => {
      const draft = await make({ by: dunlin, role, at: 2 });
      if (draft.kind !== "draft") return draft;
      for (const { operations } of draft.writes)
        for (const one of operations) {
          written.push(one.op);
          held.state = foldEntries(held.state, [{ ...whose, stream, seq: written.length, operation: one }]);
        }
      return { kind: "done" };
    },
  };
  const round = () => demandAnotherForPersons(held as unknown as Held, appender as unknown as Appender);
  return { held, written, round };
};

it("[P11] the first administrator's console that comes by says that nobody unsays it of their own accounts, once", async () => {
  const { held, written, round } = before("administrator");
  expect(commonsOf(held.state).personTerms).toBe(false);
  for (const _ of [1, 2]) await round();
  expect(written).toEqual(["personTerms"]);
  expect(commonsOf(held.state).personTerms).toBe(true);
});

it("[P3] whoever is no administrator writes nothing there", async () => {
  const { written, round } = before("coordinator");
  await round();
  expect(written).toEqual([]);
});
