import type { FastifyInstance } from "fastify";
import type { Context } from "../http/context.ts";
import { member, nothing } from "../http/route.ts";

/** Alarms of the compartments that the member holds; arming and clearing are signed commits. [CK1] */
export function alarmRoutes(app: FastifyInstance, context: Context): void {
  member(app, context, "/api/alarms", nothing, async (_body, me) => ({
    alarms: await context.store.alarms.heldBy(me),
  }));
}
