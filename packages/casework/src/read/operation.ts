import { ARRIVAL_SHAPES } from "../arrival/read.ts";
import type { UnknownOperation } from "../entry.ts";
import { FACT_PARTS } from "../fact/fields.ts";
import { FACT_KINDS } from "../fact/value.ts";
import { CLEANED, type LetterFile } from "../file.ts";
import { CHOICES_MOST } from "../fold/fields.ts";
import {
  type AlarmId,
  type CaseId,
  type ConsentId,
  type DecisionId,
  type Hash,
  isHex,
  type JourneyId,
  type KnownId,
  type MailboxId,
  type MarkId,
  type MemberId,
  type StreamId,
  type TaskId,
  type TemplateId,
  type ThingId,
  type TicketId,
  type UseId,
} from "../ids.ts";
import { JOURNEY_SHAPES, LEGS_MOST, legId, SET_OUT_SHAPE } from "../journey/read.ts";
import { MONEY_SHAPES } from "../money/read.ts";
import { NETWORK_SHAPES } from "../network/read.ts";
import type {
  AgreeSignals,
  AnsweredQuestion,
  ChecklistPoint,
  CheckpointEntry,
  Compartment,
  DayHours,
  ExportPlan,
  FieldText,
  FigureWeek,
  Marked,
  MatchedWith,
  Operation,
  OperationName,
  Propose,
  SafetyPlan,
  SigningAsks,
  SuccessionProof,
  ThingFacts,
} from "../operation.ts";
import { PHOTO_SHAPES } from "../photo/read.ts";
import type { TaskFrom } from "../plan/operation.ts";
import { PUBLICITIES, RESPONSE_STATUSES, SERVICE_KINDS, TASK_SOURCES } from "../plan/words.ts";
import { PRUNING_SHAPES, prunePlan } from "../pruning/read.ts";
import { RELOCATION_SHAPES } from "../relocation/read.ts";
import { bedsFrom, holdId, SHELTER_SHAPES, visitedDay } from "../shelter/read.ts";
import { metBefore, roadPapers } from "../thing/read.ts";
import { TICKETS_MOST } from "../ticket/fold.ts";
import { type GiveTicket, HELD_FOR_MOST, type HoldTickets, type TicketSaid } from "../ticket/operation.ts";
import { HOLD_REASONS, PRESSES, TICKET_HOLDERS, TICKET_STATES } from "../ticket/words.ts";
import {
  ACCESS_HOWS,
  ACCESS_PARTS,
  type Answers,
  CASE_OUTCOMES,
  CASE_PARTS,
  CERTAINTIES,
  CONSENT_COVERS,
  CONSENT_PURPOSES,
  CONSENT_WAYS,
  COVERS,
  DECISION_SUBJECTS,
  DECLINING_OUTCOMES,
  DESTRUCTION_ANSWERS,
  FLAG_GROUNDS,
  FLAGS,
  GO_POINTS,
  KNOWN_KINDS,
  MATCH_VERDICTS,
  PASS_REASONS,
  PROTOCOLS,
  REFERRAL_ANSWERS,
  RISK_ANSWERS,
  ROLES,
  SAFETY_QUESTIONS,
  SEARCHES,
  SIGNING_KINDS,
  STAGES,
  STATUSES,
  STEPS_TAKEN,
  THING_KINDS,
  THREAD_OUTCOMES,
  THREAT_KINDS,
  URGENCIES,
  USE_KINDS,
  VIAS,
} from "../words.ts";
import { factId, factValue, person, persons, version } from "./fact.ts";
import { type Fields, flag, type Guard, isRecord, listOf, maybe, oneOf, orNull, shape, text, whole } from "./guard.ts";

