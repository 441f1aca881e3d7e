import type { MarkView, StepView } from "@fairlead/casework";
import { eachOf } from "@fairlead/client";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { TicketLines } from "../ticket/ticket-lines.tsx";
import { markedText } from "./marked-words.ts";

/** One press: nobody sets out by these tickets until a person lets them go on. */
export const HoldTickets = ({ step, mark, filled }: { step: StepView; mark: MarkView; filled: true | undefined }) => {
  const { t } = useWords();
  const { cases, status } = useView();
  const deed = useDeed();
  const one = cases.find((known) => known.case === step.case?.case);
  const meant = one?.tickets.filter(({ ticket }) => step.tickets.includes(ticket)) ?? [];
  if (one === undefined || meant.length === 0) return null;
  // Without a network they look as before until it is back: what waits is not asked for twice.
  const waits = new Set(
    status.unsent.flatMap(({ operations }) =>
      operations.flatMap((said) => (said.op === "turnTicket" && said.to === "held" ? [said.ticket] : [])),
    ),
  );
  const left = meant.filter(({ ticket }) => !waits.has(ticket));
  const reason = t("exposure.hold-reason", { marked: markedText(t, mark.of) });
  return (
    <>
      <TicketLines tickets={meant} />
      <button
        type="button"
        className="button"
        data-filled={filled}
        disabled={deed.busy || left.length === 0}
        onClick={() =>
          // One that is refused leaves no other driver on the road.
          void deed.run((act) =>
            eachOf(
              left.map(
                ({ ticket, version: over }) =>
                  () =>
                    act.turnTicket(one.case, { ticket, to: "held", reason, over }),
              ),
            ),
          )
        }
      >
        {deed.busy ? t("working") : t("exposure.hold-do", { n: left.length === 0 ? meant.length : left.length })}
      </button>
      {left.length > 0 ? (
        <Refused deed={deed} />
      ) : (
        <p role="status" className="said">
          {t("exposure.hold-waits")}
        </p>
      )}
    </>
  );
};
