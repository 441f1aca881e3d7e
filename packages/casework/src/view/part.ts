import type { ContactState } from "../fold/contact.ts";
import { casesOf, hasLoneParts, resourcesOf, type State } from "../fold/state.ts";
import type { StreamId } from "../ids.ts";
import { moneyViews } from "../money/view.ts";
import type { Outside, SpineReaders } from "../outside.ts";
import { pictureHeld } from "../photo/fold.ts";
import { photoViews } from "../photo/view.ts";
import { applicationViews } from "../relocation/view.ts";
import { pictureStopped } from "../rule/consent.ts";
import type { PartView } from "../view.ts";
import type { CasePart } from "../words.ts";
import { partFacts } from "./facts.ts";
import { type Names, namesIn, noteView } from "./person.ts";

export const partView = (
  state: State,
  { part, stream }: { part: CasePart; stream: StreamId },
  outside: Outside,
  names: Names,
  spine: Pick<ContactState, "lent" | "consent"> | null = null,
): PartView => {
  const lent = spine?.lent ?? [];
  const content = state.streams.get(stream)?.content;
  const held = content?.is === "part" ? content.part : null;
  // A threat that stands in no line of its own: what an old list said of it, which nobody may lose sight of.
  const noted = content?.is === "threat" ? content.threat.notes : (held?.notes ?? []);
  return {
    part,
    stream,
    readers: (outside.readers.get(stream) ?? []).map(({ member, from }) => ({
      ...names(member),
      from,
      until: lent.find((one) => one.part === part && one.member === member)?.until ?? null,
    })),
    title: held?.title ?? "",
    notes: noted.map((note) => noteView(note, names)).toReversed(),
    ...partFacts(held, names),
    money: moneyViews(held, resourcesOf(state), names),
    photos: photoViews(held, names, (photo) =>
      // Whoever holds nothing else of the case reads no consent of it, and what the part was told.
      spine !== null
        ? pictureStopped(spine.consent, photo, outside.now)
        : held === null
          ? null
          : pictureHeld(held, photo),
    ),
    applications: applicationViews(held, names, spine?.consent.records ?? null, outside.now),
    held: held?.held ? { by: names(held.held.by), at: held.held.at } : null,
  };
};

export const spineReaders = ({ parts }: { parts: readonly Pick<PartView, "part" | "readers">[] }): SpineReaders =>
  parts.find(({ part }) => part === "contact")?.readers ?? [];

/**
 * Compartments of cases of which this member holds nothing more: a doctor opens what is noted for the doctor, and learns
 * neither alias nor stage, nor that there are other parts. [P3]
 */
export const partViews = (state: State, outside: Outside): PartView[] => {
  const names = namesIn(state, outside);
  if (!hasLoneParts(state)) return [];
  const seen = new Set(casesOf(state).map((known) => known.case));
  return [...state.streams.values()]
    .flatMap(({ stream, begun }) => {
      const compartment = begun?.compartment;
      if (compartment?.about !== "case" || seen.has(compartment.case)) return [];
      return [partView(state, { part: compartment.part, stream }, outside, names)];
    })
    .toSorted((a, b) => a.title.localeCompare(b.title) || (a.stream < b.stream ? -1 : 1));
};