const member: Guard<MemberId> = (value): value is MemberId => isHex(value, 16);
const stream: Guard<StreamId> = (value): value is StreamId => isHex(value, 16);
const mailbox: Guard<MailboxId> = (value): value is MailboxId => isHex(value, 32);
const alarm: Guard<AlarmId> = (value): value is AlarmId => isHex(value, 16);
const caseId: Guard<CaseId> = (value): value is CaseId => isHex(value, 16);
const decision: Guard<DecisionId> = (value): value is DecisionId => isHex(value, 16);
const consent: Guard<ConsentId> = (value): value is ConsentId => isHex(value, 16);
const template: Guard<TemplateId> = (value): value is TemplateId => isHex(value, 16);
const thing: Guard<ThingId> = (value): value is ThingId => isHex(value, 16);
const use: Guard<UseId> = (value): value is UseId => isHex(value, 16);
const mark: Guard<MarkId> = (value): value is MarkId => isHex(value, 16);
const known: Guard<KnownId> = (value): value is KnownId => isHex(value, 16);
const task: Guard<TaskId> = (value): value is TaskId => isHex(value, 16);
const journey: Guard<JourneyId> = (value): value is JourneyId => isHex(value, 16);
const ticket: Guard<TicketId> = (value): value is TicketId => isHex(value, 16);
const hash: Guard<Hash> = (value): value is Hash => isHex(value, 32);

/** More than one entry of the roster can name. */
const SIGNING_MEMBERS_MOST = 64;

const shortHex: Guard<string> = (value): value is string => isHex(value, 16);

/** Longest of its parts: a hybrid key of 1,216 bytes. */
const someHex: Guard<string> = (value): value is string =>
  typeof value === "string" && value.length <= 4096 && isHex(value, value.length / 2);
const successionProof: Guard<SuccessionProof> = shape<SuccessionProof>({
  succession: someHex,
  verifyKey: someHex,
  kemKey: someHex,
});

const file: Guard<LetterFile> = shape<LetterFile>({
  id: (value): value is string => isHex(value, 16),
  key: (value): value is string => isHex(value, 32),
  name: text,
  type: text,
  size: whole,
  cleaned: oneOf(CLEANED),
});

const isOneRecord: Guard<Record<string, unknown>> = (value): value is Record<string, unknown> => isRecord(value);

const compartment: Guard<Compartment> = (value): value is Compartment => {
  if (!isRecord(value)) return false;
  if (value.about === "thread") return true;
  if (value.about === "access") return member(value.member);
  if (value.about === "case") return caseId(value.case) && oneOf(CASE_PARTS)(value.part);
  return oneOf(["commons", "intake-keys", "intake", "ledger", "figures", "resources"])(value.about);
};

/** Every question can be skipped, so every field may be missing; one that is there must be well-formed. */
const answers: Guard<Answers> = (value): value is Answers =>
  isRecord(value) &&
  Object.entries({
    danger: oneOf(["now", "soon", "no", "unsure"]),
    need: oneOf(["leave", "shelter", "doctor", "papers", "advice", "other"]),
    where: text,
    reach: text,
    company: text,
    adult: oneOf(["yes", "no"]),
  }).every(([name, guard]) => value[name] === undefined || guard(value[name]));

const week: Guard<FigureWeek> = shape<FigureWeek>({
  ends: whole,
  asked: orNull(whole),
  evacuated: whole,
  abroad: whole,
});
/** A title or a language: what stands in a list, not a letter. */
const shortText: Guard<string> = (value): value is string => text(value) && value.length <= 200;
const fieldText = listOf(shape<FieldText>({ language: shortText, text: shortText }), 20);
const answeredQuestion = shape<AnsweredQuestion>({ factor: shortText, answer: oneOf(RISK_ANSWERS) });
const rung = shape<{ afterMinutes: number; member: MemberId }>({ afterMinutes: whole, member });
const page = shape<NonNullable<Propose["paged"]>>({ alarm, due: whole, ladder: listOf(rung, 20) });
const minuteOfDay: Guard<number> = (value): value is number => whole(value) && value < 24 * 60;
/** UTC-12 to UTC+14: no clock on earth shows another. */
const offset: Guard<number> = (value): value is number =>
  Number.isSafeInteger(value) && Number(value) >= -12 * 60 && Number(value) <= 14 * 60;
