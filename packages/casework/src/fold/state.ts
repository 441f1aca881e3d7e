import type { Entry } from "../entry.ts";
import type { CaseId, MailboxId, StreamId } from "../ids.ts";
import type { RefusedEntry } from "../refusal.ts";
import { CASE_PARTS, type CasePart } from "../words.ts";
import { type CommonsState, emptyCommons } from "./commons.ts";
import type { ContactState } from "./contact.ts";
import { emptyFigures, type FiguresState } from "./figures.ts";
import { emptyIntake, type Freeze, type IntakeState } from "./intake.ts";
import type { LedgerState } from "./ledger.ts";
import { emptyResources, type ResourcesState } from "./resources.ts";
import { copyStream, emptyStream, type StreamState, take } from "./stream.ts";
import type { ThreatState } from "./threat.ts";

/** Everything a member's compartments say, folded. Never changed in place: each fold gives a new one. */
export type State = { readonly streams: ReadonlyMap<StreamId, StreamState> };

export const emptyState = (): State => ({ streams: new Map() });

/**
 * Fold entries into a state. Deterministic and total; order between streams does not matter, inside a stream it is
 * seq. Entries up to a stream's known seq are passed over, so that delivering a batch twice changes nothing; all
 * operations of one commit must come in one batch.
 */
export const foldEntries = (state: State, entries: Iterable<Entry>): State => {
  const byStream = new Map<StreamId, Entry[]>();
  for (const entry of entries) {
    const list = byStream.get(entry.stream);
    if (list) list.push(entry);
    else byStream.set(entry.stream, [entry]);
  }
  const streams = new Map(state.streams);
  for (const [stream, list] of byStream) {
    const draft = copyStream(streams.get(stream) ?? emptyStream(stream));
    const known = draft.seq;
    for (const entry of list.toSorted((a, b) => a.seq - b.seq)) {
      if (entry.seq <= known) continue;
      take(draft, entry);
      draft.seq = entry.seq;
    }
    streams.set(stream, draft);
  }
  return { streams };
};

/** Streams that claim to be the same compartment: the one begun first counts (then the lesser id). */
const firstBegun = (streams: StreamState[]): StreamState | null =>
  streams.toSorted((a, b) => (a.begun?.at ?? 0) - (b.begun?.at ?? 0) || (a.stream < b.stream ? -1 : 1))[0] ?? null;

const theStream = (state: State, is: StreamState["content"]["is"]): StreamState | null =>
  firstBegun([...state.streams.values()].filter((stream) => stream.content.is === is));

export const streamOf = (
  state: State,
  is: "commons" | "intake" | "ledger" | "figures" | "resources",
): StreamId | null => theStream(state, is)?.stream ?? null;

/** One object, so that who compares with the last reading sees that nothing has changed. Nobody changes a state. */
const NO_COMMONS = emptyCommons();

export const commonsOf = (state: State): CommonsState => {
  const content = theStream(state, "commons")?.content;
  return content?.is === "commons" ? content.commons : NO_COMMONS;
};

export const intakeOf = (state: State): IntakeState => {
  const content = theStream(state, "intake")?.content;
  return content?.is === "intake" ? content.intake : emptyIntake();
};

/** null: this member does not hold the ledger. */
export const ledgerOf = (state: State): LedgerState | null => {
  const content = theStream(state, "ledger")?.content;
  return content?.is === "ledger" ? content.ledger : null;
};

export const figuresOf = (state: State): FiguresState => {
  const content = theStream(state, "figures")?.content;
  return content?.is === "figures" ? content.figures : emptyFigures();
};

/** Empty where this member does not hold them. */
export const resourcesOf = (state: State): ResourcesState => {
  const content = theStream(state, "resources")?.content;
  return content?.is === "resources" ? content.resources : emptyResources();
};

export type CaseState = {
  case: CaseId;
  contact: ContactState;
  contactStream: StreamId;
  /** null: not held, or not begun. */
  threat: ThreatState | null;
  threatStream: StreamId | null;
  parts: { part: CasePart; stream: StreamId }[];
};

/** Streams of cases, by case and part; of one case only, where `only` names it. */
const caseStreams = (state: State, only: CaseId | null): Map<CaseId, Map<CasePart, StreamState[]>> => {
  const byCase = new Map<CaseId, Map<CasePart, StreamState[]>>();
  for (const stream of state.streams.values()) {
    const compartment = stream.begun?.compartment;
    if (compartment?.about !== "case" || (only !== null && compartment.case !== only)) continue;
    const parts = byCase.get(compartment.case) ?? new Map<CasePart, StreamState[]>();
    parts.set(compartment.part, [...(parts.get(compartment.part) ?? []), stream]);
    byCase.set(compartment.case, parts);
  }
  return byCase;
};

