/** Histories that somebody could have written into one part of a case: what stands, what is stale, what is refused. */
import fc from "fast-check";
import { fieldOf, type Written } from "../src/fold/over.ts";
import { belongsTo } from "../src/fold/place.ts";
import { emptyStream, type StreamState, take } from "../src/fold/stream.ts";
import { versionThere } from "../src/fold/versions.ts";
import type { Entry, Operation, OperationName } from "../src/index.ts";
import {
  CERTAINTIES,
  CONSENT_PURPOSES,
  CONSENT_WAYS,
  DECISION_SUBJECTS,
  DESTRUCTION_ANSWERS,
  FLAGS,
  MATCH_VERDICTS,
  REFERRAL_ANSWERS,
  SEARCHES,
  STAGES,
  STATUSES,
  STEPS_TAKEN,
  URGENCIES,
  USE_KINDS,
} from "../src/words.ts";
import { caseId, hours, mailbox, member, START, stream } from "./team.ts";

export const ROWAN = caseId("rowan");
const KETTLE = mailbox("kettle");
export type PartTried = "contact" | "threat" | "identity" | "relocation" | "money" | "journey";

const of = <T>(...values: T[]) => fc.constantFrom(...values);
const id = <T extends string>(letter: string, bytes = 16) =>
  of("1", "2").map((n) => `${letter}${n}`.repeat(bytes) as T);
const words = of("", "one", "one", "two");
const said = of("one", "two");
const who = of(member("Wren"), member("Siskin"), member("Plover"));
const none = fc.constant(null);
const orNone = <T>(one: fc.Arbitrary<T>) => fc.oneof(one, none);
/** Hours after the start; most of a history is within a few days of it. */
const hour = fc.integer({ min: 0, max: 400 }).map((n) => START + hours(n));
const flag = fc.boolean();
const kettle = of(KETTLE, KETTLE, mailbox("lamp"));
const things = fc.array(id<never>("a"), { maxLength: 2 });

type In<N extends OperationName> = Omit<Extract<Operation, { op: N }>, "op" | "over">;
type Part = { readonly [N in OperationName]?: fc.Arbitrary<In<N>> };
const fields = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model) as unknown as fc.Arbitrary<never>;

const letter = {
  mailbox: kettle,
  message: fc.uuid(),
  seen: fc.nat(9),
  text: said,
  standing: flag,
  until: none,
  checkInBy: none,
};

/** Most of them as a page could show them. */
const ticketSaid = {
  from: said,
  to: said,
  meet: of("one", "two", ""),
  at: of(START + hours(8), START + hours(30)),
  people: of(1, 2),
  carry: words,
  otherwise: words,
  say: said,
  hear: said,
  opens: of(START, START + hours(6)),
  ends: of(START + hours(40), START + hours(60)),
};
const ticket = { ticket: id("7") };
/** A ticket counts its own versions; what its author saw stands in the operation. */
const seen = of(1, 1, 2, 3, 0);

