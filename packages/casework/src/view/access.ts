import { HOUR } from "../day.ts";
import type { AccessState, Look } from "../fold/access.ts";
import { type State, streamsOf } from "../fold/state.ts";
import type { MemberId } from "../ids.ts";
import type { MemberSeen, Outside } from "../outside.ts";
import type { PersonRef } from "../view.ts";
import type { Role } from "../words.ts";
import { namesIn } from "./person.ts";

/**
 * Where a log does not fit what else is known of its member's console. `no-log`: it was unlocked, and no log was ever
 * begun, or none was given to who asks. `silent`: it was unlocked later than the last hour in its log. Either is an old
 * or a changed client, or one whose words are still on their way.
 */
export type AccessGap = "no-log" | "silent";

export type AccessLog = {
  person: PersonRef;
  role: Role;
  standing: MemberSeen["standing"];
  /** ms at which it was begun; null where there is none. */
  since: number | null;
  /** The last hour of which it says anything. */
  last: number | null;
  /** Hour of this member's newest signed note of what they were shown: their console was open then. [ST4] */
  beat: number | null;
  gap: AccessGap | null;
  /** Shared with the folded state, oldest first: a log of years is not copied at every change. No text in it. */
  looks: readonly Look[];
};

export type AccessView = {
  /** Of whoever looks; null for an auditor, whose console writes nothing. */
  own: AccessLog | null;
  /** Who else reads that one. */
  readers: PersonRef[];
  /** Everybody's, for auditors; else null. Compartments of cases stand here by their ids alone. */
  logs: AccessLog[] | null;
};

type Begun = { state: AccessState; at: number };

/** One member may have two: begun from two devices at once, or anew under another role. */
const logsBy = (state: State): Map<MemberId, Begun[]> => {
  const logs = new Map<MemberId, Begun[]>();
  for (const { content, begun } of streamsOf(state, "access"))
    if (content.is === "access") {
      const { access } = content;
      logs.set(access.of, [...(logs.get(access.of) ?? []), { state: access, at: begun?.at ?? 0 }]);
    }
  return logs;
};

const gapOf = (
  { since, last, beat }: Pick<AccessLog, "since" | "last" | "beat">,
  standing: MemberSeen["standing"],
  { now, asksSince = 0 }: Outside,
): AccessGap | null => {
  // Their console has this hour and the next to say so.
  if (beat === null || standing !== "active" || beat + 1 >= Math.floor(now / HOUR)) return null;
  // Whoever has not unlocked since there was somebody to give it to could not have given it.
  if (since === null) return beat > asksSince ? "no-log" : null;
  return beat > (last ?? 0) ? "silent" : null;
};

/** What members' consoles say they have shown: one's own, and for auditors everybody's. */
export const accessView = (state: State, outside: Outside): AccessView => {
  const names = namesIn(state, outside);
  const logs = logsBy(state);
  const logOf = ({ id, role, standing }: MemberSeen): AccessLog => {
    const begun = logs.get(id) ?? [];
    const [only] = begun;
    const looks =
      begun.length === 1 && only !== undefined
        ? only.state.looks
        : begun.flatMap((one) => one.state.looks).toSorted((a, b) => a.written - b.written);
    const hours = begun.flatMap((one) => [one.state.desks.at(-1) ?? 0, one.state.looks.at(-1)?.hour ?? 0]);
    const last = Math.max(0, ...hours);
    const known = {
      since: only === undefined ? null : Math.min(...begun.map(({ at }) => at)),
      last: last === 0 ? null : last,
      beat: outside.beats?.get(id) ?? null,
    };
    return { person: names(id), role, standing, ...known, gap: gapOf(known, standing, outside), looks };
  };
  const me = outside.members.find(({ id }) => id === outside.me);
  const auditor = me?.role === "auditor" && me.standing === "active";
  const mine = streamsOf(state, "access").filter(
    ({ content }) => content.is === "access" && content.access.of === me?.id,
  );
  const readers = new Set(
    mine.flatMap(({ stream }) => (outside.readers.get(stream) ?? []).map(({ member }) => member)),
  );
  readers.delete(outside.me);
  return {
    own: me === undefined || auditor ? null : logOf(me),
    readers: [...readers].map(names),
    logs: auditor
      ? outside.members
          .filter((member) => member.role !== "auditor" || logs.has(member.id))
          .filter(({ id, standing }) => standing === "active" || logs.has(id))
          .map(logOf)
      : null,
  };
};
