import { createHash } from "node:crypto";
import type { MemberId } from "@fairlead/protocol/verify";
import type { Context } from "./context.ts";
import { Failure } from "./failure.ts";

/** A session ends half an hour after its last call. */
const SESSION_MS = 30 * 60_000;
/** Prolonging writes to the disk; once a minute is often enough. */
const PROLONG_AFTER_MS = 60_000;

/** The token is shown once, and only its hash is kept: whoever copies the store opens no session. */
export async function beginSession(
  { store, clock, random }: Context,
  member: MemberId,
): Promise<{ token: string; expires: number }> {
  const token = Buffer.from(random(32)).toString("base64url");
  const expires = clock() + SESSION_MS;
  await store.sessions.begin(tokenHash(token), member, expires);
  return { token, expires };
}

/** What a call asks of whoever makes it. Suspended members may still read the roster and sign for recovery. [RO2] */
export type Asked = "active" | "not-removed";

/** @throws Failure FL_SESSION, also for a member who has been suspended or removed since */
export async function requireMember(
  context: Context,
  authorization: string | undefined,
  asked: Asked = "active",
): Promise<MemberId> {
  const token = tokenOf(authorization);
  const now = context.clock();
  const session = token === null ? null : await context.store.sessions.find(tokenHash(token), now);
  if (token === null || session === null) throw new Failure("FL_SESSION");
  const roster = await context.roster.current();
  const found = roster === null ? undefined : [...roster.members.values()].find(({ id }) => id === session.member);
  const standing = found?.standing;
  if (found === undefined || (standing !== "active" && !(asked === "not-removed" && standing === "suspended")))
    throw new Failure("FL_SESSION");
  if (session.expires - now < SESSION_MS - PROLONG_AFTER_MS) {
    await context.store.sessions.prolong(tokenHash(token), now + SESSION_MS);
  }
  return found.id;
}

export async function endSession({ store }: Context, authorization: string | undefined): Promise<void> {
  const token = tokenOf(authorization);
  if (token !== null) await store.sessions.end(tokenHash(token));
}

function tokenOf(authorization: string | undefined): string | null {
  return /^Bearer ([A-Za-z0-9_-]{43})$/.exec(authorization ?? "")?.[1] ?? null;
}

function tokenHash(token: string): string {
  return createHash("sha256").update("session\0").update(token).digest("hex");
}
