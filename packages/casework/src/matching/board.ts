import type { MatchedWith } from "../operation.ts";
import { isCovered } from "../view/facts.ts";
import type { BoardView, CaseView, JudgementView, KnownView, ThreadView, VerificationLine } from "../view.ts";
import { STRENGTHS } from "./compare-names.ts";
import { identifiersIn } from "./identifier.ts";
import { identifierKey } from "./identifier-key.ts";
import { readName } from "./name.ts";
import { namesIn } from "./names-in.ts";
import { type Described, type Match, peopleIndex } from "./people.ts";
import { subjectKey } from "./subject.ts";

/** What a member can read, and nothing else, is what is matched. */
export type Readable = {
  threads: readonly ThreadView[];
  cases: readonly CaseView[];
  board: BoardView;
};

export type BoardMatch = Match<string> & { subject: MatchedWith; judged: JudgementView | null };

/** Texts with the words apart: a number at one's end and one at the next's beginning are two. */
export const describe = (texts: readonly string[], names: readonly string[] = []): Described => {
  const written = texts.filter((text) => text !== "");
  return {
    names: [...names.map(readName), ...written.flatMap(namesIn)],
    identifiers: written.flatMap((text) => identifiersIn(text).flatMap((found) => identifierKey(found) ?? [])),
  };
};

const statementTexts = (statements: readonly VerificationLine[]): string[] =>
  statements.flatMap(({ statement, source, corroboration }) => [statement, source, corroboration]);

/** What the caller wrote, and what the team noted. Not what the team answered: that is in everybody's thread. */
const threadTexts = (thread: ThreadView): string[] => [
  ...thread.messages.filter(({ direction }) => direction === "to-team").flatMap(letterTexts),
  ...thread.notes.map(({ text }) => text),
  ...statementTexts(thread.statements),
];

const letterTexts = ({ text, answers }: ThreadView["messages"][number]): string[] => [
  text ?? "",
  answers.where ?? "",
  answers.reach ?? "",
  answers.company ?? "",
];

const partNotes = ({ parts }: CaseView, covered: boolean): string[] =>
  parts.filter(({ part }) => isCovered(part) === covered).flatMap(({ notes }) => notes.map(({ text }) => text));

/** A case with what its threads say in the intake: one person already, and matched as one. */
const caseTexts = (one: CaseView, threads: readonly ThreadView[]): string[] => [
  ...one.messages.filter(({ direction }) => direction === "to-team").flatMap(letterTexts),
  ...one.timeline.flatMap(({ what }) => (what.kind === "note" ? [what.text] : [])),
  ...partNotes(one, false),
  ...statementTexts(one.statements),
  ...threads.flatMap((thread) => thread.notes.map(({ text }) => text)),
];

const describeKnown = ({ names, identifiers }: KnownView): Described => describe(identifiers, names);

/** `covered`: texts that a reveal stands before. */
export type Source = {
  subject: MatchedWith;
  texts: readonly string[];
  covered: readonly string[];
  described(): Described;
};

export const sourcesOf = ({ threads, cases, board }: Readable): Source[] => {
  const alone: ThreadView[] = [];
  const ofCase = new Map<CaseView, ThreadView[]>();
  const byId = new Map(cases.map((one) => [one.case, one]));
  const byMailbox = new Map(cases.flatMap((one) => one.mailboxes.map(({ mailbox }) => [mailbox, one] as const)));
  // Of those cases that this member holds.
  const caseOf = ({ standing, takenInto, mailbox }: ThreadView): CaseView | undefined =>
    standing === "in-case" ? (byMailbox.get(mailbox) ?? (takenInto ? byId.get(takenInto.case) : undefined)) : undefined;
  for (const thread of threads) {
    const one = caseOf(thread);
    if (one === undefined) alone.push(thread);
    else ofCase.set(one, [...(ofCase.get(one) ?? []), thread]);
  }
  return [
    ...alone.map((thread): Source => {
      const texts = threadTexts(thread);
      const subject = { kind: "thread", mailbox: thread.mailbox } as const;
      return { subject, texts, covered: [], described: () => describe(texts) };
    }),
    ...cases.map((one): Source => {
      const texts = caseTexts(one, ofCase.get(one) ?? []);
      const covered = partNotes(one, true);
      const described = () => ({ ...describe(texts), covered: describe(covered) });
      return { subject: { kind: "case", case: one.case }, texts, covered, described };
    }),
    ...board.known.map(
      (known): Source => ({
        subject: { kind: "known", known: known.known },
        texts: [...known.names, ...known.identifiers],
        covered: [],
        described: () => describeKnown(known),
      }),
    ),
  ];
};

export type MatchBoard = {
  /**
   * Take in what is new. One step for each subject that changed, so that whoever calls it can let the screen breathe.
   */
  refresh(readable: Readable): Generator<void, void, undefined>;
  /** The strongest first; those that a member called another person last. null: not read yet. */
  matchesOf(subject: MatchedWith, readable: Readable): { matches: BoardMatch[]; more: number } | null;
};

/** How many are worth a look; the rest is counted. */
const MOST = 12;

/**
 * The matches of everything that this member can read, on this machine, in memory. Locking drops it with the rest.
 */
export const matchBoard = (): MatchBoard => {
  const index = peopleIndex<string>();
  const seen = new Map<string, { subject: MatchedWith; texts: string; described: Described }>();

  return {
    *refresh(readable) {
      const sources = sourcesOf(readable);
      const present = new Set(sources.map(({ subject }) => subjectKey(subject)));
      for (const key of [...seen.keys()].filter((known) => !present.has(known))) {
        seen.delete(key);
        index.remove(key);
      }
      for (const { subject, texts, covered, described } of sources) {
        const key = subjectKey(subject);
        const joined = [texts, covered].map((all) => all.join("\u0000")).join("\u0001");
        if (seen.get(key)?.texts === joined) continue;
        const read = described();
        seen.set(key, { subject, texts: joined, described: read });
        index.put(key, read);
        yield;
      }
    },
    matchesOf(subject, readable) {
      const key = subjectKey(subject);
      const read = seen.get(key);
      if (!read) return null;
      const { matches, more } = index.find(read.described, MOST, key);
      const others = matches.flatMap((match): BoardMatch[] => {
        const there = seen.get(match.id)?.subject;
        return there === undefined
          ? []
          : [{ ...match, subject: there, judged: judgedOf(subject, there, readable.board) }];
      });
      return { matches: others.toSorted(byWeight), more };
    },
  };
};

/** What another person was found to be goes last; of equals, whom the organisation knows comes first. */
const byWeight = (a: BoardMatch, b: BoardMatch): number =>
  Number(a.judged?.verdict === "other") - Number(b.judged?.verdict === "other") ||
  STRENGTHS.indexOf(a.strength) - STRENGTHS.indexOf(b.strength) ||
  Number(b.subject.kind === "known") - Number(a.subject.kind === "known");

/** What was last said of these two, whichever stood first. */
export const judgedOf = (a: MatchedWith, b: MatchedWith, { judgements }: BoardView): JudgementView | null => {
  const [one, other] = [subjectKey(a), subjectKey(b)];
  return (
    judgements.findLast(({ here, there }) => {
      const [from, to] = [subjectKey(here), subjectKey(there)];
      return (from === one && to === other) || (from === other && to === one);
    }) ?? null
  );
};
