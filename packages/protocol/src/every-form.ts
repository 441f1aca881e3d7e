import fc from "fast-check";
import { type AttachedFile, CLEANED, FILE_LIMIT, newFileKey, safeName } from "./attachment.ts";
import { parseBeat, signBeat } from "./beat.ts";
import { parseBundle, sealBundle } from "./bundle.ts";
import { type Bytes, toBytes, toHex } from "./bytes.ts";
import { type Card, type CardFields, parseCard, signCard } from "./card.ts";
import { CERTIFICATE_HOURS, type Pin, parseCertificate, signCertificate } from "./certificate.ts";
import {
  readConfirmation,
  readEnding,
  readLogin,
  readOpening,
  signConfirmation,
  signEnding,
  signLogin,
  signOpening,
} from "./challenge.ts";
import { type AlarmStep, type Framing, KEEPINGS, parseCommit, sealCommit } from "./commit.ts";
import { seededRandom } from "./fixture.ts";
import { KEM_KEY_LENGTH } from "./hpke.ts";
import type { AlarmId, Hash, Id, MailboxId, MemberId, MessageId, OpeningId, OrganisationId, StreamId } from "./id.ts";
import {
  encodeInvitation,
  type Invitation,
  invitationId,
  parseInvitation,
  parseJoining,
  signJoining,
} from "./invitation.ts";
import {
  type Answers,
  decodeLetter,
  decodeReply,
  encodeLetter,
  encodeReply,
  type Letter,
  type Reply,
  VIAS,
} from "./letter.ts";
import { mailboxKeys } from "./mailbox.ts";
import { type MemberKeys, type MemberPublic, publicKeys } from "./member.ts";
import { ROLES } from "./role.ts";
import { type LastHead, parseRosterEntry, type RosterBody, signRosterEntry } from "./roster-entry.ts";
import { parseRow, sealLetter, sealReply } from "./row.ts";
import { parseSuccession, signSuccession } from "./succession.ts";
import { PRESSES, type TicketLeg, type TicketPage } from "./ticket.ts";
import { unlockingKeys } from "./unlock.ts";
import {
  decodeUploadNote,
  encodeUploadNote,
  readChunk,
  readUpload,
  readUploadEnd,
  signChunk,
  signUpload,
  signUploadEnd,
  type UploadNote,
} from "./upload.ts";
import type { WatchStep } from "./watch.ts";
import { makeWrap, parseWrap } from "./wrap.ts";

/**
 * For tests: anything that each form may hold, how it is written and what is read from it. Wherever a value comes in
 * kinds, its generators stand in a record by kind, so that a new kind without one does not compile; a new form without
 * a line in {@link FORMS} fails the test.
 */
export interface Form {
  /** Anything it may hold, made into bytes by whoever writes such a form. */
  made: fc.Arbitrary<() => Promise<{ bytes: Bytes; holds: unknown }>>;
  /** All that a reader gets to know, without copies of the bytes themselves. */
  read: (bytes: Bytes) => unknown;
  /** Where its CBOR lies: a form in itself, one inside a padding, or one with a second one as its first field. */
  lies: "open" | "padded" | "around its header";
}

const MORE = Number.MAX_SAFE_INTEGER;
const uint = fc.oneof(fc.nat(), fc.constantFrom(0, 23, 24, 255, 256, 65_535, 65_536, 2 ** 32, MORE), fc.maxSafeNat());
const bytes = (minLength: number, maxLength = minLength) => fc.uint8Array({ minLength, maxLength }).map(toBytes);
const shortId = <T extends Id<string>>() => bytes(16).map((id) => toHex(id) as T);
const longId = <T extends Id<string>>() => bytes(32).map((id) => toHex(id) as T);
const seed = bytes(32);
const flag = fc.boolean();
const option = <T>(of: fc.Arbitrary<T>) => fc.option(of);
/** UTF-8 has no half surrogates, so no text of ours may hold one; it may begin with a byte order mark. */
const text = (maxLength: number) =>
  fc
    .tuple(fc.constantFrom("", "", "\ufeff"), fc.string({ unit: "binary", maxLength: Math.min(maxLength, 80) }))
    .map((parts) => parts.join(""))
    .filter((words) => words.length <= maxLength);
