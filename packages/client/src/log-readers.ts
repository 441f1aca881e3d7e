import type { Compartment as About } from "@fairlead/casework";
import { type Member, type MemberId, mayAdminister, mayCommit, type Roster } from "@fairlead/protocol";
import type { Compartment } from "./compartment.ts";

/** Whose console says there what it has shown. */
export const logOf = (about: About | null): MemberId | null => (about?.about === "access" ? about.member : null);

/**
 * Who reads what a member's console has shown: that member, and auditors. Of a member whose role may begin no epoch,
 * administrators too: somebody must leave out an auditor who goes. [P3] [CO3]
 */
export function readsLog(roster: Roster, reader: Member, of: MemberId): boolean {
  const member = roster.members.get(of);
  if (reader.standing !== "active" || member === undefined) return false;
  if (reader.id === of || reader.role === "auditor") return true;
  return mayAdminister(reader.role) && !mayCommit(member.role, "epoch");
}

/** Whoever has gone writes nothing there any more: no epoch is due, and what stands stays with those who had it. */
export function isEndedLog(roster: Roster, { about }: Compartment): boolean {
  const of = logOf(about);
  return of !== null && roster.members.get(of)?.standing !== "active";
}
