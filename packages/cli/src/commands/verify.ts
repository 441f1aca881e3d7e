import { readBuild } from "@fairlead/portal/dist";
import { hourOf, organisationWords } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { type PageVerified, verifyPage } from "../caller-page/verify.ts";
import type { Command } from "../command.ts";
import { Failure } from "../failure.ts";
import { readPin } from "../pin-file.ts";
import { pinFileIn } from "../pin-keeping.ts";
import { visitor } from "../visit.ts";
import { folderOf } from "../where.ts";

export const verify: Command = {
  name: "verify",
  summary: "check a caller's page as a visitor is given it",
  manual: `fairlead verify --address URL [--pin FILE] [--proxy URL] [--json]

For partners, and for whoever watches from elsewhere. Fetches the page that callers write on, in every
language, as a phone would, and compares it with what this installation makes for the same organisation:
the script and word lists byte by byte, each page to the last letter but for what the organisation says of
itself (that is printed, to be read), the headers that keep other scripts out, and the chain from the pin to
the card to which callers' words are sealed.

  --address URL   the caller's page, with its door where it has one: then the cover is looked at too
  --pin FILE      the organisation's pin (default pin.json in FAIRLEAD_DIR); get it from somebody you know
  --proxy URL     by this SOCKS proxy, Tor's for instance: socks5h://127.0.0.1:9050
  --json          print one JSON value instead

The first line is for a monitor: OK or DIFFERENT, whether the pin's head is ours, and for how many hours card
and certificate are still good. Below 240 and 480 hours somebody's console should have renewed them.

What this proves: that the page, asked by this machine, at this moment, is ours and nothing else. A hostile
server can give one page to you and another to somebody else. So ask from different networks, also by Tor.

Exit code 0 where it is the same, 1 where anything differs or nothing came, 2 for bad input.`,
  options: {
    address: { type: "string" },
    pin: { type: "string" },
    proxy: { type: "string" },
    json: { type: "boolean" },
  },
  async run(given, effects) {
    const address = given.text("address");
    if (address === undefined || !URL.canParse(address)) throw new Failure("Which page? Give --address https://…", 2);
    const visit = visitor(given.text("proxy"));
    const pin = await readPin(given.text("pin") ?? pinFileIn(folderOf(effects)));
    const build = await readBuild().catch(() => {
      throw new Failure("The caller's pages are not built yet. Run script/bootstrap.");
    });
    const verified = await verifyPage(visit, new URL(address), { build, pin, now: effects.clock() });
    const same = verified.differences.length === 0;
    if (given.flag("json")) effects.print(JSON.stringify({ same, ...verified }));
    else {
      effects.print(lineOf(verified, hourOf(effects.clock())));
      for (const difference of verified.differences) effects.print(`  ${difference}`);
      effects.print(`Six words: ${organisationWords(pin.organisation, ENGLISH).join(" ")}`);
      const { shown } = verified;
      if (shown !== null) {
        effects.print(`It calls itself: ${shown.name}`);
        effects.print(`Words and other ways also at: ${shown.elsewhere}`);
        effects.print(`Leave quickly leads to: ${shown.leaveTo}`);
      }
    }
    if (!same) throw new Failure("This is not the page that this installation makes. Warn whoever might write there.");
  },
};

function lineOf({ differences, otherHead, card, certificate }: PageVerified, hour: number): string {
  const left = (ends: number | null) => (ends === null ? "none" : `${ends - hour}h`);
  const head = otherHead ? "other" : "same";
  return `${differences.length === 0 ? "OK" : "DIFFERENT"} head=${head} card=${left(card)} certificate=${left(certificate)}`;
}
