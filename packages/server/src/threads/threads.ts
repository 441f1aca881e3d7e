import {
  CARD_HOURS,
  certifiers,
  hashOf,
  hourOf,
  isCardSigned,
  mailboxAddress,
  mayAdminister,
  parseCard,
  parseCertificate,
  parseRow,
  refuse,
  verifyRow,
} from "@fairlead/protocol/verify";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { ROW_LIMIT } from "../callers/mailbox.ts";
import type { Context } from "../http/context.ts";
import { Failure } from "../http/failure.ts";
import { bytes, count, hash, member, shortId } from "../http/route.ts";

/** Threads in one answer; the change that it reaches tells where to go on. */
const THREADS = 64;
/** About what one answer may weigh. A thread holds no more than that, so one always fits. [MB9] */
const THREAD_BYTES = 4 * 1024 * 1024;
/** Threads of which a console may say how far it has them. */
const HAVE = 4096;
/** What fits into a mailbox's page beside card and certificate. Longer replies are sent as two. [P9] */
const REPLY_LIMIT = 12 * 1024;

/** The team's side of the mailboxes. */
export function threadRoutes(app: FastifyInstance, context: Context): void {
  const { store, clock, roster } = context;

  const have = z.array(z.strictObject({ mailbox: hash, seq: count })).max(HAVE);
  member(
    app,
    context,
    "/api/threads",
    z.strictObject({ since: count, have: have.optional() }),
    ({ since, have: known = [] }, me) => {
      const after = new Map(known.map(({ mailbox, seq }) => [mailbox, seq]));
      return store.mailboxes.threads(me, since, THREADS, THREAD_BYTES, after);
    },
    512 * 1024,
  );

  const reply = z.strictObject({
    row: bytes(ROW_LIMIT),
    until: count.nullable(),
    notBefore: count.nullable(),
    replaces: hash.optional(),
    /** A holding text for a frozen mailbox. [MB8] */
    holding: z.boolean().optional(),
    /** Whatever was answered before is destroyed in the same step. [TK1] */
    alone: z.boolean().optional(),
    /** What this one takes the place of: of each what its message id shares with its twins. [MB5] */
    instead: z
      .array(z.string().regex(/^[0-9a-f]{24}$/))
      .max(16)
      .optional(),
  });
  member(
    app,
    context,
    "/api/reply",
    reply,
    async ({ row: form, until, notBefore, replaces, holding = false, alone = false, instead }, me) => {
      const row = parseRow(form);
      const { header } = row;
      if (header.organisation !== (await roster.require()).organisation) refuse("FL_ORGANISATION");
      if (header.direction !== "to-mailbox") throw new Failure("FL_DIRECTION");
      const card = await store.cards.byHash(header.card);
      if (card === null || (card.mailbox !== "new" && card.mailbox !== header.mailbox)) throw new Failure("FL_CARD");
      if (!(await store.streams.holds(me, card.desk))) throw new Failure("FL_ACCESS");
      verifyRow(row, parseCard(card.bytes).replyKey); // never a member's own key [MB3]
      if (form.length > REPLY_LIMIT) throw new Failure("FL_REPLY_LONG");
      const { mailbox, seq, previous, message } = header;
      const kept = {
        card,
        mailbox,
        seq,
        previous,
        hash: row.hash,
        message,
        desk: card.desk,
        hour: hourOf(clock()),
        bytes: form,
      };
      const answer = await store.mailboxes.reply(
        kept,
        {
          ...{ until, notBefore, holding },
          ...(alone ? { alone: { member: me } } : {}),
          ...(instead === undefined ? {} : { instead: { messages: instead, member: me } }),
        },
        replaces === undefined ? undefined : { hash: replaces, member: me },
      );
      if (answer.kind === "accepted") return { accepted: answer.hash };
      if (answer.kind === "stale") return { stale: { up: answer.up, down: answer.down } };
      throw new Failure(answer.code);
    },
    ROW_LIMIT + 1024,
  );

  const freezing = z.strictObject({ mailbox: hash, frozen: z.boolean() });
  member(app, context, "/api/thread/freeze", freezing, async ({ mailbox, frozen }, me) => {
    const { mailboxes } = store;
    const done = frozen ? await mailboxes.freeze(me, mailbox, hourOf(clock())) : await mailboxes.thaw(me, mailbox);
    if (!done) throw new Failure("FL_ACCESS");
    return { frozen };
  });

  /** `filesTo`: the letters' files go on to this desk, that of the case which keeps the letters now. */
  const erase = z.strictObject({ mailbox: hash, rows: z.array(hash).max(512), filesTo: shortId.optional() });
  member(app, context, "/api/rows/erase", erase, async ({ mailbox, rows, filesTo }, me) => ({
    erased: await store.mailboxes.erase(me, mailbox, rows, filesTo),
  }));

  member(
    app,
    context,
    "/api/card",
    z.strictObject({
      card: bytes(4096),
      desk: shortId,
      /** Of a mailbox that the team itself begins, for whoever it gives the secret: a ticket. [TK1] */
      keys: z.strictObject({ verifyKey: bytes(32), kemKey: bytes(2048) }).optional(),
    }),
    async ({ card: form, desk, keys }, me) => {
      const now = await roster.require();
      const card = parseCard(form);
      if (card.organisation !== now.organisation) refuse("FL_ORGANISATION");
      if (now.intake === null) throw new Failure("FL_CARD_CHAIN");
      if (!isCardSigned(card, now.intake.signKey)) refuse("FL_SIGNATURE");
      const hour = hourOf(clock());
      // The extra day forgives a clock that is a little fast.
      if (card.expires < hour || card.expires > hour + CARD_HOURS + 24) throw new Failure("FL_CARD_LIFE");
      const { mailbox, counter, previous, expires } = card;
      if (keys !== undefined && mailboxAddress(keys.verifyKey, keys.kemKey).id !== mailbox) refuse("FL_MAILBOX"); // [MB1]
      const kept = { hash: card.hash, mailbox, desk, counter, previous, expires, bytes: card.bytes };
      const answer = await store.cards.put(me, kept, keys);
      if (answer.kind === "accepted") return { accepted: card.hash };
      if (answer.kind === "stale") return { stale: { counter: answer.counter, hash: answer.hash } };
      throw new Failure(answer.code);
    },
  );

  member(
    app,
    context,
    "/api/certificate",
    z.strictObject({ certificate: bytes(4096) }),
    async ({ certificate: form }) => {
      const now = await roster.require();
      const certificate = parseCertificate(form);
      if (certificate.organisation !== now.organisation) refuse("FL_ORGANISATION");
      const administrators = [...now.members.values()].filter(
        ({ role, standing }) => mayAdminister(role) && standing === "active",
      );
      // Pages judge by their own pin; this check only keeps noise out. [MB4]
      if (certifiers(certificate, administrators) < (now.twoAdministrators ? 2 : 1))
        throw new Failure("FL_CERTIFICATE");
      await store.certificates.put(hashOf(form), certificate.issued, certificate.expires, certificate.bytes);
      return { accepted: hashOf(form) };
    },
  );
}
