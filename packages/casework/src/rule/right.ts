import type { MemberId } from "../ids.ts";
import type { Compartment, OperationName } from "../operation.ts";
import type { Role } from "../words.ts";

/**
 * Which role may write which operation. Absent permission means no [P3]. The roster and the wraps decide who can
 * write to a compartment at all; this says what counts there.
 *
 * Approving belongs to those who carry cases: caseworker and coordinator. An administrator does not approve: whoever
 * guards the keys would otherwise also decide about people, and one seized laptop would do both.
 */
const HOTLINE: readonly Role[] = ["operator", "caseworker", "coordinator"];
const CASEWORK: readonly Role[] = ["caseworker", "coordinator"];
const TEAM: readonly Role[] = ["operator", "caseworker", "coordinator", "specialist"];
/** Whoever may be on duty or plan it: an administrator too, who can be called though he answers nobody. */
const ROTA: readonly Role[] = ["operator", "caseworker", "coordinator", "administrator"];
/** Auditors write nothing. */
const KEEPS_LOG: readonly Role[] = [...TEAM, "communications", "administrator"];
const OFFICE: readonly Role[] = ["administrator", "coordinator"];

const RIGHTS: Readonly<Record<OperationName, readonly Role[]>> = {
  begin: ["operator", "caseworker", "coordinator", "administrator"],
  checkpoint: ["operator", "caseworker", "coordinator", "administrator"],
  settings: OFFICE,
  memberHandle: OFFICE,
  // Who enrols knows whom: with two administrators, two knew when the second account was made.
  samePerson: ["administrator"],
  personTerms: ["administrator"],
  // Whoever has signed one, or administers, can let it go: the server asks no more.
  refuseSigning: KEEPS_LOG,
  readRefusal: KEEPS_LOG,
  calendarWord: OFFICE,
  defineField: OFFICE,
  retireField: OFFICE,
  claimThread: HOTLINE,
  releaseThread: HOTLINE,
  answerThread: HOTLINE,
  setUrgency: HOTLINE,
  flagThread: HOTLINE,
  noteThread: HOTLINE,
  setContactWindow: HOTLINE,
  agreeSignals: HOTLINE,
  coverMessage: HOTLINE,
  passThread: HOTLINE,
  putAside: HOTLINE,
  writeTemplate: HOTLINE,
  withdrawTemplate: HOTLINE,
  writeProtocol: HOTLINE,
  writePlan: HOTLINE,
  withdrawPlan: HOTLINE,
  takeIntoCase: CASEWORK,
  closeThread: HOTLINE,
  declineTerms: [...HOTLINE, "administrator"],
  proposeDecline: HOTLINE,
  // Both have read the same letters, and at night there may be no other two.
  decideDecline: HOTLINE,
  withdrawDecline: HOTLINE,
  safetyPlan: HOTLINE,
  safetyPlanGiven: HOTLINE,
  refer: HOTLINE,
  answerReferral: HOTLINE,
  stopReferral: HOTLINE,
  noReferral: HOTLINE,
  beginInterpreting: HOTLINE,
  endInterpreting: HOTLINE,
  reopenThread: HOTLINE,
  continueThread: HOTLINE,
  giveVoucher: HOTLINE,
  freezeMailbox: HOTLINE,
  thawMailbox: CASEWORK,
  countThread: CASEWORK,
  handOver: HOTLINE,
  setLimits: OFFICE,
  memberBell: ROTA,
  planShift: ROTA,
  endShift: ROTA,
  haveIt: ROTA,
  verifyThread: HOTLINE,
  addKnown: HOTLINE,
  confirmKnown: HOTLINE,
  withdrawKnown: HOTLINE,
  judgeMatch: HOTLINE,
  openCase: CASEWORK,
  linkMailbox: CASEWORK,
  letter: HOTLINE,
  keepAnswer: HOTLINE,
  keepTranslation: HOTLINE,
  answer: HOTLINE,
  setCaseUrgency: HOTLINE,
  concludeVerification: CASEWORK,
  moveStage: CASEWORK,
  setStatus: HOTLINE,
  setOwner: CASEWORK,
  note: TEAM,
  armCheckIn: HOTLINE,
  acknowledgeCheckIn: HOTLINE,
  closeCheckIn: HOTLINE,
  addTask: HOTLINE,
  giveTask: HOTLINE,
  moveTask: HOTLINE,
  // A doctor who was given a step says that it is done, and what was given.
  doTask: TEAM,
  dropTask: HOTLINE,
  reopenTask: TEAM,
  giveService: TEAM,
  withdrawService: TEAM,
  agreeResponse: HOTLINE,
  // Whoever answers at night gives and stops tickets: a driver is often telephoned at the last minute.
  giveTicket: HOTLINE,
  changeTicket: HOTLINE,
  turnTicket: HOTLINE,
  releaseTicket: HOTLINE,
  keepPress: HOTLINE,
  trustOpening: HOTLINE,
  // Whoever may write down what a search shows: it holds what was arranged before.
  holdTickets: TEAM,
  propose: HOTLINE,
  decide: CASEWORK,
  withdrawProposal: HOTLINE,
  callAgain: HOTLINE,
  haveRead: HOTLINE,
  exported: CASEWORK,
  // Whoever hears that it is destroyed writes it down, as with a referral.
  askDestruction: HOTLINE,
  namePerson: HOTLINE,
  goTerms: HOTLINE,
  concludeSearch: TEAM,
  beginPart: CASEWORK,
  sharePart: CASEWORK,
  withdrawPart: CASEWORK,
  titlePart: TEAM,
  setFact: TEAM,
  addPhoto: TEAM,
  removePhoto: TEAM,
  revealName: TEAM,
  holdPart: HOTLINE,
  // Whoever hears a yes or a no writes it down; what rests on it is for those who carry the case.
  consentTerms: HOTLINE,
  giveConsent: HOTLINE,
  withdrawConsent: HOTLINE,
  relayLetter: HOTLINE,
  relayAnswer: HOTLINE,
  // Whoever interprets writes these two, and nothing else there.
  translate: ["specialist"],
  draftAnswer: ["specialist"],
  askDraft: HOTLINE,
  settleDraft: HOTLINE,
  closeCase: CASEWORK,
  reopenCase: CASEWORK,
  keepCase: CASEWORK,
  addThreat: TEAM,
  withdrawThreat: TEAM,
  recordVerification: CASEWORK,
  recordRisk: HOTLINE,
  searchStatus: TEAM,
  moved: CASEWORK,
  unmoved: CASEWORK,
  asked: CASEWORK,
  lostContact: CASEWORK,
  writeThing: CASEWORK,
  retireThing: CASEWORK,
  writeNetwork: CASEWORK,
  retireNetwork: CASEWORK,
  questionNetwork: CASEWORK,
  writeJourney: CASEWORK,
  cancelJourney: CASEWORK,
  startJourney: CASEWORK,
  setOut: CASEWORK,
  endJourney: CASEWORK,
  assignLeg: CASEWORK,
  tellStep: CASEWORK,
  writeArrival: CASEWORK,
  lookBack: CASEWORK,
  keepJourney: CASEWORK,
  endJourneyPart: CASEWORK,
  pruneJourneys: CASEWORK,
  // Whoever is given the part alone reads it: what a line says of a card is written into the case too.
  writeMoney: CASEWORK,
  strikeMoney: CASEWORK,
  writePathway: CASEWORK,
  retirePathway: CASEWORK,
  // A lawyer who was given the part writes how far it is.
  writeApplication: TEAM,
  moveApplication: TEAM,
  // Whoever hears it at night says it; that it was nothing is for those who carry cases to say.
  markCompromised: HOTLINE,
  confirmMark: HOTLINE,
  withdrawMark: CASEWORK,
  takeStep: HOTLINE,
  recordUse: CASEWORK,
  withdrawUse: CASEWORK,
  seekShelter: CASEWORK,
  takeBeds: CASEWORK,
  unlockedDesk: KEEPS_LOG,
  openedCompartment: KEEPS_LOG,
  publishFigures: ["caseworker", "coordinator", "communications"],
  reviewFigures: CASEWORK,
};

export const mayWrite = (role: Role, op: OperationName): boolean => RIGHTS[op].includes(role);

/** Given to members one by one, whatever their role; the organisation's own are held by role. */
export const isGiven = (about: Compartment["about"]): about is "case" | "thread" =>
  about === "case" || about === "thread";

/** A second commons would be a way around the first one's terms: only who founds begins the organisation's own. */
export const mayBegin = (role: Role, compartment: Compartment, by: MemberId): boolean =>
  mayWrite(role, "begin") &&
  (isGiven(compartment.about) ||
    role === "administrator" ||
    // Each their own; for who may begin none, an administrator.
    (compartment.about === "access" && compartment.member === by));

/** What holds in the organisation's own is said to newcomers by those who began them. */
export const mayCheckpoint = (role: Role, { about }: Compartment): boolean =>
  // Nobody says again what another's console has shown.
  mayWrite(role, "checkpoint") && about !== "access" && (about === "case" || role === "administrator");

/** Who may be the second of the two about a case [P11]. */
export const mayApprove = (role: Role): boolean => RIGHTS.decide.includes(role);

/** … and about a thread that never became one. */
export const mayApproveDecline = (role: Role): boolean => RIGHTS.decideDecline.includes(role);
