import type { MemberId } from "../ids.ts";
import type {
  AnswerReferral,
  GiveSafetyPlan,
  NoReferral,
  Operation,
  Refer,
  SafetyPlan,
  StopReferral,
  WriteSafetyPlan,
} from "../operation.ts";
import type { MissingCondition, Refusal } from "../refusal.ts";
import type { ReferralAnswer } from "../words.ts";
import type { Place } from "./place.ts";

type Said = { by: MemberId; at: number };

export type ReferralRecord = Omit<Refer, "op" | "mailbox"> &
  Said & {
    answered: (Said & { answer: ReferralAnswer; note: string }) | null;
    /** They were told that the consent has ended. */
    stopped: (Said & { note: string }) | null;
  };

/** What whoever cannot be moved was left with: in a thread, or in a case. */
export type Provision = {
  /** Every version, the newest last. */
  plans: (Said & { plan: SafetyPlan | null; reason: string })[];
  /** `version`: place in `plans`. */
  given: (Said & { message: string; version: number })[];
  referrals: ReferralRecord[];
  noReferral: (Said & { reason: string }) | null;
};

export const nothingProvided = (): Provision => ({ plans: [], given: [], referrals: [], noReferral: null });

/** Nobody has written anything of it yet. */
export const isNothing = ({ plans, referrals, noReferral }: Provision): boolean =>
  plans.length === 0 && referrals.length === 0 && noReferral === null;

export type ProvisionOperation = WriteSafetyPlan | GiveSafetyPlan | Refer | AnswerReferral | StopReferral | NoReferral;

const SAFETY: ReadonlySet<Operation["op"]> = new Set<ProvisionOperation["op"]>([
  "safetyPlan",
  "safetyPlanGiven",
  "refer",
  "answerReferral",
  "stopReferral",
  "noReferral",
]);

export const isProvision = (operation: Operation): operation is ProvisionOperation => SAFETY.has(operation.op);

/** What a decline still lacks. Empty: whoever is declined has something in their hands, or it is said why not. */
export const lacking = ({ plans, referrals, noReferral }: Provision): MissingCondition[] => [
  ...(plans.length === 0 ? (["safety-plan"] as const) : []),
  ...(referrals.length === 0 && noReferral === null ? (["referral"] as const) : []),
];

const isEmpty = (text: string): boolean => text.trim() === "";

export const foldProvision = (
  state: Provision,
  operation: ProvisionOperation,
  { by, at }: Place,
): Provision | Refusal => {
  const said: Said = { by, at };
  switch (operation.op) {
    case "safetyPlan": {
      const { plan, reason } = operation;
      if (plan === null && isEmpty(reason)) return { kind: "incomplete", field: "reason" };
      if (plan !== null && Object.values(plan).every(isEmpty)) return { kind: "incomplete", field: "text" };
      return { ...state, plans: [...state.plans, { ...said, plan, reason }] };
    }
    case "safetyPlanGiven": {
      const version = state.plans.length - 1;
      if (!state.plans[version]?.plan) return { kind: "empty-handed", missing: ["safety-plan"] };
      return { ...state, given: [...state.given, { ...said, message: operation.message, version }] };
    }
    case "refer": {
      const { op: _, mailbox: __, ...referral } = operation;
      if (state.referrals.some((one) => one.referral === referral.referral)) return { kind: "already-kept" };
      for (const field of ["to", "purpose", "consent"] as const)
        if (isEmpty(referral[field])) return { kind: "incomplete", field };
      return {
        ...state,
        referrals: [...state.referrals, { ...referral, ...said, answered: null, stopped: null }],
        noReferral: null,
      };
    }
    case "answerReferral": {
      const { referral, answer, note } = operation;
      if (!state.referrals.some((one) => one.referral === referral)) return { kind: "no-such-referral" };
      const answered = { ...said, answer, note };
      const referrals = state.referrals.map((one) => (one.referral === referral ? { ...one, answered } : one));
      return { ...state, referrals };
    }
    case "stopReferral": {
      const { referral, note } = operation;
      if (!state.referrals.some((one) => one.referral === referral)) return { kind: "no-such-referral" };
      const stopped = { ...said, note };
      const referrals = state.referrals.map((one) => (one.referral === referral ? { ...one, stopped } : one));
      return { ...state, referrals };
    }
    case "noReferral":
      if (isEmpty(operation.reason)) return { kind: "incomplete", field: "reason" };
      return { ...state, noReferral: { ...said, reason: operation.reason } };
  }
};
