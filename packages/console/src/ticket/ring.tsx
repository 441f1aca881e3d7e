import type { TicketView } from "@fairlead/casework";
import { useWords } from "../say/words.tsx";
import { type NotReached, notReached } from "./reached.ts";

/** Above the press: whom it does not reach by itself, by name. Nothing where the page is being read. */
export const Ring = ({ ticket }: { ticket: TicketView }) => {
  const { t } = useWords();
  const why = notReached(ticket);
  return why === null ? null : (
    <p className="small warning" dir="auto">
      <b>{t(`ring.${why}`, { who: ticket.who })}</b>
    </p>
  );
};

/** Behind a name in a list. */
export const RingShort = ({ why }: { why: NotReached | null }) => {
  const { t } = useWords();
  return why === null ? null : (
    <>
      {" · "}
      <b className="warning">{t(`ring-short.${why}`)}</b>
    </>
  );
};
