import type { Entry } from "../entry.ts";
import { emptyStream, type StreamState, take } from "../fold/stream.ts";
import { versionThere } from "../fold/versions.ts";
import { LEFT_OUT, withoutWords } from "../fold/words-left-out.ts";
import type { StreamId } from "../ids.ts";
import type { Checkpoint, CheckpointEntry, Compartment, Operation } from "../operation.ts";
import { CHECKPOINT_MOST, readOperation } from "../read/operation.ts";

/** What still holds when someone begins to read, each of these: conclusions, no words of anybody. */
const ALL: ReadonlySet<Operation["op"]> = new Set([
  "openCase",
  "linkMailbox",
  "concludeVerification",
  "moveStage",
  "propose",
  "decide",
  "withdrawProposal",
  "callAgain",
  "haveRead",
  "exported",
  "askDestruction",
  "armCheckIn",
  "closeCheckIn",
  "setStatus",
  "addTask",
  "giveTask",
  "moveTask",
  "doTask",
  "dropTask",
  "reopenTask",
  "giveService",
  "withdrawService",
  "beginPart",
  "sharePart",
  "withdrawPart",
  "freezeMailbox",
  "thawMailbox",
  "closeCase",
  "reopenCase",
  "keepCase",
  "addThreat",
  "withdrawThreat",
  "declineTerms",
  "goTerms",
  "refer",
  "answerReferral",
  // Where they are and were: whoever carries the case from now on has to see whom a raid reaches.
  "recordUse",
  "withdrawUse",
  "writeJourney",
  "cancelJourney",
  "startJourney",
  "setOut",
  "endJourney",
  "assignLeg",
  "tellStep",
  "writeArrival",
  "lookBack",
  "keepJourney",
  "endJourneyPart",
  "pruneJourneys",
  "writeMoney",
  "strikeMoney",
  "writeApplication",
  "moveApplication",
  "addPhoto",
  "removePhoto",
  "markCompromised",
  "confirmMark",
  "withdrawMark",
  "stopReferral",
  // With every word: whichever hand comes by sends a driver what stands here.
  "giveTicket",
  "changeTicket",
  "turnTicket",
  "releaseTicket",
  "keepPress",
  "trustOpening",
  "holdTickets",
  "consentTerms",
  "giveConsent",
  "withdrawConsent",
  // What a decision, a drill or a decline stood on as it was made, or whoever reads from now on could not take it.
  "setCaseUrgency",
  "setOwner",
  "safetyPlan",
  "noReferral",
  // What once meant danger goes on meaning it.
  "agreeSignals",
]);

/** … and of these the last one, of each that takes another's place. */
const LAST: ReadonlySet<Operation["op"]> = new Set([
  // Each is told, since each asks for a new assessment; in its words only the one that stands.
  "addThreat",
  "withdrawThreat",
  "setContactWindow",
  "titlePart",
  "setFact",
  "namePerson",
  "seekShelter",
  "holdPart",
  "acknowledgeCheckIn",
  "flagThread",
  "takeStep",
  "recordVerification",
  "searchStatus",
  "recordRisk",
  "concludeSearch",
  // With every word: whoever answers from now on must know whom never to call.
  "agreeResponse",
]);

/** A go, how it was over, and that they set out stand on what had been looked at by then, whatever was looked at since. */
const STAND_ON_LOOKS: ReadonlySet<Operation["op"]> = new Set([
  "propose",
  "decide",
  "withdrawProposal",
  "withdrawConsent",
  "setOut",
]);

/**
 * The checkpoint from which someone reads who is given a compartment from now on: stage, status, urgency, open
 * check-ins, decisions as taken, the team; no letter, answer, note or reason. [CO2]
 *
 * @param entries all that the author has read of this compartment, in order
 */
export const checkpointOf = (compartment: Compartment, entries: readonly Entry[]): Checkpoint => {
  const said = entries[0] === undefined ? [] : entries.flatMap(counted(entries[0].stream));
  const open = openTasks(said);
  const kept = standing(said).map(({ operation, ...who }): CheckpointEntry => {
    return { ...who, operation: { ...withoutWords(operation, open) } };
  });
  return {
    op: "checkpoint",
    compartment,
    entries: kept,
    forgets: true,
    ...(saysMinor(said, entries) && { minor: true }),
  };
};

/** Said in letters of before: whoever is told no word of them still takes no child anywhere without a lawyer's entry. */
const saysMinor = (said: readonly Said[], entries: readonly Entry[]): boolean =>
  said.some(({ operation }) => operation.op === "letter" && operation.answers.adult === "no") ||
  (entries[0]?.operation.op === "checkpoint" && entries[0].operation.minor === true);

/** Of a commit, less what sealing and padding add. */
const BYTES_MOST = 900_000;

/** Whether it still fits into one commit. Where it does not, a part can only be given with all that was written before. */
export const fitsCommit = (checkpoint: Checkpoint): boolean =>
  checkpoint.entries.length <= CHECKPOINT_MOST &&
  new TextEncoder().encode(JSON.stringify(checkpoint)).length <= BYTES_MOST;

type Said = Omit<CheckpointEntry, "operation"> & { operation: Operation };

/**
 * What counted, one entry after the other: what the fold refused must not be said again, where it might then stand. Whoever
 * began with a checkpoint themselves says again what it said.
 */
