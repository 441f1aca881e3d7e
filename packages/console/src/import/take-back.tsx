import { type CaseId, isWorkedIn } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession, useView } from "../session/session.tsx";

type Props = { made: readonly CaseId[]; onDone(): void };

/** Brought in by mistake, or into the wrong fields: all that this run made is closed again, each as it would be by hand. */
export const TakeBack = ({ made, onDone }: Props) => {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t("import.take-back", { n: made.length })}
      </button>
      {open ? <Asking made={made} onDone={onDone} onClose={() => setOpen(false)} /> : null}
    </>
  );
};

const Asking = ({ made, onDone, onClose }: Props & { onClose(): void }) => {
  const { t } = useWords();
  const { hand } = useSession();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  const [done, setDone] = useState(0);
  const said = reason.trim();
  const { cases } = useView();
  const stays = cases.filter((one) => made.includes(one.case) && one.closed === null && isWorkedIn(one));
  const n = made.length - stays.length;
  /** What a colleague has closed meanwhile, or anybody has worked in, is passed over; pressed again after a refusal, it goes on. */
  const closeAll = () =>
    deed.run(async (act) => {
      for (const [index, id] of made.entries()) {
        const one = hand.view().cases.find((each) => each.case === id);
        if (one !== undefined && one.closed === null && !isWorkedIn(one)) {
          if (one.stage !== "withdrawn") {
            const moved = await act.moveStage(id, { to: "withdrawn", people: null, decision: null, reason: said });
            // What is closed next rests on it: pressed again with a network, it goes on from here.
            if (moved.kind === "offline") return { kind: "needs-network" };
            if (moved.kind !== "done") return moved;
          }
          const closed = await act.closeCase(id, { outcome: "withdrawn", note: said });
          if (closed.kind === "offline") return { kind: "needs-network" };
          if (closed.kind !== "done") return closed;
        }
        setDone(index + 1);
      }
      return { kind: "done" };
    });
  return (
    <FormDialog
      title={t("import.take-back-do", { n })}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("import.take-back-do", { n })}
      warning={t("import.take-back-about")}
      grave
      ready={said !== "" && n > 0}
      act={async () => {
        const outcome = await closeAll();
        if (outcome?.kind === "done") onDone();
        return outcome;
      }}
    >
      {stays.length === 0 ? null : (
        <p className="warning" dir="auto">
          {t("import.take-back-stays", { n: stays.length, aliases: stays.map(({ alias }) => alias).join(", ") })}
        </p>
      )}
      <TextField label={t("reason")} value={reason} onChange={setReason} focus />
      {done === 0 ? null : (
        <p role="status">
          {t("import.take-back-going", { done, of: made.length })}{" "}
          <progress value={done} max={made.length} aria-label={t("import.take-back-do", { n: made.length })} />
        </p>
      )}
    </FormDialog>
  );
};
