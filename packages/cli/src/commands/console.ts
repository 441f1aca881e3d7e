import type { Command } from "../command.ts";
import { startConsoleHost } from "../console/host.ts";
import { Failure } from "../failure.ts";
import { readPin } from "../pin-file.ts";
import { portTaken } from "../running.ts";

export const deskConsole: Command = {
  name: "console",
  summary: "run the members' console on this machine",
  manual: `fairlead console --server URL --pin FILE [--port N] [--json]

Serves the console on this machine alone and passes its calls on to the case server. The page comes
from this installation, never from the server: a seized server cannot change it.

  --server URL   the case server, e.g. https://help.example
  --pin FILE     the organisation's pin, as an administrator gave it to you: the console trusts no other
  --port N       default 8418`,
  options: { server: { type: "string" }, pin: { type: "string" }, port: { type: "string" }, json: { type: "boolean" } },
  async run(given, effects) {
    const server = given.text("server");
    const pinFile = given.text("pin");
    if (server === undefined || !/^https?:\/\//.test(server))
      throw new Failure("Which server? Give --server https://…", 2);
    if (pinFile === undefined)
      throw new Failure("Whose organisation? Give --pin FILE, from an administrator whom you know.", 2);
    const port = Number(given.text("port") ?? 8418);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new Failure("--port takes a number from 0 to 65535.", 2);
    const pin = await readPin(pinFile);
    const host = await startConsoleHost({ pin, clockOffset: 0, callerPage: server, demo: false, server, port }).catch(
      portTaken(port),
    );
    effects.print(given.flag("json") ? JSON.stringify({ console: host.url }) : `The console: ${host.url}`);
    await effects.stopped;
    await host.close();
  },
};
