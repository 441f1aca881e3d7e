import type { MoneySum } from "@fairlead/casework";
import { useWords } from "../say/words.tsx";
import { sumLines } from "./ledger.ts";
import "./money.css";

/** One line a currency: nobody here says what one is worth in the other. */
export const MoneySums = ({ sums }: { sums: readonly MoneySum[] }) => {
  const words = useWords();
  return (
    <ul className="money-sums">
      {sums.map((sum) => (
        <li key={sum.currency} className={sum.inHand < 0 ? "warning" : undefined}>
          {sumLines(words, sum).map((said) => (
            <span key={said}>{said}</span>
          ))}
        </li>
      ))}
    </ul>
  );
};
