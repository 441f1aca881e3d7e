import { dayOf } from "../day.ts";
import { claimedByAnother, isAstray, newThread, type ThreadState } from "../fold/intake.ts";
import { caseOf, intakeOf, type State, streamOf } from "../fold/state.ts";
import type { TextOperation } from "../fold/texts.ts";
import type { CaseId, Hash, MailboxId, MemberId, StreamId } from "../ids.ts";
import { whenWritten } from "../letter.ts";
import type {
  AgreeSignals,
  AnswerThread,
  ClaimThread,
  CloseThread,
  ContinueThread,
  CoverMessage,
  DecideDecline,
  FlagThread,
  FreezeMailbox,
  GiveVoucher,
  KeepLetter,
  NoteThread,
  Operation,
  PassThread,
  ProposeDecline,
  ReleaseThread,
  ReopenThread,
  SetContactWindow,
  SetThreadUrgency,
  ThawMailbox,
  VerifyThread,
  WithdrawDecline,
} from "../operation.ts";
import type { ThreadSeen } from "../outside.ts";
import { isOpenAgain, reopenedByCaller, urgencyOfThread } from "../queue.ts";
import type { Outcome, Write } from "../refusal.ts";
import { gapsIn } from "../template.ts";
import type { ThreadFlag, ThreadOutcome, Urgency } from "../words.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";
import { type WhyNone, whyNone } from "./decision.ts";

type Simple =
  | ClaimThread
  | ReleaseThread
  | SetThreadUrgency
  | FlagThread
  | NoteThread
  | SetContactWindow
  | CoverMessage
  | PassThread
  | AgreeSignals
  | FreezeMailbox
  | ThawMailbox
  | VerifyThread;
type Body<O> = Omit<O, "op">;

const threadOf = (state: State, mailbox: MailboxId): ThreadState =>
  intakeOf(state).threads.get(mailbox) ?? newThread(mailbox);

const inIntake = (state: State, hand: Hand, ...operations: Operation[]): Outcome => {
  const stream = streamOf(state, "intake");
  return stream ? attempt(state, hand, [{ stream, operations }]) : notHeld("intake");
};

/**
 * `claimed-by-another` while the other's claim holds; may be taken over when it ran out, or was made by a wrong clock (`astray`:
 * whoever asks trusts theirs); prolongs one's own.
 * `seen`: where the caller has written to a closed thread, claiming it opens it.
 */
export const claimThread = (state: State, intent: Body<ClaimThread>, hand: Hand, seen?: ThreadSeen): Outcome => {
  const { mailbox, until, astray } = intent;
  const { claim: held } = threadOf(state, mailbox);
  const over = astray === true && held !== null && isAstray(held, hand.at) ? { astray } : {};
  const claim: Operation = { op: "claimThread", mailbox, until, ...over };
  return isOpenAgain(threadOf(state, mailbox), seen)
    ? inIntake(state, hand, { op: "reopenThread", mailbox, reason: "" }, claim)
    : inIntake(state, hand, claim);
};

/** Urgency, flags, notes, covers, contact window, signals, release, passing on: what needs no more than being allowed. */
export const noteOnThread = (state: State, operation: Simple, hand: Hand): Outcome => inIntake(state, hand, operation);

/** Take back the urgency that one has just set on a thread: what stood before stands again, as old as it was. */
export const takeBackThreadUrgency = (state: State, mailbox: MailboxId, reason: string, hand: Hand): Outcome => {
  const before = threadOf(state, mailbox).urgencyBefore;
  if (before === null) return { kind: "stays", what: "urgency", why: "nothing" };
  const { urgency, seen } = before.was ?? { urgency: "unknown" as const, seen: 0 };
  return inIntake(state, hand, { op: "setUrgency", mailbox, urgency, reason, seen, back: true });
};

export type CallIntent = {
  mailbox: MailboxId;
  /** Until when whoever took the call answers. */
  until: number;
  urgency: { urgency: Urgency; reason: string } | null;
  window: { window: string; mayRing: boolean } | null;
  flags: readonly ThreadFlag[];
  note: string;
};

