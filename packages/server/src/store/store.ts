import { alarmsOf } from "./alarms.ts";
import { beatsOf } from "./beats.ts";
import { bellsOf } from "./bells.ts";
import { int, text } from "./cells.ts";
import { drop, type Engine, keep, type Reader } from "./engine.ts";
import { filesOf } from "./files.ts";
import { invitationsOf } from "./invitations.ts";
import { mailboxesOf } from "./mailboxes.ts";
import { type Store, StoreRefused } from "./port.ts";
import { openPostgresEngine } from "./postgres.ts";
import { bundlesOf, cardsOf, certificatesOf, rosterOf } from "./roster.ts";
import { sessionsOf } from "./sessions.ts";
import { restoreSnapshot, takeSnapshot } from "./snapshot.ts";
import { openSqliteEngine, type SqliteOptions } from "./sqlite.ts";
import { streamsOf } from "./streams.ts";
import { OLDEST_SCHEMA, SCHEMA_VERSION } from "./tables.ts";
import { vouchersOf } from "./vouchers.ts";
import { waitingEntriesOf } from "./waiting.ts";

/**
 * The store at `place`: a path is one SQLite file, `postgres://…` a PostgreSQL database.
 *
 * @throws StoreRefused FL_STORE_NEWER when a newer Fairlead has written it, FL_STORE_OLDER when one too old has
 */
export async function openStore(place: string, options: SqliteOptions = {}): Promise<Store> {
  const engine = /^postgres(ql)?:\/\//.test(place) ? await openPostgresEngine(place) : openSqliteEngine(place, options);
  const store = storeOn(engine);
  try {
    const version = await store.meta.putOnce("schema", String(SCHEMA_VERSION));
    if (Number(version) > SCHEMA_VERSION) throw new StoreRefused("FL_STORE_NEWER");
    if (Number(version) < OLDEST_SCHEMA) throw new StoreRefused("FL_STORE_OLDER");
    // Only tables were added since: they stand empty beside what is there.
    if (Number(version) < SCHEMA_VERSION) await store.meta.put("schema", String(SCHEMA_VERSION));
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}

function storeOn(engine: Engine): Store {
  return {
    kind: engine.kind,
    streams: streamsOf(engine),
    roster: rosterOf(engine),
    cards: cardsOf(engine),
    certificates: certificatesOf(engine),
    bundles: bundlesOf(engine),
    mailboxes: mailboxesOf(engine),
    files: filesOf(engine),
    alarms: alarmsOf(engine),
    bells: bellsOf(engine),
    waiting: waitingEntriesOf(engine),
    beats: beatsOf(engine),
    vouchers: vouchersOf(engine),
    invitations: invitationsOf(engine),
    sessions: sessionsOf(engine),
    meta: metaOf(engine),
    async now() {
      const row = (await engine.all("SELECT value FROM change_counter WHERE id = 1"))[0];
      return row === undefined ? 0 : int(row, "value");
    },
    onChange: (listener) => engine.onChange(listener),
    snapshot: () => takeSnapshot(engine),
    restore: (records) => restoreSnapshot(engine, records),
    close: () => engine.close(),
  };
}

function metaOf(engine: Engine): Store["meta"] {
  const get = async (reader: Reader, name: string): Promise<string | null> => {
    const row = (await reader.all("SELECT value FROM meta WHERE name = $1", name))[0];
    return row === undefined ? null : text(row, "value");
  };
  const change: Store["meta"]["change"] = async (name, how) => {
    await engine.write(async (writer) => {
      const value = how(await get(writer, name));
      await writer.run("DELETE FROM meta WHERE name = $1", name);
      await writer.run("INSERT INTO meta (name, value) VALUES ($1, $2)", name, value);
      return keep(undefined);
    });
  };
  return {
    get: (name) => get(engine, name),
    put: (name, value) => change(name, () => value),
    change,
    async putOnce(name, value) {
      const standing = await get(engine, name);
      if (standing !== null) return standing;
      return engine.write(async (writer) => {
        const other = await get(writer, name);
        if (other !== null) return drop(other);
        await writer.run("INSERT INTO meta (name, value) VALUES ($1, $2)", name, value);
        return keep(value);
      });
    },
  };
}
