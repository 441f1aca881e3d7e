/** An invented desk on which an export was approved and waits to be made; of another, withdrawn, a bundle is out. Not shipped. */
import type { DecisionView, Hash, PhotoView } from "@fairlead/casework";
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
    ...{ search: [], facts: [], late: false, paged: [], saidNo: null, reviewedAsAnother: null },
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
    news: null,
    changedSince: [],
  };
  const [due, ...others] = view.today.consents;
  const consents = due === undefined ? [] : [{ ...due, standing: "withdrawn" as const, due: 2 }, ...others];
  return {
    ...view,
    decisions: [decision, ...view.decisions],
    cases: view.cases.map((each) => (each.case === due?.case ? out(each, me, view.now) : each)),
    today: { ...view.today, consents },
  };
};

/** Both states of it: nobody was asked, and whoever was has not answered. */
const out = <C extends View["cases"][number]>(one: C, by: View["cases"][number]["owner"], now: number): C => {
  const [first, ...others] = one.consents;
  if (first === undefined) return one;
  const bundle = (fill: string) => ({
    kind: "bundle" as const,
    bundle: fill.repeat(32) as Hash,
    bytes: 48_211,
    at: now - 40 * HOUR,
    by: one.owner,
    covers: first.covers,
    asked: null,
    due: true,
  });
  const asked = { at: now - HOUR, by, answer: "waiting" as const, note: "An invented answer: the lawyer is in court." };
  const withdrawn: typeof first = {
    ...first,
    standing: "withdrawn",
    now: { kind: "withdrawn", at: now - 2 * HOUR, by, how: "telephone", words: "Invented: not any more." },
    due: 2,
    rests: [
      {
        kind: "export",
        decision: "1f2e3d4c".repeat(4) as DecisionView["decision"],
        approved: true,
        expires: now + HOUR,
        stands: false,
        due: false,
      },
      bundle("4d"),
      { ...bundle("7e"), asked },
    ],
  };
  const face = (fill: string, shown: boolean) => ({
    kind: "photo" as const,
    photo: fill.repeat(16) as PhotoView["photo"],
    part: "identity" as const,
    person: "1",
    by: one.owner,
    at: now - 50 * HOUR,
    shown,
    named: shown,
    due: false as const,
  });
  const pictured = (given: boolean): typeof first => ({
    ...first,
    consent: (given ? "6a" : "6b").repeat(16) as typeof first.consent,
    purpose: "photograph",
    recipient: given ? "the host" : "this team",
    covers: [],
    standing: given ? "given" : "withdrawn",
    now: given
      ? { kind: "given", at: now - 9 * HOUR, by, how: "telephone", words: "Yes.", covers: [], row: null, until: null }
      : { kind: "withdrawn", at: now - 3 * HOUR, by, how: "letter", words: "Invented: my brother has one of these." },
    due: 0,
    rests: [face("1a", given)],
  });
  return { ...one, consents: [withdrawn, pictured(false), pictured(true), ...others] };
};
