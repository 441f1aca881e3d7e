import { hourOf, parseBeat, verifyBeat } from "@fairlead/protocol/verify";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Context } from "../http/context.ts";
import { Failure } from "../http/failure.ts";
import { bytes, member, nothing } from "../http/route.ts";

/** Beats pass through: members hold each other's against what they were shown themselves. [ST4] */
export function beatRoutes(app: FastifyInstance, context: Context): void {
  const { store, roster, clock } = context;

  member(app, context, "/api/beat", z.strictObject({ beat: bytes(2048) }), async ({ beat: form }, me) => {
    const beat = parseBeat(form);
    if (beat.member !== me) throw new Failure("FL_AUTHOR");
    verifyBeat(beat, await roster.require());
    // One dated far ahead could never be replaced by an honest one.
    if (beat.hour > hourOf(clock()) + 24) throw new Failure("FL_BEAT_HOUR");
    return { accepted: await store.beats.put({ member: beat.member, hour: beat.hour, bytes: beat.bytes }) };
  });

  member(app, context, "/api/beats", nothing, async () => ({ beats: await store.beats.all() }));
}
