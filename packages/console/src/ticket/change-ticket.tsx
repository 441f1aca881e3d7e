import type { CaseView, TicketView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { legsOf } from "./hours.ts";
import { Ring } from "./ring.tsx";
import { TicketFields, useTicketForm } from "./ticket-fields.tsx";

type Props = { one: CaseView; ticket: TicketView; onClose(): void };

/** Takes the place of what the page shows; whether it was read stands beside the ticket. */
export const ChangeTicket = ({ one, ticket, onClose }: Props) => {
  const { t } = useWords();
  const deed = useDeed();
  // What a colleague changes meanwhile is not taken as seen.
  const [over] = useState(ticket.version);
  const form = useTicketForm(one, ticket);
  const leg = legsOf(one).find((known) => known.leg === ticket.leg);
  return (
    <FormDialog
      title={t("ticket.change-title", { who: ticket.who })}
      opened
      wide
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      warning={t("ticket.change-means")}
      ready={form.ready}
      act={() => deed.run((act) => act.changeTicket(one.case, { ...form.said(), ticket: ticket.ticket, over }))}
    >
      <Ring ticket={ticket} />
      <TicketFields {...form.fields} leg={leg} holder={ticket.holder} />
    </FormDialog>
  );
};
