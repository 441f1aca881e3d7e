import { expect, it } from "vitest";
import { casePage, caseRecord, photosOf, type RecordFile } from "../index.ts";

const [stream, photo] = ["5".repeat(32), "a".repeat(32)];
const part = {
  ...{ part: "identity", stream, notes: [], money: [], applications: [] },
  facts: [{ person: "1", fact: "name", value: { kind: "left-out" }, at: 1 }],
  photos: [{ photo, person: "1", shows: "passport", paper: "", bytes: null, at: 1, removed: null, stopped: null }],
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
    ...{ organisation: "Lantern", made: 0, files: new Map(), fields: [] },
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
    { organisation: "Lantern", made: 0, files: new Map(), photos: new Map(), fields: [] },
  );
  expect(record).toMatchObject({ empty: [], threat: { notes: [{ text: "Where: <the market>" }] } });
  expect(casePage(record)).toContain("Where: &lt;the market&gt;");
});

const bare = { files: new Map(), photos: new Map(), organisation: "Lantern", made: 0 };
const covering = (covers: string[]) =>
  ({ ...decision, export: { ...decision.export, covers } }) as Parameters<typeof caseRecord>[1];

it("an organisation's own field goes along with its name, and its answer with the answer's", () => {
  const [field, choice] = ["f".repeat(32), "c".repeat(32)];
  const asked = {
    ...{ ...part, photos: [], part: "needs" },
    facts: [
      { person: "1", fact: field, value: { kind: "choice", choice }, at: 1 },
      { person: "1", fact: "diet", value: { kind: "text", text: "no pork" }, at: 1 },
    ],
  };
  const text = (en: string, ru: string) => [
    { language: "en", text: en },
    { language: "ru", text: ru },
  ];
  const record = caseRecord(
    { parts: [asked], consents: [] } as unknown as Parameters<typeof caseRecord>[0],
    covering(["needs"]),
    {
      ...bare,
      fields: [
        {
          field,
          label: text("Shoe <size>", "Размер обуви"),
          choices: [{ choice, label: text("Large", "Большой"), gone: true }],
        },
      ],
    },
  );
  expect(record.parts?.[0]?.facts).toMatchObject([
    {
      field,
      label: text("Shoe <size>", "Размер обуви"),
      value: { kind: "choice", choice },
      answer: text("Large", "Большой"),
    },
    { field: "diet" },
  ]);
  expect(record.parts?.[0]?.facts[1]).not.toHaveProperty("label");
  const page = casePage(record);
  expect(page).toContain("Shoe &lt;size&gt; / Размер обуви");
  expect(page).toContain("Large / Большой");
  expect(page).not.toContain(field);
  expect(page).not.toContain(choice);
});

it("a risk that was assessed and a search that was looked at are something, also where nothing was found", () => {
  const threat = { threats: [], statements: [], parts: [], consents: [] };
  const look = { about: "accusation", known: "unknown", source: "", checkedAt: null };
  const risk = { urgency: "now", factors: [], reach: [], at: 1 };
  const emptyOf = (more: object) =>
    caseRecord(
      { ...threat, search: [look], risk: null, ...more } as unknown as Parameters<typeof caseRecord>[0],
      covering(["threat"]),
      { ...bare, fields: [] },
    ).empty;
  expect(emptyOf({})).toEqual(["threat"]);
  expect(emptyOf({ risk })).toEqual([]);
  expect(emptyOf({ search: [{ ...look, checkedAt: 1 }] })).toEqual([]);
  expect(emptyOf({ search: [{ ...look, known: "found" }] })).toEqual([]);
});

it("a letter says what its reader must know before it is taken for the person's word, or for something that reached them", () => {
  const letter = (text: string, more: object = {}) => ({
    ...{ key: text, direction: "to-team", at: 1, hour: 0, language: "ru", text, files: [], via: "page" },
    ...{ answers: {}, tap: "none", onArrival: false, whileFrozen: false, givenUp: false, ...more },
  });
  const messages = [
    letter("mine"),
    letter("while taken", { whileFrozen: true }),
    letter("old words", { givenUp: true }),
    letter("said", { via: "telephone" }),
    letter("unsealed", { onArrival: true }),
    letter("", { answers: { danger: "now", where: "an invented <mill>", adult: "no" } }),
    letter(" ", { tap: "danger" }),
    letter("answered", { direction: "to-mailbox" }),
    letter("lost", { direction: "to-mailbox", arrived: false }),
  ];
  const written = { messages, journeys: [], kept: [], parts: [], consents: [] };
  const record = caseRecord(written as unknown as Parameters<typeof caseRecord>[0], covering(["letters"]), {
    ...bare,
    fields: [],
  });
  expect(record.letters?.map(({ text, marks = [] }) => [text, ...marks])).toEqual([
    ["mine"],
    ["while taken", "frozen"],
    ["old words", "given-up-words"],
    ["said", "telephone"],
    ["unsealed", "on-arrival"],
    [""],
    [" "],
    ["answered"],
    ["lost", "never-arrived"],
  ]);
  for (const none of ["marks", "answers", "tap"]) expect(record.letters?.[0]).not.toHaveProperty(none);
  // Nothing but the form, and nothing but a tap: neither leaves as an empty quotation.
  expect(record.letters?.slice(5, 7)).toMatchObject([
    { answers: { danger: "now", where: "an invented <mill>", adult: "no" } },
    { tap: "danger" },
  ]);
  const page = casePage(record);
  expect(page).not.toMatch(/<div class="q" dir="auto">\s*<\/div>/);
  for (const words of ["<dt>In danger now</dt>", "an invented &lt;mill&gt;", "18 or over", "“I am in danger”"])
    expect(page).toContain(words);
  for (const words of ["perhaps by somebody else", "written down by the team", "never reached them"])
    expect(page).toContain(words);
});

it("the ways abroad go along with the part relocation, without whoever wrote them", () => {
  const by = { id: "PLANTED", name: "PLANTED" };
  const step = (to: string, on: string) => ({ to, on, until: null, note: "", by, at: 1 });
  const application = {
    ...{ application: "a", pathway: "PLANTED", name: "An invented scholarship", party: ["1"], rank: 1, fit: "hard" },
    ...{ why: "no diploma yet", papers: [], month: "2026-10", note: "", state: "submitted", version: 1, by, at: 1 },
    steps: [step("submitted", "2026-09-02"), step("preparing", "2026-09-01")],
    next: [],
  };
  const moved = { ...part, part: "relocation", facts: [], photos: [] };
  const recordOf = (applications: object[]) =>
    caseRecord(
      { parts: [{ ...moved, applications }], consents: [] } as unknown as Parameters<typeof caseRecord>[0],
      covering(["relocation"]),
      { ...bare, fields: [] },
    );
  expect(recordOf([]).empty).toEqual(["relocation"]);
  const record = recordOf([application]);
  expect(record.empty).toEqual([]);
  expect(record.parts?.[0]?.applications).toMatchObject([
    {
      pathway: "An invented scholarship",
      state: "submitted",
      steps: [{ state: "preparing" }, { on: "2026-09-02", state: "submitted" }],
    },
  ]);
  expect(JSON.stringify(record)).not.toContain("PLANTED");
  expect(casePage(record)).toContain("An invented scholarship");
});
