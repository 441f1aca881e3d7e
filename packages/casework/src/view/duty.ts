import { DAY, HOUR } from "../day.ts";
import { gapsIn } from "../duty/spans.ts";
import type { IntakeState, ThreadState } from "../fold/intake.ts";
import { caseOf, intakeOf, type State } from "../fold/state.ts";
import type { CaseId, MailboxId, MemberId } from "../ids.ts";
import { saysDanger } from "../letter.ts";
import type { Outside, RowSeen } from "../outside.ts";
import { readable } from "../readable.ts";
import { mayWrite } from "../rule/right.ts";
import type { DutyView, LoadView, ShiftView, ThreadView } from "../view.ts";
import { type Names, namesIn } from "./person.ts";
import { watchOf } from "./thread.ts";

const LOOK_AHEAD = 24 * HOUR;

/** Who is on now and who follows, where nobody is, whether somebody is being called just now. */
export const dutyView = (state: State, outside: Outside, threads: readonly ThreadView[]): DutyView => {
  const intake = intakeOf(state);
  const { limits, shifts, bells, had } = intake.duty;
  const names = namesIn(state, outside);
  const { now, me } = outside;
  const active = new Set(outside.members.filter(({ standing }) => standing === "active").map(({ id }) => id));
  const planned = [...shifts.values()]
    .filter(({ until, member }) => until > now && active.has(member))
    .toSorted((a, b) => a.from - b.from || a.until - b.until)
    .map(
      (one): ShiftView => ({
        ...one,
        person: names(one.member),
        on: one.from <= now,
        bell: bells.has(one.member),
      }),
    );
  const escalated = threads.filter((thread) => thread.escalated !== null);
  const cases = casesRinging(intake, outside);
  const since = [...escalated.map((thread) => thread.escalated?.since ?? now), ...cases.map((one) => one.since)];
  const mine = bells.get(me);
  let load: LoadView[] | null = null;
  return {
    limits,
    on: planned.filter(({ on }) => on),
    next: planned.filter(({ on, from }) => !on && from < now + LOOK_AHEAD),
    planned,
    gaps: gapsIn(planned, { from: now, until: now + LOOK_AHEAD }).map(({ from, until }) => ({
      from,
      until: until ?? now + LOOK_AHEAD,
    })),
    callable: [...bells]
      .filter(([member]) => active.has(member))
      .map(([member, { standBy }]) => ({ person: names(member), standBy })),
    bell: mine === undefined ? null : { ...mine },
    ringing:
      since.length === 0
        ? null
        : {
            since: Math.min(...since),
            threads: escalated.length,
            cases: cases.map(({ had: _, by, alias, ...one }) => ({
              ...one,
              alias: caseOf(state, one.case) === null ? null : readable(alias),
              takenBy: names(by),
            })),
            // Words from before it rang are about something else.
            had:
              had !== null && escalated.every((thread) => thread.escalated?.had) && cases.every((one) => one.had)
                ? { by: names(had.by), at: had.at }
                : null,
          },
    // It looks through all threads, for one page.
    get load() {
      load ??= loadView(intake, outside, names);
      return load;
    },
  };
};

/** Each case once, whichever of its mailboxes waits longest. */
const casesRinging = ({ threads }: IntakeState, { watches, now }: Outside) => {
  const found = new Map<CaseId, { case: CaseId; alias: string; by: MemberId; since: number; had: boolean }>();
  for (const [mailbox, watch] of watches ?? []) {
    const into = threads.get(mailbox)?.takenInto ?? null;
    const { escalated } = watchOf(watch, true, now);
    if (into === null || escalated === null) continue;
    const known = found.get(into.case);
    if (known !== undefined && known.since <= escalated.since) continue;
    found.set(into.case, { case: into.case, alias: into.alias, by: into.by, ...escalated });
  }
  return [...found.values()].toSorted((a, b) => a.since - b.since);
};

/** What each member of the intake has carried, from the record: so that nights can be shared fairly. By name, not by rank. */
const loadView = (intake: IntakeState, outside: Outside, names: Names): LoadView[] => {
  const span = (days: number) => ({ from: outside.now - days * DAY, until: outside.now });
  const spans = { week: span(7), month: span(30) };
  const answered = answeredBy(intake, outside, spans.month.from);
  const carried = (member: MemberId, { from, until }: (typeof spans)["week"]) => {
    const mine = (answered.get(member) ?? []).filter((one) => one.at > from);
    const shifts = [...intake.duty.shifts.values()]
      .filter((shift) => shift.member === member && shift.until > from && shift.from < until)
      .map((shift) => ({ from: Math.max(from, shift.from), until: Math.min(until, shift.until) }));
    const now = new Set(mine.flatMap((one) => (one.now ? one.mailbox : [])));
    return { answered: new Set(mine.map(({ mailbox }) => mailbox)).size, now: now.size, shifts };
  };
  return outside.members
    .filter(({ role, standing }) => standing === "active" && mayWrite(role, "claimThread"))
    .map(({ id }) => ({ person: names(id), week: carried(id, spans.week), month: carried(id, spans.month) }))
    .toSorted((a, b) => (a.person.handle ?? a.person.id).localeCompare(b.person.handle ?? b.person.id));
};

type Answered = { mailbox: MailboxId; at: number; now: boolean };

/** Every answer since, by who gave it: one walk over the threads, however many members there are. */
const answeredBy = ({ threads }: IntakeState, outside: Outside, from: number): Map<MemberId, Answered[]> => {
  const rows = new Map(outside.threads.map((thread) => [thread.mailbox, thread.rows]));
  const found = new Map<MemberId, Answered[]>();
  for (const thread of threads.values())
    for (const answer of thread.answers) {
      const { by, at } = answer;
      if (at <= from || at > outside.now) continue;
      const mine = found.get(by) ?? [];
      const { mailbox } = thread;
      mine.push({ mailbox, at, now: wasNow(thread, rows.get(mailbox) ?? [], answer) });
      found.set(by, mine);
    }
  return found;
};

/** Whether what he answered was a call for help at once: by the caller's words, or as a member had set it. */
const wasNow = (thread: ThreadState, rows: readonly RowSeen[], { seen, at }: { seen: number; at: number }): boolean =>
  (thread.urgency?.urgency === "now" && thread.urgency.at <= at) ||
  rows.some(
    ({ direction, seq, letter }) =>
      direction === "to-team" && seq <= seen && letter !== null && saysDanger(letter, thread.signals),
  );