const SPINE: Part = {
  linkMailbox: fields({ mailbox: id("b", 32), why: words }),
  letter: fields({
    mailbox: kettle,
    row: fc.uuid().map((one) => one.replaceAll("-", "").repeat(2)),
    seq: fc.nat(99),
    language: of("ru"),
    text: said,
    answers: fc.constant({}),
    tap: of("none"),
    onArrival: flag,
    expiredCard: flag,
    hour: fc.nat(9),
    writtenAt: hour,
  }),
  keepAnswer: fields({ ...letter, by: who, answeredAt: hour }),
  keepTranslation: fields({ mailbox: kettle, row: id("e", 32), text: said, by: who, saidAt: hour }),
  answer: fields(letter),
  setCaseUrgency: fields({ urgency: of(...URGENCIES), reason: words, saidBy: of("team") }),
  concludeVerification: fields({ certainty: of(...CERTAINTIES) }),
  moveStage: fields({
    to: of(...STAGES, "declined" as const, "withdrawn" as const),
    people: of(null, 1, 2),
    decision: orNone(id("d")),
    token: none,
    reason: words,
  }),
  setStatus: fields({ status: of(...STATUSES), note: words, back: of(false, true) }),
  setOwner: fields({ owner: who, standIn: orNone(who) }),
  note: fields({ text: words }),
  armCheckIn: fields({
    alarm: id("c"),
    due: hour,
    graceMinutes: of(30),
    expectedFrom: of("party"),
    wording: said,
    ladder: fc.constant([]),
    drill: flag,
  }),
  acknowledgeCheckIn: fields({ alarm: id("c"), note: words }),
  closeCheckIn: fields({ alarm: id("c"), done: of("met", "no-sign"), note: words }),
  addTask: fields({ task: id("f"), text: words, owner: who, standIn: orNone(who), due: orNone(hour), from: none }),
  giveTask: fields({ task: id("f"), owner: who, standIn: orNone(who) }),
  moveTask: fields({ task: id("f"), due: orNone(hour), reason: words }),
  doTask: fields({ task: id("f"), note: words }),
  dropTask: fields({ task: id("f"), reason: words }),
  reopenTask: fields({ task: id("f"), reason: words }),
  giveService: fields({ service: id("0"), kind: of("medical", "food"), text: words, day: fc.nat(9), task: none }),
  withdrawService: fields({ service: id("0"), reason: words }),
  agreeResponse: fields({
    status: of("detained", "died"),
    lawyer: words,
    publicity: of("silence", "ask"),
    tell: of(""),
    neverCall: fc.constant([]),
    text: words,
    tasks: fc.constant([]),
    agreedBy: words,
    agreedAt: of(START),
    thread: none,
  }),
  propose: fields({
    decision: id("d"),
    about: of(...DECISION_SUBJECTS),
    text: words,
    checklist: of(
      [],
      [{ text: "one", met: true }],
      [{ text: "one", met: false, point: "check-in" as const, why: "two" }],
      [{ text: "one", met: true, point: "check-in" as const }],
    ),
    expires: hour,
  }),
  exported: fields({ decision: id("d"), bundle: id("a", 32), bytes: fc.nat(9) }),
  askDestruction: fields({ bundle: id("a", 32), answer: of(...DESTRUCTION_ANSWERS), note: words }),
  decide: fields({ decision: id("d"), verdict: of("approve", "approve", "refuse"), reason: words }),
  callAgain: fields({ decision: id("d"), page: fields({ alarm: id("c"), due: hour, ladder: of([]) }) }),
  haveRead: fields({ decision: orNone(id("d")) }),
  withdrawProposal: fields({ decision: id("d"), reason: words }),
  giveTicket: fields({
    ...ticket,
    ...ticketSaid,
    mailbox: id("8", 32),
    keys: fc.constant({ verifyKey: "ab", kemKey: "cd" }),
    holder: of("driver", "host"),
    who: said,
    after: of(null, null, "71".repeat(16)),
    journey: of(undefined, "61".repeat(16), "62".repeat(16)),
    leg: of(undefined, "01".repeat(16)),
    seen: of(undefined, 0, 1, 2),
  }),
  changeTicket: fields({ ...ticket, ...ticketSaid, over: seen }),
  turnTicket: fields({ ...ticket, to: of("going", "held", "held", "cancelled"), reason: words, over: seen }),
  seekShelter: fields({
    terms: of(null, { from: 1, latest: null, weeks: 2, needs: ["stairs"], barred: [], apart: [] }),
    note: words,
    over: seen,
  }),
  releaseTicket: fields({ ...ticket, reason: words }),
  keepPress: fields({
    ...ticket,
    row: id("e", 32),
    seq: fc.nat(5),
    hour: fc.nat(9),
    press: of("opened", "on-my-way", "with-me", "followed"),
    opening: id("9"),
    version: seen,
    pressedAt: hour,
  }),
  trustOpening: fields({ ...ticket, opening: id("9"), reason: words }),
  holdTickets: fields({
    why: of("search", "journey", "changed", "arrived"),
    journey: of(null, null, "61".repeat(16)),
    of: of(undefined, undefined, { tickets: ["71".repeat(16)], legs: ["01".repeat(16)] }),
  }),
  setOut: fields({ journey: id("6") }),
  namePerson: fields({ person: of("1", "2", "3"), alias: words }),
  goTerms: fields({ sheet: of(true, false), each: of(true, false), road: of(true, false), clocks: of(true, false) }),
  concludeSearch: fields({ about: of(...SEARCHES), checkedAt: hour, checkable: flag }),
  beginPart: fields({ part: of("needs", "money", "journey"), stream: id("7") }),
  pruneJourneys: fields({ decision: id("d"), from: id("7"), to: id("7") }),
  sharePart: fields({
    part: of("needs", "threat"),
    member: who,
    history: flag,
    until: orNone(hour),
    rests: of(undefined, "9".repeat(32)),
  }),
  withdrawPart: fields({ part: of("needs", "threat"), member: who }),
  consentTerms: fields({ moved: of(true, false) }),
  giveConsent: fields({
    consent: of("9".repeat(32), "8".repeat(32)),
    purpose: of(...CONSENT_PURPOSES.slice(0, 4)),
    recipient: said,
    covers: of(["needs"], ["needs", "threat"]),
    words,
    how: of(...CONSENT_WAYS),
    until: orNone(fc.nat(17_400)),
    refused: of(undefined, undefined, true),
    noes: of(undefined, 0, 1, 2),
  }),
  withdrawConsent: fields({
    ...{ consent: of("9".repeat(32), "8".repeat(32)), why: words, how: of(...CONSENT_WAYS) },
    refused: of(undefined, undefined, true),
  }),
  closeCase: fields({ outcome: of("settled", "withdrawn"), note: words, eraseAfterDays: of(60) }),
  reopenCase: fields({ reason: words }),
  keepCase: fields({ reason: words }),
  recordUse: fields({
    use: id("4"),
    thing: id("a"),
    as: of(...USE_KINDS),
    from: hour,
    until: orNone(hour),
    with: things,
    note: words,
  }),
  withdrawUse: fields({ use: id("4"), reason: words }),
  markCompromised: fields({
    mark: id("5"),
    of: of({ kind: "mailbox", mailbox: KETTLE }, { kind: "case", case: ROWAN }),
    since: hour,
    source: words,
    certainty: of(...CERTAINTIES),
    note: words,
  }),
  confirmMark: fields({ mark: id("5"), source: words }),
  withdrawMark: fields({ mark: id("5"), reason: words }),
  takeStep: fields({
    mark: id("5"),
    step: of("warn", "move"),
    taken: of(...STEPS_TAKEN),
    to: orNone(who),
    note: words,
  }),
  flagThread: fields({ mailbox: kettle, flag: of(...FLAGS), on: flag }),
  setContactWindow: fields({ mailbox: kettle, window: words, mayRing: flag }),
  agreeSignals: fields({
    ...{ mailbox: kettle, safe: words, danger: orNone(words) },
    carried: fc.option(fc.record({ by: who, at: hour, until: orNone(hour) }), { nil: undefined }),
  }),
  coverMessage: fields({ mailbox: kettle, row: id("e", 32), as: orNone(of("distressing")) }),
  declineTerms: fields({ ends: of(true, false) }),
  safetyPlan: fields({
    mailbox: kettle,
    plan: orNone(
      words.map((signs) => ({
        signs,
        places: "",
        people: "",
        carry: "",
        papers: "",
        codeWord: "",
        phoneTaken: "",
        nextWord: "",
      })),
    ),
    reason: words,
  }),
  safetyPlanGiven: fields({ mailbox: kettle, message: fc.uuid() }),
  refer: fields({
    mailbox: kettle,
    referral: id("6"),
    to: said,
    purpose: words,
    consent: said,
    rests: of(undefined, "9".repeat(32)),
  }),
  answerReferral: fields({ mailbox: kettle, referral: id("6"), answer: of(...REFERRAL_ANSWERS), note: words }),
  stopReferral: fields({ mailbox: kettle, referral: id("6"), note: words }),
  noReferral: fields({ mailbox: kettle, reason: words }),
  freezeMailbox: fields({ mailbox: kettle, reason: words, holding: said, seen: fc.nat(9) }),
  thawMailbox: fields({ mailbox: kettle, reason: words, seen: fc.nat(9) }),
};

