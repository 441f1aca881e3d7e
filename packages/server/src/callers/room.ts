import type { Context } from "../http/context.ts";
import type { Store } from "../store/port.ts";

const MEASURED_FOR_MS = 10_000;
const measured = new WeakMap<Store, { at: number; bytes: number }>();

/** A sum over all unanswered mailboxes: measured every ten seconds, and what this node took since is added. */
async function heldNow({ store, clock }: Pick<Context, "store" | "clock">): Promise<{ at: number; bytes: number }> {
  const now = clock();
  const last = measured.get(store);
  if (last !== undefined && Math.abs(now - last.at) < MEASURED_FOR_MS) return last;
  const fresh = { at: now, bytes: await store.mailboxes.unansweredBytes() };
  measured.set(store, fresh);
  return fresh;
}

/** Bytes that mailboxes unknown to the team may still fill; room for known threads is not counted here. [MB9] */
export async function roomLeft(context: Pick<Context, "store" | "clock" | "settings">): Promise<number> {
  return Math.max(0, context.settings.unansweredQuota - (await heldNow(context)).bytes);
}

/** A letter was kept: it counts before the next measuring. */
export function noteTaken(store: Store, bytes: number): void {
  const last = measured.get(store);
  if (last !== undefined) last.bytes += bytes;
}

/** The most that work grows, whatever grows it: a single caller on an old phone waits seconds, not minutes. */
const MOST_BITS = 4;

/**
 * How many bits more a letter costs: one for each quarter that is full, four in the last eighth; or one for each doubling
 * of the letters of the last hour, whichever is more. A flood then pays twice, four, eight and sixteen times as much. [MB9]
 */
export async function extraBits(context: Pick<Context, "store" | "clock" | "settings">): Promise<number> {
  const { unansweredQuota } = context.settings;
  const full = 1 - (await roomLeft(context)) / Math.max(1, unansweredQuota);
  const byRoom = full >= 7 / 8 ? MOST_BITS : Math.max(0, Math.min(MOST_BITS - 1, Math.floor(full * 4)));
  return Math.max(byRoom, bitsByRate(context));
}

const SLOT_MS = 5 * 60_000;
const SLOTS = 12;
/** Twelve counts of five minutes, of each kind, are all that is kept. */
type Counts = WeakMap<Store, Map<number, number>>;
const letters: Counts = new WeakMap();
const forms: Counts = new WeakMap();

function note(counts: Counts, { store, clock }: Pick<Context, "store" | "clock">): void {
  const slots = counts.get(store) ?? new Map<number, number>();
  const slot = Math.floor(clock() / SLOT_MS);
  slots.set(slot, (slots.get(slot) ?? 0) + 1);
  for (const old of slots.keys()) if (old <= slot - SLOTS || old > slot) slots.delete(old);
  counts.set(store, slots);
}

function lastHour(counts: Counts, { store, clock }: Pick<Context, "store" | "clock">): number {
  const slot = Math.floor(clock() / SLOT_MS);
  let sum = 0;
  for (const [at, count] of counts.get(store) ?? []) if (at > slot - SLOTS && at <= slot) sum += count;
  return sum;
}

/** A sealed letter was kept. */
export function noteLetter(context: Pick<Context, "store" | "clock">): void {
  note(letters, context);
}

/** The form without script was taken, for a mailbox that was not yet open in it. */
export function noteForm(context: Pick<Context, "store" | "clock">): void {
  note(forms, context);
}

/** Whether the form without script asks its plain question: in any flood, whichever way it comes. [MB9] */
export async function formAsks(context: Pick<Context, "store" | "clock" | "settings">): Promise<boolean> {
  return lastHour(forms, context) >= context.settings.calmFormsPerHour || (await extraBits(context)) > 0;
}

/** What one hour brings even on the day of a newspaper's story costs nothing more; each doubling of it costs a bit. */
function bitsByRate(context: Pick<Context, "store" | "clock" | "settings">): number {
  const doublings = Math.floor(Math.log2(lastHour(letters, context) / context.settings.calmLettersPerHour)) + 1;
  return Math.max(0, Math.min(MOST_BITS, doublings));
}
