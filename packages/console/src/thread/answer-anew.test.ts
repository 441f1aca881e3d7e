import type { CaseId, MailboxId } from "@fairlead/casework";
import { expect, it } from "vitest";
import { EMPTY_DRAFT, makeDrafts } from "../session/drafts.ts";
import { bringDrafts } from "./answer-anew.ts";

const HEATHER = "heather" as CaseId;
const [KETTLE, LANTERN] = ["kettle", "lantern"] as [MailboxId, MailboxId];
const mailbox = (id: MailboxId) => ({ mailbox: id }) as never;

it("what was typed in a thread follows it into its case, below what stands there, and stays nowhere else", () => {
  const drafts = makeDrafts();
  const one = { case: HEATHER, mailboxes: [mailbox(KETTLE), mailbox(LANTERN)] };
  expect(bringDrafts(drafts, one)).toBe(false);
  const typed = { ...EMPTY_DRAFT, text: "Wait at the invented mill.", checkIn: 6 };
  drafts.write(KETTLE, typed);
  expect(bringDrafts(drafts, one)).toBe(true);
  expect(drafts.read(HEATHER)).toEqual(typed);
  expect(drafts.read(KETTLE)).toEqual(EMPTY_DRAFT);

  drafts.write(LANTERN, { ...EMPTY_DRAFT, text: "Take the invented ferry." });
  expect(bringDrafts(drafts, one)).toBe(true);
  expect(drafts.read(HEATHER).text).toBe("Wait at the invented mill.\n\nTake the invented ferry.");
  expect(bringDrafts(drafts, one)).toBe(false);
});