const THREAT: Part = {
  note: fields({ text: words }),
  judgeMatch: fields({
    mailbox: none,
    other: of({ kind: "thread", mailbox: mailbox("lamp") }),
    verdict: of(...MATCH_VERDICTS),
    reason: words,
  }),
  addThreat: fields({
    threat: of("t1", "t2"),
    who: words,
    kind: of("family", "police"),
    reach: fc.constant([]),
    certainty: of(...CERTAINTIES),
    source: words,
  }),
  withdrawThreat: fields({ threat: of("t1", "t2"), reason: words }),
  recordVerification: fields({
    statement: words,
    source: said,
    corroboration: words,
    certainty: of(...CERTAINTIES),
    concluded: flag,
    line: of(undefined, "l1", "l2"),
    against: of(undefined, "one"),
  }),
  recordRisk: fields({
    urgency: of(...URGENCIES),
    saidBy: of("team"),
    factors: fc.constant([]),
    reach: fc.constant([]),
    answered: of(undefined, [{ factor: "locked-up", answer: "yes" }]),
    suggested: of("now"),
    otherwise: words,
  }),
  searchStatus: fields({
    about: of(...SEARCHES.slice(0, 2)),
    known: of("none-found", "found", "unknown"),
    source: words,
    checkedAt: hour,
    checkable: flag,
  }),
};