const random = fc.string().map(seededRandom);
const member: fc.Arbitrary<MemberPublic> = fc.record({
  id: shortId<MemberId>(),
  verifyKey: bytes(32),
  kemKey: bytes(KEM_KEY_LENGTH),
});
const memberKeys: fc.Arbitrary<MemberKeys> = fc.record({ id: shortId<MemberId>(), signSeed: seed, kemSeed: seed });
const role = fc.constantFrom(...ROLES);
const ids = (minLength: number) => fc.uniqueArray(shortId<MemberId>(), { minLength, maxLength: 9 });
const lastHead: fc.Arbitrary<LastHead> = fc.record({ stream: shortId<StreamId>(), seq: uint, hash: longId<Hash>() });

/** Lines up a generator of values with how they are written and read. */
function form<T>(
  of: fc.Arbitrary<T>,
  write: (value: T) => Promise<{ bytes: Uint8Array; holds: unknown }> | { bytes: Uint8Array; holds: unknown },
  read: Form["read"],
  lies: Form["lies"] = "open",
): Form {
  const made = of.map((value) => async () => {
    const { bytes: written, holds } = await write(value);
    return { bytes: toBytes(written), holds };
  });
  return { made, read, lies };
}

const without = <T extends object>(value: T, ...names: readonly (keyof T)[]): Partial<T> => {
  const rest = { ...value };
  for (const name of names) delete rest[name];
  return rest;
};

const ROSTER_BODIES: { [K in RosterBody["kind"]]: fc.Arbitrary<Extract<RosterBody, { kind: K }>> } = {
  found: fc.record({ kind: fc.constant("found"), founders: fc.array(member, { maxLength: 2 }), nonce: bytes(16) }),
  enrol: fc.record({ kind: fc.constant("enrol"), member, role }),
  rerole: fc.record({ kind: fc.constant("rerole"), member: shortId<MemberId>(), role }),
  suspend: fc.record({ kind: fc.constant("suspend"), member: shortId<MemberId>() }),
  restore: fc.record({ kind: fc.constant("restore"), member: shortId<MemberId>() }),
  remove: fc.record({ kind: fc.constant("remove"), member: shortId<MemberId>() }),
  rekey: fc.record({ kind: fc.constant("rekey"), member }),
  intake: fc.record({ kind: fc.constant("intake"), signKey: bytes(32), counter: uint }),
  "minimum-version": fc.record({ kind: fc.constant("minimum-version"), version: uint }),
  recovery: fc
    .record({ kind: fc.constant("recovery" as const), members: ids(2), pick: fc.nat() })
    .map(({ pick, ...rest }) => ({ ...rest, threshold: 2 + (pick % (rest.members.length - 1)) })),
  recover: fc.record({ kind: fc.constant("recover"), administrators: ids(1) }),
  erase: fc.record({
    kind: fc.constant("erase"),
    streams: fc.uniqueArray(lastHead, { minLength: 1, maxLength: 64, selector: ({ stream }) => stream }),
  }),
};

const entryOf = (body: fc.Arbitrary<RosterBody>): Form =>
  form(
    fc.record({
      place: fc.record({
        organisation: option(longId<OrganisationId>()),
        seq: uint,
        previous: longId<Hash>(),
        hour: uint,
      }),
      body,
      signers: fc.array(memberKeys, { maxLength: 3 }),
    }),
    ({ place, body, signers }) => ({
      bytes: signRosterEntry(place, body, signers),
      holds: { ...place, body, signatures: signers.map(({ id }) => ({ member: id })) },
    }),
    (read) => without(parseRosterEntry(read), "bytes", "hash", "signedBytes"),
  );

const rung = fc.record({ delay: fc.nat(60 * 24 * 366), token: bytes(0, 256) });
const armed: fc.Arbitrary<AlarmStep> = fc.record({
  verb: fc.constant("arm"),
  alarm: shortId<AlarmId>(),
  due: uint.map((minute) => minute - (minute % 5)),
  grace: fc.nat(60 * 24 * 366),
  ladder: fc.array(rung, { maxLength: 4 }),
});
const ended: fc.Arbitrary<AlarmStep> = fc.record({
  verb: fc.constantFrom("acknowledge", "clear"),
  alarm: shortId<AlarmId>(),
});
const step = fc.oneof(armed, ended);

