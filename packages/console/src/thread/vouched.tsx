import type { ThreadView } from "@fairlead/casework";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";

/** Who speaks for this caller, by two words that were passed on. [VO1] */
export const Vouched = ({ thread: { vouchedBy } }: { thread: Pick<ThreadView, "vouchedBy"> }) => {
  const { t } = useWords();
  if (vouchedBy === null) return null;
  const { words, from, again, ranOut } = vouchedBy;
  const who = from === null ? "" : from.alias === null ? from.name : `${from.name} (${from.alias})`;
  return (
    <div className="frozen" role="note">
      <Icon name={from === null || again || ranOut ? "warning" : "person"} />
      <p>
        {from === null ? t("vouched.nobody", { words }) : t("vouched.by", { who, words })}
        {again ? ` ${t("vouched.again")}` : ""}
        {ranOut ? ` ${t("vouched.ran-out")}` : ""}
      </p>
    </div>
  );
};
