import { expect, it } from "vitest";
import { casePage, caseRecord, photosOf, type RecordFile } from "../index.ts";

const [stream, photo] = ["5".repeat(32), "a".repeat(32)];
const part = {
  ...{ part: "identity", stream, notes: [], money: [] },
  facts: [{ person: "1", fact: "name", value: { kind: "left-out" }, at: 1 }],
  photos: [{ photo, person: "1", shows: "passport", paper: "", bytes: null, at: 1, removed: null }],
};
const one = { parts: [part], consents: [] } as unknown as Parameters<typeof caseRecord>[0];
const decision = {
  decision: "00",
  export: { recipient: "a lawyer", purpose: "lawyer", consent: "00", version: 1, covers: ["identity"], key: null },
} as unknown as Parameters<typeof caseRecord>[1];

it("[CO2] made by somebody who reads from now on, it says what it cannot contain, and not that nothing is recorded", () => {
  expect(photosOf(one, ["identity"])).toEqual([{ stream, photo, unread: true }]);
  const unread: RecordFile = {
    ...{ path: null, name: "001.jpg", type: "image/jpeg", bytes: 0, sha256: null },
    ...{ cleaned: "cleaned", missing: "unread" },
  };
  const record = caseRecord(one, decision, {
    ...{ organisation: "Lantern", made: 0, files: new Map() },
    photos: new Map([[photo, unread]]) as unknown as Parameters<typeof caseRecord>[2]["photos"],
  });
  expect(record.empty).toEqual([]);
  expect(record.parts).toMatchObject([
    { facts: [{ field: "name", value: { kind: "left-out" } }], photos: [{ shows: "passport", file: unread }] },
  ]);
  expect(casePage(record)).toContain("recorded before whoever made this began to read it, and not in here");
  expect(casePage(record)).toContain("unread");
});

it("what was noted of a threat goes along with it, and is no empty part", () => {
  const noted = { ...part, part: "threat", facts: [], photos: [], notes: [{ at: 1, text: "Where: <the market>" }] };
  const threatened = {
    parts: [noted],
    closedParts: [],
    threats: [],
    search: [],
    statements: [],
    risk: null,
    consents: [],
  };
  const record = caseRecord(
    threatened as unknown as Parameters<typeof caseRecord>[0],
    { ...decision, export: { ...decision.export, covers: ["threat"] } } as Parameters<typeof caseRecord>[1],
    { organisation: "Lantern", made: 0, files: new Map(), photos: new Map() },
  );
  expect(record).toMatchObject({ empty: [], threat: { notes: [{ text: "Where: <the market>" }] } });
  expect(casePage(record)).toContain("Where: &lt;the market&gt;");
});
