import type { ConsentView } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { GiveConsentDialog } from "../consent/give-consent.tsx";
import { Propose } from "../decisions/propose.tsx";
import { ProposeExport } from "../exporting/propose-export.tsx";
import { MarkDialog } from "../exposure/mark-dialog.tsx";
import { AssessDialog } from "../judging/assess-dialog.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { StatusDialog } from "../plan/status-dialog.tsx";
import { useWords } from "../say/words.tsx";
import { ArmCheckIn } from "./arm-check-in.tsx";
import { type CaseDeed, mayLeave } from "./case-deeds.ts";
import { CaseNote } from "./case-note.tsx";
import { CaseUrgency } from "./facts.tsx";

type Props = { one: CaseInHand; onClose(): void };

/** One deed on one case, wherever it was asked for. */
export const DeedDialog = ({ deed, ...props }: Props & { deed: CaseDeed }) => {
  const navigate = useNavigate();
  const { one, onClose } = props;
  switch (deed) {
    case "assess":
      return <AssessDialog {...props} opened />;
    case "urgency":
      return <CaseUrgency {...props} opened />;
    case "status":
      return <StatusDialog {...props} opened />;
    case "check-in":
      return <ArmCheckIn {...props} opened />;
    case "drill":
      return <ArmCheckIn {...props} opened begin="drill" />;
    case "note":
      return <CaseNote {...props} opened />;
    case "propose":
      return <Propose {...props} opened />;
    case "export":
      return <ExportOn {...props} />;
    case "mark":
      return (
        <MarkDialog
          subject={{ key: "this", of: { kind: "case", case: one.case }, name: one.alias, what: "" }}
          onClose={onClose}
          onMarked={(mark) => void navigate({ to: "/exposure/$mark", params: { mark } })}
        />
      );
  }
};

/** Under which consent: the one that there is, one of several, or one that is still to be heard. */
const ExportOn = ({ one, onClose }: Props) => {
  const { t } = useWords();
  const allowed = one.consents.filter(mayLeave);
  const [only] = allowed;
  const [chosen, setChosen] = useState<ConsentView | null>(allowed.length === 1 && only !== undefined ? only : null);
  const [giving, setGiving] = useState(false);
  if (giving) return <GiveConsentDialog one={one} again={null} onClose={onClose} />;
  if (chosen !== null) return <ProposeExport one={one} consent={chosen} onClose={onClose} />;
  return (
    <Dialog title={t("bundle.propose-title", { alias: one.alias })} opened onClose={onClose}>
      <div className="stack">
        <p>{t(allowed.length === 0 ? "case-deed.export-none" : "case-deed.export-which")}</p>
        {allowed.map((consent) => (
          <p key={consent.consent}>
            <button type="button" className="button" onClick={() => setChosen(consent)}>
              {t(`consent-purpose.${consent.purpose}`)} · <bdi>{consent.recipient}</bdi>
            </button>
          </p>
        ))}
        {allowed.length === 0 ? (
          <p>
            <button type="button" className="button" data-filled onClick={() => setGiving(true)}>
              {t("consent.give")}
            </button>
          </p>
        ) : null}
      </div>
    </Dialog>
  );
};
