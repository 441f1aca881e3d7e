import {
  checkWork,
  encodeBody,
  FILES_LIMIT,
  type Hash,
  hourOf,
  type MailboxAddress,
  mailboxAddress,
  type OrganisationId,
  PAGE_LENGTH,
  padPage,
  parseRow,
  readConfirmation,
  readEnding,
  readOpening,
  refuse,
  SEALED_LIMIT,
  verifyRow,
} from "@fairlead/protocol/verify";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Context } from "../http/context.ts";
import { Failure } from "../http/failure.ts";
import { nonceIn } from "../http/nonce.ts";
import { bytes, count, nothing, open, shortId } from "../http/route.ts";
import { postLetter } from "./post.ts";

export const FORM_LIMIT = 8 * 1024;
export const ROW_LIMIT = SEALED_LIMIT + 2048;
const ZERO = "00".repeat(32);
const NOTHING_YET = { up: { seq: 0, hash: ZERO }, down: { seq: 0, hash: ZERO }, rows: [], ended: false } as const;

/** Mailboxes, for whoever has no account. The server knows keys, order and sizes; not who, not what. [MB1] */
export function mailboxRoutes(app: FastifyInstance, context: Context): void {
  const { store, challenges, clock } = context;

  open(app, "/api/mailbox/challenge", nothing, async () => ({ nonce: challenges.give("open") }));

  const opening = z.strictObject({ opening: bytes(FORM_LIMIT), after: count.optional() });
  open(app, "/api/mailbox/open", opening, async ({ opening: form, after }) => {
    const { id } = await proven(context, form, readOpening);
    return mailboxPage(context, id, after ?? 0);
  });

  const letter = z.strictObject({
    opening: bytes(FORM_LIMIT).optional(),
    keys: z.strictObject({ verifyKey: bytes(32), kemKey: bytes(2048) }),
    row: bytes(ROW_LIMIT),
    work,
    /** Files that were sent for it: it is refused where one is not here whole. Their uploads name its message id. */
    files: z.array(shortId).max(FILES_LIMIT).optional(),
  });
  open(
    app,
    "/api/mailbox/post",
    letter,
    async ({ keys, row: form, work, files }) => {
      const row = parseRow(form);
      const { header } = row;
      const { organisation } = await context.roster.require();
      if (header.organisation !== organisation) refuse("FL_ORGANISATION");
      if (header.direction !== "to-team") throw new Failure("FL_DIRECTION");
      // The flag means "the server saw the text": only the server itself sets it. [MB6]
      if (header.onArrival) throw new Failure("FL_ON_ARRIVAL_FLAG");
      const address = mailboxAddress(keys.verifyKey, keys.kemKey);
      if (address.id !== header.mailbox) refuse("FL_MAILBOX"); // [MB1]
      requireWork(context, row.hash, work);
      verifyRow(row, address.verifyKey);
      return postLetter(context, row, address, files === undefined ? {} : { files });
    },
    ROW_LIMIT + FORM_LIMIT,
  );

  open(app, "/api/mailbox/confirm", z.strictObject({ confirmation: bytes(FORM_LIMIT) }), async ({ confirmation }) => {
    const { id, read } = await proven(context, confirmation, readConfirmation);
    return { erased: await store.mailboxes.confirm(id, read, hourOf(clock())) };
  });

  // The answer is the same for a mailbox that never was.
  open(app, "/api/mailbox/end", z.strictObject({ ending: bytes(FORM_LIMIT) }), async ({ ending }) => {
    const { id } = await proven(context, ending, readEnding);
    await store.mailboxes.end(id, hourOf(clock()));
    return { ended: true };
  });
}

/** What proves it, in a body. */
export const work = z.strictObject({ challenge: bytes(64), answer: count });

/**
 * One challenge for one thing to be kept; a retry with the same may bring the same challenge again. As much of it as the
 * challenge asked for when it was given. [MB9] @throws Refused FL_WORK
 */
export function requireWork({ challenges }: Context, of: Hash, { challenge, answer }: z.infer<typeof work>): void {
  if (!checkWork(challenge, of, challenges.level(challenge), answer)) refuse("FL_WORK");
  if (!challenges.takeFor("work", challenge, of)) refuse("FL_WORK");
}

type Asked = { organisation: OrganisationId; nonce: Uint8Array };

/** A signed form over one of our own young challenges. */
export async function proven<T extends MailboxAddress>(
  { challenges, roster }: Context,
  form: Uint8Array,
  read: (form: Uint8Array, asked: Asked) => T,
): Promise<T> {
  const { organisation } = await roster.require();
  const nonce = nonceIn(form);
  if (!challenges.take("open", nonce)) refuse("FL_NONCE");
  return read(form, { organisation, nonce });
}

/**
 * Sixteen KiB for every mailbox, whoever opens it, whatever is in it; a mailbox that nobody has written to
 * answers the same, empty. [P9] [PH3]
 */
async function mailboxPage(context: Context, id: string, after: number): Promise<Uint8Array> {
  const { store, challenges, clock, settings } = context;
  const [opened, own, general, certificate, unfinished] = await Promise.all([
    store.mailboxes.open(id, hourOf(clock()), after),
    store.cards.newest(id),
    store.cards.newest("new"),
    store.certificates.newest(),
    store.files.unfinished(id),
  ]);
  const { up, down, rows, ended } = opened ?? NOTHING_YET;
  // Of an ended one nothing is said that is not said of any. [HO2]
  const fileLimit = await store.files.limit(ended ? ZERO : id, settings.fileRoom);
  const card = (ended ? general : (own ?? general))?.bytes ?? null;
  const nonce = challenges.give("open");
  const fill = (taken: number): Uint8Array =>
    encodeBody({
      up,
      down,
      rows: rows.slice(0, taken).map(({ bytes: row, until }) => ({ row, until })),
      card,
      certificate: certificate?.bytes ?? null,
      more: taken < rows.length,
      fileLimit,
      unfinished: unfinished !== null,
      nonce,
    });
  let taken = rows.length;
  let body = fill(taken);
  while (body.length + 1 > PAGE_LENGTH && taken > 0) body = fill(--taken);
  return padPage(body);
}