const dayHours = shape<DayHours>({ from: minuteOfDay, to: minuteOfDay });
const taskFrom = shape<TaskFrom>({ kind: oneOf(TASK_SOURCES), of: maybe(shortText), whom: maybe(persons) });
const safetyPlan: Guard<SafetyPlan> = (value): value is SafetyPlan =>
  isRecord(value) && SAFETY_QUESTIONS.every((question) => Object.hasOwn(value, question) && text(value[question]));
const matchedWith: Guard<MatchedWith> = (value): value is MatchedWith => {
  if (!isRecord(value)) return false;
  if (value.kind === "thread") return mailbox(value.mailbox);
  return value.kind === "known" ? known(value.known) : value.kind === "case" && caseId(value.case);
};
const marked: Guard<Marked> = (value): value is Marked => {
  if (!isRecord(value)) return false;
  switch (value.kind) {
    case "thing":
      return thing(value.thing);
    case "member":
      return member(value.member);
    case "identifier":
      return shortText(value.text);
    case "recipient":
      return shortText(value.name) && value.name.trim() !== "";
    case "mailbox":
      return mailbox(value.mailbox);
    default:
      return value.kind === "case" && caseId(value.case);
  }
};
const THING_FACTS: Readonly<Record<keyof ThingFacts, (value: unknown) => boolean>> = {
  place: shortText,
  beds: whole,
  bedsFrom,
  seats: whole,
  tags: listOf(shortText, 20),
  identifier: shortText,
  with: listOf(thing, 20),
  agreed: text,
  note: text,
  rules: text,
  visited: visitedDay,
  hours: shortText,
  area: shortText,
  papers: roadPapers,
  met: metBefore,
};
/** The first that is not as it should be; any may be missing. */
const wrongFact = (value: Record<string, unknown>): string | null =>
  Object.entries(THING_FACTS).find(([name, guard]) => value[name] !== undefined && !guard(value[name]))?.[0] ?? null;
const facts: Guard<ThingFacts> = (value): value is ThingFacts => isRecord(value) && wrongFact(value) === null;
const stage = oneOf([...STAGES, "declined", "withdrawn"] as const);
const urgency = oneOf(URGENCIES);
const certainty = oneOf(CERTAINTIES);
const ticketSaid: { [K in keyof TicketSaid]: Guard<TicketSaid[K]> } = {
  from: text,
  to: text,
  meet: text,
  at: whole,
  people: whole,
  carry: text,
  otherwise: text,
  say: text,
  hear: text,
  opens: whole,
  ends: whole,
};
const saidBy = oneOf(["caller", "team"] as const);
const verdict = oneOf(["approve", "refuse"] as const);
const over = maybe(whole);
const reply = {
  mailbox,
  message: text,
  seen: whole,
  text,
  standing: flag,
  until: orNull(whole),
  checkInBy: orNull(whole),
};

/** As much as one commit holds; whoever says a compartment again asks first whether it still fits. */
export const CHECKPOINT_MOST = 5_000;

type Body<N extends OperationName> = Omit<Extract<Operation, { op: N }>, "op">;

