import type { CaseView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { TextField } from "../parts/field.tsx";
import { personText } from "../say/people.ts";
import { useWords, type Words } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { heldTickets } from "../ticket/turns.ts";

type Closed = NonNullable<CaseView["closed"]>;

/** What becomes of it, and by whose word. */
export const closingTerm = ({ t, days }: Words, { erasure }: Pick<CaseView, "erasure">, closed: Closed): string => {
  if (erasure !== null) return t("case.erased-by", { at: days.date(erasure.at), who: personText(t, erasure.by) });
  if (closed.kept !== null) return t(closed.kept.reason === "" ? "case.kept-written" : "case.kept");
  return closed.eraseAfter === null ? t("case.kept") : t("case.erased-after", { at: days.date(closed.eraseAfter) });
};

/** A closed case: when it is erased and by whose word, what came since, and how to stop it. */
export const ClosedCase = ({ one, closed }: { one: CaseView; closed: Closed }) => {
  const words = useWords();
  const { t } = words;
  return (
    <>
      <p>
        <b>{t("case.closed", { outcome: t(`case-outcome.${closed.outcome}`) })}</b>{" "}
        {one.writtenAfterClosing === null ? null : <b className="danger">{t("case.written-to-closed")}. </b>}
        <span className="quiet">{closingTerm(words, one, closed)}</span>
      </p>
      <span className="head-aside row">
        <ClosedDeeds one={one} closed={closed} />
      </span>
    </>
  );
};

/** What stops it from being erased. `named`: two of them stand beneath each other. */
export const ClosedDeeds = ({ one, closed, named }: { one: CaseView; closed: Closed; named?: boolean }) => {
  const { t } = useWords();
  const [asking, setAsking] = useState<"reopen" | "keep" | null>(null);
  const name = named === true ? <span className="hidden-visually"> {one.alias}</span> : null;
  return (
    <>
      {closed.kept === null ? (
        <button type="button" className="button" onClick={() => setAsking("keep")}>
          {t("case.keep")}
          {name}
        </button>
      ) : null}
      <button type="button" className="button" onClick={() => setAsking("reopen")}>
        {t("case.reopen")}
        {name}
      </button>
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
