import {
  type Answer,
  type CaseId,
  type Hand as CaseworkHand,
  type Outcome as CaseworkOutcome,
  type MailboxId,
  type State,
  type StepTelling,
  tellStep,
} from "@fairlead/casework";
import type { Appender } from "./append.ts";
import type { Outcome, ReplyText } from "./hand.ts";
import type { Held } from "./held.ts";
import { attendingInCase } from "./watch.ts";
import type { StreamWrite } from "./writing.ts";

/** `words`: what they are told, as it goes out or was read out. */
export type Telling = StepTelling & {
  /** null: on the telephone. */
  into: { mailbox: MailboxId; until: number } | null;
  /**
   * Told on the telephone: what lies in this mailbox of a step, or of *do not set out*, goes in the same append, and this stands
   * there in its place. null: nothing lies there.
   */
  takesOut: { mailbox: MailboxId; until: number; text: string } | null;
};

export interface StepActions {
  /**
   * Tells a party its next step: as an answer that stays readable until an hour and takes the place of the step before it,
   * or, read out, as a word that this was done. Only where they may set out.
   */
  tellStep(theCase: CaseId, said: Telling): Promise<Outcome>;
}

type Copy = Omit<Answer, "op" | "instead">;
type Workings = {
  held: Held;
  appender: Appender;
  run: <T>(work: () => Promise<Outcome<T>>) => Promise<Outcome<T>>;
  reply(
    mailbox: MailboxId,
    said: ReplyText,
    copies: (bodies: Copy[], state: State, hand: CaseworkHand) => CaseworkOutcome,
    frame?: (write: StreamWrite) => StreamWrite,
    besides?: () => StreamWrite[],
  ): Promise<Outcome>;
};

export function makeStepActions({ held, appender, run, reply }: Workings): StepActions {
  return {
    tellStep: (theCase, { into, takesOut, journey, leg, said, words, seen, over }) => {
      const telling = { journey, leg, said, words, seen, over };
      const aloud = () =>
        run(() =>
          appender.write((hand) => {
            const outcome = tellStep(held.state, theCase, telling, null, hand);
            return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
          }),
        );
      if (into === null && takesOut !== null)
        return reply(
          takesOut.mailbox,
          { text: takesOut.text, standing: true, until: takesOut.until, checkInBy: null },
          ([body, ...more], state, hand) =>
            body === undefined || more.length > 0
              ? { kind: "incomplete", field: "text" }
              : tellStep(state, theCase, telling, body, hand, true),
          // Nothing can be written there, halted, given up or not this member's to answer: they were told all the same, and the journey says
          // what still lies there.
        ).then((outcome) =>
          outcome.kind === "no-such-thread" || outcome.kind === "thread-continued" ? aloud() : outcome,
        );
      if (into === null) return aloud();
      const { mailbox, until } = into;
      return reply(
        mailbox,
        { text: words, standing: true, until, checkInBy: null },
        ([body, ...more], state, hand) => {
          // One row, so that the next step takes all of it out of the mailbox.
          if (body === undefined || more.length > 0) return { kind: "incomplete", field: "text" };
          // The words stand among the answers.
          return tellStep(state, theCase, { ...telling, words: "" }, body, hand);
        },
        undefined,
        () => attendingInCase(held, mailbox),
      );
    },
  };
}
