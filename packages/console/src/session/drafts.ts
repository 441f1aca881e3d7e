/**
 * What was typed and not yet sealed, by thread or case. Lives as long as the desk is unlocked and nowhere but in
 * memory: switching threads or a failed send loses nothing, locking destroys all of it.
 */
export type Draft = {
  text: string;
  standing: number | null;
  checkIn: number | null;
  kept: string[];
  /** The very words that someone allowed although they would tell of a person; null: none. */
  dared: string | null;
};

export const EMPTY_DRAFT: Draft = { text: "", standing: null, checkIn: null, kept: [], dared: null };

export type Drafts = {
  read(place: string): Draft;
  write(place: string, draft: Draft): void;
  /** What was typed for this one goes, also from what is shown: it was erased. */
  forget(place: string): void;
  clear(): void;
};

export const makeDrafts = (): Drafts => {
  const drafts = new Map<string, Draft>();
  return {
    read: (place) => drafts.get(place) ?? EMPTY_DRAFT,
    write: (place, draft) => {
      if (draft.text === "") drafts.delete(place);
      else drafts.set(place, draft);
    },
    forget: (place) => void drafts.delete(place),
    clear: () => drafts.clear(),
  };
};