const fifth = uint.map((minute) => minute - (minute % 5));
const watchStep: fc.Arbitrary<WatchStep> = fc.oneof(
  fc.record({
    verb: fc.constant("set" as const),
    desk: shortId<StreamId>(),
    minutes: fc.nat(60 * 24 * 366),
    ladder: fc.array(
      fc.record({ delay: fc.nat(60 * 24 * 366), token: bytes(0, 64), from: option(fifth), until: option(fifth) }),
      { maxLength: 4 },
    ),
  }),
  fc.record({ verb: fc.constant("end" as const), desk: shortId<StreamId>() }),
  fc.record({ verb: fc.constant("attend" as const), mailbox: longId<MailboxId>(), seen: uint, due: option(fifth) }),
  fc.record({ verb: fc.constant("have" as const) }),
);

const FRAMINGS: { [K in Framing["kind"]]: fc.Arbitrary<Extract<Framing, { kind: K }>> } = {
  write: fc.record({ kind: fc.constant("write") }),
  epoch: fc.record({
    kind: fc.constant("epoch"),
    commitment: longId<Hash>(),
    continuation: longId<Hash>(),
    link: option(bytes(48)),
    keeping: fc.constantFrom(...KEEPINGS),
  }),
  alarm: fc.record({ kind: fc.constant("alarm"), step }),
  watch: fc.record({ kind: fc.constant("watch"), step: watchStep }),
  retention: fc.record({ kind: fc.constant("retention"), eraseAt: option(uint) }),
  forget: fc.record({ kind: fc.constant("forget"), before: uint }),
};

const commitOf = (framing: fc.Arbitrary<Framing>): Form =>
  form(
    fc.record({
      place: fc.record({
        organisation: longId<OrganisationId>(),
        stream: shortId<StreamId>(),
        seq: uint,
        prev: longId<Hash>(),
        epoch: uint.map((epoch) => Math.max(1, epoch)),
        rosterHead: longId<Hash>(),
      }),
      framing,
      epochKey: seed,
      keys: memberKeys,
      operations: bytes(0, 2000),
      random,
    }),
    async (from) => {
      const place = from.place;
      // Nothing stands before the first epoch.
      const nothing = { continuation: null, link: null };
      const framing =
        from.framing.kind === "epoch" && place.epoch === 1 ? { ...from.framing, ...nothing } : from.framing;
      const { header, sealed, signature, bytes } = await sealCommit({ ...from, place, framing });
      return { bytes, holds: { header: { ...header, ...place, framing, author: from.keys.id }, sealed, signature } };
    },
    (read) => without(parseCommit(read), "bytes", "hash", "headerBytes"),
    "around its header",
  );

const answers: fc.Arbitrary<Answers> = fc.record(
  {
    danger: fc.constantFrom("now", "soon", "no", "unsure"),
    need: fc.constantFrom("leave", "shelter", "doctor", "papers", "advice", "other"),
    where: text(2000),
    reach: text(2000),
    company: text(2000),
    adult: fc.constantFrom("yes", "no"),
  },
  { requiredKeys: [] },
);
const letter: fc.Arbitrary<Letter> = fc.record(
  {
    kind: fc.constant("letter"),
    language: text(16),
    text: text(60_000),
    answers,
    tap: fc.constantFrom("none", "safe", "danger"),
    at: uint,
    via: fc.constantFrom(...VIAS),
    continues: bytes(1, 512),
    voucher: text(100),
  },
  { requiredKeys: ["kind", "language", "text", "answers", "tap", "at"] },
);
const reply: fc.Arbitrary<Reply> = fc.record({
  kind: fc.constant("reply"),
  text: text(60_000),
  standing: flag,
  checkInBy: option(uint),
  at: uint,
});

const letterWithPress: fc.Arbitrary<Letter> = fc
  .tuple(letter, fc.record({ press: fc.constantFrom(...PRESSES), opening: shortId<OpeningId>(), version: uint }))
  .map(([words, press]) => ({ ...words, press }));
const moment = fc.nat(4_000_000_000_000);
/** Of a ticket: nothing that controls, or turns what follows. */
const shown = text(600).map((words) => words.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ""));
const leg: fc.Arbitrary<TicketLeg> = fc.record({
  from: shown,
  to: shown,
  meet: shown,
  at: moment,
  people: fc.nat(99),
  carry: shown,
  otherwise: shown,
});
const ticketPage: fc.Arbitrary<TicketPage> = fc.oneof(
  fc.record({
    state: fc.constant("going" as const),
    version: uint,
    ends: moment,
    leg,
    phrase: option(fc.record({ say: shown, hear: shown })),
  }),
  fc.record({ state: fc.constantFrom("held" as const, "cancelled" as const), version: uint, ends: moment }),
);
const replyWithTicket: fc.Arbitrary<Reply> = fc
  .tuple(reply, ticketPage)
  .map(([words, ticket]) => ({ ...words, ticket }));

