import type { CaseId } from "@fairlead/casework";
import type { NewTask, Outcome } from "@fairlead/client";
import { expect, it } from "vitest";
import { type MakingTasks, makeTasks } from "./make-tasks.ts";

const id = (name: string) => name as CaseId;
const task = (text: string): NewTask => ({ text, owner: "f0".repeat(16) as never, standIn: null, due: 1, from: null });
const wanted = (alias: string, ...texts: string[]) => ({ case: id(alias), alias, tasks: texts.map(task) });
const all = [
  wanted("Rowan", "warn", "move"),
  wanted("Alder", "warn"),
  wanted("Hazel", "warn"),
  wanted("Sorrel", "warn", "cancel"),
];

it("goes on after a case that refuses, and says how many were made and which were not, and why", async () => {
  const asked: CaseId[] = [];
  const told: MakingTasks[] = [];
  const add = async (of: CaseId): Promise<Outcome> => {
    asked.push(of);
    if (of === "Rowan") return { kind: "case-closed" };
    if (of === "Hazel") throw new Error("an invented fault");
    return { kind: "done" };
  };
  const made = await makeTasks(all, add, (so) => told.push(so));
  expect(asked).toEqual(["Rowan", "Alder", "Hazel", "Sorrel"]);
  expect(made).toEqual({
    ...{ done: 4, of: 4, made: 3, kept: 0 },
    notMade: [
      { case: "Rowan", alias: "Rowan", tasks: 2, why: { kind: "case-closed" } },
      { case: "Hazel", alias: "Hazel", tasks: 1, why: { kind: "fault" } },
    ],
  });
  expect(told.map(({ done }) => done)).toEqual([0, 1, 2, 3, 4]);
});

it("what waits for a network is neither made nor refused", async () => {
  const made = await makeTasks(
    all,
    async () => ({ kind: "offline" }),
    () => {},
  );
  expect(made).toEqual({ done: 4, of: 4, made: 0, kept: 6, notMade: [] });
});
