/**
 * One case as plain data, for whoever receives it and whoever opens it in twenty years: `fairlead-case/1`. Only what the
 * consent covers; nothing of a member, a mailbox or a compartment. Described in docs/export.md; a field is never renamed.
 */
import { DAY, dayText, shownMoment } from "../day.ts";
import type { FactValue } from "../fact/value.ts";
import type { LetterFile } from "../file.ts";
import { whomOf } from "../how-they-are.ts";
import { amountText } from "../money/amount.ts";
import type { MoneyKind, MoneyPurpose } from "../money/operation.ts";
import type { MoneyLineView } from "../money/view.ts";
import type { FieldText, SafetyPlan } from "../operation.ts";
import type { PhotoShows } from "../photo/operation.ts";
import type { PhotoView } from "../photo/view.ts";
import type { ApplicationState, Fit } from "../relocation/operation.ts";
import type { ApplicationView } from "../relocation/view.ts";
import type { DefinedFieldView } from "../view/facts.ts";
import type { CaseView, DecisionView, MessageView, PartView } from "../view.ts";
import type { Answers, CasePart, Covered, OutsideWay, Tap } from "../words.ts";

/** Parts that leave whole where they are covered: their facts and their notes. */
const PARTS = ["identity", "needs", "testimony", "money", "relocation"] as const satisfies readonly (CasePart &
  Covered)[];
type ExportedPart = (typeof PARTS)[number];

/** `amount` in decimals of its currency, "120.50"; `receipt` as it was noted. */
type ExportedMoney = {
  on: string;
  is: MoneyKind;
  purpose: MoneyPurpose;
  amount: string;
  currency: string;
  receipt: string;
};

/** One way abroad that they would go by, or do. Who of the party, by number; how it went, oldest first. */
type ExportedApplication = {
  pathway: string;
  persons: string[];
  wish: number;
  fit: Fit;
  why: string;
  /** When they are to begin, YYYY-MM; null: not placed. */
  month: string | null;
  state: ApplicationState;
  note: string;
  at: string;
  steps: { state: ApplicationState; on: string; until: string | null; note: string }[];
};

/**
 * `label` and `answer` are there where the organisation asks for it in a field of its own, whose id says nothing to anybody
 * else: how it is called, and what the chosen answer is called, in each language in which that was written.
 */
type ExportedFact = {
  person: string;
  field: string;
  label?: FieldText[];
  at: string;
  value: FactValue;
  answer?: FieldText[];
};

/**
 * What is to be known of a letter before it is taken for the person's own word, or for something that reached them. Whoever gets the
 * bundle sees none of the marks that the team has before its eyes.
 */
export type LetterMark =
  /** Written while their telephone may have been in other hands. */
  | "frozen"
  /** Written with words that they had given up: whoever had those could. */
  | "given-up-words"
  /** Sealed when it came to the server, and not by whoever wrote it. */
  | "on-arrival"
  /** Said to a member, or brought by a way on which nobody could check who sent it. */
  | OutsideWay
  /** The team's, and it never was in their mailbox. */
  | "never-arrived";

/** A file inside the bundle; `path` null: it could not be had, and `missing` says why. */
export type RecordFile = {
  path: string | null;
  name: string;
  type: string;
  bytes: number;
  sha256: string | null;
  /** Whether place, camera and author were taken out before it was sent. */
  cleaned: LetterFile["cleaned"];
  /** `unread`: of before whoever made it began to read. */
  missing: "erased" | "altered" | "unread" | null;
};

