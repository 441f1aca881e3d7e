import { type CaseId, caseOf, type Write } from "@fairlead/casework";
import { makeEpochKey, newId, type StreamId } from "@fairlead/protocol";
import type { Held } from "./held.ts";
import type { StreamWrite } from "./writing.ts";

/**
 * For what may be the first of its kind in a case: the part that would be begun with it, in the same append, so that without a
 * network both wait, and a part never stands empty. For this member, the owner and the stand-in alone: nobody else learns of it
 * unless it is shared with them.
 *
 * `begun`: the writes of the command that was given `stream`. Two who begin at once: whoever came second is asked again, and goes
 * on in the first one's part, if they hold it.
 */
export function partToBegin(
  held: Held,
  theCase: CaseId,
): { stream: StreamId; begun(writes: readonly Write[]): StreamWrite[] } {
  const stream = newId<StreamId>(held.effects.random);
  const key = makeEpochKey(held.effects.random);
  return {
    stream,
    begun: (writes) => {
      const { owner = null, standIn = null } = caseOf(held.state, theCase)?.contact ?? {};
      const readers = [...new Set([held.keys.id, owner, standIn])].flatMap((id) => {
        const member = id === null ? undefined : held.roster.members.get(id);
        return member?.standing === "active" ? [member] : [];
      });
      const begins = { key, readers, link: false, keeping: "perishable" as const };
      return writes.map((write) => (write.stream === stream ? { ...write, begins } : write));
    },
  };
}
