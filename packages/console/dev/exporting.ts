/** An invented desk on which an export was approved and waits to be made. Not shipped. */
import type { DecisionView } from "@fairlead/casework";
import type { View } from "@fairlead/client";

const HOUR = 3_600_000;

export const exportingDesk = (view: View): View => {
  const one = view.cases.find(({ consents }) => consents.length > 0);
  const consent = one?.consents[0];
  if (one === undefined || consent === undefined) return view;
  const heron = { ...one.owner, me: false };
  const me = { id: view.me.id, handle: view.me.handle, me: true };
  const decision: DecisionView = {
    decision: "1f2e3d4c".repeat(4) as DecisionView["decision"],
    case: one.case,
    mailbox: null,
    alias: one.alias,
    about: "export",
    outcome: null,
    text: "An invented reason: the doctor in Zarechye asks what was given for the knee.",
    checklist: [],
    proposedBy: heron,
    at: view.now - 3 * HOUR,
    expires: view.now + 20 * HOUR,
    state: "approved",
    spent: false,
    verdict: { by: me, at: view.now - HOUR, verdict: "approve", reason: "An invented reason: only the needs." },
    mine: "not-waiting",
    export: {
      consent: consent.consent,
      purpose: consent.purpose,
      recipient: consent.recipient,
      covers: consent.covers,
      key: `age1${"q".repeat(58)}`,
      stands: true,
      made: [],
    },
    provision: null,
    changedSince: [],
  };
  return { ...view, decisions: [decision, ...view.decisions] };
};
