import {
  CHUNK_LENGTH,
  encodeBody,
  hashOf,
  hourOf,
  mailboxIn,
  padPage,
  readChunk,
  readOpening,
  readUpload,
  readUploadEnd,
  refuse,
} from "@fairlead/protocol/verify";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Context } from "../http/context.ts";
import { Failure } from "../http/failure.ts";
import { bytes, open } from "../http/route.ts";
import { FORM_LIMIT, proven, requireWork, work } from "./mailbox.ts";

/** A chunk in its seal and its signed frame. */
const CHUNK_FORM = CHUNK_LENGTH + 1024;

/**
 * Files on their way to a letter. Every form is signed by a mailbox that has written before, and says the same when it is
 * sent again: so none of them needs a challenge, and an upload that was cut goes on with the next chunk. [PAD1] [MB9]
 */
export function fileRoutes(app: FastifyInstance, context: Context): void {
  const { store, clock, settings } = context;

  /** The form read under the key of the mailbox that it names, in this organisation. */
  async function signed<T extends { organisation: string }>(
    form: Uint8Array,
    read: (form: Uint8Array, verifyKey: Uint8Array) => T,
  ): Promise<T> {
    const verifyKey = await store.files.keysOf(mailboxIn(form));
    if (verifyKey === null) throw new Failure("FL_MAILBOX_UNKNOWN");
    const said = read(form, verifyKey);
    if (said.organisation !== (await context.roster.require()).organisation) refuse("FL_ORGANISATION");
    return said;
  }

  open(app, "/api/file/begin", z.strictObject({ upload: bytes(FORM_LIMIT), work }), async ({ upload: form, work }) => {
    const { mailbox, file, message, size } = await signed(form, readUpload);
    requireWork(context, hashOf(form), work);
    const hour = hourOf(clock());
    const answer = await store.files.begin({ mailbox, file, message, size, hour, bytes: form }, settings.fileRoom);
    if (answer.kind === "refused") throw new Failure(answer.code);
    return { have: answer.have };
  });

  open(
    app,
    "/api/file/chunk",
    z.strictObject({ chunk: bytes(CHUNK_FORM) }),
    async ({ chunk: form }) => {
      const { mailbox, file, index, hash, sealed } = await signed(form, readChunk);
      const answer = await store.files.append({ mailbox, file, seq: index, hash, sealed });
      if (answer.kind === "refused") throw new Failure(answer.code);
      return { have: answer.have };
    },
    CHUNK_FORM + 1024,
  );

  open(app, "/api/file/end", z.strictObject({ end: bytes(1024) }), async ({ end: form }) => {
    const { mailbox, file } = await signed(form, readUploadEnd);
    return { ended: await store.files.end(mailbox, file) };
  });

  // One size, as when a mailbox is opened; whoever holds the words finds his own note in it. [P9]
  open(app, "/api/file/unfinished", z.strictObject({ opening: bytes(FORM_LIMIT) }), async ({ opening }) => {
    const { id } = await proven(context, opening, readOpening);
    return padPage(encodeBody({ unfinished: await store.files.unfinished(id) }));
  });
}
