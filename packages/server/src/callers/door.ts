import type { FastifyInstance } from "fastify";
import type { Context } from "../http/context.ts";
import { nothing, open } from "../http/route.ts";
import { extraBits } from "./room.ts";

/** What a page needs before the first word is sealed: the chain that proves the key, and the work to be done. [MB4] [MB9] */
export function doorRoutes(app: FastifyInstance, context: Context): void {
  const { store, challenges, settings } = context;
  open(app, "/api/door", nothing, async () => {
    const bits = settings.workBits + (await extraBits(context));
    return {
      certificate: (await store.certificates.newest())?.bytes ?? null,
      card: (await store.cards.newest("new"))?.bytes ?? null,
      work: { challenge: challenges.give("work", bits), bits },
    };
  });
}
