import { intakeOf, refusedOf, type State } from "../fold/state.ts";
import type { MailboxId } from "../ids.ts";
import type { Outside } from "../outside.ts";
import type { PersonRef } from "../view.ts";
import { namesIn } from "./person.ts";

/** A member wrote that `from` goes on in `mailbox`, and the old words do not stand behind it. Nobody followed. [HO1] */
export type UnprovenView = { mailbox: MailboxId; from: MailboxId; by: PersonRef; at: number };

/**
 * One for each mailbox that a member named, however often. Not where the same has been proven since: then an older client
 * was at work. Nor of one who has been removed: about him the organisation has decided.
 */
export const unprovenViews = (state: State, outside: Outside): UnprovenView[] => {
  const names = namesIn(state, outside);
  const { threads } = intakeOf(state);
  const gone = new Set(outside.members.flatMap(({ id, standing }) => (standing === "removed" ? [id] : [])));
  const found = new Map<string, UnprovenView>();
  for (const { author, at, refusal } of refusedOf(state)) {
    if (refusal.kind !== "not-proven" || gone.has(author)) continue;
    const { mailbox, from } = refusal;
    const thread = threads.get(mailbox);
    if (thread?.continues === from || thread?.claimsToContinue === from) continue;
    const key = `${author} ${mailbox} ${from}`;
    if (!found.has(key)) found.set(key, { mailbox, from, by: names(author), at });
  }
  return [...found.values()];
};
