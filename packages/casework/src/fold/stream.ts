/**
 * The state of one compartment: what it is, what it holds, what it refused.
 *
 * Folding one stream looks at nothing outside it. That is why any interleaving of streams gives one state, and why
 * conclusions are written into a case's spine instead of being read across from another part.
 */
import type { Entry } from "../entry.ts";
import type { MemberId, StreamId } from "../ids.ts";
import type { Checkpoint, Compartment, Operation } from "../operation.ts";
import { readOperation } from "../read/operation.ts";
import type { Refusal, RefusedEntry } from "../refusal.ts";
import { mayBegin, mayCheckpoint, mayWrite } from "../rule/right.ts";
import { type AccessState, copyAccess, emptyAccess, foldAccess } from "./access.ts";
import { type CommonsState, copyCommons, emptyCommons, foldCommons } from "./commons.ts";
import { type ContactState, copyContact, emptyContact, foldContact } from "./contact.ts";
import { copyFigures, emptyFigures, type FiguresState, foldFigures } from "./figures.ts";
import { copyIntake, emptyIntake, foldIntake, type IntakeState } from "./intake.ts";
import { copyInterpreting, emptyInterpreting, foldInterpreting, type InterpretingState } from "./interpreting.ts";
import { copyLedger, emptyLedger, foldLedger, type LedgerState } from "./ledger.ts";
import { fieldOf, lastWritten, overRefusal, type Written } from "./over.ts";
import { copyPart, emptyPart, foldPart, type PartState } from "./part.ts";
import { placeOf } from "./place.ts";
import { copyResources, emptyResources, foldResources, type ResourcesState } from "./resources.ts";
import { copyThreat, emptyThreat, foldThreat, type ThreatState } from "./threat.ts";
import { forgetWords } from "./words-left-out.ts";

export type Content =
  | { is: "commons"; commons: CommonsState }
  | { is: "intake"; intake: IntakeState }
  | { is: "contact"; contact: ContactState }
  | { is: "threat"; threat: ThreatState }
  | { is: "part"; part: PartState }
  | { is: "thread"; thread: InterpretingState }
  | { is: "ledger"; ledger: LedgerState }
  | { is: "figures"; figures: FiguresState }
  | { is: "resources"; resources: ResourcesState }
  | { is: "access"; access: AccessState }
  /** Keys only, or a part whose operations a later version brings. */
  | { is: "other" };

export type StreamState = {
  stream: StreamId;
  /** Highest commit folded; -1 before the first. */
  seq: number;
  /** Operations met, accepted or not. */
  met: number;
  /** Read from its first commit on: nothing came before that a colleague could say again. */
  whole: boolean;
  begun: { compartment: Compartment; by: MemberId; at: number } | null;
  content: Content;
  /** By field, who wrote it last: what another must have seen who writes over it. */
  written: Map<string, Written>;
  refused: RefusedEntry[];
  unknown: number;
};

export const emptyStream = (stream: StreamId): StreamState => ({
  stream,
  seq: -1,
  met: 0,
  whole: false,
  begun: null,
  content: { is: "other" },
  written: new Map(),
  refused: [],
  unknown: 0,
});

const contentFor = (compartment: Compartment): Content => {
  if (compartment.about === "case") {
    if (compartment.part === "contact") return { is: "contact", contact: emptyContact() };
    if (compartment.part === "threat") return { is: "threat", threat: emptyThreat() };
    return { is: "part", part: emptyPart(compartment.part) };
  }
  switch (compartment.about) {
    case "thread":
      return { is: "thread", thread: emptyInterpreting() };
    case "commons":
      return { is: "commons", commons: emptyCommons() };
    case "intake":
      return { is: "intake", intake: emptyIntake() };
    case "ledger":
      return { is: "ledger", ledger: emptyLedger() };
    case "figures":
      return { is: "figures", figures: emptyFigures() };
    case "resources":
      return { is: "resources", resources: emptyResources() };
    case "access":
      return { is: "access", access: emptyAccess(compartment.member) };
    case "intake-keys":
      return { is: "other" };
  }
};

const copyContent = (content: Content): Content => {
  switch (content.is) {
    case "commons":
      return { is: "commons", commons: copyCommons(content.commons) };
    case "intake":
      return { is: "intake", intake: copyIntake(content.intake) };
    case "contact":
      return { is: "contact", contact: copyContact(content.contact) };
    case "threat":
      return { is: "threat", threat: copyThreat(content.threat) };
    case "part":
      return { is: "part", part: copyPart(content.part) };
    case "thread":
      return { is: "thread", thread: copyInterpreting(content.thread) };
    case "ledger":
      return { is: "ledger", ledger: copyLedger(content.ledger) };
    case "figures":
      return { is: "figures", figures: copyFigures(content.figures) };
    case "resources":
      return { is: "resources", resources: copyResources(content.resources) };
    case "access":
      return { is: "access", access: copyAccess(content.access) };
    case "other":
      return content;
  }
};

