/**
 * The case server. It appends, fetches, checks framing and signatures, runs two timers, and serves the caller's
 * pages. It knows no domain and can open nothing but what was written without script. [P1]
 */
import type { Clock, Random } from "@fairlead/protocol/verify";
import { fromHex, toHex } from "@fairlead/protocol/verify";
import type { Ringer } from "./bells/bell.ts";
import { startRinging } from "./bells/ringing.ts";
import { buildApp } from "./http/app.ts";
import { makeChallenges } from "./http/challenges.ts";
import { DEFAULTS, type Settings } from "./http/context.ts";
import { type Log, makeLog } from "./log.ts";
import { appendEntry, rosterIn } from "./members/roster.ts";
import { makeTokens } from "./on-arrival/token.ts";
import type { Cover } from "./pages/cover.ts";
import type { CallerPages } from "./pages/pages.ts";
import type { Store } from "./store/port.ts";
import { startTimers } from "./timers/timers.ts";

export type { Rang, Ringer } from "./bells/bell.ts";
export { DEFAULTS, type Settings } from "./http/context.ts";
export { type Log, type LogLine, makeLog } from "./log.ts";
export { bringRoster, markRestored } from "./members/roster.ts";
export { BACKUP_HOUR, BACKUP_HOURS, readHours, VERSION } from "./members/status.ts";
export type { Cover } from "./pages/cover.ts";
export type { CallerPages } from "./pages/pages.ts";
export {
  type BellKind,
  type Cell,
  type NewCommit,
  type NewWrap,
  type Store,
  StoreFull,
  type StoreRecord,
  StoreRefused,
  StoreTrouble,
} from "./store/port.ts";
export type { SqliteOptions } from "./store/sqlite.ts";
export { openStore } from "./store/store.ts";
export type { AlarmState, AlarmView } from "./timers/alarm.ts";

export type ServerOptions = {
  /** Stays open when the server closes: whoever opened it closes it. */
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly log?: Log;
  /** The caller's pages; without them the server answers `/api` only. */
  readonly portal?: CallerPages;
  /** What stands at the address for whoever does not know the door; without it everything stands there openly. */
  readonly cover?: Cover;
  /** Entry 0 of the roster, for a store that has none yet. */
  readonly founding?: Uint8Array;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  readonly settings?: Partial<Settings>;
  /** How members are called who have no console open; without it, nobody is. */
  readonly ringer?: Ringer;
};

export type RunningServer = {
  /** Of everything that is ours: behind the door, where there is one. Without a slash at its end. */
  readonly url: string;
  /** One round of the timers now: after a test or a demonstration has moved its clock. */
  tick(): Promise<void>;
  /** Ends long polls, lets running calls finish, stops the timers. */
  close(): Promise<void>;
};

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { store, clock, random, portal, founding, port, host = "127.0.0.1" } = options;
  const log = options.log ?? makeLog();
  const roster = rosterIn(store);
  if (founding !== undefined && (await roster.current()) === null)
    await appendEntry({ store, roster, clock }, founding);

  const key = fromHex(await store.meta.putOnce("challenge-key", toHex(random(32))));
  const closing = new AbortController();
  const app = await buildApp(
    {
      store,
      clock,
      random,
      log,
      roster,
      pages: portal ?? null,
      cover: options.cover ?? null,
      challenges: makeChallenges(key, clock, random),
      settings: { ...DEFAULTS, ...options.settings },
      ringer: options.ringer ?? null,
      closing: closing.signal,
    },
    makeTokens(key, clock, random),
  );
  const timers = await startTimers(store, clock, log);
  const ringing = startRinging({ store, clock, log, roster }, options.ringer ?? null);
  const url = (await app.listen({ port, host })) + (options.cover?.door ?? "");
  log({ at: "started" });
  return {
    url,
    async tick() {
      await timers.tick();
      await ringing.tick();
    },
    async close() {
      closing.abort();
      await timers.stop();
      await ringing.stop();
      await app.close();
      log({ at: "stopped" });
    },
  };
}
