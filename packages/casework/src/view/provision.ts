import { lacking, type Provision } from "../fold/provision.ts";
import type { ProvisionView } from "../view.ts";
import type { Names } from "./person.ts";

export const provisionView = (provision: Provision, names: Names): ProvisionView => {
  const plans = provision.plans.map(({ plan, reason, at, by }) => ({ plan, reason, at, by: names(by) })).toReversed();
  const given = provision.given.findLast(({ version }) => version === provision.plans.length - 1);
  return {
    now: plans[0] ?? null,
    earlier: plans.slice(1),
    given: given ? { at: given.at, by: names(given.by) } : null,
    referrals: provision.referrals
      .map(({ by, answered, stopped, ...referral }) => ({
        ...referral,
        by: names(by),
        answered: answered && { ...answered, by: names(answered.by) },
        stopped: stopped && { ...stopped, by: names(stopped.by) },
      }))
      .toReversed(),
    noReferral: provision.noReferral && { ...provision.noReferral, by: names(provision.noReferral.by) },
    missing: lacking(provision),
  };
};
