import {
  type AgreeSignals,
  type CaseId,
  type Hand as CaseworkHand,
  type Outcome as CaseworkOutcome,
  type CoverMessage,
  caseOf,
  type FreezeMailbox,
  intakeOf,
  noteOnThread,
  type Operation,
  type SetContactWindow,
  type ThawMailbox,
  writeToCase,
  writeToPart,
} from "@fairlead/casework";
import type { MailboxId } from "@fairlead/protocol";
import type { Workings } from "./actions.ts";
import { OLD } from "./append.ts";
import { approveErasing, askErasing } from "./erasing.ts";
import { fileLimit } from "./file.ts";
import type { Actions, Outcome, Signed } from "./hand.ts";
import { closeInvitation, invite, welcome } from "./invitations.ts";
import {
  afterRosterChange,
  changeRole,
  couldRead,
  nameRecovery,
  remove,
  requireVersion,
  restore,
  suspend,
} from "./membership.ts";
import { changePhrase, newPhrase } from "./phrase.ts";
import { askPruning } from "./pruning.ts";
import { haveReadRefusal, isOwn, keepRefused } from "./refused-signings.ts";
import { beginPart, handCaseOver, share, withdrawFrom, withNetwork } from "./sharing.ts";
import { CLIENT_VERSION } from "./version.ts";
import { proposeEntry, readWaiting, signWaiting, withdrawWaiting } from "./waiting.ts";

type Concerned =
  | "cover"
  | "setContactWindow"
  | "agreeSignals"
  | "freeze"
  | "fileLimit"
  | "thaw"
  | "share"
  | "withdrawPart"
  | "beginPart"
  | "notePart"
  | "titlePart"
  | "handCaseOver"
  | "askErasing"
  | "approveErasing"
  | "askPruning"
  | "invite"
  | "closeInvitation"
  | "welcome"
  | "suspend"
  | "restore"
  | "remove"
  | "changeRole"
  | "nameRecovery"
  | "recover"
  | "requireVersion"
  | "sign"
  | "unsign"
  | "haveReadRefusal"
  | "newPhrase"
  | "changePhrase"
  | "couldRead";

/** What is said of a mailbox, whether it is a case's or still a thread. */
type OfMailbox = FreezeMailbox | ThawMailbox | CoverMessage | SetContactWindow | AgreeSignals;

