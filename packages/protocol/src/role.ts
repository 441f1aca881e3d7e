import type { CommitKind } from "./commit.ts";

export const ROLES = [
  "operator",
  "caseworker",
  "coordinator",
  "specialist",
  "communications",
  "administrator",
  "auditor",
] as const;
export type Role = (typeof ROLES)[number];

/** Who may approve another's proposal [P11]; giving or taking such a role is an administrators' matter for two. [RO2] */
export function mayApprove(role: Role): boolean {
  return role === "coordinator" || role === "caseworker" || role === "administrator";
}

export function mayAdminister(role: Role): boolean {
  return role === "administrator";
}

/**
 * Which role may make which kind of commit. [ST3] Auditors read and write nothing; communications
 * and specialists begin no compartment for others and arm no alarm. Absent permission means no. [P3]
 */
export function mayCommit(role: Role, kind: CommitKind): boolean {
  switch (role) {
    case "operator":
      // Whoever may not approve does not set the hour at which a compartment is destroyed. [P11]
      return kind !== "retention" && kind !== "forget";
    case "caseworker":
    case "coordinator":
      return kind !== "forget";
    case "administrator":
      // Old keys are destroyed by those who turn them, and in what they hold: no case. [RO3]
      return true;
    case "specialist":
      return kind === "write" || kind === "alarm";
    case "communications":
      return kind === "write";
    case "auditor":
      return false;
  }
}