/** One shape for each operation; the type makes a missing one, or a missing field, an error here. */
const SHAPES: { readonly [N in OperationName]: Fields<Body<N>> } = {
  begin: { compartment },
  checkpoint: {
    compartment,
    entries: listOf(
      shape<CheckpointEntry>({ author: member, role: oneOf(ROLES), at: whole, operation: isOneRecord }),
      CHECKPOINT_MOST,
    ),
    forgets: maybe(flag),
    minor: maybe(flag),
  },
  settings: {
    name: text,
    figuresDelayDays: whole,
    closedThreadDays: whole,
    closedCaseDays: whole,
    openedOn: whole,
    over,
  },
  memberHandle: { member, handle: text },
  samePerson: { member, other: member, same: flag, reason: text, over: whole },
  personTerms: {},
  refuseSigning: {
    entry: hash,
    asks: shape<SigningAsks>({
      kind: oneOf(SIGNING_KINDS),
      members: listOf(member, SIGNING_MEMBERS_MOST),
      role: orNull(oneOf(ROLES)),
      n: whole,
    }),
    askedBy: member,
    hour: whole,
    reason: text,
  },
  readRefusal: { entry: hash },
  calendarWord: { word: shortText },
  defineField: {
    field: shortHex,
    part: oneOf(FACT_PARTS),
    kind: oneOf(FACT_KINDS),
    label: fieldText,
    hint: fieldText,
    choices: listOf(
      shape<{ choice: string; label: FieldText[] }>({ choice: shortHex, label: fieldText }),
      CHOICES_MOST,
    ),
    over: whole,
  },
  retireField: { field: shortHex, over: whole },
  claimThread: { mailbox, until: whole, astray: maybe(flag) },
  releaseThread: { mailbox },
  answerThread: reply,
  setUrgency: { mailbox, urgency, reason: text, seen: whole, over, back: maybe(flag) },
  flagThread: { mailbox, flag: oneOf(FLAGS), on: flag, ground: maybe(oneOf(FLAG_GROUNDS)), over },
  noteThread: { mailbox, text },
  setContactWindow: {
    mailbox,
    window: text,
    mayRing: flag,
    hours: maybe(listOf(dayHours, 4)),
    offset: maybe(offset),
    over,
  },
  coverMessage: { mailbox, row: hash, as: orNull(oneOf(COVERS)) },
  passThread: { mailbox, why: oneOf(PASS_REASONS), word: text },
  putAside: { mailbox, on: flag, seen: whole },
  writeTemplate: { template, language: shortText, title: shortText, text, over: whole },
  withdrawTemplate: { template, over: whole },
  writeProtocol: { protocol: oneOf(PROTOCOLS), text, over: whole },
  writePlan: { plan: template, title: shortText, text, over: whole },
  withdrawPlan: { plan: template, over: whole },
  agreeSignals: {
    ...{ mailbox, safe: orNull(text), danger: orNull(text), over },
    carried: maybe(shape<NonNullable<AgreeSignals["carried"]>>({ by: member, at: whole, until: orNull(whole) })),
  },
  takeIntoCase: { mailbox, case: caseId, alias: text, contact: stream, upTo: whole },
  declineTerms: { ends: maybe(flag) },
  proposeDecline: {
    mailbox,
    decision,
    outcome: oneOf(DECLINING_OUTCOMES),
    text,
    eraseAfterDays: whole,
    seen: whole,
    expires: whole,
  },
  decideDecline: { mailbox, decision, verdict, reason: text },
  withdrawDecline: { mailbox, decision, reason: text },
  safetyPlan: { mailbox, plan: orNull(safetyPlan), reason: text, over },
  safetyPlanGiven: { mailbox, message: text },
  refer: { mailbox, referral: text, to: text, purpose: text, consent: text, rests: maybe(consent) },
  stopReferral: { mailbox, referral: text, note: text },
  answerReferral: { mailbox, referral: text, answer: oneOf(REFERRAL_ANSWERS), note: text, over },
  noReferral: { mailbox, reason: text },
  beginInterpreting: { mailbox, stream, interpreter: member },
  endInterpreting: { mailbox, stream },
  relayLetter: { seq: whole, language: text, text, at: whole },
  relayAnswer: { message: text, text, at: whole },
  translate: { of: whole, text },
  askDraft: { request: text, text },
  draftAnswer: { request: text, text },
  settleDraft: { request: text },
  closeThread: { mailbox, outcome: oneOf(THREAD_OUTCOMES), note: text, eraseAfterDays: whole, seen: whole },
  reopenThread: { mailbox, reason: text },
  giveVoucher: { mailbox, words: text, sentence: text, expires: whole },
  continueThread: { mailbox, from: mailbox, seen: whole, frozen: maybe(flag), proof: maybe(successionProof) },
  freezeMailbox: { mailbox, reason: text, holding: text, seen: whole },
  thawMailbox: { mailbox, reason: text, seen: whole },
  countThread: { mailbox, token: text },
  handOver: { text, over },
  setLimits: { claimMinutes: whole, nowMinutes: whole, standByMinutes: whole, over },
  memberBell: { token: orNull(shortHex), standBy: flag },
  planShift: { shift: shortHex, member, from: whole, until: whole },
  endShift: { shift: shortHex },
  haveIt: {},
  verifyThread: {
    mailbox,
    line: shortText,
    statement: text,
    source: text,
    corroboration: text,
    against: text,
    certainty,
    over,
  },
  addKnown: {
    known,
    kind: oneOf(KNOWN_KINDS),
    names: listOf(shortText, 20),
    identifiers: listOf(shortText, 50),
    reason: text,
    source: text,
  },
  confirmKnown: { known, reason: text },
  withdrawKnown: { known, reason: text },
  judgeMatch: { mailbox: orNull(mailbox), other: matchedWith, verdict: oneOf(MATCH_VERDICTS), reason: text },
  openCase: {
    case: caseId,
    alias: text,
    people: whole,
    mailbox,
    owner: member,
    standIn: orNull(member),
    imported: maybe(shape<{ row: string; rows?: string[] }>({ row: shortText, rows: maybe(listOf(shortText)) })),
  },
  linkMailbox: { mailbox, why: text },
  letter: {
    mailbox,
    row: hash,
    seq: whole,
    language: text,
    text,
    answers,
    tap: oneOf(["none", "safe", "danger"]),
    onArrival: flag,
    expiredCard: flag,
    hour: whole,
    writtenAt: whole,
    via: maybe(oneOf(VIAS)),
    files: maybe(listOf(file, 16)),
    voucher: maybe(shortText),
    late: maybe(flag),
  },
  keepTranslation: { mailbox, row: hash, text, by: member, saidAt: whole },
  keepAnswer: { ...reply, by: member, answeredAt: whole },
  answer: { ...reply, instead: maybe(text) },
  setCaseUrgency: { urgency, reason: text, saidBy, over, back: maybe(flag) },
  concludeVerification: { certainty, over },
  moveStage: {
    to: stage,
    people: orNull(whole),
    decision: orNull(decision),
    token: orNull(text),
    reason: text,
    over,
    back: maybe(flag),
  },
  setStatus: { status: oneOf(STATUSES), note: text, over, back: maybe(flag), whom: maybe(persons) },
  setOwner: { owner: member, standIn: orNull(member), over },
  note: { text },
  armCheckIn: {
    alarm,
    due: whole,
    graceMinutes: whole,
    expectedFrom: oneOf(["party", "driver", "host", "escort", "member"]),
    wording: text,
    ladder: listOf(
      shape<{ afterMinutes: number; member: MemberId; bell?: boolean }>({
        afterMinutes: whole,
        member,
        bell: maybe(flag),
      }),
      20,
    ),
    drill: maybe(flag),
    leg: maybe(shortText),
    handOver: maybe(ticket),
    unseen: maybe(ticket),
  },
  acknowledgeCheckIn: { alarm, note: text, over },
  closeCheckIn: {
    alarm,
    done: oneOf(["met", "met-late", "replaced", "no-sign"]),
    note: text,
    settled: maybe(flag),
    overDanger: maybe(flag),
  },
  addTask: { task, text, owner: member, standIn: orNull(member), due: orNull(whole), from: orNull(taskFrom) },
  giveTask: { task, owner: member, standIn: orNull(member), over: whole },
  moveTask: { task, due: orNull(whole), reason: text, over: whole },
  doTask: { task, note: text },
  dropTask: { task, reason: text },
  reopenTask: { task, reason: text },
  giveService: { service: shortHex, kind: oneOf(SERVICE_KINDS), text, day: whole, task: orNull(task) },
  withdrawService: { service: shortHex, reason: text },
  agreeResponse: {
    status: oneOf(RESPONSE_STATUSES),
    lawyer: text,
    publicity: oneOf(PUBLICITIES),
    tell: text,
    neverCall: listOf(shortText, 50),
    text,
    tasks: listOf(shortText, 50),
    agreedBy: shortText,
    agreedAt: whole,
    thread: orNull(mailbox),
    over: whole,
  },
  giveTicket: {
    ticket,
    mailbox,
    keys: shape<GiveTicket["keys"]>({ verifyKey: someHex, kemKey: someHex }),
    holder: oneOf(TICKET_HOLDERS),
    who: shortText,
    after: orNull(ticket),
    leg: maybe(shortText),
    journey: maybe(journey),
    thing: maybe(thing),
    seen: maybe(whole),
    ...ticketSaid,
  },
  changeTicket: { ticket, over: whole, follows: maybe(flag), ...ticketSaid },
  turnTicket: { ticket, to: oneOf(TICKET_STATES), reason: text, over: whole },
  releaseTicket: { ticket, reason: text },
  keepPress: {
    ticket,
    row: hash,
    seq: whole,
    hour: whole,
    press: oneOf(PRESSES),
    opening: shortHex,
    version: whole,
    pressedAt: whole,
  },
  trustOpening: { ticket, opening: shortHex, reason: text },
  holdTickets: {
    why: oneOf(HOLD_REASONS),
    journey: orNull(journey),
    of: maybe(
      shape<NonNullable<HoldTickets["of"]>>({
        tickets: listOf(ticket, TICKETS_MOST),
        legs: listOf(legId, LEGS_MOST),
        holder: maybe(oneOf(TICKET_HOLDERS)),
        marks: maybe(listOf(mark, HELD_FOR_MOST)),
      }),
    ),
  },
  propose: {
    decision,
    about: oneOf(DECISION_SUBJECTS),
    text,
    checklist: listOf(
      shape<ChecklistPoint>({ text, met: flag, point: maybe(oneOf(GO_POINTS)), why: maybe(text) }),
      100,
    ),
    expires: whole,
    export: maybe(
      shape<ExportPlan>({
        consent,
        version: whole,
        covers: listOf(oneOf(CONSENT_COVERS), CONSENT_COVERS.length),
        key: orNull(text),
      }),
    ),
    prunes: maybe(prunePlan),
    paged: maybe(page),
    again: maybe(flag),
  },
  exported: { decision, bundle: hash, bytes: whole },
  askDestruction: { bundle: hash, answer: oneOf(DESTRUCTION_ANSWERS), note: text },
  decide: { decision, verdict, reason: text, closed: maybe(flag) },
  callAgain: { decision, page, closed: maybe(flag) },
  haveRead: { decision: orNull(decision) },
  withdrawProposal: { decision, reason: text },
  namePerson: { person, alias: shortText, over: version, row: maybe(shortText) },
  goTerms: { sheet: maybe(flag), each: maybe(flag), road: maybe(flag), clocks: maybe(flag), looks: maybe(flag) },
  concludeSearch: { about: oneOf(SEARCHES), checkedAt: whole, checkable: flag },
  beginPart: { part: oneOf(CASE_PARTS), stream },
  sharePart: { part: oneOf(CASE_PARTS), member, history: flag, until: orNull(whole), rests: maybe(consent) },
  withdrawPart: { part: oneOf(CASE_PARTS), member },
  titlePart: { title: text, over },
  setFact: { person, fact: factId, value: orNull(factValue), over: version },
  revealName: { reason: text, until: whole },
  holdPart: { held: flag, rests: maybe(consent), faces: maybe(flag), until: maybe(whole) },
  consentTerms: { moved: maybe(flag) },
  giveConsent: {
    consent,
    purpose: oneOf(CONSENT_PURPOSES),
    recipient: shortText,
    covers: listOf(oneOf(CONSENT_COVERS), CONSENT_COVERS.length),
    words: text,
    how: oneOf(CONSENT_WAYS),
    row: maybe(hash),
    until: orNull(whole),
    refused: maybe(flag),
    noes: maybe(whole),
    over: whole,
  },
  withdrawConsent: { consent, why: text, how: oneOf(CONSENT_WAYS), slip: maybe(flag), refused: maybe(flag) },
  closeCase: { outcome: oneOf(CASE_OUTCOMES), note: text, eraseAfterDays: whole },
  reopenCase: { reason: text },
  keepCase: { reason: text },
  addThreat: { threat: text, who: text, kind: oneOf(THREAT_KINDS), reach: listOf(text), certainty, source: text, over },
  withdrawThreat: { threat: text, reason: text, over },
  recordVerification: {
    statement: text,
    source: text,
    corroboration: text,
    certainty,
    concluded: flag,
    line: maybe(shortText),
    against: maybe(text),
    by: maybe(member),
    saidAt: maybe(whole),
    over,
  },
  recordRisk: {
    urgency,
    saidBy,
    factors: listOf(text),
    reach: listOf(text),
    answered: maybe(listOf(answeredQuestion, 100)),
    suggested: maybe(urgency),
    otherwise: maybe(text),
    read: maybe(listOf(shape<{ mailbox: MailboxId; seq: number }>({ mailbox, seq: whole }), 100)),
    over,
  },
  searchStatus: {
    about: oneOf(SEARCHES),
    known: oneOf(["none-found", "expected", "found", "unknown"]),
    source: text,
    checkedAt: whole,
    over,
    checkable: maybe(flag),
  },
  moved: { token: text, to: oneOf(["evacuated", "abroad"]), people: whole, day: whole },
  unmoved: { token: text },
  asked: { token: text, day: whole },
  lostContact: { token: text, day: whole },
  writeThing: { thing, kind: oneOf(THING_KINDS), name: shortText, facts, over: whole },
  retireThing: { thing, reason: text, over: whole },
  ...JOURNEY_SHAPES,
  setOut: SET_OUT_SHAPE,
  ...ARRIVAL_SHAPES,
  ...PRUNING_SHAPES,
  ...MONEY_SHAPES,
  ...RELOCATION_SHAPES,
  ...PHOTO_SHAPES,
  ...NETWORK_SHAPES,
  markCompromised: { mark, of: marked, since: whole, source: text, certainty, note: text },
  confirmMark: { mark, source: text },
  withdrawMark: { mark, reason: text },
  takeStep: { mark, step: shortText, taken: oneOf(STEPS_TAKEN), to: orNull(member), note: text },
  recordUse: {
    use,
    thing,
    as: oneOf(USE_KINDS),
    from: whole,
    until: orNull(whole),
    with: listOf(thing, 20),
    note: text,
    hold: maybe(holdId),
    over: whole,
  },
  withdrawUse: { use, reason: text, over: whole },
  ...SHELTER_SHAPES,
  unlockedDesk: { hour: whole },
  openedCompartment: { hour: whole, stream, case: orNull(caseId), part: oneOf(ACCESS_PARTS), how: oneOf(ACCESS_HOWS) },
  publishFigures: { release: decision, asOf: whole, delayDays: whole, weeks: listOf(week, 2000) },
  reviewFigures: { release: decision, verdict, reason: text },
};

