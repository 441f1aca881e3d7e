import type { Signals } from "../fold/signals.ts";
import { commonsOf, type State } from "../fold/state.ts";
import type { MemberId } from "../ids.ts";
import type { Outside } from "../outside.ts";
import type { SaidUrgency } from "../queue.ts";
import { askAgainAt } from "../queue.ts";
import { readable } from "../readable.ts";
import type { NoteView, PersonRef, SignalsView, UrgencyView } from "../view.ts";
import type { Role } from "../words.ts";

/** How a view says who: the handle from the commons, and whether it is the reader. */
export type Names = (member: MemberId) => PersonRef;

const readableHandle = (handle: string | undefined): string | null => (handle === undefined ? null : readable(handle));

export const namesIn = (state: State, outside: Pick<Outside, "me">): Names => {
  const { handles } = commonsOf(state);
  return (id) => ({ id, handle: readableHandle(handles.get(id)), me: id === outside.me });
};

/** The reader's role; null for someone the roster does not know as active: may nothing. */
export const myRole = (outside: Outside): Role | null =>
  outside.members.find((member) => member.id === outside.me && member.standing === "active")?.role ?? null;

export const noteView = (note: { text: string; by: MemberId; at: number }, names: Names): NoteView => ({
  at: note.at,
  by: names(note.by),
  text: note.text,
});

export const signalViews = (signals: Signals, names: Names): SignalsView[] =>
  signals.map(({ by, carriedBy, ...agreed }) => ({
    ...agreed,
    by: names(by),
    carriedBy: carriedBy === null ? null : names(carriedBy),
  }));

export const urgencyView = (said: SaidUrgency, names: Names, now: number): UrgencyView => {
  const again = askAgainAt(said);
  return {
    level: said.level,
    saidBy: said.saidBy.kind === "member" ? { kind: "member", person: names(said.saidBy.member) } : said.saidBy,
    at: said.at,
    reason: said.reason,
    askAgainAt: again,
    aged: again !== null && again <= now,
  };
};
