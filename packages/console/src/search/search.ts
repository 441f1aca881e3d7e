import { forgetWords, type Place, placesOf, type Searchable } from "@fairlead/casework";
import type { Answered, Asked } from "./search-worker.ts";
import type { PlaceText } from "./text-index.ts";

/** Longest that the screen is kept from answering a key, in ms. */
const SLICE = 10;
/** So much is read between two keys: places, and characters of them. */
const BATCH = 40;
const BATCH_TEXT = 60_000;
/** While all is read for the first time, what is found so far is shown anew no more often, in ms. */
const TELL = 700;

type Reader = Pick<Worker, "postMessage" | "terminate" | "addEventListener">;

export type Search = {
  /** Take in what this member can read now. Returns at once; `subscribe` tells when more is read. */
  read(view: Searchable): void;
  /** Forgets what is not in this view any more; where nobody has searched yet, nothing is to be forgotten. */
  keep(view: Searchable): void;
  /** Ids of places, best first; null where another key came meanwhile. */
  find(typed: string): Promise<string[] | null>;
  place(id: string): Place | undefined;
  /** How many places were read, of how many; null: all of them. */
  reading(): { read: number; of: number } | null;
  subscribe(told: () => void): () => void;
  /** Changes with everything that was read. */
  version(): number;
  forget(): void;
};

const textOf = ({ id, name, pieces }: Place): PlaceText => {
  const of = (covered: boolean) =>
    pieces
      .filter((one) => one.covered === covered)
      .map(({ text }) => text)
      .join("\n");
  return { id, name, text: of(false), covered: of(true) };
};

const isSame = (a: Place, b: Place): boolean =>
  a.name === b.name &&
  a.pieces.length === b.pieces.length &&
  a.pieces.every((one, at) => one.text === b.pieces[at]?.text && one.covered === b.pieces[at]?.covered);

/** The ids of all places of a view, without their words. */
const idsOf = ({ cases, threads, parts, interpretings, exposure, board }: Searchable): Set<string> => {
  const ids = new Set<string>();
  for (const one of cases) ids.add(`case ${one.case}`);
  for (const one of threads) ids.add(`thread ${one.mailbox}`);
  for (const one of parts) ids.add(`part ${one.stream}`);
  for (const one of interpretings) ids.add(`words ${one.stream}`);
  for (const one of exposure.things ?? []) ids.add(`thing ${one.thing}`);
  for (const one of board.known) ids.add(`known ${one.known}`);
  return ids;
};

const startWorker = (): Reader => new Worker(new URL("./search-worker.ts", import.meta.url), { type: "module" });

/**
 * Words of everything that this member can read: begun when somebody first searches, in slices between which the screen
 * answers, looked up in a worker. Locking ends the worker and drops the rest. Nothing of it is stored or sent.
 */
export const makeSearch = (start: () => Reader = startWorker): Search => {
  const told = new Set<() => void>();
  let worker: Reader | null = null;
  let places = new Map<string, Place>();
  let reading: Searchable | null = null;
  let latest: Searchable | null = null;
  let walk: Iterator<Place> | null = null;
  let seen = new Set<string>();
  let batch: PlaceText[] = [];
  /** What there is to be read: what an older view still brings beyond it is passed by. */
  let there = new Set<string>();
  let total = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let version = 0;
  let toldAt = 0;
  let turn = 0;
  let waiting: ((ids: string[] | null) => void) | null = null;

  const tell = () => {
    version += 1;
    toldAt = performance.now();
    for (const one of told) one();
  };
  const post = (asked: Asked) => worker?.postMessage(asked);

  const begin = (view: Searchable) => {
    reading = view;
    walk = placesOf(view);
    seen = new Set();
    const { cases, threads, parts, exposure, board } = view;
    total = cases.length + threads.length + parts.length + (exposure.things?.length ?? 0) + board.known.length;
    timer ??= setTimeout(slice);
  };

  /** Reads until the time is up or a batch is full; the worker's answer goes on with it. */
  const slice = () => {
    timer = null;
    const until = performance.now() + SLICE;
    let text = 0;
    while (walk !== null && batch.length < BATCH && text < BATCH_TEXT) {
      const next = walk.next();
      if (next.done) {
        walk = null;
        break;
      }
      if (!there.has(next.value.id)) continue;
      const before = places.get(next.value.id);
      seen.add(next.value.id);
      places.set(next.value.id, next.value);
      if (before === undefined || !isSame(before, next.value)) {
        const words = textOf(next.value);
        text += words.text.length;
        batch.push(words);
      }
      if (performance.now() > until) break;
    }
    if (walk !== null && batch.length < BATCH && text < BATCH_TEXT) {
      timer = setTimeout(slice);
      return;
    }
    const gone = walk === null ? [...places.keys()].filter((id) => !seen.has(id)) : [];
    for (const id of gone) places.delete(id);
    if (batch.length > 0 || gone.length > 0) {
      post({ kind: "put", places: batch, gone });
      batch = [];
    } else goOn();
  };

  const goOn = () => {
    if (walk !== null) {
      if (performance.now() - toldAt > TELL) tell();
      timer ??= setTimeout(slice);
      return;
    }
    tell();
    if (latest !== null && latest !== reading) begin(latest);
  };

  const forgetAllBut = (view: Searchable) => {
    there = idsOf(view);
    const gone = [...places.keys()].filter((id) => !there.has(id));
    if (gone.length === 0) return;
    for (const id of gone) places.delete(id);
    forgetWords();
    batch = batch.filter(({ id }) => there.has(id));
    post({ kind: "put", places: [], gone });
  };

  const listen = ({ data }: { data: Answered }) => {
    if (data.kind === "put") goOn();
    else if (data.turn === turn) {
      waiting?.(data.ids);
      waiting = null;
    }
  };

  return {
    read(view) {
      if (latest === view) return;
      latest = view;
      forgetAllBut(view);
      if (worker === null) {
        worker = start();
        worker.addEventListener("message", (event) => listen(event as MessageEvent<Answered>));
      }
      if (reading === null) begin(view);
      // What is being read is read to its end first: where news comes all the time, nothing would ever be.
      else if (walk === null && timer === null && batch.length === 0) begin(view);
    },
    keep(view) {
      if (worker === null || view === latest) return;
      forgetAllBut(view);
      // Nor is the older view held on to: whoever searches next reads on from theirs.
      if (walk === null) [reading, latest] = [null, null];
    },
    find(typed) {
      waiting?.(null);
      turn += 1;
      const mine = turn;
      return new Promise((found) => {
        waiting = found;
        post({ kind: "find", turn: mine, typed });
      });
    },
    place: (id) => places.get(id),
    reading: () => (walk === null ? null : { read: Math.min(seen.size, total), of: total }),
    subscribe(one) {
      told.add(one);
      return () => told.delete(one);
    },
    version: () => version,
    forget() {
      if (timer !== null) clearTimeout(timer);
      worker?.terminate();
      waiting?.(null);
      forgetWords();
      worker = null;
      places = new Map();
      [reading, latest, walk, timer, waiting] = [null, null, null, null, null];
      seen = new Set();
      there = new Set();
      batch = [];
      told.clear();
    },
  };
};