const attachedFile: fc.Arbitrary<AttachedFile> = fc
  .record({
    random,
    name: text(120).map(safeName),
    type: fc.constantFrom("image/jpeg", "video/mp4", "application/vnd.ms-excel"),
    size: fc.nat(FILE_LIMIT),
    cleaned: fc.constantFrom(...CLEANED),
  })
  .map(({ random: own, ...rest }) => ({ ...newFileKey(own), ...rest }));
const letterWithFiles: fc.Arbitrary<Letter> = fc
  .tuple(letter, fc.uniqueArray(attachedFile, { minLength: 1, maxLength: 4, selector: ({ id }) => id }))
  .map(([words, files]) => ({ ...words, files }));
const uploadNote: fc.Arbitrary<UploadNote> = fc.record({
  file: attachedFile,
  picked: fc.record({ size: uint, digest: longId<Hash>() }),
  sent: longId<Hash>(),
});
/** Of whoever uploads, in these tests: a form is read under the key of the one who signed it. */
const uploader = await mailboxKeys(new Uint8Array(32).fill(3));

const cardFields: fc.Arbitrary<CardFields> = fc.record({
  organisation: longId<OrganisationId>(),
  mailbox: fc.oneof(fc.constant("new" as const), longId<Exclude<CardFields["mailbox"], "new">>()),
  kemKey: bytes(KEM_KEY_LENGTH),
  replyKey: bytes(32),
  counter: uint,
  previous: longId<Hash>(),
  expires: uint,
  rosterHead: longId<Hash>(),
});
const rowPlace = {
  seq: uint.map((seq) => Math.max(1, seq)),
  previous: longId<Hash>(),
  seen: longId<Hash>(),
  message: shortId<MessageId>(),
  hour: uint,
};
/** One that a letter can be sealed to: not any bytes are a KEM key. */
const desk = await publicKeys({
  id: toHex(new Uint8Array(16)) as MemberId,
  signSeed: new Uint8Array(32),
  kemSeed: new Uint8Array(32).fill(1),
});
const card: fc.Arbitrary<Card> = fc
  .tuple(cardFields, seed)
  .map(([fields, signSeed]) => signCard({ ...fields, kemKey: desk.kemKey }, signSeed));
const readRow = (read: Bytes) => without(parseRow(read), "bytes", "hash", "headerBytes");

const asked = {
  organisation: toHex(new Uint8Array(32).fill(7)) as OrganisationId,
  nonce: new Uint8Array(32).fill(8),
};

const pin: fc.Arbitrary<Pin> = fc.record({
  organisation: longId<OrganisationId>(),
  head: longId<Hash>(),
  administrators: fc.array(fc.record({ id: shortId<MemberId>(), verifyKey: bytes(32) }), {
    minLength: 1,
    maxLength: 8,
  }),
});
const invitation: fc.Arbitrary<Invitation> = fc.record({ pin, secret: bytes(16), role, expires: uint });

const bundleOf = (keys: fc.Arbitrary<MemberKeys>): Form =>
  form(
    fc.record({ keys, own: seed, organisation: longId<OrganisationId>(), counter: uint, random }),
    async ({ keys, own, organisation, counter, random }) => {
      const unlocking = await unlockingKeys(own);
      const holds = { organisation, member: keys.id, login: unlocking.login, loginKey: unlocking.loginKey, counter };
      return { bytes: await sealBundle(keys, unlocking, organisation, counter, random), holds };
    },
    (read) => without(parseBundle(read), "bytes", "headerBytes"),
  );