const counted = (stream: StreamId): ((entry: Entry) => Said[]) => {
  const draft = emptyStream(stream);
  return (entry) => {
    const isFirst = draft.begun === null;
    const before = versionIn(draft, entry);
    const refusal = take(draft, entry);
    const { author, role, at, operation } = entry;
    if (refusal !== null || operation.op === "unknown") return [];
    if (operation.op !== "checkpoint") {
      // The same words once more, over an older version: taken, and what stood goes on standing.
      const isNothing = before !== null && before === versionIn(draft, entry);
      return isNothing ? [] : [{ author, role, at, operation }];
    }
    if (!isFirst) return [];
    return operation.entries.flatMap((one) => {
      const read = readOperation(one.operation);
      return read.op === "unknown" || read.op === "checkpoint" ? [] : [{ ...one, operation: read }];
    });
  };
};

const versionIn = ({ content }: StreamState, { operation }: Entry): string | null => {
  const there = operation.op === "unknown" ? null : versionThere(content, operation);
  return there && JSON.stringify([there.version, there.by, there.at]);
};

/** Of all that counted, what is said again, in its order. */
const standing = (said: readonly Said[]): Said[] => {
  const kept = new Map<number, Said>();
  const newest = new Map<string, number>();
  // Whoever was named was one more from then on, and what was said of so many stood on it: said again where it was first said.
  const joined = new Map<string, number>();
  const keep = (index: number): void => {
    const one = said[index];
    if (one) kept.set(index, one);
  };
  const runOut: number[] = [];
  for (const [index, { operation, at }] of said.entries()) {
    if (ALL.has(operation.op)) keep(index);
    if (STAND_ON_LOOKS.has(operation.op))
      for (const [key, looked] of newest) if (key.startsWith("concludeSearch ")) keep(looked);
    if (operation.op === "propose" && operation.about === "go") runOut.push(operation.expires);
    if (!LAST.has(operation.op)) continue;
    const key = keyOf(operation, index);
    const before = newest.get(key);
    // … and so does a go that ran out before anybody looked again.
    if (operation.op === "concludeSearch" && before !== undefined) {
      const looked = said[before]?.at ?? 0;
      if (runOut.some((expires) => looked <= expires && expires < at)) keep(before);
    }
    if (isNews(before === undefined ? undefined : said[before]?.operation, operation)) keep(index);
    newest.set(key, index);
    if (operation.op === "namePerson" && !joined.has(key)) joined.set(key, index);
  }
  for (const index of newest.values()) keep(index);
  const last = new Set(newest.values());
  const places = new Map([...joined].map(([key, first]) => [newest.get(key), first]));
  const place = (index: number): number => places.get(index) ?? index;
  return [...kept]
    .toSorted(([a], [b]) => place(a) - place(b))
    .map(([index, one]) => (last.has(index) ? withRow(one, said[place(index)]) : withoutSource(one)));
};

/** Called otherwise since: the row by which their importer knows them stands where they were first named. */
const withRow = (one: Said, first: Said | undefined): Said =>
  one.operation.op === "namePerson" && first?.operation.op === "namePerson" && first.operation.row !== undefined
    ? { ...one, operation: { ...one.operation, row: first.operation.row } }
    : one;

/** A search that was said to be known otherwise asks for a new assessment: when that was has to stay as it was. */
const isNews = (before: Operation | undefined, now: Operation): boolean =>
  now.op === "searchStatus" && now.known !== (before?.op === "searchStatus" ? before.known : "unknown");

/** Only of what stands now is told how it was learned, and of a threat what it is. */
const withoutSource = (one: Said): Said => {
  switch (one.operation.op) {
    case "searchStatus":
      return { ...one, operation: { ...one.operation, source: LEFT_OUT } };
    case "addThreat":
      return { ...one, operation: { ...one.operation, who: LEFT_OUT, reach: [], source: LEFT_OUT } };
    default:
      return one;
  }
};

/** What replaces what: one search status an accusation, one of a missing-person report. */
const keyOf = (operation: Operation, index: number): string => {
  const { op } = operation;
  switch (op) {
    case "searchStatus":
    case "concludeSearch":
      return `${op} ${operation.about}`;
    case "agreeResponse":
      return `${op} ${operation.status}`;
    case "setFact":
      return `${op} ${operation.person} ${operation.fact}`;
    case "namePerson":
      return `${op} ${operation.person}`;
    // The part as a whole is one thing, each consent that it was told of another.
    case "holdPart":
      if (operation.rests === undefined) return op;
      if (operation.until !== undefined) return `${op} until ${operation.rests}`;
      return `${op} ${operation.faces === true ? "faces" : operation.rests}`;
    case "acknowledgeCheckIn":
      return `${op} ${operation.alarm}`;
    case "flagThread":
      return `${op} ${operation.flag} ${operation.mailbox}`;
    case "addThreat":
    case "withdrawThreat":
      return `threat ${operation.threat}`;
    case "takeStep":
      return `${op} ${operation.mark} ${operation.step}`;
    // One that was never named stands for itself.
    case "recordVerification":
      return `${op} ${operation.line ?? `alone ${index}`}`;
    // The urgency said anew does not take the place of the answers on which somebody decided.
    case "recordRisk":
      return `${op} ${operation.answered === undefined ? "said" : "asked"}`;
    default:
      return op;
  }
};

/** What is still to be done is told in its words: it may be the newcomer who does it. */
const openTasks = (said: readonly Said[]): ReadonlySet<string> => {
  const open = new Set<string>();
  for (const { operation } of said) {
    if (operation.op === "addTask" || operation.op === "reopenTask") open.add(operation.task);
    if (operation.op === "doTask" || operation.op === "dropTask") open.delete(operation.task);
  }
  return open;
};
