import type { Failed } from "../say/refusal.ts";

export type Written = { label: string; text: string };

/** What became of its deed. `asked`: closed by the member themself while it was under way. */
export type Fate = { kind: "not-begun" } | { kind: "under-way"; asked: boolean } | { kind: "refused"; failed: Failed };

export type SweptAway = {
  /** Of its deed: what the deed still has to say is said here. */
  key: object;
  /** null: no dialog, a deed whose button went with its row or its screen. */
  title: string | null;
  words: readonly Written[];
  fate: Fate;
};

/**
 * Dialogs that went from the page together with the row or the screen they stood in, which nobody asked for: a colleague's deed,
 * an hour that passed, one's own deed half way. Without this they would look exactly like those that closed because the thing
 * was done. In memory alone, as drafts are; locking destroys all of it.
 */
export type Swept = {
  /** While the page is being changed. Shown when that is through and nothing took its place. */
  away(one: SweptAway): void;
  /** A dialog came onto the page: in the same change, it took the place of the one that went. */
  stood(): void;
  /** Its deed, or one whose button went, has ended. null: done. */
  ended(key: object, failed: Failed | null): void;
  /** Whether one is kept whose deed has not been heard of. */
  awaits(key: object): boolean;
  close(key: object): void;
  /** The words go, what became of the deed stays: something was erased. */
  forgetWords(): void;
  /** For good: the desk is locked. */
  clear(): void;
  shown(): SweptAway | null;
  subscribe(told: () => void): () => void;
};

export const makeSwept = (): Swept => {
  let kept: readonly SweptAway[] = [];
  let leaving: readonly SweptAway[] = [];
  let isOver = false;
  const listeners = new Set<() => void>();
  const keep = (next: readonly SweptAway[]) => {
    kept = next;
    for (const told of listeners) told();
  };
  const find = (key: object) => [...kept, ...leaving].find((one) => one.key === key);
  return {
    away: (one) => {
      if (isOver) return;
      if (leaving.length === 0)
        queueMicrotask(() => {
          const gone = leaving;
          leaving = [];
          if (gone.length > 0) keep([...kept, ...gone]);
        });
      leaving = [...leaving, one];
    },
    stood: () => {
      leaving = [];
    },
    ended: (key, failed) => {
      if (isOver) return;
      const known = find(key);
      // Sent again by the hand: the status line says so, wherever the button has gone.
      if (known === undefined && (failed === null || failed.kind === "offline")) return;
      const words = known?.words ?? [];
      const rest = kept.filter((one) => one !== known);
      leaving = leaving.filter((one) => one !== known);
      if (failed === null) return keep(rest);
      const refused: SweptAway = { key, title: known?.title ?? null, words, fate: { kind: "refused", failed } };
      keep(
        known !== undefined && kept.includes(known)
          ? kept.map((one) => (one === known ? refused : one))
          : [...kept, refused],
      );
    },
    awaits: (key) => find(key)?.fate.kind === "under-way",
    close: (key) =>
      keep(
        kept.flatMap((one): SweptAway[] =>
          one.key !== key
            ? [one]
            : // Its deed may yet be refused, and then says of what.
              one.fate.kind === "under-way"
              ? [{ ...one, fate: { ...one.fate, asked: true } }]
              : [],
        ),
      ),
    forgetWords: () => {
      leaving = leaving.map((one) => ({ ...one, words: [] }));
      keep(kept.map((one) => ({ ...one, words: [] })));
    },
    clear: () => {
      isOver = true;
      leaving = [];
      keep([]);
    },
    shown: () => kept.find(({ fate }) => fate.kind !== "under-way" || !fate.asked) ?? null,
    subscribe: (told) => {
      listeners.add(told);
      return () => void listeners.delete(told);
    },
  };
};
