import { expect, it } from "vitest";
import { drawnAnew } from "./drawn-anew.ts";
import { PERSON, subjectsFor } from "./subjects.ts";

const paper = (kind: "passport" | "visa", number: string) => ({
  ...{ kind, number, country: "RU", expires: null, note: "" },
});
const papers = {
  value: { kind: "papers" as const, papers: [paper("passport", "70 1"), paper("visa", "70 2")] },
};

it("a paper that was chosen stays chosen when papers are covered meanwhile, and is never another one", () => {
  const open = subjectsFor(PERSON, papers);
  expect(open.subjects.slice(0, 3)).toEqual([
    PERSON,
    { shows: "passport", paper: "70 1" },
    { shows: "visa", paper: "70 2" },
  ]);
  expect(open.chosen).toBe(0);
  for (const subject of open.subjects) {
    const { subjects, chosen } = subjectsFor(subject, null);
    expect(subjects[chosen]).toEqual(subject);
  }
});

it("a file that is gone, or that this machine cannot read at once, is no picture, and says so", async () => {
  const gone = { arrayBuffer: () => Promise.reject(new DOMException("an invented fault", "NotReadableError")) };
  expect(await drawnAnew(gone as unknown as Blob)).toEqual({ kind: "no-picture" });
});
