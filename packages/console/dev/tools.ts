/** The season's evening with the hotline's tools in use: texts, flags, a thread passed on, hours agreed. Not shipped. */
import {
  type Entry,
  foldEntries,
  type MailboxId,
  type MemberId,
  type Operation,
  type State,
  type StreamId,
  type TemplateId,
  type ThreadView,
} from "@fairlead/casework";
import { SUGGESTED } from "../src/texts/suggested.ts";

type Tonight = {
  state: State;
  intake: StreamId;
  threads: readonly ThreadView[];
  member(handle: string): MemberId;
  now: number;
};

const MINUTE = 60_000;

/** The threads are taken as they stand in the queue: the first is the most pressing one. */
export const withTools = ({ state, intake, threads, member, now }: Tonight): State => {
  const [first, second, third, fourth, fifth] = threads.map(({ mailbox }) => mailbox);
  const seq = state.streams.get(intake)?.seq ?? 0;
  const entries: Entry[] = [];
  const say = (by: string, minutesAgo: number, operation: Operation) =>
    entries.push({
      stream: intake,
      seq: seq + entries.length + 1,
      author: member(by),
      role: "operator",
      at: now - minutesAgo * MINUTE,
      operation,
    });
  SUGGESTED.slice(0, 8).forEach((one, index) => {
    say("Plover", 3_000, {
      op: "writeTemplate",
      template: String(index).padStart(32, "a") as TemplateId,
      ...one,
      over: 0,
    });
  });
  say("Heron", 2_000, {
    op: "writeProtocol",
    protocol: "minor",
    text: "1. No word about age.\n2. Ring nobody.\n3. Godwit is told the same night, Wren decides.",
    over: 0,
  });
  const on = (mailbox: MailboxId | undefined, act: (mailbox: MailboxId) => void) =>
    mailbox === undefined ? undefined : act(mailbox);
  on(first, (mailbox) => {
    say("Plover", 40, {
      op: "setContactWindow",
      mailbox,
      window: "only after the evening prayer; the phone lies in the kitchen by day",
      mayRing: true,
      hours: [{ from: 22 * 60, to: 60 }],
      offset: 180,
    });
    say("Tern", 95, { op: "agreeSignals", mailbox, safe: "the sparrows are back", danger: "the lamp is broken" });
    say("Plover", 39, { op: "agreeSignals", mailbox, safe: "the kettle is on", danger: "документы у меня" });
    say("Plover", 30, { op: "flagThread", mailbox, flag: "phones-seized", on: true, ground: "stated" });
  });
  on(second, (mailbox) => say("Plover", 4, { op: "releaseThread", mailbox }));
  on(second, (mailbox) =>
    say("Plover", 3, { op: "passThread", mailbox, why: "known", word: "I grew up two streets from there." }),
  );
  on(third, (mailbox) => {
    say("Tern", 30, { op: "flagThread", mailbox, flag: "suicide-risk", on: true, ground: "suspected" });
    say("Tern", 30, { op: "flagThread", mailbox, flag: "distressing", on: true });
  });
  on(fourth, (mailbox) => {
    const row = threads[3]?.messages.findLast(({ direction }) => direction === "to-team")?.row;
    if (row) say("Tern", 20, { op: "coverMessage", mailbox, row, as: "abusive" });
    say("Tern", 20, { op: "flagThread", mailbox, flag: "asks-after", on: true, ground: "stated" });
    say("Tern", 2, { op: "claimThread", mailbox, until: now + 20 * MINUTE });
  });
  // Somebody had suspected it and taken it back; the answer that came since suggests it anew.
  on(fifth, (mailbox) => say("Tern", 20 * 60, { op: "flagThread", mailbox, flag: "minor", on: false }));
  return foldEntries(state, entries);
};
