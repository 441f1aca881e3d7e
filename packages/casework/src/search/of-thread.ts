import { coverOf } from "../view/message.ts";
import type { MessageView, ProvisionView, ThreadView } from "../view.ts";
import { SAFETY_QUESTIONS } from "../words.ts";

import { lineOf, type Piece } from "./piece.ts";
import { noteLine, type Table, type Taken, takeFrom } from "./take.ts";

/** Of a thread they stand in what is known of it. Of a case nowhere else: where they are was told there, and not in the text. */
const answered = ({ answers: { where, reach, company } }: MessageView) => [where, reach, company];

export const letters = ({ messages, flags }: Pick<ThreadView, "messages" | "flags">, part: Piece["part"]): Piece[] =>
  messages.flatMap((one) =>
    takeFrom(
      {
        [one.author === null ? "letter" : "answer"]: (): Taken[] => [
          {
            words: [one.text, one.translated?.text, ...(part === null ? [] : answered(one))],
            said: { by: one.author, at: one.at },
            ...{ line: lineOf("message", one.key), covered: coverOf(one, flags) !== null },
          },
        ],
      },
      one,
      part,
    ),
  );

/** What whoever cannot be moved was left with: the same of a thread and of a case. */
export const OF_PROVISION: Table<ProvisionView> = {
  "safety-plan": ({ now, earlier }) =>
    (now === null ? [] : [now, ...earlier]).map((said) => ({
      words: [...SAFETY_QUESTIONS.map((question) => said.plan?.[question]), said.reason],
      ...{ said, line: lineOf("safety-plan", said.at) },
    })),
  referral: ({ referrals, noReferral }) => [
    ...referrals.map((said) => ({
      words: [said.to, said.purpose, said.consent, said.answered?.note, said.stopped?.note],
      ...{ said, line: lineOf("referral", said.referral) },
    })),
    ...(noReferral === null
      ? []
      : [{ words: [noReferral.reason], said: noReferral, line: lineOf("no-referral", noReferral.at) }]),
  ],
};

const OF_THREAD: Table<ThreadView> = {
  said: ({ known }) =>
    known.map(({ question, answer, at }) => ({ words: [answer], said: { at }, line: lineOf("said", question) })),
  note: ({ notes, closed }) => [
    ...notes.map((said) => ({ words: [said.text], said, line: noteLine(said) })),
    ...(closed === null ? [] : [{ words: [closed.note], said: closed, line: null }]),
  ],
  statement: ({ statements }) =>
    statements.map((said) => ({
      words: [said, ...said.earlier].flatMap((one) => [one.statement, one.source, one.corroboration, one.against]),
      ...{ said, line: lineOf("statement", said.line) },
    })),
  urgency: ({ urgency: { reason, at } }) => [{ words: [reason], said: { at }, line: lineOf("urgency", at ?? 0) }],
  decision: ({ declines }) =>
    declines.map(({ decision, text, verdict, proposedBy, at }) => ({
      ...{ words: [text, verdict?.reason], said: { by: proposedBy, at } },
      line: lineOf("decision", decision),
    })),
};

export const ofThread = (one: ThreadView): Piece[] => [
  ...letters(one, null),
  ...takeFrom(OF_THREAD, one, null),
  ...takeFrom(OF_PROVISION, one.provision, null),
];