export type CaseRecord = {
  format: "fairlead-case/1";
  /** ISO 8601, UTC, like every time here. */
  made: string;
  organisation: string;
  /** The decision by which it left; to ask after it. */
  reference: string;
  for: { recipient: string; purpose: string; covers: readonly Covered[]; allowed: string; until: string | null };
  /** Covered, and nothing of it is recorded. */
  empty: Covered[];
  summary?: {
    alias: string;
    people: number;
    persons: { person: string; alias: string }[];
    stage: string;
    since: string;
    status: { status: string; since: string } | null;
    /** There where it is not the same of all: `status` then says nothing. `persons`: by the numbers above. */
    statuses?: { status: string; since: string; persons: readonly string[] }[];
    urgency: { level: string; said: string | null };
  };
  /** `answers` to the form by question, `tap` and `marks` where there are any: a first letter may be nothing but them. */
  letters?: {
    at: string;
    from: "person" | "team";
    language: string | null;
    text: string;
    answers?: Answers;
    tap?: Exclude<Tap, "none">;
    files: string[];
    marks?: LetterMark[];
  }[];
  files?: RecordFile[];
  safetyPlan?: { written: string; plan: SafetyPlan } | null;
  threat?: {
    threats: { who: string; kind: string; reach: string[]; certainty: string; source: string; at: string }[];
    searches: { about: string; known: string; source: string; checked: string | null }[];
    statements: {
      statement: string;
      source: string;
      corroboration: string;
      against: string;
      certainty: string;
      at: string;
    }[];
    risk: { urgency: string; factors: string[]; reach: string[]; at: string } | null;
    /** There where the part has any. */
    notes?: { at: string; text: string }[];
  };
  parts?: {
    part: ExportedPart;
    facts: ExportedFact[];
    notes: { at: string; text: string }[];
    /** In the part *money* alone: what stands, by journey, oldest first. Nobody's hand, no card and no account. */
    money?: ExportedMoney[][];
    /** Pictures of people and papers; there where the part has any. */
    photos?: { person: string; shows: PhotoShows; paper: string; at: string; file: RecordFile }[];
    /** In the part *relocation* alone; there where it has any. By their wish, what is over last. */
    applications?: ExportedApplication[];
  }[];
};

const iso = (ms: number): string => new Date(shownMoment(ms)).toISOString().replace(/\.\d{3}Z$/, "Z");

/** Files that a covered export takes along, in the order of the letters. Each once. */
export const filesOf = (one: CaseView, covers: readonly Covered[]): LetterFile[] =>
  covers.includes("files")
    ? [...new Map(one.messages.flatMap(({ files }) => files).map((file) => [file.id, file])).values()]
    : [];

/** Pictures that a covered export takes along, oldest first, with where each stands; `unread` as in {@link RecordFile}. */
export const photosOf = (
  one: Pick<CaseView, "parts">,
  covers: readonly Covered[],
): { stream: PartView["stream"]; photo: PhotoView["photo"]; unread: boolean }[] =>
  PARTS.filter((part) => covers.includes(part))
    .flatMap((part) => one.parts.filter((held) => held.part === part))
    .flatMap(({ stream, photos }) =>
      standing(photos).map(({ photo, bytes }) => ({ stream, photo, unread: bytes === null })),
    );

const standing = (photos: readonly PhotoView[]): PhotoView[] =>
  photos.filter(({ removed, stopped }) => removed === null && stopped === null).toReversed();

/** Which parts must be in the hand of whoever makes it: what is covered and was begun. */
export const partsNeeded = (one: CaseView, covers: readonly Covered[]): CasePart[] => {
  const begun = new Set<CasePart>([...one.parts.map(({ part }) => part), ...one.closedParts, "threat"]);
  return [...PARTS, "threat" as const].filter((part) => covers.includes(part) && begun.has(part));
};

/** What stands in the contact part, whatever else is covered. */
const IN_CONTACT: readonly Covered[] = ["summary", "letters", "files", "safety-plan"];

/** Which parts leave in it: each stands in the access log of whoever makes it. */
export const partsTaken = (one: CaseView, covers: readonly Covered[]): CasePart[] => [
  ...(covers.some((each) => IN_CONTACT.includes(each)) ? (["contact"] as const) : []),
  ...partsNeeded(one, covers),
];

/**
 * Which part must be in that hand besides, though nothing of it leaves: without it the steps of their way that a party was
 * told could not be told from other words, and nobody has allowed the way to leave. [P3]
 */
export const partsLeftOut = (one: Pick<CaseView, "parts" | "closedParts">, covers: readonly Covered[]): CasePart[] => {
  const hasWay = one.closedParts.includes("journey") || one.parts.some(({ part }) => part === "journey");
  return hasWay && covers.includes("letters") ? ["journey"] : [];
};

/** Where somebody was met, by which words, and who took them in that night: drivers do it again. */
const withoutSteps = ({ messages, journeys, kept }: CaseView): MessageView[] => {
  const steps = new Set([
    ...journeys.flatMap(({ told }) => told.map(({ message }) => message)),
    ...kept.flatMap(({ steps }) => steps),
  ]);
  return messages.filter(({ key }) => !steps.has(key));
};