const IDENTITY: Part = {
  note: fields({ text: words }),
  titlePart: fields({ title: words }),
  setFact: fields({
    person: of("1", "2"),
    fact: of("name", "born", "a".repeat(32)),
    value: orNone(said.map((text) => ({ kind: "text", text }))),
  }),
  addPhoto: fields({
    photo: id("f"),
    person: of("1", "2"),
    shows: of("person", "passport"),
    paper: said,
    picture: of("/9j/2Q=="),
    rests: of(undefined, "c0".repeat(16), "c1".repeat(16)),
  }),
  removePhoto: fields({ photo: id("f"), reason: words }),
  revealName: fields({ reason: words, until: hour }),
  holdPart: fields({
    held: flag,
    rests: of(undefined, "c0".repeat(16), "c1".repeat(16)),
    faces: of(undefined, true),
  }),
};

const RELOCATION: Part = {
  titlePart: fields({ title: words }),
  setFact: fields({
    person: of("1", "2"),
    fact: of("work", "a".repeat(32)),
    value: orNone(said.map((text) => ({ kind: "text", text }))),
  }),
  holdPart: fc.oneof(
    fields({ held: fc.integer({ min: 0, max: 5 }).map((n) => n === 0) }),
    fields({ held: flag, rests: of("c0".repeat(16), "c1".repeat(16)) }),
  ),
  writeApplication: fields({
    application: id("b"),
    pathway: of("e1".repeat(16)),
    name: said,
    party: of(["1"], ["1", "2"]),
    rank: of(1, 2),
    fit: of("meets", "hard", "barred"),
    why: words,
    papers: of([], [{ kind: "passport", days: 90, note: "" }]),
    month: of(null, "2017-06"),
    note: words,
    rests: of(undefined, null, "c0".repeat(16), "c1".repeat(16)),
  }),
  moveApplication: fields({
    application: id("b"),
    to: of("considered", "preparing", "submitted", "asked", "granted", "refused", "withdrawn"),
    on: of("2017-05-09"),
    until: of(null, "2017-09-01"),
    note: words,
  }),
};

