import { mayApprove } from "@fairlead/casework";
import type { CaseInHand } from "@fairlead/client";
import { useState } from "react";
import { Icon } from "../parts/icon.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";
import { ApproveErasing } from "./approve-erasing.tsx";
import { AskErasing } from "./ask-erasing.tsx";
import { askedFor } from "./asking.ts";
import { WithdrawAsking } from "./withdraw-asking.tsx";

type Props = { one: CaseInHand; now: number };
type Asking = "approve" | "ask" | "withdraw" | null;

/** Above a case that one member asked to erase: who, since when, why, and what the reader can do about it. */
export const ErasingBanner = ({ one, now }: Props) => {
  const { t, days } = useWords();
  const { me } = useView();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const { erasing } = one;
  if (erasing === null) return null;
  const asked = askedFor(one);
  const refused = asked?.verdict?.verdict === "refuse" ? asked.verdict : null;
  const may = mayApprove(me.role);
  return (
    <section className="panel erasing" data-first aria-label={t("erase.banner")}>
      <div className="panel-row row" data-top>
        <Icon name="warning" className="danger" />
        <div className="grow stack" data-tight>
          <p>
            <b>{t("erase.asked-by", { who: personText(t, erasing.by), at: days.when(erasing.at, now) })}</b>{" "}
            {asked === null ? null : (
              <span className="words" dir="auto">
                {t("quote", { text: asked.text })}
              </span>
            )}
          </p>
          {refused === null ? null : (
            <p>
              {t("erase.refused", { who: personText(t, refused.by), at: days.when(refused.at, now) })}{" "}
              <span dir="auto">{t("quote", { text: refused.reason })}</span>
            </p>
          )}
          <p className={erasing.goneOn ? "" : "quiet"}>{t(erasing.goneOn ? "erase.gone-on" : "erase.waits")}</p>
        </div>
        <span className="row">
          {erasing.mine === "may-sign" && !erasing.goneOn ? (
            <button type="button" className="button" onClick={() => setAsking("approve")}>
              {t("erase.approve-open")}
            </button>
          ) : null}
          {erasing.goneOn && refused === null && may ? (
            <button type="button" className="button" onClick={() => setAsking("ask")}>
              {t("erase.ask-anew")}
            </button>
          ) : null}
          {erasing.by.me ? (
            <button type="button" className="button" onClick={() => setAsking("withdraw")}>
              {t("erase.withdraw-open")}
            </button>
          ) : null}
        </span>
      </div>
      {asking === "approve" ? <ApproveErasing one={one} opened onClose={close} /> : null}
      {asking === "ask" ? <AskErasing one={one} opened onClose={close} /> : null}
      {asking === "withdraw" ? <WithdrawAsking one={one} opened onClose={close} /> : null}
    </section>
  );
};
