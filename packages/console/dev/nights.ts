/** An invented night on which nobody claimed, with a rota, bells and loads. Not shipped. */
import type { CaseId, DutyView, ShiftView } from "@fairlead/casework";
import type { Bell, View } from "@fairlead/client";

const HOUR = 3_600_000;
/** One that is not in the reader's hands. */
const NOBODYS = "0c".repeat(16) as CaseId;

const MINUTE = 60_000;

export const nightDesk = (view: View, had: boolean): View => {
  const people = view.people.filter(({ handle }) => ["Wren", "Heron", "Plover"].includes(handle ?? ""));
  const hour = Math.floor(view.now / HOUR) * HOUR;
  const shifts = people.map((person, index): ShiftView => {
    const from = hour + (index * 9 - 2) * HOUR;
    return { shift: person.id, person, from, until: from + 8 * HOUR, on: index === 0, bell: index !== 1 };
  });
  const since = view.now - 7 * MINUTE - 12_000;
  const [thread, ...threads] = view.queue.threads.map((one, index) =>
    index < 2 ? { ...one, escalated: { since, had } } : one,
  );
  const other = people.find(({ me }) => !me);
  const me = { id: view.me.id, handle: view.me.handle, me: true };
  const duty: DutyView = {
    limits: { claimMinutes: 30, nowMinutes: 10, standByMinutes: 15 },
    on: shifts.slice(0, 1),
    next: shifts.slice(1),
    planned: shifts,
    gaps: shifts.map(({ until }) => ({ from: until, until: until + HOUR })),
    callable: people.map((person, index) => ({ person, standBy: index === 2 })),
    bell: { token: "aa", standBy: true },
    ringing: {
      since,
      threads: 2,
      cases: [
        {
          case: view.cases[0]?.case ?? NOBODYS,
          alias: view.cases[0]?.alias ?? "Blue door",
          takenBy: other ?? me,
          since,
        },
        { case: NOBODYS, alias: null, takenBy: other ?? me, since: since - HOUR },
      ],
      had: had && other !== undefined ? { by: other, at: view.now - 2 * MINUTE } : null,
    },
    load: people.map((person, index) => ({
      person,
      week: { answered: 4 + index, now: index, shifts: [{ from: hour - 30 * HOUR, until: hour - 20 * HOUR }] },
      month: { answered: 21 - index, now: 3, shifts: [{ from: hour - 130 * HOUR, until: hour - 70 * HOUR }] },
    })),
  };
  const team = {
    ...view.team,
    unseen: 3,
    lines: view.team.lines.map((line, index) => {
      const load = duty.load.find(({ person }) => person.id === line.person.id);
      return load === undefined ? line : { ...line, load, exposure: 23 - index, onDutyFor: (11 - index) * HOUR };
    }),
  };
  const overdue = view.today.overdue.map((one, index) =>
    had && index === 0 && other !== undefined
      ? {
          ...one,
          state: "acknowledged" as const,
          acknowledged: { by: other, at: view.now - MINUTE, note: "Invented." },
        }
      : one,
  );
  return {
    ...view,
    duty,
    team,
    today: { ...view.today, overdue },
    queue: { ...view.queue, threads: thread === undefined ? [] : [thread, ...threads] },
  };
};

export const bellsTonight = (now: number): { kinds: Bell["kind"][]; bells: Bell[] } => {
  const minute = Math.floor(now / MINUTE);
  const bell = { every: 5, most: 12, failed: null };
  return {
    kinds: ["ntfy", "mail"],
    bells: [
      { ...bell, bell: "1", kind: "ntfy", address: "https://ntfy.example/kettle-4f0c9a7d21e8", rung: minute - 4 },
      { ...bell, bell: "2", kind: "mail", address: "invented@example.org", rung: null, failed: minute - 2 },
    ],
  };
};
