/**
 * What a refusal says to the person: what did not happen, and what to do. Every kind has a text in the catalogue;
 * a kind without one does not compile.
 */
import {
  ARRIVAL_LINES,
  CASE_PARTS,
  type ChangedField,
  FITS,
  OLD_PHONES,
  type PersonView,
  PUBLICITIES,
  type Refusal,
} from "@fairlead/casework";
import type { Outcome } from "@fairlead/client";
import { personText } from "./people.ts";
import type { Text, Words } from "./words.tsx";

/**
 * `fault`: this program failed. Nothing of it is shown; the text that was being sent still stands where it stood.
 * `no-answer`: no network, and nothing is kept to be sent later.
 * `inMemory`: what waits stands in this window alone, and a lock loses it.
 */
export type Failed =
  | Exclude<Outcome, { kind: "done" }>
  | { kind: "fault" }
  | { kind: "no-answer" }
  | { kind: "offline"; inMemory: boolean };

/** Each line of an arrival's sheet is a field of its own. */
const arrivalFields = Object.fromEntries(ARRIVAL_LINES.map((line): [string, Text] => [line, `arrival.line.${line}`]));

export const FIELDS: Record<string, Text> = {
  text: "field.text",
  reason: "field.reason",
  alias: "field.alias",
  people: "field.people",
  note: "field.note",
  statement: "field.statement",
  names: "field.names",
  source: "field.source",
  who: "field.who",
  persons: "status.whom",
  wording: "field.wording",
  due: "field.due",
  ladder: "arm.ladder",
  expires: "field.expires",
  window: "field.window",
  handle: "field.handle",
  member: "field.member",
  title: "field.title",
  value: "field.value",
  picture: "field.picture",
  label: "field.label",
  choices: "field.choices",
  thing: "field.thing",
  place: "things.place",
  stops: "field.stops",
  checkpoints: "field.checkpoints",
  price: "field.price",
  trips: "field.trips",
  name: "things.name",
  watch: "network.watch",
  curfew: "network.curfew",
  hours: "network.hours",
  minutes: "network.minutes-of",
  notice: "network.notice",
  party: "field.party",
  legs: "field.legs",
  why: "field.why",
  lines: "field.lines",
  oldPhone: "field.old-phone",
  worked: "look-back.worked",
  change: "look-back.change",
  question: "field.question",
  fit: "field.fit",
  month: "field.month",
  rank: "field.rank",
  country: "pathway.country",
  partner: "pathway.partner",
  programme: "pathway.programme",
  quota: "pathway.quota",
  requirements: "pathway.requirements",
  papers: "pathway.papers",
  wait: "pathway.wait-least",
  pathway: "application.pathway",
  ...arrivalFields,
  checklist: "field.checklist",
  as: "field.as",
  date: "moment.day",
  mode: "network.mode",
  operator: "network.operator",
  identity: "network.identity",
  idCheck: "network.id-check",
  perHour: "network.per-hour",
  minChange: "network.min-change",
  beds: "things.beds-of",
  seats: "things.seats-of",
  tags: "things.tags",
  identifier: "things.identifier",
  agreed: "things.agreed",
  amount: "money.amount",
  currency: "money.currency",
  whom: "money.field-whom",
  means: "money.means",
  receipt: "money.receipt",
  area: "things.area",
  met: "things.met",
  language: "field.language",
  threshold: "field.threshold",
  holding: "field.holding",
  claimMinutes: "field.claimMinutes",
  nowMinutes: "field.nowMinutes",
  standByMinutes: "field.standByMinutes",
  from: "field.from",
  meet: "ticket-field.meet",
  at: "ticket-field.at",
  carry: "ticket-field.carry",
  say: "ticket-field.say",
  hear: "ticket-field.hear",
  opens: "ticket-field.opens",
  ends: "ticket-field.ends",
  until: "field.until",
  agreedBy: "field.agreedBy",
  owner: "field.owner",
  standIn: "field.standIn",
  lawyer: "field.lawyer",
  publicity: "field.publicity",
  tell: "field.tell",
  neverCall: "field.neverCall",
  tasks: "field.tasks",
  to: "field.to",
  purpose: "field.purpose",
  consent: "field.consent",
  recipient: "field.recipient",
  key: "field.key",
  covers: "field.covers",
  words: "field.words",
  otherwise: "field.otherwise",
};

type Known = { members: readonly PersonView[]; now: number };