/** By the name of their vectors. */
export const FORMS: Record<string, Form> = {
  "roster-founding": entryOf(ROSTER_BODIES.found),
  "roster-entry": entryOf(fc.oneof(...Object.values(ROSTER_BODIES))),
  "roster-recovery": entryOf(ROSTER_BODIES.recovery),
  "roster-recover": entryOf(ROSTER_BODIES.recover),
  "roster-suspend": entryOf(ROSTER_BODIES.suspend),
  "roster-rekey": entryOf(ROSTER_BODIES.rekey),
  "roster-erase": entryOf(ROSTER_BODIES.erase),
  certificate: form(
    fc.record({
      certificate: fc
        .record({
          organisation: longId<OrganisationId>(),
          rosterHead: longId<Hash>(),
          intakeKeys: fc.array(bytes(32), { minLength: 1, maxLength: 4 }),
          issued: fc.nat(),
          life: fc.nat(CERTIFICATE_HOURS),
        })
        .map(({ life, ...rest }) => ({ ...rest, expires: rest.issued + life })),
      signers: fc.array(memberKeys, { maxLength: 8 }),
    }),
    ({ certificate, signers }) => ({
      bytes: signCertificate(certificate, signers),
      holds: { ...certificate, signatures: signers.map(({ id }) => ({ member: id })) },
    }),
    (read) => without(parseCertificate(read), "bytes"),
  ),
  card: form(
    fc.tuple(cardFields, seed),
    ([fields, signSeed]) => ({ bytes: signCard(fields, signSeed).bytes, holds: fields }),
    (read) => without(parseCard(read), "bytes", "hash"),
  ),
  "row-letter": form(
    fc.record({ ...rowPlace, seed, card, letter, onArrival: flag, expiredCard: flag }),
    async ({ seed, ...from }) => {
      const keys = await mailboxKeys(seed);
      const { bytes, sealed, signature } = await sealLetter({ ...from, keys });
      const { seq, previous, seen, message, hour, onArrival, expiredCard } = from;
      const { organisation, hash } = from.card;
      const header = { organisation, mailbox: keys.id, direction: "to-team", seq, previous, seen, message, card: hash };
      return { bytes, holds: { header: { ...header, onArrival, expiredCard, hour }, sealed, signature } };
    },
    readRow,
    "around its header",
  ),
  "row-reply": form(
    fc.record({ ...rowPlace, seed, card, reply, replySeed: seed }),
    async ({ seed, ...from }) => {
      const mailbox = await mailboxKeys(seed);
      const { bytes, sealed, signature } = await sealReply({ ...from, mailbox });
      const { seq, previous, seen, message, hour } = from;
      const header = {
        mailbox: mailbox.id,
        direction: "to-mailbox",
        seq,
        previous,
        seen,
        message,
        card: from.card.hash,
      };
      return { bytes, holds: { header: { ...header, hour, onArrival: false, expiredCard: false }, sealed, signature } };
    },
    readRow,
    "around its header",
  ),
  opening: form(
    seed,
    async (own) => {
      const keys = await mailboxKeys(own);
      const { id, verifyKey, kemKey } = keys;
      return { bytes: signOpening(keys, asked.organisation, asked.nonce), holds: { id, verifyKey, kemKey } };
    },
    (read) => readOpening(read, asked),
  ),
  confirmation: form(
    fc.tuple(seed, fc.array(longId<Hash>(), { maxLength: 64 })),
    async ([own, hashes]) => {
      const keys = await mailboxKeys(own);
      const bytes = signConfirmation(keys, asked.organisation, asked.nonce, hashes);
      return { bytes, holds: { id: keys.id, read: hashes } };
    },
    (read) => readConfirmation(read, asked),
  ),
  ending: form(
    seed,
    async (own) => {
      const keys = await mailboxKeys(own);
      const { id, verifyKey, kemKey } = keys;
      return { bytes: signEnding(keys, asked.organisation, asked.nonce), holds: { id, verifyKey, kemKey } };
    },
    (read) => readEnding(read, asked),
  ),
  succession: form(
    fc.tuple(seed, longId<OrganisationId>(), longId<MailboxId>()),
    async ([own, organisation, to]) => {
      const keys = await mailboxKeys(own);
      return { bytes: signSuccession(keys, organisation, to), holds: { organisation, from: keys.id, to } };
    },
    parseSuccession,
  ),
  login: form(
    seed,
    async (own) => {
      const keys = await unlockingKeys(own);
      return {
        bytes: signLogin(keys, asked.organisation, asked.nonce),
        holds: { login: keys.login, loginKey: keys.loginKey },
      };
    },
    (read) => readLogin(read, asked),
  ),
  "commit-epoch": commitOf(FRAMINGS.epoch),
  "commit-write": commitOf(FRAMINGS.write),
  "commit-alarm": commitOf(FRAMINGS.alarm),
  "commit-watch": commitOf(FRAMINGS.watch),
  "commit-retention": commitOf(FRAMINGS.retention),
  "commit-forget": commitOf(FRAMINGS.forget),
  wrap: form(
    fc.record({
      place: fc.record({
        organisation: longId<OrganisationId>(),
        stream: shortId<StreamId>(),
        epoch: uint.map((epoch) => Math.max(1, epoch)),
      }),
      epochKey: seed,
      to: shortId<MemberId>(),
      keys: memberKeys,
      rosterHead: longId<Hash>(),
    }),
    async ({ to, ...from }) => {
      const place = from.place;
      const holds = { ...place, member: to, author: from.keys.id, rosterHead: from.rosterHead };
      return { bytes: await makeWrap({ ...from, place, to: { ...desk, id: to } }), holds };
    },
    (read) => without(parseWrap(read), "bytes"),
  ),
  bundle: bundleOf(memberKeys),
  "bundle-changing": bundleOf(fc.tuple(memberKeys, seed).map(([keys, otherKemSeed]) => ({ ...keys, otherKemSeed }))),
  beat: form(
    fc.record({
      beat: fc.record({
        organisation: longId<OrganisationId>(),
        hour: uint,
        rosterSeq: uint,
        rosterHead: longId<Hash>(),
        heads: fc.array(lastHead, { maxLength: 8 }),
        digest: longId<Hash>(),
      }),
      keys: memberKeys,
    }),
    ({ beat, keys }) => ({ bytes: signBeat(beat, keys), holds: { ...beat, member: keys.id } }),
    (read) => without(parseBeat(read), "bytes"),
  ),
  invitation: form(invitation, (holds) => ({ bytes: encodeInvitation(holds), holds }), parseInvitation),
  joining: form(
    fc.tuple(invitation, memberKeys),
    async ([invited, keys]) => {
      const joined = await publicKeys(keys);
      const holds = { organisation: invited.pin.organisation, invitation: invitationId(invited), member: joined };
      return { bytes: signJoining(invited, joined, keys), holds };
    },
    (read) => without(parseJoining(read), "bytes"),
  ),
  upload: form(
    fc.record({ organisation: longId<OrganisationId>(), message: shortId<MessageId>(), note: uploadNote }),
    async (from) => {
      const { bytes, upload } = await signUpload(uploader, from);
      return { bytes, holds: upload };
    },
    (read) => readUpload(read, uploader.verifyKey),
  ),
  chunk: form(
    fc.record({ organisation: longId<OrganisationId>(), file: attachedFile, part: bytes(0, 1024) }),
    async ({ organisation, file, part }) => {
      const small = { ...file, size: part.length };
      const holds = { organisation, mailbox: uploader.id, file: file.id, index: 0 };
      return { bytes: await signChunk(uploader, organisation, small, 0, part), holds };
    },
    (read) => without(readChunk(read, uploader.verifyKey), "hash"),
  ),
  "upload-end": form(
    fc.record({ organisation: longId<OrganisationId>(), file: attachedFile }),
    ({ organisation, file }) => ({
      bytes: signUploadEnd(uploader, organisation, file.id),
      holds: { organisation, mailbox: uploader.id, file: file.id },
    }),
    (read) => readUploadEnd(read, uploader.verifyKey),
  ),
  "upload-note": form(uploadNote, (holds) => ({ bytes: encodeUploadNote(holds), holds }), decodeUploadNote, "padded"),
  "letter-files": form(letterWithFiles, (holds) => ({ bytes: encodeLetter(holds), holds }), decodeLetter, "padded"),
  letter: form(letter, (holds) => ({ bytes: encodeLetter(holds), holds }), decodeLetter, "padded"),
  "letter-via": form(
    letter.filter(({ via }) => via !== undefined),
    (holds) => ({ bytes: encodeLetter(holds), holds }),
    decodeLetter,
    "padded",
  ),
  "letter-continues": form(
    letter.filter(({ continues, voucher }) => continues !== undefined && voucher !== undefined),
    (holds) => ({ bytes: encodeLetter(holds), holds }),
    decodeLetter,
    "padded",
  ),
  "letter-press": form(letterWithPress, (holds) => ({ bytes: encodeLetter(holds), holds }), decodeLetter, "padded"),
  "reply-ticket": form(replyWithTicket, (holds) => ({ bytes: encodeReply(holds), holds }), decodeReply, "padded"),
  reply: form(reply, (holds) => ({ bytes: encodeReply(holds), holds }), decodeReply, "padded"),
};
