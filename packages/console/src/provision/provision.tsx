import { lineOf, NO_MAILBOX, type ProvisionPlace, type ProvisionView, type SafetyPlanView } from "@fairlead/casework";
import { useState } from "react";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";
import { GiveDialog } from "./give-dialog.tsx";
import { PlanDialog } from "./plan-dialog.tsx";
import { ReferralLine, SafetyPlanLines } from "./provision-lines.tsx";
import { ReferDialog, ReferralAnswerDialog } from "./referral-dialogs.tsx";
import "./provision.css";

type Asking = { kind: "plan" | "give" | "refer" } | { kind: "answer"; referral: string } | null;

type Props = {
  place: ProvisionPlace;
  /** How the thread or case is called. */
  name: string;
  provision: ProvisionView;
  language: string | null;
  /** Else it is closed: nothing is changed or sent, but for what was answered to a referral. */
  open: boolean;
  now: number;
};

/** Whoever cannot be moved is not left with nothing: a plan made together, and somebody to turn to. */
export const Provision = ({ place, name, provision, language, open, now }: Props) => {
  const { t, days } = useWords();
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const answering =
    asking?.kind === "answer" ? provision.referrals.find(({ referral }) => referral === asking.referral) : undefined;
  const plan = provision.now?.plan ?? null;
  return (
    <section className="stack provision" data-tight>
      <div className="spread">
        <h3>{t("safety.plan")}</h3>
        {open ? (
          <button type="button" className="link small" onClick={() => setAsking({ kind: "plan" })}>
            {t(provision.now === null ? "safety.write" : "change")}
            {provision.now === null ? null : <span className="hidden-visually"> {t("safety.plan")}</span>}
          </button>
        ) : null}
      </div>
      {provision.now === null ? (
        <p className="quiet small">{t("safety.nobody-asked")}</p>
      ) : (
        <SafetyPlanLines plan={provision.now} now={now} />
      )}
      {plan === null ? null : (
        <div className="spread small">
          <span className={provision.given === null ? "quiet" : ""}>
            {provision.given === null
              ? t("safety.not-given")
              : t("safety.given", { who: personText(t, provision.given.by), at: days.when(provision.given.at, now) })}
          </span>
          {open && place.mailbox !== NO_MAILBOX ? (
            <button type="button" className="link" onClick={() => setAsking({ kind: "give" })}>
              {t("safety.give")}
            </button>
          ) : null}
        </div>
      )}
      {provision.earlier.length === 0 ? null : <Earlier plans={provision.earlier} now={now} />}
      <div className="spread">
        <h3>{t("referral.label")}</h3>
        {open ? (
          <button type="button" className="link small" onClick={() => setAsking({ kind: "refer" })}>
            {t("referral.write")}
          </button>
        ) : null}
      </div>
      {provision.referrals.length === 0 ? (
        <p
          className="quiet small"
          data-line={provision.noReferral === null ? undefined : lineOf("no-referral", provision.noReferral.at)}
        >
          {provision.noReferral === null ? (
            t("referral.none-yet")
          ) : (
            <>
              {t("referral.none-because")} <span dir="auto">{provision.noReferral.reason}</span>
            </>
          )}
        </p>
      ) : (
        <ul className="stack" data-tight>
          {provision.referrals.map((referral) => (
            <li key={referral.referral} className="small" data-line={lineOf("referral", referral.referral)}>
              <ReferralLine referral={referral} now={now} />{" "}
              <button
                type="button"
                className="link"
                onClick={() => setAsking({ kind: "answer", referral: referral.referral })}
              >
                {t("referral.answered-do")}
              </button>
            </li>
          ))}
        </ul>
      )}
      {asking?.kind === "plan" ? <PlanDialog place={place} name={name} provision={provision} onClose={close} /> : null}
      {asking?.kind === "give" && plan !== null ? (
        <GiveDialog place={place} name={name} plan={plan} language={language} onClose={close} />
      ) : null}
      {asking?.kind === "refer" ? <ReferDialog place={place} name={name} onClose={close} /> : null}
      {answering === undefined ? null : <ReferralAnswerDialog place={place} referral={answering} onClose={close} />}
    </section>
  );
};

const Earlier = ({ plans, now }: { plans: readonly SafetyPlanView[]; now: number }) => {
  const { t } = useWords();
  return (
    <details className="small">
      <summary>{t("safety.earlier", { n: plans.length })}</summary>
      {plans.map((plan) => (
        <SafetyPlanLines key={`${plan.at}-${plan.by.id}`} plan={plan} now={now} />
      ))}
    </details>
  );
};
