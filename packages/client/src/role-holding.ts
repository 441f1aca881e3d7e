import type { Operation } from "@fairlead/casework";
import { type Bytes, type Member, makeWrap, mayAdminister, mayCommit } from "@fairlead/protocol";
import type { Appender, Written } from "./append.ts";
import { hasKey } from "./card-book.ts";
import type { Compartment } from "./compartment.ts";
import type { Held } from "./held.ts";
import { isRenewalDue } from "./renewal.ts";
import { COMMON_COMPARTMENTS, holdsByRole } from "./role-compartments.ts";
import type { StreamWrite } from "./writing.ts";

/**
 * Single wraps for whoever is to read all of a compartment: the running epoch's key, and each older one to which no
 * back-link leads. [CO1] [CO2]
 */
export async function wrapsOfAll(held: Held, compartment: Compartment, to: Member): Promise<Bytes[]> {
  const wraps: Bytes[] = [];
  for (const epoch of compartment.epochs.values()) {
    const next = compartment.epochs.get(epoch.epoch + 1);
    if (!hasKey(epoch) || (hasKey(next) && next.link !== null)) continue;
    const place = { organisation: held.pin.organisation, stream: compartment.stream, epoch: epoch.epoch };
    wraps.push(await makeWrap({ place, epochKey: epoch.key, to, keys: held.keys, rosterHead: held.roster.head }));
  }
  return wraps;
}

/** Members whose role reaches a compartment of the organisation that they were not given yet. */
function lacking(held: Held): { compartment: Compartment; members: Member[] }[] {
  return COMMON_COMPARTMENTS.flatMap((about) => {
    const compartment = held.compartment(about);
    // While somebody must still be left out the new epoch comes first: it is given to those who stay.
    if (compartment === null || compartment.halted !== null || !hasKey(compartment.epoch)) return [];
    if (isRenewalDue(held, compartment)) return [];
    const members = [...held.roster.members.values()].filter(
      ({ id, role, standing }) => standing === "active" && holdsByRole(role, about) && !compartment.readers.has(id),
    );
    return members.length === 0 ? [] : [{ compartment, members }];
  });
}

/**
 * Gives members what their role holds: newcomers, those restored, those with another role. By administrators, who hold
 * it all, whoever comes by first; derived from roster and record, so that an interrupted enrolment is finished by the
 * next. Part of every round. [RO4] [P3]
 *
 * @param naming operations that go along into the commons, such as a newcomer's handle
 */
export async function giveByRole(held: Held, appender: Appender, naming: readonly Operation[] = []): Promise<Written> {
  if (!mayAdminister(held.role) || !mayCommit(held.role, "epoch")) return { kind: "done" };
  if (lacking(held).length === 0 && naming.length === 0) return { kind: "done" };
  return appender.write(async () => {
    const writes: StreamWrite[] = [];
    const wraps: Bytes[] = [];
    for (const { compartment, members } of lacking(held)) {
      for (const member of members) wraps.push(...(await wrapsOfAll(held, compartment, member)));
      writes.push({
        stream: compartment.stream,
        operations: compartment.about?.about === "commons" ? naming : [],
        given: members.map(({ id }) => ({ member: id, history: true })),
      });
    }
    return { kind: "draft", writes, wraps };
  });
}
