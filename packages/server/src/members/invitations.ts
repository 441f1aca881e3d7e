import {
  hashOf,
  hourOf,
  type MemberPublic,
  mayAdminister,
  parseBundle,
  parseJoining,
  refuse,
  sameBytes,
  verifyBundleBy,
} from "@fairlead/protocol/verify";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Context } from "../http/context.ts";
import { Failure } from "../http/failure.ts";
import { bytes, count, hash, member, nothing, open } from "../http/route.ts";
import type { Store } from "../store/port.ts";

const FORM_LIMIT = 4096;
/** An invitation that lies about longer is found by somebody else. */
const LONGEST_HOURS = 14 * 24;

/**
 * Invitations: the server knows that one is open and passes on the answer; its secret it never sees, and who is let in
 * is decided by the words that two people compare. [RO4]
 */
export function invitationRoutes(app: FastifyInstance, context: Context): void {
  const { store, roster, clock } = context;

  const invitation = z.strictObject({ id: hash, expires: count, kept: bytes(FORM_LIMIT) });
  member(app, context, "/api/invitations/open", invitation, async ({ id, expires, kept }, me) => {
    const role = (await roster.require()).members.get(me)?.role;
    if (role === undefined || !mayAdminister(role)) throw new Failure("FL_ACCESS");
    if (expires > hourOf(clock()) + LONGEST_HOURS) throw new Failure("FL_INVITATION");
    await store.invitations.open({ id, by: me, expires, kept });
    return { opened: id };
  });

  member(app, context, "/api/invitations", nothing, async (_body, me) => ({
    invitations: (await store.invitations.by(me)).map(({ id, expires, kept, joining }) => ({
      id,
      expires,
      kept,
      joining,
    })),
  }));

  member(app, context, "/api/invitations/close", z.strictObject({ id: hash }), async ({ id }, me) => {
    const known = await store.invitations.find(id);
    if (known !== null && known.by !== me) throw new Failure("FL_ACCESS");
    await store.invitations.close(id);
    return { closed: id };
  });

  const answer = z.strictObject({ joining: bytes(FORM_LIMIT), bundle: bytes(FORM_LIMIT) });
  open(app, "/api/join", answer, async ({ joining: form, bundle: kept }) => {
    const now = await roster.require();
    const joining = parseJoining(form);
    if (joining.organisation !== now.organisation) refuse("FL_ORGANISATION");
    const bundle = parseBundle(kept);
    if (bundle.member !== joining.member.id) refuse("FL_ROSTER_MEMBER");
    verifyBundleBy(bundle, now.organisation, joining.member.verifyKey);
    // An unknown invitation, one that ran out and one that was answered are refused alike.
    if (!(await store.invitations.answer(joining.invitation, hourOf(clock()), form, kept)))
      throw new Failure("FL_INVITATION");
    return { accepted: hashOf(form) };
  });
}

/** Whoever was enrolled by an invitation finds his bundle in place: he may have closed his console meanwhile. [RO4] */
export async function letIn(store: Store, enrolled: MemberPublic): Promise<void> {
  for (const { id, joining, bundle: form } of await store.invitations.answered()) {
    if (joining === null || form === null) continue;
    const { member } = parseJoining(joining);
    if (member.id !== enrolled.id || !sameBytes(member.verifyKey, enrolled.verifyKey)) continue;
    const { login, loginKey, counter } = parseBundle(form);
    await store.bundles.put({ member: member.id, login, loginKey, counter, bytes: form }, "first");
    await store.invitations.close(id);
  }
}