/** Somebody rang, and what was said stands as the first letter of a new mailbox: what the member adds, in one commit. */
export const takeCall = (state: State, intent: CallIntent, hand: Hand): Outcome => {
  const { mailbox, until, urgency, window, flags, note } = intent;
  const operations: Operation[] = [{ op: "claimThread", mailbox, until }];
  if (urgency) operations.push({ op: "setUrgency", mailbox, ...urgency, seen: 1 });
  if (window) operations.push({ op: "setContactWindow", mailbox, ...window });
  for (const flag of flags) operations.push({ op: "flagThread", mailbox, flag, on: true });
  if (note.trim() !== "") operations.push({ op: "noteThread", mailbox, text: note });
  return inIntake(state, hand, ...operations);
};

/**
 * Answer under a claim. The lock is here and not in the fold: once the reply is sealed to the caller, the team's copy
 * must count whatever happened meanwhile. So ask this before sealing anything.
 */
export const answerThread = (state: State, intent: Body<AnswerThread>, hand: Hand): Outcome => {
  const thread = threadOf(state, intent.mailbox);
  if (thread.takenInto) return { kind: "thread-in-case" };
  if (thread.continuedIn) return { kind: "thread-continued" };
  if (thread.closed) return { kind: "thread-closed" };
  if (thread.freezes.at(-1)?.to === null) return { kind: "mailbox-frozen" };
  const taken = claimedByAnother(thread, hand.by, hand.at);
  if (taken) return taken;
  if (thread.claim?.by !== hand.by || thread.claim.until <= hand.at) return { kind: "not-claimed" };
  if (intent.text.trim() === "") return { kind: "incomplete", field: "text" };
  if (gapsIn(intent.text).length > 0) return { kind: "gaps-open" };
  return inIntake(state, hand, { op: "answerThread", ...intent });
};

export const closeThread = (state: State, intent: Body<CloseThread>, hand: Hand): Outcome =>
  inIntake(state, hand, { op: "closeThread", ...intent });

/** What one may not say alone; a second member approves. [P11] */
export const proposeDecline = (state: State, intent: Body<ProposeDecline> & WhyNone, hand: Hand): Outcome => {
  const { noSafetyPlan, noReferral, ...proposal } = intent;
  const first = whyNone(intent.mailbox, { noSafetyPlan, noReferral });
  return inIntake(state, hand, ...first, { op: "proposeDecline", ...proposal });
};

/** Approve, which closes the thread, or refuse: never one's own. */
export const decideDecline = (state: State, intent: Body<DecideDecline>, hand: Hand): Outcome =>
  inIntake(state, hand, { op: "decideDecline", ...intent });

export const withdrawDecline = (state: State, intent: Body<WithdrawDecline>, hand: Hand): Outcome =>
  inIntake(state, hand, { op: "withdrawDecline", ...intent });

/** Said once in each intake, by the first client that knows of it: from there on declining needs two. */
export const demandSecond = (state: State, hand: Hand): Outcome =>
  intakeOf(state).declineByTwo ? { kind: "operations", writes: [] } : inIntake(state, hand, { op: "declineTerms" });

export const reopenThread = (state: State, intent: Body<ReopenThread>, hand: Hand): Outcome =>
  inIntake(state, hand, { op: "reopenThread", ...intent });

/** Closed threads to which the caller has written since are open: said once, by whichever client finds it. */
export const reopenWrittenTo = (state: State, seen: readonly ThreadSeen[], hand: Hand): Outcome =>
  inIntake(
    state,
    hand,
    ...reopenedByCaller(intakeOf(state).threads.values(), seen).map(
      (mailbox): Operation => ({ op: "reopenThread", mailbox, reason: "" }),
    ),
  );

/** Templates and protocols: the team's own words, kept where those who answer read. */
export const writeText = (state: State, operation: TextOperation, hand: Hand): Outcome =>
  inIntake(state, hand, operation);

/** The words are in force at the server already: what stands here is for whom they speak. */
export const giveVoucher = (state: State, intent: Body<GiveVoucher>, hand: Hand): Outcome =>
  inIntake(state, hand, { op: "giveVoucher", ...intent });

/** Threads that go on in another mailbox: said once, by whichever client finds and checks the letter that says so. */
export const continueThreads = (state: State, found: readonly Body<ContinueThread>[], hand: Hand): Outcome =>
  inIntake(state, hand, ...found.map((one): Operation => ({ op: "continueThread", ...one })));

/**
 * The person of a case goes on in another mailbox: the case takes it over, and intake says where it went. One append;
 * the letters follow when the mailbox has its card.
 */
