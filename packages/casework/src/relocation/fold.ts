import { isWholeDay } from "../fact/value.ts";
import { versionAfter } from "../fold/facts.ts";
import { writtenMeanwhile } from "../fold/meanwhile.ts";
import type { Place } from "../fold/place.ts";
import type { ApplicationId, ConsentId, MemberId, PathwayId } from "../ids.ts";
import type { ChangedField, Refusal } from "../refusal.ts";
import type {
  ApplicationOperation,
  ApplicationState,
  MoveApplication,
  PathwayOperation,
  WriteApplication,
  WritePathway,
} from "./operation.ts";

type Said = { by: MemberId; at: number };

export type PathwayRecord = Omit<WritePathway, "op" | "over"> &
  Said & { version: number; retired: (Said & { reason: string }) | null };
export type Pathways = ReadonlyMap<PathwayId, PathwayRecord>;

export type ApplicationStep = Omit<MoveApplication, "op" | "application" | "over"> & Said;
export type ApplicationRecord = Omit<WriteApplication, "op" | "over"> &
  Said & {
    version: number;
    state: ApplicationState;
    /** As it went, oldest first. */
    steps: readonly ApplicationStep[];
  };
export type Applications = ReadonlyMap<ApplicationId, ApplicationRecord>;

/** More ways abroad than there are; a list without end would slow every console. */
const PATHWAYS_MOST = 500;
const APPLICATIONS_MOST = 200;

export const isOfPathways = <O extends { op: string }>(operation: O): operation is Extract<O, PathwayOperation> =>
  operation.op === "writePathway" || operation.op === "retirePathway";
export const isOfApplications = <O extends { op: string }>(
  operation: O,
): operation is Extract<O, ApplicationOperation> =>
  operation.op === "writeApplication" || operation.op === "moveApplication";

/** @returns the pathways with it, or why not: whoever writes over a version that they had not seen is shown it first. */
export const foldPathway = (
  pathways: Pathways,
  operation: PathwayOperation,
  { by, at }: Pick<Place, "by" | "at">,
): Pathways | Refusal => {
  const known = pathways.get(operation.pathway);
  if (known && known.version !== operation.over)
    return writtenMeanwhile(known, operation.op === "writePathway" ? pathwayChanges(known, operation) : []);
  if (operation.op === "retirePathway") {
    if (!known || known.retired) return { kind: "no-such-pathway" };
    if (operation.reason.trim() === "") return { kind: "incomplete", field: "reason" };
    const retired = { by, at, reason: operation.reason };
    return new Map(pathways).set(known.pathway, { ...known, version: known.version + 1, retired });
  }
  const { op: _, over, ...said } = operation;
  if (!known && over !== 0) return { kind: "no-such-pathway" };
  if (!known && pathways.size >= PATHWAYS_MOST) return { kind: "too-many-entries", most: PATHWAYS_MOST };
  if (said.name.trim() === "") return { kind: "incomplete", field: "title" };
  if (said.source.trim() === "") return { kind: "incomplete", field: "source" };
  if (new Set(said.quota.map(({ month }) => month)).size < said.quota.length)
    return { kind: "incomplete", field: "quota" };
  if (said.wait !== null && said.wait.most < said.wait.least) return { kind: "incomplete", field: "wait" };
  // A clock that is ahead would keep it fresh for ever.
  const asOf = Math.min(said.asOf, at);
  const version = (known?.version ?? 0) + 1;
  return new Map(pathways).set(said.pathway, { ...said, asOf, by, at, version, retired: null });
};

/** What can follow. A refusal can be appealed, and what was withdrawn taken up again; nothing is granted unasked. */
const AFTER: Readonly<Record<ApplicationState, readonly ApplicationState[]>> = {
  considered: ["preparing", "withdrawn"],
  preparing: ["submitted", "considered", "withdrawn"],
  submitted: ["asked", "granted", "refused", "withdrawn"],
  asked: ["submitted", "granted", "refused", "withdrawn"],
  granted: ["withdrawn"],
  refused: ["preparing", "withdrawn"],
  withdrawn: ["considered"],
};

/** The partner has it before them. */
const OUT: ReadonlySet<ApplicationState> = new Set(["submitted", "asked", "granted"]);
export const isOut = ({ state }: Pick<ApplicationRecord, "state">): boolean => OUT.has(state);

export const statesAfter = (state: ApplicationState): readonly ApplicationState[] => AFTER[state];

/** Consents of which this part was told that the person has taken them back. */
type Ended = { has(consent: ConsentId): boolean };

