import { setImmediate } from "node:timers/promises";
import {
  type Commit,
  hashOf,
  hourOf,
  type MemberId,
  maySkip,
  parseCommit,
  parseWrap,
  type Roster,
  toHex,
  verifyCommit,
  verifyWrap,
  type Wrap,
} from "@fairlead/protocol/verify";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Context } from "../http/context.ts";
import { Failure } from "../http/failure.ts";
import { bytes, member } from "../http/route.ts";
import type { Effect, NewCommit, NewWrap, Skipping } from "../store/port.ts";

const BODY_LIMIT = 8 * 1024 * 1024;
const COMMITS = 256;
const WRAPS = 4096;
/** One hostile insider, alone at night, cannot erase before others have had a month to withdraw it. */
const RETENTION_HOURS = 30 * 24;
/** Signatures checked in one go before other calls get their turn. */
const BREATH = 8;

/** Appends commits, and wraps, to one or several streams: all or none. [ST2] [ST5] [CO1] */
export function appendRoutes(app: FastifyInstance, context: Context): void {
  const body = z.strictObject({
    commits: z.array(bytes(2 * 1024 * 1024)).max(COMMITS),
    wraps: z.array(bytes(4096)).max(WRAPS),
  });
  member(
    app,
    context,
    "/api/append",
    body,
    async ({ commits, wraps }, author) => {
      const roster = await context.roster.require();
      const now = context.clock();
      const read = { commits: [] as NewCommit[], wraps: [] as NewWrap[] };
      for (const [index, form] of commits.entries()) {
        if (index % BREATH === BREATH - 1) await setImmediate();
        read.commits.push(readCommit(form, roster, author, now));
      }
      for (const [index, form] of wraps.entries()) {
        if (index % BREATH === BREATH - 1) await setImmediate();
        read.wraps.push(readWrap(form, roster, author));
      }
      for (const commit of read.commits) requireOwnWrap(commit, read.wraps);
      const skipping = [];
      for (const commit of read.commits) skipping.push(...(await skipped(context, commit, roster)));
      const out = [...roster.members.values()].filter(({ standing }) => standing !== "active").map(({ id }) => id);
      const appending = { out, skipping };
      const answer = await context.store.streams.append(author, read.commits, read.wraps, appending);
      if (answer.kind === "accepted") return { accepted: true };
      if (answer.kind === "refused") throw new Failure(answer.code);
      return { stale: { stream: answer.stream, seq: answer.seq, hash: answer.hash } };
    },
    BODY_LIMIT,
  );
}

function readCommit(form: Uint8Array, roster: Roster, author: MemberId, now: number): NewCommit {
  const commit = parseCommit(form);
  const { header } = commit;
  // Nobody appends on another's behalf, however valid the signature: a stolen laptop's commits stay unsent.
  if (header.author !== author) throw new Failure("FL_AUTHOR");
  verifyCommit(commit, roster);
  const rosterSeq = roster.seqOf(header.rosterHead);
  if (rosterSeq === undefined) throw new Failure("FL_COMMIT_ROSTER");
  return {
    stream: header.stream,
    seq: header.seq,
    prev: header.prev,
    hash: commit.hash,
    epoch: header.epoch,
    author,
    rosterSeq,
    bytes: commit.bytes,
    effect: effectOf(commit, now),
  };
}

function effectOf({ header: { framing } }: Commit, now: number): Effect {
  const hour = hourOf(now);
  switch (framing.kind) {
    case "write":
      return { kind: "none" };
    case "epoch":
      return {
        kind: "epoch",
        commitment: framing.commitment,
        keeping: framing.keeping,
        linked: framing.link !== null,
      };
    case "retention":
      if (framing.eraseAt !== null && framing.eraseAt < hour + RETENTION_HOURS) throw new Failure("FL_RETENTION_SOON");
      return framing;
    case "forget":
      return framing;
    case "alarm": {
      const { step } = framing;
      if (step.verb === "acknowledge") return { kind: "alarm", step: { ...step, hour } };
      if (step.verb === "clear") return { kind: "alarm", step };
      const ladder = step.ladder.map(({ delay, token }) => ({ delay, token: toHex(token) }));
      return { kind: "alarm", step: { ...step, ladder } };
    }
    case "watch": {
      const { step } = framing;
      if (step.verb === "have") return { kind: "watch", step: { ...step, hour } };
      if (step.verb === "attend") return { kind: "watch", step: { ...step, minute: Math.floor(now / 60_000) } };
      if (step.verb === "end") return { kind: "watch", step };
      const ladder = step.ladder.map((rung) => ({ ...rung, token: toHex(rung.token) }));
      return { kind: "watch", step: { ...step, ladder } };
    }
  }
}

function readWrap(form: Uint8Array, roster: Roster, author: MemberId): NewWrap {
  const wrap: Wrap = parseWrap(form);
  if (wrap.author !== author) throw new Failure("FL_AUTHOR");
  verifyWrap(wrap, roster);
  // He was active at the head that the wrap cites; a removal since then counts too. [CO3]
  if (roster.members.get(wrap.member)?.standing !== "active") throw new Failure("FL_WRAP");
  const { stream, epoch, member: to, commitment } = wrap;
  return { stream, epoch, member: to, commitment, hash: hashOf(form), bytes: wrap.bytes };
}

/**
 * The commits that a new epoch takes the place of, where it may: all written by members who are out at the head that it
 * cites. The one exception to [ST2]. [ST3]
 */
async function skipped(
  { store: { streams } }: Context,
  { stream, seq, epoch, bytes: form, effect }: NewCommit,
  roster: Roster,
): Promise<Skipping[]> {
  if (effect.kind !== "epoch" || seq === 0) return [];
  const head = await streams.head(stream);
  if (head === null || head.seq < seq) return [];
  const from = seq - 1;
  const standing = await streams.page(stream, from, head.seq - from + 1, BODY_LIMIT);
  if (standing.commits.length !== head.seq - from + 1) return [];
  const [before, ...after] = standing.commits.map((one) => parseCommit(one));
  // What is skipped may have begun epochs too: they go with it.
  if (before?.header.epoch !== epoch - 1) return [];
  const authors = after.map(({ header }) => header);
  const hashes = after.map(({ hash }) => hash);
  if (!maySkip(parseCommit(form), authors, roster)) return [];
  const rosterSeq = roster.seqOf(before.header.rosterHead) ?? 0;
  return [{ stream, from: seq, head, epoch: epoch - 1, rosterSeq, hashes }];
}

/** Whoever begins an epoch must be in it: else the stream could never go on. */
function requireOwnWrap(commit: NewCommit, wraps: readonly NewWrap[]): void {
  if (commit.effect.kind !== "epoch") return;
  const own = wraps.some(
    (wrap) => wrap.stream === commit.stream && wrap.epoch === commit.epoch && wrap.member === commit.author,
  );
  if (!own) throw new Failure("FL_WRAP");
}
