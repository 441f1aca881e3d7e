import type { AccessLog, AccessView, CaseView, Look, PersonView } from "@fairlead/casework";
import type { View } from "@fairlead/client";

const HOUR = 3_600_000;

/** Invented lines: what this member's console showed in the last days. */
const looksOf = (cases: readonly CaseView[], now: number, every: number): Look[] =>
  cases.slice(0, 9).flatMap((one, index) =>
    one.parts.slice(0, 2).map(({ stream, part }, of): Look => {
      const hour = Math.floor(now / HOUR) - (9 - index) * every - of;
      const late = index === 3 ? 40 : 0;
      const how = part === "identity" && index % 3 === 0 ? "names" : "screen";
      return { hour, stream, case: one.case, part, how, written: (hour + late) * HOUR };
    }),
  );

const logOf = (person: PersonView, looks: Look[], now: number, gap: AccessLog["gap"] = null): AccessLog => ({
  person: { id: person.id, handle: person.handle, me: person.me },
  role: person.role,
  standing: person.standing,
  since: gap === "no-log" ? null : now - 40 * 24 * HOUR,
  last: gap === null ? Math.floor(now / HOUR) - 3 : (looks.at(-1)?.hour ?? null),
  beat: Math.floor(now / HOUR) - 3,
  gap,
  looks,
});

export const ownAccess = (people: readonly PersonView[], cases: readonly CaseView[], now: number): AccessView => {
  const me = people.find((one) => one.me);
  const auditor = people.find((one) => !one.me);
  return {
    own: me === undefined ? null : logOf(me, looksOf(cases, now, 7), now),
    readers: auditor === undefined ? [] : [{ id: auditor.id, handle: "Quarry", me: false }],
    logs: null,
  };
};

/** Holds no case; reads everybody's log. One console says nothing since, one keeps no log. */
export const auditorsDesk = (view: View): View => ({
  ...view,
  me: { ...view.me, role: "auditor" },
  cases: [],
  parts: [],
  access: {
    own: null,
    readers: [],
    logs: view.people
      .filter((one) => !one.me && one.standing === "active")
      .map((one, index) =>
        logOf(
          one,
          index === 2 ? [] : looksOf(view.cases, view.now, 5 + index * 4),
          view.now,
          index === 1 ? "silent" : index === 2 ? "no-log" : null,
        ),
      ),
  },
});
