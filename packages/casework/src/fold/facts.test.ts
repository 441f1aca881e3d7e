import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkpointOf } from "../command/checkpoint.ts";
import {
  type Entry,
  emptyState,
  type FactValue,
  type FactView,
  foldEntries,
  isCovered,
  isFactCovered,
  type MemberId,
  type Operation,
  readOperation,
  refusedOf,
  type State,
  type StreamId,
} from "../index.ts";
import { REVEAL_FOR } from "./facts.ts";

const stream = "5".repeat(32) as StreamId;
const theCase = "c".repeat(32) as never;
const plover = "1".repeat(32) as MemberId;
const tern = "2".repeat(32) as MemberId;
const NOON = 1_500_000_000_000;

const begun = (part: "identity" | "needs" | "testimony"): Operation => ({
  op: "begin",
  compartment: { about: "case", case: theCase, part },
});
const words = (text: string): FactValue => ({ kind: "text", text });
const set = (fact: string, value: FactValue | null, over: number, person = "1"): Operation => ({
  op: "setFact",
  person,
  fact,
  value,
  over,
});

/** One commit for each operation, in this order. */
const entriesOf = (operations: readonly (Operation | [MemberId, Operation])[]): Entry[] =>
  operations.map((one, seq) => {
    const [author, operation] = Array.isArray(one) ? one : [plover, one];
    return { stream, seq, author, role: "caseworker", at: NOON + seq, operation };
  });
const fold = (...operations: (Operation | [MemberId, Operation])[]): State =>
  foldEntries(emptyState(), entriesOf(operations));
const partOf = (state: State) => {
  const content = state.streams.get(stream)?.content;
  if (content?.is !== "part") throw new Error("this stream is a part");
  return content.part;
};
const diet = (state: State) =>
  partOf(state)
    .facts.get("1 diet")
    ?.versions.map(({ value, version }) => [version, value]);

