import { readRoster } from "@fairlead/protocol";
import { makeLog, type Store } from "@fairlead/server";
import { BELLS_MANUAL, BELLS_OPTIONS, ringerOf } from "../bells/ringer.ts";
import { type Command, portFrom } from "../command.ts";
import { COVER_MANUAL, COVER_OPTIONS, coverOf } from "../cover.ts";
import type { Effects } from "../effects.ts";
import { Failure } from "../failure.ts";
import { pinFileIn, pinForPages, pinOf, readPinIfThere, requireThrough, writePin } from "../pin-keeping.ts";
import { type TurningPages, turningPages } from "../portal.ts";
import { startOrganisation } from "../running.ts";
import { DATABASE_MANUAL, DATABASE_OPTION, folderOf, storeOf } from "../where.ts";

const LOOK_AGAIN_MS = 60_000;

export const serve: Command = {
  name: "serve",
  summary: "serve the organisation that a store holds",
  manual: `fairlead serve --name NAME --leave-to URL [--pin FILE] [--elsewhere TEXT] [--port N] [--host ADDRESS]
              [--door PATH [--cover FILE]] [--behind-proxy] [--database URL]

Serves the caller's page and the members' API. Several of these may share one PostgreSQL. Put a
proxy with TLS, or an onion service, in front; the console is not served here.

  --name NAME        what callers know the organisation by
  --leave-to URL     where "Leave quickly" leads: a harmless site
  --pin FILE         the organisation's pin, which the caller's script carries (default pin.json in
                     FAIRLEAD_DIR). It is brought up to date at the start and while this runs, as
                     members change; what does not follow from it is refused.
  --elsewhere TEXT   where else the six words are published
  ${COVER_MANUAL}
  --port N           default 8417          --host ADDRESS   default 127.0.0.1
  --behind-proxy     a proxy in front tells the caller's address (for rate limits; it is never kept)
  ${BELLS_MANUAL}
  ${DATABASE_MANUAL}`,
  options: {
    pin: { type: "string" },
    name: { type: "string" },
    "leave-to": { type: "string" },
    elsewhere: { type: "string" },
    ...COVER_OPTIONS,
    ...BELLS_OPTIONS,
    port: { type: "string" },
    host: { type: "string" },
    "behind-proxy": { type: "boolean" },
    ...DATABASE_OPTION,
  },
  async run(given, effects) {
    const name = given.text("name");
    const leaveTo = given.text("leave-to");
    if (name === undefined || leaveTo === undefined)
      throw new Failure("Give --name NAME and --leave-to URL. See: fairlead serve --help", 2);
    const port = portFrom(given, 8417);
    const cover = await coverOf(given);
    const ringer = await ringerOf(given, effects);
    const pinFile = given.text("pin") ?? pinFileIn(folderOf(effects));
    const store = await storeOf(given, effects);
    try {
      if ((await store.roster.count()) === 0)
        throw new Failure('This store holds no organisation yet. "fairlead init" founds one.');
      const pin = await readPinIfThere(pinFile);
      if (pin === null)
        throw new Failure(
          `There is no pin at ${pinFile}. Bring the one of your organisation; or, on the machine where it was founded: fairlead pin`,
        );
      const elsewhere = given.text("elsewhere") ?? "";
      const pages = await turningPages(pin, { name, elsewhere, leaveTo, zone: "UTC", door: cover?.door ?? "" });
      const follow = followMembers(store, pages, pinFile, effects);
      await follow();
      const server = await startOrganisation({
        store,
        portal: pages,
        cover,
        clock: effects.clock,
        effects,
        port,
        host: given.text("host") ?? "127.0.0.1",
        trustProxy: given.flag("behind-proxy"),
        ringer,
        log: makeLog({ write: (line) => effects.print(line.trimEnd()) }),
      });
      const following = setInterval(
        () => void follow().catch(() => effects.tell("The pages' pin could not be looked at; they stay as they are.")),
        LOOK_AGAIN_MS,
      );
      effects.tell(`Serving at ${server.url}/`);
      if (ringer === null)
        effects.tell("Members with no console open are not called: see --notify-ntfy and --notify-mail.");
      if (cover !== null)
        effects.tell(
          "Callers are told this whole address; so are members' consoles (--server). Elsewhere it shows the cover.",
        );
      await effects.stopped;
      clearInterval(following);
      await server.close();
    } finally {
      await store.close();
    }
  },
};

/** Keeps the pages' pin, and the one on this machine, as new as the store's members. [RO1] */
function followMembers(
  store: Store,
  pages: TurningPages,
  pinFile: string,
  effects: Pick<Effects, "tell">,
): () => Promise<void> {
  let known = pages.pin;
  let seen = "";
  let waited = false;
  return async () => {
    const [count, certificate] = await Promise.all([store.roster.count(), store.certificates.newest()]);
    const state = `${count} ${certificate?.issued}`;
    if (state === seen) return;
    const entries = await store.roster.from(0, count);
    const roster = readRoster(entries);
    requireThrough(roster, known);
    const { pin, waits } = pinForPages(entries, certificate?.bytes ?? null);
    if (pin.head !== pages.pin.head) await pages.turnTo(pin);
    if (roster.head !== known.head) await writePin(pinFile, pinOf(roster));
    known = pinOf(roster);
    seen = state;
    if (waits && !waited)
      effects.tell(
        "Two administrators now, and the certificate has one signature: renew it on the People screen, and have both sign. The callers' pages change when that is done.",
      );
    waited = waits;
  };
}
