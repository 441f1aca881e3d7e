import { type CaseView, mayWrite, type TicketView } from "@fairlead/casework";
import { useState } from "react";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { ChangeTicket } from "./change-ticket.tsx";
import { GiveTicket } from "./give-ticket.tsx";
import { TicketRow } from "./ticket-row.tsx";
import { TurnTicket } from "./turn-ticket.tsx";
import type { Turn } from "./turns.ts";
import "./ticket.css";

export type AskTicket = { kind: "change" | Turn; ticket: TicketView } | null;

/** What drivers, escorts and hosts are shown, and how far they are by their own word. */
export const TicketsTab = ({ one, now }: { one: CaseView; now: number }) => {
  const { t } = useWords();
  const { me } = useView();
  const [giving, setGiving] = useState(false);
  const [asking, setAsking] = useState<AskTicket>(null);
  const may = mayWrite(me.role, "giveTicket");
  const over = one.tickets.filter((ticket) => ticket.ended || ticket.state === "cancelled");
  const going = one.tickets.filter((ticket) => !over.includes(ticket));
  const list = (tickets: readonly TicketView[]) => (
    <ul>
      {tickets.map((ticket) => (
        <TicketRow key={ticket.ticket} one={one} ticket={ticket} now={now} may={may} onAsk={setAsking} />
      ))}
    </ul>
  );
  const close = () => setAsking(null);
  return (
    <div className="stack">
      <div className="spread">
        <h2>{t("ticket.title")}</h2>
        {may && one.closed === null ? (
          <button type="button" className="button" onClick={() => setGiving(true)}>
            {t("ticket.give")}
          </button>
        ) : null}
      </div>
      <p className="quiet small">{t("ticket.about")}</p>
      {going.length === 0 ? <p className="quiet">{t("ticket.none")}</p> : list(going)}
      {over.length === 0 ? null : (
        <details className="ticket-over">
          <summary>{t("ticket.over", { n: over.length })}</summary>
          {list(over)}
        </details>
      )}
      {giving ? <GiveTicket one={one} onClose={() => setGiving(false)} /> : null}
      {asking === null ? null : asking.kind === "change" ? (
        <ChangeTicket one={one} ticket={asking.ticket} onClose={close} />
      ) : (
        <TurnTicket one={one} ticket={asking.ticket} turn={asking.kind} onClose={close} />
      )}
    </div>
  );
};
