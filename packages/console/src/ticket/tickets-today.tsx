import { type MovingTicket, mayWrite } from "@fairlead/casework";
import { Link } from "@tanstack/react-router";
import { PlayBookButton } from "../moving/play-book-button.tsx";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { stepText, TicketAlerts } from "./ticket-row.tsx";
import "./ticket.css";

/** Problems, second openings and confirmations that have not come: whoever opens *Today* first deals with them. */
export const TicketsToday = ({ tickets, now }: { tickets: readonly MovingTicket[]; now: number }) => {
  const words = useWords();
  const { t, days } = words;
  return (
    <ul className="panel">
      {tickets.map((ticket) => (
        <li className="panel-row ticket-row" key={ticket.ticket}>
          <p className="num">
            <b>{days.when(ticket.said.at, now)}</b>
            <br />
            <span className="small">{stepText(words, ticket, now)}</span>
          </p>
          <div className="stack" data-tight>
            <p>
              <Link to="/cases/$case" params={{ case: ticket.case }}>
                <b>{ticket.alias}</b>
              </Link>
              {": "}
              <span dir="auto">{ticket.who}</span> <span className="quiet">{t(`ticket-holder.${ticket.holder}`)}</span>
            </p>
            <TicketAlerts ticket={ticket} now={now} />
            <TodaysPlayBook ticket={ticket} />
          </div>
        </li>
      ))}
    </ul>
  );
};

const TodaysPlayBook = ({ ticket }: { ticket: MovingTicket }) => {
  const { cases, me } = useView();
  const one = ticket.problem === null ? undefined : cases.find((known) => known.case === ticket.case);
  if (ticket.problem === null || one === undefined || !mayWrite(me.role, "addTask")) return null;
  return (
    <div className="row">
      <PlayBookButton one={one} problem={ticket.problem.problem} leg={ticket.leg ?? ticket.ticket} />
    </div>
  );
};