export const caseRecord = (
  one: CaseView,
  decision: Pick<DecisionView, "decision"> & { export: NonNullable<DecisionView["export"]> },
  {
    organisation,
    made,
    files,
    photos,
    fields,
  }: {
    organisation: string;
    made: number;
    /** The organisation's own, retired ones too: what was answered stays. */
    fields: readonly Pick<DefinedFieldView, "field" | "label" | "choices">[];
    files: ReadonlyMap<LetterFile["id"], RecordFile>;
    photos: ReadonlyMap<PhotoView["photo"], RecordFile>;
  },
): CaseRecord => {
  const { covers, recipient, purpose, consent } = decision.export;
  const has = (what: Covered): boolean => covers.includes(what);
  const said = one.consents.find((known) => known.consent === consent);
  const parts = PARTS.filter(has).flatMap((part) =>
    one.parts.filter((held) => held.part === part).map((held) => partRecord(held, { photos, fields })),
  );
  const threat = has("threat") ? threatRecord(one) : undefined;
  const sections = {
    ...(has("summary") ? { summary: summaryOf(one) } : {}),
    ...(has("letters") ? { letters: withoutSteps(one).flatMap((message) => letterOf(message, files)) } : {}),
    ...(has("files") ? { files: [...files.values()] } : {}),
    ...(has("safety-plan") ? { safetyPlan: planOf(one) } : {}),
    ...(threat === undefined ? {} : { threat }),
    ...(PARTS.some(has) ? { parts } : {}),
  };
  return {
    format: "fairlead-case/1",
    made: iso(made),
    organisation,
    reference: decision.decision,
    for: {
      recipient,
      purpose,
      covers,
      allowed: iso(said?.now.at ?? made),
      until: said?.until == null ? null : dayText(said.until),
    },
    empty: covers.filter((what) => isEmpty(what, sections)),
    ...sections,
  };
};

const isEmpty = (what: Covered, { letters, files, safetyPlan, threat, parts = [] }: Partial<CaseRecord>): boolean => {
  switch (what) {
    case "summary":
      return false;
    case "letters":
      return letters?.length === 0;
    case "files":
      return files?.length === 0;
    case "safety-plan":
      return safetyPlan === null;
    case "threat":
      return (
        threat !== undefined &&
        threat.risk === null &&
        // That somebody looked and found nothing is something that is known.
        threat.searches.every(({ known, checked }) => checked === null && known === "unknown") &&
        [threat.threats, threat.statements, threat.notes ?? []].every((list) => list.length === 0)
      );
    default:
      return parts.every(
        ({ part, facts, notes, money = [], photos = [], applications = [] }) =>
          part !== what || [facts, notes, money, photos, applications].every((list) => list.length === 0),
      );
  }
};

const statusesOf = (one: CaseView): Pick<NonNullable<CaseRecord["summary"]>, "status" | "statuses"> => {
  const [first] = one.statuses;
  if (first === undefined || first.whom === null)
    return { status: first ? { status: first.status, since: iso(first.at) } : null };
  return {
    status: null,
    statuses: one.statuses.map(({ status, at, whom }) => ({ status, since: iso(at), persons: whomOf(one, whom) })),
  };
};

const summaryOf = (one: CaseView): NonNullable<CaseRecord["summary"]> => ({
  alias: one.alias,
  people: one.people,
  persons: one.persons.map(({ person, alias }) => ({ person, alias })),
  stage: one.stage,
  since: iso(one.stageSince),
  ...statusesOf(one),
  urgency: { level: one.urgency.level, said: one.urgency.at === null ? null : iso(one.urgency.at) },
});

const marksOf = ({ direction, whileFrozen, givenUp, via, onArrival, arrived }: MessageView): LetterMark[] =>
  direction === "to-mailbox"
    ? arrived === false
      ? ["never-arrived"]
      : []
    : [
        ...(whileFrozen ? (["frozen"] as const) : []),
        ...(givenUp ? (["given-up-words"] as const) : []),
        ...(via === "page" ? [] : [via]),
        ...(onArrival && via === "page" ? (["on-arrival"] as const) : []),
      ];

