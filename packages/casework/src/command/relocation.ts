import { caseOf, type State, streamOf } from "../fold/state.ts";
import type { ApplicationId, CaseId, ConsentId, StreamId } from "../ids.ts";
import type { Outcome, Refusal } from "../refusal.ts";
import type { Applications } from "../relocation/fold.ts";
import type { ApplicationOperation, PathwayOperation, WriteApplication } from "../relocation/operation.ts";
import { standingRefusal } from "../rule/consent.ts";
import { attempt, type Hand, notHeld } from "./attempt.ts";
import { firstInPart } from "./first-in-part.ts";

/** Into the register: no case stands there, nor who asked to go. */
export const writePathway = (state: State, operation: PathwayOperation, hand: Hand): Outcome => {
  const stream = streamOf(state, "resources");
  return stream ? attempt(state, hand, [{ stream, operations: [operation] }]) : notHeld("resources");
};

type Consents = Parameters<typeof standingRefusal>[0];

/**
 * Nothing goes to a partner on no consent, or on one that has ended. The fold of the part reads no other compartment: it refuses what
 * names none and what it was told has ended, and goes on reading what was submitted before an application said on what it
 * rests. Whether the consent stands is asked here, of whoever reads it; `null`: this member holds the part alone. They submit
 * on what the case's team has named, and name none themselves.
 */
const allowedRefusal = (
  applications: Applications,
  operations: readonly ApplicationOperation[],
  consents: Consents | null,
  at: number,
): Refusal | null => {
  const named = new Map<ApplicationId, ConsentId | null | undefined>(
    [...applications].map(([application, { rests }]) => [application, rests]),
  );
  const stands = (consent: ConsentId): Refusal | null =>
    consents && standingRefusal(consents, consent, { for: "application" }, at);
  for (const operation of operations) {
    const rests = named.get(operation.application);
    if (operation.op === "writeApplication") {
      if (operation.rests === undefined || operation.rests === rests) continue;
      named.set(operation.application, operation.rests);
      if (operation.rests === null) continue;
      if (consents === null) return notHeld("contact");
      const refusal = stands(operation.rests);
      if (refusal) return refusal;
    } else if (operation.to === "submitted") {
      const refusal = rests ? stands(rests) : ({ kind: "needs-consent" } as const);
      if (refusal) return refusal;
    }
  }
  return null;
};

/** By whoever holds the part, and nothing more of the case. */
export const writeApplications = (
  state: State,
  stream: StreamId,
  operations: readonly ApplicationOperation[],
  hand: Hand,
): Outcome => {
  const { content, begun } = state.streams.get(stream) ?? {};
  if (content?.is !== "part") return notHeld("relocation");
  const about = begun?.compartment;
  const known = about?.about === "case" ? caseOf(state, about.case) : null;
  // A no is heard after closing too: what is still out is taken back.
  const isTakenBack = operations.every((one) => one.op === "moveApplication" && one.to === "withdrawn");
  if (known?.contact.closed && !isTakenBack) return { kind: "case-closed" };
  const asked = attempt(state, hand, [{ stream, operations: [...operations] }]);
  if (asked.kind !== "operations") return asked;
  const { applications } = content.part;
  return allowedRefusal(applications, operations, known?.contact.consent.records ?? null, hand.at) ?? asked;
};

/** A case's first: its part, where it is not begun, is begun under the fresh name `begins`, in the same append. */
export const beginApplication = (
  state: State,
  id: CaseId,
  operation: WriteApplication,
  begins: StreamId,
  hand: Hand,
): Outcome => {
  const known = caseOf(state, id);
  if (!known) return { kind: "no-such-case" };
  const place = firstInPart(known, "relocation", begins);
  if (place === null) return notHeld("relocation");
  if (known.contact.closed) return { kind: "case-closed" };
  const asked = attempt(state, hand, [
    { stream: place.stream, operations: [...place.begin, operation] },
    { stream: known.contactStream, operations: place.spine },
  ]);
  if (asked.kind !== "operations") return asked;
  return allowedRefusal(new Map(), [operation], known.contact.consent.records, hand.at) ?? asked;
};
