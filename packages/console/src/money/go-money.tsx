import type { CaseId } from "@fairlead/casework";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { moneyOf, moneyPart, nextPlanned, sumLines } from "./ledger.ts";

/**
 * Beside a go: what is written of the money for the next journey. Shown to who holds it, and written into no proposal, which
 * others read. Whether it is in a hand, a person says. [P3]
 *
 * @param alone a line of its own; else beside the point that a person ticks
 */
export const GoMoney = ({ of, now, alone = false }: { of: CaseId; now: number; alone?: boolean }) => {
  const words = useWords();
  const { cases } = useView();
  const one = cases.find((known) => known.case === of);
  const part = one === undefined ? null : moneyPart(one);
  const journey = one === undefined ? null : nextPlanned(one, now);
  if (part === null || journey === null) return null;
  const sums = moneyOf(part, journey.journey)?.sums ?? [];
  const said = sums.flatMap((sum) => sumLines(words, sum));
  const text = said.length === 0 ? words.t("money.go-none") : words.t("money.go", { said: said.join(" · ") });
  return alone ? <p className="small">{text}</p> : <span className="quiet small"> {text}</span>;
};
