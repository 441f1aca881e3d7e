/** What is known of two invented people of one party. Not shipped. */
import type { DefinedFieldView, FactValue, FactView, PartView, PersonRef, PhotoView } from "@fairlead/casework";
import type { View } from "@fairlead/client";

const HOUR = 3_600_000;
const SHOE = "a".repeat(32);
const SURGERY = "b".repeat(32);

type Known = Pick<PartView, "persons" | "facts" | "photos" | "reveals">;

export const NOTHING_KNOWN: Known = { persons: [], facts: [], photos: [], reveals: [] };

export const persons = (alias: string) => [
  { person: "1", alias, version: 0, counted: true },
  { person: "2", alias: "Linnet", version: 1, counted: true },
];

const facts = (now: number, by: PersonRef, person: string, values: Record<string, FactValue>): FactView[] =>
  Object.entries(values).map(([fact, value], index) => ({
    person,
    fact,
    value,
    version: 1 + (index % 2),
    by,
    at: now - (20 + index) * HOUR,
    earlier:
      index % 2 === 0
        ? []
        : [{ value: { kind: "text", text: "an invented word of before" }, version: 1, by, at: now - 60 * HOUR }],
  }));

const photo = (n: number, by: PersonRef, at: number): Omit<PhotoView, "shows"> => ({
  ...{
    photo: String(n).repeat(32) as PhotoView["photo"],
    person: "1",
    paper: "",
    bytes: 90_000,
    by,
    at,
    removed: null,
    stopped: null,
  },
});

export const knownIdentity = (now: number, by: PersonRef): Known => ({
  persons: ["1", "2"],
  facts: [
    ...facts(now, by, "1", {
      name: { kind: "text", text: "Хамзат Придуманов" },
      "latin-name": { kind: "text", text: "KHAMZAT PRIDUMANOV" },
      born: { kind: "date", date: "1994" },
      citizenships: { kind: "countries", countries: ["RU"] },
      spoken: { kind: "languages", languages: ["ce", "ru", "lbe"] },
      contacts: {
        kind: "contacts",
        contacts: [
          { kind: "telephone", value: "+7 900 000-41-16", safe: "no", note: "a brother reads it" },
          { kind: "person", value: "عمّة مخترعة", safe: "yes", note: "" },
        ],
      },
      papers: {
        kind: "papers",
        papers: [
          { kind: "passport", number: "70 0000000", country: "RU", expires: "2019-01-31", note: "" },
          { kind: "visa", number: "X-000", country: "DE", expires: "2017-05-20", note: "one entry" },
        ],
      },
    }),
    ...facts(now, by, "2", { name: { kind: "text", text: "محمد المخترع" } }),
  ],
  photos: [
    { ...photo(2, by, now - 3 * HOUR), shows: "passport", paper: "70 0000000" },
    { ...photo(1, by, now - 20 * HOUR), shows: "person" },
    { ...photo(4, by, now - 90 * HOUR), shows: "person", stopped: "6b".repeat(16) as PhotoView["stopped"] },
    {
      ...{ ...photo(5, by, now - 91 * HOUR), shows: "person", stopped: "6b".repeat(16) as PhotoView["stopped"] },
      rests: "6b".repeat(16) as NonNullable<PhotoView["rests"]>,
    },
    {
      ...photo(0, by, now - 40 * HOUR),
      ...{ shows: "visa", removed: { by, at: now - 38 * HOUR, reason: "the wrong page" } },
    },
  ],
  reveals: [{ by, at: now - 30 * HOUR, reason: "to buy tickets", until: now - 30 * HOUR + 600_000 }],
});

export const knownNeeds = (now: number, by: PersonRef): Known => ({
  persons: ["1", "2"],
  facts: [
    ...facts(now, by, "1", {
      medical: { kind: "text", text: "An invented knee: two hours of walking, then a rest." },
      medication: { kind: "text", text: "Invented tablets, one in the morning" },
      "step-free": { kind: "yes-no", answer: "yes" },
      sleeping: { kind: "choice", choice: "with-party" },
      [SHOE]: { kind: "number", number: 41 },
      [SURGERY]: {
        kind: "contacts",
        contacts: [{ kind: "telephone", value: "+7 900 000-00-12", safe: "yes", note: "an invented surgery" }],
      },
    }),
    ...facts(now, by, "2", { diet: { kind: "text", text: "без орехов" } }),
  ],
  photos: [],
  reveals: [],
});

export const ownFields = (now: number, { id, handle }: View["me"]): DefinedFieldView[] => [
  {
    field: SHOE,
    part: "needs",
    kind: "number",
    label: [
      { language: "en", text: "Shoe size" },
      { language: "ru", text: "Размер обуви" },
    ],
    hint: [],
    choices: [],
    retired: false,
    version: 1,
    by: { id, handle, me: true },
    at: now - 900 * HOUR,
  },
  {
    field: SURGERY,
    part: "needs",
    kind: "contacts",
    label: [
      { language: "en", text: "Their surgery" },
      { language: "ru", text: "Их врач" },
    ],
    hint: [],
    choices: [],
    retired: false,
    version: 1,
    by: { id, handle, me: true },
    at: now - 800 * HOUR,
  },
];
