import { dayFrom, season } from "@fairlead/casework";
import type { Pin } from "@fairlead/protocol";
import { type CallerPages, openStore, startServer } from "@fairlead/server";
import type { Effects } from "../effects.ts";
import { pinToJson } from "../pin-file.ts";
import { callerPages } from "../portal.ts";
import { beginBuilding, type DemoOrganisation, finishBuilding } from "./folder.ts";
import { playSeason, seasonClock } from "./play.ts";
import { presentationOf } from "./presentation.ts";

const SEED = 2017;

/**
 * Plays the invented season into a store, against a server of its own on loopback, and keeps the
 * organisation's particulars beside it.
 * @param database a PostgreSQL address, or undefined for SQLite in the folder
 * @param until the last day, "2017-05-09"
 */
export async function makeDemo(
  folder: string,
  until: string,
  database: string | undefined,
  effects: Effects,
): Promise<void> {
  const played = season(SEED, dayFrom(until));
  const place = await beginBuilding(folder);
  const store = await openStore(database ?? place.store);
  try {
    const clock = seasonClock(played.events[0]?.at ?? played.now);
    const tell = progressTeller(effects);
    // The pages name the organisation, which is founded while the server already runs.
    let pages: CallerPages | undefined;
    const founded = async (pin: Pin) => {
      pages = await callerPages(pin, 0, presentationOf(played.organisation));
    };
    const ready = (): CallerPages => pages ?? fail();
    const portal: CallerPages = { place: (language) => ready().place(language), asset: (path) => ready().asset(path) };
    // Nobody floods a season: the least proof of work.
    const server = await startServer({
      store,
      clock: clock.now,
      random: effects.random,
      portal,
      port: 0,
      log: () => {},
      settings: { workBits: 1 },
    });
    let organisation: DemoOrganisation;
    try {
      const { pin, helped, members } = await playSeason(played, {
        url: server.url,
        clock,
        random: effects.random,
        tick: server.tick,
        founded,
        progress: tell,
      });
      organisation = {
        format: "fairlead-demo/1",
        name: played.organisation,
        until,
        helped,
        pin: pinToJson(pin),
        members,
      };
    } finally {
      await server.close();
    }
    await store.close();
    await finishBuilding(folder, organisation, clock.now());
  } finally {
    await store.close().catch(() => {});
  }
}

function fail(): never {
  throw new Error("a page was asked for before the organisation was founded");
}

function progressTeller(effects: Effects): (done: number, all: number, at: number) => void {
  let told = -1;
  return (done, all, at) => {
    const percent = Math.floor((100 * done) / all);
    if (percent === told || (!effects.terminal && percent % 10 !== 0)) return;
    told = percent;
    effects.tellProgress(`Playing an invented season: ${new Date(at).toISOString().slice(0, 10)}, ${percent} %`);
  };
}
