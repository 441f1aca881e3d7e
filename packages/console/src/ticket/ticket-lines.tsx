import type { TicketView } from "@fairlead/casework";
import { useWords } from "../say/words.tsx";
import { useNow } from "../session/session.tsx";
import { notReached } from "./reached.ts";
import { RingShort } from "./ring.tsx";

/** Whose tickets one press concerns, and when each begins: whom somebody may have to call. */
export const TicketLines = ({ tickets }: { tickets: readonly TicketView[] }) => {
  const { t, days } = useWords();
  const now = useNow(60_000);
  return (
    <ul className="small">
      {tickets.map((one) => (
        <li key={one.ticket} dir="auto">
          {t("exposure.ticket-of", { who: one.who, at: days.when(one.said.at, now) })}
          <RingShort why={notReached(one)} />
        </li>
      ))}
    </ul>
  );
};