export const followIntoCase = (
  state: State,
  { mailbox, from, why }: { mailbox: MailboxId; from: MailboxId; why: string },
  hand: Hand,
): Outcome => {
  const intake = streamOf(state, "intake");
  const into = threadOf(state, from).takenInto;
  if (!intake || !into) return notHeld("intake");
  const { case: id, alias, contact } = into;
  return attempt(state, hand, [
    { stream: intake, operations: [{ op: "takeIntoCase", mailbox, case: id, alias, contact, upTo: 0 }] },
    { stream: contact, operations: [{ op: "linkMailbox", mailbox, why }] },
  ]);
};

/**
 * Noise aside, many at once, or back. What has been closed or taken since, or says danger now, is passed over: those who
 * chose looked at a list, and a list can be a minute old.
 */
export const putAside = (state: State, intent: readonly { thread: ThreadSeen; on: boolean }[], hand: Hand): Outcome =>
  inIntake(
    state,
    hand,
    ...intent.flatMap(({ thread: seen, on }): Operation[] => {
      const { mailbox } = seen;
      const thread = threadOf(state, mailbox);
      if ((thread.closed && !isOpenAgain(thread, seen)) || thread.takenInto) return [];
      if (on && urgencyOfThread(thread, seen).level === "now") return [];
      const newest = Math.max(0, ...seen.rows.map(({ seq }) => seq));
      const back: Operation[] = thread.closed ? [{ op: "reopenThread", mailbox, reason: "" }] : [];
      return [...back, { op: "putAside", mailbox, on, seen: newest }];
    }),
  );

/** What the next shift must know. */
export const handOver = (state: State, text: string, hand: Hand): Outcome =>
  inIntake(state, hand, { op: "handOver", text });

/** No person who asked for help, or one who was counted elsewhere. */
const NOBODY: ReadonlySet<ThreadOutcome> = new Set(["abusive", "not-credible", "spam", "duplicate"]);

/** Threads that an operator has dealt with and nobody has counted: for a caseworker's client to count. */
export const uncountedThreads = (state: State): MailboxId[] =>
  [...intakeOf(state).threads.values()]
    .filter((thread) => thread.token === null && thread.answers.length > 0 && thread.continuedIn === null)
    .filter(({ closed }) => closed === null || !NOBODY.has(closed.outcome))
    .map((thread) => thread.mailbox);

/**
 * Count threads as people who asked, each once, on the day it came in. Thread and ledger are written together: the
 * intake says that it is counted, the ledger does not say which it is.
 */
export const countThreads = (
  state: State,
  intent: readonly { mailbox: MailboxId; token: string; day: number }[],
  hand: Hand,
): Outcome => {
  const intake = streamOf(state, "intake");
  const ledger = streamOf(state, "ledger");
  if (!intake) return notHeld("intake");
  if (!ledger) return notHeld("ledger");
  return attempt(state, hand, [
    { stream: intake, operations: intent.map(({ mailbox, token }) => ({ op: "countThread", mailbox, token })) },
    { stream: ledger, operations: intent.map(({ token, day }) => ({ op: "asked", token, day })) },
  ]);
};

export type TakeIntent = {
  /** As the client sees it: its readable letters are re-sealed into the case. */
  thread: ThreadSeen;
  case: CaseId;
  contact: StreamId;
  threat: StreamId;
  alias: string;
  people: number;
  owner: MemberId;
  standIn: MemberId | null;
  /** For the ledger, if the thread was not counted yet. */
  token: string;
};

/** Rows that the new case keeps: the client may erase them from intake once the append is acknowledged [MB4]. */
export const rowsKept = (thread: ThreadSeen): Hash[] =>
  thread.rows.filter((row) => row.direction === "to-team" && row.letter !== null).map((row) => row.hash);

/** Its readable letters, as a case keeps them. */
export const lettersToKeep = (thread: ThreadSeen): KeepLetter[] =>
  thread.rows.flatMap((row) => {
    if (row.direction !== "to-team" || row.letter === null) return [];
    const { seq, hash, hour, onArrival, expiredCard, late, letter } = row;
    const { language, text, answers, tap, at, via, files, voucher } = letter;
    return [
      {
        op: "letter" as const,
        mailbox: thread.mailbox,
        row: hash,
        seq,
        language,
        text,
        answers,
        tap,
        onArrival,
        expiredCard,
        hour,
        writtenAt: at,
        ...(via === undefined ? {} : { via }),
        ...(files === undefined ? {} : { files }),
        ...(voucher === undefined ? {} : { voucher }),
        ...(late === undefined ? {} : { late }),
      },
    ];
  });

