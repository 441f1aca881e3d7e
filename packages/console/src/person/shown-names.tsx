import { isCovered } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { useState } from "react";
import { useWords } from "../say/words.tsx";
import { RevealDialog, type Reveals } from "./reveal.tsx";

/** Beside the alias: a button that asks why; for ten minutes then the names themselves. */
export const ShownNames = ({ one, reveals }: { one: CaseInHand; reveals: Reveals }) => {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const part = one.parts.find((each) => isCovered(each.part));
  if (part === undefined || part.facts.length === 0) return null;
  const reveal = reveals(part.stream);
  if (reveal.until === null)
    return (
      <>
        <button type="button" className="link" onClick={() => setAsking(true)}>
          {t("reveal.open")}
        </button>
        {asking ? <RevealDialog part={part} reveal={reveal} onClose={() => setAsking(false)} /> : null}
      </>
    );
  const names = part.facts.flatMap(({ fact, value }) =>
    fact === "name" && value?.kind === "text" ? [value.text] : [],
  );
  return (
    <p className="row">
      {names.map((name) => (
        <b key={name}>
          <bdi>{name}</bdi>
        </b>
      ))}
      <button type="button" className="link small" onClick={reveal.cover}>
        {t("reveal.cover")}
      </button>
    </p>
  );
};