/** What was erased, or is sealed to somebody else, is no letter here. */
const letterOf = (
  message: MessageView,
  files: ReadonlyMap<LetterFile["id"], RecordFile>,
): NonNullable<CaseRecord["letters"]> => {
  const { at, hour, direction, language, text, answers, tap, files: named } = message;
  if (text === null) return [];
  const marks = marksOf(message);
  return [
    {
      at: iso(at ?? (hour * DAY) / 24),
      from: direction === "to-team" ? "person" : "team",
      language,
      text,
      ...(Object.keys(answers).length === 0 ? {} : { answers }),
      ...(tap === "none" ? {} : { tap }),
      files: named.flatMap(({ id }) => files.get(id)?.path ?? []),
      ...(marks.length === 0 ? {} : { marks }),
    },
  ];
};

const planOf = ({ provision }: CaseView): NonNullable<CaseRecord["safetyPlan"]> | null =>
  provision.now?.plan ? { written: iso(provision.now.at), plan: provision.now.plan } : null;

const noteRecords = ({ notes }: Pick<PartView, "notes">) =>
  notes.map(({ at, text }) => ({ at: iso(at), text })).toReversed();

const threatRecord = (one: CaseView): NonNullable<CaseRecord["threat"]> => ({
  threats: one.threats.map(({ who, kind, reach, certainty, source, at }) => ({
    who,
    kind,
    reach,
    certainty,
    source,
    at: iso(at),
  })),
  searches: one.search.map(({ about, known, source, checkedAt }) => ({
    about,
    known,
    source,
    checked: checkedAt === null ? null : iso(checkedAt),
  })),
  statements: one.statements.map(({ statement, source, corroboration, against, certainty, at }) => ({
    statement,
    source,
    corroboration,
    against,
    certainty,
    at: iso(at),
  })),
  risk: one.risk && {
    urgency: one.risk.urgency,
    factors: one.risk.factors,
    reach: one.risk.reach,
    at: iso(one.risk.at),
  },
  ...notedOf(one.parts.filter(({ part }) => part === "threat").flatMap(noteRecords)),
});

const notedOf = (notes: ReturnType<typeof noteRecords>) => (notes.length === 0 ? {} : { notes });

const partRecord = (
  { part, facts, notes, money, photos, applications }: PartView,
  had: {
    photos: ReadonlyMap<PhotoView["photo"], RecordFile>;
    fields: readonly Pick<DefinedFieldView, "field" | "label" | "choices">[];
  },
): NonNullable<CaseRecord["parts"]>[number] => ({
  part: part as ExportedPart,
  facts: facts.flatMap(({ person, fact, value, at }): ExportedFact[] => {
    // What whoever makes it cannot read stands there as left out: it is not the same as nothing.
    if (value === null) return [];
    const own = had.fields.find(({ field }) => field === fact);
    const chosen = value.kind === "choice" ? own?.choices.find(({ choice }) => choice === value.choice) : undefined;
    return [
      {
        person,
        field: fact,
        ...(own === undefined ? {} : { label: own.label }),
        at: iso(at),
        value,
        ...(chosen === undefined ? {} : { answer: chosen.label }),
      },
    ];
  }),
  notes: noteRecords({ notes }),
  ...(money.length === 0 ? {} : { money: money.map(({ lines }) => lines.flatMap(moneyRecord).toReversed()) }),
  ...photoRecords(photos, had.photos),
  ...(applications.length > 0 ? { applications: applications.map(applicationRecord) } : {}),
});

/** Neither who wrote it nor what the register says of the way: that is of many cases. */
const applicationRecord = (one: ApplicationView): ExportedApplication => ({
  pathway: one.name,
  persons: one.party,
  wish: one.rank,
  fit: one.fit,
  why: one.why,
  month: one.month,
  state: one.state,
  note: one.note,
  at: iso(one.at),
  steps: one.steps.map(({ to, on, until, note }) => ({ state: to, on, until, note })).toReversed(),
});

/** What was struck out was never so. Who carried it and what paid lead to the team, and to other cases. */
const moneyRecord = ({ struck, when, is, purpose, amount, currency, receipt }: MoneyLineView): ExportedMoney[] =>
  struck === null ? [{ on: iso(when), is, purpose, amount: amountText(amount, currency), currency, receipt }] : [];

const photoRecords = (photos: readonly PhotoView[], had: ReadonlyMap<PhotoView["photo"], RecordFile>) => {
  const said = standing(photos).flatMap(({ photo, person, shows, paper, at }) => {
    const file = had.get(photo);
    return file === undefined ? [] : [{ person, shows, paper, at: iso(at), file }];
  });
  return said.length === 0 ? {} : { photos: said };
};