/** A draft that `take` may change without the original noticing. */
export const copyStream = (state: StreamState): StreamState => ({
  ...state,
  content: copyContent(state.content),
  written: new Map(state.written),
  refused: [...state.refused],
});

const foldContent = (content: Content, operation: Operation, place: ReturnType<typeof placeOf>): Refusal | null => {
  switch (content.is) {
    case "commons":
      return foldCommons(content.commons, operation, place);
    case "intake":
      return foldIntake(content.intake, operation, place);
    case "contact":
      return foldContact(content.contact, operation, place);
    case "threat":
      return foldThreat(content.threat, operation, place);
    case "part":
      return foldPart(content.part, operation, place);
    case "thread":
      return foldInterpreting(content.thread, operation, place);
    case "ledger":
      return foldLedger(content.ledger, operation, place);
    case "figures":
      return foldFigures(content.figures, operation, place);
    case "resources":
      return foldResources(content.resources, operation, place);
    case "access":
      return foldAccess(content.access, operation, place);
    case "other":
      return { kind: "wrong-compartment" };
  }
};

/** `vouched`: a colleague says that it holds, at the beginning of what this reader was given; it is not judged again. */
const takeKnown = (draft: StreamState, entry: Entry, operation: Operation, vouched = false): Refusal | null => {
  if (!mayWrite(entry.role, operation.op)) return { kind: "not-your-role" };
  if (operation.op === "begin") {
    if (draft.begun) return { kind: "already-open" };
    if (!mayBegin(entry.role, operation.compartment, entry.author)) return { kind: "not-your-role" };
    draft.begun = { compartment: operation.compartment, by: entry.author, at: entry.at };
    draft.content = contentFor(operation.compartment);
    return null;
  }
  if (operation.op === "checkpoint") return takeCheckpoint(draft, entry, operation);
  if (!draft.begun) return { kind: "wrong-compartment" };
  // The spine of one case cannot be opened as another's.
  const { compartment } = draft.begun;
  if (operation.op === "openCase" && compartment.about === "case" && compartment.case !== operation.case) {
    return { kind: "wrong-compartment" };
  }
  const field = fieldOf(operation, draft.content.is === "contact");
  const stale = field === null || vouched ? null : overRefusal(operation, lastWritten(draft.written, field));
  const refusal = stale ?? foldContent(draft.content, operation, { ...placeOf(entry, draft.met), vouched });
  if (field !== null && refusal === null) {
    // Last in their order: a status of some and one of others are found by it.
    draft.written.delete(field);
    draft.written.set(field, { by: entry.author, at: entry.at, operation });
  }
  return refusal;
};

/**
 * What held when someone began to read who has nothing from before. Folded like the entries that it says again; where
 * something was read before it, it says nothing new. [CO2]
 */
const takeCheckpoint = (draft: StreamState, entry: Entry, said: Checkpoint): Refusal | null => {
  const { compartment, entries, forgets, minor } = said;
  if (draft.begun) {
    if (forgets) forgetWords(draft.written);
    return null;
  }
  if (!mayCheckpoint(entry.role, compartment)) return { kind: "not-your-role" };
  // Whoever begins a compartment could else begin it with what a colleague never said, an approval too. [P11]
  if (draft.whole) return { kind: "wrong-compartment" };
  draft.begun = { compartment, by: entry.author, at: entry.at };
  draft.content = contentFor(compartment);
  for (const { author, role, at, operation } of entries) {
    const read = readOperation(operation);
    if (read.op === "unknown" || read.op === "checkpoint") continue;
    takeKnown(draft, { ...entry, author, role, at, operation: read }, read, true);
    draft.met += 1;
  }
  // After what counted before: some of it may be older than that letter.
  if (minor === true && draft.content.is === "contact") draft.content.contact.minorBefore = true;
  return null;
};

/** Take one entry into a draft. Total: whatever comes, the draft stays a state. @param nth of its commit's, from 0 */
export const take = (draft: StreamState, entry: Entry, nth = 0): Refusal | null => {
  const { operation } = entry;
  draft.met += 1;
  if (entry.seq === 0) draft.whole = true;
  if (operation.op === "unknown") {
    draft.unknown += 1;
    return null;
  }
  const refusal = takeKnown(draft, entry, operation);
  if (refusal) {
    const { stream, seq, author, at } = entry;
    draft.refused.push({ stream, seq, nth, author, at, op: operation.op, refusal });
  }
  return refusal;
};
