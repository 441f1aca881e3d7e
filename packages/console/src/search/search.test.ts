import type { Searchable } from "@fairlead/casework";
import { expect, it } from "vitest";
import { ANY, fits, isAny, NOTHING, readSaved, withSaved } from "./filter.ts";
import { makeSearch } from "./search.ts";
import type { Answered, Asked } from "./search-worker.ts";
import { textIndex } from "./text-index.ts";

/** The worker's index without a worker: Node has none that speaks as a browser's does. */
const inPlace = () => {
  const index = textIndex();
  const heard: ((event: { data: Answered }) => void)[] = [];
  const state = { ended: false, posted: 0 };
  const say = (data: Answered) =>
    setTimeout(() => {
      if (!state.ended) for (const hear of heard) hear({ data });
    });
  return {
    state,
    start: () =>
      ({
        postMessage(asked: Asked) {
          if (asked.kind === "find") say({ kind: "found", turn: asked.turn, ids: index.find(asked.typed) });
          else {
            state.posted += asked.places.length;
            index.remove(asked.gone);
            index.put(asked.places);
            say({ kind: "put" });
          }
        },
        terminate() {
          state.ended = true;
        },
        addEventListener: (_: string, hear: (event: { data: Answered }) => void) => heard.push(hear),
      }) as never,
  };
};

const known = (id: string, name: string) => ({
  known: id,
  names: [name],
  identifiers: [],
  reason: "",
  source: "",
  withdrawn: null,
});
const readable = (...names: string[]): Searchable => ({
  cases: [],
  threads: [],
  parts: [],
  interpretings: [],
  board: { known: names.map((name, at) => known(`${at}`, name)) as never, judgements: [] },
  exposure: { standing: 0, marks: [], own: [], things: null, recipients: [] },
});

const settled = (search: ReturnType<typeof makeSearch>): Promise<void> =>
  new Promise((done) => {
    const stop = search.subscribe(() => {
      if (search.reading() !== null) return;
      stop();
      done();
    });
  });

it("reads in slices, finds, follows what changed and posts no more than that", async () => {
  const worker = inPlace();
  const search = makeSearch(worker.start);
  const names = Array.from({ length: 300 }, (_, at) => `invented person ${at}`);
  let done = settled(search);
  search.read(readable(...names, "Хамзат"));
  expect(search.reading()).toMatchObject({ of: 301 });
  await done;
  expect(await search.find("Khamzat")).toEqual(["known 300"]);
  expect(worker.state.posted).toBe(301);
  done = settled(search);
  search.read(readable(...names, "Хамзат", "Зелимхан"));
  await done;
  expect(worker.state.posted).toBe(302);
  expect(await search.find("zelimkhan")).toEqual(["known 301"]);
  done = settled(search);
  search.read(readable(...names));
  await done;
  expect(await search.find("Khamzat")).toEqual([]);
  expect(search.place("known 300")).toBeUndefined();
});

it("what is to be read no more is forgotten at once, also while nobody searches and while more is being read", async () => {
  const search = makeSearch(inPlace().start);
  search.keep(readable("Хамзат"));
  const done = settled(search);
  search.read(readable("Зелимхан", "Хамзат"));
  await done;
  expect(await search.find("hamzat")).toEqual(["known 1"]);
  search.keep(readable("Зелимхан"));
  expect(search.place("known 1")).toBeUndefined();
  expect(await search.find("hamzat")).toEqual([]);
  const again = settled(search);
  const names = Array.from({ length: 300 }, (_, at) => `invented person ${at}`);
  search.read(readable(...names, "Хамзат"));
  search.keep(readable(...names));
  await again;
  expect(search.place("known 300")).toBeUndefined();
  expect(await search.find("hamzat")).toEqual([]);
  expect(search.place("known 299")).toBeDefined();
});

/** A view whose register is made of the very entries that are handed in; each says how often it was read. */
const counted = (id: string, name: string, reason: string) => {
  let reads = 0;
  const entry = {
    ...known(id, name),
    get reason() {
      reads += 1;
      return reason;
    },
  };
  return { entry, reads: () => reads };
};
const register = (...entries: object[]): Searchable => ({
  ...readable(),
  board: { known: entries as never, judgements: [] },
});