/** Who reads what: sharing, members, keys. */
export function makeMemberActions({ held, appender, outbox, run, runAlways }: Workings): Pick<Actions, Concerned> {
  const signed = async (work: () => Promise<"standing" | "waiting">): Promise<Outcome<Signed>> => {
    const state = await work();
    if (state === "standing") await afterRosterChange(held, appender);
    return { kind: "done", state };
  };

  /** In the case that has the mailbox, or in intake. */
  const whereItIs = (operation: OfMailbox, hand: CaseworkHand): CaseworkOutcome => {
    const theCase = caseWith(operation.mailbox);
    return theCase === null
      ? noteOnThread(held.state, operation, hand)
      : writeToCase(held.state, theCase, [operation], hand);
  };

  const ofMailbox = (operation: OfMailbox): Promise<Outcome> =>
    run(() =>
      appender.write((hand) => {
        const outcome = whereItIs(operation, hand);
        return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
      }),
    );

  const freezing = (mailbox: MailboxId, make: (seen: number) => FreezeMailbox | ThawMailbox): Promise<Outcome> =>
    run(async () => {
      const seen = held.threads.get(mailbox)?.rows.at(-1)?.seq ?? 0;
      const written = await appender.write((hand) => {
        const outcome = whereItIs(make(seen), hand);
        return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
      });
      if (written.kind !== "done") return written;
      if (make(seen).op === "freezeMailbox") await outbox.hold();
      else await held.session.call("/api/thread/freeze", { mailbox, frozen: false });
      return written;
    });

  const caseWith = (mailbox: MailboxId): CaseId | null => {
    const taken = intakeOf(held.state).threads.get(mailbox)?.takenInto?.case;
    if (taken !== undefined && caseOf(held.state, taken) !== null) return taken;
    for (const { content, begun } of held.state.streams.values()) {
      const compartment = begun?.compartment;
      if (content.is === "contact" && compartment?.about === "case" && content.contact.mailboxes.includes(mailbox))
        return compartment.case;
    }
    return null;
  };

  const inPart = (
    stream: Parameters<typeof writeToPart>[1],
    operation: Extract<Operation, { op: "note" | "titlePart" }>,
  ) =>
    run(() =>
      appender.write((hand) => {
        const outcome = writeToPart(held.state, stream, operation, hand);
        return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
      }),
    );

  return {
    freeze: (mailbox, { reason, holding }) =>
      freezing(mailbox, (seen) => ({ op: "freezeMailbox", mailbox, reason, holding, seen })),
    thaw: (mailbox, reason) => freezing(mailbox, (seen) => ({ op: "thawMailbox", mailbox, reason, seen })),
    fileLimit: (mailbox, bytes) => run(async () => ({ kind: "done", bytes: await fileLimit(held, mailbox, bytes) })),

    cover: (mailbox, { row, as }) => ofMailbox({ op: "coverMessage", mailbox, row, as }),
    setContactWindow: (mailbox, { window, mayRing, hours, offset }) =>
      ofMailbox({
        ...{ op: "setContactWindow", mailbox, window, mayRing },
        ...(hours === undefined ? {} : { hours }),
        ...(offset === undefined ? {} : { offset }),
      }),
    agreeSignals: (mailbox, { safe, danger }) => ofMailbox({ op: "agreeSignals", mailbox, safe, danger }),

    share: (theCase, said) => run(() => share(held, appender, theCase, said)),
    withdrawPart: (theCase, said) => run(() => withNetwork(held, () => withdrawFrom(held, appender, theCase, said))),
    beginPart: (theCase, said) => run(() => beginPart(held, appender, theCase, said)),
    notePart: (stream, text) => inPart(stream, { op: "note", text }),
    titlePart: (stream, title) => inPart(stream, { op: "titlePart", title }),
    handCaseOver: (theCase, said) => run(() => withNetwork(held, () => handCaseOver(held, appender, theCase, said))),
    askErasing: (theCase, reason) => run(() => askErasing(held, appender, theCase, reason)),
    approveErasing: (theCase) =>
      run(async () => {
        const outcome = await approveErasing(held, theCase);
        await appender.letGoOfErased();
        return outcome;
      }),
    askPruning: (theCase, reason) => run(() => askPruning(held, appender, theCase, reason)),

    invite: (said) => run(() => invite(held, said)),
    closeInvitation: (id) => run(() => closeInvitation(held, id)),
    welcome: (id) => run(() => welcome(held, appender, id)),
    // An arrest does not wait for a new console either.
    suspend: (member) => runAlways(() => suspend(held, appender, member)),
    restore: (member) => run(() => restore(held, appender, member)),
    remove: (member) => run(() => remove(held, appender, member)),
    changeRole: (member, role) => run(() => changeRole(held, appender, member, role)),
    nameRecovery: (said) => run(() => nameRecovery(held, appender, said)),
    recover: (administrators) => run(() => signed(() => proposeEntry(held, { kind: "recover", administrators }))),
    requireVersion: (version) => run(() => requireVersion(held, appender, version)),
    sign: (id) =>
      run(async (): Promise<Outcome<Signed>> => {
        const waiting = held.waiting.find((one) => one.id === id);
        if (waiting === undefined || waiting.mine !== "may-sign") return { kind: "nothing-waits" };
        const body = waiting.entry?.body;
        if (body?.kind === "minimum-version" && body.version > CLIENT_VERSION) return OLD;
        const state = await signWaiting(held, waiting);
        return state === "stale" ? { kind: "conflict" } : signed(async () => state);
      }),
    unsign: (id, reason = "") =>
      run(async (): Promise<Outcome> => {
        const waiting = held.waiting.find((one) => one.id === id);
        const kept =
          waiting === undefined || isOwn(held, waiting)
            ? ({ kind: "done" } as const)
            : await keepRefused(held, appender, waiting, reason);
        if (kept.kind !== "done") return kept;
        await withdrawWaiting(held, id);
        await readWaiting(held);
        return { kind: "done" };
      }),
    haveReadRefusal: (entry) => run(() => haveReadRefusal(held, appender, entry)),
    newPhrase: (language) => run(async () => newPhrase(held, language)),
    changePhrase: (phrase) => run(() => changePhrase(held, phrase)),
    couldRead: (member) => runAlways(async () => ({ kind: "done", readable: await couldRead(held, member) })),
  };
}
