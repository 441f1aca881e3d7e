import type { ThreadView } from "@fairlead/casework";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../say/words.tsx";

/** Whose words these are, where a thread changed hands: said before anything is answered. [HO1] [HO2] */
export const HandedOver = ({ thread, now }: { thread: ThreadView; now: number }) => {
  const { t, days } = useWords();
  const { continues, claimsToContinue, continuedIn } = thread;
  const said = [
    continues &&
      t(continues.case === null ? "handed.from" : "handed.from-case", {
        name: continues.name,
        at: days.when(continues.at, now),
        alias: continues.case?.alias ?? "",
      }),
    claimsToContinue && t("handed.claims", { name: claimsToContinue.name }),
    continuedIn && t("handed.to", { name: continuedIn.name, at: days.when(continuedIn.at, now) }),
  ].filter((one) => one !== null);
  return said.map((text) => (
    <div key={text} className="frozen" role="note">
      <Icon name={continues === null ? "warning" : "person"} />
      <p>{text}</p>
    </div>
  ));
};
