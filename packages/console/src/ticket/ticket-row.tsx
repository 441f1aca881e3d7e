import { type CaseView, lineOf, type TicketView } from "@fairlead/casework";
import { PlayBookButton } from "../moving/play-book-button.tsx";
import { Way } from "../parts/way.tsx";
import { useWords, type Words } from "../say/words.tsx";
import type { AskTicket } from "./tickets-tab.tsx";
import { turnsOf } from "./turns.ts";

type Props = { one: CaseView; ticket: TicketView; now: number; may: boolean; onAsk(asking: AskTicket): void };

/** How far it is, in a word. */
export const stepText = (
  { t }: Words,
  { state, step, ended, waitsFor, shownFrom }: TicketView,
  now: number,
): string => {
  if (state !== "going") return t(`ticket-state.${state}`);
  if (step === "handed-over") return t("ticket-step.handed-over");
  if (ended) return t("ticket-state.ended");
  if (step !== null) return t(`ticket-step.${step}`);
  if (waitsFor !== null) return t("ticket-state.waits", { who: waitsFor.who });
  return t(now < shownFrom ? "ticket-state.not-yet" : "ticket-state.unopened");
};

export const TicketRow = ({ one, ticket, now, may, onAsk }: Props) => {
  const words = useWords();
  const { t, days } = words;
  const { said, who, holder, state, ended, openedElsewhere } = ticket;
  const running = state !== "cancelled" && !ended;
  return (
    <li className="panel-row ticket-row" data-line={lineOf("ticket", ticket.ticket)}>
      <p className="num">
        <b>{days.when(said.at, now)}</b>
        <br />
        <span className="small">{stepText(words, ticket, now)}</span>
      </p>
      <div className="stack" data-tight>
        <p>
          <b dir="auto">{who}</b> <span className="quiet">{t(`ticket-holder.${holder}`)}</span>
        </p>
        <p>
          <Way from={said.from} to={said.to} /> · <bdi>{said.meet}</bdi>
        </p>
        <TicketAlerts ticket={ticket} now={now} />
        {state === "going" || ticket.reason === "" ? null : (
          <p className="small" dir="auto">
            {ticket.reason}
          </p>
        )}
        {ticket.step !== null && !ticket.read && !ticket.unseen && !ended ? (
          <p className="small warning">{t("ticket.unread")}</p>
        ) : null}
        {ticket.step === null && state !== "going" && !ticket.unseen && !ended ? (
          <p className="small warning">{t("ticket.only-by-ringing")}</p>
        ) : null}
        <details className="small">
          <summary>{t("ticket.more")}</summary>
          <p>{t("ticket.phrases", { say: said.say, hear: said.hear })}</p>
          <p>{t("ticket.shown", { from: days.when(ticket.shownFrom, now), until: days.when(said.ends, now) })}</p>
          <ul>
            {ticket.presses.map((press) => (
              <li key={`${press.at} ${press.press} ${press.own}`}>
                {days.when(press.at, now)} · {t(`ticket-press.${press.press}`)}
                {press.own ? "" : ` · ${t("ticket.not-asked")}`}
              </li>
            ))}
          </ul>
        </details>
      </div>
      {may && running ? (
        <div className="row ticket-deeds">
          {ticket.problem === null || one.closed !== null ? null : (
            <PlayBookButton one={one} problem={ticket.problem.problem} leg={ticket.leg ?? ticket.ticket} />
          )}
          {openedElsewhere.length === 0 || one.closed !== null ? null : (
            <button type="button" className="button" onClick={() => onAsk({ kind: "trust", ticket })}>
              {t("ticket.turn.trust")}…
            </button>
          )}
          {turnsOf(ticket, one.closed !== null).map((turn) => (
            <button key={turn} type="button" className="button" onClick={() => onAsk({ kind: turn, ticket })}>
              {t(`ticket.turn.${turn}`)}…<span className="hidden-visually"> {who}</span>
            </button>
          ))}
          {ticket.step === "handed-over" || one.closed !== null ? null : (
            <button type="button" className="button" onClick={() => onAsk({ kind: "change", ticket })}>
              {t("change")}
              <span className="hidden-visually"> {who}</span>
            </button>
          )}
        </div>
      ) : null}
    </li>
  );
};

/** What somebody has to look at now. */
export const TicketAlerts = ({ ticket, now }: { ticket: TicketView; now: number }) => {
  const { t, days } = useWords();
  const { problem, openedElsewhere, late, unseen, awaitedBy, state, ended, heldFor, stranded } = ticket;
  const [next] = awaitedBy;
  return (
    <>
      {heldFor === null || state !== "cancelled" ? null : (
        <p className="quiet small">{t("ticket.ended-for", { why: t(`ticket-hold.${heldFor}`) })}</p>
      )}
      {heldFor === null || ended || state === "cancelled" ? null : (
        <p className="danger">{t("ticket.held-for", { why: t(`ticket-hold.${heldFor}`) })}</p>
      )}
      {stranded && !ended ? <p className="danger">{t("ticket.stranded")}</p> : null}
      {unseen ? <p className="danger">{t(ticket.step === null ? "ticket.untold" : "ticket.unread")}</p> : null}
      {problem === null ? null : (
        <p className="danger">
          <b>{t(`ticket-press.${problem.problem}`)}</b> · {days.when(problem.at, now)}
        </p>
      )}
      {openedElsewhere.map(({ opening, at }) => (
        <p key={opening} className="danger">
          <b>{t("ticket.elsewhere")}</b> {days.when(at, now)}. {t("ticket.elsewhere-do")}
        </p>
      ))}
      {late && !ended ? (
        <p className="danger">
          <b>{t("ticket.late")}</b>{" "}
          {next === undefined ? "" : t("ticket.late-next", { who: next.who, at: days.when(next.at, now) })}
        </p>
      ) : null}
    </>
  );
};
