import {
  answerThread,
  type CaseId,
  type Hand as CaseworkHand,
  type Outcome as CaseworkOutcome,
  caseOf,
  claimThread,
  closeCheckIn,
  closeThread,
  commonsOf,
  countThreads,
  DAY,
  type DecisionId,
  dayOf,
  decideDecline,
  eraseAtHour,
  givePlan,
  HOUR,
  handOver,
  haveRead,
  judgeMatch,
  type KnownId,
  ledgerOf,
  MINUTE,
  moveStage,
  noteOnThread,
  type Operation,
  type ProvisionPlace,
  propose,
  proposeDecline,
  publishFigures,
  putAside,
  type Refusal,
  recordRisk,
  recordThreat,
  recordVerification,
  reopenThread,
  reviewFigures,
  type State,
  setStatus,
  type TaskId,
  type TemplateId,
  takeBackClosing,
  takeBackStage,
  takeBackThreadUrgency,
  takeBackUrgency,
  takeCall,
  threadView,
  weeklyFigures,
  withdrawDecline,
  withdrawProposal,
  writeKnown,
  writeProvision,
  writeText,
  writeToCase,
  writeToInterpreting,
} from "@fairlead/casework";
import { type Framing, type MailboxId, mayCommit, toHex } from "@fairlead/protocol";
import type { Appender, Ask, Written } from "./append.ts";
import { armed, clearing } from "./arming.ts";
import { makeArrivalActions } from "./arrival-actions.ts";
import { publishCertificate, renewCardOf, rotateIntake } from "./cards.ts";
import { withErasure } from "./case-erasure.ts";
import { joinToCase, openCase } from "./case-opening.ts";
import { areClocksApart, byTheHour } from "./clocks.ts";
import { makeConsentActions } from "./consent-actions.ts";
import { makeDutyActions } from "./duty-actions.ts";
import { makeExportActions } from "./export-actions.ts";
import { makeExposureActions } from "./exposure-actions.ts";
import { makeFactActions } from "./fact-actions.ts";
import type { Actions, Outcome, ReplyText } from "./hand.ts";
import type { Held } from "./held.ts";
import { makeImportActions } from "./import-actions.ts";
import { giveInterpreting, withdrawInterpreting } from "./interpreting.ts";
import { makeJourneyActions } from "./journey-actions.ts";
import { setAlarmAnew } from "./ladders.ts";
import { makeMemberActions } from "./member-actions.ts";
import { makeMoneyActions } from "./money-actions.ts";
import { callReviewers, endOfPage, orderNightMove } from "./night-move.ts";
import { makePersonActions } from "./person-actions.ts";
import { makePhotoActions } from "./photo-actions.ts";
import { makePlanActions, newTasks } from "./plan-actions.ts";
import { makePlayBookActions } from "./play-book-actions.ts";
import { decideInCase, keepPruning } from "./pruning.ts";
import { makeRelocationActions } from "./relocation-actions.ts";
import { type Outbox, type Outgoing, partsOf } from "./replies.ts";
import { makeShelterActions } from "./shelter-actions.ts";
import { makeStepActions } from "./step-actions.ts";
import { readAlarms } from "./sync.ts";
import { beginCall, sendCall } from "./telephone.ts";
import { threadSeen } from "./thread.ts";
import { atOnce, makeTicketActions } from "./ticket-actions.ts";
import { keepTickets } from "./tickets.ts";
import type { Asking } from "./unsent/asking.ts";
import type { Unsent } from "./unsent/unsent.ts";
import { makeUnsentActions } from "./unsent/unsent-actions.ts";
import { issueVoucher } from "./vouchers.ts";
import { attending, attendingInCase, limitOf } from "./watch.ts";
import type { Draft, StreamWrite } from "./writing.ts";

const CLAIM_MS = 30 * 60_000;
/** Where the commons names no term. */
const DEFAULT_TERM_DAYS = 365;

