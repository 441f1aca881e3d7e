import type { MailboxId, MessageView } from "@fairlead/casework";
import { expect, it } from "vitest";
import { readState } from "./read-state.ts";

const OLD = "aa".repeat(32) as MailboxId;
const NEW = "bb".repeat(32) as MailboxId;

const message = (key: string, mailbox: MailboxId, direction: MessageView["direction"]): MessageView => ({
  key,
  mailbox,
  direction,
  seq: null,
  whileFrozen: false,
  files: [],
  row: null,
  at: 0,
  hour: 0,
  author: null,
  text: "",
  language: null,
  answers: {},
  tap: "none",
  via: "page",
  onArrival: false,
  expiredCard: false,
  givenUp: false,
  signal: null,
  covered: null,
  standing: false,
  until: null,
  checkInBy: null,
});

it("[MB5] the last replies of a mailbox are the unread ones, and where nobody can say, nothing is claimed", () => {
  const states = readState(
    [
      message("first", OLD, "to-mailbox"),
      message("letter", OLD, "to-team"),
      message("second", OLD, "to-mailbox"),
      message("third", OLD, "to-mailbox"),
      message("elsewhere", NEW, "to-mailbox"),
    ],
    (mailbox) => (mailbox === OLD ? 2 : null),
  );
  expect(Object.fromEntries(states)).toEqual({ first: "yes", second: "no", third: "no", elsewhere: "unknown" });
});
