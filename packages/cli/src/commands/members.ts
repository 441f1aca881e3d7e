import type { Command } from "../command.ts";
import { MEMBER_MANUAL, MEMBER_OPTIONS, openMember } from "../member.ts";

export const members: Command = {
  name: "members",
  summary: "list the members: roles and standing",
  manual: `fairlead members [--server URL] [--pin FILE] [--json]

Lists who is in the roster, in which role, and whether active, suspended or removed; then what waits
for a second signature.

  ${MEMBER_MANUAL}`,
  options: { ...MEMBER_OPTIONS, json: { type: "boolean" } },
  async run(given, effects) {
    const { hand } = await openMember(given, effects);
    const { people, waiting } = hand.view();
    hand.lock();
    if (given.flag("json")) {
      const listed = people.map(({ id, handle, role, standing }) => ({ id, handle, role, standing }));
      effects.print(
        JSON.stringify({ members: listed, waiting: waiting.map(({ id, does }) => ({ id, does: does.kind })) }),
      );
      return;
    }
    const width = Math.max(...people.map(({ handle, id }) => (handle ?? id).length));
    const roles = Math.max(...people.map(({ role }) => role.length));
    for (const { handle, id, role, standing } of people)
      effects.print(`${(handle ?? id).padEnd(width)}   ${role.padEnd(roles)}   ${standing}`);
    for (const { does, signers } of waiting)
      effects.print(
        `Waits for a second signature: ${does.kind}, signed by ${signers.map((one) => one.handle ?? one.id).join(", ")}`,
      );
  },
};
