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
    let nth = 0;
    for (const entry of list.toSorted((a, b) => a.seq - b.seq)) {
      if (entry.seq <= known) continue;
      nth = entry.seq === draft.seq ? nth + 1 : 0;
      take(draft, entry, nth);
      draft.seq = entry.seq;
    }
    streams.set(stream, draft);
  }
  const next = { streams };
  carryPlaces(state, next, byStream.keys());
  return next;
};

/** Streams that claim to be the same compartment: the one begun first counts (then the lesser id). */
const firstBegun = (streams: readonly StreamState[]): StreamState | null =>
  streams.toSorted((a, b) => (a.begun?.at ?? 0) - (b.begun?.at ?? 0) || (a.stream < b.stream ? -1 : 1))[0] ?? null;

type Kind = StreamState["content"]["is"];
type Parts = Map<CasePart, StreamState[]>;

/** Where things stand in a state. */
type Places = {
  kinds: ReadonlyMap<Kind, StreamState[]>;
  parts: ReadonlyMap<CaseId, Parts>;
  /** By case, the spine that the intake names; null where this member does not hold the intake. */
  spines: ReadonlyMap<CaseId, StreamId> | null;
  cases: readonly CaseState[] | null;
  /** Where each stands among `cases`. */
  byId: ReadonlyMap<CaseId, number> | null;
  /** What {@link casesBy} looked up among them. */
  indexes: Map<KeysOf<unknown>, Index<unknown>>;
};

type KeysOf<Key> = (theCase: CaseState) => Iterable<Key>;
type Index<Key> = ReadonlyMap<Key, ReadonlySet<CaseId>>;

/** Every view asks for them, of every case: looked for once in each state, which nobody changes afterwards. */
const places = new WeakMap<State, Places>();

const put = <Key>(by: Map<Key, StreamState[]>, key: Key, stream: StreamState): void => {
  const there = by.get(key);
  if (there) there.push(stream);
  else by.set(key, [stream]);
};

const placesIn = (state: State): Places => {
  const before = places.get(state);
  if (before) return before;
  const kinds = new Map<Kind, StreamState[]>();
  const parts = new Map<CaseId, Parts>();
  for (const stream of state.streams.values()) {
    const { is } = stream.content;
    // Of a case's parts there are thousands, and nobody asks for the first of them.
    if (is !== "contact" && is !== "threat" && is !== "part") put(kinds, is, stream);
    const compartment = stream.begun?.compartment;
    if (compartment?.about !== "case") continue;
    const ofCase: Parts = parts.get(compartment.case) ?? new Map();
    put(ofCase, compartment.part, stream);
    parts.set(compartment.case, ofCase);
  }
  const intake = firstBegun(kinds.get("intake") ?? [])?.content;
  const found: Places = {
    kinds,
    parts,
    spines: intake?.is === "intake" ? intake.intake.spines : null,
    cases: null,
    byId: null,
    indexes: new Map(),
  };
  places.set(state, found);
  return found;
};

/**
 * A note in one of ten thousand cases must not look for all the others again: what stood where stands there still, with
 * the streams that went on in the places that they had. Where one began, turned into something else, or the intake
 * names other spines, all is looked for anew as soon as somebody asks.
 */
const carryPlaces = (state: State, next: State, changed: Iterable<StreamId>): void => {
  const before = places.get(state);
  if (!before) return;
  const [kinds, parts] = [new Map(before.kinds), new Map(before.parts)];
  const touched = new Set<CaseId>();
  let { spines } = before;
  for (const stream of changed) {
    const [was, is] = [state.streams.get(stream), next.streams.get(stream)];
    if (!was || !is || was.begun !== is.begun || was.content.is !== is.content.is) return;
    const instead = (all: readonly StreamState[] | undefined) => all?.map((one) => (one === was ? is : one)) ?? [];
    if (kinds.get(is.content.is)?.includes(was)) kinds.set(is.content.is, instead(kinds.get(is.content.is)));
    if (is.content.is === "intake" && was.content.is === "intake" && spines === was.content.intake.spines) {
      if (!namesTheSame(spines, is.content.intake.spines)) return;
      spines = is.content.intake.spines;
    }
    const compartment = is.begun?.compartment;
    if (compartment?.about !== "case") continue;
    const ofCase: Parts = new Map(parts.get(compartment.case));
    ofCase.set(compartment.part, instead(ofCase.get(compartment.part)));
    parts.set(compartment.case, ofCase);
    touched.add(compartment.case);
  }
  const found: Places = { kinds, parts, spines, cases: null, byId: null, indexes: new Map() };
  places.set(next, found);
  if (before.cases === null) return;
  before.byId ??= placesById(before.cases);
  const cases = [...before.cases];
  const moved: { was: CaseState; is: CaseState }[] = [];
  for (const id of touched) {
    const [place, made] = [before.byId.get(id), assemble(next, id, parts.get(id) ?? new Map())];
    // One that was none becomes one, or the other way round: those after it stand elsewhere.
    if (made === null ? place !== undefined : place === undefined) return;
    if (made === null || place === undefined) continue;
    moved.push({ was: before.cases[place] as CaseState, is: made });
    cases[place] = made;
  }
  const indexes = new Map([...before.indexes].map(([keysOf, index]) => [keysOf, carried(index, keysOf, moved)]));
  Object.assign(found, { cases, byId: before.byId, indexes });
};

