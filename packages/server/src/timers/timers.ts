import type { Clock } from "@fairlead/protocol/verify";
import { hourOf } from "@fairlead/protocol/verify";
import type { Log } from "../log.ts";
import { bugLine } from "../log.ts";
import { type Store, StoreFull, StoreTrouble } from "../store/port.ts";

const TICK_MS = 5_000;

/** What each timer does, and how many things it moved. Every node runs all of them; each thing is moved by one. */
type Timer = { readonly name: string; readonly run: (store: Store, now: number) => Promise<number> };

const TIMERS: readonly Timer[] = [
  // First of all: what fell due while no server ran falls due now. [P7]
  { name: "alarms", run: (store, now) => store.alarms.advance(Math.floor(now / 60_000)) },
  { name: "releases", run: (store, now) => store.mailboxes.expire(hourOf(now)) },
  { name: "files", run: (store, now) => store.files.expire(hourOf(now)) },
  { name: "retention", run: (store, now) => store.streams.eraseDue(hourOf(now)) },
  { name: "vouchers", run: (store, now) => store.vouchers.expire(hourOf(now)) },
  { name: "invitations", run: (store, now) => store.invitations.expire(hourOf(now)) },
  {
    name: "sessions",
    run: async (store, now) => {
      await store.sessions.sweep(now);
      return 0;
    },
  },
];

export interface Timers {
  /** One round now; also what tests call after moving their clock. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs once before it resolves, then every few seconds. A timer that fails is tried again with the next round, and
 * never keeps the others from theirs: a full disk must not silence an alarm that needs no room.
 */
export async function startTimers(store: Store, clock: Clock, log: Log): Promise<Timers> {
  let round: Promise<void> = Promise.resolve();
  let running = 0;

  async function runAll(): Promise<void> {
    running++;
    for (const { name, run } of TIMERS) {
      try {
        const moved = await run(store, clock());
        if (moved > 0) log({ at: "timer", timer: name, moved });
      } catch (error) {
        const told = error instanceof StoreFull || error instanceof StoreTrouble;
        log(told ? { at: "trouble", code: error.code } : bugLine(error));
      }
    }
    running--;
  }

  const tick = (): Promise<void> => {
    round = round.then(runAll);
    return round;
  };
  await tick();
  const interval = setInterval(() => running === 0 && void tick(), TICK_MS);
  return {
    tick,
    async stop() {
      clearInterval(interval);
      await round;
    },
  };
}
