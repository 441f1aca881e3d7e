import { type Compartment, mayWrite } from "@fairlead/casework";
import type { Role } from "@fairlead/protocol";

type Common = Exclude<Compartment["about"], "case" | "thread" | "access">;

/**
 * Which of the organisation's compartments a role holds. Cases are given one by one, to their team.
 * Absent permission means no. [P3]
 *
 * Whoever enrols must be able to give: an administrator holds the keys that he hands on, though his
 * role writes nothing there. Handing on by others comes with invitations.
 */
const HOLDS: Record<Role, readonly Common[]> = {
  operator: ["commons", "intake-keys", "intake"],
  caseworker: ["commons", "intake-keys", "intake", "ledger", "figures", "resources"],
  coordinator: ["commons", "intake-keys", "intake", "ledger", "figures", "resources"],
  specialist: ["commons"],
  communications: ["commons", "figures"],
  administrator: ["commons", "intake-keys", "intake", "ledger", "figures", "resources"],
  auditor: ["commons"],
};

export const COMMON_COMPARTMENTS: readonly Common[] = [
  "commons",
  "intake-keys",
  "intake",
  "ledger",
  "figures",
  "resources",
];

export function holdsByRole(role: Role, about: Common): boolean {
  return HOLDS[role].includes(about);
}

/**
 * Whether a role may read such a compartment at all. Cases are given one by one, to whomever; one thread to whoever
 * interprets it, beside those who read the intake.
 */
export function mayHold(role: Role, about: Exclude<Compartment["about"], "access">): boolean {
  if (about === "thread") return holdsByRole(role, "intake") || mayWrite(role, "translate");
  return about === "case" || holdsByRole(role, about);
}
