/**
 * The desk on the night of a surge: thousands of threads, and one more letter whenever the page is told so (the event
 * `one-more-letter` on the window). What is put aside is really folded. Not shipped.
 */
import {
  type Entry,
  foldEntries,
  HOUR,
  type Operation,
  type Outside,
  putAside,
  queueView,
  type RowSeen,
  type State,
  type StreamId,
  streamOf,
  surge,
  type ThreadSeen,
  threadReader,
  todayView,
} from "@fairlead/casework";
import type { Actions, Hand, View } from "@fairlead/client";

const MAILBOX_DIGITS = 64;
const mailboxOf = (caller: number) =>
  // Spread, so that the names of threads differ.
  ((caller + 1) * 2_654_435_761)
    .toString(16)
    .slice(-8)
    .padStart(8, "0")
    .repeat(MAILBOX_DIGITS / 8) as ThreadSeen["mailbox"];

const threadsOf = (now: number, count: number, desk: StreamId): Map<number, ThreadSeen> => {
  const threads = new Map<number, ThreadSeen>();
  const { letters } = surge(2017, { threads: count, from: now - 12 * HOUR, hours: 12 });
  for (const { caller, seq, at, phone, language, text, answers, tap, onArrival } of letters) {
    if (at > now) continue;
    const before = threads.get(caller);
    const row: RowSeen = {
      seq,
      hash: `${caller}/${seq}` as RowSeen["hash"],
      direction: "to-team",
      hour: Math.floor(at / HOUR),
      onArrival,
      expiredCard: false,
      letter: { language, text, answers, tap, at: phone },
    };
    const rows = [...(before?.rows ?? []), row];
    threads.set(caller, { mailbox: mailboxOf(caller), desk, unread: 0, rows });
  }
  return threads;
};

export const surgeHand = (base: Hand, from: { state: State; outside: Outside; threads: number }): Hand => {
  const intake = streamOf(from.state, "intake");
  if (intake === null) return base;
  let { state } = from;
  const seen = threadsOf(from.outside.now, from.threads, intake);
  const started = Date.now();
  const read = threadReader();
  const told = base.view();
  const listeners = new Set<() => void>();
  const outside = (): Outside => ({
    ...from.outside,
    now: from.outside.now + Date.now() - started,
    threads: [...seen.values()],
  });
  const look = (): View => {
    const now = outside();
    const threads = read(state, now);
    const queue = queueView(state, now, threads);
    return { ...told, now: now.now, threads, queue, today: todayView(state, now, told.cases, queue) };
  };
  let view = look();
  const changed = (): void => {
    const began = performance.now();
    view = look();
    // For whoever measures: how long a new view takes, without drawing it.
    performance.measure("view", { start: began, end: performance.now() });
    for (const listener of listeners) listener();
  };
  const write = (operations: readonly Operation[]): void => {
    const seq = (state.streams.get(intake)?.seq ?? -1) + 1;
    const by = { author: from.outside.me, role: "operator" as const, at: outside().now };
    state = foldEntries(
      state,
      operations.map((operation): Entry => ({ stream: intake, seq, ...by, operation })),
    );
    changed();
  };
  let caller = from.threads;
  window.addEventListener("one-more-letter", ({ detail }: CustomEventInit<{ danger: boolean; text: string }>) => {
    const { now } = outside();
    const letter = {
      language: "en",
      text: detail?.text ?? "One more.",
      answers: detail?.danger ? { danger: "now" as const } : {},
      tap: "none" as const,
      at: now,
    };
    const hash = `${caller}/1` as RowSeen["hash"];
    const at = { seq: 1, hash, hour: Math.floor(now / HOUR) };
    const row: RowSeen = { ...at, direction: "to-team", onArrival: false, expiredCard: false, letter };
    seen.set(caller, { mailbox: mailboxOf(caller), desk: intake, unread: 0, rows: [row] });
    caller += 1;
    changed();
  });
  const act = new Proxy(base.act, {
    get: (acts, name) =>
      name !== "putAside"
        ? Reflect.get(acts, name)
        : ((async (mailboxes, on, progress) => {
            const chosen = new Set(mailboxes);
            const intent = outside()
              .threads.filter(({ mailbox }) => chosen.has(mailbox))
              .map((thread) => ({ thread, on }));
            const outcome = putAside(state, intent, { by: from.outside.me, role: "operator", at: outside().now });
            if (outcome.kind === "operations") write(outcome.writes.flatMap(({ operations }) => operations));
            progress?.(mailboxes.length);
            return { kind: "done" };
          }) satisfies Actions["putAside"]),
  });
  return {
    ...base,
    act,
    view: () => view,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
