import {
  lineOf,
  type ProvisionView,
  type ReferralView,
  SAFETY_QUESTIONS,
  type SafetyPlanView,
} from "@fairlead/casework";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";

/** One version of the plan, question by question; or why there is none. */
export const SafetyPlanLines = ({ plan, now }: { plan: SafetyPlanView; now: number }) => {
  const { t, days } = useWords();
  const said = plan.plan;
  return (
    <div className="small" data-line={lineOf("safety-plan", plan.at)}>
      {said === null ? (
        <p>
          {t("safety.none-because")} <span dir="auto">{plan.reason}</span>
        </p>
      ) : (
        <dl className="safety-plan">
          {SAFETY_QUESTIONS.filter((question) => said[question].trim() !== "").map((question) => (
            <div key={question}>
              <dt className="quiet">{t(`safety.ask.${question}`)}</dt>
              <dd className="words" dir="auto">
                {said[question]}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="quiet">
        {personText(t, plan.by)}, {days.when(plan.at, now)}
      </p>
    </div>
  );
};

export const ReferralLine = ({ referral, now }: { referral: ReferralView; now: number }) => {
  const { t, days } = useWords();
  const { answered } = referral;
  return (
    <>
      <b dir="auto">{referral.to}</b>: <span dir="auto">{referral.purpose}</span>
      <span className="quiet">
        {" "}
        · {t("referral.with-consent")} <span dir="auto">{referral.consent}</span> · {personText(t, referral.by)},{" "}
        {days.when(referral.at, now)}
      </span>
      <br />
      {answered === null ? (
        <span className="quiet">{t("referral.waits")}</span>
      ) : (
        <span>
          <b>{t(`referral-answer.${answered.answer}`)}</b>, {days.when(answered.at, now)}
          {answered.note === "" ? null : (
            <>
              : <span dir="auto">{answered.note}</span>
            </>
          )}
        </span>
      )}
      {referral.stopped === null ? null : (
        <>
          <br />
          <span>
            {t("referral.told", { who: personText(t, referral.stopped.by), at: days.when(referral.stopped.at, now) })}
            {referral.stopped.note === "" ? null : (
              <>
                : <span dir="auto">{referral.stopped.note}</span>
              </>
            )}
          </span>
        </>
      )}
    </>
  );
};

/** What the second person must see before a decline is approved. */
export const ProvisionSummary = ({ provision, now }: { provision: ProvisionView; now: number }) => {
  const { t, days } = useWords();
  return (
    <div className="stack" data-tight>
      <h4>{t("safety.left-with")}</h4>
      {provision.now === null ? (
        <p className="warning">{t("safety.nobody-asked")}</p>
      ) : (
        <SafetyPlanLines plan={provision.now} now={now} />
      )}
      {provision.now?.plan ? (
        <p className="quiet small">
          {provision.given === null
            ? t("safety.not-given")
            : t("safety.given", { who: personText(t, provision.given.by), at: days.when(provision.given.at, now) })}
        </p>
      ) : null}
      {provision.referrals.map((referral) => (
        <p key={referral.referral} className="small">
          <ReferralLine referral={referral} now={now} />
        </p>
      ))}
      {provision.referrals.length > 0 || provision.noReferral === null ? null : (
        <p className="small">
          {t("referral.none-because")} <span dir="auto">{provision.noReferral.reason}</span>
        </p>
      )}
    </div>
  );
};
