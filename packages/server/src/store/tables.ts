/**
 * The tables, once for both engines. Everything is append, or erase: a row's bytes go, its hash stays. [MB7]
 *
 * Times are hours (alarms: minutes), so that the tables do not say who wrote at 03:12. [P9]
 */
type Column = readonly [name: string, type: "text" | "int" | "bytes", null?: "null"];
type Table = {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly key: readonly string[];
  readonly unique?: readonly (readonly string[])[];
  readonly indexes?: readonly (readonly string[])[];
  readonly references?: readonly (readonly [column: string, table: string, target: string])[];
  /** Not part of a snapshot: of no use to anybody who restores it. */
  readonly passing?: true;
};

/**
 * 2: what waits for a second signature, invitations, beats, frozen mailboxes. 3: a stream says how it may end. 4: files.
 * 5: watches, bells. 6: ended mailboxes. 7: vouchers. 8: which change touched a stream last.
 */
export const SCHEMA_VERSION = 8;
/** What an older one holds cannot be read any more. */
export const OLDEST_SCHEMA = 3;

export const TABLES: readonly Table[] = [
  {
    name: "meta",
    columns: [
      ["name", "text"],
      ["value", "text"],
    ],
    key: ["name"],
  },
  // One row. The lock that every kept write takes first.
  {
    name: "change_counter",
    columns: [
      ["id", "int"],
      ["value", "int"],
    ],
    key: ["id"],
  },
  {
    name: "roster_entries",
    columns: [
      ["seq", "int"],
      ["hash", "text"],
      ["bytes", "bytes"],
    ],
    key: ["seq"],
    unique: [["hash"]],
  },
  {
    name: "streams",
    columns: [
      ["stream", "text"],
      ["seq", "int"],
      ["hash", "text"],
      ["epoch", "int"],
      ["roster_seq", "int"],
      ["keeping", "text"],
      ["erase_at", "int", "null"],
      ["retention_commit", "text", "null"],
      ["erased_at", "int", "null"],
    ],
    key: ["stream"],
    indexes: [["erase_at"]],
  },
  {
    name: "commits",
    columns: [
      ["hash", "text"],
      ["stream", "text"],
      ["seq", "int"],
      ["bytes", "bytes"],
    ],
    key: ["hash"],
    indexes: [["stream", "seq"]],
    references: [["stream", "streams", "stream"]],
  },
  {
    name: "epochs",
    columns: [
      ["stream", "text"],
      ["epoch", "int"],
      ["commitment", "text"],
    ],
    key: ["stream", "epoch"],
    references: [["stream", "streams", "stream"]],
  },
  // A stream that stands here was written to, or given to somebody, since this store keeps count.
  {
    name: "stream_changes",
    columns: [
      ["stream", "text"],
      ["changed", "int"],
    ],
    key: ["stream"],
    indexes: [["changed"]],
    references: [["stream", "streams", "stream"]],
  },
  // Epochs that were begun without a back-link: what came before them can be forgotten. [CO2] [RO3]
  {
    name: "unlinked_epochs",
    columns: [
      ["stream", "text"],
      ["epoch", "int"],
    ],
    key: ["stream", "epoch"],
    references: [["stream", "streams", "stream"]],
  },
  {
    name: "wraps",
    columns: [
      ["hash", "text"],
      ["stream", "text"],
      ["epoch", "int"],
      ["member", "text"],
      ["bytes", "bytes"],
    ],
    key: ["hash"],
    indexes: [
      ["member", "stream"],
      ["stream", "epoch"],
    ],
    references: [["stream", "streams", "stream"]],
  },
  {
    name: "alarms",
    columns: [
      ["alarm", "text"],
      ["stream", "text"],
      ["state", "text"],
      ["due", "int"],
      ["grace", "int"],
      ["ladder", "text"],
      ["reached", "int"],
      ["acknowledged", "int", "null"],
      ["next_at", "int", "null"],
    ],
    key: ["alarm"],
    indexes: [["next_at"], ["stream"]],
    references: [["stream", "streams", "stream"]],
  },
  // Desks where a letter that nobody attends to is noticed, each watched by a stream. [P7]
  {
    name: "watches",
    columns: [
      ["stream", "text"],
      ["desk", "text"],
      ["minutes", "int"],
      ["ladder", "text"],
    ],
    key: ["stream", "desk"],
    indexes: [["desk"]],
  },
  // Alarms that letters have armed: gone with their letter's waiting.
  {
    name: "watched_alarms",
    columns: [
      ["alarm", "text"],
      ["stream", "text"],
    ],
    key: ["alarm"],
    indexes: [["stream"]],
  },
  // Where members want to be called; what ladders name is the token.
  {
    name: "bells",
    columns: [
      ["bell", "text"],
      ["member", "text"],
      ["token", "text"],
      ["kind", "text"],
      ["address", "text"],
      ["every", "int"],
      ["most", "int"],
      ["rung", "int", "null"],
      ["failed", "int", "null"],
      ["taken", "int"],
    ],
    key: ["bell"],
    indexes: [["member"], ["token"]],
  },
  // What is still to be rung, for which alarm: until somebody has it.
  {
    name: "rings",
    columns: [
      ["alarm", "text"],
      ["bell", "text"],
      ["next_at", "int"],
      ["times", "int"],
      ["tries", "int"],
      ["until", "int", "null"],
    ],
    key: ["alarm", "bell"],
    indexes: [["next_at"], ["bell"]],
  },
  {
    name: "cards",
    columns: [
      ["hash", "text"],
      ["mailbox", "text"],
      ["desk", "text"],
      ["counter", "int"],
      ["previous", "text"],
      ["expires", "int"],
      ["bytes", "bytes"],
    ],
    key: ["hash"],
    unique: [["mailbox", "counter"]],
  },
  {
    name: "certificates",
    columns: [
      ["hash", "text"],
      ["issued", "int"],
      ["expires", "int"],
      ["bytes", "bytes"],
    ],
    key: ["hash"],
  },
  {
    name: "bundles",
    columns: [
      ["member", "text"],
      ["login", "text"],
      ["login_key", "bytes"],
      ["counter", "int"],
      ["bytes", "bytes"],
    ],
    key: ["member"],
    unique: [["login"]],
  },
  {
    name: "mailboxes",
    columns: [
      ["mailbox", "text"],
      ["verify_key", "bytes"],
      ["kem_key", "bytes"],
      ["desk", "text"],
      ["up_seq", "int"],
      ["up_hash", "text"],
      ["down_seq", "int"],
      ["down_hash", "text"],
      ["used", "int"],
      ["answered", "int"],
      ["changed", "int"],
    ],
    key: ["mailbox"],
    // The last one answers how much all unanswered ones hold without touching a row.
    indexes: [["changed"], ["desk"], ["answered", "used"]],
  },
  {
    name: "mailbox_rows",
    columns: [
      ["hash", "text"],
      ["mailbox", "text"],
      ["direction", "text"],
      ["seq", "int"],
      ["message", "text"],
      ["desk", "text"],
      ["hour", "int"],
      ["until", "int", "null"],
      ["not_before", "int", "null"],
      ["confirmed", "int", "null"],
      ["bytes", "bytes", "null"],
    ],
    key: ["hash"],
    unique: [
      ["mailbox", "direction", "seq"],
      ["mailbox", "direction", "message"],
    ],
    indexes: [["until"], ["desk"], ["message"]],
    references: [["mailbox", "mailboxes", "mailbox"]],
  },
  // A phone was seized, a helper is out: nothing older is shown, and only a holding text is taken. [MB8]
  {
    name: "frozen_mailboxes",
    columns: [
      ["mailbox", "text"],
      ["hour", "int"],
    ],
    key: ["mailbox"],
    references: [["mailbox", "mailboxes", "mailbox"]],
  },
  // Files of letters, and on their way to one. `named`: the letter's hash; `upload`: their sender's note to himself. [PAD1]
  {
    name: "files",
    columns: [
      ["file", "text"],
      ["mailbox", "text"],
      ["message", "text"],
      ["size", "int"],
      ["hour", "int"],
      ["desk", "text", "null"],
      ["named", "text", "null"],
      ["upload", "bytes", "null"],
    ],
    key: ["file"],
    indexes: [["mailbox"], ["desk"], ["named", "hour"]],
    references: [["mailbox", "mailboxes", "mailbox"]],
  },
  {
    name: "file_chunks",
    columns: [
      ["file", "text"],
      ["seq", "int"],
      ["hash", "text"],
      ["bytes", "bytes"],
    ],
    key: ["file", "seq"],
    references: [["file", "files", "file"]],
  },
  // Mailboxes whose files may be larger than others', because the team said so. [MB9]
  {
    name: "mailbox_limits",
    columns: [
      ["mailbox", "text"],
      ["bytes", "int"],
    ],
    key: ["mailbox"],
    references: [["mailbox", "mailboxes", "mailbox"]],
  },
  // Whose holder goes on with other words; `letters` were there before. [HO2]
  {
    name: "ended_mailboxes",
    columns: [
      ["mailbox", "text"],
      ["hour", "int"],
      ["letters", "int"],
    ],
    key: ["mailbox"],
    references: [["mailbox", "mailboxes", "mailbox"]],
  },
  // Sentences that two words open. [VO1]
  {
    name: "vouchers",
    columns: [
      ["id", "text"],
      ["expires", "int"],
      ["bytes", "bytes"],
    ],
    key: ["id"],
    indexes: [["expires"]],
  },
  // Roster entries and certificates that wait for another signature. [RO2]
  {
    name: "waiting_entries",
    columns: [
      ["id", "text"],
      ["hour", "int"],
      ["entry", "bytes", "null"],
      ["certificate", "bytes", "null"],
    ],
    key: ["id"],
  },
  // Each member's newest note of what he has been shown. [ST4]
  {
    name: "beats",
    columns: [
      ["member", "text"],
      ["hour", "int"],
      ["bytes", "bytes"],
    ],
    key: ["member"],
  },
  // An open invitation, and the newcomer's answer once there is one. [RO4]
  {
    name: "invitations",
    columns: [
      ["id", "text"],
      ["inviter", "text"],
      ["expires", "int"],
      ["kept", "bytes"],
      ["joining", "bytes", "null"],
      ["bundle", "bytes", "null"],
    ],
    key: ["id"],
  },
  {
    name: "sessions",
    columns: [
      ["token_hash", "text"],
      ["member", "text"],
      ["expires", "int"],
    ],
    key: ["token_hash"],
    indexes: [["expires"]],
    passing: true,
  },
];