/**
 * What the actions work with. `run` takes its turn in the hand's queue, and answers `locked` after a lock and refuses where
 * the organisation requires a newer client; `runAlways` is for what may be done by an old one too.
 */
export type Workings = {
  held: Held;
  appender: Appender;
  outbox: Outbox;
  run: <T>(work: () => Promise<Outcome<T>>) => Promise<Outcome<T>>;
  runAlways: <T>(work: () => Promise<Outcome<T>>) => Promise<Outcome<T>>;
  asking: Asking;
  revive: (unsent: Unsent) => Ask;
};

/** A casework command as a draft; `frame` gives the server what its timers need to see. */
function draftOf(
  outcome: CaseworkOutcome,
  frame: (write: StreamWrite) => StreamWrite = (write) => write,
): Draft | Refusal {
  return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes.map(frame) } : outcome;
}

const STATEMENT = ["statement", "source", "corroboration", "against", "certainty"] as const;
const VERIFICATION = [...STATEMENT, "concluded"] as const;
const KNOWN = ["kind", "names", "identifiers", "reason", "source"] as const;
const THREAT = ["who", "kind", "reach", "certainty", "source"] as const;
const RISK = ["urgency", "saidBy", "factors", "reach", "reason", "answered", "otherwise"] as const;
const SEARCH = ["about", "known", "source", "checkedAt", "checkable"] as const;
const MOVE = ["to", "people", "decision", "reason", "day"] as const;
const CHECK_IN = ["graceMinutes", "expectedFrom", "wording", "drill"] as const;
const DECLINE = ["outcome", "text", "expires", "noSafetyPlan", "noReferral"] as const;
const PROPOSAL = ["about", "text", "checklist", "expires", "noSafetyPlan", "noReferral"] as const;
/** One commit stays small enough for a slow line, and a colleague waits no longer than for any other. */
const ASIDE_AT_ONCE = 100;

const dropping = (drop: { tasks: readonly TaskId[]; reason: string } | undefined) =>
  (drop?.tasks ?? []).map((task) => ({ op: "dropTask" as const, task, reason: drop?.reason ?? "" }));

/** Of those that a slip had struck: what a colleague has opened since is no reason for the others to stay so. */
const reopening = (state: State, theCase: CaseId, tasks: readonly TaskId[] = [], reason: string) => {
  const known = caseOf(state, theCase)?.contact.plan.tasks;
  const struck = tasks.filter((task) => (known?.get(task)?.closed ?? null) !== null);
  return struck.map((task) => ({ op: "reopenTask" as const, task, reason }));
};

/** These fields and no others: whatever else a form carries is not sealed into a stream for years. */
function only<T extends object, K extends keyof T>(said: T, ...fields: readonly K[]): Pick<T, K> {
  const picked: Partial<T> = {};
  for (const field of fields) if (said[field] !== undefined) picked[field] = said[field];
  return picked as Pick<T, K>;
}

