import type { CaseView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { heldTickets } from "../ticket/turns.ts";

type Closed = NonNullable<CaseView["closed"]>;

/** A closed case: when it is erased and by whose word, what came since, and how to stop it. */
export const ClosedCase = ({ one, closed }: { one: CaseView; closed: Closed }) => {
  const { t, days } = useWords();
  const [asking, setAsking] = useState<"reopen" | "keep" | null>(null);
  const term = (): string => {
    if (one.erasure !== null)
      return t("case.erased-by", { at: days.date(one.erasure.at), who: personText(t, one.erasure.by) });
    if (closed.kept !== null) return t(closed.kept.reason === "" ? "case.kept-written" : "case.kept");
    return closed.eraseAfter === null ? t("case.kept") : t("case.erased-after", { at: days.date(closed.eraseAfter) });
  };
  return (
    <>
      <p>
        <b>{t("case.closed", { outcome: t(`case-outcome.${closed.outcome}`) })}</b>{" "}
        {one.writtenAfterClosing === null ? null : <b className="danger">{t("case.written-to-closed")}. </b>}
        <span className="quiet">{term()}</span>
      </p>
      <span className="head-aside row">
        {closed.kept === null ? (
          <button type="button" className="button" onClick={() => setAsking("keep")}>
            {t("case.keep")}
          </button>
        ) : null}
        <button type="button" className="button" onClick={() => setAsking("reopen")}>
          {t("case.reopen")}
        </button>
      </span>
      {asking === null ? null : <Why one={one} asking={asking} onClose={() => setAsking(null)} />}
    </>
  );
};

type WhyProps = { one: CaseView; asking: "reopen" | "keep"; onClose(): void };

const Why = ({ one, asking, onClose }: WhyProps) => {
  const { t } = useWords();
  const deed = useDeed();
  const [reason, setReason] = useState("");
  const said = reason.trim();
  const held = heldTickets(one.tickets);
  return (
    <FormDialog
      title={t(asking === "keep" ? "case.keep" : "case.reopen")}
      opened
      onClose={onClose}
      deed={deed}
      submit={t(asking === "keep" ? "case.keep-do" : "case.reopen-do")}
      ready={said !== ""}
      act={() => deed.run((act) => (asking === "keep" ? act.keepCase(one.case, said) : act.reopenCase(one.case, said)))}
    >
      {asking === "reopen" && held > 0 ? <p className="warning">{t("case.reopen-held", { n: held })}</p> : null}
      <TextField label={t("reason")} value={reason} onChange={setReason} focus />
    </FormDialog>
  );
};
