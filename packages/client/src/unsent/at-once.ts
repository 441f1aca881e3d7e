import { type AlarmId, type CaseId, NO_MAILBOX, type Operation } from "@fairlead/casework";
import type { Actions, ReplyText } from "../hand.ts";
import type { Asked } from "./asking.ts";
import type { Unsent } from "./unsent.ts";

type AtOnce =
  | "note"
  | "noteCase"
  | "notePart"
  | "answer"
  | "answerCase"
  | "setUrgency"
  | "setStatus"
  | "moveStage"
  | "recordRisk"
  | "recordVerification"
  | "addThreat"
  | "withdrawThreat"
  | "searchStatus"
  | "armCheckIn"
  | "acknowledgeCheckIn"
  | "closeCheckIn"
  | "handOver";

/** Not sealed yet: no message has it. */
const saidBy = ({ text, standing, until, checkInBy }: ReplyText) => ({
  message: "",
  seen: 0,
  text,
  standing,
  until,
  checkInBy,
});

/**
 * Words and hours of a case that stand for themselves: asked for while a desk still reads, they are kept before it is known
 * what they come to, and mean the same afterwards. Each says what it says, for its author alone: where casework refuses it
 * the first time that it is asked, nothing else has their words.
 */
const SAID: { readonly [Name in AtOnce]: (...args: Parameters<Actions[Name]>) => Operation } = {
  note: (mailbox, text) => ({ op: "noteThread", mailbox, text }),
  noteCase: (_, text) => ({ op: "note", text }),
  notePart: (_, text) => ({ op: "note", text }),
  answer: (mailbox, reply) => ({ op: "answerThread", mailbox, ...saidBy(reply) }),
  answerCase: (_, { mailbox = NO_MAILBOX, ...reply }) => ({ op: "answer", mailbox, ...saidBy(reply) }),
  setUrgency: (_, { urgency, reason, saidBy }) => ({ op: "setCaseUrgency", urgency, reason, saidBy }),
  setStatus: (_, { status, note, back, whom }) => ({
    ...{ op: "setStatus", status, note },
    ...(back === true ? { back } : {}),
    ...(whom === undefined ? {} : { whom }),
  }),
  moveStage: (_, { to, people, decision, reason }) => ({ op: "moveStage", to, people, decision, token: null, reason }),
  recordRisk: (_, { reason: __, ...said }) => ({ op: "recordRisk", ...said }),
  recordVerification: (_, said) => ({ op: "recordVerification", ...said }),
  addThreat: (_, { threat = "", ...said }) => ({ op: "addThreat", threat, ...said }),
  withdrawThreat: (_, threat, reason) => ({ op: "withdrawThreat", threat, reason }),
  searchStatus: (_, said) => ({ op: "searchStatus", ...said }),
  armCheckIn: (_, said) => ({ op: "armCheckIn", alarm: "" as AlarmId, ...said }),
  acknowledgeCheckIn: (_, alarm, note) => ({ op: "acknowledgeCheckIn", alarm, note }),
  closeCheckIn: (_, alarm, { done, note }) => ({ op: "closeCheckIn", alarm, done, note }),
  handOver: (text) => ({ op: "handOver", text }),
};

export const isKeptAtOnce = ({ action }: Pick<Asked, "action">): boolean => Object.hasOwn(SAID, action);

/** What it comes to, as last asked; where it never came to anything, what its author said. */
export function saidIn({ asked, writes }: Pick<Unsent, "asked" | "writes">): readonly Operation[] {
  if (writes.length > 0 || asked === null) return writes.flatMap(({ operations }) => operations);
  const say = Object.entries(SAID).find(([name]) => name === asked.action)?.[1];
  return say === undefined ? [] : [(say as (...args: readonly unknown[]) => Operation)(...asked.args)];
}

/** The case that it was said of, by what was asked. */
export const caseIn = ({ asked }: Pick<Unsent, "asked">): CaseId | null => {
  const [first] = asked?.args ?? [];
  return typeof first === "string" ? (first as CaseId) : null;
};
