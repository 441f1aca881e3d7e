import type { CaseView, MemberId, PersonRef } from "@fairlead/casework";
import { expect, it } from "vitest";
import { calledNow } from "./called-now.ts";

const person = (id: string): PersonRef => ({ id: id as MemberId, handle: id, me: false });
const [heron, wren, owl] = [person("heron"), person("wren"), person("owl")];
const me = { id: owl.id, handle: owl.handle };
const people = [
  { id: heron.id, standing: "suspended" as const },
  { id: wren.id, standing: "active" as const },
  { id: owl.id, standing: "active" as const },
];
const led = (owner: PersonRef, standIn: PersonRef | null, readers: PersonRef[]) => ({
  owner,
  standIn,
  parts: [{ part: "contact", readers }] as unknown as CaseView["parts"],
});

it("[P7] calls nobody who is suspended, and says so", () => {
  expect(calledNow(led(heron, wren, [heron, wren]), { people, me })).toEqual({ called: [wren], out: [heron] });
});

it("[P7] calls nobody who reads the case no more", () => {
  expect(calledNow(led(owl, wren, [wren]), { people, me })).toEqual({ called: [wren], out: [owl] });
  expect(calledNow(led(owl, null, []), { people, me })).toEqual({ called: [owl], out: [] });
});

it("[P7] where neither is in, whoever sets it is called", () => {
  expect(calledNow(led(heron, null, []), { people, me })).toEqual({ called: [{ ...owl, me: true }], out: [heron] });
});
