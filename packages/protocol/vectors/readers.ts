import { openChunk } from "../src/attachment-open.ts";
import { parseBeat, verifyBeat } from "../src/beat.ts";
import { parseBundle, verifyBundle } from "../src/bundle.ts";
import { openBundle } from "../src/bundle-open.ts";
import { type Bytes, fromHex, toHex } from "../src/bytes.ts";
import { readCard } from "../src/card.ts";
import { readCertificate } from "../src/certificate.ts";
import { readConfirmation, readEnding, readLogin, readOpening } from "../src/challenge.ts";
import { parseCommit, verifyCommit } from "../src/commit.ts";
import { openCommit } from "../src/commit-open.ts";
import { hashOf } from "../src/hash.ts";
import type { Hash, MailboxId, MemberId, OrganisationId } from "../src/id.ts";
import { checkJoining, comparisonWords, invitationId, parseInvitation, parseJoining } from "../src/invitation.ts";
import { decodeLetter, decodeReply } from "../src/letter.ts";
import { openLetter } from "../src/letter-open.ts";
import { openReply } from "../src/reply-open.ts";
import { extendRoster, type Roster, readRoster } from "../src/roster.ts";
import { parseRow, verifyRow } from "../src/row.ts";
import { decodeUploadNote, readChunk, readUpload, readUploadEnd } from "../src/upload.ts";
import { openUploadNote } from "../src/upload-open.ts";
import { parseSuccession, verifySuccession } from "../src/succession.ts";
import { ENGLISH } from "../src/words/english.ts";
import { parseWrap, verifyWrap } from "../src/wrap.ts";
import { openWrap } from "../src/wrap-open.ts";

/** What a reader of a form must hold: ids and keys in hex, a roster as its entries. */
export interface Context {
  [name: string]: string | string[];
}

/** One file of vectors: a good example of a form, and twins of it that must be refused. */
export interface VectorFile {
  form: string;
  /** What the reader does, in order. */
  reader: string;
  context: Context;
  good: string;
  /** What the reader finds in the good one; byte strings in hex. */
  read: unknown;
  malformed: { twin: string; bytes: string; code: string }[];
}

const text = (context: Context, name: string): string => {
  const value = context[name];
  if (typeof value !== "string") throw new TypeError(`the context lacks ${name}`);
  return value;
};
const bytes = (context: Context, name: string): Bytes => fromHex(text(context, name));
const rosters = new Map<string, Roster>();
const roster = (context: Context): Roster => {
  const entries = context.roster;
  if (!Array.isArray(entries)) throw new TypeError("the context lacks a roster");
  const key = entries.join();
  const read = rosters.get(key) ?? readRoster(entries.map(fromHex)); // many twins share one
  rosters.set(key, read);
  return read;
};
const asked = (context: Context) => ({
  organisation: text(context, "organisation") as OrganisationId,
  nonce: bytes(context, "nonce"),
});

const standings = ({ members }: Roster) =>
  [...members.values()].map(({ id, role, standing }) => ({ id, role, standing }));

