import { lettersOf } from "../case-letters.ts";
import { HOUR } from "../day.ts";
import type { MarkRecord, StepRecord } from "../fold/marks.ts";
import type { ResourcesState } from "../fold/resources.ts";
import { type CaseState, casesOf, casesWhere, intakeOf, resourcesOf, type State } from "../fold/state.ts";
import type { CaseId, MailboxId, MemberId, ThingId } from "../ids.ts";
import { identifiersIn } from "../matching/identifier.ts";
import { type IdentifierKey, identifierKey, isSameIdentifier, isSurelySame } from "../matching/identifier-key.ts";
import type { Outside, RowSeen } from "../outside.ts";
import { type OnePerson, onePersonIn } from "../rule/same-person.ts";
import type { CasePart } from "../words.ts";
import { inIntake } from "./from-intake.ts";
import { type Hop, type Node, push, type ReadPart, type Tie } from "./graph.ts";
import { type Rests, restsOn } from "./harm.ts";
import { type Passage, passagesIn } from "./passage.ts";
import { nodeOfMailbox, tiesIn } from "./ties.ts";
import { likenessTo, toldIn } from "./told.ts";

/** What a mark touches before anything else is followed. */
export type Origin = { node: Node | null; first: Hop[] };

/** What is said of marks and of whoever sees to them: no case is walked for it. */
export type KnownOfMarks = {
  state: State;
  outside: Outside;
  resources: ResourcesState;
  isOne: OnePerson;
  /** Every word about what became of a step, the last one last. */
  taken: readonly StepRecord[];
};

/** What a member holds, looked up once. */
export type Known = KnownOfMarks & {
  cases: readonly CaseState[];
  byId: ReadonlyMap<CaseId, CaseState>;
  byMailbox: ReadonlyMap<MailboxId, CaseState>;
  passages: readonly Passage[];
  passagesOf: (id: CaseId) => readonly Passage[];
  ties: readonly Tie[];
  rests: (thing: ThingId) => Rests;
};

const casesWithSteps = casesWhere(({ contact }) => contact.marked.steps.size > 0);

export const knownOfMarks = (state: State, outside: Outside): KnownOfMarks => {
  const resources = resourcesOf(state);
  return {
    ...{ state, outside, resources },
    isOne: onePersonIn(state, outside),
    taken: [resources.marked, ...casesWithSteps(state).map(({ contact }) => contact.marked)]
      .flatMap(({ steps }) => [...steps.values()])
      .toSorted((a, b) => a.at - b.at),
  };
};

export const knownIn = (state: State, outside: Outside): Known => {
  const cases = casesOf(state);
  const ofMarks = knownOfMarks(state, outside);
  const { resources } = ofMarks;
  const passages = passagesIn(state, cases, resources, outside.now);
  const byCase = new Map<CaseId, Passage[]>();
  for (const one of passages) push(byCase, one.case, one);
  const byMailbox = new Map(cases.flatMap((one) => one.contact.mailboxes.map((mailbox) => [mailbox, one] as const)));
  return {
    ...ofMarks,
    cases,
    byId: new Map(cases.map((one) => [one.case, one])),
    byMailbox,
    ties: tiesIn({ state, outside, cases, byMailbox }),
    passages,
    passagesOf: (id) => byCase.get(id) ?? [],
    rests: restsOn(cases, passages, outside.now),
  };
};

export const originOf = ({ of, at }: MarkRecord, known: Known): Origin => {
  switch (of.kind) {
    case "thing": {
      const facts = known.resources.things.get(of.thing)?.facts;
      // A marked car is also its plate, wherever somebody wrote it.
      const first = facts?.identifier === undefined ? [] : byIdentifier(facts.identifier, known);
      const node: Node = { kind: "thing", thing: of.thing };
      return { node, first: first.filter(({ to }) => to.kind !== "thing" || to.thing !== of.thing) };
    }
    case "case":
      return { node: null, first: [{ to: { kind: "case", case: of.case }, how: { kind: "itself" }, cost: 1 }] };
    case "mailbox":
      return {
        node: null,
        first: goingOn(of.mailbox, known).map((each) => ({
          ...ofMailbox(each, known),
          how: { kind: "mailbox" },
          cost: 1,
        })),
      };
    case "identifier":
      return { node: null, first: byIdentifier(of.text, known) };
    case "recipient":
      return { node: null, first: byRecipient(of.name, known) };
    case "member":
      return { node: null, first: byMember(of.member, at, known) };
  }
};

/** A mailbox and those in which the same person went on, with other words: whoever has the telephone has read them there. */
const goingOn = (mailbox: MailboxId, { state }: Known): MailboxId[] => {
  const { threads } = intakeOf(state);
  const found = new Set([mailbox]);
  for (const each of found) {
    const thread = threads.get(each);
    for (const other of [thread?.continuedIn?.mailbox, thread?.continues]) if (other) found.add(other);
  }
  return [...found];
};

const ofMailbox = (mailbox: MailboxId, { byMailbox }: Known): { to: Node } => ({
  to: nodeOfMailbox(mailbox, byMailbox),
});