/** What interpreters made of its letters, as far as this member holds it: else it would go with their compartment. */
const translationsOf = (state: State, { mailbox, interpreting }: ThreadState, { rows }: ThreadSeen): Operation[] =>
  interpreting.flatMap(({ stream }) => {
    const content = state.streams.get(stream)?.content;
    if (content?.is !== "thread") return [];
    return [...content.thread.translations].flatMap(([seq, versions]): Operation[] => {
      const [row, last] = [rows.find((one) => one.seq === seq), versions.at(-1)];
      if (row === undefined || last === undefined) return [];
      return [{ op: "keepTranslation", mailbox, row: row.hash, text: last.text, by: last.by, saidAt: last.at }];
    });
  });

const carriedOver = (state: State, thread: ThreadState, seen: ThreadSeen): Operation[] => {
  const { mailbox } = thread;
  const operations: Operation[] = thread.answers.map(({ by, at: answeredAt, ...answer }) => ({
    op: "keepAnswer",
    mailbox,
    ...answer,
    by,
    answeredAt,
  }));
  const urgency = urgencyOfThread(thread, seen);
  if (urgency.at !== null) {
    const saidBy = urgency.saidBy.kind === "caller" ? "caller" : "team";
    operations.push({ op: "setCaseUrgency", urgency: urgency.level, reason: urgency.reason, saidBy });
  }
  if (thread.window) {
    const { window, mayRing, hours, offset } = thread.window;
    const when = { ...(hours.length === 0 ? {} : { hours }), ...(offset === null ? {} : { offset }) };
    operations.push({ op: "setContactWindow", mailbox, window, mayRing, ...when });
  }
  for (const [row, as] of thread.covers) operations.push({ op: "coverMessage", mailbox, row, as });
  for (const { safe, danger, by, at, until } of thread.signals)
    operations.push({ op: "agreeSignals", mailbox, safe, danger, carried: { by, at, until } });
  for (const { flag, on, ground } of thread.flagged)
    operations.push({ op: "flagThread", mailbox, flag, on, ...(ground === null ? {} : { ground }) });
  operations.push(...translationsOf(state, thread, seen), ...freezesCarried(thread), ...provisionCarried(thread));
  return operations;
};

/** Frozen there, it is frozen here: what is written from a taken phone must not lose its mark on the way. [MB8] */
const freezesCarried = ({ mailbox, freezes }: ThreadState): Operation[] =>
  freezes.flatMap(({ reason, holding, from, to }): Operation[] => [
    { op: "freezeMailbox", mailbox, reason, holding, seen: from },
    ...(to === null ? [] : [{ op: "thawMailbox" as const, mailbox, reason, seen: to }]),
  ]);

/** The plan as it stands, not its history; every referral. */
const provisionCarried = ({ mailbox, provision }: ThreadState): Operation[] => {
  const operations: Operation[] = [];
  const plan = provision.plans.at(-1);
  if (plan) operations.push({ op: "safetyPlan", mailbox, plan: plan.plan, reason: plan.reason });
  const given = provision.given.findLast(({ version }) => version === provision.plans.length - 1);
  if (given) operations.push({ op: "safetyPlanGiven", mailbox, message: given.message });
  for (const { referral, to, purpose, consent, answered } of provision.referrals) {
    operations.push({ op: "refer", mailbox, referral, to, purpose, consent });
    if (answered)
      operations.push({ op: "answerReferral", mailbox, referral, answer: answered.answer, note: answered.note });
  }
  if (provision.noReferral) operations.push({ op: "noReferral", mailbox, reason: provision.noReferral.reason });
  return operations;
};

/** What was thought of the caller's word moves along, each as its own author said it. */
const verificationsOf = (thread: ThreadState): Operation[] =>
  thread.verifications.map(({ by, at: saidAt, ...said }) => ({
    op: "recordVerification",
    ...said,
    concluded: false,
    by,
    saidAt,
  }));

/**
 * Take a thread into a new case: intake says where it went, the case's contact part gets everything that was written,
 * the threat part begins. One append: nobody sees half of it. A member who does not hold the ledger leaves the
 * counting to one who does.
 */
