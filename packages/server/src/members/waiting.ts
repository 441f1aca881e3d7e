import {
  certifiedTogether,
  certifiers,
  countersigned,
  digest,
  extendRoster,
  hashOf,
  hourOf,
  type MemberId,
  mayAdminister,
  mayCountersign,
  type ParsedCertificate,
  parseCertificate,
  parseRosterEntry,
  Refused,
  type Roster,
  type RosterEntry,
  refuse,
  signedPartOfCertificate,
  signersOf,
  toHex,
} from "@fairlead/protocol/verify";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Context } from "../http/context.ts";
import { Failure } from "../http/failure.ts";
import { bytes, hash, member, nothing } from "../http/route.ts";
import type { WaitingEntry } from "../store/port.ts";
import { appendEntry } from "./roster.ts";

const ENTRY_LIMIT = 64 * 1024;
const CERTIFICATE_LIMIT = 4096;
/** Papers that may wait under one member's signature when he brings another: of 200 nobody fills the list for others. */
const MOST_OF_ONE = 20;

type Paper = { entry: RosterEntry | null; certificate: ParsedCertificate | null };

/**
 * Where the second signature meets the first. [RO2] An entry is public framing once it stands, and so it is before; the
 * server joins signatures, and appends as soon as they suffice. What was signed at an older head is kept for its author
 * to sign again.
 */
export function waitingRoutes(app: FastifyInstance, context: Context): void {
  const { store, roster, clock } = context;

  member(
    app,
    context,
    "/api/waiting",
    nothing,
    async () => ({ waiting: await store.waiting.all() }),
    undefined,
    "not-removed",
  );

  const paper = z.strictObject({
    entry: bytes(ENTRY_LIMIT).nullable(),
    certificate: bytes(CERTIFICATE_LIMIT).nullable(),
  });
  member(
    app,
    context,
    "/api/waiting/sign",
    paper,
    async (body, me) => {
      // Of several who sign at once each joins theirs to what the others have signed.
      for (;;) {
        const state = await sign(paperOf(body), me);
        if (state !== "changed") return { state };
      }
    },
    ENTRY_LIMIT + CERTIFICATE_LIMIT + 1024,
    "not-removed",
  );

  /**
   * By any of its signers: an administrator also lets go of what nobody signs any more. Whoever is suspended takes back
   * nothing but what he may sign: else he would take away the paper that removes him.
   */
  member(
    app,
    context,
    "/api/waiting/withdraw",
    z.strictObject({ id: hash }),
    async ({ id }, me) => {
      const now = await roster.require();
      const waiting = (await store.waiting.all()).find((one) => one.id === id);
      if (waiting === undefined) return { withdrawn: id };
      const paper = paperOf(waiting);
      const member = now.members.get(me);
      const his = signersOn(paper).has(me) && isWantedFrom(paper, me, now);
      const administers = member?.standing === "active" && mayAdminister(member.role);
      if (!his && !administers) throw new Failure("FL_ACCESS");
      await store.waiting.remove(id);
      return { withdrawn: id };
    },
    undefined,
    "not-removed",
  );

  /** @returns "changed" where another has signed it since it was looked at: nothing was kept */
  async function sign(brought: Paper, me: MemberId): Promise<"standing" | "stale" | "waiting" | "changed"> {
    const now = await roster.require();
    let signed = brought;
    if (!isSignedBy(signed, me, now)) throw new Failure("FL_AUTHOR");
    const id = idOf(signed);
    if (signed.entry !== null && now.seqOf(signed.entry.hash) !== undefined) return "standing";
    if (signed.entry !== null && (signed.entry.seq !== now.seq + 1 || signed.entry.previous !== now.head))
      return "stale";
    if (!isWantedFrom(signed, me, now)) throw new Failure("FL_AUTHOR");
    const all = await store.waiting.all();
    const before = all.find((one) => one.id === id);
    if (before !== undefined) signed = joined(signed, paperOf(before));
    if (signed.entry !== null && suffices(now, signed.entry)) {
      const answer = await appendEntry(context, signed.entry.bytes);
      if ("stale" in answer) return "stale";
    }
    const after = await roster.require();
    const stands = signed.entry === null || after.seqOf(signed.entry.hash) !== undefined;
    if (stands && (signed.certificate === null || (await publish(signed.certificate, after)))) {
      await store.waiting.remove(id);
      return "standing";
    }
    const isHis = (one: WaitingEntry) => signersOn(paperOf(one)).has(me);
    if (before === undefined && all.filter(isHis).length >= MOST_OF_ONE) throw new Failure("FL_WAITING_FULL");
    const { entry, certificate } = signed;
    const kept = { id, hour: hourOf(clock()), entry: entry?.bytes ?? null, certificate: certificate?.bytes ?? null };
    const put = await store.waiting.put(kept, before ?? null);
    if (put === "full") throw new Failure("FL_WAITING_FULL");
    return put === "kept" ? "waiting" : put;
  }

  async function publish(certificate: ParsedCertificate, now: Roster): Promise<boolean> {
    const administrators = [...now.members.values()].filter(
      ({ role, standing }) => mayAdminister(role) && standing === "active",
    );
    if (certifiers(certificate, administrators) < (now.twoAdministrators ? 2 : 1)) return false;
    const { issued, expires, bytes: form } = certificate;
    await store.certificates.put(hashOf(form), issued, expires, form);
    return true;
  }
}

