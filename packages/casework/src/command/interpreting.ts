import type { ThreadState } from "../fold/intake.ts";
import { intakeOf, type State, streamOf } from "../fold/state.ts";
import type { MailboxId, MemberId, StreamId } from "../ids.ts";
import type {
  AskDraft,
  DraftAnswer,
  Operation,
  RelayAnswer,
  RelayLetter,
  SettleDraft,
  Translate,
} from "../operation.ts";
import type { ThreadSeen } from "../outside.ts";
import type { Outcome, Write } from "../refusal.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";

/** What the interpreter of this thread has not been given yet: letters that can be read, answers since then. */
export const toRelay = (
  state: State,
  stream: StreamId,
  thread: ThreadState | undefined,
  seen: ThreadSeen,
): (RelayLetter | RelayAnswer)[] => {
  const content = state.streams.get(stream)?.content;
  const has = content?.is === "thread" ? content.thread : null;
  const letters = seen.rows.flatMap(({ seq, letter, direction }): RelayLetter[] =>
    letter === null || direction !== "to-team" || has?.letters.some((one) => one.seq === seq) === true
      ? []
      : [{ op: "relayLetter", seq, language: letter.language, text: letter.text, at: letter.at }],
  );
  const answers = (thread?.answers ?? []).flatMap(({ message, text, at }): RelayAnswer[] =>
    has?.answers.some((one) => one.message === message) === true ? [] : [{ op: "relayAnswer", message, text, at }],
  );
  return [...letters, ...answers];
};

/** Give one thread, and nothing else, to an interpreter: intake says to whom, a compartment of its own holds the words. */
export const beginInterpreting = (
  state: State,
  intent: { seen: ThreadSeen; stream: StreamId; interpreter: MemberId },
  hand: Hand,
): Outcome => {
  const intake = streamOf(state, "intake");
  if (!intake) return notHeld("intake");
  const { seen, stream, interpreter } = intent;
  const { mailbox } = seen;
  const thread = intakeOf(state).threads.get(mailbox);
  return attempt(state, hand, [
    {
      stream,
      operations: [{ op: "begin", compartment: { about: "thread" } }, ...toRelay(state, stream, thread, seen)],
    },
    { stream: intake, operations: [{ op: "beginInterpreting", mailbox, stream, interpreter }] },
  ]);
};

export const endInterpreting = (
  state: State,
  intent: { mailbox: MailboxId; stream: StreamId },
  hand: Hand,
): Outcome => {
  const intake = streamOf(state, "intake");
  return intake
    ? attempt(state, hand, [{ stream: intake, operations: [{ op: "endInterpreting", ...intent }] }])
    : notHeld("intake");
};

/** Translations, drafts, and what the team wants to say: by whoever holds that compartment. */
export const writeToInterpreting = (
  state: State,
  stream: StreamId,
  operations: readonly (RelayLetter | RelayAnswer | Translate | AskDraft | DraftAnswer | SettleDraft)[],
  hand: Hand,
): Outcome => {
  if (state.streams.get(stream)?.content.is !== "thread") return notHeld("thread");
  const writes: Write[] = [{ stream, operations: [...operations] satisfies Operation[] }];
  return attempt(state, hand, writes);
};

/** Threads that an interpreter has, and which of them have ended: for any hand of the team to go on with. */
export const interpretedThreads = (state: State): ThreadState[] =>
  [...intakeOf(state).threads.values()].filter(({ interpreting }) => interpreting.length > 0);
