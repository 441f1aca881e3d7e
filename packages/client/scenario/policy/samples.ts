import {
  type ApplicationId,
  type CaseId,
  type ConsentId,
  type DecisionId,
  dayFrom,
  type HoldId,
  type JourneyId,
  type KnownId,
  type LegId,
  type MarkId,
  type MemberId,
  type MoneyId,
  type Operation,
  type OperationName,
  type PathwayId,
  type PhotoId,
  type SuccessionProof,
  type TaskId,
  type TemplateId,
  type ThingId,
  type TicketId,
  type UseId,
} from "@fairlead/casework";
import {
  type AlarmId,
  type Hash,
  idFrom,
  type MailboxId,
  newId,
  type Random,
  type StreamId,
  toHex,
} from "@fairlead/protocol";

import type { Place } from "./matrix.ts";

/** What an operation is tried on: all of it fresh, but for what somebody else has prepared. */
export type Ground = {
  place: Place;
  me: MemberId;
  colleague: MemberId;
  now: number;
  random: Random;
  /** Version of the protocol for minors as it stands. */
  written: number;
  /** A thread that a colleague has closed, one that he would decline, a proposal and a release that a colleague has made, a case yet to be opened. */
  prepared: {
    closed: MailboxId;
    declined: MailboxId;
    decline: DecisionId;
    proposal: DecisionId;
    /** An export that two colleagues have decided. */
    leaving: DecisionId;
    /** One that was made of it. */
    bundle: Hash;
    /** A pruning that two colleagues have decided, and the part that it is of. */
    pruning: { decision: DecisionId; from: StreamId };
    /** A first move at night that a colleague ordered and another reviewed. */
    reviewed: DecisionId;
    release: DecisionId;
    known: KnownId;
    /** Two marks: one in the resources, one in the case. */
    mark: MarkId;
    /** One that nobody has set out on. */
    planned: JourneyId;
    unopenedCase: CaseId;
    /** A paper of this member's own that a colleague refused. */
    refused: Hash;
    task: TaskId;
    /** Of the party whose case it is. */
    mailbox: MailboxId;
    /** Its holder's word that it goes on there. */
    goesOnIn: (mailbox: MailboxId) => SuccessionProof;
  };
};

type Samples = { [K in OperationName]: (ground: Ground, own: Own) => Extract<Operation, { op: K }> };

/** Names that several operations of one attempt share: a claim and its release, a check-in and its end. */
type Own = ReturnType<typeof ownOf>;

/** Of the same sixteen bytes: one attempt gives one ticket. */
const ticketOf = (task: TaskId): TicketId => task as string as TicketId;
const pathwayOf = (task: TaskId): PathwayId => task as string as PathwayId;
const moneyOf = (task: TaskId): MoneyId => task as string as MoneyId;
const applicationOf = (task: TaskId): ApplicationId => task as string as ApplicationId;
const ticketSaid = (now: number) => ({
  from: "invented",
  to: "invented",
  meet: "invented",
  at: now + HOUR,
  people: 1,
  carry: "",
  otherwise: "",
  say: "invented",
  hear: "invented",
  opens: now,
  ends: now + DAY,
});

const ownOf = (random: Random) => {
  const mailbox = () => idFrom<MailboxId>(random(32));
  const id = () => toHex(random(16));
  return {
    claimed: mailbox(),
    noted: mailbox(),
    taken: mailbox(),
    closing: mailbox(),
    decline: id() as DecisionId,
    linked: mailbox(),
    going: mailbox(),
    row: idFrom<Hash>(random(32)),
    alarm: newId<AlarmId>(random),
    stream: newId<StreamId>(random),
    theCase: id() as CaseId,
    decision: id() as DecisionId,
    template: id() as TemplateId,
    shift: id(),
    token: id(),
    task: id() as TaskId,
    plan: id() as TemplateId,
    field: id(),
    known: id() as KnownId,
    thing: id() as ThingId,
    use: id() as UseId,
    hold: id() as HoldId,
    journey: id() as JourneyId,
    leg: id() as LegId,
    mark: id() as MarkId,
    consent: id() as ConsentId,
    photo: id() as PhotoId,
    messages: [id(), id(), id()] as const,
    tokens: [id(), id(), id()] as const,
  };
};

