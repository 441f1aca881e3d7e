import { type Pin, type Roster, readRoster } from "@fairlead/protocol";
import { makeLog } from "@fairlead/server";
import type { Command } from "../command.ts";
import { Failure } from "../failure.ts";
import { pinToJson, readPin } from "../pin-file.ts";
import { startOrganisation } from "../running.ts";
import { DATABASE_MANUAL, DATABASE_OPTION, storeOf } from "../where.ts";

export const serve: Command = {
  name: "serve",
  summary: "serve an organisation that a store already holds",
  manual: `fairlead serve --pin FILE --name NAME --leave-to URL [--elsewhere TEXT] [--port N] [--host ADDRESS]
              [--behind-proxy] [--database URL]

Serves the caller's page and the members' API. Several of these may share one PostgreSQL. Put a
proxy with TLS, or an onion service, in front; the console is not served here.

  --pin FILE         the organisation's pin; the caller's script carries it
  --name NAME        what callers know the organisation by
  --leave-to URL     where "Leave quickly" leads: a harmless site
  --elsewhere TEXT   where else the six words are published
  --port N           default 8417          --host ADDRESS   default 127.0.0.1
  --behind-proxy     a proxy in front tells the caller's address (for rate limits; it is never kept)
  ${DATABASE_MANUAL}

  --print-pin        print the pin of the organisation in the store, and stop`,
  options: {
    pin: { type: "string" },
    name: { type: "string" },
    "leave-to": { type: "string" },
    elsewhere: { type: "string" },
    port: { type: "string" },
    host: { type: "string" },
    "behind-proxy": { type: "boolean" },
    "print-pin": { type: "boolean" },
    ...DATABASE_OPTION,
  },
  async run(given, effects) {
    const store = await storeOf(given, effects);
    try {
      const entries = await store.roster.from(0, 1_000_000);
      if (entries.length === 0) throw new Failure("This store holds no organisation yet.");
      const roster = readRoster(entries);
      if (given.flag("print-pin")) {
        effects.print(JSON.stringify(pinToJson(pinOf(roster)), null, 2));
        return;
      }
      const name = given.text("name");
      const pinFile = given.text("pin");
      const leaveTo = given.text("leave-to");
      if (name === undefined || leaveTo === undefined || pinFile === undefined)
        throw new Failure("Give --pin FILE, --name NAME and --leave-to URL. See: fairlead serve --help", 2);
      const pin = await readPin(pinFile);
      if (pin.organisation !== roster.organisation || roster.seqOf(pin.head) === undefined)
        throw new Failure("The store holds another organisation than the pin names. Nothing is served.");
      const port = Number(given.text("port") ?? 8417);
      if (!Number.isInteger(port) || port < 0 || port > 65_535)
        throw new Failure("--port takes a number from 0 to 65535.", 2);
      const server = await startOrganisation({
        store,
        pin,
        clock: effects.clock,
        clockOffset: 0,
        presentation: { name, elsewhere: given.text("elsewhere") ?? "", leaveTo, zone: "UTC" },
        effects,
        port,
        host: given.text("host") ?? "127.0.0.1",
        trustProxy: given.flag("behind-proxy"),
        log: makeLog(),
      });
      effects.tell(`Serving at ${server.url}/`);
      await effects.stopped;
      await server.close();
    } finally {
      await store.close();
    }
  },
};

/** The pin of a roster as it stands: the administrators in office at its head. */
function pinOf(roster: Roster): Pin {
  const administrators = [...roster.members.values()]
    .filter(({ role, standing }) => role === "administrator" && standing === "active")
    .map(({ id, verifyKey }) => ({ id, verifyKey }));
  return { organisation: roster.organisation, head: roster.head, administrators };
}