const TYPES = {
  sqlite: { text: "TEXT", int: "INTEGER", bytes: "BLOB" },
  // Hex sorts and compares the same everywhere only without a language's rules.
  postgresql: { text: 'TEXT COLLATE "C"', int: "BIGINT", bytes: "BYTEA" },
} as const;

/** Statements that make what is missing. Safe to run again, and by two nodes. */
export function schema(kind: "sqlite" | "postgresql"): string[] {
  return TABLES.flatMap((table) => {
    const columns = table.columns.map(
      ([name, type, nullable]) => `${name} ${TYPES[kind][type]}${nullable === undefined ? " NOT NULL" : ""}`,
    );
    const unique = (table.unique ?? []).map((names) => `UNIQUE (${names.join(", ")})`);
    const references = (table.references ?? []).map(
      ([column, other, target]) => `FOREIGN KEY (${column}) REFERENCES ${other} (${target})`,
    );
    const parts = [...columns, `PRIMARY KEY (${table.key.join(", ")})`, ...unique, ...references];
    const strict = kind === "sqlite" ? " STRICT" : "";
    return [
      `CREATE TABLE IF NOT EXISTS ${table.name} (${parts.join(", ")})${strict}`,
      ...(table.indexes ?? []).map(
        (names) =>
          `CREATE INDEX IF NOT EXISTS ${table.name}_by_${names.join("_")} ON ${table.name} (${names.join(", ")})`,
      ),
    ];
  }).concat(`INSERT INTO change_counter (id, value) VALUES (1, 0) ON CONFLICT (id) DO NOTHING`);
}