const keysIn = (text: string): IdentifierKey[] => identifiersIn(text).flatMap((found) => identifierKey(found) ?? []);

type Letter = NonNullable<RowSeen["letter"]>;

/**
 * What is looked for in each letter of ten thousand cases, at every change while a number stands marked. By the answers, which are
 * the same object wherever the letter is shown; gone with them when the console is locked.
 */
const keysOfLetters = new WeakMap<Letter["answers"], { text: string; keys: readonly IdentifierKey[] }>();

const keysInLetter = ({ text, answers }: Letter): readonly IdentifierKey[] => {
  const before = keysOfLetters.get(answers);
  if (before?.text === text) return before.keys;
  const keys = [text, answers.where, answers.reach, answers.company].flatMap((each) => keysIn(each ?? ""));
  keysOfLetters.set(answers, { text, keys });
  return keys;
};

/** What was ever kept as a way to reach somebody of a party, in the parts that are held. */
const contactsIn = ({ state }: Known): Map<CaseId, string[]> => {
  const found = new Map<CaseId, string[]>();
  for (const { begun, content } of state.streams.values()) {
    const about = begun?.compartment;
    if (content.is !== "part" || about?.about !== "case") continue;
    for (const { versions } of content.part.facts.values())
      for (const { value } of versions)
        if (value?.kind === "contacts") for (const contact of value.contacts) push(found, about.case, contact.value);
  }
  return found;
};

/** Things that have it, cases and threads in whose letters it stands, and cases that keep it as a way to reach somebody. */
const byIdentifier = (text: string, known: Known): Hop[] => {
  const wanted = keysIn(text);
  if (wanted.length === 0) return [];
  const isAmong = (found: readonly IdentifierKey[]): "sure" | "maybe" | null => {
    if (wanted.some((key) => found.some((one) => isSurelySame(key, one)))) return "sure";
    return wanted.some((key) => found.some((one) => isSameIdentifier(key, one))) ? "maybe" : null;
  };
  const isIn = (other: string) => isAmong(keysIn(other));
  const hops: Hop[] = [];
  for (const { thing, facts } of known.resources.things.values()) {
    const same = isIn(facts.identifier ?? "");
    if (same !== null)
      hops.push({
        to: { kind: "thing", thing },
        how: { kind: "same-identifier", sure: same === "sure" },
        cost: same === "sure" ? 1 : 2,
      });
  }
  const wrote = (to: Node, letters: readonly Letter[]): void => {
    const found = letters.find((letter) => isAmong(keysInLetter(letter)) !== null);
    if (found) hops.push({ to, how: { kind: "wrote-identifier", at: found.at }, cost: 2 });
  };
  for (const [id, contacts] of contactsIn(known)) {
    const found = contacts.map(isIn);
    if (found.some((same) => same !== null))
      hops.push({
        to: { kind: "case", case: id },
        how: { kind: "same-identifier", sure: found.includes("sure") },
        cost: found.includes("sure") ? 1 : 2,
      });
  }
  for (const one of known.cases) {
    const letters = lettersOf(one.contact, known.outside.threads).flatMap(({ row }) => row.letter ?? []);
    wrote({ kind: "case", case: one.case }, letters);
  }
  for (const { mailbox, rows } of known.outside.threads)
    if (!known.byMailbox.has(mailbox))
      wrote(
        { kind: "thread", mailbox },
        rows.flatMap(({ letter }) => letter ?? []),
      );
  return hops;
};

/**
 * Cases and threads of which they were told, or may be. None of it says where a party was brought: no consent covers that, so
 * what the case uses is led to less surely. A name that says less, or more, may be another's.
 */
const byRecipient = (name: string, known: Known): Hop[] => {
  const likeness = likenessTo(name);
  return toldIn(known).flatMap(({ to, name: told, as, at }): Hop[] => {
    const like = likeness(told);
    if (like === null) return [];
    const sure = as === "bundle" || as === "referral" || as === "application" ? 1 : 2;
    return [{ to, how: { kind: "told", as, at }, cost: sure + (like === "same" ? 0 : 1), veiled: true }];
  });
};

/** Whether it stood there before the last of them ended. */
const couldRead = (parts: readonly ReadPart[], at: number): boolean => parts.some(({ to }) => to === null || at <= to);

/** Every account of the person who has this one: what one of them could read, they could. */
export const accountsOf = (member: MemberId, { outside, isOne }: KnownOfMarks): MemberId[] => [
  member,
  ...outside.members.flatMap(({ id }) => (id !== member && isOne(member, id) ? [id] : [])),
];

