import { belongsTo, type Kind, mayBegin, mayCheckpoint, mayWrite, type OperationName } from "@fairlead/casework";
import { type CommitKind, mayCommit, type Role } from "@fairlead/protocol";
import { COMMON_COMPARTMENTS, holdsByRole, mayHold } from "../../src/role-compartments.ts";

/** Kinds of compartment, as far as rights differ between them. */
export const PLACES = [
  ...COMMON_COMPARTMENTS,
  "contact",
  "threat",
  "other part",
  "journey",
  "thread",
  "access",
] as const;
export type Place = (typeof PLACES)[number];

/** What can be done to a compartment: an operation inside a commit, or a commit of a kind of its own. */
export type Deed = OperationName | Exclude<CommitKind, "write">;

const KINDS: Record<Place, Kind | null> = {
  commons: "commons",
  "intake-keys": null, // keys only
  intake: "intake",
  ledger: "ledger",
  figures: "figures",
  resources: "resources",
  contact: "contact",
  threat: "threat",
  "other part": "part",
  journey: "journey",
  thread: "thread",
  access: "access",
};

/** Given to members one by one, and erased in the end. */
export const isOneByOne = (place: Place): boolean => !COMMON_COMPARTMENTS.some((common) => common === place);

/** A case's parts are given to its team one by one, and each has a log of their own: there this says nothing about the role. */
export const holds = (role: Role, place: Place): boolean =>
  place === "thread"
    ? mayHold(role, place)
    : COMMON_COMPARTMENTS.every((common) => common !== place || holdsByRole(role, common));

/** Whether a deed has any meaning in such a compartment, whoever does it. */
export function isPossible(deed: Deed, place: Place): boolean {
  switch (deed) {
    case "begin":
    case "checkpoint":
    case "epoch":
    case "alarm":
    case "watch":
      return true;
    case "forget":
      return place === "intake-keys"; // elsewhere old keys are never destroyed
    case "retention":
      return isOneByOne(place) && place !== "access"; // the organisation's own are never erased by term
    default: {
      const kind = KINDS[place];
      return kind !== null && belongsTo({ op: deed }, kind);
    }
  }
}

/** The policy: what a member of this role who holds such a compartment may do there. Absent permission means no. [P3] */
export function mayDo(role: Role, deed: Deed, place: Place): boolean {
  if (!isPossible(deed, place)) return false;
  switch (deed) {
    case "epoch":
    case "alarm":
    case "watch":
    case "retention":
    case "forget":
      return mayCommit(role, deed);
    case "begin":
      return mayCommit(role, "epoch") && mayBegin(role, compartmentOf(place), NOBODY);
    // Without an epoch that begins without what came before, it says nothing to anybody.
    case "checkpoint":
      return mayCommit(role, "epoch") && mayCheckpoint(role, compartmentOf(place));
    default:
      return mayCommit(role, "write") && mayWrite(role, deed);
  }
}

function compartmentOf(place: Place): Parameters<typeof mayBegin>[1] {
  const common = COMMON_COMPARTMENTS.find((one) => one === place);
  if (common !== undefined) return { about: common };
  // Each of a member's own.
  if (place === "access") return { about: "access", member: NOBODY };
  return place === "thread" ? { about: "thread" } : { about: "case", case: NO_CASE, part: "relocation" };
}

const NOBODY = "00".repeat(16) as Parameters<typeof mayBegin>[2];
/** Which case it is says nothing about who may begin a part of it. */
const NO_CASE = "00".repeat(16) as Extract<Parameters<typeof mayBegin>[1], { about: "case" }>["case"];
