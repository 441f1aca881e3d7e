/**
 * What one member can write over another's word without having seen it. Two who were offline for a day, and set the same
 * thing, must both be heard: whoever comes second is refused and shown what stands there, never taken silently.
 *
 * `over` in such an operation says what its author had before their eyes: when that was written (ms, as its own author
 * said), 0 for nothing. It names the value, it does not order it: clocks may be hours apart. Where it is missing, an older
 * client wrote, and the last one counts as it always did.
 *
 * Facts that are only added (notes, letters, decisions, check-ins) stand here nowhere: they never stand in each other's way.
 */
import type { MemberId } from "../ids.ts";
import type { Operation, OperationName } from "../operation.ts";
import type { Refusal } from "../refusal.ts";

/** The last operation that wrote a field, and whose it was. */
export type Written = { by: MemberId; at: number; operation: Operation };

type FieldOf = { [N in OperationName]?: (operation: Extract<Operation, { op: N }>, inCase: boolean) => string | null };

/** In a case's spine there is one of each; in intake one of each thread. */
const ofThread = (what: string) => (operation: { mailbox: string }, inCase: boolean) =>
  inCase ? what : `${what} ${operation.mailbox}`;

const STATUS = "status";

const FIELDS: FieldOf = {
  settings: () => "settings",
  handOver: () => "hand-over",
  setLimits: () => "limits",
  setUrgency: ({ mailbox }) => `urgency ${mailbox}`,
  flagThread: ({ mailbox, flag }) => `flag ${flag} ${mailbox}`,
  verifyThread: ({ mailbox, line }) => `line ${line} ${mailbox}`,
  setContactWindow: ofThread("window"),
  agreeSignals: ofThread("signals"),
  safetyPlan: ofThread("plan"),
  answerReferral: ({ referral }) => `referral ${referral}`,
  setOwner: () => "owner",
  setStatus: ({ whom }) => (whom === undefined ? STATUS : `${STATUS} ${whom.join()}`),
  moveStage: () => "stage",
  setCaseUrgency: () => "urgency",
  acknowledgeCheckIn: ({ alarm }) => `seen ${alarm}`,
  concludeVerification: () => "verified",
  titlePart: () => "title",
  addThreat: ({ threat }) => `threat ${threat}`,
  withdrawThreat: ({ threat }) => `threat ${threat}`,
  recordRisk: () => "risk",
  recordVerification: ({ line }) => (line === undefined ? null : `line ${line}`),
  searchStatus: ({ about }) => `search ${about}`,
};

/** Name of what an operation writes over, inside its compartment; null where it only adds. */
export const fieldOf = (operation: Operation, inCase: boolean): string | null => {
  const of = FIELDS[operation.op] as ((operation: Operation, inCase: boolean) => string | null) | undefined;
  return of?.(operation, inCase) ?? null;
};

/** Whether two such names are of one value, in part: a status of all, or of one whom the other names too. */
export const overlaps = (one: string, other: string): boolean => {
  const [what, whom] = one.split(" ");
  const [otherWhat, others] = other.split(" ");
  if (what !== STATUS || otherWhat !== STATUS) return false;
  if (whom === undefined || others === undefined) return true;
  const among = new Set(others.split(","));
  return whom.split(",").some((person) => among.has(person));
};

/** Who wrote last what this name stands for. `written`: by name, in the order in which they were written. */
export const lastWritten = (written: ReadonlyMap<string, Written>, field: string): Written | undefined =>
  field === STATUS || field.startsWith(`${STATUS} `)
    ? [...written].findLast(([name]) => overlaps(name, field))?.[1]
    : written.get(field);

export const overOf = (operation: Operation): number | undefined =>
  "over" in operation && typeof operation.over === "number" ? operation.over : undefined;

/**
 * Whether two operations say the same: nobody is asked to choose between a word and itself. *I have it* says who has it: of two
 * people it never does.
 */
export const saysTheSame = (one: Operation, other: Operation): boolean =>
  one.op !== "acknowledgeCheckIn" && wordsOf(one) === wordsOf(other);

const wordsOf = (operation: Operation): string =>
  JSON.stringify(
    Object.entries(operation)
      .filter(([name]) => name !== "over")
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

/**
 * @param known who wrote this field last. Where nobody did, there is nothing to lose: what the author saw has left the
 * picture since, or this reader was not told what came before they began to read. [CO2]
 */
export const overRefusal = (operation: Operation, known: Written | undefined): Refusal | null => {
  const over = overOf(operation);
  if (known === undefined || over === undefined || over === known.at) return null;
  return saysTheSame(operation, known.operation) ? null : { kind: "written-meanwhile", by: known.by, at: known.at };
};
