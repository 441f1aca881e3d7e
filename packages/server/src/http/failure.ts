import { Refused } from "@fairlead/protocol/verify";
import { ZodError } from "zod";
import { StoreFull, StoreTrouble } from "../store/port.ts";

/**
 * Codes that an honest person or program needs to know to go on, with their HTTP status.
 * Everything else is answered as FL_REFUSED, all alike: whoever probes learns nothing from the answer.
 */
const TOLD = {
  FL_ACCESS: 403, // not yours, or not there: the same answer
  FL_BELL_ADDRESS: 409, // not one that is called from here
  FL_BELL_FULL: 409, // as many bells as one member may have
  FL_BELLS_OFF: 409, // nobody has set up how members are called
  FL_BUSY: 503,
  FL_CARD: 409, // the card is not known here, or no longer the one to seal to: fetch the newest
  FL_CLOSED: 503, // the organisation has published no card yet
  FL_COMMIT_RETENTION: 409, // not a stream that can be given an hour of erasure
  FL_DIGITS: 400,
  FL_EMPTY: 400,
  FL_ENDED: 409, // whoever held it goes on with other words [HO2]
  FL_EPOCH_DUE: 409, // someone who holds the running epoch is out: begin a new one [CO3]
  FL_ERASING: 409, // not a stream that these two may erase
  FL_ERASING_STALE: 409, // it has gone on since they decided
  FL_EXPIRED: 409, // the card has expired and the writer has not chosen to write all the same [MB4]
  FL_FILE: 409, // not here, not whole, or other bytes: begin anew
  FL_FILE_LARGE: 413, // larger than one file of this mailbox may be
  FL_FROZEN: 409, // only a holding text is taken [MB8]
  FL_FULL: 507, // room is kept for threads that the team knows [MB9]
  FL_INVITATION: 403, // unknown, expired, or answered by somebody else [RO4]
  FL_LOGIN: 401,
  FL_LOGIN_TAKEN: 409,
  FL_MESSAGE_USED: 409, // other bytes are kept under this message id: these are not
  FL_NONCE: 409, // fetch a fresh challenge
  FL_NOT_FOUND: 404,
  FL_ON_ARRIVAL_OFF: 403,
  FL_QUESTION: 409, // a flood is on: a plain question first [MB9]
  FL_QUESTION_WRONG: 409, // another one [MB9]
  FL_QUOTA: 409, // this mailbox holds as much as one may [MB9]
  FL_RATE: 429,
  FL_REPLY_LONG: 413, // would not fit into one page of a mailbox [P9]
  FL_REPLY_READ: 409, // nothing to replace: it has been read, or is gone
  FL_RETENTION_SOON: 409,
  FL_SESSION: 401,
  FL_STORE_FULL: 507,
  FL_STORE_TROUBLE: 503,
  FL_STREAM_ERASED: 410,
  FL_WAITING_FULL: 409,
  FL_VOUCHER_TAKEN: 409, // two words that are in use: make others
  FL_TOKEN: 409,
  FL_WORK: 409, // fetch a fresh challenge
} as const;

export type ToldCode = keyof typeof TOLD;

/** A refusal with a code of our own; told to the caller where {@link TOLD} has it. */
export class Failure extends Error {
  readonly code: string;
  constructor(code: ToldCode | Hidden) {
    super(code);
    this.name = "Failure";
    this.code = code;
  }
}

/** For the log only. */
type Hidden =
  | "FL_BODY"
  | "FL_AUTHOR"
  | "FL_BEAT_HOUR"
  | "FL_ALARM"
  | "FL_ON_ARRIVAL_FLAG"
  | "FL_DIRECTION"
  | "FL_MAILBOX_UNKNOWN"
  | "FL_COMMIT_CHAIN"
  | "FL_COMMIT_ROSTER"
  | "FL_WRAP"
  | "FL_ROSTER_EMPTY"
  | "FL_CARD_LIFE"
  | "FL_CARD_CHAIN"
  | "FL_CERTIFICATE"
  | "FL_BUNDLE";

export type Told = {
  readonly status: number;
  /** What the caller is told. */
  readonly code: string;
  /** What the log says. */
  readonly inner: string;
  readonly bug: boolean;
};

export function toldOf(error: unknown): Told {
  const inner = innerCode(error);
  if (inner === null) return { status: 500, code: "FL_BUG", inner: "FL_BUG", bug: true };
  const status = Object.entries(TOLD).find(([code]) => code === inner)?.[1];
  return status === undefined
    ? { status: 400, code: "FL_REFUSED", inner, bug: false }
    : { status, code: inner, inner, bug: false };
}

function innerCode(error: unknown): string | null {
  if (
    error instanceof Failure ||
    error instanceof Refused ||
    error instanceof StoreFull ||
    error instanceof StoreTrouble
  )
    return error.code;
  if (error instanceof ZodError) return "FL_BODY";
  // Fastify's own refusals: broken framing, a body over the limit, an unknown content type.
  if (error instanceof Error && "statusCode" in error && typeof error.statusCode === "number") {
    if (error.statusCode === 413) return "FL_BODY_LARGE";
    if (error.statusCode >= 400 && error.statusCode < 500) return "FL_HTTP";
  }
  return null;
}