const MONEY: Part = {
  titlePart: fields({ title: words }),
  holdPart: fields({ held: fc.integer({ min: 0, max: 5 }).map((n) => n === 0) }),
  writeMoney: fields({
    line: id("a"),
    journey: id("b"),
    is: of("planned", "handed", "spent", "returned"),
    purpose: of("tickets", "food"),
    amount: of(0, 100, 250),
    currency: of("EUR", "JPY"),
    when: hour,
    thing: none,
    words,
    member: orNone(who),
    means: none,
    uses: of([]),
    receipt: words,
    note: words,
    instead: orNone(id("a")),
    reason: words,
  }),
  strikeMoney: fields({ line: id("a"), reason: words }),
};

const leg = (name: string, departs: number) => ({
  leg: name.repeat(16),
  kind: "drive",
  from: "one",
  to: "two",
  departs,
  arrives: departs + 60,
  service: "",
  note: "",
});

const JOURNEY: Part = {
  note: fields({ text: words }),
  titlePart: fields({ title: words }),
  revealName: fields({ reason: words, until: hour }),
  holdPart: fields({ held: fc.integer({ min: 0, max: 5 }).map((n) => n === 0) }),
  writeJourney: fields({
    journey: id("b"),
    party: of(["1"], ["1", "2"]),
    date: of("2017-04-03"),
    offset: of(180),
    legs: of([leg("e1", 60)], [leg("e1", 90)], [leg("e1", 60), leg("e2", 200)]),
    route: none,
    why: words,
  }),
  cancelJourney: fields({ journey: id("b"), reason: words }),
  startJourney: fields({ journey: id("b") }),
  endJourney: fields({ journey: id("b"), how: of("arrived", "broken-off"), note: words }),
  assignLeg: fields({
    journey: id("b"),
    leg: id("e"),
    as: of("driver", "host"),
    thing: none,
    words,
    seen: of(1, 2, 3),
  }),
  tellStep: fields({
    journey: id("b"),
    leg: id("e"),
    said: of({ at: 1, departs: 1, from: "Tarsk", meet: "", to: "", service: "", say: "", hear: "" }),
    message: none,
    words,
    seen: of(1, 2, 3),
  }),
  writeArrival: fields({
    journey: id("b"),
    arrivedAt: hour,
    lines: of([{ line: "food", is: "not", note: "eaten" }], [{ line: "host", is: "done", note: "" }]),
    oldPhone: of("destroyed", "sealed", "kept", null),
  }),
  lookBack: fields({ journey: id("b"), worked: words, change: words }),
  keepJourney: fields({
    ...{ journey: id("c"), party: of(["1"]), date: of("2017-04-03"), planned: of(1), from: of(2), until: of(2) },
    ...{ ended: of(2), how: of("arrived", "cancelled"), exposure: none, application: none, oldPhone: none },
    ...{ worked: words, change: words, steps: of([]), rests: of([]), met: of([]) },
  }),
  endJourneyPart: fields({ to: id("7") }),
};

const PARTS: Readonly<Record<PartTried, Part>> = {
  contact: SPINE,
  threat: THREAT,
  identity: IDENTITY,
  relocation: RELOCATION,
  money: MONEY,
  journey: JOURNEY,
};
/** Begun once, at the beginning: no history says it again. */
const ONCE = new Set<string>(["openCase"]);

/** What may stand in this part and no history tries: none, or whatever comes later is never tried. */
export const untried = (part: PartTried, all: readonly OperationName[]): OperationName[] => {
  const isKindOfNeed = part === "identity" || part === "relocation" || part === "money";
  // What may stand in any part for one kind of need is tried in one of the three.
  const tried = isKindOfNeed ? { ...IDENTITY, ...RELOCATION, ...MONEY } : PARTS[part];
  return all.filter((op) => belongsTo({ op }, isKindOfNeed ? "part" : part) && !ONCE.has(op) && !(op in tried));
};

