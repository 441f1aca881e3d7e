import { forgetWords, type Place, type Searchable, type Source, sourcesOf } from "@fairlead/casework";
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
  /** Follows what can be read now, so that what went is forgotten; where nobody has searched yet, there is nothing to forget. */
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

/** What was read of a place, and from what; `told`: as the worker knows it. */
type Read = { of: object; place: Place; told: Place | null };

const startWorker = (): Reader => new Worker(new URL("./search-worker.ts", import.meta.url), { type: "module" });

/**
 * Words of everything that this member can read: begun when somebody first searches, in slices between which the screen
 * answers, looked up in a worker. Locking ends the worker and drops the rest. Nothing of it is stored or sent.
 */
export const makeSearch = (start: () => Reader = startWorker): Search => {
  const told = new Set<() => void>();
  let worker: Reader | null = null;
  let latest: Searchable | null = null;
  /** What there is to be read, as it stands now. */
  let here = new Map<string, Source>();
  const places = new Map<string, Read>();
  /** To be read, or read anew: what came first goes first, however much comes behind it. */
  const due = new Set<string>();
  /** How many posts the worker has not answered. */
  let underWay = 0;
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
  const post = (asked: Asked) => {
    if (asked.kind === "put") underWay += 1;
    worker?.postMessage(asked);
  };

  /** Nothing that is not the same object is believed to say the same. */
  const readNow = (source: Source): Read => {
    const before = places.get(source.id);
    if (before?.of === source.of) return before;
    const read = { of: source.of, place: source.read(), told: before?.told ?? null };
    places.set(source.id, read);
    return read;
  };

  /** Reads until the time is up or a batch is full; the worker's answer goes on with it. */
  const slice = () => {
    timer = null;
    const until = performance.now() + SLICE;
    const batch: PlaceText[] = [];
    let text = 0;
    for (const id of due) {
      due.delete(id);
      const source = here.get(id);
      if (source !== undefined) {
        const read = readNow(source);
        if (read.told === null || !isSame(read.told, read.place)) {
          const words = textOf(read.place);
          text += words.text.length + words.covered.length;
          batch.push(words);
        }
        read.told = read.place;
      }
      if (batch.length >= BATCH || text >= BATCH_TEXT || performance.now() > until) break;
    }
    if (batch.length > 0) post({ kind: "put", places: batch, gone: [] });
    else goOn();
  };

  const goOn = () => {
    if (due.size === 0) return tell();
    if (performance.now() - toldAt > TELL) tell();
    timer ??= setTimeout(slice);
  };

  const follow = (view: Searchable) => {
    latest = view;
    const next = new Map<string, Source>();
    for (const source of sourcesOf(view)) {
      next.set(source.id, source);
      if (places.get(source.id)?.of !== source.of) due.add(source.id);
    }
    here = next;
    const gone = [...places.keys()].filter((id) => !next.has(id));
    for (const id of gone) places.delete(id);
    if (gone.length > 0) {
      forgetWords();
      post({ kind: "put", places: [], gone });
    }
    if (due.size > 0 && underWay === 0) timer ??= setTimeout(slice);
  };

  const listen = ({ data }: { data: Answered }) => {
    if (data.kind === "put") {
      underWay -= 1;
      if (underWay === 0) goOn();
    } else if (data.turn === turn) {
      waiting?.(data.ids);
      waiting = null;
    }
  };

  return {
    read(view) {
      if (latest === view) return;
      if (worker === null) {
        worker = start();
        worker.addEventListener("message", (event) => listen(event as MessageEvent<Answered>));
      }
      follow(view);
    },
    keep(view) {
      if (worker !== null && view !== latest) follow(view);
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
    place(id) {
      const source = here.get(id);
      // One that was read before is shown as it stands now, whatever the index still says of it.
      return source !== undefined && places.has(id) ? readNow(source).place : undefined;
    },
    reading: () => (due.size === 0 ? null : { read: here.size - due.size, of: here.size }),
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
      [worker, latest, timer, waiting] = [null, null, null, null];
      here = new Map();
      places.clear();
      due.clear();
      underWay = 0;
      told.clear();
    },
  };
};
