import type { CheckInView } from "@fairlead/casework";
import type { Words } from "../say/words.tsx";

/** Of whom what is expected; of a hand-over, what is to be decided. */
export const expectedText = ({ t }: Words, { expectedFrom, wording, handOver }: CheckInView): string =>
  handOver === null ? `${t(`expected.${expectedFrom}`)}: ${wording}` : t("check-in.hand-over", { who: wording });