/** Everything that the rules ask of whoever reads a form, by the name of its file. */
export const READERS: Record<string, (form: Bytes, context: Context) => unknown> = {
  "roster-founding": (form) => {
    const { organisation, seq, members } = readRoster([form]);
    return { organisation, seq, administrators: [...members.keys()] };
  },
  "roster-entry": (form, context) => {
    const { head, seq, members } = extendRoster(roster(context), form);
    return { head, seq, newest: [...members.values()].at(-1) };
  },
  "roster-recovery": (form, context) => extendRoster(roster(context), form).recovery,
  "roster-recover": (form, context) => standings(extendRoster(roster(context), form)),
  "roster-suspend": (form, context) => standings(extendRoster(roster(context), form)),
  "roster-rekey": (form, context) => {
    const { members } = extendRoster(roster(context), form);
    return [...members.values()].map(({ id, verifyKey, kemKey }) => ({ id, verifyKey, kemKey: hashOf(kemKey) }));
  },
  "roster-erase": (form, context) => [...extendRoster(roster(context), form).erased.values()],
  beat: (form, context) => {
    const beat = parseBeat(form);
    verifyBeat(beat, roster(context));
    const { member, hour, rosterSeq, rosterHead, heads, digest } = beat;
    return { member, hour, rosterSeq, rosterHead, heads, digest };
  },
  invitation: (form) => {
    const invitation = parseInvitation(form);
    return { ...invitation, id: invitationId(invitation) };
  },
  joining: (form, context) => {
    const joining = parseJoining(form);
    const invitation = parseInvitation(bytes(context, "invitation"));
    checkJoining(joining, invitation);
    return { member: joining.member, words: comparisonWords(invitation, joining.member, ENGLISH) };
  },
  certificate: (form, context) => {
    const [first, second] = ["first", "second"].map((name) => ({
      id: text(context, `${name}Administrator`) as MemberId,
      verifyKey: bytes(context, `${name}AdministratorKey`),
    }));
    const administrators = first !== undefined && second !== undefined ? [first, second] : [];
    const organisation = text(context, "organisation") as OrganisationId;
    const { rosterHead, intakeKeys, issued, expires } = readCertificate(form, {
      organisation,
      head: text(context, "head") as Hash,
      administrators,
    });
    return { rosterHead, intakeKeys, issued, expires };
  },
  card: (form, context) => {
    const organisation = text(context, "organisation") as OrganisationId;
    const mailbox = text(context, "mailbox") as "new" | MailboxId;
    const card = readCard(form, [bytes(context, "intakeKey")], { organisation, mailbox });
    const { kemKey, replyKey, counter, previous, expires, rosterHead, hash } = card;
    return { mailbox: card.mailbox, kemKey, replyKey, counter, previous, expires, rosterHead, hash };
  },
  "row-letter": async (form, context) => {
    const row = parseRow(form);
    verifyRow(row, bytes(context, "verifyKey"));
    return { header: row.header, hash: row.hash, letter: await openLetter(row, bytes(context, "deskKemSeed")) };
  },
  "row-reply": async (form, context) => {
    const row = parseRow(form);
    verifyRow(row, bytes(context, "replyKey"));
    return { header: row.header, hash: row.hash, reply: await openReply(row, bytes(context, "mailboxKemSeed")) };
  },
  opening: (form, context) => readOpening(form, asked(context)),
  confirmation: (form, context) => readConfirmation(form, asked(context)),
  ending: (form, context) => readEnding(form, asked(context)),
  succession: (form, context) => {
    const succession = parseSuccession(form);
    const organisation = text(context, "organisation") as OrganisationId;
    verifySuccession(succession, {
      organisation,
      to: text(context, "to") as MailboxId,
      old: { verifyKey: bytes(context, "verifyKey"), kemKey: bytes(context, "kemKey") },
    });
    return { from: succession.from, to: succession.to };
  },
  login: (form, context) => readLogin(form, asked(context)),
  "commit-epoch": readCommit,
  "commit-write": readCommit,
  "commit-alarm": readCommit,
  "commit-watch": readCommit,
  "commit-retention": readCommit,
  "commit-forget": readCommit,
  wrap: async (form, context) => {
    const wrap = parseWrap(form);
    verifyWrap(wrap, roster(context));
    const keys = {
      id: text(context, "member") as MemberId,
      signSeed: new Uint8Array(32),
      kemSeed: bytes(context, "kemSeed"),
    };
    return { author: wrap.author, epochKey: await openWrap(wrap, keys, text(context, "commitment") as Hash) };
  },
  bundle: readBundle,
  "bundle-changing": readBundle,
  letter: (form) => decodeLetter(form),
  "letter-via": (form) => decodeLetter(form),
  "letter-files": (form) => decodeLetter(form),
  upload: async (form, context) => {
    const upload = readUpload(form, bytes(context, "verifyKey"));
    return { ...upload, note: await openUploadNote(upload, bytes(context, "mailboxKemSeed")) };
  },
  chunk: async (form, context) => {
    const { sealed, ...chunk } = readChunk(form, bytes(context, "verifyKey"));
    const file = { id: chunk.file, key: text(context, "fileKey"), size: Number(text(context, "size")) };
    return { ...chunk, part: await openChunk(file, chunk.index, sealed) };
  },
  "upload-end": (form, context) => readUploadEnd(form, bytes(context, "verifyKey")),
  "upload-note": (form) => decodeUploadNote(form),
  "letter-continues": (form) => decodeLetter(form),
  "letter-press": (form) => decodeLetter(form),
  reply: (form) => decodeReply(form),
  "reply-ticket": (form) => decodeReply(form),
};

async function readCommit(form: Bytes, context: Context): Promise<unknown> {
  const commit = parseCommit(form);
  verifyCommit(commit, roster(context));
  return { header: commit.header, hash: commit.hash, operations: await openCommit(commit, bytes(context, "epochKey")) };
}

async function readBundle(form: Bytes, context: Context): Promise<unknown> {
  const bundle = parseBundle(form);
  verifyBundle(bundle, roster(context));
  const { login, loginKey, counter } = bundle;
  const unlocking = { login, loginKey, loginSeed: new Uint8Array(32), wrapKey: bytes(context, "wrapKey") };
  return { login, counter, keys: await openBundle(bundle, unlocking) };
}

/** As JSON has it: byte strings in hex. */
export function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