/** What its author had before their eyes: nothing said, nothing there, what stands, or what stood before that. */
type Seen = "unsaid" | "nothing" | "standing" | "before";
type Deed = {
  by: 0 | 1 | 2;
  after: number;
  seen: Seen;
  operation: Operation;
  /** The very words that somebody wrote so many writes before, instead. */
  again?: number;
};

const AUTHORS = [
  { author: member("Wren"), role: "coordinator" },
  { author: member("Siskin"), role: "caseworker" },
  { author: member("Plover"), role: "operator" },
] as const;

const deed = (operation: fc.Arbitrary<Operation>): fc.Arbitrary<Deed> =>
  fc.record({
    by: of<0 | 1 | 2>(0, 0, 1, 1, 2),
    // Clocks differ: what comes later may be called earlier.
    after: of(0, 1, 1, 5, 30, -2),
    seen: of<Seen>("unsaid", "nothing", "standing", "standing", "before"),
    operation,
    again: fc.oneof({ weight: 5, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: fc.nat(4) }),
  });

const sample = (part: Part, op: OperationName): fc.Arbitrary<Operation> =>
  (part[op] as fc.Arbitrary<object>).map((said) => {
    // Absent, not undefined: as it is read from a commit.
    const there = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
    return { op, ...there } as Operation;
  });

const now = (operation: Operation, by: 0 | 1 = 0, after = 0): Deed => ({ by, after, seen: "standing", operation });

