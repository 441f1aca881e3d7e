import { hashOf, type MemberId, parseBundle, readLogin, sameBytes, verifyBundle } from "@fairlead/protocol/verify";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Context } from "../http/context.ts";
import { Failure } from "../http/failure.ts";
import { nonceIn } from "../http/nonce.ts";
import { bytes, hash, member, nothing, open } from "../http/route.ts";
import { beginSession, endSession } from "../http/session.ts";

const FORM_LIMIT = 4096;

/**
 * Login by a signed challenge; the phrase never leaves the member's device. [RO4]
 * Whoever asks with an unknown id gets a challenge like any other, and fails like any other.
 */
export function loginRoutes(app: FastifyInstance, context: Context): void {
  const { store, challenges, roster } = context;

  open(app, "/api/login/challenge", z.strictObject({ login: hash }), async () => ({ nonce: challenges.give("login") }));

  open(app, "/api/login", z.strictObject({ login: bytes(FORM_LIMIT) }), async ({ login: form }) => {
    const now = await roster.require();
    const nonce = nonceIn(form);
    if (!challenges.take("login", nonce)) throw new Failure("FL_NONCE");
    const { login, loginKey } = readLogin(form, { organisation: now.organisation, nonce });
    const bundle = await store.bundles.byLogin(login);
    const member = [...now.members.values()].find(({ id }) => id === bundle?.member);
    // Suspended members come as far as the roster: they may be the ones who bring administration back. [RO2]
    const out = member === undefined || member.standing === "removed";
    if (bundle === null || !sameBytes(bundle.loginKey, loginKey) || out) throw new Failure("FL_LOGIN");
    const { token, expires } = await beginSession(context, member.id);
    // The phrase was changed while this one was looked at: what ended all sessions then may have missed this.
    if ((await store.bundles.byLogin(login))?.member !== member.id) {
      await endSession(context, `Bearer ${token}`);
      throw new Failure("FL_LOGIN");
    }
    return { token, member: member.id, bundle: bundle.bytes, expires };
  });

  app.post("/api/logout", async (request, reply) => {
    nothing.parse(request.body);
    await endSession(context, request.headers.authorization);
    return reply.type("application/cbor").send(Buffer.from(Uint8Array.of(0xa0)));
  });

  const put = async (form: Uint8Array, of: MemberId | null) => {
    const bundle = parseBundle(form);
    verifyBundle(bundle, await roster.require());
    const { member, login, loginKey, counter } = bundle;
    if (of !== null && of !== member) throw new Failure("FL_LOGIN_TAKEN");
    const kept = { member, login, loginKey, counter, bytes: form };
    if (!(await store.bundles.put(kept, of === null ? "first" : "next"))) throw new Failure("FL_LOGIN_TAKEN");
    return { accepted: hashOf(form) };
  };

  // Signed by the member's own key: no session needed, so that a new member can bring his first.
  open(app, "/api/bundle", z.strictObject({ bundle: bytes(FORM_LIMIT) }), ({ bundle }) => put(bundle, null));

  // Whoever brings another one is logged in under the one before: else a thief whom a new phrase has shut out could, with
  // the signing key that he copied, put his own phrase in its place. [RO4]
  member(app, context, "/api/bundle/renew", z.strictObject({ bundle: bytes(FORM_LIMIT) }), ({ bundle }, of) =>
    put(bundle, of),
  );
}
