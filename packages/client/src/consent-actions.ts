import {
  type AskDestruction,
  type CaseId,
  type ConsentId,
  caseOf,
  casesOf,
  type GiveConsent,
  holdParts,
  mayWrite,
  type WithdrawConsent,
  writeConsent,
  writeToCase,
} from "@fairlead/casework";
import { toHex } from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import { earlierClock } from "./clocks.ts";
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";

/** What the person allows, and what stops when it is allowed no longer. */
export interface ConsentActions {
  /**
   * `consent` missing: a new one, or, with `refused`, the no of a first asking, and `ends` the earlier yeses to the same asking that it
   * takes back. `over`: the version that its author had before their eyes.
   */
  giveConsent(
    theCase: CaseId,
    said: Omit<GiveConsent, "op" | "consent"> & { consent?: ConsentId; ends?: readonly ConsentId[] },
  ): Promise<Outcome<{ consent: ConsentId }>>;
  /** Counts whatever others have written meanwhile. What was read because of it stays read. [P5] */
  withdrawConsent(theCase: CaseId, said: Omit<WithdrawConsent, "op">): Promise<Outcome>;
  /** They were told that the consent has ended. */
  stopReferral(theCase: CaseId, referral: string, note: string): Promise<Outcome>;
  /** They were asked to destroy a bundle that has left, and what they said. A record only: nobody can make sure. [P5] */
  askDestruction(theCase: CaseId, said: Omit<AskDestruction, "op">): Promise<Outcome>;
}

type Workings = {
  held: Held;
  appender: Appender;
  run: <T>(work: () => Promise<Outcome<T>>) => Promise<Outcome<T>>;
};

export function makeConsentActions({ held, appender, run }: Workings): ConsentActions {
  const write = (theCase: CaseId, operation: GiveConsent | WithdrawConsent, ends: readonly ConsentId[] = []) =>
    run(() =>
      appender.write((hand) => {
        const outcome = writeConsent(held.state, theCase, operation, hand, ends);
        return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
      }),
    );
  return {
    giveConsent: async (theCase, { purpose, recipient, covers, words, how, row, until, refused, over, ...said }) => {
      const consent = said.consent ?? (toHex(held.effects.random(16)) as ConsentId);
      const operation = { consent, purpose, recipient, covers, words, how, until, over, ...(row ? { row } : {}) };
      const no = refused === true ? { refused } : {};
      const written = await write(theCase, { op: "giveConsent", ...operation, ...no }, said.ends);
      return written.kind === "done" ? { kind: "done", consent } : written;
    },
    withdrawConsent: (theCase, { consent, why, how, slip }) =>
      write(theCase, { op: "withdrawConsent", consent, why, how, ...(slip === true ? { slip } : {}) }),
    stopReferral: (theCase, referral, note) =>
      run(() =>
        appender.write((hand) => {
          const mailbox = caseOf(held.state, theCase)?.contact.mailboxes.at(-1);
          if (mailbox === undefined) return { kind: "no-such-case" };
          const outcome = writeToCase(held.state, theCase, [{ op: "stopReferral", mailbox, referral, note }], hand);
          return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
        }),
      ),
    askDestruction: (theCase, { bundle, answer, note }) =>
      run(() =>
        appender.write((hand) => {
          const outcome = writeToCase(held.state, theCase, [{ op: "askDestruction", bundle, answer, note }], hand);
          return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
        }),
      ),
  };
}

/**
 * A testimony is told that it may not be written on, or that it may again: by whoever holds both, where the member who
 * recorded the person's word did not, and where a day has gone by. Part of every round.
 */
export async function keepHeldParts(held: Held, appender: Appender): Promise<void> {
  if (!mayWrite(held.role, "holdPart")) return;
  for (const { case: theCase } of casesOf(held.state)) {
    if (isSettled(held, theCase)) continue;
    await appender.write((hand) => {
      const outcome = holdParts(held.state, theCase, hand, earlierClock(held));
      return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
    });
  }
}

/** Most cases have nothing to be told, and asking costs nothing where the hand is not needed. */
function isSettled(held: Held, theCase: CaseId): boolean {
  const outcome = holdParts(held.state, theCase, held.hand(), earlierClock(held));
  return outcome.kind !== "operations" || outcome.writes.length === 0;
}
