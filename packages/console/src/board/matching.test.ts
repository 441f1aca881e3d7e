import {
  type Entry,
  emptyState,
  foldEntries,
  type MailboxId,
  type MemberId,
  type Outside,
  type StreamId,
  threadViews,
} from "@fairlead/casework";
import { expect, it } from "vitest";
import { makeMatching } from "./matching.ts";

const [first, second] = ["aa".repeat(32) as MailboxId, "bb".repeat(32) as MailboxId];
const stream = "01".repeat(16) as StreamId;
const author = "02".repeat(16) as MemberId;

/** Two threads with a note each. */
const readable = (...notes: string[]) => {
  const entry = (seq: number, operation: Entry["operation"]): Entry => ({
    stream,
    seq,
    author,
    role: "administrator",
    at: seq,
    operation,
  });
  const state = foldEntries(emptyState(), [
    entry(0, { op: "begin", compartment: { about: "intake" } }),
    ...notes.map(
      (text, index): Entry => ({
        ...entry(index + 1, { op: "noteThread", mailbox: index === 0 ? first : second, text }),
        role: "operator",
      }),
    ),
  ]);
  const outside: Outside = {
    now: 10,
    me: author,
    members: [],
    threads: [],
    alarms: [],
    readers: new Map(),
    erasures: new Map(),
  };
  return { threads: threadViews(state, outside), cases: [], board: { known: [], judgements: [] } };
};

it("reads on between two breaths of the screen, tells when it is done, and forgets everything when the desk locks", async () => {
  const matching = makeMatching();
  const done = () =>
    new Promise<void>((resolve) => {
      const leave = matching.subscribe(() => {
        leave();
        resolve();
      });
    });
  const subject = { kind: "thread", mailbox: second } as const;
  let told = done();
  matching.read(readable("ring +7 900 000-41-16", "wrote from 8 900 000 41 16"));
  expect(matching.found(subject)).toBeNull();
  await told;
  expect(matching.found(subject)?.matches.map((match) => match.subject)).toEqual([{ kind: "thread", mailbox: first }]);

  told = done();
  matching.read(readable("ring +7 900 000-41-16", "wrote from 8 900 000 41 99"));
  await told;
  expect(matching.found(subject)?.matches).toEqual([]);

  matching.forget();
  expect(matching.found(subject)).toBeNull();
});
