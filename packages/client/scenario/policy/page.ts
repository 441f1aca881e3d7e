import { ROLES, type Role } from "@fairlead/protocol";
import { type Deed, holds, isOneByOne, isPossible, mayDo, PLACES, type Place } from "./matrix.ts";
import type { RosterDeed } from "./roster-rights.ts";

/** docs/who-may-what.md, from the policy as it stands in the code. */
export function page(rosterRights: ReadonlyMap<RosterDeed, ReadonlyMap<Role, string>>): string {
  const parts = [
    INTRODUCTION,
    ...PLACES.map((place) => `## ${HEADINGS[place][0]}\n\n${HEADINGS[place][1]}\n\n${tableOf(place)}`),
    `${ROSTER}\n\n${table(
      "entry",
      [...rosterRights].map(([deed, rights]) => [ROSTER_WORDS[deed], (role) => rights.get(role) ?? ""]),
    )}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

const INTRODUCTION = `# Who may do what

Written by \`script/test --report\` from the policy in the code, and tried for real in
\`packages/client/scenario/who-may-what.test.ts\`: for every role a console that obeys no rule writes each of these
deeds into each kind of compartment on a real server, and what then counts for a colleague is what stands here. Without
the compartment's key, and for a role that does not hold it, the server refuses every one of them, a key that somebody
gives to himself and every reading too.

● may, if he holds the compartment · – does not hold it, whatever he may do elsewhere · empty: may not. What stands
nowhere is allowed to nobody. A second person's consent, and the order of things, come on top: nobody decides his own
proposal, whatever his role.`;

const ROSTER = `## The roster

Who can sign an entry: *alone*, *with* another whose signature it needs beside his (any of those named; *a member*: of
any role), or not at all (empty). Tried with every role and every pair of roles in \`packages/client/scenario/policy/roster-rights.ts\`, in an organisation with two administrators.`;

const HEADINGS: Record<Place, [heading: string, about: string]> = {
  commons: ["The commons", "What colleagues call each other, and the organisation's terms."],
  "intake-keys": ["The intake's keys", "Keys under which letters arrive and address cards are signed. No words."],
  intake: ["The intake", "Threads that belong to no case yet, and what the team wrote about them."],
  ledger: ["The ledger", "How many asked and moved, under random tokens: no case, no thread, no name."],
  figures: ["The figures", "Weekly sums for the public, and their review."],
  resources: [
    "The resources",
    "Shelters, drivers, vehicles, cards and what else journeys rest on, and what of it is compromised. No case.",
  ],
  contact: [
    "A case: contact",
    "The spine: letters, answers, stage, decisions, check-ins. Given to a case's team one by one.",
  ],
  threat: [
    "A case: threat",
    "Who threatens, with what reach; verification and risk. Given to a case's team one by one.",
  ],
  "other part": [
    "A case: its other parts",
    "Identity, needs, testimony, money, relocation: each sealed apart. Whoever holds one alone knows no alias.",
  ],
  journey: [
    "A case: its journeys",
    "Who travels where at which hour, with whom. Begun with the first journey for those who carry the case, given to others one by one.",
  ],
  thread: [
    "One thread, interpreted",
    "Letters and answers of one thread, sealed again under a random id, for its interpreter and those who read the intake.",
  ],
  access: [
    "A member's own access log",
    "What that member's console says it has shown: compartments by id, hours. Read by that member and by auditors; of members who may begin no epoch, by administrators too.",
  ],
};

const tableOf = (place: Place): string => {
  const mark = (allowed: boolean, role: Role) => (!holds(role, place) ? "–" : allowed ? "●" : "");
  const deeds = (Object.keys(DEEDS) as Deed[]).filter((deed) => isPossible(deed, place));
  return table("deed", [
    [isOneByOne(place) ? "read, once it was given to him" : "read", (role) => mark(true, role)],
    ...deeds.map((deed): [string, (role: Role) => string] => [
      DEEDS[deed],
      (role) => mark(mayDo(role, deed, place), role),
    ]),
  ]);
};

function table(what: string, rows: readonly (readonly [string, (role: Role) => string])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line([what, ...ROLES]),
    line(["---", ...ROLES.map(() => ":-:")]),
    ...rows.map(([name, cell]) => line([name, ...ROLES.map(cell)])),
  ].join("\n");
}

const DEEDS: Record<Deed, string> = {
  begin: "begin another of its kind",
  checkpoint: "say what holds, for those who read from now on",
  epoch: "begin a new epoch, give its key to others",
  alarm: "arm, acknowledge, clear an alarm at the server",
  watch: "set a watch on a desk he holds, attend to its letters",
  retention: "set or withdraw its hour of erasure",
  forget: "have the keys of old epochs destroyed",
  settings: "change the terms (never shorten them)",
  memberHandle: "say what a member is called",
  samePerson: "say that two accounts are one person",
  refuseSigning: "say why another's paper was let go",
  readRefusal: "say that they have read why their own paper was refused",
  personTerms: "demand that somebody else takes back what is said of one's own accounts",
  calendarWord: "choose the word of exported calendars",
  defineField: "add a field that the organisation asks for",
  retireField: "retire such a field",
  claimThread: "claim a thread",
  releaseThread: "release a claim",
  answerThread: "answer a thread",
  setUrgency: "say how urgent a thread is",
  flagThread: "flag a thread, or the case that it became",
  noteThread: "write a note on a thread",
  setContactWindow: "say when and how to reach someone",
  agreeSignals: "agree signals",
  coverMessage: "cover a message",
  passThread: "pass a thread on",
  putAside: "put noise aside",
  writeTemplate: "write a template",
  withdrawTemplate: "withdraw a template",
  writeProtocol: "write a protocol",
  writePlan: "write a plan of the organisation",
  withdrawPlan: "withdraw such a plan",
  takeIntoCase: "take a thread into a case",
  closeThread: "close a thread that is settled",
  declineTerms: "demand a second person, and no empty hands, for every decline",
  safetyPlan: "write a safety plan, or why there is none",
  safetyPlanGiven: "keep that the caller was given it",
  refer: "refer somebody",
  answerReferral: "keep what was answered to a referral",
  stopReferral: "keep that a body was told to stop",
  noReferral: "say why there is no referral",
  beginInterpreting: "record that a thread was given to an interpreter",
  endInterpreting: "record that it was taken back",
  proposeDecline: "propose to close a thread without help",
  decideDecline: "decide a colleague's proposal to decline",
  withdrawDecline: "withdraw an own proposal to decline",
  reopenThread: "reopen a thread",
  giveVoucher: "give two words to pass on",
  continueThread: "say that a thread goes on in another mailbox",
  freezeMailbox: "freeze a mailbox",
  thawMailbox: "thaw a mailbox",
  countThread: "count a thread",
  handOver: "hand over the shift",
  setLimits: "say within what time letters are to be claimed",
  memberBell: "say that he can be called",
  planShift: "plan his own shift",
  endShift: "end his own shift",
  haveIt: "say: I have it",
  verifyThread: "say what holds of a caller's word",
  addKnown: "put somebody on the list of the known",
  confirmKnown: "confirm a colleague's entry there",
  withdrawKnown: "withdraw an entry there",
  judgeMatch: "say whether two are one person",
  openCase: "open the case",
  linkMailbox: "link a further mailbox",
  letter: "keep a caller's letter",
  keepAnswer: "keep an answer that intake gave",
  keepTranslation: "keep a translation that an interpreter made",
  answer: "answer",
  setCaseUrgency: "say how urgent it is",
  concludeVerification: "conclude the verification",
  moveStage: "move the stage",
  setStatus: "set the status",
  setOwner: "name owner and stand-in",
  note: "write a note",
  armCheckIn: "arm a check-in",
  acknowledgeCheckIn: "acknowledge a check-in",
  closeCheckIn: "close a check-in",
  addTask: "put a task on the plan",
  giveTask: "give a task to somebody else",
  moveTask: "move a task's deadline",
  doTask: "say that a task is done",
  dropTask: "take a task off the plan",
  reopenTask: "say that it is to be done after all",
  giveService: "record what somebody was given",
  withdrawService: "take such a record back out",
  agreeResponse: "keep what was agreed for a bad day",
  giveTicket: "give a ticket for one leg",
  changeTicket: "change what a ticket says",
  turnTicket: "hold or cancel a ticket, or let it go on",
  releaseTicket: "open a ticket before the hand-over before it is confirmed",
  keepPress: "keep what was tapped on a ticket",
  trustOpening: "say that a ticket was opened elsewhere by its own holder",
  holdTickets: "hold all tickets of a case whose leg has not begun, beside what makes it so",
  propose: "propose a decision",
  decide: "decide a colleague's proposal",
  withdrawProposal: "withdraw an own proposal",
  callAgain: "have a second member called again for a night move",
  haveRead: "say that they have read what became of a decision, or of their case",
  exported: "make a sealed bundle, once two have decided",
  askDestruction: "keep that whoever has a bundle was asked to destroy it",
  namePerson: "say how one of the party is called",
  goTerms: "demand a fresh look at every search before a go",
  concludeSearch: "say that somebody looked at a search status",
  beginPart: "record that a part was begun",
  sharePart: "record that a part was given to somebody",
  withdrawPart: "record that a part was taken from somebody",
  titlePart: "name the part",
  setFact: "write a fact about a person",
  addPhoto: "add a photo of a person",
  removePhoto: "take a photo out",
  revealName: "say why names are looked at",
  holdPart: "say that nothing more may be written in the part",
  consentTerms: "demand a consent for every referral",
  giveConsent: "keep what the person allows",
  withdrawConsent: "keep that the person allows it no longer",
  relayLetter: "pass a letter on",
  relayAnswer: "pass an answer on",
  translate: "translate a letter",
  askDraft: "ask for an answer in the caller's language",
  draftAnswer: "draft that answer",
  settleDraft: "settle a draft",
  closeCase: "close the case",
  reopenCase: "reopen the case",
  keepCase: "keep a closed case",
  addThreat: "write down a threat, or change what one is said to be",
  withdrawThreat: "say that it is none",
  recordVerification: "record a verification",
  recordRisk: "record a risk",
  searchStatus: "say whether someone is searched for",
  moved: "count a move",
  unmoved: "take a counted move back",
  asked: "count somebody who asked",
  lostContact: "count a contact lost",
  writeThing: "write a shelter, a driver, a card … into the register",
  retireThing: "say that one is used no more",
  writeNetwork: "write places, services, drives and walks into the network",
  retireNetwork: "say that nobody is led that way any more",
  questionNetwork: "say what is to be asked again about one of them",
  writeJourney: "plan a journey, or change it",
  cancelJourney: "call a journey off",
  startJourney: "say that they set out",
  setOut: "let the case know that they did, beside it",
  endJourney: "say that they arrived, or broke off",
  assignLeg: "say who drives a leg, comes along, takes them in",
  tellStep: "tell a party its next step",
  writeArrival: "write down an arrival: what was seen to on the first day",
  lookBack: "say what worked on a journey, and what should be otherwise",
  keepJourney: "keep what is left of a journey, in a part that is begun anew",
  endJourneyPart: "end the part in which its hours stand",
  pruneJourneys: "prune a case's journeys, once two have decided",
  writeMoney: "write a line of a journey's money",
  strikeMoney: "strike one out",
  writePathway: "write a way abroad, or change it",
  retirePathway: "say that there is no such way any more",
  writeApplication: "write by which way abroad a party would go",
  moveApplication: "say how far such an application is",
  markCompromised: "say that something is compromised",
  confirmMark: "confirm that from a second source",
  withdrawMark: "say that it was a false alarm",
  takeStep: "say what became of a step that follows from it",
  recordUse: "record what the party used: where they stayed, with whom they rode",
  withdrawUse: "withdraw such a record",
  seekShelter: "say what the party needs of a roof",
  takeBeds: "say how many beds of a shelter are taken",
  unlockedDesk: "note that one's own console was unlocked",
  openedCompartment: "note which compartment one's own console showed",
  publishFigures: "put figures up for review",
  reviewFigures: "review a colleague's figures",
};

const ROSTER_WORDS: Record<RosterDeed, string> = {
  "enrol a worker": "enrol an operator, specialist, communications, auditor",
  "enrol an approver": "enrol a caseworker or coordinator",
  "enrol an administrator": "enrol an administrator",
  "rerole a worker": "change one such role into another",
  "rerole to approve": "give or take a role that may approve",
  "suspend anyone": "suspend anyone",
  "restore a worker": "restore an operator, specialist, communications, auditor",
  "restore an approver": "restore a caseworker, coordinator, administrator",
  "remove a worker": "remove an operator, specialist, communications, auditor",
  "remove an approver": "remove a caseworker, coordinator, administrator",
  "turn the intake's keys": "turn the intake's keys",
  "raise the minimum version": "raise the minimum version",
  "name recovery members": "name those who may recover administration",
  "erase streams": "erase streams",
};