/** Ways on which chance alone hardly comes: a case that moves, closes, is opened again; a decision by two. */
const ways = (decision: string): Deed[][] => {
  const move = (to: (typeof STAGES)[number] | "withdrawn"): Operation =>
    ({ op: "moveStage", to, people: null, decision: null, token: null, reason: "one" }) as Operation;
  const decided = (about: "go" | "no-go" | "decline" | "night-move" | "erase"): Deed[] => [
    now({ op: "propose", decision: decision as never, about, text: "one", checklist: [], expires: START + hours(900) }),
    now({ op: "decide", decision: decision as never, verdict: "approve", reason: "one" }, 1),
  ];
  const back = (to: (typeof STAGES)[number]): Operation => ({ ...move(to), back: true }) as Operation;
  const urgency = (level: "now" | "soon", more: { back?: boolean } = {}): Deed =>
    now({ op: "setCaseUrgency", urgency: level, reason: "one", saidBy: "team", ...more });
  const status = (one: "died" | "well"): Deed => now({ op: "setStatus", status: one, note: "one" });
  const task = "f1".repeat(16);
  const referred = { mailbox: KETTLE, referral: "61".repeat(16) };
  const refer: Operation = { op: "refer", ...referred, to: "one", purpose: "one", consent: "one" };
  const given = { service: "01".repeat(16) };
  const use = { use: "41".repeat(16) as never };
  const mark = { mark: "51".repeat(16) as never };
  const alarm = { alarm: "c1".repeat(16) as never };
  const allowed = { consent: "9".repeat(32) as never };
  const searched = SEARCHES.map((about): Deed => now({ op: "concludeSearch", about, checkedAt: 0, checkable: true }));
  return [
    [now({ op: "concludeVerification", certainty: "likely" }), now(move("verification")), now(move("accepted"))],
    [...decided("no-go"), now({ op: "setOut", journey: "61".repeat(16) as never })],
    [now({ op: "goTerms" }), ...searched, ...decided("go"), now(move("evacuating"))],
    [now(move("evacuating")), now(move("sheltered")), now(move("settled"))],
    [now(move("verification")), now(back("contact")), now(move("verification"))],
    [now(move("evacuating")), now(back("accepted")), now(move("evacuating"))],
    [now(move("evacuating")), now({ op: "setOut", journey: "61".repeat(16) as never }), now(back("accepted"))],
    [urgency("soon"), urgency("now"), urgency("soon", { back: true })],
    [now({ op: "setCaseUrgency", urgency: "now", reason: "one", saidBy: "team" }), ...decided("night-move")],
    [status("died"), now({ op: "closeCase", outcome: "settled", note: "one", eraseAfterDays: 60 })],
    [now({ op: "reopenCase", reason: "one" }), status("well")],
    decided("decline"),
    decided("erase"),
    [now(refer), now({ ...referred, op: "answerReferral", answer: "refused", note: "one" })],
    [now(refer), now({ ...referred, op: "stopReferral", note: "one" })],
    [now({ ...given, op: "giveService", kind: "food", text: "one", day: 1, task: null })],
    [now({ ...given, op: "withdrawService", reason: "two" })],
    [
      now({
        op: "addTask",
        task: task as never,
        text: "one",
        owner: member("Wren"),
        standIn: null,
        due: null,
        from: null,
      }),
      now({ op: "moveTask", task: task as never, due: START, reason: "one", over: 0 }),
      now({ op: "doTask", task: task as never, note: "" }, 1),
      now({ op: "reopenTask", task: task as never, reason: "one" }),
    ],
    [
      now({
        ...use,
        op: "recordUse",
        thing: "a1".repeat(16) as never,
        as: "rode",
        from: START,
        until: null,
        with: [],
        note: "",
        over: 0,
      }),
    ],
    [now({ ...use, op: "withdrawUse", reason: "one", over: 0 })],
    [now({ ...mark, op: "withdrawMark", reason: "one" })],
    [
      now({
        ...allowed,
        op: "giveConsent",
        purpose: "doctor",
        recipient: "one",
        covers: ["needs"],
        words: "one",
        how: "letter",
        until: null,
        over: 0,
      }),
      now({
        op: "propose",
        decision: decision as never,
        about: "export",
        text: "one",
        checklist: [],
        expires: START + hours(900),
        export: { ...allowed, version: 1, covers: ["needs"], key: null },
      }),
      now({ op: "decide", decision: decision as never, verdict: "approve", reason: "one" }, 1),
      now({ op: "exported", decision: decision as never, bundle: "a1".repeat(32) as never, bytes: 1 }),
      now({ op: "askDestruction", bundle: "a1".repeat(32) as never, answer: "kept", note: "one" }),
    ],
    [
      now({ op: "beginPart", part: "journey", stream: "71".repeat(16) as never }),
      now({
        ...{ op: "propose", decision: decision as never, about: "prune", text: "one", checklist: [] },
        expires: START + hours(900),
        prunes: { stream: "71".repeat(16) as never, journeys: ["b1".repeat(16) as never] },
      }),
      now({ op: "decide", decision: decision as never, verdict: "approve", reason: "one" }, 1),
      now({
        ...{ op: "pruneJourneys", decision: decision as never },
        ...{ from: "71".repeat(16) as never, to: "72".repeat(16) as never },
      }),
    ],
    [now({ op: "withdrawProposal", decision: decision as never, reason: "one" })],
    [now({ ...alarm, op: "closeCheckIn", done: "met", note: "" })],
  ];
};

export const history = (part: PartTried, most: number): fc.Arbitrary<Deed[]> => {
  const own = PARTS[part];
  const any = fc
    .oneof(...(Object.keys(own) as OperationName[]).map((op) => sample(own, op)))
    .chain((one) => deed(fc.constant(one)));
  const some = any.map((one) => [one]);
  const way = fc
    .tuple(of("d1", "d2"), fc.nat(ways("").length - 1))
    .map(([name, which]) => ways(name.repeat(16))[which] ?? []);
  const step = part === "contact" ? fc.oneof({ weight: 3, arbitrary: some }, { weight: 1, arbitrary: way }) : some;
  return fc.array(step, { maxLength: most, size: "max" }).map((steps) => steps.flat());
};