it("a change of one reads that one anew, also while nobody searches, and no other", async () => {
  const worker = inPlace();
  const search = makeSearch(worker.start);
  const all = Array.from({ length: 200 }, (_, at) => counted(`${at}`, `person ${at}`, "kestrel"));
  let done = settled(search);
  search.read(register(...all.map(({ entry }) => entry)));
  await done;
  const [posted, before] = [worker.state.posted, all.map(({ reads }) => reads())];
  const changed = counted("5", "person 5", "curlew");
  done = settled(search);
  search.keep(register(...all.map(({ entry }, at) => (at === 5 ? changed.entry : entry))));
  await done;
  expect(worker.state.posted).toBe(posted + 1);
  expect(all.map(({ reads }) => reads())).toEqual(before);
  expect(await search.find("curlew")).toEqual(["known 5"]);
  expect((await search.find("kestrel"))?.includes("known 5")).toBe(false);
});

it("words that went out of a place which stays are shown no more, before the index has followed", async () => {
  const search = makeSearch(inPlace().start);
  const done = settled(search);
  search.read(register(counted("0", "Heron", "kestrel").entry));
  await done;
  search.keep(register(counted("0", "Heron", "").entry));
  expect(search.place("known 0")?.pieces.map(({ text }) => text)).toEqual(["Heron"]);
});

it("an older key is answered with nothing, so that a slow answer never overwrites a newer one", async () => {
  const search = makeSearch(inPlace().start);
  const done = settled(search);
  search.read(readable("Хамзат"));
  await done;
  const older = search.find("zzz");
  const newer = search.find("hamzat");
  expect(await older).toBeNull();
  expect(await newer).toEqual(["known 0"]);
});

it("[P2] locking ends the worker and leaves nothing of anybody in memory", async () => {
  const worker = inPlace();
  const search = makeSearch(worker.start);
  const done = settled(search);
  search.read(readable("Хамзат"));
  await done;
  const asked = search.find("hamzat");
  search.forget();
  expect(await asked).toBeNull();
  expect(worker.state.ended).toBe(true);
  expect(search.place("known 0")).toBeUndefined();
});

it("kept searches are read as a stranger's: what is no filter is none, what is no list is empty", () => {
  const one = { name: "Mornings", asked: { typed: "car", filter: { ...ANY, danger: true } } };
  expect(readSaved(JSON.stringify(withSaved([], one)))).toEqual([one]);
  expect(withSaved([one], { ...one, asked: NOTHING })).toEqual([{ name: "Mornings", asked: NOTHING }]);
  expect([readSaved(""), readSaved("{"), readSaved('{"a":1}'), readSaved("[null,1,{}]")]).toEqual([[], [], [], []]);
  const odd = [{ name: "x", asked: { typed: 7, filter: { stage: "moon", danger: "yes", owner: null } } }];
  expect(readSaved(JSON.stringify(odd))).toEqual([{ name: "x", asked: NOTHING }]);
});

it("each filter asks its own question of a case", () => {
  const one = {
    stage: "sheltered",
    urgency: { level: "soon" },
    statuses: [{ status: "detained" }],
    owner: { id: "aa" },
    mine: false,
    closed: null,
    messages: [{ author: null, language: "ru" }],
    waitingSince: null,
    assessment: { again: [{ kind: "old" }] },
    consents: [{ due: 0, endsSoon: false, standing: "given" }],
  } as never;
  expect(isAny(ANY) && fits(one, ANY)).toBe(true);
  const right = {
    stage: "sheltered",
    urgency: "soon",
    status: "detained",
    owner: "aa",
    standing: "open",
    language: "ru",
    stale: true,
  } as const;
  expect(fits(one, { ...ANY, ...right })).toBe(true);
  for (const wrong of [
    { stage: "contact" },
    { urgency: "now" },
    { status: "well" },
    { owner: "me" },
    { standing: "closed" },
    { language: "ar" },
    { danger: true },
    { consent: true },
  ] as const)
    expect(fits(one, { ...ANY, ...wrong })).toBe(false);
});

it("asks for consents that ran out in open cases, and in closed ones only where something rests on them still", () => {
  const shown = (closed: object | null, due: number, standing: string) =>
    fits({ closed, consents: [{ due, endsSoon: false, standing }] } as never, { ...ANY, consent: true });
  expect([
    shown(null, 0, "expired"),
    shown(null, 0, "withdrawn"),
    shown({}, 0, "expired"),
    shown({}, 1, "expired"),
  ]).toEqual([true, false, false, true]);
});
