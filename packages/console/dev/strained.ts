/** An invented case that bears too much: read by sixty, with a note as long as a book, and a part that has just stopped. Not shipped. */
import type { MemberId, PersonView } from "@fairlead/casework";
import type { View } from "@fairlead/client";

/** Fifty thousand letters, without one that ends a line. */
const BOOK = "What the invented aunt said, and said again, of the mill and of the road. ".repeat(680).slice(0, 50_000);

/** On the first case of the list, and its part *threat*. */
export const strainedDesk = (view: View): View => {
  const [first, ...others] = view.cases;
  const threat = first?.parts.find(({ part }) => part === "threat");
  if (first === undefined || threat === undefined) return view;
  const me = view.people.find((one) => one.me) as PersonView;
  const crowd = Array.from({ length: 59 }, (_, at) => ({
    ...{ id: at.toString(16).padStart(32, "0") as MemberId, handle: `Invented ${at + 2}`, me: false },
    ...{ from: null, until: null },
  }));
  const readers = [{ ...me, from: null, until: null }, ...crowd];
  const parts = first.parts.map((part) => (part.part === "contact" ? { ...part, readers } : part));
  const note = { at: view.now - 3_600_000, by: me, what: { kind: "note" as const, text: BOOK } };
  const halt = { stream: threat.stream, about: "case threat", code: "FL_COMMIT_CHAIN", safe: "read-until" } as const;
  return {
    ...view,
    cases: [{ ...first, parts, timeline: [note, ...first.timeline] }, ...others],
    status: { ...view.status, halted: [halt] },
  };
};