/** … of applications, likewise. */
export const foldApplication = (
  applications: Applications,
  operation: ApplicationOperation,
  { by, at }: Pick<Place, "by" | "at">,
  ended: Ended,
): Applications | Refusal => {
  const known = applications.get(operation.application);
  if (known && known.version !== operation.over)
    return writtenMeanwhile(known, operation.op === "writeApplication" ? applicationChanges(known, operation) : []);
  const record =
    operation.op === "writeApplication" ? written(known, operation, ended) : moved(known, operation, ended);
  if ("kind" in record) return record;
  if (!known && applications.size >= APPLICATIONS_MOST) return { kind: "too-many-entries", most: APPLICATIONS_MOST };
  const step =
    operation.op === "moveApplication"
      ? [{ to: operation.to, on: operation.on, until: operation.until, note: operation.note, by, at }]
      : [];
  return new Map(applications).set(operation.application, {
    ...record,
    steps: [...(known?.steps ?? []), ...step],
    ...{ by, at, version: versionAfter(operation.over) },
  });
};

type Draft = Omit<ApplicationRecord, "by" | "at" | "version" | "steps">;

const written = (known: ApplicationRecord | undefined, operation: WriteApplication, ended: Ended): Draft | Refusal => {
  const { op: _, over, rests = known?.rests, ...said } = operation;
  if (!known && over !== 0) return { kind: "no-such-application" };
  // Another way is another application: what was said of this one was said to somebody else.
  if (known && known.pathway !== said.pathway) return { kind: "incomplete", field: "pathway" };
  if (said.name.trim() === "") return { kind: "incomplete", field: "title" };
  if (said.party.length === 0 || new Set(said.party).size < said.party.length)
    return { kind: "incomplete", field: "party" };
  if (said.rank < 1) return { kind: "incomplete", field: "rank" };
  // Nobody is kept from a way abroad without a word.
  if (said.fit !== "meets" && said.why.trim() === "") return { kind: "incomplete", field: "why" };
  if (rests !== known?.rests) {
    // What they were told rests on what allowed it then: another yes does not stand in for the one that was taken back.
    if (known?.rests && isOut(known)) return { kind: "application-out", consent: known.rests };
    if (rests && ended.has(rests)) return { kind: "consent-ended", consent: rests };
  }
  return { ...said, ...(rests === undefined ? {} : { rests }), state: known?.state ?? "considered" };
};

const moved = (
  known: ApplicationRecord | undefined,
  { to, on, until, note }: MoveApplication,
  ended: Ended,
): Draft | Refusal => {
  if (!known) return { kind: "no-such-application" };
  if (!AFTER[known.state].includes(to)) return { kind: "application-order", from: known.state, to };
  if (!isWholeDay(on)) return { kind: "incomplete", field: "date" };
  if (until !== null && !isWholeDay(until)) return { kind: "incomplete", field: "until" };
  if ((to === "refused" || to === "withdrawn") && note.trim() === "") return { kind: "incomplete", field: "reason" };
  if (to === "submitted") {
    // Missing it was written before this was asked: then the command alone asks.
    if (known.rests === null) return { kind: "needs-consent" };
    if (known.rests !== undefined && ended.has(known.rests)) return { kind: "consent-ended", consent: known.rests };
  }
  return { ...known, state: to };
};

const papersText = (papers: WritePathway["papers"]): string[] => papers.map(({ kind, days }) => `${kind} ${days}`);

const pathwayChanges = (known: PathwayRecord, said: WritePathway): ChangedField[] => {
  const quota = (of: WritePathway["quota"]) => of.map(({ month, places }) => `${month}: ${places}`);
  return [
    { field: "title", theirs: known.name, ours: said.name },
    { field: "country", theirs: known.country, ours: said.country },
    { field: "partner", theirs: known.partner, ours: said.partner },
    { field: "programme", theirs: known.programme, ours: said.programme },
    { field: "quota", theirs: quota(known.quota), ours: quota(said.quota) },
    { field: "requirements", theirs: known.requirements, ours: said.requirements },
    { field: "papers", theirs: papersText(known.papers), ours: papersText(said.papers) },
  ];
};

const applicationChanges = (known: ApplicationRecord, said: WriteApplication): ChangedField[] => [
  { field: "party", theirs: known.party, ours: said.party },
  { field: "rank", theirs: String(known.rank), ours: String(said.rank) },
  { field: "fit", theirs: known.fit, ours: said.fit },
  { field: "why", theirs: known.why, ours: said.why },
  { field: "month", theirs: known.month, ours: said.month },
  { field: "note", theirs: known.note, ours: said.note },
];