/** @throws Refused */
function paperOf({ entry, certificate }: { entry: Uint8Array | null; certificate: Uint8Array | null }): Paper {
  return {
    entry: entry === null ? null : parseRosterEntry(entry),
    certificate: certificate === null ? null : parseCertificate(certificate),
  };
}

function signersOn({ entry, certificate }: Paper): Set<MemberId> {
  return new Set([...(entry?.signatures ?? []), ...(certificate?.signatures ?? [])].map(({ member: id }) => id));
}

/** Whether this member's signature is worth something on it: one that is not would only take others' room. */
function isWantedFrom({ entry, certificate }: Paper, me: MemberId, roster: Roster): boolean {
  if (entry !== null && !mayCountersign(roster, entry.body, me)) return false;
  const signer = roster.members.get(me);
  return certificate === null || (signer?.standing === "active" && mayAdminister(signer.role));
}

/** @throws Refused where a certificate comes along with anything but the intake key that it tells of */
function idOf({ entry, certificate }: Paper): string {
  const together = entry !== null && certificate !== null;
  if (together && (entry.body.kind !== "intake" || certificate.rosterHead !== entry.hash)) refuse("FL_CERTIFICATE");
  if (entry !== null) return entry.hash;
  if (certificate !== null) return toHex(digest(signedPartOfCertificate(certificate)));
  return refuse("FL_BODY");
}

/** Only who has signed brings something: nobody fills the list with other people's old papers. */
function isSignedBy({ entry, certificate }: Paper, me: string, roster: Roster): boolean {
  for (const one of [entry, certificate]) {
    if (one === null) continue;
    if (one.organisation !== roster.organisation) refuse("FL_ORGANISATION");
    if (!one.signatures.some(({ member: signer }) => signer === me)) return false;
  }
  // All of them valid, each once: nobody fills a form with signatures that are none, until no good one finds room.
  if (entry !== null && signersOf(entry, roster).length !== entry.signatures.length) return false;
  const members = [...roster.members.values()];
  return certificate === null || certifiers(certificate, members) === certificate.signatures.length;
}

function joined({ entry, certificate }: Paper, before: Paper): Paper {
  return {
    entry: entry && before.entry ? parseRosterEntry(countersigned(before.entry, entry)) : entry,
    certificate:
      certificate && before.certificate
        ? parseCertificate(certifiedTogether(before.certificate, certificate))
        : certificate,
  };
}

/** @throws Refused for whatever more signatures would not mend */
function suffices(roster: Roster, entry: RosterEntry): boolean {
  try {
    extendRoster(roster, entry.bytes);
    return true;
  } catch (error) {
    if (error instanceof Refused && error.code === "FL_ROSTER_RIGHT") return false;
    throw error;
  }
}
