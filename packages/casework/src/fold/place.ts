import type { Entry } from "../entry.ts";
import type { MemberId } from "../ids.ts";
import type { Operation, OperationName } from "../operation.ts";
import type { Role } from "../words.ts";

/** Who wrote an operation, when, and how many operations its compartment had taken before it. */
export type Place = { by: MemberId; role: Role; at: number; order: number };

export const placeOf = (entry: Pick<Entry, "author" | "role" | "at">, order: number): Place => ({
  by: entry.author,
  role: entry.role,
  at: entry.at,
  order,
});

/** In which compartment an operation has any meaning. */
export type Kind = "commons" | "intake" | "contact" | "threat" | "part" | "ledger" | "figures";

const PLACES: Readonly<Record<OperationName, readonly Kind[]>> = {
  begin: [],
  checkpoint: [],
  settings: ["commons"],
  memberHandle: ["commons"],
  claimThread: ["intake"],
  releaseThread: ["intake"],
  answerThread: ["intake"],
  setUrgency: ["intake"],
  flagThread: ["intake"],
  noteThread: ["intake"],
  setContactWindow: ["intake", "contact"],
  agreeSignals: ["intake", "contact"],
  coverMessage: ["intake", "contact"],
  passThread: ["intake"],
  writeTemplate: ["intake"],
  withdrawTemplate: ["intake"],
  writeProtocol: ["intake"],
  takeIntoCase: ["intake"],
  closeThread: ["intake"],
  declineTerms: ["intake", "contact"],
  proposeDecline: ["intake"],
  decideDecline: ["intake"],
  withdrawDecline: ["intake"],
  safetyPlan: ["intake", "contact"],
  safetyPlanGiven: ["intake", "contact"],
  refer: ["intake", "contact"],
  answerReferral: ["intake", "contact"],
  noReferral: ["intake", "contact"],
  reopenThread: ["intake"],
  freezeMailbox: ["intake", "contact"],
  thawMailbox: ["intake", "contact"],
  countThread: ["intake"],
  handOver: ["intake"],
  setLimits: ["intake"],
  memberBell: ["intake"],
  planShift: ["intake"],
  endShift: ["intake"],
  haveIt: ["intake"],
  openCase: ["contact"],
  linkMailbox: ["contact"],
  letter: ["contact"],
  keepAnswer: ["contact"],
  answer: ["contact"],
  setCaseUrgency: ["contact"],
  concludeVerification: ["contact"],
  moveStage: ["contact"],
  setStatus: ["contact"],
  setOwner: ["contact"],
  note: ["contact", "threat", "part"],
  armCheckIn: ["contact"],
  acknowledgeCheckIn: ["contact"],
  closeCheckIn: ["contact"],
  propose: ["contact"],
  decide: ["contact"],
  withdrawProposal: ["contact"],
  beginPart: ["contact"],
  sharePart: ["contact"],
  withdrawPart: ["contact"],
  titlePart: ["part"],
  closeCase: ["contact"],
  reopenCase: ["contact"],
  keepCase: ["contact"],
  addThreat: ["threat"],
  recordVerification: ["threat"],
  recordRisk: ["threat"],
  searchStatus: ["threat"],
  moved: ["ledger"],
  unmoved: ["ledger"],
  asked: ["ledger"],
  lostContact: ["ledger"],
  publishFigures: ["figures"],
  reviewFigures: ["figures"],
};

export const belongsTo = ({ op }: Pick<Operation, "op">, kind: Kind): boolean => PLACES[op].includes(kind);
