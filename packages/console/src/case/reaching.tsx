import type { CaseView } from "@fairlead/casework";
import { useState } from "react";
import { AgreedSignals } from "../queue/agreed-signals.tsx";
import { ContactWindowDialog } from "../queue/contact-window.tsx";
import { SignalsDialog } from "../queue/signals-dialog.tsx";
import { useWords } from "../say/words.tsx";

/**
 * When and how to reach the party, and which innocent words mean danger: agreed anew as often as it has to be, above all
 * after a phone was in other hands, whose holder may know the old ones.
 */
export const Reaching = ({ one }: { one: CaseView }) => {
  const { t } = useWords();
  const [asking, setAsking] = useState<"window" | "signals" | null>(null);
  const mailbox = one.mailboxes.at(-1)?.mailbox;
  if (mailbox === undefined || one.closed !== null) return null;
  const { contactWindow, signals } = one;
  const thread = { mailbox, name: one.alias, contactWindow, signals };
  const close = () => setAsking(null);
  return (
    <section className="stack" data-tight>
      <h2>{t("case.reaching")}</h2>
      <h3>{t("signals.label")}</h3>
      <AgreedSignals signals={signals} />
      <div className="row">
        <button type="button" className="button" onClick={() => setAsking("signals")}>
          {t("case.agree-signals")}
        </button>
        <button type="button" className="button" onClick={() => setAsking("window")}>
          {t("case.agree-window")}
        </button>
      </div>
      {asking === "window" ? <ContactWindowDialog thread={thread} opened onClose={close} /> : null}
      {asking === "signals" ? <SignalsDialog thread={thread} opened onClose={close} /> : null}
    </section>
  );
};
