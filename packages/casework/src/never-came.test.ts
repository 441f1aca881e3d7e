import { expect, it } from "vitest";
import { DAY, HOUR } from "./day.ts";
import type { MailboxId } from "./ids.ts";
import { lostAnswerIn, lostAnswerOf } from "./never-came.ts";
import type { CaseView, MessageView } from "./view.ts";

const HERS = "aa".repeat(32) as MailboxId;
const HIS = "bb".repeat(32) as MailboxId;
const NOW = 100 * DAY;

const said = (key: string, days: number, more: Partial<MessageView> = {}): MessageView =>
  ({ key, mailbox: HERS, direction: "to-mailbox", at: NOW - days * DAY, until: null, ...more }) as MessageView;
const lost = (key: string, days: number, more: Partial<MessageView> = {}) =>
  said(key, days, { arrived: false, ...more });
const status = (is: string) => [{ status: is }] as CaseView["statuses"];
const inCase = (messages: MessageView[], more: Partial<CaseView> = {}) =>
  lostAnswerOf({ messages, closed: null, statuses: [], mailboxes: [], ...more }, NOW)?.key ?? null;

it("[MB7] an answer that goes out by itself no more is lost until something written since stands for it", () => {
  expect(inCase([said("came", 4), lost("station", 3)])).toBe("station");
  expect(inCase([lost("station", 3), said("mill", 1)])).toBeNull();
  // To him is not to her; and what was written since and is lost too is the one to write anew.
  expect(inCase([lost("station", 3), said("mill", 1, { mailbox: HIS })])).toBe("station");
  expect(inCase([lost("station", 4), lost("mill", 3)])).toBe("mill");
  expect(inCase([lost("station", 3), said("letter", 1, { direction: "to-team" })])).toBe("station");
});

it("[MB8] two days long a console sends it, but for one of whom somebody else may hold the telephone", () => {
  expect(inCase([lost("station", 1)])).toBeNull();
  expect(inCase([lost("station", 1)], { statuses: status("detained") })).toBe("station");
  expect(inCase([lost("station", 1)], { statuses: status("lost-contact") })).toBeNull();
});

it("asks for nothing where nothing is to be written: closed, frozen, replaced, run out", () => {
  expect(inCase([lost("station", 3)], { closed: {} as CaseView["closed"] })).toBeNull();
  const frozen = { mailbox: HERS, name: "", frozen: {} } as unknown as CaseView["mailboxes"][number];
  expect(inCase([lost("station", 3)], { mailboxes: [frozen] })).toBeNull();
  expect(inCase([lost("station", 3, { replaced: true })])).toBeNull();
  expect(inCase([lost("station", 3, { until: (NOW - HOUR) / HOUR })])).toBeNull();
  expect(inCase([lost("station", 3, { until: (NOW + HOUR) / HOUR })])).toBe("station");
});

it("[MB7] so it is in the queue, until a case has the thread", () => {
  const messages = [lost("station", 3)];
  expect(lostAnswerIn({ messages, standing: "answered", frozen: null }, NOW)?.key).toBe("station");
  expect(lostAnswerIn({ messages, standing: "in-case", frozen: null }, NOW)).toBeNull();
  expect(lostAnswerIn({ messages: [lost("station", 1)], standing: "waiting", frozen: null }, NOW)).toBeNull();
});
