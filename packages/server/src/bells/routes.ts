import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Context } from "../http/context.ts";
import { Failure } from "../http/failure.ts";
import { member, nothing, shortId } from "../http/route.ts";

/** Longest one that anybody needs. */
const ADDRESS = 300;

/** A member's own bells: he alone sees, changes and tries them. */
export function bellRoutes(app: FastifyInstance, context: Context): void {
  const { store, clock, ringer } = context;

  member(app, context, "/api/bells", nothing, async (_body, me) => ({
    // Which kinds ring here at all: with none, a console says so instead of promising what will not come.
    ntfy: ringer?.kinds.includes("ntfy") ?? false,
    mail: ringer?.kinds.includes("mail") ?? false,
    bells: (await store.bells.of(me)).map(({ member: _, ...bell }) => bell),
  }));

  const put = z.strictObject({
    bell: shortId,
    token: shortId,
    kind: z.enum(["ntfy", "mail"]),
    address: z.string().min(3).max(ADDRESS),
    every: z.int().min(2).max(60),
    most: z.int().min(1).max(50),
  });
  member(app, context, "/api/bells/put", put, async (bell, me) => {
    if (ringer === null || !ringer.kinds.includes(bell.kind)) throw new Failure("FL_BELLS_OFF");
    if (!ringer.accepts(bell.kind, bell.address)) throw new Failure("FL_BELL_ADDRESS");
    if (!(await store.bells.put({ ...bell, member: me }))) throw new Failure("FL_BELL_FULL");
    return {};
  });

  const one = z.strictObject({ bell: shortId });
  member(app, context, "/api/bells/remove", one, async ({ bell }, me) => {
    await store.bells.remove(me, bell);
    return {};
  });

  member(app, context, "/api/bells/test", one, async ({ bell }, me) => {
    if (ringer === null) throw new Failure("FL_BELLS_OFF");
    if (!(await store.bells.test(me, bell, Math.floor(clock() / 60_000)))) throw new Failure("FL_ACCESS");
    return {};
  });
}
