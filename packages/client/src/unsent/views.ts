import type { CaseId, CasePart, MailboxId, Operation, PersonRef } from "@fairlead/casework";
import type { Outcome } from "../hand.ts";
import type { NotDone } from "./unsent.ts";

/** Where it is written, as far as this hand knows: a case (and which part), a thread, or the organisation. */
export type UnsentPlace = {
  case: { id: CaseId; alias: string } | null;
  part: CasePart | null;
  mailbox: MailboxId | null;
};

export type UnsentView = {
  id: string;
  /** ms: when it was written. */
  at: number;
  /** Name of the action; null: this hand's own housekeeping. */
  action: string | null;
  place: UnsentPlace;
  /** What it comes to, in its order. */
  operations: Operation[];
  /** On this device: closing or locking the console does not lose it. */
  kept: boolean;
  /** A look at what is covered: it happened, and is not taken back. */
  look: boolean;
};

/** The same value written twice: mine, which could not stand, and the one that stands. */
export type Differing = {
  mine: Operation;
  theirs: Operation;
  /** Who wrote theirs, and when by their clock (ms). */
  by: PersonRef;
  at: number;
  /** Where the two differ. */
  fields: string[];
};

export type UndoneView = UnsentView & {
  /** ms: when it was refused. */
  refusedAt: number;
  why: NotDone;
  /** Empty where nobody's word stands against mine: then `why` says what does. */
  differing: Differing[];
};

/**
 * `theirs`: mine is let go of. `mine`: it is written over theirs, by somebody who has seen it; with `words`, these
 * fields say this instead.
 */
export type Choice = { take: "theirs" } | { take: "mine"; words?: Readonly<Record<string, unknown>> };

export interface UnsentActions {
  /**
   * Before it went. Where the network broke off while it was being sent it may have arrived all the same, and then stands.
   * `nothing-waits` where it went meanwhile; `look-stays` of a look at what is covered.
   */
  takeBack(id: string): Promise<Outcome>;
  /** Of what could not stand. It stays among `status.undone` where it cannot stand this time either. */
  settle(id: string, choice: Choice): Promise<Outcome>;
}