export const beginningOf = (part: PartTried): Deed[] => {
  const begin: Operation = { op: "begin", compartment: { about: "case", case: ROWAN, part } };
  const open: Operation = {
    op: "openCase",
    case: ROWAN,
    alias: "Rowan",
    people: 2,
    mailbox: KETTLE,
    owner: member("Wren"),
    standIn: null,
  };
  return (part === "contact" ? [begin, open] : [begin]).map((operation) => now(operation));
};

const overFor = (
  draft: StreamState,
  before: ReadonlyMap<string, number>,
  { seen, operation }: Deed,
): number | undefined => {
  const field = fieldOf(operation, draft.content.is === "contact");
  const there = field === null ? versionThere(draft.content, operation) : null;
  const written: Written | undefined = field === null ? undefined : draft.written.get(field);
  const standing = there?.version ?? written?.at ?? 0;
  if (seen === "unsaid" && field !== null) return undefined;
  if (seen === "standing" || seen === "unsaid") return standing;
  return seen === "nothing" ? 0 : field === null ? Math.max(0, standing - 1) : (before.get(field) ?? 0);
};

/** Writes the deeds down one after the other, each over what its author had before their eyes. */
export class Writing {
  readonly entries: Entry[] = [];
  readonly #draft = emptyStream(stream("rowan"));
  readonly #before = new Map<string, number>();
  #at = START;

  write(deeds: readonly Deed[]): Entry[] {
    return deeds.map((one) => {
      this.#at += hours(one.after);
      const at = this.#at;
      const said = this.#saidBefore(one.again ?? -1) ?? one.operation;
      const versioned = OVER.has(said.op);
      const over = versioned ? overFor(this.#draft, this.#before, { ...one, operation: said }) : undefined;
      const operation = asOf({ ...said, ...(over === undefined ? {} : { over }) } as Operation, at);
      return this.add({ operation, by: one.by, at });
    });
  }

  #saidBefore(again: number): Operation | undefined {
    const said = again < 0 ? [] : this.entries.flatMap(({ operation }) => (OVER.has(operation.op) ? [operation] : []));
    const { over: _, ...words } = (said.at(-1 - again) ?? {}) as Record<string, unknown>;
    return "op" in words ? (words as unknown as Operation) : undefined;
  }

  add({ operation, by, at = this.#at }: { operation: Operation; by: 0 | 1 | 2; at?: number }): Entry {
    const field = fieldOf(operation, this.#draft.content.is === "contact");
    const was = field === null ? undefined : this.#draft.written.get(field);
    const entry: Entry = { stream: stream("rowan"), seq: this.entries.length, ...AUTHORS[by], at, operation };
    take(this.#draft, entry);
    if (field !== null && was) this.#before.set(field, was.at);
    this.entries.push(entry);
    return entry;
  }
}
/** A look at the search is as old as it says; here always just now where no time was named. */
const asOf = (operation: Operation, at: number): Operation =>
  operation.op === "concludeSearch" && operation.checkedAt === 0 ? { ...operation, checkedAt: at } : operation;

/** Operations that say what their author had seen. */
const OVER: ReadonlySet<string> = new Set([
  "flagThread",
  "setContactWindow",
  "agreeSignals",
  "safetyPlan",
  "answerReferral",
  "setOwner",
  "setStatus",
  "moveStage",
  "setCaseUrgency",
  "concludeVerification",
  "titlePart",
  "addThreat",
  "withdrawThreat",
  "recordRisk",
  "recordVerification",
  "searchStatus",
  "giveTask",
  "moveTask",
  "agreeResponse",
  "giveConsent",
  "namePerson",
  "setFact",
  "recordUse",
  "withdrawUse",
  "writeJourney",
  "cancelJourney",
  "startJourney",
  "endJourney",
  "assignLeg",
  "tellStep",
  "writeArrival",
  "lookBack",
  "writeApplication",
  "moveApplication",
]);
