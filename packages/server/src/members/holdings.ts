import { mayAdminister } from "@fairlead/protocol/verify";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Context } from "../http/context.ts";
import { Failure } from "../http/failure.ts";
import { member, shortId } from "../http/route.ts";

/** Who was given what, as the wraps say: the server's word, which clients hold against the signed record. [CO4] [P5] */
export function holdingRoutes(app: FastifyInstance, context: Context): void {
  const { streams } = context.store;

  member(app, context, "/api/readers", z.strictObject({ stream: shortId }), async ({ stream }, me) => {
    if (!(await streams.holds(me, stream))) throw new Failure("FL_ACCESS");
    return { readers: await streams.readers(stream) };
  });

  member(app, context, "/api/holdings", z.strictObject({ member: shortId }), async (body, me) => {
    const { members } = await context.roster.require();
    const role = members.get(me)?.role;
    if (role === undefined || !mayAdminister(role)) throw new Failure("FL_ACCESS");
    return { streams: await streams.everHeldBy(body.member) };
  });
}
