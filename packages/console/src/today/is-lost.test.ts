import type { Status } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { expect, it } from "vitest";
import { lostIn } from "./is-lost.ts";

type From = { kind: "status" | "plan"; of: string };
type Closed = From & { how?: "done" | "dropped"; at?: number };

const someone = { id: "a", handle: "Wren", me: false };
const me = { ...someone, me: true };

const one = (status: Status | null, more: object = {}, open: From[] = [], closed: Closed[] = []): CaseInHand =>
  ({
    ...{
      owner: me,
      standIn: null,
      closed: null,
      statuses: status === null ? [] : [{ status, by: someone, at: 10, whom: null, people: 1 }],
    },
    persons: [{ person: "1", counted: true }],
    plan: {
      open: open.map((from) => ({ from, closed: null })),
      closed: closed.map(({ how = "done", at = 20, ...from }) => ({ from, closed: { how, at } })),
      responses: [],
    },
    ...more,
  }) as unknown as CaseInHand;
const shown = (...cases: CaseInHand[]) => lostIn(cases).length;

it("names whoever is lost, held or gone and has no task of it, to owner and stand-in alone", () => {
  expect(shown(one("lost-contact"), one("abducted"))).toBe(2);
  expect(shown(one("lost-contact", { owner: someone, standIn: me }))).toBe(1);
  expect(shown(one("lost-contact", { owner: someone, standIn: someone }))).toBe(0);
  expect(shown(one("well"), one(null), one("detained", { closed: {} }))).toBe(0);
});

it("is silent once its tasks stand in the plan or are done; those of another status are none of its own", () => {
  const of = (status: Status): From => ({ kind: "status", of: status });
  expect(shown(one("detained", {}, [of("detained")]), one("detained", {}, [], [of("detained")]))).toBe(0);
  expect(shown(one("abducted", {}, [of("lost-contact"), { kind: "plan", of: "a plan" }]))).toBe(1);
});

it("[P7] lost a second time is named anew: what was done the first time is over, and what was dropped is done by nobody", () => {
  const of = { kind: "status", of: "lost-contact" } as const;
  expect(shown(one("lost-contact", {}, [], [{ ...of, at: 5 }]))).toBe(1);
  expect(shown(one("lost-contact", {}, [], [{ ...of, how: "dropped" }]))).toBe(1);
  // Said once more with another note, what stands in the plan still does; so does what was done at that moment.
  expect(
    shown(one("lost-contact", {}, [of], [{ ...of, at: 5 }]), one("lost-contact", {}, [], [{ ...of, at: 10 }])),
  ).toBe(0);
});

it("where it was agreed with them that nothing is done, nothing is missing", () => {
  const responses = [{ status: "went-back", tasks: [] }];
  expect(shown(one("went-back", { plan: { open: [], closed: [], responses } }))).toBe(0);
});

it("of a party each is lost by themselves: what is done for one who is held is done for no other", () => {
  const held = (...whom: string[]) => ({ status: "detained", by: someone, at: 10, whom, people: whom.length });
  const task = (whom: string[]) => ({ from: { kind: "status", of: "detained", whom }, closed: null });
  const party = (open: object[]) =>
    one(null, {
      statuses: [held("3"), held("2")],
      persons: ["1", "2", "3", "4"].map((person) => ({ person, counted: true })),
      plan: { open, closed: [], responses: [] },
    });
  expect(lostIn([party([task(["2"])])]).map(({ said }) => said.whom)).toEqual([["3"]]);
  expect(shown(party([task(["2"]), task(["3"])]), party([task(["2", "3"])]))).toBe(0);
  // Written for the party, before a task could say for whom.
  expect(shown(party([{ from: { kind: "status", of: "detained" }, closed: null }]))).toBe(0);
});
