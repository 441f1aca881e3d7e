import type { TicketView } from "@fairlead/casework";
import { useWords } from "../say/words.tsx";
import { useNow } from "../session/session.tsx";

/** Whose tickets one press concerns, and when each begins: whom somebody may have to call. */
export const TicketLines = ({ tickets }: { tickets: readonly TicketView[] }) => {
  const { t, days } = useWords();
  const now = useNow(60_000);
  return (
    <ul className="small">
      {tickets.map(({ ticket, who, said }) => (
        <li key={ticket} dir="auto">
          {t("exposure.ticket-of", { who, at: days.when(said.at, now) })}
        </li>
      ))}
    </ul>
  );
};
