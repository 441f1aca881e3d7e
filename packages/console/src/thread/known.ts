import type { Answers, KnownAnswer } from "@fairlead/casework";
import type { Text, Words } from "../say/words.tsx";

const CHOICES: Record<string, Record<string, Text>> = {
  danger: { now: "danger.now", soon: "danger.soon", no: "danger.no", unsure: "danger.unsure" },
  need: {
    leave: "need.leave",
    shelter: "need.shelter",
    doctor: "need.doctor",
    papers: "need.papers",
    advice: "need.advice",
    other: "need.other",
  },
  adult: { yes: "adult.yes", no: "adult.no" },
};

export const questionText = ({ t }: Words, question: keyof Answers): string => t(`question.${question}`);

/** Chosen answers in the reader's language, written ones in the caller's own words. */
export const knownText = ({ t }: Words, known: Pick<KnownAnswer, "question" | "answer">): string => {
  const chosen = CHOICES[known.question]?.[known.answer];
  return chosen === undefined ? known.answer : t(chosen);
};
