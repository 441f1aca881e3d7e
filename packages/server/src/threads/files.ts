import { FILE_LIMIT } from "@fairlead/protocol/verify";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Context } from "../http/context.ts";
import { Failure } from "../http/failure.ts";
import { count, hash, member, shortId } from "../http/route.ts";

/** The team's side of files: their sealed chunks for whoever holds the desk, and how large they may be. */
export function threadFileRoutes(app: FastifyInstance, context: Context): void {
  const { store, settings } = context;

  member(app, context, "/api/file", z.strictObject({ file: shortId, index: count }), async ({ file, index }, me) => {
    const chunk = await store.files.chunk(me, file, index);
    if (chunk === null) throw new Failure("FL_ACCESS");
    return { chunk };
  });

  const limit = z.strictObject({ mailbox: hash, bytes: count.max(FILE_LIMIT).nullable() });
  /** null asks only. */
  member(app, context, "/api/mailbox/limit", limit, async ({ mailbox, bytes }, me) => {
    if (bytes !== null && !(await store.files.setLimit(me, mailbox, bytes))) throw new Failure("FL_ACCESS");
    const desk = await store.mailboxes.desk(mailbox);
    if (desk === null || !(await store.streams.holds(me, desk))) throw new Failure("FL_ACCESS");
    return { bytes: await store.files.limit(mailbox, settings.fileRoom) };
  });
}