const answer = { seen: 0, text: "invented", standing: false, until: null, checkInBy: null };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * One of each, such as a member with the right to it could write now. They are tried in this order: a claim before its
 * release, an end of a case before its reopening.
 */
const SAMPLES: Samples = {
  begin: (_, { theCase }) => ({ op: "begin", compartment: { about: "case", case: theCase, part: "needs" } }),
  checkpoint: (_, { theCase }) => ({
    op: "checkpoint",
    compartment: { about: "case", case: theCase, part: "needs" },
    entries: [],
  }),
  settings: () => ({
    op: "settings",
    name: "Lantern",
    figuresDelayDays: 0,
    closedThreadDays: 30,
    closedCaseDays: 60,
    openedOn: dayFrom("2017-03-27"),
  }),
  calendarWord: () => ({ op: "calendarWord", word: "Dentist" }),
  samePerson: ({ me }) => ({
    op: "samePerson",
    member: me,
    other: "ee".repeat(16) as typeof me,
    same: true,
    reason: "enrolled anew",
    over: 0,
  }),
  // Refused once, and not by the next role again.
  refuseSigning: ({ me, random }) => ({
    op: "refuseSigning",
    entry: toHex(random(32)) as Hash,
    asks: { kind: "rerole", members: [me], role: "coordinator", n: 0 },
    askedBy: "ee".repeat(16) as typeof me,
    hour: 0,
    reason: "invented",
  }),
  readRefusal: ({ prepared: { refused: entry } }) => ({ op: "readRefusal", entry }),
  personTerms: () => ({ op: "personTerms" }),
  // Whoever is called something is not called otherwise again, nor as somebody else.
  memberHandle: ({ random }) => {
    const member = toHex(random(16)) as MemberId;
    return { op: "memberHandle", member, handle: `Otter ${member.slice(0, 8)}` };
  },
  defineField: (_, { field }) => ({
    op: "defineField",
    field,
    part: "needs",
    kind: "text",
    label: [{ language: "en", text: "invented" }],
    hint: [],
    choices: [],
    over: 0,
  }),
  retireField: (_, { field }) => ({ op: "retireField", field, over: 1 }),
  claimThread: ({ now }, { claimed }) => ({ op: "claimThread", mailbox: claimed, until: now + HOUR / 4 }),
  releaseThread: (_, { claimed }) => ({ op: "releaseThread", mailbox: claimed }),
  answerThread: (_, { noted, messages }) => ({ op: "answerThread", mailbox: noted, message: messages[0], ...answer }),
  setUrgency: (_, { noted }) => ({ op: "setUrgency", mailbox: noted, urgency: "soon", reason: "invented", seen: 0 }),
  flagThread: (_, { noted }) => ({ op: "flagThread", mailbox: noted, flag: "minor", on: true }),
  noteThread: (_, { noted }) => ({ op: "noteThread", mailbox: noted, text: "invented" }),
  setContactWindow: (_, { noted }) => ({ op: "setContactWindow", mailbox: noted, window: "at noon", mayRing: false }),
  // Of the case's own mailbox: there, of a thread that nobody has named.
  coverMessage: ({ prepared }, { row }) => ({
    op: "coverMessage",
    mailbox: prepared.mailbox,
    row,
    as: "distressing",
  }),
  putAside: (_, { noted }) => ({ op: "putAside", mailbox: noted, on: true, seen: 0 }),
  passThread: (_, { noted }) => ({ op: "passThread", mailbox: noted, why: "tired", word: "invented" }),
  writeTemplate: (_, { template }) => ({
    op: "writeTemplate",
    template,
    language: "en",
    title: "invented",
    text: "An invented {gap}.",
    over: 0,
  }),
  withdrawTemplate: (_, { template }) => ({ op: "withdrawTemplate", template, over: 1 }),
  // Over the version that stands: whoever had seen an older one is refused.
  writeProtocol: ({ written }) => ({ op: "writeProtocol", protocol: "minor", text: "invented", over: written }),
  writePlan: (_, { plan }) => ({ op: "writePlan", plan, title: "On arrival", text: "invented +1d", over: 0 }),
  withdrawPlan: (_, { plan }) => ({ op: "withdrawPlan", plan, over: 1 }),
  agreeSignals: (_, { noted }) => ({ op: "agreeSignals", mailbox: noted, safe: "the kettle is on", danger: null }),
  countThread: (_, { noted, tokens }) => ({ op: "countThread", mailbox: noted, token: tokens[0] }),
  takeIntoCase: (_, { taken, stream, theCase }) => ({
    op: "takeIntoCase",
    mailbox: taken,
    case: theCase,
    alias: "Blue door",
    contact: stream,
    upTo: 0,
  }),
  closeThread: (_, { closing }) => ({
    op: "closeThread",
    mailbox: closing,
    outcome: "answered",
    note: "",
    eraseAfterDays: 30,
    seen: 0,
  }),
  declineTerms: () => ({ op: "declineTerms" }),
  safetyPlan: ({ prepared }) => ({
    op: "safetyPlan",
    mailbox: prepared.mailbox,
    plan: {
      signs: "two calls in one day",
      places: "",
      people: "",
      carry: "",
      papers: "",
      codeWord: "",
      phoneTaken: "",
      nextWord: "",
    },
    reason: "",
  }),
  safetyPlanGiven: ({ prepared }, { messages }) => ({
    op: "safetyPlanGiven",
    mailbox: prepared.mailbox,
    message: messages[0],
  }),
  refer: ({ prepared }, { decline }) => ({
    op: "refer",
    mailbox: prepared.mailbox,
    referral: decline,
    to: "an invented lawyer",
    purpose: "advice",
    consent: "the caller",
  }),
  answerReferral: ({ prepared }, { decline }) => ({
    op: "answerReferral",
    mailbox: prepared.mailbox,
    referral: decline,
    answer: "accepted",
    note: "",
  }),
  stopReferral: ({ prepared }, { decline }) => ({
    op: "stopReferral",
    mailbox: prepared.mailbox,
    referral: decline,
    note: "",
  }),
  beginInterpreting: ({ colleague }, { noted, stream }) => ({
    op: "beginInterpreting",
    mailbox: noted,
    stream,
    interpreter: colleague,
  }),
  endInterpreting: (_, { noted, stream }) => ({ op: "endInterpreting", mailbox: noted, stream }),
  relayLetter: () => ({ op: "relayLetter", seq: 2, language: "ru", text: "invented", at: 1 }),
  relayAnswer: (_, { messages }) => ({ op: "relayAnswer", message: messages[0], text: "invented", at: 1 }),
  // Of what the prepared ground holds: a letter, and a request by a colleague.
  translate: () => ({ op: "translate", of: 1, text: "invented" }),
  draftAnswer: () => ({ op: "draftAnswer", request: "prepared", text: "invented" }),
  askDraft: (_, { decline }) => ({ op: "askDraft", request: decline, text: "invented" }),
  settleDraft: (_, { decline }) => ({ op: "settleDraft", request: decline }),
  noReferral: ({ prepared }) => ({ op: "noReferral", mailbox: prepared.mailbox, reason: "invented" }),
  proposeDecline: ({ now, prepared }, { decline }) => ({
    op: "proposeDecline",
    mailbox: prepared.mailbox,
    decision: decline,
    outcome: "referred",
    text: "invented",
    eraseAfterDays: 30,
    seen: 0,
    expires: now + DAY,
  }),
  decideDecline: ({ prepared }) => ({
    op: "decideDecline",
    mailbox: prepared.declined,
    decision: prepared.decline,
    verdict: "refuse",
    reason: "invented",
  }),
  withdrawDecline: ({ prepared }, { decline }) => ({
    op: "withdrawDecline",
    mailbox: prepared.mailbox,
    decision: decline,
    reason: "invented",
  }),
  giveVoucher: (_, { noted }) => ({
    op: "giveVoucher",
    mailbox: noted,
    words: "kettle orchard",
    sentence: "invented",
    expires: 1,
  }),
  continueThread: ({ prepared }, { going }) => ({
    op: "continueThread",
    mailbox: going,
    from: prepared.mailbox,
    seen: 0,
    proof: prepared.goesOnIn(going),
  }),
  reopenThread: ({ prepared }) => ({ op: "reopenThread", mailbox: prepared.closed, reason: "invented" }),
  // Of the case's own mailbox: there, of a thread that nobody has named.
  freezeMailbox: ({ prepared }) => ({
    op: "freezeMailbox",
    mailbox: prepared.mailbox,
    reason: "invented",
    holding: "Please wait.",
    seen: 0,
  }),
  thawMailbox: ({ prepared }) => ({ op: "thawMailbox", mailbox: prepared.mailbox, reason: "invented", seen: 0 }),
  handOver: () => ({ op: "handOver", text: "invented" }),
  setLimits: () => ({ op: "setLimits", claimMinutes: 30, nowMinutes: 10, standByMinutes: 15 }),
  memberBell: (_, { token }) => ({ op: "memberBell", token, standBy: true }),
  planShift: ({ me, now }, { shift }) => ({ op: "planShift", shift, member: me, from: now, until: now + HOUR }),
  endShift: (_, { shift }) => ({ op: "endShift", shift }),
  haveIt: () => ({ op: "haveIt" }),
  verifyThread: (_, { noted }) => ({
    op: "verifyThread",
    mailbox: noted,
    line: "one",
    statement: "invented",
    source: "caller",
    corroboration: "",
    against: "",
    certainty: "said",
  }),
  addKnown: (_, { known }) => ({
    op: "addKnown",
    known,
    kind: "lure",
    names: ["Invented Name"],
    identifiers: [],
    reason: "invented",
    source: "caller",
  }),
  confirmKnown: ({ prepared }) => ({ op: "confirmKnown", known: prepared.known, reason: "seen too" }),
  withdrawKnown: (_, { known }) => ({ op: "withdrawKnown", known, reason: "another person" }),
  judgeMatch: ({ place }, { noted, known }) => ({
    op: "judgeMatch",
    mailbox: place === "intake" ? noted : null,
    other: { kind: "known", known },
    verdict: "other",
    reason: "another voice",
  }),
  openCase: ({ me, prepared }, { linked }) => ({
    op: "openCase",
    case: prepared.unopenedCase,
    alias: "Blue door",
    people: 2,
    mailbox: linked,
    owner: me,
    standIn: null,
  }),
  linkMailbox: (_, { linked }) => ({ op: "linkMailbox", mailbox: linked, why: "a new telephone" }),
  letter: (_, { linked, row }) => ({
    op: "letter",
    mailbox: linked,
    row,
    seq: 1,
    language: "en",
    text: "invented",
    answers: {},
    tap: "none",
    onArrival: false,
    expiredCard: false,
    hour: 1,
    writtenAt: 1,
  }),
  keepAnswer: ({ colleague }, { linked, messages }) => ({
    op: "keepAnswer",
    mailbox: linked,
    message: messages[1],
    ...answer,
    by: colleague,
    answeredAt: 1,
  }),
  keepTranslation: ({ colleague }, { linked, row }) => ({
    op: "keepTranslation",
    mailbox: linked,
    row,
    text: "invented",
    by: colleague,
    saidAt: 1,
  }),
  answer: (_, { linked, messages }) => ({ op: "answer", mailbox: linked, message: messages[2], ...answer }),
  setCaseUrgency: () => ({ op: "setCaseUrgency", urgency: "soon", reason: "invented", saidBy: "team" }),
  concludeVerification: () => ({ op: "concludeVerification", certainty: "likely" }),
  setOwner: ({ me, colleague }) => ({ op: "setOwner", owner: me, standIn: colleague }),
  note: () => ({ op: "note", text: "invented" }),
  armCheckIn: ({ now, me }, { alarm }) => ({
    op: "armCheckIn",
    alarm,
    due: Math.ceil((now + HOUR) / 300_000) * 300_000,
    graceMinutes: 10,
    expectedFrom: "party",
    wording: "a light in the window",
    ladder: [{ afterMinutes: 10, member: me }],
  }),
  acknowledgeCheckIn: (_, { alarm }) => ({ op: "acknowledgeCheckIn", alarm, note: "seen" }),
  closeCheckIn: (_, { alarm }) => ({ op: "closeCheckIn", alarm, done: "met", note: "" }),
  addTask: ({ me, colleague, now }, { task }) => ({
    op: "addTask",
    task,
    text: "invented",
    owner: me,
    standIn: colleague,
    due: now + DAY,
    from: { kind: "own" },
  }),
  giveTask: ({ colleague }, { task }) => ({ op: "giveTask", task, owner: colleague, standIn: null, over: 0 }),
  moveTask: (_, { task }) => ({ op: "moveTask", task, due: null, reason: "invented", over: 0 }),
  doTask: ({ prepared }) => ({ op: "doTask", task: prepared.task, note: "invented" }),
  reopenTask: ({ prepared }) => ({ op: "reopenTask", task: prepared.task, reason: "" }),
  dropTask: (_, { task }) => ({ op: "dropTask", task, reason: "invented" }),
  giveTicket: ({ now }, { task, linked }) => ({
    op: "giveTicket",
    ticket: ticketOf(task),
    mailbox: linked,
    keys: { verifyKey: "00".repeat(32), kemKey: "00".repeat(1216) },
    holder: "driver",
    who: "invented",
    after: null,
    ...ticketSaid(now),
  }),
  changeTicket: ({ now }, { task }) => ({ op: "changeTicket", ticket: ticketOf(task), over: 1, ...ticketSaid(now) }),
  releaseTicket: (_, { task }) => ({ op: "releaseTicket", ticket: ticketOf(task), reason: "invented" }),
  keepPress: (_, { task, row, token }) => ({
    op: "keepPress",
    ticket: ticketOf(task),
    row,
    seq: 1,
    hour: 1,
    press: "on-my-way",
    opening: token,
    version: 2,
    pressedAt: 1,
  }),
  trustOpening: (_, { task, theCase }) => ({
    op: "trustOpening",
    ticket: ticketOf(task),
    opening: theCase,
    reason: "invented",
  }),
  holdTickets: () => ({ op: "holdTickets", why: "search", journey: null }),
  // Changed once, and held once by the word before.
  turnTicket: (_, { task }) => ({
    op: "turnTicket",
    ticket: ticketOf(task),
    to: "cancelled",
    reason: "invented",
    over: 3,
  }),
  giveService: (_, { token }) => ({
    op: "giveService",
    service: token,
    kind: "medical",
    text: "invented",
    day: 17_300,
    task: null,
  }),
  withdrawService: (_, { token }) => ({ op: "withdrawService", service: token, reason: "invented" }),
  agreeResponse: ({ now }, _) => ({
    op: "agreeResponse",
    status: "detained",
    lawyer: "invented",
    publicity: "silence",
    tell: "",
    neverCall: ["invented"],
    text: "",
    tasks: [],
    agreedBy: "invented",
    agreedAt: now,
    thread: null,
    over: 0,
  }),
  propose: ({ now }, { decision }) => ({
    op: "propose",
    decision,
    about: "no-go",
    text: "invented",
    checklist: [],
    expires: now + DAY,
  }),
  decide: ({ prepared }) => ({
    op: "decide",
    decision: prepared.proposal,
    verdict: "refuse",
    reason: "invented",
  }),
  // Approved by a second colleague.
  exported: ({ prepared }, { row }) => ({ op: "exported", decision: prepared.leaving, bundle: row, bytes: 1 }),
  askDestruction: ({ prepared }) => ({ op: "askDestruction", bundle: prepared.bundle, answer: "destroyed", note: "" }),
  callAgain: ({ now, prepared }, { alarm }) => ({
    op: "callAgain",
    decision: prepared.reviewed,
    page: { alarm, due: now, ladder: [] },
  }),
  haveRead: () => ({ op: "haveRead", decision: null }),
  withdrawProposal: (_, { decision }) => ({
    op: "withdrawProposal",
    decision,
    reason: "invented",
  }),
  namePerson: () => ({ op: "namePerson", person: "2", alias: "Linnet", over: 0 }),
  goTerms: () => ({ op: "goTerms" }),
  concludeSearch: ({ now }) => ({ op: "concludeSearch", about: "accusation", checkedAt: now, checkable: true }),
  beginPart: (_, { stream }) => ({ op: "beginPart", part: "money", stream }),
  sharePart: ({ colleague }) => ({ op: "sharePart", part: "threat", member: colleague, history: true, until: null }),
  withdrawPart: ({ colleague }) => ({ op: "withdrawPart", part: "threat", member: colleague }),
  titlePart: () => ({ op: "titlePart", title: "invented" }),
  setFact: (_, { token }) => ({
    op: "setFact",
    person: "1",
    // A field of the organisation's own, fresh each time.
    fact: token,
    value: { kind: "text", text: "invented" },
    over: 0,
  }),
  addPhoto: (_, { photo }) => ({
    op: "addPhoto",
    photo,
    person: "1",
    shows: "person",
    paper: "",
    picture: "/9j/2Q==",
  }),
  removePhoto: (_, { photo }) => ({ op: "removePhoto", photo, reason: "invented" }),
  revealName: ({ now }) => ({ op: "revealName", reason: "to buy tickets", until: now }),
  holdPart: () => ({ op: "holdPart", held: false }),
  giveConsent: (_, { consent }) => ({
    op: "giveConsent",
    consent,
    purpose: "doctor",
    recipient: "an invented doctor",
    covers: ["needs"],
    words: "invented",
    how: "telephone",
    until: null,
    over: 0,
  }),
  withdrawConsent: (_, { consent }) => ({ op: "withdrawConsent", consent, why: "invented", how: "letter" }),
  // After the sample of a referral, which rests on none.
  consentTerms: () => ({ op: "consentTerms" }),
  // Before the stage moves on from the one in which the case was prepared. The ground has a lawyer's entry: a sample flags a minor.
  setOut: ({ prepared }) => ({ op: "setOut", journey: prepared.planned }),
  moveStage: () => ({
    op: "moveStage",
    to: "sheltered",
    people: null,
    decision: null,
    token: null,
    reason: "invented",
  }),
  setStatus: () => ({ op: "setStatus", status: "went-back", note: "invented" }),
  closeCase: () => ({ op: "closeCase", outcome: "went-back", note: "", eraseAfterDays: 60 }),
  keepCase: () => ({ op: "keepCase", reason: "invented" }),
  reopenCase: () => ({ op: "reopenCase", reason: "invented" }),
  addThreat: () => ({
    op: "addThreat",
    threat: "one",
    who: "an invented uncle",
    kind: "family",
    reach: [],
    certainty: "said",
    source: "caller",
  }),
  // One that a colleague has said.
  withdrawThreat: () => ({ op: "withdrawThreat", threat: "prepared", reason: "invented" }),
  recordVerification: () => ({
    op: "recordVerification",
    statement: "invented",
    source: "caller",
    corroboration: "",
    certainty: "likely",
    concluded: false,
  }),
  recordRisk: () => ({ op: "recordRisk", urgency: "soon", saidBy: "team", factors: [], reach: [] }),
  searchStatus: () => ({ op: "searchStatus", about: "accusation", known: "none-found", source: "", checkedAt: 1 }),
  moved: (_, { tokens }) => ({ op: "moved", token: tokens[0], to: "evacuated", people: 1, day: 17_300 }),
  unmoved: (_, { tokens }) => ({ op: "unmoved", token: tokens[0] }),
  asked: (_, { tokens }) => ({ op: "asked", token: tokens[1], day: 17_300 }),
  lostContact: (_, { tokens }) => ({ op: "lostContact", token: tokens[2], day: 17_300 }),
  writeThing: (_, { thing }) => ({
    op: "writeThing",
    thing,
    kind: "shelter",
    name: "Lime",
    facts: { beds: 3 },
    over: 0,
  }),
  retireThing: (_, { thing }) => ({ op: "retireThing", thing, reason: "invented", over: 1 }),
  writeNetwork: (_, { thing }) => ({
    op: "writeNetwork",
    entries: [
      {
        entry: {
          kind: "place",
          id: thing,
          name: "Tarsk",
          lat: null,
          lon: null,
          watch: 3,
          shelter: false,
          curfew: [],
          thing: null,
        },
        over: 0,
      },
    ],
    source: "invented",
    asOf: 1,
  }),
  questionNetwork: (_, { thing }) => ({ op: "questionNetwork", kind: "place", id: thing, question: "invented" }),
  retireNetwork: (_, { thing }) => ({
    op: "retireNetwork",
    entries: [{ kind: "place", id: thing, over: 1 }],
    reason: "invented",
  }),
  writeJourney: (_, { journey, leg }) => ({
    op: "writeJourney",
    journey,
    party: ["1"],
    date: "2017-05-09",
    offset: 180,
    legs: [
      {
        ...{ leg, kind: "drive", from: "Tarsk", to: "Lipki", departs: 370, arrives: 560 },
        ...{ service: "an invented driver", note: "" },
      },
    ],
    route: null,
    why: "",
    over: 0,
  }),
  assignLeg: (_, { journey, leg, thing }) => ({
    ...{ op: "assignLeg", journey, leg, as: "driver", thing, words: "", seen: 1, over: 0 },
  }),
  tellStep: (_, { journey, leg }) => ({
    ...{ op: "tellStep", journey, leg, message: null, words: "At the mill.", seen: 1, over: 0 },
    said: { at: 1, departs: 1, from: "Tarsk", meet: "", to: "", service: "", say: "", hear: "" },
  }),
  startJourney: (_, { journey }) => ({ op: "startJourney", journey, over: 1 }),
  endJourney: (_, { journey }) => ({ op: "endJourney", journey, how: "arrived", note: "", over: 2 }),
  writeArrival: (_, { journey }) => ({ op: "writeArrival", journey, arrivedAt: 1, lines: [], oldPhone: null, over: 0 }),
  lookBack: (_, { journey }) => ({ op: "lookBack", journey, worked: "invented", change: "", over: 0 }),
  cancelJourney: ({ prepared }) => ({ op: "cancelJourney", journey: prepared.planned, reason: "invented", over: 1 }),
  writeMoney: (_, { journey, task }) => ({
    ...{ op: "writeMoney", line: moneyOf(task), journey, is: "planned", purpose: "tickets", amount: 100 },
    ...{ currency: "EUR", when: 1, thing: null, words: "", member: null, means: null, uses: [] },
    ...{ receipt: "", note: "", instead: null, reason: "" },
  }),
  strikeMoney: (_, { task }) => ({ op: "strikeMoney", line: moneyOf(task), reason: "invented" }),
  writePathway: (_, { task }) => ({
    ...{ op: "writePathway", pathway: pathwayOf(task), name: "invented", country: "LT", partner: "invented" },
    ...{ programme: "", quota: [{ month: "2017-06", places: 4 }], requirements: [], papers: [], wait: null },
    ...{ place: null, source: "invented", asOf: 1, over: 0 },
  }),
  retirePathway: (_, { task }) => ({ op: "retirePathway", pathway: pathwayOf(task), reason: "invented", over: 1 }),
  writeApplication: (_, { task }) => ({
    ...{ op: "writeApplication", application: applicationOf(task), pathway: pathwayOf(task), name: "invented" },
    ...{ party: ["1"], rank: 1, fit: "meets", why: "", papers: [], month: null, note: "", over: 0 },
  }),
  moveApplication: (_, { task }) => ({
    ...{ op: "moveApplication", application: applicationOf(task), to: "preparing", on: "2017-05-09", until: null },
    ...{ note: "", over: 1 },
  }),
  markCompromised: ({ place, prepared }, { mark, thing }) => ({
    op: "markCompromised",
    mark,
    of: place === "contact" ? { kind: "mailbox", mailbox: prepared.mailbox } : { kind: "thing", thing },
    since: 1,
    source: "invented",
    certainty: "said",
    note: "",
  }),
  confirmMark: ({ prepared }) => ({ op: "confirmMark", mark: prepared.mark, source: "invented" }),
  takeStep: (_, { mark }) => ({ op: "takeStep", mark, step: "silence", taken: "done", to: null, note: "" }),
  withdrawMark: ({ prepared }) => ({ op: "withdrawMark", mark: prepared.mark, reason: "invented" }),
  recordUse: (_, { use, thing }) => ({
    op: "recordUse",
    use,
    thing,
    as: "stayed",
    from: 1,
    until: null,
    with: [],
    note: "",
    over: 0,
  }),
  withdrawUse: (_, { use }) => ({ op: "withdrawUse", use, reason: "invented", over: 1 }),
  seekShelter: (_, { thing }) => ({
    op: "seekShelter",
    terms: { from: 17_300, latest: null, weeks: 4, needs: [], barred: [{ thing, reason: "invented" }], apart: [] },
    note: "",
    over: 0,
  }),
  takeBeds: (_, { hold, thing }) => ({ op: "takeBeds", hold, thing, from: 17_300, until: null, beds: 2 }),
  unlockedDesk: ({ now }) => ({ op: "unlockedDesk", hour: Math.floor(now / 3_600_000) }),
  openedCompartment: ({ now, random }) => ({
    op: "openedCompartment",
    hour: Math.floor(now / 3_600_000),
    stream: newId<StreamId>(random),
    case: null,
    part: "identity",
    how: "screen",
  }),
  publishFigures: (_, { decision }) => ({
    op: "publishFigures",
    release: decision,
    asOf: 17_300,
    delayDays: 0,
    weeks: [],
  }),
  reviewFigures: ({ prepared }) => ({
    op: "reviewFigures",
    release: prepared.release,
    verdict: "approve",
    reason: "invented",
  }),
  keepJourney: (_, { decision }) => ({
    ...{ op: "keepJourney", journey: decision as string as JourneyId, party: ["1"], date: "2017-05-09" },
    ...{ planned: 17_290, from: 17_295, until: 17_295, ended: 17_295, how: "arrived", exposure: null },
    ...{ application: null, oldPhone: null, worked: "", change: "", steps: [], rests: [], met: [] },
  }),
  pruneJourneys: ({ prepared, random }) => ({
    ...{ op: "pruneJourneys", ...prepared.pruning, to: newId<StreamId>(random) },
  }),
  endJourneyPart: ({ random }) => ({ op: "endJourneyPart", to: newId<StreamId>(random) }),
};

export const samplesOn = (ground: Ground): Operation[] => {
  const own = ownOf(ground.random);
  return Object.values(SAMPLES).map((sample) => sample(ground, own));
};
