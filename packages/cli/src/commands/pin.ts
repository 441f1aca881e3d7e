import { organisationWords, readRoster } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import type { Command } from "../command.ts";
import { Failure } from "../failure.ts";
import { MEMBER_MANUAL, MEMBER_OPTIONS, openMember } from "../member.ts";
import { pinToJson } from "../pin-file.ts";
import { pinFileIn, pinOf, readPinIfThere, requireThrough, writePin } from "../pin-keeping.ts";
import { DATABASE_MANUAL, DATABASE_OPTION, folderOf, storeOf } from "../where.ts";

export const pin: Command = {
  name: "pin",
  summary: "bring the organisation's pin up to date, and print it",
  manual: `fairlead pin [--pin FILE] [--database URL]
fairlead pin --server URL [--pin FILE]

A pin is what scripts and consoles trust: the organisation's id, a recent state of its members, and
its administrators. It is no secret. This brings the pin file up to that state and prints it. A state
that does not follow from the pin as it was is refused, and the file stays as it is.

Without --server it reads this machine's store. Where there is no pin file yet, that makes one: do it
only on the machine where the organisation was founded.

  ${DATABASE_MANUAL}
  ${MEMBER_MANUAL}`,
  options: { ...DATABASE_OPTION, ...MEMBER_OPTIONS },
  async run(given, effects) {
    if (given.text("server") !== undefined) {
      const { hand } = await openMember(given, effects);
      print(hand.pin);
      hand.lock();
      return;
    }
    const store = await storeOf(given, effects);
    try {
      const entries = await store.roster.from(0, 1_000_000);
      if (entries.length === 0) throw new Failure("This store holds no organisation yet.");
      const roster = readRoster(entries);
      const file = given.text("pin") ?? pinFileIn(folderOf(effects));
      const before = await readPinIfThere(file);
      if (before !== null) requireThrough(roster, before);
      await writePin(file, pinOf(roster));
      print(pinOf(roster));
    } finally {
      await store.close();
    }

    function print(newest: ReturnType<typeof pinOf>): void {
      effects.print(JSON.stringify(pinToJson(newest), null, 2));
      const { length } = newest.administrators;
      const words = organisationWords(newest.organisation, ENGLISH).join(" ");
      effects.tell(`${words}; ${length} ${length === 1 ? "administrator" : "administrators"}`);
    }
  },
};
