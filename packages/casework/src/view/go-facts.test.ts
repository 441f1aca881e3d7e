import { expect, it } from "vitest";
import {
  type Entry,
  emptyState,
  type FactValue,
  foldEntries,
  type MemberId,
  type Operation,
  type StreamId,
} from "../index.ts";
import { goFacts } from "./go-facts.ts";

const stream = "5".repeat(32) as StreamId;
const theCase = "c".repeat(32) as never;
const NOON = Date.UTC(2017, 3, 2, 12);

const passport = (expires: string): FactValue => ({
  kind: "papers",
  papers: [{ kind: "passport", number: "an invented one", country: null, expires, note: "" }],
});
/** What the sheet says of the papers of a party, one after the other. */
const papers = (...of: (FactValue | null)[]): boolean | null => {
  const operations: Operation[] = [
    { op: "begin", compartment: { about: "case", case: theCase, part: "identity" } },
    ...of.flatMap((value, index): Operation[] => {
      const said = { op: "setFact" as const, person: `${index + 1}`, fact: "papers" };
      const first: Operation = { ...said, value: value ?? passport("2016-01-01"), over: 0 };
      return value === null ? [first, { ...said, value: null, over: 1 }] : [first];
    }),
  ];
  const author = "1".repeat(32) as MemberId;
  const state = foldEntries(
    emptyState(),
    operations.map((operation, seq): Entry => ({ stream, seq, author, role: "caseworker", at: NOON + seq, operation })),
  );
  const known = { parts: [{ part: "identity", stream }], contact: { checkIns: new Map(), uses: new Map() } };
  const names = () => ({ id: author, handle: "Plover", me: false });
  const seen = { assessment: null, consents: [], journeys: [] };
  const facts = goFacts(state, known as never, seen, NOON, names as never);
  return facts.find(({ point }) => point === "papers")?.met ?? null;
};

it("papers hold only where the papers of everybody can be read", () => {
  expect(papers(passport("2018-01-01"), passport("2018-02-01"))).toBe(true);
  expect(papers(passport("2018-01-01"), passport("2017-03-01"))).toBe(false);
  // Written before this member began to read: a person has to look.
  expect(papers(passport("2018-01-01"), { kind: "left-out" })).toBeNull();
  expect(papers(passport("2017-03-01"), { kind: "left-out" })).toBe(false);
  expect(papers(passport("2018-01-01"), null)).toBe(true);
});
