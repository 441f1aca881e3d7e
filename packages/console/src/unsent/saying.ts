/** What a member wrote, in words: of which kind it is, how its fields are called, what they say. */
import type { Operation, PersonView } from "@fairlead/casework";
import type { UndoneView } from "@fairlead/client";
import { noon } from "../consent/say-consent.ts";
import { personText } from "../say/people.ts";
import { FIELDS as CALLED } from "../say/refusal.ts";
import type { Text, Words } from "../say/words.tsx";

const KINDS: Partial<Record<Operation["op"], Text>> = {
  note: "unsent.op.note",
  noteThread: "unsent.op.note",
  answer: "unsent.op.answer",
  answerThread: "unsent.op.answer",
  setStatus: "unsent.op.status",
  setOwner: "unsent.op.owner",
  moveStage: "unsent.op.stage",
  setUrgency: "unsent.op.urgency",
  setCaseUrgency: "unsent.op.urgency",
  recordRisk: "unsent.op.urgency",
  addThreat: "unsent.op.threat",
  withdrawThreat: "unsent.op.threat-withdrawn",
  verifyThread: "unsent.op.statement",
  recordVerification: "unsent.op.statement",
  searchStatus: "unsent.op.search",
  writeTemplate: "unsent.op.template",
  withdrawTemplate: "unsent.op.template",
  writeProtocol: "unsent.op.protocol",
  writePlan: "unsent.op.steps",
  withdrawPlan: "unsent.op.steps",
  addTask: "unsent.op.task",
  giveTask: "unsent.op.task",
  moveTask: "unsent.op.task",
  agreeResponse: "unsent.op.response",
  changeTicket: "unsent.op.ticket",
  turnTicket: "unsent.op.ticket",
  releaseTicket: "unsent.op.ticket",
  trustOpening: "unsent.op.ticket",
  giveConsent: "unsent.op.consent",
  withdrawConsent: "unsent.op.consent",
  writeThing: "unsent.op.thing",
  retireThing: "unsent.op.thing",
  recordUse: "unsent.op.use",
  withdrawUse: "unsent.op.use",
  seekShelter: "unsent.op.shelter",
  writeJourney: "unsent.op.journey",
  cancelJourney: "unsent.op.journey",
  startJourney: "unsent.op.journey",
  setOut: "unsent.op.journey",
  endJourney: "unsent.op.journey",
  assignLeg: "unsent.op.leg",
  tellStep: "unsent.op.step",
  writeArrival: "unsent.op.arrival",
  writeMoney: "unsent.op.money",
  strikeMoney: "unsent.op.money",
  writePathway: "unsent.op.pathway",
  retirePathway: "unsent.op.pathway",
  writeApplication: "unsent.op.application",
  moveApplication: "unsent.op.application",
  lookBack: "look-back.change",
  defineField: "unsent.op.field",
  retireField: "unsent.op.field",
  namePerson: "unsent.op.called",
  setContactWindow: "unsent.op.window",
  agreeSignals: "unsent.op.signals",
  safetyPlan: "unsent.op.plan",
  titlePart: "unsent.op.title",
  setFact: "unsent.op.fact",
  revealName: "unsent.op.look",
  addPhoto: "unsent.op.photo",
  removePhoto: "unsent.op.photo",
  handOver: "unsent.op.hand-over",
  propose: "unsent.op.proposal",
  decide: "unsent.op.decision",
  armCheckIn: "unsent.op.check-in",
  acknowledgeCheckIn: "unsent.op.check-in",
  closeCheckIn: "unsent.op.check-in",
  closeCase: "unsent.op.closing",
  closeThread: "unsent.op.closing",
};