/** All that this version can read. */
export const OPERATIONS = Object.keys(SHAPES) as OperationName[];

const isName = (name: unknown): name is OperationName => typeof name === "string" && Object.hasOwn(SHAPES, name);

/** The first field that is not as its form says; null where all are. */
const wrongField = (value: Record<string, unknown>, name: OperationName): string | null => {
  const fields = Object.entries<(value: unknown) => boolean>(SHAPES[name]);
  const wrong = fields.find(([field, guard]) => !guard(Object.hasOwn(value, field) ? value[field] : undefined));
  return wrong?.[0] ?? null;
};

const isOperation = (value: unknown): value is Operation =>
  isRecord(value) && isName(value.op) && wrongField(value, value.op) === null;

/**
 * The field for which readers would leave this operation alone, or null. Asked before anything is sealed: the server
 * cannot look inside, so what nobody reads would be taken, and its author would believe that it stands.
 */
export const malformedField = (operation: Operation): string | null => {
  const field = wrongField(operation, operation.op);
  // Of a thing the field that a person filled in: nobody knows what "facts" is.
  return operation.op === "writeThing" && field === "facts" ? (wrongFact({ ...operation.facts }) ?? field) : field;
};

/**
 * Read what a commit carried. Never throws: what this version does not know, or what is not well-formed, becomes
 * `{ op: "unknown" }`, which the fold counts and otherwise leaves alone.
 */
export const readOperation = (value: unknown): Operation | UnknownOperation => {
  if (isOperation(value)) return value;
  const name = isRecord(value) && typeof value.op === "string" ? value.op.slice(0, 40) : "";
  return { op: "unknown", name };
};
