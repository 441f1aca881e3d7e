import type { Hand } from "@fairlead/client";
import type { Command } from "../command.ts";
import { Failure } from "../failure.ts";
import { MEMBER_MANUAL, MEMBER_OPTIONS, openMember } from "../member.ts";
import { done } from "../outcome.ts";

export const suspend: Command = {
  name: "suspend",
  summary: "suspend a member at once",
  manual: `fairlead suspend --handle HANDLE [--yes] [--server URL] [--pin FILE] [--json]

For a lost device, an arrest, a doubt. Any member may suspend another, at once and alone; two bring
him back. His consoles close and forget their keys, and everything that he held begins under new keys.

  --handle HANDLE   whom
  --yes             also where it is yourself, or where nobody could bring anybody back afterwards
  ${MEMBER_MANUAL}`,
  options: { ...MEMBER_OPTIONS, handle: { type: "string" }, yes: { type: "boolean" }, json: { type: "boolean" } },
  async run(given, effects) {
    const handle = given.text("handle");
    if (handle === undefined) throw new Failure("Whom? Give --handle HANDLE.", 2);
    const { hand } = await openMember(given, effects);
    const found = hand.view().people.filter((one) => one.handle === handle && one.standing !== "removed");
    const [member] = found;
    if (member === undefined) throw new Failure("No member is called that. See: fairlead members", 2);
    if (found.length > 1) throw new Failure("Two members are called that. Use the console's People screen.", 2);
    const warning = warningOf(hand, member);
    if (warning !== null && !given.flag("yes")) {
      hand.lock();
      throw new Failure(`${warning} If that is meant: --yes.`, 2);
    }
    const { state } = done(await hand.act.suspend(member.id));
    // New epochs of what he held are begun here as far as this member can; others' consoles do the rest. [CO3]
    await hand.sync();
    const { renewing, renewalsDue } = hand.view().status;
    const left = renewing === null ? renewalsDue : renewing.of - renewing.done;
    hand.lock();
    if (given.flag("json")) effects.print(JSON.stringify({ member: member.id, state, renewalsDue: left }));
    else
      effects.print(
        left === 0 ? "Suspended." : `Suspended. ${left} compartments get new keys at colleagues' consoles.`,
      );
  },
};

/** What is to be known before: a mistyped handle must not end an organisation. null where others can mend it. [RO2] */
function warningOf(hand: Hand, member: { id: string; role: string; standing: string }): string | null {
  const { people, recovering } = hand.view();
  const administers = (one: typeof member) => one.role === "administrator" && one.standing === "active";
  const left = people.filter((one) => administers(one) && one.id !== member.id).length;
  if (administers(member) && left < 2 && recovering.threshold === null) {
    const lost = left === 0 ? "nobody could ever be let in or restored" : "nothing that takes two could ever be done";
    const who = left === 0 ? "no administrator" : "one administrator";
    return `That leaves ${who}, and nobody is named to bring administration back: ${lost} again.`;
  }
  return member.id === hand.me.id ? "That is you: your console ends, and two others must bring you back." : null;
}
