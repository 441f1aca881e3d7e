import type { CaseView, TicketView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { Ring } from "./ring.tsx";
import type { Turn } from "./turns.ts";

type Props = { one: CaseView; ticket: TicketView; turn: Turn; onClose(): void };

export const TurnTicket = ({ one, ticket, turn, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed();
  const [seen] = useState({ over: ticket.version, opening: ticket.openedElsewhere[0]?.opening ?? "" });
  const [reason, setReason] = useState("");
  const said = reason.trim();
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
          return act.turnTicket(one.case, { ticket: ticket.ticket, to, reason: said, over: seen.over });
        })
      }
    >
      {turn === "held" || turn === "cancelled" ? <Ring ticket={ticket} /> : null}
      {turn === "going" && ticket.step === null ? (
        <p className="small warning" dir="auto">
          <b>{t("ring.goes-on", { who: ticket.who })}</b>
        </p>
      ) : null}
      <TextField label={t("reason")} value={reason} onChange={setReason} lines={2} focus />
    </FormDialog>
  );
};
