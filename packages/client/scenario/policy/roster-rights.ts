import {
  extendRoster,
  foundOrganisation,
  type MemberKeys,
  makeMemberKeys,
  newId,
  publicKeys,
  type Random,
  Refused,
  ROLES,
  type Role,
  type Roster,
  type RosterBody,
  readRoster,
  rosterEntry,
  type StreamId,
  ZERO_HASH,
} from "@fairlead/protocol";

export type RosterDeed =
  | "enrol a worker"
  | "enrol an approver"
  | "enrol an administrator"
  | "rerole a worker"
  | "rerole to approve"
  | "suspend anyone"
  | "restore a worker"
  | "restore an approver"
  | "remove a worker"
  | "remove an approver"
  | "turn the intake's keys"
  | "raise the minimum version"
  | "name recovery members"
  | "erase streams";

/**
 * Whose signatures let an entry stand, found by trying: every role alone, and beside every other, in a roster with two
 * members of each. [RO2]
 */
export async function rosterRights(random: Random): Promise<Map<RosterDeed, Map<Role, string>>> {
  const { roster, of, victims } = await organisation(random);
  const stands = (body: RosterBody, ...signers: MemberKeys[]): boolean => {
    try {
      extendRoster(roster, rosterEntry(roster, body, signers, HOUR));
      return true;
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  };
  const rights = new Map<RosterDeed, Map<Role, string>>();
  for (const [deed, bodies] of await deeds(random, victims)) {
    const cells = new Map<Role, string>();
    const allowed = (...signers: MemberKeys[]) => bodies.every((body) => stands(body, ...signers));
    const alone = new Set(ROLES.filter((role) => allowed(of(role)[0])));
    for (const role of ROLES) {
      const [one, other] = of(role);
      if (alone.has(role)) cells.set(role, "alone");
      // Beside someone who needs nobody, a signature adds nothing.
      const seconds = ROLES.filter((second) => !alone.has(role) && !alone.has(second));
      const beside = seconds.filter((second) => allowed(one, second === role ? other : of(second)[0]));
      if (beside.length > 0) cells.set(role, withWhom(beside));
    }
    rights.set(deed, cells);
  }
  return rights;
}

const HOUR = 500_000;

function withWhom(beside: readonly Role[]): string {
  if (beside.length === ROLES.length) return "with a member";
  return `with ${beside.map((role) => (/^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`)).join(", ")}`;
}

type Victims = Record<"worker" | "approver" | "suspendedWorker" | "suspendedApprover", MemberKeys>;

async function organisation(random: Random) {
  const keys = new Map<Role, [MemberKeys, MemberKeys]>(
    ROLES.map((role) => [role, [makeMemberKeys(random), makeMemberKeys(random)]]),
  );
  const of = (role: Role): [MemberKeys, MemberKeys] => {
    const pair = keys.get(role);
    if (pair === undefined) throw new TypeError(`nobody is ${role}`);
    return pair;
  };
  const administrators = of("administrator");
  let roster = readRoster([await foundOrganisation(administrators, HOUR, random)]);
  const enter = (body: RosterBody, signers: readonly MemberKeys[] = administrators): Roster =>
    extendRoster(roster, rosterEntry(roster, body, signers, HOUR));
  const enrol = async (member: MemberKeys, role: Role) => {
    roster = enter({ kind: "enrol", member: await publicKeys(member), role });
  };
  for (const role of ROLES) if (role !== "administrator") for (const one of of(role)) await enrol(one, role);
  const fresh = () => makeMemberKeys(random);
  const victims: Victims = { worker: fresh(), approver: fresh(), suspendedWorker: fresh(), suspendedApprover: fresh() };
  await enrol(victims.worker, "operator");
  await enrol(victims.approver, "coordinator");
  await enrol(victims.suspendedWorker, "operator");
  await enrol(victims.suspendedApprover, "coordinator");
  for (const { id } of [victims.suspendedWorker, victims.suspendedApprover])
    roster = enter({ kind: "suspend", member: id });
  return { roster, of, victims };
}

/** What a deed stands for: all of these must be allowed. */
async function deeds(random: Random, victims: Victims): Promise<[RosterDeed, RosterBody[]][]> {
  const newcomer = await publicKeys(makeMemberKeys(random));
  const enrol = (...roles: Role[]) => roles.map((role): RosterBody => ({ kind: "enrol", member: newcomer, role }));
  const { worker, approver, suspendedWorker, suspendedApprover } = victims;
  const { verifyKey: signKey } = await publicKeys(makeMemberKeys(random));
  const streams = [{ stream: newId<StreamId>(random), seq: 0, hash: ZERO_HASH }];
  return [
    ["enrol a worker", enrol("operator", "specialist", "communications", "auditor")],
    ["enrol an approver", enrol("caseworker", "coordinator")],
    ["enrol an administrator", enrol("administrator")],
    ["rerole a worker", [{ kind: "rerole", member: worker.id, role: "specialist" }]],
    [
      "rerole to approve",
      [
        { kind: "rerole", member: worker.id, role: "caseworker" },
        { kind: "rerole", member: approver.id, role: "operator" },
      ],
    ],
    ["suspend anyone", [worker, approver].map(({ id }) => ({ kind: "suspend", member: id }))],
    ["restore a worker", [{ kind: "restore", member: suspendedWorker.id }]],
    ["restore an approver", [{ kind: "restore", member: suspendedApprover.id }]],
    ["remove a worker", [{ kind: "remove", member: worker.id }]],
    ["remove an approver", [{ kind: "remove", member: approver.id }]],
    ["turn the intake's keys", [{ kind: "intake", signKey, counter: 1 }]],
    ["raise the minimum version", [{ kind: "minimum-version", version: 1 }]],
    ["name recovery members", [{ kind: "recovery", threshold: 2, members: [worker.id, approver.id] }]],
    ["erase streams", [{ kind: "erase", streams }]],
  ];
}