describe("what is known of a person", () => {
  it("[P6] two write one field unseen: the second is refused with both values, and may write over it knowingly", () => {
    const first = [begun("needs"), set("diet", words("no nuts"), 0)] as const;
    const state = fold(...first, [tern, set("diet", words("no milk"), 0)]);
    expect(diet(state)).toEqual([[1, words("no nuts")]]);
    expect(refusedOf(state)).toMatchObject([
      {
        author: tern,
        refusal: {
          kind: "fact-written-meanwhile",
          person: "1",
          fact: "diet",
          version: 1,
          found: words("no nuts"),
          wrote: words("no milk"),
          by: plover,
          at: NOON + 1,
        },
      },
    ]);
    expect(diet(fold(...first, [tern, set("diet", words("no nuts, no milk"), 1)]))).toEqual([
      [1, words("no nuts")],
      [2, words("no nuts, no milk")],
    ]);
  });

  it("taking back is a version too, another person's field is another field, and a blank is none", () => {
    const state = fold(
      begun("needs"),
      set("diet", words("no nuts"), 0),
      set("diet", null, 1),
      set("diet", words("no milk"), 0, "2"),
      set("faith", words("  "), 0),
      set("faith", null, 0),
    );
    expect(diet(state)).toEqual([
      [1, words("no nuts")],
      [2, null],
    ]);
    expect([...partOf(state).facts.keys()]).toEqual(["1 diet", "2 diet"]);
    expect(refusedOf(state).map(({ refusal }) => refusal.kind)).toEqual(["incomplete", "incomplete"]);
  });

  it("[P3] a field stands in its own part and in its own kind; a testimony takes none", () => {
    const kinds = (state: State) => refusedOf(state).map(({ refusal }) => refusal.kind);
    expect(kinds(fold(begun("needs"), set("name", words("Invented"), 0)))).toEqual(["wrong-compartment"]);
    expect(kinds(fold(begun("testimony"), set("diet", words("no nuts"), 0)))).toEqual(["wrong-compartment"]);
    expect(kinds(fold(begun("needs"), set("step-free", words("yes"), 0)))).toEqual(["incomplete"]);
    expect(kinds(fold(begun("needs"), set("sleeping", { kind: "choice", choice: "upstairs" }, 0)))).toEqual([
      "incomplete",
    ]);
    // A field of the organisation's own: what it is called stands in the commons, which a part does not look into.
    expect(kinds(fold(begun("needs"), set("a".repeat(32), { kind: "number", number: 41 }, 0)))).toEqual([]);
  });

  it("[CO2] who reads from now on learns that something stands there and not what, and writes over the right version", () => {
    const before = entriesOf([
      begun("needs"),
      set("diet", words("no nuts"), 0),
      set("diet", words("no milk"), 1),
      [tern, set("diet", words("unseen"), 1)],
      set("faith", words("none"), 0),
    ]);
    const checkpoint = checkpointOf({ about: "case", case: theCase, part: "needs" }, before);
    for (const word of ["nuts", "milk", "unseen", "none"]) expect(JSON.stringify(checkpoint)).not.toContain(word);
    const after = (operation: Operation): Entry[] =>
      [checkpoint, operation].map((one, index) => ({ ...entriesOf([one])[0], seq: before.length + index }) as Entry);
    const last = (state: State) => diet(state)?.at(-1);
    for (const [over, stands] of [
      [2, words("no eggs")],
      [0, null],
    ] as const) {
      const entries = after(set("diet", words("no eggs"), over));
      const newcomer = foldEntries(emptyState(), entries);
      const team = foldEntries(emptyState(), [...before, ...entries]);
      expect(last(newcomer)).toEqual(stands ? [3, stands] : [2, { kind: "left-out" }]);
      expect(last(team)).toEqual(stands ? [3, stands] : [2, words("no milk")]);
      // Whoever began so gives it on so.
      expect(JSON.stringify(checkpointOf({ about: "case", case: theCase, part: "needs" }, entries))).toContain(
        '"over":',
      );
    }
  });

  it("[CO2] what was taken back has its version for a newcomer too", () => {
    const before = entriesOf([begun("needs"), set("diet", words("no nuts"), 0), set("diet", null, 1)]);
    const checkpoint = checkpointOf({ about: "case", case: theCase, part: "needs" }, before);
    const after = [checkpoint, set("diet", words("no eggs"), 0), set("diet", words("no milk"), 2)].map(
      (one, index): Entry => ({ ...entriesOf([one])[0], seq: before.length + index }) as Entry,
    );
    const last = (state: State) => diet(state)?.at(-1);
    expect(last(foldEntries(emptyState(), [...before, ...after]))).toEqual([3, words("no milk")]);
    expect(last(foldEntries(emptyState(), after))).toEqual([3, words("no milk")]);
    expect(refusedOf(foldEntries(emptyState(), after))).toHaveLength(1);
  });

  it("[P4] nobody takes a field from the others by beginning at a version that cannot be named", () => {
    const state = fold(begun("needs"), set("diet", words("mine"), 999_999), set("diet", words("no nuts"), 999_999));
    expect(diet(state)?.at(-1)).toEqual([999_999, words("no nuts")]);
    expect(readOperation(set("diet", words("no milk"), 999_999)).op).toBe("setFact");
  });

  it("a look at the names has a reason, ends within ten minutes, and counts whatever the clocks said", () => {
    const look = (reason: string, until: number): Operation => ({ op: "revealName", reason, until });
    const state = fold(
      begun("identity"),
      look("to buy tickets", NOON + REVEAL_FOR),
      look(" ", NOON + REVEAL_FOR),
      look("with a clock three hours fast", NOON + 19 * REVEAL_FOR),
      look("offline this morning", NOON - 3 * REVEAL_FOR),
    );
    // The commits are a millisecond apart.
    expect(partOf(state).reveals.map(({ reason, at, until }) => [reason, at - NOON, until - NOON])).toEqual([
      ["to buy tickets", 0, REVEAL_FOR],
      ["with a clock three hours fast", 3, 3 + REVEAL_FOR],
      ["offline this morning", -4 * REVEAL_FOR, -3 * REVEAL_FOR],
    ]);
    expect(refusedOf(state).map(({ refusal }) => refusal.kind)).toEqual(["incomplete"]);
  });

  it("[P3] what leads to a person is covered in any part, also when it was taken back or stands in another kind of field", () => {
    const by = { id: plover, handle: null, me: true };
    const fact = (...values: (FactValue | null)[]): Pick<FactView, "value" | "earlier"> => {
      const [value = null, ...earlier] = values;
      return { value, earlier: earlier.map((value, n) => ({ value, version: n + 1, by, at: NOON })) };
    };
    const telephone: FactValue = {
      kind: "contacts",
      contacts: [{ kind: "telephone", value: "+7 900 000-00-00", safe: "no", note: "" }],
    };
    expect([isCovered("identity"), isCovered("identity", "number"), isCovered("needs")]).toEqual([true, true, false]);
    for (const part of ["needs", "relocation", "money"] as const) {
      for (const kind of ["papers", "contacts"] as const) expect(isFactCovered(part, kind, undefined)).toBe(true);
      expect(isFactCovered(part, "line", fact(words("no nuts")))).toBe(false);
      expect(isFactCovered(part, "line", fact(telephone))).toBe(true);
      expect(isFactCovered(part, "line", fact(null, words("no nuts"), telephone))).toBe(true);
    }
    // A reason stands in the log of the part that it opens.
    const look: Operation = { op: "revealName", reason: "to ring the surgery", until: NOON + REVEAL_FOR };
    for (const part of ["needs", "identity"] as const)
      expect(partOf(fold(begun(part), look)).reveals.map(({ reason }) => reason)).toEqual(["to ring the surgery"]);
  });

  it("[P4] a value that is none is never guessed at: the whole operation is unknown", () => {
    const read = (value: unknown) => readOperation({ op: "setFact", person: "1", fact: "born", value, over: 0 }).op;
    for (const good of [
      { kind: "date", date: "1994" },
      { kind: "date", date: "1994-02" },
      { kind: "countries", countries: ["RU"] },
      { kind: "languages", languages: ["ce", "inh"] },
      { kind: "papers", papers: [{ kind: "visa", number: "", country: null, expires: "2018-02-28", note: "" }] },
      null,
    ])
      expect([good, read(good)]).toEqual([good, "setFact"]);
    for (const bad of [
      { kind: "date", date: "2017-02-30" },
      { kind: "countries", countries: ["ru"] },
      { kind: "countries", countries: ["ZZ"] },
      { kind: "languages", languages: ["../x"] },
      { kind: "papers", papers: [{ kind: "visa", number: "", country: null, expires: "2018-02", note: "" }] },
      { kind: "contacts", contacts: [{ kind: "telephone", value: "1", safe: "perhaps", note: "" }] },
      { kind: "number", number: Number.POSITIVE_INFINITY },
      { kind: "__proto__" },
      "words",
      undefined,
    ])
      expect([bad, read(bad)]).toEqual([bad, "unknown"]);
    for (const person of ["0", "100", "x", "", 1])
      expect(readOperation({ op: "setFact", person, fact: "born", value: null, over: 1 }).op).toBe("unknown");
    fc.assert(fc.property(fc.anything(), (value) => ["setFact", "unknown"].includes(read(value))));
  });
});

