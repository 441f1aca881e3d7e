import type { CaseView, TicketView } from "@fairlead/casework";
import { useState } from "react";
import { useWay, WayFields } from "../journey/way-fields.tsx";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";
import { Ring } from "./ring.tsx";
import type { Turn } from "./turns.ts";

type Props = { one: CaseView; ticket: TicketView; turn: Turn; onClose(): void };

export const TurnTicket = ({ one, ticket, turn, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed();
  const [seen] = useState({ over: ticket.version, opening: ticket.openedElsewhere[0]?.opening ?? "" });
  const [reason, setReason] = useState("");
  const said = reason.trim();
  const { clock } = useSession();
  const [now] = useState(clock);
  const stops = turn === "held" || turn === "cancelled";
  // Whoever waits for a hand-over calls somebody if it is not confirmed, as long as they come.
  const before = one.tickets.find(({ awaitedBy }) => awaitedBy.some((next) => next.ticket === ticket.ticket))?.leg;
  const journey = one.journeys.find(({ state, legs }) => state === "moving" && legs.some(({ leg }) => leg === before));
  const way = useWay(one, stops && journey !== undefined ? journey.legs : [], now, [ticket.ticket]);
  const offers = way.offers.filter(({ leg }) => leg === before);
  return (
    <FormDialog
      title={t(`ticket.turn.${turn}-title`, { who: ticket.who })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t(turn === "cancelled" ? "ticket.turn.cancelled-do" : `ticket.turn.${turn}`)}
      warning={t(`ticket.turn.${turn}-means`)}
      grave={turn === "cancelled"}
      ready={said !== ""}
      act={() =>
        deed.run((act) => {
          if (turn === "release") return act.releaseTicket(one.case, ticket.ticket, said);
          if (turn === "trust") return act.trustOpening(one.case, ticket.ticket, seen.opening, said);
          const to = turn === "dealt" ? "going" : turn;
          const checkIns = way.asked().filter(({ leg }) => leg === before);
          return act.turnTicket(one.case, { ticket: ticket.ticket, to, reason: said, over: seen.over }, checkIns);
        })
      }
    >
      {stops ? <Ring ticket={ticket} /> : null}
      {offers.length === 0 ? null : <WayFields way={{ ...way, offers }} />}
      {turn === "going" && ticket.step === null ? (
        <p className="small warning" dir="auto">
          <b>{t("ring.goes-on", { who: ticket.who })}</b>
        </p>
      ) : null}
      <TextField label={t("reason")} value={reason} onChange={setReason} lines={2} focus />
    </FormDialog>
  );
};