/** A state never changes: what its intake says is read once, not once for each of ten thousand cases. */
const SPINES = new WeakMap<State, ReadonlyMap<CaseId, StreamId>>();

/**
 * Where the intake says that cases went: who takes a thread into a case names its spine there, once. None where this
 * member does not hold the intake.
 */
const spinesIn = (state: State): ReadonlyMap<CaseId, StreamId> => {
  const before = SPINES.get(state);
  if (before) return before;
  const spines = new Map<CaseId, StreamId>();
  for (const { takenInto, takenBefore } of intakeOf(state).threads.values())
    for (const taken of [takenInto, takenBefore])
      if (taken && !spines.has(taken.case)) spines.set(taken.case, taken.contact);
  SPINES.set(state, spines);
  return spines;
};

/** Any member who may begin a compartment can call it a case's; only the one that the intake names is its spine. [CO5] */
const contactOf = (state: State, id: CaseId, claimed: StreamState[]): StreamState | null => {
  const opened = claimed.filter(({ content }) => content.is === "contact" && content.contact.opened !== null);
  const named = spinesIn(state).get(id);
  return named === undefined ? firstBegun(opened) : (opened.find(({ stream }) => stream === named) ?? null);
};

/**
 * So it is with the other parts: the one that the spine names, or else one that somebody began who writes on the spine.
 * Whoever was never given the case could otherwise begin a part of it, and read what its team writes there.
 */
const partOf = (
  { begun, opened, events }: ContactState,
  part: CasePart,
  claimed: StreamState[],
): StreamState | null => {
  const named = begun.find((one) => one.part === part);
  if (named !== undefined) return claimed.find(({ stream }) => stream === named.stream) ?? null;
  const team = new Set([opened?.by, ...events.map(({ by }) => by)]);
  return firstBegun(claimed.filter((stream) => team.has(stream.begun?.by)));
};

const assemble = (state: State, id: CaseId, parts: ReadonlyMap<CasePart, StreamState[]>): CaseState | null => {
  const spine = contactOf(state, id, parts.get("contact") ?? []);
  if (spine?.content.is !== "contact") return null;
  const { contact } = spine.content;
  const held = [...parts].flatMap(([part, claimed]) => {
    const stream = part === "contact" ? spine : partOf(contact, part, claimed);
    return stream === null ? [] : [{ part, stream }];
  });
  const threat = held.find(({ part }) => part === "threat")?.stream;
  return {
    case: id,
    contact,
    contactStream: spine.stream,
    threat: threat?.content.is === "threat" ? threat.content.threat : null,
    threatStream: threat?.stream ?? null,
    // In the order of the words list, so that tabs do not depend on which part arrived first.
    parts: held
      .map(({ part, stream: { stream } }) => ({ part, stream }))
      .toSorted((a, b) => CASE_PARTS.indexOf(a.part) - CASE_PARTS.indexOf(b.part)),
  };
};

/** Cases whose contact part this member holds, in the order of their ids. */
export const casesOf = (state: State): CaseState[] =>
  [...caseStreams(state, null)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, parts]) => assemble(state, id, parts) ?? []);

export const caseOf = (state: State, id: CaseId): CaseState | null => {
  const parts = caseStreams(state, id).get(id);
  return parts ? assemble(state, id, parts) : null;
};

/** What the fold did not take, in a stable order. */
export const refusedOf = (state: State): RefusedEntry[] =>
  [...state.streams.values()].toSorted((a, b) => (a.stream < b.stream ? -1 : 1)).flatMap((stream) => stream.refused);

export const unknownOf = (state: State): number =>
  [...state.streams.values()].reduce((sum, stream) => sum + stream.unknown, 0);

/** Mailboxes that are frozen now, in intake and in the cases held. [MB8] */
export const frozenMailboxes = (state: State): Map<MailboxId, Freeze> => {
  const frozen = new Map<MailboxId, Freeze>();
  const take = (mailbox: MailboxId, freezes: readonly Freeze[]): void => {
    const last = freezes.at(-1);
    if (last?.to === null) frozen.set(mailbox, last);
  };
  for (const thread of intakeOf(state).threads.values())
    if (thread.takenInto === null) take(thread.mailbox, thread.freezes);
  for (const { contact } of casesOf(state)) for (const [mailbox, freezes] of contact.freezes) take(mailbox, freezes);
  return frozen;
};