export const takeIntoCase = (state: State, intent: TakeIntent, hand: Hand): Outcome => {
  const intake = streamOf(state, "intake");
  if (!intake) return notHeld("intake");
  const { mailbox } = intent.thread;
  const thread = threadOf(state, mailbox);
  const letters = lettersToKeep(intent.thread);
  const upTo = Math.max(0, ...letters.map((letter) => letter.seq));
  const ledger = streamOf(state, "ledger");
  const count = ledger !== null && thread.token === null;
  const first = intent.thread.rows.find((row) => row.direction === "to-team");
  const { case: id, alias, contact, threat, people, owner, standIn, token } = intent;
  const writes: Write[] = [
    {
      stream: intake,
      operations: [
        { op: "takeIntoCase", mailbox, case: id, alias, contact, upTo },
        ...(count ? [{ op: "countThread" as const, mailbox, token }] : []),
      ],
    },
    {
      stream: contact,
      operations: [
        { op: "begin", compartment: { about: "case", case: id, part: "contact" } },
        { op: "openCase", case: id, alias, people, mailbox, owner, standIn },
        { op: "declineTerms", ends: true },
        { op: "goTerms", each: true, road: true, clocks: true, looks: true },
        ...letters,
        ...carriedOver(state, thread, intent.thread),
        // What was sent on before it was a case stands as it was.
        { op: "consentTerms", moved: true },
      ],
    },
    {
      stream: threat,
      operations: [
        { op: "begin", compartment: { about: "case", case: id, part: "threat" } },
        ...verificationsOf(thread),
      ],
    },
  ];
  if (ledger && count) {
    const day = dayOf(first ? whenWritten(first) : hand.at);
    writes.push({ stream: ledger, operations: [{ op: "asked", token, day }] });
  }
  return attempt(state, hand, writes);
};

/**
 * Somebody whose case is known writes from another mailbox: a phone was seized, words were lost. Whoever knows the person
 * vouches for it, and says how; nothing in the new mailbox proves it. [MB8] Letters and what was known of the thread go
 * into the case, in one append with the intake's word. What the case has agreed since stands, but for what the new thread
 * says otherwise. One person, counted once.
 */
export const joinCase = (
  state: State,
  { thread: seen, case: id, why }: { thread: ThreadSeen; case: CaseId; why: string },
  hand: Hand,
): Outcome => {
  const intake = streamOf(state, "intake");
  const known = caseOf(state, id);
  if (!intake) return notHeld("intake");
  if (!known) return { kind: "no-such-case" };
  if (known.contact.closed) return { kind: "case-closed" };
  if (why.trim() === "") return { kind: "incomplete", field: "reason" };
  const { mailbox } = seen;
  const thread = threadOf(state, mailbox);
  const said = verificationsOf(thread);
  if (said.length > 0 && known.threatStream === null) return notHeld("threat");
  const letters = lettersToKeep(seen);
  const upTo = Math.max(0, ...letters.map(({ seq }) => seq));
  const { contactStream: contact } = known;
  const alias = known.contact.opened?.alias ?? "";
  const counted = [...intakeOf(state).threads.values()].find((one) => one.takenInto?.case === id && one.token !== null);
  const token = thread.token === null ? (counted?.token ?? null) : null;
  // What was thought urgent of the thread must not calm a case; and in a case a referral names its consent, which these
  // do not: what was sent on is told, as it was said then.
  const left = new Set<Operation["op"]>(["setCaseUrgency", "refer", "answerReferral"]);
  const carried = carriedOver(state, thread, seen).filter(({ op }) => !left.has(op));
  const sentOn = thread.provision.referrals.map(({ to, purpose, consent, answered }): Operation => {
    const text = [to, purpose, consent, answered?.note ?? ""].filter((part) => part.trim() !== "").join(" · ");
    return { op: "note", text };
  });
  return attempt(state, hand, [
    {
      stream: intake,
      operations: [
        { op: "takeIntoCase", mailbox, case: id, alias, contact, upTo },
        ...(token === null ? [] : [{ op: "countThread" as const, mailbox, token }]),
      ],
    },
    {
      stream: contact,
      operations: [{ op: "linkMailbox", mailbox, why: why.trim() }, ...letters, ...carried, ...sentOn],
    },
    ...(known.threatStream === null ? [] : [{ stream: known.threatStream, operations: said }]),
  ]);
};