/** The same index again where these cases stand under the keys that they stood under. */
const carried = <Key>(
  index: Index<Key>,
  keysOf: KeysOf<Key>,
  moved: readonly { was: CaseState; is: CaseState }[],
): Index<Key> => {
  let next: Map<Key, ReadonlySet<CaseId>> | null = null;
  for (const { was, is } of moved) {
    const [before, now] = [new Set(keysOf(was)), new Set(keysOf(is))];
    for (const key of new Set([...before, ...now])) {
      if (before.has(key) && now.has(key)) continue;
      next ??= new Map(index);
      const ids = new Set(next.get(key));
      if (now.has(key)) ids.add(is.case);
      else ids.delete(is.case);
      if (ids.size > 0) next.set(key, ids);
      else next.delete(key);
    }
  }
  return next ?? index;
};

const namesTheSame = (a: ReadonlyMap<CaseId, StreamId>, b: ReadonlyMap<CaseId, StreamId>): boolean =>
  a.size === b.size && [...a].every(([id, stream]) => b.get(id) === stream);

const placesById = (cases: readonly CaseState[]): Map<CaseId, number> =>
  new Map(cases.map((one, place) => [one.case, place]));

/** All that hold this, in the order in which they came. */
export const streamsOf = (state: State, is: Exclude<Kind, "contact" | "threat" | "part">): readonly StreamState[] =>
  placesIn(state).kinds.get(is) ?? [];

const theStream = (state: State, is: Exclude<Kind, "contact" | "threat" | "part">): StreamState | null =>
  firstBegun(streamsOf(state, is));

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

/** Any member who may begin a compartment can call it a case's; only the one that the intake names is its spine. [CO5] */
const contactOf = (state: State, id: CaseId, claimed: StreamState[]): StreamState | null => {
  const opened = claimed.filter(({ content }) => content.is === "contact" && content.contact.opened !== null);
  const named = placesIn(state).spines?.get(id);
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

/** By its first part: the same case again as long as all its parts, and which of them the intake names, are the same. */
const assembled = new WeakMap<
  StreamState,
  { named: StreamId | undefined; of: readonly StreamState[]; made: CaseState | null }
>();

/** With thousands of cases a new word in one of them must not put together all the others anew. */
const assemble = (state: State, id: CaseId, parts: ReadonlyMap<CasePart, StreamState[]>): CaseState | null => {
  const of = [...parts.values()].flat();
  const named = placesIn(state).spines?.get(id);
  const [first] = of;
  const before = first && assembled.get(first);
  const isSame = (one: { named: StreamId | undefined; of: readonly StreamState[] }) =>
    one.named === named && one.of.length === of.length && one.of.every((stream, index) => stream === of[index]);
  if (before && isSame(before)) return before.made;
  const made = putTogether(state, id, parts);
  if (first) assembled.set(first, { named, of, made });
  return made;
};

const putTogether = (state: State, id: CaseId, parts: ReadonlyMap<CasePart, StreamState[]>): CaseState | null => {
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
export const casesOf = (state: State): readonly CaseState[] => {
  const found = placesIn(state);
  found.cases ??= [...found.parts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, parts]) => assemble(state, id, parts) ?? []);
  return found.cases;
};

/**
 * A look-up of cases by something that stands in them, made once and carried on: with ten thousand cases, who asks for
 * the few in which something is marked must not look through all of them at every note.
 *
 * @param keysOf by the case alone
 */
export const casesBy = <Key>(keysOf: KeysOf<Key>): ((state: State) => Index<Key>) => {
  return (state) => {
    const { indexes } = placesIn(state);
    const before = indexes.get(keysOf);
    if (before !== undefined) return before as Index<Key>;
    const index = new Map<Key, Set<CaseId>>();
    for (const theCase of casesOf(state))
      for (const key of keysOf(theCase)) {
        const ids = index.get(key);
        if (ids) ids.add(theCase.case);
        else index.set(key, new Set([theCase.case]));
      }
    indexes.set(keysOf, index);
    return index;
  };
};

/** The few cases of which this is true, in the order of their ids. @param is by the case alone */
export const casesWhere = (is: (theCase: CaseState) => boolean): ((state: State) => readonly CaseState[]) => {
  const found = casesBy((theCase) => (is(theCase) ? [true] : []));
  return (state) => [...(found(state).get(true) ?? [])].toSorted().flatMap((id) => caseOf(state, id) ?? []);
};

export const casesWithTickets = casesWhere(({ contact }) => contact.tickets.size > 0);

/** Whether this member holds parts of cases whose spine they do not hold. */
export const hasLoneParts = (state: State): boolean => casesOf(state).length < placesIn(state).parts.size;

export const caseOf = (state: State, id: CaseId): CaseState | null => {
  const found = placesIn(state);
  // Where all were put together, none is once more.
  if (found.cases !== null) {
    found.byId ??= placesById(found.cases);
    const place = found.byId.get(id);
    return place === undefined ? null : (found.cases[place] ?? null);
  }
  const parts = found.parts.get(id);
  return parts ? assemble(state, id, parts) : null;
};

/** What the fold did not take, in a stable order. */
export const refusedOf = (state: State): RefusedEntry[] =>
  [...state.streams.values()]
    .filter(({ refused }) => refused.length > 0)
    .toSorted((a, b) => (a.stream < b.stream ? -1 : 1))
    .flatMap(({ refused }) => refused);

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
  for (const { contact } of casesWithFreezes(state))
    for (const [mailbox, freezes] of contact.freezes) take(mailbox, freezes);
  return frozen;
};

const casesWithFreezes = casesWhere(({ contact }) => contact.freezes.size > 0);
