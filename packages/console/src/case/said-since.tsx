import type { CheckInView } from "@fairlead/casework";
import { useWords } from "../say/words.tsx";

/** What they said since it was set: danger in red, whatever was tapped after it. None of it ends the alarm. [CK1] */
export const SaidSince = ({ checkIn: { danger, tapped }, now }: { checkIn: CheckInView; now: number }) => {
  const { t, days } = useWords();
  return (
    <>
      {danger === null ? null : (
        <p className="small danger">{t(`said-danger.${danger.how}`, { at: days.when(danger.at, now) })}</p>
      )}
      {tapped?.tap === "safe" ? (
        <p className="small quiet">{t("tapped.safe", { at: days.when(tapped.at, now) })}</p>
      ) : null}
    </>
  );
};
