import type { View } from "@fairlead/client";
import { expect, it } from "vitest";
import type { Say } from "../say/words.tsx";
import { found, subjectsIn } from "./mark-dialog.tsx";

const t = ((text: string) => ({ "person.you": "you", "role.coordinator": "coordinator" })[text] ?? text) as Say;
const wren = { id: "aa".repeat(16), handle: "Wren", me: true, role: "coordinator", standing: "active" };
const fern = { thing: "bb", name: "Fern", kind: "shelter" };
const view = {
  me: wren,
  people: [wren],
  cases: [],
  threads: [],
  exposure: { things: [fern], recipients: [] },
} as unknown as View;

it("whoever marks themselves is found by their handle, and as you; what sounds like it comes after", () => {
  for (const [typed, names] of [
    ["wren", ["Wren", "Fern"]],
    ["you", ["Wren"]],
  ] as const)
    expect(found(subjectsIn(view, t), typed, true, t).map(({ name }) => name)).toEqual(names);
});

it("somebody outside is found among those whom cases name, in either alphabet; or marked by the name as it is written", () => {
  const named = { ...view, exposure: { ...view.exposure, recipients: ["Юрист Рыбин"] } } as View;
  const kinds = (typed: string, register = true) =>
    found(subjectsIn(named, t), typed, register, t).map(({ of, name }) => [of.kind, name]);
  expect(kinds("рыбин")).toEqual([["recipient", "Юрист Рыбин"]]);
  expect(kinds("Rybin")).toEqual([
    ["recipient", "Юрист Рыбин"],
    ["recipient", "Rybin"],
  ]);
  expect(kinds(" Doctor Perch ")).toEqual([["recipient", "Doctor Perch"]]);
  expect(kinds("Doctor Perch", false)).toEqual([]);
});
