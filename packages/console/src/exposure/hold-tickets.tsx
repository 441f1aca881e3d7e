import type { MarkView, StepView } from "@fairlead/casework";
import { useWords } from "../say/words.tsx";
import { Refused, useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { TicketLines } from "../ticket/ticket-lines.tsx";
import { markedText } from "./marked-words.ts";

/** One press: nobody sets out by these tickets until a person lets them go on. */
export const HoldTickets = ({ step, mark, filled }: { step: StepView; mark: MarkView; filled: true | undefined }) => {
  const { t } = useWords();
  const { cases } = useView();
  const deed = useDeed();
  const one = cases.find((known) => known.case === step.case?.case);
  const meant = one?.tickets.filter(({ ticket }) => step.tickets.includes(ticket)) ?? [];
  if (one === undefined || meant.length === 0) return null;
  const reason = t("exposure.hold-reason", { marked: markedText(t, mark.of) });
  return (
    <>
      <TicketLines tickets={meant} />
      <button
        type="button"
        className="button"
        data-filled={filled}
        disabled={deed.busy}
        onClick={() =>
          void deed.run(async (act) => {
            for (const { ticket, version: over } of meant) {
              const outcome = await act.turnTicket(one.case, { ticket, to: "held", reason, over });
              if (outcome.kind !== "done") return outcome;
            }
            return { kind: "done" };
          })
        }
      >
        {deed.busy ? t("working") : t("exposure.hold-do", { n: meant.length })}
      </button>
      <Refused deed={deed} />
    </>
  );
};
