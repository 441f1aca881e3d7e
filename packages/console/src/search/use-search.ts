import { askedWords, type CaseView, type Explained, explain, type Place } from "@fairlead/casework";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { type Session, useSession, useView } from "../session/session.tsx";
import { type Asked, fits, isAny, NOTHING } from "./filter.ts";

/** `explained` null: nothing was typed, and the filters alone found it. `of`: the case that the place is. */
export type Result = { place: Place; of: CaseView | undefined; explained: Explained | null };
/** `results` null: not looked up yet. `of`: how many there are, shown or not. `typed`: what they answer, maybe the key before. */
type Results = {
  results: Result[] | null;
  of: number;
  typed: string;
  reading: { read: number; of: number } | null;
};

/** How much of each place is told. */
const TOLD = 2;
const KINDS = ["case", "thread", "part", "interpreting", "thing", "known"] as const;
const rank = ({ ref, closed }: Place): number => KINDS.indexOf(ref.kind) * 2 + (closed ? 1 : 0);

/** Follows what can be read for as long as the screen that searches is open. */
export const useSearch = ({ typed, filter }: Asked, most: number): Results => {
  const view = useView();
  const { search } = useSession();
  useEffect(() => search.read(view), [search, view]);
  const version = useSyncExternalStore(search.subscribe, search.version);
  const [found, setFound] = useState<{ typed: string; ids: string[] } | null>(null);
  const words = useMemo(() => askedWords(typed), [typed]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked up anew when more was read
  useEffect(() => {
    let here = true;
    if (words.length > 0)
      void search.find(typed).then((ids) => {
        if (here && ids !== null) setFound({ typed, ids });
      });
    return () => {
      here = false;
    };
  }, [search, version, typed, words]);
  const cases = useMemo(() => new Map(view.cases.map((one) => [`case ${one.case}`, one])), [view.cases]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: places change with the version
  return useMemo(() => {
    const isWanted = (id: string) => {
      const one = cases.get(id);
      return one === undefined ? !id.startsWith("case ") && isAny(filter) : fits(one, filter);
    };
    const reading = search.reading();
    if (words.length === 0) {
      const ids = isAny(filter) ? [] : [...cases.keys()].filter(isWanted);
      const places = ids.flatMap((id) => search.place(id) ?? []);
      return {
        results: places.slice(0, most).map((place) => ({ place, of: cases.get(place.id), explained: null })),
        of: places.length,
        typed,
        reading,
      };
    }
    // What the last key found stays until this one's is there: a list that empties at every key cannot be read.
    if (found === null) return { results: null, of: 0, typed: "", reading };
    const places = found.ids
      .filter(isWanted)
      .flatMap((id) => search.place(id) ?? [])
      .toSorted((a, b) => rank(a) - rank(b));
    const asked = askedWords(found.typed);
    const results = places.slice(0, most).flatMap((place): Result[] => {
      const explained = explain(piecesOf(place), asked, TOLD);
      return explained === null ? [] : [{ place, of: cases.get(place.id), explained }];
    });
    const of = results.length < Math.min(most, places.length) ? results.length : places.length;
    return { results, of, typed: found.typed, reading };
  }, [search, cases, version, found, typed, words, filter, most]);
};

/** Its name answers too. */
const piecesOf = ({ name, pieces }: Place): Place["pieces"] =>
  name === ""
    ? pieces
    : [{ kind: "alias", part: null, by: null, at: null, text: name, line: null, covered: false }, ...pieces];

const asked = new WeakMap<Session, Asked>();

/** What was asked survives going to a case and back, and ends with the session. */
export const useAsked = (): [Asked, (next: Asked) => void] => {
  const session = useSession();
  const [state, setState] = useState<Asked>(() => asked.get(session) ?? NOTHING);
  return [
    state,
    (next) => {
      asked.set(session, next);
      setState(next);
    },
  ];
};

/** For who asks elsewhere, and goes to the page with it. */
export const rememberAsked = (session: Session, next: Asked): void => {
  asked.set(session, next);
};