const FIELDS: Record<string, Text> = {
  status: "facts.status",
  note: "field.note",
  owner: "take.owner",
  standIn: "take.stand-in",
  urgency: "unsent.op.urgency",
  reason: "field.reason",
  saidBy: "said-by.label",
  factors: "risk.other-factors",
  answered: "risk.all-answers",
  suggested: "unsent.op.urgency",
  otherwise: "risk.otherwise",
  reach: "risk.reach-label",
  who: "field.who",
  kind: "threats.kind",
  certainty: "unsent.field.certainty",
  source: "field.source",
  known: "search.known",
  checkedAt: "search.looked",
  checkable: "search.checkable",
  agreedAt: "response.when",
  to: "unsent.op.stage",
  people: "field.people",
  window: "field.window",
  mayRing: "window.may-ring",
  safe: "signals.safe-label",
  danger: "signals.danger-label",
  title: "field.title",
  text: "field.text",
  statement: "field.statement",
  plan: "unsent.op.plan",
  claimMinutes: "field.claimMinutes",
  nowMinutes: "field.nowMinutes",
  standByMinutes: "field.standByMinutes",
  language: "field.language",
  words: "field.words",
  covers: "field.covers",
  recipient: "unsent.field.recipient",
  refused: "consent.answer",
  how: "consent.how",
  why: "field.reason",
  due: "field.due",
  name: "field.title",
  alias: "field.alias",
  whom: "status.whom",
};

/** Closed lists have words of their own. */
const VALUES: Record<string, string> = {
  status: "status-of",
  urgency: "urgency",
  suggested: "urgency",
  saidBy: "said-by",
  certainty: "certainty",
  known: "search-known",
  to: "stage",
  kind: "threat-kind",
  publicity: "publicity",
  how: "consent-way",
  covers: "consent-covers",
  oldPhone: "arrival.old",
};

/** Written by hand: another wording than theirs and mine may be found for it. */
const FREE: ReadonlySet<string> = new Set([
  "note",
  "reason",
  "source",
  "who",
  "window",
  "title",
  "text",
  "statement",
  "words",
  "alias",
  "name",
]);

export const isFree = (field: string): boolean => FREE.has(field);

/** Nothing of it is left to choose from. */
export const isGone = ({ why }: Pick<UndoneView, "why">): boolean => why.kind === "gone-with-case";

export const kindText = (t: Words["t"], operations: readonly Operation[]): string => {
  const named = operations.map(({ op }) => KINDS[op]).find((kind) => kind !== undefined);
  return t(named ?? "unsent.op.other");
};

/** `facts.place`: inside what a thing is said to be. */
const last = (field: string): string => field.split(".").at(-1) ?? field;

export const fieldText = (t: Words["t"], field: string): string =>
  t(FIELDS[field] ?? CALLED[last(field)] ?? "field.other", { field: last(field) });

export const saidIn = (operation: Operation, field: string): unknown =>
  field
    .split(".")
    .reduce<unknown>(
      (value, name) =>
        typeof value === "object" && value !== null
          ? Object.entries(value).find(([key]) => key === name)?.[1]
          : undefined,
      operation,
    );

/** Hours, which nobody reads as a number. */
const HOURS: ReadonlySet<string> = new Set(["due", "from", "until", "checkedAt", "agreedAt"]);
/** Less than this is a day, counted from 1970. */
const FIRST_HOUR = 1_000_000_000;

export const valueText = (
  { t, days }: Pick<Words, "t" | "days">,
  field: string,
  value: unknown,
  { people, now }: { people: readonly PersonView[]; now: number },
): string => {
  if (field === "whom" && value === undefined) return t("status.all");
  if (field === "refused") return t(value === true ? "consent.said-no" : "consent.said-yes");
  if (value === null || value === undefined || value === "") return t("unsent.nothing");
  if (typeof value === "boolean") return t(value ? "unsent.yes" : "unsent.no");
  const list = VALUES[field];
  const one = (each: unknown) => (list === undefined ? plain(each) : t(`${list}.${String(each)}` as Text));
  if (Array.isArray(value)) return value.length === 0 ? t("unsent.nothing") : value.map(one).join(", ");
  if (typeof value === "number" && HOURS.has(field))
    return value < FIRST_HOUR ? days.date(noon(value)) : days.when(value, now);
  if (typeof value === "string" && list !== undefined) return t(`${list}.${value}` as Text);
  const person = people.find(({ id }) => id === value);
  return person === undefined ? plain(value) : personText(t, person);
};

const plain = (value: unknown): string =>
  typeof value === "object" && value !== null
    ? Object.values(value)
        .filter((one) => one !== "")
        .map(plain)
        .join(" · ")
    : String(value);

/** The words in it, for whoever has to know which of several this is. */
export const wordsOf = (operations: readonly Operation[]): string => {
  for (const operation of operations)
    for (const [field, value] of Object.entries(operation))
      if (FREE.has(field) && typeof value === "string" && value.trim() !== "") return value;
  return "";
};