/** Parts of a case that the looker does not hold: who began them and to whom they were given, as its spine says. [CO2] */
export const givenElsewhere = ({ contact, parts }: CaseState, accounts: ReadonlySet<MemberId>): ReadPart[] => {
  const elsewhere = new Set(partsElsewhere({ contact, parts }));
  if (elsewhere.size === 0) return [];
  const found: (ReadPart & { member: MemberId })[] = [];
  for (const { operation, by, at } of contact.events) {
    if (operation.op === "beginPart" && elsewhere.has(operation.part) && accounts.has(by))
      found.push({ part: operation.part, member: by, from: null, to: null });
    if (operation.op === "sharePart" && elsewhere.has(operation.part) && accounts.has(operation.member)) {
      const { part, member, history, until } = operation;
      const open = found.find((one) => one.part === part && one.member === member && (one.to === null || one.to > at));
      if (open) Object.assign(open, { from: history ? null : open.from, to: until });
      else found.push({ part, member, from: history ? null : at, to: until, ...(history ? { since: at } : {}) });
    }
    if (operation.op === "withdrawPart")
      for (const one of found)
        if (one.part === operation.part && one.member === operation.member && (one.to === null || one.to > at))
          one.to = at;
  }
  return found.map(({ member: _, ...part }) => part);
};

/** Begun, and not this looker's. */
export const partsElsewhere = ({ contact, parts }: Pick<CaseState, "contact" | "parts">): CasePart[] =>
  contact.begun.flatMap(({ part }) => (parts.some((one) => one.part === part) ? [] : [part]));

/**
 * Exactly what a member could read, as the compartments' own signed records say, and where he answered. What he could
 * read he may have copied, and may be made to say. Whoever reads the register knows each shelter and driver in it, used or
 * not, and whoever reads the intake each thread, and the letters of every case that came from there. [P5]
 */
const byMember = (member: MemberId, at: number, known: Known): Hop[] => {
  const { state, outside, cases, resources, byMailbox, isOne } = known;
  const accounts = new Set(accountsOf(member, known));
  const readings = [...accounts].flatMap((account) => outside.readings?.(account) ?? []);
  const interpreted = new Map(
    [...intakeOf(state).threads.values()].flatMap(({ mailbox, interpreting }) =>
      interpreting.map(({ stream }) => [stream, mailbox] as const),
    ),
  );
  const asInterpreter: Hop[] = [];
  const byCase = new Map<string, ReadPart[]>();
  const common = new Map<string, ReadPart[]>();
  for (const { stream, from, to, since } of readings) {
    const mailbox = interpreted.get(stream);
    if (mailbox !== undefined) {
      const how: Hop["how"] = { kind: "read", parts: [{ part: "thread", from, to }], owns: false, answers: 0 };
      asInterpreter.push({ ...ofMailbox(mailbox, known), how, cost: 1 });
      continue;
    }
    const about = state.streams.get(stream)?.begun?.compartment;
    // What their console has shown is part of what they could read, and said there.
    if (!about || about.about === "access") continue;
    const map = about.about === "case" ? byCase : common;
    const key = about.about === "case" ? about.case : about.about;
    const part = about.about === "case" ? about.part : about.about;
    push(map, key, since === undefined ? { part, from, to } : { part, from, to, since });
  }
  const read = (to: Node, parts: ReadPart[]): Hop => ({
    to,
    how: { kind: "read", parts, owns: false, answers: 0 },
    cost: 1,
  });
  const hops: Hop[] = [
    ...[...common].map(([about, parts]) => read({ kind: "common", about }, parts)),
    ...asInterpreter,
  ];
  const isTheirs = (other: MemberId | null | undefined) => other != null && isOne(member, other);
  const register = common.get("resources") ?? [];
  // What was only changed since had stood there before.
  for (const { thing, at, version } of resources.things.values())
    if (couldRead(register, version > 1 ? 0 : at)) hops.push(read({ kind: "thing", thing }, register));
  const intake = common.get("intake") ?? [];
  for (const one of cases) {
    const { case: id, contact } = one;
    const lay = inIntake(one, intake, { ...known, at });
    const given = [...(byCase.get(id) ?? []), ...givenElsewhere(one, accounts)];
    const owns = isTheirs(contact.owner) || isTheirs(contact.standIn);
    const answers = contact.answers.filter(({ by }) => isTheirs(by)).length;
    const to: Node = { kind: "case", case: id };
    const parts = lay === null ? given : [...given, ...lay.parts];
    if (given.length > 0 || owns || answers > 0)
      hops.push({ to, how: { kind: "read", parts, owns, answers }, cost: 1 });
    else if (lay !== null) hops.push({ to, how: { kind: "read", parts, owns, answers }, cost: lay.cost, veiled: true });
  }
  for (const { mailbox, answers, takenInto } of intakeOf(state).threads.values()) {
    const own = answers.filter(({ by }) => isTheirs(by));
    if (own.length === 0 || takenInto !== null) continue;
    const last = Math.max(...own.map(({ at }) => at));
    hops.push({ to: { kind: "thread", mailbox }, how: { kind: "answered", answers: own.length, last }, cost: 1 });
  }
  for (const { mailbox, rows } of outside.threads) {
    const began = Math.min(...rows.map(({ hour }) => hour)) * HOUR;
    if (!byMailbox.has(mailbox) && couldRead(intake, began)) hops.push(read({ kind: "thread", mailbox }, intake));
  }
  return hops;
};
