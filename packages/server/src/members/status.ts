import type { FastifyInstance } from "fastify";
import type { Context } from "../http/context.ts";
import { member, nothing } from "../http/route.ts";

/** Name under which whoever backs up notes the hour of the last one. */
export const BACKUP_HOUR = "backup";
export const VERSION = "0.1.0";

export function statusRoutes(app: FastifyInstance, context: Context): void {
  member(app, context, "/api/status", nothing, async () => {
    const hour = await context.store.meta.get(BACKUP_HOUR);
    return {
      version: VERSION,
      backup: hour === null ? null : Number(hour),
      clock: context.clock(),
      store: context.store.kind,
    };
  });
}
