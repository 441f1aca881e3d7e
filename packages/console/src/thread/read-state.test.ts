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
    0,
  );
  expect(Object.fromEntries(states)).toEqual({ first: "yes", second: "no", third: "no", elsewhere: "unknown" });
});

it("[MB5] what stays readable is confirmed by nobody, and makes no other one look unread", () => {
  const stays = { standing: true, until: 9 };
  const states = (now: number, left: number) =>
    Object.fromEntries(
      readState(
        [
          { ...message("taken out", OLD, "to-mailbox"), ...stays, replaced: true },
          { ...message("step", OLD, "to-mailbox"), ...stays },
          message("read", OLD, "to-mailbox"),
        ],
        () => left,
        now,
      ),
    );
  expect(states(0, 1)).toEqual({ "taken out": "yes", step: "unknown", read: "yes" });
  expect(states(0, 2)).toMatchObject({ step: "unknown", read: "no" });
});

it("[MB7] what never came to its mailbox is neither read nor lies there, and takes no place among those that do", () => {
  const lost = { ...message("lost", OLD, "to-mailbox"), arrived: false as const };
  const states = readState([message("first", OLD, "to-mailbox"), lost], () => 1, 0);
  expect(Object.fromEntries(states)).toEqual({ lost: "never-came", first: "no" });
});
