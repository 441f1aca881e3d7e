import { type BoardMatch, type MatchedWith, matchBoard, type Readable } from "@fairlead/casework";

/** Longest that the screen is kept from answering a key, in ms. */
const SLICE = 12;

export type Found = { matches: BoardMatch[]; more: number };

export type Matching = {
  /** Take in what this member can read now. Returns at once; `subscribe` tells when it is done. */
  read(readable: Readable): void;
  /** null: not looked through yet. */
  found(subject: MatchedWith): Found | null;
  subscribe(told: () => void): () => void;
  /** Changes with everything that was read to its end. */
  version(): number;
  forget(): void;
};

/**
 * Who may be whom, in this page's memory: begun when a board is first looked at, in slices between which the screen
 * breathes, dropped by locking. Nothing of it is stored, and nothing of it is asked of the server.
 */
export const makeMatching = (): Matching => {
  const told = new Set<() => void>();
  let board = matchBoard();
  let readable: Readable | null = null;
  let work: Generator<void> | null = null;
  let version = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const slice = () => {
    timer = null;
    const until = performance.now() + SLICE;
    while (work !== null && performance.now() < until) if (work.next().done) work = null;
    if (work !== null) timer = setTimeout(slice);
    else {
      version += 1;
      for (const tell of told) tell();
    }
  };

  return {
    read(now) {
      if (readable === now) return;
      readable = now;
      work = board.refresh(now);
      timer ??= setTimeout(slice);
    },
    found: (subject) => (readable === null || version === 0 ? null : board.matchesOf(subject, readable)),
    subscribe(tell) {
      told.add(tell);
      return () => told.delete(tell);
    },
    version: () => version,
    forget() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      work = null;
      readable = null;
      version = 0;
      board = matchBoard();
    },
  };
};
