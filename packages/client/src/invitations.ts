import { commonsOf, handleAsRead, nameMember } from "@fairlead/casework";
import {
  type Bytes,
  checkJoining,
  comparisonWords,
  decodeBody,
  encodeBody,
  encodeInvitation,
  hourOf,
  type Invitation,
  type InvitationId,
  invitationId,
  type Joining,
  kemKeyOf,
  type MemberId,
  makeInvitation,
  makeMemberKeys,
  mayAdminister,
  openWith,
  type Pin,
  parseInvitation,
  parseJoining,
  publicKeys,
  Refused,
  type Role,
  refuse,
  sameBytes,
  sealBundle,
  sealTo,
  signJoining,
  toBytes,
  utf8,
  type WordList,
} from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import type { Effects, Outcome } from "./hand.ts";
import type { Held } from "./held.ts";
import { makePhrase } from "./new-phrase.ts";
import { giveByRole } from "./role-holding.ts";
import { ask, ServerRefused } from "./session.ts";
import { Unreachable } from "./transport.ts";
import { proposeEntry } from "./waiting.ts";

/** Long enough for a second try on another day, short enough that a lost letter opens nothing. */
const INVITATION_HOURS = 72;
const KEPT_INFO = utf8("fairlead/1/1/kept invitation");

/** One of this member's own invitations, and how far it has come. */
export type OpenInvitation = {
  id: InvitationId;
  handle: string;
  role: Role;
  /** Hour. */
  expires: number;
  /** To be handed over by a way that the server does not see; behind the `#` of a link. */
  code: string;
  /**
   * `open`: nobody has answered. `answered`: say these words to each other. `waiting`: enrolled once a second
   * administrator has signed. `spoiled`: answered by somebody who did not hold it.
   */
  state: "open" | "answered" | "waiting" | "spoiled";
  /** Six, once there is an answer. */
  words: string[];
  joining: Joining | null;
};

const toCode = (bytes: Bytes): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** What was handed over, with or without a link around it. @throws Refused FL_FORM_FIELD and the parser's */
export function invitationFrom(text: string): Invitation {
  const code =
    text
      .trim()
      .split("#")
      .at(-1)
      ?.replace(/^join=/, "") ?? "";
  if (!/^[A-Za-z0-9_-]{40,4000}$/.test(code)) return refuse("FL_FORM_FIELD");
  const binary = atob(code.replaceAll("-", "+").replaceAll("_", "/"));
  return parseInvitation(toBytes(Uint8Array.from(binary, (letter) => letter.charCodeAt(0))));
}

/** The pin that goes with this release of the roster: as new as can be. [RO1] */
export function newestPin({ pin, roster }: Held): Pin {
  const administrators = [...roster.members.values()].filter(
    ({ role, standing }) => mayAdminister(role) && standing === "active",
  );
  return {
    organisation: pin.organisation,
    head: roster.head,
    administrators: administrators.map(({ id, verifyKey }) => ({ id, verifyKey })),
  };
}

/**
 * Opens an invitation. The server learns that there is one, and keeps a copy for this member that only he can open: the
 * newcomer may answer tomorrow, on another machine's watch. [RO4]
 */
export async function invite(
  held: Held,
  { handle, role }: { handle: string; role: Role },
): Promise<Outcome<{ code: string; id: InvitationId; expires: number }>> {
  if (!mayAdminister(held.role)) return { kind: "not-your-role" };
  if (handle.trim() === "") return { kind: "incomplete", field: "handle" };
  if (isCalled(held, handle)) return { kind: "handle-taken" };
  const expires = hourOf(held.effects.clock()) + INVITATION_HOURS;
  const invitation = makeInvitation(newestPin(held), role, expires, held.effects.random);
  const id = invitationId(invitation);
  const code = encodeInvitation(invitation);
  const kept = encodeBody({ invitation: code, handle: handle.trim() });
  const sealed = await sealTo(await kemKeyOf(held.keys.kemSeed), KEPT_INFO, utf8(id), kept);
  await held.session.call("/api/invitations/open", { id, expires, kept: sealed });
  await readInvitations(held);
  return { kind: "done", code: toCode(code), id, expires };
}

/** Whether somebody is called so, to the eye, or will be who is invited and still may come. */
function isCalled({ state, invitations, effects }: Held, handle: string): boolean {
  const [read, hour] = [handleAsRead(handle), hourOf(effects.clock())];
  const called = [
    ...commonsOf(state).handles.values(),
    ...invitations.flatMap((one) => (one.state === "spoiled" || one.expires < hour ? [] : [one.handle])),
  ];
  return called.some((one) => handleAsRead(one) === read);
}

/** This member's own invitations, with their answers. */
export async function readInvitations(held: Held): Promise<void> {
  if (!mayAdminister(held.role)) return;
  const answer = await held.session.call("/api/invitations", {});
  const found: OpenInvitation[] = [];
  for (const one of answer.list("invitations")) {
    const id = one.longId<InvitationId>("id");
    const kept = await openKept(held, id, one.bytes("kept"));
    if (kept === null) continue; // sealed under keys of before: it can be made anew
    const { invitation, handle } = kept;
    const joining = one.optionalBytes("joining");
    found.push({
      id,
      handle,
      role: invitation.role,
      expires: one.uint("expires"),
      code: toCode(encodeInvitation(invitation)),
      ...readAnswer(held, invitation, joining),
    });
  }
  held.invitations = found.map((one) => asFirstAnswered(held, one));
}