export function makeActions(workings: Workings): Actions {
  const { held, appender, outbox, run } = workings;
  const { random, clock } = held.effects;
  const freshId = () => toHex(random(16));
  type Command = (state: State, hand: CaseworkHand) => CaseworkOutcome;
  const write = (command: Command, frame?: (write: StreamWrite) => StreamWrite): Promise<Outcome> =>
    run(() => appender.write((hand) => draftOf(command(held.state, hand), frame)));
  /** Tells the server's watch in the same commit that somebody attends to it. */
  const attends = (mailbox: MailboxId, due: () => number | null) => (one: StreamWrite) => ({
    ...one,
    framing: attending(held, mailbox, due()),
  });
  const withResult = <T>(command: Command, result: T): Promise<Outcome<T>> =>
    run<T>(async () => {
      const written = await appender.write((hand) => draftOf(command(held.state, hand)));
      return written.kind === "done" ? { ...result, kind: "done" } : written;
    });

  /** Nobody will ever read one that was destroyed: whoever answers it has that before their eyes, and asks for it again. */
  const seenOf = (mailbox: MailboxId): number => {
    const destroyed = new Set(held.destroyedLetters.flatMap((one) => (one.mailbox === mailbox ? [one.seq] : [])));
    const seen = (held.threads.get(mailbox)?.rows ?? []).filter(
      ({ letter, seq }) => letter !== null || destroyed.has(seq),
    );
    return Math.max(0, ...seen.map(({ seq }) => seq));
  };

  /** Of every row, readable or not. */
  const newestSeq = (mailbox: MailboxId): number => held.threads.get(mailbox)?.rows.at(-1)?.seq ?? 0;

  /** The copy for the team first, then the row: a copy without its row is mended, a row without a copy is lost. */
  const reply = (
    mailbox: MailboxId,
    said: ReplyText,
    copies: (bodies: Copy[], state: State, hand: CaseworkHand) => CaseworkOutcome,
    frame?: (write: StreamWrite) => StreamWrite,
    besides: () => StreamWrite[] = () => [],
  ): Promise<Outcome> =>
    run(async () => {
      const { standing, until, checkInBy } = said;
      const outgoing: Outgoing[] = [];
      const bodies: Copy[] = [];
      const seen = seenOf(mailbox);
      // Asked before anything is sealed: the lock on a thread is the command's, not the fold's.
      for (const text of partsOf(said.text))
        bodies.push({ mailbox, message: "", seen, text, standing, until, checkInBy });
      const asked = copies(bodies, held.state, held.hand());
      if (asked.kind !== "operations") return asked;
      // A copy would stand in the case of words that nobody can be sent any more. [HO2]
      if ((held.threads.get(mailbox)?.ended ?? null) !== null) return { kind: "thread-continued" };
      for (const body of bodies) {
        const letter = { kind: "reply" as const, text: body.text, standing, checkInBy, at: clock() };
        const ready = await outbox.prepare(mailbox, letter, until);
        if (ready === null) return { kind: "no-such-thread" };
        outgoing.push(ready);
        body.message = ready.message;
      }
      return appender.write(
        (hand) => {
          const draft = draftOf(copies(bodies, held.state, hand), frame);
          for (const one of outgoing) {
            const instead = insteadIn(draft, one.message);
            if (instead !== undefined) one.instead = instead;
          }
          return draft.kind === "draft" ? { ...draft, writes: [...draft.writes, ...besides()] } : draft;
        },
        () => outbox.send(outgoing),
      );
    });

  const alarm = (
    theCase: CaseId,
    operation: Extract<Operation, { op: "armCheckIn" | "acknowledgeCheckIn" }>,
    framing: Framing,
  ): Promise<Written> =>
    appender.write((hand) =>
      draftOf(writeToCase(held.state, theCase, [operation], hand), (one) => ({ ...one, framing })),
    );

  /** Whether its caller waits for an answer, and for one at once. */
  const isWaiting = (mailbox: MailboxId): "now" | "waits" | null => {
    const thread = threadView(held.state, held.outside(), mailbox);
    if (thread.waitingSince === null) return null;
    return thread.urgency.level === "now" ? "now" : "waits";
  };
  const interpret = (
    stream: Parameters<typeof writeToInterpreting>[1],
    operation: Parameters<typeof writeToInterpreting>[2][number],
  ) => write((state, hand) => writeToInterpreting(state, stream, [operation], hand));

  const provide = (place: ProvisionPlace, said: Parameters<typeof writeProvision>[2]) =>
    write((state, hand) => writeProvision(state, place, said, hand));

  const settings = () => commonsOf(held.state).settings;

  return {
    ...makeMemberActions(workings),
    ...makeUnsentActions(workings),
    claim: (mailbox) =>
      write(
        (state, hand) => {
          const thread = held.threads.get(mailbox);
          const seen = thread === undefined ? undefined : threadSeen(thread);
          const astray = !areClocksApart(held);
          return claimThread(state, { mailbox, until: hand.at + CLAIM_MS, astray }, hand, seen);
        },
        // Not for good: who falls asleep over it is noticed when the claim runs out.
        attends(mailbox, () => (isWaiting(mailbox) ? clock() + CLAIM_MS : null)),
      ),
    release: (mailbox) =>
      write(
        (state, hand) => noteOnThread(state, { op: "releaseThread", mailbox }, hand),
        attends(mailbox, () =>
          isWaiting(mailbox) ? clock() + limitOf(held, isWaiting(mailbox) === "now") * MINUTE : null,
        ),
      ),
    answer: (mailbox, said) => reply(mailbox, said, answersOf, (one) => attends(mailbox, () => null)(one)),
    setThreadUrgency: (mailbox, said) =>
      write((state, hand) =>
        noteOnThread(
          state,
          { op: "setUrgency", mailbox, seen: seenOf(mailbox), ...only(said, "urgency", "reason") },
          hand,
        ),
      ),
    takeBackThreadUrgency: (mailbox, reason) =>
      write((state, hand) => takeBackThreadUrgency(state, mailbox, reason, hand)),
    flag: (mailbox, flag, on, ground) =>
      write((state, hand) =>
        noteOnThread(state, { op: "flagThread", mailbox, flag, on, ...(ground === undefined ? {} : { ground }) }, hand),
      ),
    putAside: async (mailboxes, on, progress) => {
      let waits = false;
      for (let from = 0; from < mailboxes.length; from += ASIDE_AT_ONCE) {
        const outcome = await write((state, hand) => {
          const chosen = mailboxes.slice(from, from + ASIDE_AT_ONCE).flatMap((mailbox) => {
            const thread = held.threads.get(mailbox);
            return thread === undefined ? [] : [{ thread: threadSeen(thread), on }];
          });
          return putAside(state, chosen, hand);
        });
        // What waits is kept: the others wait behind it.
        if (outcome.kind === "offline") waits = true;
        else if (outcome.kind !== "done") return outcome;
        progress?.(Math.min(mailboxes.length, from + ASIDE_AT_ONCE));
      }
      return { kind: waits ? "offline" : "done" };
    },
    passOn: (mailbox, said) =>
      write((state, hand) => noteOnThread(state, { op: "passThread", mailbox, ...only(said, "why", "word") }, hand)),
    note: (mailbox, text) => write((state, hand) => noteOnThread(state, { op: "noteThread", mailbox, text }, hand)),
    beginCall: (language) => run(async () => beginCall(held, language)),
    takeCall: (call) =>
      run(async (): Promise<Outcome<{ mailbox: MailboxId }>> => {
        const { urgency, window, flags, note } = call;
        const sent = await sendCall(held, call);
        if (sent.kind !== "done") return sent;
        const { mailbox } = sent;
        const written = await appender.write((hand) =>
          draftOf(takeCall(held.state, { mailbox, until: hand.at + CLAIM_MS, urgency, window, flags, note }, hand)),
        );
        // The letter is there; what the member added is kept and sent again by itself.
        return written.kind === "done" || written.kind === "offline" ? { kind: "done", mailbox } : written;
      }),
    countThread: (mailbox) =>
      write((state, hand) => countThreads(state, [{ mailbox, token: freshId(), day: cameInOn(held, mailbox) }], hand)),
    giveVoucher: (mailbox, said) =>
      run(async () => {
        const written = await issueVoucher(held, appender, mailbox, said);
        return written.kind === "done" && written.words !== undefined
          ? { kind: "done", words: written.words }
          : notDone(written);
      }),
    joinCase: (mailbox, said) => run(() => joinToCase(held, appender, mailbox, said)),
    openCase: (mailbox, said) =>
      run(async () => {
        const written = await openCase(held, appender, mailbox, said);
        return written.kind === "done" && written.case !== undefined
          ? { kind: "done", case: written.case }
          : notDone(written);
      }),
    closeThread: (mailbox, said) =>
      write((state, hand) =>
        closeThread(
          state,
          {
            mailbox,
            ...only(said, "outcome", "note"),
            eraseAfterDays: settings()?.closedThreadDays ?? DEFAULT_TERM_DAYS,
            seen: said.seen ?? newestSeq(mailbox),
          },
          hand,
        ),
      ),
    proposeDecline: (mailbox, said) => {
      const decision = freshId() as DecisionId;
      const eraseAfterDays = settings()?.closedThreadDays ?? DEFAULT_TERM_DAYS;
      const seen = said.seen ?? newestSeq(mailbox);
      return withResult(
        (state, hand) =>
          proposeDecline(state, { mailbox, decision, ...only(said, ...DECLINE), eraseAfterDays, seen }, hand),
        { decision },
      );
    },
    decideDecline: (mailbox, decision, verdict, reason) =>
      write((state, hand) => decideDecline(state, { mailbox, decision, verdict, reason }, hand)),
    withdrawDecline: (mailbox, decision, reason) =>
      write((state, hand) => withdrawDecline(state, { mailbox, decision, reason }, hand)),
    giveInterpreting: (mailbox, interpreter) => run(() => giveInterpreting(held, appender, mailbox, interpreter)),
    withdrawInterpreting: (mailbox) => run(() => withdrawInterpreting(held, appender, mailbox)),
    translate: (stream, of, text) => interpret(stream, { op: "translate", of, text }),
    askDraft: (stream, text) => interpret(stream, { op: "askDraft", request: freshId(), text }),
    draftAnswer: (stream, request, text) => interpret(stream, { op: "draftAnswer", request, text }),
    settleDraft: (stream, request) => interpret(stream, { op: "settleDraft", request }),
    writeSafetyPlan: (place, said) => provide(place, { op: "safetyPlan", ...only(said, "plan", "reason") }),
    giveSafetyPlan: (place, said) =>
      reply(place.mailbox, said, (bodies, state, hand) => givePlan(state, place, bodies, hand)),
    refer: (place, said) =>
      provide(place, { op: "refer", referral: freshId(), ...only(said, "to", "purpose", "consent", "rests") }),
    answerReferral: (place, referral, said) =>
      provide(place, { op: "answerReferral", referral, ...only(said, "answer", "note") }),
    noReferral: (place, reason) => provide(place, { op: "noReferral", reason }),
    reopenThread: (mailbox, reason) => write((state, hand) => reopenThread(state, { mailbox, reason }, hand)),
    verifyThread: (mailbox, said) => {
      const line = said.line ?? freshId();
      return write((state, hand) =>
        noteOnThread(state, { op: "verifyThread", mailbox, ...only(said, ...STATEMENT), line }, hand),
      );
    },
    addKnown: (said) => {
      const known = freshId() as KnownId;
      return withResult((state, hand) => writeKnown(state, { op: "addKnown", known, ...only(said, ...KNOWN) }, hand), {
        known,
      });
    },
    confirmKnown: (known, reason) =>
      write((state, hand) => writeKnown(state, { op: "confirmKnown", known, reason }, hand)),
    withdrawKnown: (known, reason) =>
      write((state, hand) => writeKnown(state, { op: "withdrawKnown", known, reason }, hand)),
    judgeMatch: (said) =>
      write((state, hand) => judgeMatch(state, only(said, "here", "there", "verdict", "reason"), hand)),
    handOver: (text) => write((state, hand) => handOver(state, text, hand)),
    writeTemplate: (said) => {
      const template = said.template ?? (freshId() as TemplateId);
      const operation = { op: "writeTemplate" as const, template, ...only(said, "language", "title", "text", "over") };
      return withResult((state, hand) => writeText(state, operation, hand), { template });
    },
    withdrawTemplate: (template, over) =>
      write((state, hand) => writeText(state, { op: "withdrawTemplate", template, over }, hand)),
    writeProtocol: (said) =>
      write((state, hand) =>
        writeText(state, { op: "writeProtocol", ...only(said, "protocol", "text", "over") }, hand),
      ),
    ...makeDutyActions({ held, appender, run }),
    ...makePersonActions({ held, appender, run }),
    ...makePlanActions({ held, appender, run }),
    ...makePlayBookActions({ held, appender, run }),
    ...makeTicketActions({ held, appender, run }),
    ...makeImportActions({ held, appender, run }),
    ...makeExposureActions({ held, appender, run }),
    ...makeShelterActions({ held, appender, run }),
    ...makeJourneyActions({ held, appender, run }),
    ...makeArrivalActions({ held, appender, run }),
    ...makeMoneyActions({ held, appender, run }),
    ...makeRelocationActions({ held, appender, run }),
    ...makeFactActions({ held, appender, run }),
    ...makePhotoActions({ held, appender, run }),
    ...makeConsentActions({ held, appender, run }),
    ...makeExportActions({ held, appender, run }),

    answerCase: (theCase, said) => {
      const mailbox = said.mailbox ?? caseOf(held.state, theCase)?.contact.mailboxes.at(-1);
      if (mailbox === undefined) return Promise.resolve({ kind: "no-such-case" });
      return reply(
        mailbox,
        said,
        (bodies, state, hand) =>
          writeToCase(
            state,
            theCase,
            // The empty message stands for what is not sealed yet: only whether it may be written is asked then.
            bodies.map((body, index) => ({
              ...{ op: "answer", ...body, message: body.message || `unsealed ${index}` },
              ...(said.instead !== undefined && index === 0 ? { instead: said.instead } : {}),
            })),
            hand,
          ),
        undefined,
        () => attendingInCase(held, mailbox),
      );
    },
    ...makeStepActions({ held, appender, run, reply }),
    noteCase: (theCase, text) => write((state, hand) => writeToCase(state, theCase, [{ op: "note", text }], hand)),
    setUrgency: (theCase, said) =>
      write((state, hand) => {
        // Factors and reach stay as they were assessed; only the urgency is said anew.
        const risk = caseOf(state, theCase)?.threat?.risk;
        return recordRisk(
          state,
          theCase,
          { ...only(said, "urgency", "reason", "saidBy"), factors: risk?.factors ?? [], reach: risk?.reach ?? [] },
          hand,
        );
      }),
    recordVerification: (theCase, said) => {
      const line = said.line ?? freshId();
      return write((state, hand) => recordVerification(state, theCase, { ...only(said, ...VERIFICATION), line }, hand));
    },
    recordRisk: (theCase, said) =>
      write((state, hand) =>
        recordRisk(
          state,
          theCase,
          { reason: said.factors.join("; "), ...only(said, ...RISK) },
          hand,
          held.outside().threads,
        ),
      ),
    addThreat: (theCase, said) => {
      const threat = said.threat ?? freshId();
      const operation = { op: "addThreat" as const, ...only(said, ...THREAT), threat };
      return withResult((state, hand) => recordThreat(state, theCase, operation, hand), { threat });
    },
    withdrawThreat: (theCase, threat, reason) =>
      write((state, hand) => recordThreat(state, theCase, { op: "withdrawThreat", threat, reason }, hand)),
    searchStatus: (theCase, said) =>
      write((state, hand) => recordThreat(state, theCase, { op: "searchStatus", ...only(said, ...SEARCH) }, hand)),
    moveStage: (theCase, said) => {
      const token = freshId();
      const move = () => write((state, hand) => moveStage(state, theCase, { ...only(said, ...MOVE), token }, hand));
      // Both rest on a go, and on looks at the search lists.
      return said.to === "evacuating" || said.to === "relocating" ? byTheHour(held, move) : move();
    },
    takeBackStage: (theCase, reason) => write((state, hand) => takeBackStage(state, theCase, reason, hand)),
    takeBackUrgency: (theCase, reason) => write((state, hand) => takeBackUrgency(state, theCase, reason, hand)),
    setStatus: (theCase, said) => {
      const token = freshId();
      const dropped = dropping(said.drop);
      const added = newTasks(said.tasks ?? [], freshId);
      return withResult(
        (state, hand) => {
          const tasks = [...added, ...dropped, ...reopening(state, theCase, said.reopen, said.note)];
          return setStatus(state, theCase, { ...only(said, "status", "note", "back", "whom"), token, tasks }, hand);
        },
        { tasks: added.map(({ task }) => task) },
      );
    },
    setOwner: (theCase, said) =>
      write((state, hand) =>
        writeToCase(state, theCase, [{ op: "setOwner", ...only(said, "owner", "standIn") }], hand),
      ),

    armCheckIn: (theCase, said) =>
      run(async () => {
        const { operation, framing } = armed(held, theCase, only(said, "due", "ladder", ...CHECK_IN));
        const written = await alarm(theCase, operation, framing);
        return written.kind === "done" ? { kind: "done", alarm: operation.alarm } : written;
      }),
    acknowledgeCheckIn: (theCase, id, note) =>
      run(() =>
        alarm(
          theCase,
          { op: "acknowledgeCheckIn", alarm: id, note },
          { kind: "alarm", step: { verb: "acknowledge", alarm: id } },
        ),
      ),
    setAlarmAnew: (theCase, id) =>
      run(async () => {
        const written = await setAlarmAnew(held, appender, theCase, id);
        // Only the server's own word ends what the screen says of it.
        if (written.kind === "done") await atOnce(appender, () => readAlarms(held));
        return written;
      }),
    closeCheckIn: (theCase, id, said) =>
      write(
        (state, hand) =>
          closeCheckIn(
            state,
            theCase,
            { alarm: id, ...only(said, "done", "note", "overDanger") },
            hand,
            held.outside().threads,
          ),
        (one) => ({ ...one, framing: clearing(id) }),
      ),

    propose: (theCase, said) => {
      if (said.about === "night-move")
        return run(() => orderNightMove(held, appender, theCase, only(said, ...PROPOSAL)));
      const decision = freshId() as DecisionId;
      const proposed = { ...only(said, ...PROPOSAL), decision };
      const work = () => withResult((state, hand) => propose(state, theCase, proposed, hand), { decision });
      return said.about === "go" ? byTheHour(held, work) : work();
    },
    decide: (theCase, decision, verdict, reason) => {
      const { decisions } = caseOf(held.state, theCase)?.contact ?? { decisions: [] };
      const isGo = decisions.some((one) => one.decision === decision && one.about === "go");
      const work = () =>
        run(async () => {
          const written = await appender.write((hand) =>
            draftOf(decideInCase(held, theCase, { decision, verdict, reason }, hand), (one) => ({
              ...one,
              // Reviewed: nobody is called about it any more.
              ...endOfPage(held, theCase, decision),
            })),
          );
          if (written.kind === "done") await atOnce(appender, () => keepPruning(held, appender));
          // Somebody may be driving by an order: neither they nor whoever gave it are told by the next console that comes by.
          if (written.kind === "done" && verdict === "refuse")
            await atOnce(appender, async () => {
              await keepTickets(held, appender);
              await callReviewers(held, appender);
            });
          return written;
        });
      return isGo && verdict === "approve" ? byTheHour(held, work) : work();
    },
    haveRead: (theCase, decision) =>
      run(() =>
        appender.write((hand) =>
          draftOf(haveRead(held.state, theCase, { decision }, hand), (one) => ({
            ...one,
            ...(decision === null ? {} : endOfPage(held, theCase, decision)),
          })),
        ),
      ),
    withdraw: (theCase, decision, reason) =>
      write((state, hand) => withdrawProposal(state, theCase, { decision, reason }, hand)),
    closeCase: (theCase, said) =>
      run(() =>
        appender.write((hand) => {
          const eraseAfterDays = settings()?.closedCaseDays ?? DEFAULT_TERM_DAYS;
          const operation = { op: "closeCase" as const, ...only(said, "outcome", "note"), eraseAfterDays };
          return withErasure(
            held,
            theCase,
            [...dropping(said.drop), operation],
            eraseAtHour(hand.at, eraseAfterDays),
            hand,
          );
        }),
      ),
    reopenCase: (theCase, reason) =>
      run(() => appender.write((hand) => withErasure(held, theCase, [{ op: "reopenCase", reason }], null, hand))),
    keepCase: (theCase, reason) =>
      run(() => appender.write((hand) => withErasure(held, theCase, [{ op: "keepCase", reason }], null, hand))),
    takeBackClosing: (theCase, reason, reopen) =>
      run(() =>
        appender.write((hand) => {
          const back = takeBackClosing(held.state, theCase, reason, hand);
          if ("kind" in back) return back;
          return withErasure(held, theCase, [...back, ...reopening(held.state, theCase, reopen, reason)], null, hand);
        }),
      ),
    withdrawErasure: (stream) =>
      run(() =>
        appender.write(() => {
          if (!mayCommit(held.role, "retention")) return { kind: "not-your-role" };
          const compartment = held.compartments.get(stream);
          if (compartment === undefined) return { kind: "not-held", part: "erasure" };
          if (compartment.erasure === null) return { kind: "draft", writes: [] };
          return { kind: "draft", writes: [{ stream, operations: [], framing: { kind: "retention", eraseAt: null } }] };
        }),
      ),

    publishFigures: () => {
      const release = freshId() as DecisionId;
      return withResult(
        (state, hand) => {
          const ledger = ledgerOf(state);
          const terms = settings();
          if (ledger === null) return { kind: "not-held", part: "ledger" };
          if (terms === null) return { kind: "not-held", part: "commons" };
          const asOf = dayOf(hand.at);
          const { openedOn, figuresDelayDays: delayDays } = terms;
          const weeks = weeklyFigures(ledger, { openedOn, asOf, delayDays });
          return publishFigures(state, { release, asOf, delayDays, weeks }, hand);
        },
        { release },
      );
    },
    reviewFigures: (release, verdict, reason) =>
      write((state, hand) => reviewFigures(state, { release, verdict, reason }, hand)),

    renewCard: () =>
      run(async () => {
        const keys = held.compartment("intake-keys");
        if (keys === null) return { kind: "not-held", part: "intake-keys" };
        return renewCardOf(held, appender, "new", keys.stream, "anyway");
      }),
    renewCertificate: () =>
      run(async (): Promise<Outcome> => {
        if (held.role !== "administrator") return { kind: "not-your-role" };
        await publishCertificate(held);
        return { kind: "done" };
      }),
    rotateIntake: () => run(() => rotateIntake(held, appender)),
  };
}

