import type { ThreadView } from "@fairlead/casework";
import type { Words } from "../say/words.tsx";

/** Who answers, or the first words. Distressing ones are not in the list at all. */
export const threadSecondLine = ({ t, days }: Words, thread: ThreadView): string => {
  if (thread.claim?.mine) return t("thread.you-answer-until", { at: days.clock(thread.claim.until) });
  if (thread.claim !== null) {
    return t("thread.they-answer-until", { who: thread.claim.by.handle ?? "", at: days.clock(thread.claim.until) });
  }
  const passed = thread.passes.at(-1);
  if (passed !== undefined) {
    const who = passed.by.me ? t("person.you") : (passed.by.handle ?? "");
    const why = passed.why === "not-said" ? "" : t(`pass-reason.${passed.why}`);
    return t("passed.line", { who, why }).replace(/[:\s]+$/u, "");
  }
  if (thread.excerpt === "" && thread.messages.some(({ covered }) => covered !== null)) return t("thread.covered");
  if (thread.flags.includes("distressing")) return t("thread.distressing");
  if (thread.excerpt !== "") return t("quote", { text: thread.excerpt });
  return t("thread.no-words");
};
