import type { CaseView, PersonRef, TimelineEvent } from "../view.ts";

/** To look at a name, and for its importer to withdraw what is to be closed, is no work on it. */
const isNone = ({ what, by }: TimelineEvent, importer: PersonRef): boolean =>
  what.kind === "revealed" || (what.kind === "stage" && what.to === "withdrawn" && by?.id === importer.id);

/**
 * Whether anything stands in a case that did not come with it from its file: somebody relies on it by now, and it is not closed
 * with all the others in one press. All that came from the file was written at one moment by one hand.
 */
export const isWorkedIn = ({ imported, mailboxes, timeline, parts, uses }: CaseView): boolean => {
  if (imported === null) return true;
  const isLater = ({ at, by }: Pick<TimelineEvent, "at" | "by">): boolean =>
    at !== imported.at || by?.id !== imported.by.id;
  return (
    mailboxes.length + uses.length > 0 ||
    timeline.some((event) => isLater(event) && !isNone(event, imported.by)) ||
    parts.some(({ facts, notes, photos }) => photos.length > 0 || [...facts, ...notes].some(isLater))
  );
};
