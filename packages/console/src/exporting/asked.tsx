import type { BundleView } from "@fairlead/casework";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";

/** What was said when they were asked to destroy a bundle, and who wrote it down. Their word, no more. */
export const Asked = ({ asked, now }: { asked: NonNullable<BundleView["asked"]>; now: number }) => {
  const { t, days } = useWords();
  return (
    <p className="quiet small">
      <b>{t(`bundle.asked.${asked.answer}`)}</b> · {personText(t, asked.by)}, {days.when(asked.at, now)}
      {asked.note === "" ? null : (
        <>
          : <span dir="auto">{asked.note}</span>
        </>
      )}
    </p>
  );
};
