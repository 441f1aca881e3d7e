import { parseCommit } from "@fairlead/protocol/verify";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Context } from "../http/context.ts";
import { Failure } from "../http/failure.ts";
import { count, member, shortId } from "../http/route.ts";

const COMMITS = 1000;
/** About what one answer may weigh; a reader asks on. */
const ANSWER_BYTES = 4 * 1024 * 1024;

/**
 * Fetching. The list of who holds what is derived from the wraps: a second lock before the first, which is the
 * epoch key. [CO4] What is not held and what does not exist are refused alike.
 */
export function readRoutes(app: FastifyInstance, context: Context): void {
  const { streams } = context.store;

  member(app, context, "/api/compartments", z.strictObject({ since: count.optional() }), async ({ since }, me) => {
    // Counted before it is looked: what comes in between is a change since.
    const now = await context.store.now();
    // Larger than anything that was counted: the store was restored since, and the asker begins anew.
    if (since === undefined || since > now) return { compartments: await streams.heldBy(me), now };
    const { held, left } = await streams.changedFor(me, since);
    return { compartments: held, left, now };
  });

  member(app, context, "/api/wraps", z.strictObject({ stream: shortId }), async ({ stream }, me) => {
    if (!(await streams.holds(me, stream))) throw new Failure("FL_ACCESS");
    return { wraps: await streams.wraps(me, stream) };
  });

  const body = z.strictObject({ stream: shortId, from: count, limit: count });
  member(app, context, "/api/commits", body, async ({ stream, from, limit }, me) => {
    const held = await streams.holds(me, stream);
    const page = await streams.page(stream, from, Math.min(limit, COMMITS), ANSWER_BYTES);
    // Of an erased stream only the stub is left, and nobody holds it any more: whoever knew it may see that.
    if (page.erased !== null) return { commits: page.commits, head: page.head, erased: page.erased };
    if (held) return { commits: page.commits, head: page.head };
    // Whoever was left out of an epoch is shown what he may have read, and the signed commit that left him out: he can
    // tell that from a server that withholds.
    const last = await streams.lastEpochOf(me, stream);
    if (last === null) throw new Failure("FL_ACCESS");
    const headers = page.commits.map((commit) => parseCommit(commit).header);
    const beyond = headers.findIndex(({ epoch }) => epoch > last);
    // That one and no other: whoever asks for a later one directly is answered like anybody who never held it.
    const next = headers[beyond];
    const leftHimOut = next?.framing.kind === "epoch" && next.epoch === last + 1;
    if (beyond === 0 && !leftHimOut) throw new Failure("FL_ACCESS");
    const shown = leftHimOut ? beyond + 1 : beyond;
    return { commits: beyond < 0 ? page.commits : page.commits.slice(0, shown), head: null };
  });
}
