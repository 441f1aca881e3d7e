/** An invented team with empty compartments, for tests that tell a story. */
import {
  type AlarmId,
  beginCompartment,
  type CaseId,
  type DecisionId,
  type Entry,
  emptyState,
  foldEntries,
  type Hand,
  type Hash,
  isHex,
  type MailboxId,
  type MemberId,
  type MemberSeen,
  type Outcome,
  type Outside,
  type Refusal,
  type Role,
  type RowSeen,
  recordThreat,
  SEARCHES,
  type SearchAbout,
  type SearchStatus,
  type State,
  type StreamId,
} from "../src/index.ts";

const pad = (text: string, bytes: number): string =>
  [...text]
    .map((one) => (one.codePointAt(0) ?? 0).toString(16).padStart(2, "0").slice(-2))
    .join("")
    .padEnd(bytes * 2, "0")
    .slice(0, bytes * 2);

export const member = (name: string) => pad(name, 16) as MemberId;
export const stream = (name: string) => pad(name, 16) as StreamId;
export const mailbox = (name: string) => pad(name, 32) as MailboxId;
export const caseId = (name: string) => pad(name, 16) as CaseId;
export const decisionId = (name: string) => pad(name, 16) as DecisionId;
export const alarmId = (name: string) => pad(name, 16) as AlarmId;
const rowHash = (name: string) => pad(name, 32) as Hash;

const ROLE_OF: Readonly<Record<string, Role>> = {
  Wren: "coordinator",
  Heron: "coordinator",
  Plover: "operator",
  Tern: "operator",
  Siskin: "caseworker",
  Avocet: "communications",
  Dunlin: "administrator",
  Lark: "specialist",
};

export const START = Date.UTC(2017, 3, 2, 10, 0);
export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => minutes(count * 60);

export const hand = (name: string, at: number): Hand => ({ by: member(name), role: ROLE_OF[name] ?? "auditor", at });

/** A state that a story writes into, and the clock it reads. */
export class Room {
  state: State = emptyState();
  entries: Entry[] = [];
  now = START;
  rows = new Map<MailboxId, RowSeen[]>();
  members: MemberSeen[] = Object.entries(ROLE_OF).map(([name, role]) => ({
    id: member(name),
    role,
    standing: "active",
  }));

  constructor() {
    if (!isHex(member("Wren"), 16)) throw new Error("made-up ids are hex");
    for (const about of ["commons", "intake", "ledger", "figures", "resources"] as const) {
      this.do("Dunlin", (state, by) => beginCompartment(state, stream(about), { about }, by));
    }
  }

  /** Ask a command; fold what it answers. The refusal's kind, or "done". `role`: of somebody who is not of this team. */
  do(name: string, command: (state: State, by: Hand) => Outcome, role?: Role): Refusal | { kind: "done" } {
    const known = { ...hand(name, this.now), members: this.members };
    const by = role === undefined ? known : { ...known, role };
    const outcome = command(this.state, by);
    if (outcome.kind !== "operations") return outcome;
    const entries = outcome.writes.flatMap((write) => {
      const seq = (this.state.streams.get(write.stream)?.seq ?? -1) + 1;
      const whose = { author: by.by, role: by.role, at: by.at, proven: true };
      return write.operations.map((operation): Entry => ({ stream: write.stream, seq, ...whose, operation }));
    });
    this.take(entries);
    return { kind: "done" };
  }

  /** What some client wrote, asked or not. */
  take(entries: readonly Entry[]): void {
    this.entries.push(...entries);
    this.state = foldEntries(this.state, entries);
  }

  /** What the roster says of somebody from here on. */
  rosterSays(name: string, role: Role, standing: MemberSeen["standing"] = "active"): void {
    this.members = [...this.members.filter(({ id }) => id !== member(name)), { id: member(name), role, standing }];
  }

  /** A caller writes, now. */
  letter(from: MailboxId, words: Partial<NonNullable<RowSeen["letter"]>>): void {
    const rows = this.rows.get(from) ?? [];
    const seq = rows.length + 1;
    const letter = { language: "ru", text: "…", answers: {}, tap: "none" as const, at: this.now, ...words };
    const hash = rowHash(`${from.slice(0, 8)}${seq}`);
    const hour = Math.floor(this.now / hours(1));
    this.rows.set(from, [
      ...rows,
      { seq, hash, direction: "to-team", hour, onArrival: false, expiredCard: false, letter },
    ]);
  }

  thread(from: MailboxId) {
    return { mailbox: from, desk: stream("intake"), rows: this.rows.get(from) ?? [], unread: 0 };
  }

  outside(me: string, more: Partial<Outside> = {}): Outside {
    const threads = [...this.rows.keys()].map((from) => this.thread(from));
    return {
      now: this.now,
      me: member(me),
      members: this.members,
      threads,
      alarms: [],
      readers: new Map(),
      erasures: new Map(),
      ...more,
    };
  }
}

/** Somebody looks whether anybody searches for the party, or says why it cannot be seen. */
export const look = (room: Room, who: string, id: CaseId, about: SearchAbout, more: Partial<SearchStatus> = {}) =>
  room.do(who, (state, by) => {
    const looked = { op: "searchStatus" as const, about, known: "none-found" as const, source: "an invented list" };
    return recordThreat(state, id, { ...looked, checkedAt: by.at, ...more }, by);
  });

export const lookAll = (room: Room, who: string, id: CaseId): void => {
  for (const about of SEARCHES) look(room, who, id, about);
};
