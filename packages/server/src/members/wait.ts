import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Context } from "../http/context.ts";
import { count, member } from "../http/route.ts";
import type { Store } from "../store/port.ts";

/** Below the half minute after which many proxies cut a silent answer. */
const PATIENCE_MS = 25_000;

/** The long poll: answers at once when something has changed since, on this node or another. */
export function waitRoutes(app: FastifyInstance, context: Context): void {
  member(app, context, "/api/wait", z.strictObject({ since: count }), async ({ since }, _member, ended) => ({
    now: await changeAfter(context.store, since, AbortSignal.any([ended, context.closing])),
  }));
}

async function changeAfter(store: Store, since: number, ended: AbortSignal): Promise<number> {
  let wake = (): void => undefined;
  let changed = false;
  // Listening begins before looking: a change in between must not be slept through.
  const stop = store.onChange(() => {
    changed = true;
    wake();
  });
  const timeout = setTimeout(() => wake(), PATIENCE_MS);
  const cut = (): void => wake();
  ended.addEventListener("abort", cut, { once: true });
  try {
    const before = await store.now();
    // Smaller than asked for: the store was restored since, and the asker begins anew.
    if (before !== since || ended.aborted) return before;
    if (!changed) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (changed || ended.aborted) resolve();
      });
    }
    return await store.now();
  } finally {
    stop();
    clearTimeout(timeout);
    ended.removeEventListener("abort", cut);
  }
}
