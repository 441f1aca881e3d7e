import type { ThreadView } from "@fairlead/casework";
import type { Words } from "../say/words.tsx";

/** Who answers, or the first words. Distressing ones are not in the list at all. */
export const threadSecondLine = ({ t, days }: Words, thread: ThreadView): string => {
  if (thread.claim?.mine) return t("thread.you-answer-until", { at: days.clock(thread.claim.until) });
  if (thread.claim !== null) {
    return t("thread.they-answer-until", { who: thread.claim.by.handle ?? "", at: days.clock(thread.claim.until) });
  }
  if (thread.flags.includes("distressing")) return t("thread.distressing");
  if (thread.excerpt !== "") return t("quote", { text: thread.excerpt });
  return t("thread.no-words");
};
