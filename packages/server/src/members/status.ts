import type { FastifyInstance } from "fastify";
import type { Context } from "../http/context.ts";
import { member, nothing } from "../http/route.ts";

/** Name under which whoever backs up notes the hour of the last one. */
export const BACKUP_HOUR = "backup";
/** And those of the ones before it, as a JSON list: whoever erases is told which copies still hold it. [CO6] */
export const BACKUP_HOURS = "backups";
export const VERSION = "0.1.0";

export function statusRoutes(app: FastifyInstance, context: Context): void {
  member(app, context, "/api/status", nothing, async () => {
    const hour = await context.store.meta.get(BACKUP_HOUR);
    return {
      version: VERSION,
      backup: hour === null ? null : Number(hour),
      backups: readHours(await context.store.meta.get(BACKUP_HOURS)),
      clock: context.clock(),
      store: context.store.kind,
    };
  });
}

/** Hours since 1970, newest first. */
export function readHours(text: string | null): number[] {
  const hours: unknown = text === null ? [] : JSON.parse(text);
  return Array.isArray(hours) ? hours.filter((hour) => Number.isSafeInteger(hour)) : [];
}
