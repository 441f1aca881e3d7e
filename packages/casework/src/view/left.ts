import type { ContactState } from "../fold/contact.ts";
import type { MemberId } from "../ids.ts";
import type { CaseView } from "../view.ts";
import type { Stage } from "../words.ts";
import type { Names } from "./person.ts";

/** Somebody is being moved. */
const ON_THE_WAY: ReadonlySet<Stage> = new Set<Stage>(["evacuating", "relocating"]);

const lastLeaving = ({
  closed,
  moves,
  stage,
}: ContactState): (Omit<NonNullable<CaseView["left"]>, "by"> & { by: MemberId }) | null => {
  if (closed !== null) return { how: "closed", by: closed.by, at: closed.at, reason: closed.note };
  const last = moves.at(-1);
  if (stage !== "withdrawn" || last?.to !== "withdrawn" || !ON_THE_WAY.has(last.from)) return null;
  return { how: "withdrawn", by: last.by, at: last.at, reason: last.reason };
};

/**
 * What a colleague alone has ended of this member's own: a stand-in hears nothing of what its owner did. What they have kept or
 * read themselves is no news. [P11]
 */
export const leftOf = (contact: ContactState, me: MemberId, names: Names): CaseView["left"] => {
  const { owner, standIn, leavingRead, closed } = contact;
  if (me !== owner && me !== standIn) return null;
  const left = lastLeaving(contact);
  if (left === null || left.by === me || left.by === owner) return null;
  if (closed?.kept?.by === me || leavingRead.some(({ by }) => by === me)) return null;
  return { ...left, by: names(left.by) };
};
