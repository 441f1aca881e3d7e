import type { Operation } from "@fairlead/casework";
import { useWords } from "../say/words.tsx";
import { kindText } from "../unsent/saying.ts";

export type LostWrites = readonly (readonly Operation[])[];

/** What somebody who is out had written, that nobody has taken: how many things, and of what kinds. Their words are gone. */
export const Lost = ({ writes }: { writes: LostWrites }) => {
  const { t } = useWords();
  if (writes.length === 0) return null;
  const kinds = new Set(writes.map((operations) => kindText(t, operations)));
  return (
    <p>
      {t("unsent.not-taken", { n: writes.length })} {[...kinds].join(" · ")}
    </p>
  );
};
