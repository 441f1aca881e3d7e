/** What a member wrote, in words: of which kind it is, how its fields are called, what they say. */
import type { Operation, PersonView } from "@fairlead/casework";
import { personText } from "../say/people.ts";
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
  verifyThread: "unsent.op.statement",
  recordVerification: "unsent.op.statement",
  searchStatus: "unsent.op.search",
  setContactWindow: "unsent.op.window",
  agreeSignals: "unsent.op.signals",
  safetyPlan: "unsent.op.plan",
  titlePart: "unsent.op.title",
  setFact: "unsent.op.fact",
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
  certainty: "unsent.field.certainty",
  source: "field.source",
  known: "search.known",
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
};

/** Written by hand: another wording than theirs and mine may be found for it. */
const FREE: ReadonlySet<string> = new Set(["note", "reason", "source", "who", "window", "title", "text", "statement"]);

export const isFree = (field: string): boolean => FREE.has(field);

export const kindText = (t: Words["t"], operations: readonly Operation[]): string => {
  const named = operations.map(({ op }) => KINDS[op]).find((kind) => kind !== undefined);
  return t(named ?? "unsent.op.other");
};

export const fieldText = (t: Words["t"], field: string): string => t(FIELDS[field] ?? "field.other", { field });

export const saidIn = (operation: Operation, field: string): unknown =>
  Object.entries(operation).find(([name]) => name === field)?.[1];

export const valueText = (t: Words["t"], field: string, value: unknown, people: readonly PersonView[]): string => {
  if (value === null || value === undefined || value === "") return t("unsent.nothing");
  if (typeof value === "boolean") return t(value ? "unsent.yes" : "unsent.no");
  if (Array.isArray(value)) return value.length === 0 ? t("unsent.nothing") : value.map(plain).join(", ");
  const list = VALUES[field];
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
