import {
  certifiedTogether,
  certifiers,
  countersigned,
  digest,
  extendRoster,
  hashOf,
  hourOf,
  mayAdminister,
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
import { appendEntry } from "./roster.ts";

const ENTRY_LIMIT = 64 * 1024;
const CERTIFICATE_LIMIT = 4096;

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
      const now = await roster.require();
      let signed: Paper = {
        entry: body.entry === null ? null : parseRosterEntry(body.entry),
        certificate: body.certificate === null ? null : parseCertificate(body.certificate),
      };
      if (!isSignedBy(signed, me, now)) throw new Failure("FL_AUTHOR");
      const id = idOf(signed);
      if (signed.entry !== null && now.seqOf(signed.entry.hash) !== undefined) return { state: "standing" };
      if (signed.entry !== null && (signed.entry.seq !== now.seq + 1 || signed.entry.previous !== now.head))
        return { state: "stale" };
      const before = (await store.waiting.all()).find((one) => one.id === id);
      if (before !== undefined) signed = joined(signed, before);
      if (signed.entry !== null && suffices(now, signed.entry)) {
        const answer = await appendEntry(context, signed.entry.bytes);
        if ("stale" in answer) return { state: "stale" };
      }
      const after = await roster.require();
      const stands = signed.entry === null || after.seqOf(signed.entry.hash) !== undefined;
      if (stands && (signed.certificate === null || (await publish(signed.certificate, after)))) {
        await store.waiting.remove(id);
        return { state: "standing" };
      }
      const { entry, certificate } = signed;
      const kept = { id, hour: hourOf(clock()), entry: entry?.bytes ?? null, certificate: certificate?.bytes ?? null };
      if (!(await store.waiting.put(kept))) throw new Failure("FL_WAITING_FULL");
      return { state: "waiting" };
    },
    ENTRY_LIMIT + CERTIFICATE_LIMIT + 1024,
    "not-removed",
  );

  /** By any of its signers: an administrator also lets go of what nobody signs any more. */
  member(
    app,
    context,
    "/api/waiting/withdraw",
    z.strictObject({ id: hash }),
    async ({ id }, me) => {
      const now = await roster.require();
      const waiting = (await store.waiting.all()).find((one) => one.id === id);
      if (waiting === undefined) return { withdrawn: id };
      const paper = {
        entry: waiting.entry === null ? null : parseRosterEntry(waiting.entry),
        certificate: waiting.certificate === null ? null : parseCertificate(waiting.certificate),
      };
      const role = now.members.get(me)?.role;
      const signers = [...(paper.entry?.signatures ?? []), ...(paper.certificate?.signatures ?? [])];
      if (!signers.some((one) => one.member === me) && (role === undefined || !mayAdminister(role)))
        throw new Failure("FL_ACCESS");
      await store.waiting.remove(id);
      return { withdrawn: id };
    },
    undefined,
    "not-removed",
  );

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

function idOf({ entry, certificate }: Paper): string {
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

function joined(paper: Paper, before: { entry: Uint8Array | null; certificate: Uint8Array | null }): Paper {
  const { entry, certificate } = paper;
  return {
    entry:
      entry === null || before.entry === null
        ? entry
        : parseRosterEntry(countersigned(parseRosterEntry(before.entry), entry)),
    certificate:
      certificate === null || before.certificate === null
        ? certificate
        : parseCertificate(certifiedTogether(parseCertificate(before.certificate), certificate)),
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
