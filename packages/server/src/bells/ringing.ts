import type { Clock } from "@fairlead/protocol/verify";
import { bugLine, type Log } from "../log.ts";
import type { OrganisationRoster } from "../members/roster.ts";
import { type Store, StoreFull, StoreTrouble } from "../store/port.ts";
import type { Ringer } from "./bell.ts";

const TICK_MS = 5_000;

export interface Ringing {
  /** One round now, answered when every bell of it has. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Rings what alarms have left to be rung, apart from the timers: a bell that hangs must not hold up an alarm. What
 * cannot be reached is tried again; nothing that goes wrong out there reaches the server.
 */
export function startRinging(
  { store, clock, log, roster }: { store: Store; clock: Clock; log: Log; roster: OrganisationRoster },
  ringer: Ringer | null,
): Ringing {
  let round: Promise<void> = Promise.resolve();
  let running = 0;

  async function runAll(): Promise<void> {
    running++;
    try {
      const minute = Math.floor(clock() / 60_000);
      const members = [...((await roster.current())?.members.values() ?? [])];
      const active = new Set<string>(members.filter(({ standing }) => standing === "active").map(({ id }) => id));
      // Whoever is out is not called: a bell says that the others still work. Suspended, he may come back. [P5]
      await store.bells.keepOnly(members.filter(({ standing }) => standing !== "removed").map(({ id }) => id));
      if (ringer === null) return;
      for (let bells = await store.bells.take(minute); bells.length > 0; bells = await store.bells.take(minute)) {
        const rang = await Promise.all(
          bells.map(async (bell) => {
            const may = active.has(bell.member) && ringer.accepts(bell.kind, bell.address);
            const came = may ? await ringer.ring(bell) : "refused";
            await (came === "rang" ? store.bells.rang(bell.bell, minute) : store.bells.failed(bell.bell, minute));
            return came;
          }),
        );
        const count = rang.filter((came) => came === "rang").length;
        if (count > 0) log({ at: "timer", timer: "bells", moved: count });
        if (count < rang.length) log({ at: "trouble", code: "FL_BELL_AWAY" });
      }
    } catch (error) {
      const told = error instanceof StoreFull || error instanceof StoreTrouble;
      log(told ? { at: "trouble", code: error.code } : bugLine(error));
    } finally {
      running--;
    }
  }

  const tick = (): Promise<void> => {
    round = round.then(runAll);
    return round;
  };
  const interval = setInterval(() => running === 0 && void tick(), TICK_MS);
  return {
    tick,
    async stop() {
      clearInterval(interval);
      await round;
    },
  };
}
