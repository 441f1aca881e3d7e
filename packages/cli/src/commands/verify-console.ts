import { listFiles } from "@fairlead/console/dist";
import type { Command } from "../command.ts";
import { fingerprintOf } from "../console/fingerprint.ts";
import { findDifferences } from "../console/verify.ts";
import { Failure } from "../failure.ts";
import { readPin } from "../pin-file.ts";
import { pinFileIn } from "../pin-keeping.ts";
import { visitor } from "../visit.ts";
import { folderOf } from "../where.ts";

export const verifyConsole: Command = {
  name: "verify-console",
  summary: "check a hosted console against this installation",
  manual: `fairlead verify-console --address URL [--pin FILE] [--proxy URL] [--json]

Fetches every file of a console that somebody hosts, as a phone would, and compares it with this
installation's own build, byte by byte; then what it says of the organisation, and the headers that
keep other scripts out.

  --address URL   the hosted console
  --pin FILE      the organisation's pin (default pin.json in FAIRLEAD_DIR)
  --proxy URL     by this SOCKS proxy, Tor's for instance: socks5h://127.0.0.1:9050

What this proves: that the host, asked by this machine, at this moment, gives out this build and nothing
else. A hostile host can give one page to you and another to a phone. So ask from different networks, at
different times, also by Tor, and let whoever hosts it be somebody you know.

Exit code 1 where anything differs.`,
  options: {
    address: { type: "string" },
    pin: { type: "string" },
    proxy: { type: "string" },
    json: { type: "boolean" },
  },
  async run(given, effects) {
    const address = given.text("address");
    if (address === undefined || !URL.canParse(address))
      throw new Failure("Which console? Give --address https://…", 2);
    const pin = await readPin(given.text("pin") ?? pinFileIn(folderOf(effects)));
    const visit = visitor(given.text("proxy"));
    const files = await listFiles();
    const { words } = fingerprintOf(files);
    const { differences, otherHead } = await findDifferences(visit, new URL("/", address), files, pin);
    const same = differences.length === 0;
    if (given.flag("json")) effects.print(JSON.stringify({ same, fingerprint: words, differences, otherHead }));
    else if (same) effects.print(`Same as this installation's build: ${words}`);
    else for (const difference of differences) effects.print(difference);
    if (otherHead)
      effects.tell(
        "Its pin names another state of the members than yours. That is so after every change of members; if it stays so when both were brought up to date (fairlead pin), and the host has started anew, ask why.",
      );
    if (!same) throw new Failure("This is not the console of this installation. Nobody should type a phrase there.");
  },
};