/**
 * An invitation takes one answer. Were the first one shown while the words are compared, and another given when he is let
 * in, somebody else than who said the words would be enrolled. [RO4]
 */
function asFirstAnswered(held: Held, now: OpenInvitation): OpenInvitation {
  const first = held.answers.get(now.id);
  if (now.joining === null) return first === undefined ? now : { ...now, ...SPOILED };
  if (first === undefined) held.answers.set(now.id, now.joining.bytes);
  return first === undefined || sameBytes(first, now.joining.bytes) ? now : { ...now, ...SPOILED };
}

const SPOILED = { state: "spoiled" as const, words: [], joining: null };

async function openKept(
  { keys }: Held,
  id: InvitationId,
  sealed: Bytes,
): Promise<{ invitation: Invitation; handle: string } | null> {
  try {
    const { invitation, handle } = decodeBody(await openWith(keys.kemSeed, KEPT_INFO, utf8(id), sealed));
    if (!(invitation instanceof Uint8Array) || typeof handle !== "string") return null;
    const read = parseInvitation(invitation);
    return invitationId(read) === id ? { invitation: read, handle } : null;
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

function readAnswer(
  held: Held,
  invitation: Invitation,
  bytes: Bytes | null,
): Pick<OpenInvitation, "state" | "words" | "joining"> {
  if (bytes === null) return { state: "open", words: [], joining: null };
  try {
    const joining = parseJoining(bytes);
    checkJoining(joining, invitation);
    const waits = held.waiting.some(
      ({ entry }) => entry?.body.kind === "enrol" && entry.body.member.id === joining.member.id,
    );
    const list = held.lists.find(({ language }) => language === "en") ?? held.lists[0];
    const words = list === undefined ? [] : comparisonWords(invitation, joining.member, list);
    return { state: waits ? "waiting" : "answered", words, joining };
  } catch (error) {
    if (error instanceof Refused) return SPOILED;
    throw error;
  }
}

/**
 * The words were the same on both sides: the roster entry, then what the role holds. Nothing of it is written before.
 * @returns `waiting` where a second administrator must sign first
 */
export async function welcome(
  held: Held,
  appender: Appender,
  id: InvitationId,
): Promise<Outcome<{ member: MemberId; state: "enrolled" | "waiting" }>> {
  await readInvitations(held);
  const found = held.invitations.find((one) => one.id === id);
  if (found?.joining == null) return { kind: "no-such-invitation" };
  const { member } = found.joining;
  const named = await appender.write((hand) => {
    const outcome = nameMember(held.state, { member: member.id, handle: found.handle }, hand);
    return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
  });
  if (named.kind !== "done") return named;
  const signed = await proposeEntry(held, { kind: "enrol", member, role: found.role });
  const given = signed === "waiting" ? null : await giveByRole(held, appender);
  await readInvitations(held);
  if (given === null) return { kind: "done", member: member.id, state: "waiting" };
  return given.kind === "done" ? { kind: "done", member: member.id, state: "enrolled" } : given;
}

export async function closeInvitation(held: Held, id: InvitationId): Promise<Outcome> {
  await held.session.call("/api/invitations/close", { id });
  await readInvitations(held);
  return { kind: "done" };
}

export type Joined =
  /** Say `words` to whoever invited you; then unlock with `phrase`, which is shown this once. */
  | { kind: "joined"; phrase: string; words: string[]; pin: Pin; role: Role }
  | { kind: "invitation-broken" }
  | { kind: "invitation-expired" }
  /** Not that of `known`: nothing was sent. */
  | { kind: "another-organisation" }
  /** Unknown to the server, run out, or answered by somebody else: then someone has the link who should not. */
  | { kind: "invitation-used" }
  | { kind: "unreachable" };

/**
 * The newcomer's side. His own machine makes his keys and his phrase; neither ever leaves it. What is sent: the public
 * keys, and his keys sealed under the phrase. [RO4]
 *
 * @param known the organisation of this machine, where it has one
 */
export async function join(
  { transport, clock, random }: Effects,
  text: string,
  list: WordList,
  compareIn: WordList,
  known: Pin | null = null,
): Promise<Joined> {
  let invitation: Invitation;
  try {
    invitation = invitationFrom(text);
  } catch (error) {
    if (error instanceof Refused) return { kind: "invitation-broken" };
    throw error;
  }
  if (hourOf(clock()) > invitation.expires) return { kind: "invitation-expired" };
  const { organisation } = invitation.pin;
  if (known !== null && known.organisation !== organisation) return { kind: "another-organisation" };
  const keys = makeMemberKeys(random);
  const member = await publicKeys(keys);
  const { phrase, unlocking } = await makePhrase(random, list, organisation);
  const bundle = await sealBundle(keys, unlocking, organisation, 1, random);
  try {
    await ask(transport, "/api/join", { joining: signJoining(invitation, member, keys), bundle });
  } catch (error) {
    if (error instanceof Unreachable) return { kind: "unreachable" };
    if (error instanceof ServerRefused) return { kind: "invitation-used" };
    throw error;
  }
  const words = comparisonWords(invitation, member, compareIn);
  return { kind: "joined", phrase, words, pin: invitation.pin, role: invitation.role };
}
