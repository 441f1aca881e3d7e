import { listFiles } from "@fairlead/console/dist";
import { organisationWords, type Pin } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { type Command, type Given, portFrom } from "../command.ts";
import { fingerprintOf } from "../console/fingerprint.ts";
import { type ConsoleHost, startConsoleHost } from "../console/host.ts";
import { startHostedConsole } from "../console/hosted.ts";
import type { Effects } from "../effects.ts";
import { Failure } from "../failure.ts";
import { readPin } from "../pin-file.ts";
import { pinFileIn, readPinIfThere } from "../pin-keeping.ts";
import { portTaken } from "../running.ts";
import { folderOf, makeFolder } from "../where.ts";

const PORT = 8418;

export const deskConsole: Command = {
  name: "console",
  summary: "run the members' console on this machine",
  manual: `fairlead console --server URL [--pin FILE] [--port N] [--json]
fairlead console --server URL --address URL --behind-proxy [--host ADDRESS] [--pin FILE] [--port N]
fairlead console --fingerprint [--json]

Serves the console on this machine alone and passes its calls on to the case server. The page comes
from this installation, never from the server: a seized server cannot change it. Without a pin the page
asks for the invitation, and the pin that is in it is kept here.

  --server URL     the case server, e.g. https://help.example
  --pin FILE       the organisation's pin (default pin.json in FAIRLEAD_DIR): the console trusts no other
  --port N         default ${PORT}
  --fingerprint    print eight words that stand for this installation's build of the console, and stop

For members who have only a phone (docs/handbook/phone.md), on a machine of your own people, not the
case server's:

  --address URL    where they will find it: https://… or an onion service, by the proxy in front
  --behind-proxy   that proxy is there and holds the certificate; a browser has no keys to offer without
  --host ADDRESS   what to listen at (default 127.0.0.1)`,
  options: {
    server: { type: "string" },
    pin: { type: "string" },
    port: { type: "string" },
    address: { type: "string" },
    host: { type: "string" },
    "behind-proxy": { type: "boolean" },
    fingerprint: { type: "boolean" },
    json: { type: "boolean" },
  },
  async run(given, effects) {
    if (given.flag("fingerprint")) {
      const { words, sha256 } = fingerprintOf(await listFiles());
      if (given.flag("json")) effects.print(JSON.stringify({ fingerprint: words, sha256 }));
      else for (const line of [words, sha256]) effects.print(line);
      return;
    }
    const server = given.text("server");
    if (server === undefined || !/^https?:\/\//.test(server))
      throw new Failure("Which server? Give --server https://…", 2);
    const hosted = given.text("address") !== undefined || given.text("host") !== undefined;
    const host = hosted ? await hostFor(server, given, effects) : await ownConsole(server, given, effects);
    const address = given.text("address") ?? host.url;
    effects.print(given.flag("json") ? JSON.stringify({ console: address, at: host.url }) : `The console: ${address}`);
    await effects.stopped;
    await host.close();
  },
};

async function ownConsole(server: string, given: Given, effects: Effects): Promise<ConsoleHost> {
  const port = portFrom(given, PORT);
  const named = given.text("pin");
  const file = pinFileIn(folderOf(effects));
  const pin = named === undefined ? await readPinIfThere(file) : await readPin(named);
  if (pin === null) {
    await makeFolder(effects);
    effects.tell("No organisation is known here yet: the page will ask for your invitation.");
  }
  const kept = (first: Pin) => {
    effects.tell(`The pin of this organisation is kept in ${file}. Its six words: ${wordsOf(first)}`);
  };
  const keeping = { file, random: effects.random, kept };
  return startConsoleHost({ pin, clockOffset: 0, callerPage: server, demo: false, server, port, keeping }).catch(
    portTaken(port),
  );
}

async function hostFor(server: string, given: Given, effects: Effects): Promise<ConsoleHost> {
  const port = portFrom(given, PORT);
  const text = given.text("address");
  if (text === undefined || !URL.canParse(text) || !isKept(new URL(text)))
    throw new Failure("Where will members find it? Give --address https://… (or http://….onion).", 2);
  if (!given.flag("behind-proxy"))
    throw new Failure("Put a proxy with a certificate, or an onion service, in front, and say so: --behind-proxy.", 2);
  const pin = await readPin(given.text("pin") ?? pinFileIn(folderOf(effects)));
  effects.tell(`For the organisation: ${wordsOf(pin)}`);
  effects.tell(`This build:           ${fingerprintOf(await listFiles()).words}`);
  const host = given.text("host") ?? "127.0.0.1";
  return startHostedConsole({ pin, server, address: new URL(text), host, port }).catch(portTaken(port));
}

/** Where browsers make keys: over TLS, at an onion service, and on the same machine. */
function isKept({ protocol, hostname }: URL): boolean {
  if (protocol === "https:") return true;
  return protocol === "http:" && (hostname.endsWith(".onion") || hostname === "localhost" || hostname === "127.0.0.1");
}

function wordsOf({ organisation }: Pin): string {
  return organisationWords(organisation, ENGLISH).join(" ");
}
