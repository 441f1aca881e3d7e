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

/**
 * How many bits more a letter costs: one for each quarter that is full, four in the last eighth. A flood then pays
 * twice, four, eight and sixteen times as much, and a single caller on an old phone waits seconds, not minutes. [MB9]
 */
export async function extraBits(context: Pick<Context, "store" | "clock" | "settings">): Promise<number> {
  const { unansweredQuota } = context.settings;
  const full = 1 - (await roomLeft(context)) / Math.max(1, unansweredQuota);
  return full >= 7 / 8 ? 4 : Math.max(0, Math.min(3, Math.floor(full * 4)));
}
