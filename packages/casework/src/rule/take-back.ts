import type { ContactState } from "../fold/contact.ts";
import type { ThreadState } from "../fold/intake.ts";
import type { ConsentId, MemberId } from "../ids.ts";
import type { OperationName } from "../operation.ts";
import type { StaysBecause } from "../refusal.ts";
import { wasRefused } from "./consent.ts";

type Said = { by: MemberId; at: number };

/** ms within which a slip is still one. After it, figures may have been counted on it; then a case is moved on instead. */
const SLIP = 24 * 3_600_000;

/** What somebody relies on as soon as it is there: a sign that is waited for, a proposal, a driver's page; or people on the road. */
const BUILT: Partial<Record<OperationName, StaysBecause>> = {
  armCheckIn: "check-in",
  propose: "decision",
  giveTicket: "ticket",
  setOut: "journey",
};

/** Why what somebody made stays; null: it was their own slip, of today. */
export const slipStays = (made: Said | null | undefined, { by, at }: Said): StaysBecause | null => {
  if (!made) return "nothing";
  if (made.by !== by) return "not-yours";
  return at - made.at > SLIP ? "day" : null;
};

/** Why the stage that stands is not taken back; null: it may be. */
export const stageStays = ({ moves, stage, events }: ContactState, said: Said): StaysBecause | null => {
  const last = moves.at(-1);
  const slip = slipStays(last?.to === stage ? last : null, said);
  if (slip !== null || last === undefined) return slip;
  for (const { operation } of events.slice(last.since.events)) {
    const why = BUILT[operation.op];
    if (why !== undefined) return why;
  }
  return null;
};

/** Why a case stays closed: a colleague closed it, perhaps since and for good. null: the closing may be taken back, or there is none. */
export const closingStays = ({ closed }: ContactState, said: Said): StaysBecause | null =>
  closed === null ? null : slipStays(closed, said);

/** The same of the urgency: there has to be one before it, and it must not be a colleague's. */
export const urgencyStays = ({ urgency, urgencyBefore }: ContactState, said: Said): StaysBecause | null =>
  slipStays(urgencyBefore === null ? null : urgency, said);

/** … of a consent that nobody gave. What rests on it by now was done by a yes: then it is withdrawn, and that is seen to. */
export const consentStays = (state: ContactState, consent: ConsentId, said: Said): StaysBecause | null => {
  const { records, shared } = state.consent;
  const record = records.get(consent);
  const [first, ...since] = record?.versions ?? [];
  const slip = slipStays(record && (since.length === 0 || wasRefused(record)) ? first : null, said);
  const isUsed =
    shared.some((one) => one.consent === consent) ||
    state.provision.referrals.some(({ rests }) => rests === consent) ||
    state.decisions.some((one) => one.export?.consent === consent);
  return slip ?? (isUsed ? "rested-on" : null);
};

/** … of a thread, where nobody need have set one before: then what the caller said counts again. */
export const threadUrgencyStays = (
  { urgency, urgencyBefore }: Pick<ThreadState, "urgency" | "urgencyBefore">,
  said: Said,
): StaysBecause | null => slipStays(urgencyBefore === null ? null : urgency, said);
