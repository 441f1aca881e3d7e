import { type FactView, PAPER_KINDS, PHOTO_SHOWS, type PhotoShows } from "@fairlead/casework";

/** What a picture is said to show. */
export type Subject = { shows: PhotoShows; paper: string };

export const PERSON: Subject = { shows: "person", paper: "" };

const isPaper = (shows: PhotoShows): boolean => PAPER_KINDS.some((kind) => kind === shows);

/**
 * What can be chosen, the person first, and where in it what was chosen stands.
 *
 * @param papers null while they are covered. That may come to be while somebody chooses: what they chose stays chosen, or
 * the picture of one paper would be kept as another's.
 */
export const subjectsFor = (
  subject: Subject,
  papers: Pick<FactView, "value"> | null,
): { subjects: Subject[]; chosen: number } => {
  const known = papers?.value?.kind === "papers" ? papers.value.papers : [];
  const numbered = known.map(({ kind, number }): Subject => ({ shows: kind, paper: number }));
  const kinds = PHOTO_SHOWS.filter((shows) => isPaper(shows) && !numbered.some((one) => one.shows === shows));
  const subjects = [PERSON, ...numbered, ...kinds.map((shows): Subject => ({ shows, paper: "" }))];
  const chosen = subjects.findIndex(({ shows, paper }) => shows === subject.shows && paper === subject.paper);
  return chosen >= 0 ? { subjects, chosen } : { subjects: [...subjects, subject], chosen: subjects.length };
};