export const failedText = (words: Words, failed: Failed, known: Known): string => {
  const { t, days } = words;
  const whoIs = (id: string): string => {
    const person = known.members.find((member) => member.id === id);
    return person ? personText(t, person) : t("person.unnamed", { id: id.slice(0, 6) });
  };
  const valueText = (field: string, value: ChangedField["ours"]): string => {
    if (value === null || value === "" || (Array.isArray(value) && value.length === 0))
      return t("refusal.changed-empty");
    if (field === "people") return String(value);
    if (typeof value === "number") return days.when(value, known.now);
    if (typeof value !== "string") return value.join(", ");
    if (field === "owner" || field === "standIn") return whoIs(value);
    const phone = OLD_PHONES.find((one) => field === "oldPhone" && one === value);
    if (phone !== undefined) return t(`arrival.old.${phone}`);
    const fit = FITS.find((one) => field === "fit" && one === value);
    if (fit !== undefined) return t(`application.fit.${fit}`);
    const publicity = PUBLICITIES.find((one) => field === "publicity" && one === value);
    return publicity === undefined ? value : t(`publicity.${publicity}`);
  };
  switch (failed.kind) {
    case "claimed-by-another":
      return t("refusal.claimed-by-another", { who: whoIs(failed.by), until: days.when(failed.until, known.now) });
    case "stage-order":
      return t("refusal.stage-order", { from: t(`stage.${failed.from}`), to: t(`stage.${failed.to}`) });
    case "stays":
      return t(`refusal.stays.${failed.what}`, { why: t(`refusal.stays-because.${failed.why}`) });
    case "application-order":
      return t("refusal.application-order", {
        from: t(`application.state.${failed.from}`),
        to: t(`application.state.${failed.to}`),
      });
    case "stage-not-open":
      return t("refusal.stage-not-open", { missing: failed.missing.map((m) => t(`missing.${m}`)).join("; ") });
    case "said-no-meanwhile":
      return t("refusal.said-no-meanwhile", { who: whoIs(failed.by), at: days.when(failed.at, known.now) });
    case "written-meanwhile":
      return t("refusal.written-meanwhile", { who: whoIs(failed.by), at: days.when(failed.at, known.now) });
    case "changed-meanwhile":
      return t("refusal.changed-meanwhile", {
        who: whoIs(failed.by),
        at: days.when(failed.at, known.now),
        fields: failed.fields
          .map(({ field, theirs, ours }) =>
            t("refusal.changed-field", {
              field: t(FIELDS[field] ?? "field.other", { field }),
              theirs: valueText(field, theirs),
              ours: valueText(field, ours),
            }),
          )
          .join("; "),
      });
    case "task-closed":
      return t(`refusal.task-closed.${failed.how}`, { who: whoIs(failed.by), at: days.when(failed.at, known.now) });
    case "check-in-not-due":
      return t("refusal.check-in-not-due", { at: days.when(failed.due, known.now) });
    case "danger-said":
      return t("refusal.danger-said", { at: days.when(failed.at, known.now) });
    case "too-many-tasks":
      return t("refusal.too-many-tasks", { most: failed.most });
    case "fact-written-meanwhile":
      return t("refusal.fact-written-meanwhile", { who: whoIs(failed.by), at: days.when(failed.at, known.now) });
    case "too-many-entries":
      return t("refusal.too-many-entries", { most: failed.most });
    case "photo-out":
      return t("refusal.photo-out", { who: whoIs(failed.by), at: days.when(failed.at, known.now) });
    case "too-many-photos":
      return t("refusal.too-many-photos", { most: failed.most });
    case "too-many-fields":
      return t("refusal.too-many-fields", { most: failed.most });
    case "too-many-templates":
      return t("refusal.too-many-templates", { most: failed.most });
    case "empty-handed":
      return t("refusal.empty-handed", { missing: failed.missing.map((m) => t(`missing.${m}`)).join("; ") });
    case "not-to-be-pruned":
      return t("refusal.not-to-be-pruned", { missing: failed.missing.map((m) => t(`prune.lack.${m}`)).join("; ") });
    case "search-not-checked":
      return t("refusal.search-not-checked", { missing: failed.missing.map((m) => t(`search.${m}`)).join("; ") });
    case "search-in-future":
      return t("refusal.search-in-future", { at: days.when(failed.at, known.now) });
    case "too-many-people":
      return t("refusal.too-many-people", { most: failed.most });
    case "expired":
      return t("refusal.expired", { at: days.when(failed.at, known.now) });
    case "check-ins-open":
      return t("refusal.check-ins-open", { n: failed.alarms.length });
    case "incomplete":
      return t("refusal.incomplete", { field: t(FIELDS[failed.field] ?? "field.other", { field: failed.field }) });
    case "not-held":
      return t("refusal.not-held", { part: partText(t, failed.part) });
    case "passed-over":
      return t("refusal.passed-over", { why: failedText(words, failed.why, known) });
    case "offline":
      return t("inMemory" in failed && failed.inMemory ? "refusal.offline-memory" : "refusal.offline");
    case "halted":
      return t("refusal.halted", { code: failed.code });
    case "refused-by-server":
      if (failed.code === "FL_BELL_ADDRESS" || failed.code === "FL_BELL_FULL" || failed.code === "FL_BELLS_OFF")
        return t(`refusal.${failed.code}`);
      return t("refusal.refused-by-server", { code: failed.code });
    default:
      return t(`refusal.${failed.kind}`);
  }
};

const partText = (t: Words["t"], code: string): string => {
  const part = CASE_PARTS.find((known) => known === code);
  if (part !== undefined) return t(`part.${part}`);
  return code === "every part" ? t("part.every") : code;
};

/** Kinds that a refusal of casework can have: the catalogue's completeness is tested against them. */
export type RefusalText = `refusal.${Refusal["kind"]}`;
