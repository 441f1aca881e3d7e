import { DAY, MINUTE } from "../day.ts";
import type { CheckInRecord, ContactState } from "../fold/contact.ts";
import type { AcknowledgeCheckIn, ArmCheckIn, CloseCheckIn, Operation } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import { signExpected } from "./go-sheet.ts";

/** What was set without a network may be past when it arrives: then whoever is named is called at once. Not days later. */
const LATE_MOST = DAY;
/** Nobody remembers after that what the silence would mean. */
const AHEAD_MOST = 366 * DAY;
/** By a clock that is so slow the server calls before this device thinks that it is due. */
const EARLY_MOST = 15 * MINUTE;
/** A go rests on an alarm that rings while they are on the way, and on none of next year. */
const SIGN_WITHIN = 7 * DAY;

const armRefusal = ({ handOver, unseen, leg, wording, ladder, due }: ArmCheckIn, at: number): Refusal | null => {
  // Consoles set these by themselves, by the hours of a journey and for whoever can be called.
  if (handOver !== undefined || unseen !== undefined || leg !== undefined) return null;
  if (wording.trim() === "") return { kind: "incomplete", field: "wording" };
  // An alarm that calls nobody is none.
  if (ladder.length === 0) return { kind: "incomplete", field: "ladder" };
  return due < at - LATE_MOST || due > at + AHEAD_MOST ? { kind: "incomplete", field: "due" } : null;
};

const acknowledgeRefusal = (
  known: CheckInRecord | undefined,
  { note }: AcknowledgeCheckIn,
  at: number,
): Refusal | null => {
  if (note.trim() === "") return { kind: "incomplete", field: "note" };
  // "I am on it" stops the calling: before anybody is late it would only make the alarm call nobody.
  return known && at < known.due - EARLY_MOST ? { kind: "check-in-not-due", due: known.due } : null;
};

const closeRefusal = (known: CheckInRecord | undefined, { note, done, settled }: CloseCheckIn): Refusal | null => {
  const byItself = settled === true || (done === "replaced" && known?.leg !== undefined);
  return note.trim() === "" && !byItself ? { kind: "incomplete", field: "note" } : null;
};

/**
 * What is asked of whoever writes of a check-in now, and never of what stands: histories of before, and of clients that did
 * not ask it, fold as they always did.
 */
export const checkInRefusal = (
  { checkIns }: Pick<ContactState, "checkIns">,
  operation: Operation,
  at: number,
): Refusal | null => {
  switch (operation.op) {
    case "armCheckIn":
      return armRefusal(operation, at);
    case "acknowledgeCheckIn":
      return acknowledgeRefusal(checkIns.get(operation.alarm), operation, at);
    case "closeCheckIn":
      return closeRefusal(checkIns.get(operation.alarm), operation);
    default:
      return null;
  }
};

/** The sign of life on which a go may rest: one that is still to come, soon, says what it would be, and calls somebody. */
export const signThatCalls = ({ checkIns }: Pick<ContactState, "checkIns">, at: number): CheckInRecord | null => {
  const calling = [...checkIns].filter(
    ([, { ladder, wording, due }]) => ladder.length > 0 && wording.trim() !== "" && due <= at + SIGN_WITHIN,
  );
  return signExpected({ checkIns: new Map(calling) }, at);
};
