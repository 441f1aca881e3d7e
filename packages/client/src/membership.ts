import type { StreamId } from "@fairlead/protocol";
import { type MemberId, mayAdminister, Refused, type Role, type RosterBody } from "@fairlead/protocol";
import { type Appender, OLD } from "./append.ts";
import type { Reading } from "./compartment.ts";
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";
import { renewDue } from "./renewal.ts";
import { giveByRole } from "./role-holding.ts";
import { CLIENT_VERSION } from "./version.ts";
import { proposeEntry, type Signing } from "./waiting.ts";

/** `waiting`: a second administrator must sign before it counts. */
export type Membership = Outcome<{ state: Signing }>;

/**
 * An entry that changes who may read, and at once what follows from it in this hand: new epochs without whoever is out,
 * keys for whoever is new. Roster entry first; the rest is derived from it and can be interrupted anywhere. [CO3] [RO2]
 */
async function changeMembership(held: Held, appender: Appender, body: RosterBody): Promise<Membership> {
  let state: Signing;
  try {
    state = await proposeEntry(held, body);
  } catch (error) {
    if (error instanceof Refused && error.code === "FL_ROSTER_RIGHT") return { kind: "not-your-role" };
    throw error;
  }
  if (state === "waiting") return { kind: "done", state };
  await afterRosterChange(held, appender);
  return { kind: "done", state };
}

/** Also after another's signature completed an entry that this hand proposed, or signed. */
export async function afterRosterChange(held: Held, appender: Appender): Promise<void> {
  await renewDue(held, appender);
  await giveByRole(held, appender);
}

/**
 * At once, by any member, alone: an arrest does not wait for a meeting. Two restore. The entry is all that an outdated
 * client writes; whoever comes by next begins the epochs. [RO3]
 */
export async function suspend(held: Held, appender: Appender, member: MemberId): Promise<Membership> {
  if (held.outdated) return { kind: "done", state: await proposeEntry(held, { kind: "suspend", member }) };
  return changeMembership(held, appender, { kind: "suspend", member });
}

export function restore(held: Held, appender: Appender, member: MemberId): Promise<Membership> {
  return changeMembership(held, appender, { kind: "restore", member });
}

export async function remove(held: Held, appender: Appender, member: MemberId): Promise<Membership> {
  if (!mayAdminister(held.role)) return { kind: "not-your-role" };
  return changeMembership(held, appender, { kind: "remove", member });
}

export async function changeRole(held: Held, appender: Appender, member: MemberId, role: Role): Promise<Membership> {
  if (!mayAdminister(held.role)) return { kind: "not-your-role" };
  return changeMembership(held, appender, { kind: "rerole", member, role });
}

export async function nameRecovery(
  held: Held,
  appender: Appender,
  { threshold, members }: { threshold: number; members: MemberId[] },
): Promise<Membership> {
  if (!mayAdminister(held.role)) return { kind: "not-your-role" };
  if (threshold < 2 || threshold > members.length) return { kind: "incomplete", field: "threshold" };
  return changeMembership(held, appender, { kind: "recovery", threshold, members });
}

/** Not more than this client is itself: it never goes down, and nobody could write any more. */
export async function requireVersion(held: Held, appender: Appender, version: number): Promise<Membership> {
  if (!mayAdminister(held.role)) return { kind: "not-your-role" };
  if (version > CLIENT_VERSION) return OLD;
  return changeMembership(held, appender, { kind: "minimum-version", version });
}

/** One compartment that a member could read, and how far. [P5] */
export type Readable = {
  stream: StreamId;
  /** What it is, as far as this hand can tell: its alias and part, or the organisation's compartment; null where it holds it not. */
  about: { alias: string; part: string } | { common: string } | null;
  /**
   * ms; `from` null: everything from its beginning. `to` null: he reads it still, or until a colleague has renewed it.
   * Where only the server's word says that he reads no more, `to` is the moment of asking: when it ended is not known.
   */
  from: number | null;
  to: number | null;
  /** The signed record says so; else it is the server's word alone. */
  signed: boolean;
};

/**
 * Exactly what a member could read, until when. What this hand holds it takes from the compartments' own signed records;
 * an administrator is told of the others by the server, which knows that there are, and not what they are. What he
 * could read he may have copied. [P5] [CO4]
 */
export async function couldRead(held: Held, member: MemberId): Promise<Readable[]> {
  const ours = [...held.compartments.values()].flatMap(({ stream, readings }) =>
    readings.filter((one) => one.member === member).map((one) => readableOf(held, stream, one)),
  );
  if (!mayAdminister(held.role)) return ours;
  const known = new Set(held.compartments.keys());
  const answer = await held.session.call("/api/holdings", { member });
  const theirs = answer.list("streams").flatMap((one): Readable[] => {
    const stream = one.shortId<StreamId>("stream");
    if (known.has(stream)) return [];
    const stillHis = one.uint("last") === one.uint("now") && !one.flag("erased");
    return [{ stream, about: null, from: null, to: stillHis ? null : held.effects.clock(), signed: false }];
  });
  return [...ours, ...theirs];
}

function readableOf(held: Held, stream: StreamId, { from, to }: Reading): Readable {
  return { stream, about: aboutOf(held, stream), from, to, signed: true };
}

function aboutOf(held: Held, stream: StreamId): Readable["about"] {
  const about = held.compartments.get(stream)?.about ?? null;
  if (about === null) return null;
  if (about.about !== "case") return { common: about.about };
  for (const { content, begun } of held.state.streams.values()) {
    const compartment = begun?.compartment;
    if (content.is === "contact" && compartment?.about === "case" && compartment.case === about.case)
      return { alias: content.contact.opened?.alias ?? "", part: about.part };
  }
  return { alias: "", part: about.part };
}
