import { extendRoster, hourOf, Refused, type RosterBody, rosterEntry } from "@fairlead/protocol";
import type { Held } from "./held.ts";
import { extendedRoster } from "./roster-sync.ts";

const TRIES = 8;

/**
 * Adds one entry, signed by this hand alone. Whether it may is checked here first, by the same rules as
 * everywhere. [RO2]
 *
 * @throws Refused FL_ROSTER_RIGHT where a second administrator must sign; Unreachable, ServerRefused
 */
export async function appendToRoster(held: Held, body: RosterBody): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const { roster, intakeKeys, entries } = held.known;
    const entry = rosterEntry(roster, body, [held.keys], hourOf(held.effects.clock()));
    const extended = extendRoster(roster, entry);
    const answer = await held.session.call("/api/roster/append", { entry });
    if (!answer.has("stale")) {
      held.known = {
        roster: extended,
        intakeKeys: body.kind === "intake" ? [...intakeKeys, body.signKey] : intakeKeys,
        entries: [...entries, entry],
      };
      return;
    }
    held.known = await extendedRoster((path, asked) => held.session.call(path, asked), held.known);
  }
  throw new Refused("FL_ROSTER_CHAIN");
}
