import type { CheckInView } from "@fairlead/casework";
import type { Words } from "../say/words.tsx";

/** Of whom what is expected; of a hand-over or a ticket, what is to be decided. */
export const expectedText = ({ t }: Words, { expectedFrom, wording, handOver, unseen }: CheckInView): string => {
  if (unseen !== null) return t("check-in.unseen", { who: wording });
  return handOver === null ? `${t(`expected.${expectedFrom}`)}: ${wording}` : t("check-in.hand-over", { who: wording });
};