/** What this answer takes the place of, by what stands when it is written. */
function insteadIn(draft: Draft | Refusal, message: string): string | undefined {
  const operations = draft.kind === "draft" ? draft.writes.flatMap((write) => write.operations) : [];
  for (const one of operations) if (one.op === "answer" && one.message === message) return one.instead;
  return undefined;
}

type Copy = Parameters<typeof answerThread>[1];

/** Several parts of one answer, all under the same claim. */
function answersOf(bodies: readonly Copy[], state: State, hand: CaseworkHand): CaseworkOutcome {
  const outcomes = bodies.map((body) => answerThread(state, body, hand));
  const writes = [];
  for (const outcome of outcomes) {
    if (outcome.kind !== "operations") return outcome;
    writes.push(...outcome.writes);
  }
  const [first] = writes;
  if (first === undefined) return { kind: "incomplete", field: "text" };
  return {
    kind: "operations",
    writes: [{ stream: first.stream, operations: writes.flatMap(({ operations }) => operations) }],
  };
}

/** Day of the first letter, by the server's hour. */
export function cameInOn(held: Held, mailbox: MailboxId): number {
  const first = held.threads.get(mailbox)?.rows[0];
  return first === undefined ? dayOf(held.effects.clock()) : Math.floor((first.hour * HOUR) / DAY);
}

function notDone<T>(written: Outcome): Outcome<T> {
  return written.kind === "done" ? { kind: "conflict" } : written;
}