describe("what an organisation asks for besides", () => {
  const commons: Operation = { op: "begin", compartment: { about: "commons" } };
  const shoe = "a".repeat(32);
  const label = [{ language: "en", text: "Shoe size" }];
  const define = (over: number, more: Partial<Extract<Operation, { op: "defineField" }>> = {}): Operation => ({
    op: "defineField",
    field: shoe,
    part: "needs",
    kind: "choice",
    label,
    hint: [],
    choices: ["1", "2"].map((one) => ({ choice: one.repeat(32), label: [{ language: "en", text: one }] })),
    over,
    ...more,
  });
  const office = (...operations: Operation[]): State =>
    foldEntries(
      emptyState(),
      entriesOf(operations).map((entry) => ({ ...entry, role: "administrator" })),
    );
  const fields = (state: State) => {
    const content = state.streams.get(stream)?.content;
    return content?.is === "commons" ? content.commons.fields : new Map();
  };

  it("is versioned; an answer that is offered no longer stays readable, and so does a retired field", () => {
    const state = office(commons, define(0), define(1, { choices: [{ choice: "2".repeat(32), label }] }), {
      op: "retireField",
      field: shoe,
      over: 2,
    });
    expect(refusedOf(state)).toEqual([]);
    expect(fields(state).get(shoe)).toMatchObject({
      retired: true,
      version: 3,
      choices: [
        { choice: "2".repeat(32), gone: false },
        { choice: "1".repeat(32), gone: true },
      ],
    });
  });

  it("is not changed unseen, keeps part and kind, and is an office's to write", () => {
    const kinds = (...operations: Operation[]) => refusedOf(office(...operations)).map(({ refusal }) => refusal.kind);
    expect(kinds(commons, define(0), define(0))).toEqual(["written-meanwhile"]);
    expect(kinds(commons, define(0), define(1, { part: "identity" }), define(1, { kind: "text" }))).toEqual([
      "field-kept",
      "field-kept",
    ]);
    expect(kinds(commons, define(0, { label: [] }), define(0, { choices: [] }))).toEqual(["incomplete", "incomplete"]);
    const byCaseworker = entriesOf([define(0)]).map((entry) => ({ ...entry, seq: 1 }));
    const began = office(commons);
    expect(refusedOf(foldEntries(began, byCaseworker)).map(({ refusal }) => refusal.kind)).toEqual(["not-your-role"]);
  });
});
