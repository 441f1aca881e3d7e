import type {
  AlarmId,
  ApplicationId,
  CaseId,
  ConsentId,
  DecisionId,
  Hash,
  HoldId,
  JourneyId,
  LegId,
  MailboxId,
  MarkId,
  MemberId,
  MoneyId,
  PathwayId,
  StreamId,
  TaskId,
  TemplateId,
  ThingId,
  TicketId,
  UseId,
} from "../ids.ts";
import { chanceFrom } from "./chance.ts";
import type { MemberKey } from "./event.ts";

/** Made-up hex for a key: the same key, the same hex. Of no use outside a play: nothing about it is secret. */
const hexFor = (kind: string, key: string | number, bytes: 16 | 32): string => {
  let seed = 2_166_136_261;
  for (const character of `${kind}/${key}`) seed = Math.imul(seed ^ (character.codePointAt(0) ?? 0), 16_777_619);
  const chance = chanceFrom(seed);
  return Array.from({ length: bytes }, () => chance.between(0, 255).toString(16).padStart(2, "0")).join("");
};

/** Ids for a play in memory. In the real thing the client mints them from real randomness. */
export const playId = {
  member: (key: MemberKey) => hexFor("member", key, 16) as MemberId,
  stream: (name: string) => hexFor("stream", name, 16) as StreamId,
  mailbox: (caller: number) => hexFor("mailbox", caller, 32) as MailboxId,
  case: (alias: string) => hexFor("case", alias, 16) as CaseId,
  alarm: (checkIn: string) => hexFor("alarm", checkIn, 16) as AlarmId,
  decision: (word: string) => hexFor("decision", word, 16) as DecisionId,
  task: (word: string) => hexFor("task", word, 16) as TaskId,
  plan: (title: string) => hexFor("plan", title, 16) as TemplateId,
  consent: (name: string) => hexFor("consent", name, 16) as ConsentId,
  thing: (name: string) => hexFor("thing", name, 16) as ThingId,
  journey: (alias: string) => hexFor("journey", alias, 16) as JourneyId,
  leg: (word: string) => hexFor("leg", word, 16) as LegId,
  ticket: (name: string) => hexFor("ticket", name, 16) as TicketId,
  ticketKey: (name: string) => hexFor("ticket key", name, 32),
  ticketMailbox: (name: string) => hexFor("ticket mailbox", name, 32) as MailboxId,
  tap: (name: string, seq: number) => hexFor("tap", `${name}/${seq}`, 32) as Hash,
  money: (word: string) => hexFor("money", word, 16) as MoneyId,
  use: (word: string) => hexFor("use", word, 16) as UseId,
  hold: (word: string) => hexFor("hold", word, 16) as HoldId,
  pathway: (name: string) => hexFor("pathway", name, 16) as PathwayId,
  application: (word: string) => hexFor("application", word, 16) as ApplicationId,
  mark: (name: string) => hexFor("mark", name, 16) as MarkId,
  row: (caller: number, seq: number) => hexFor("row", `${caller}/${seq}`, 32) as Hash,
};
