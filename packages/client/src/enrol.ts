import { nameMember } from "@fairlead/casework";
import { type MemberId, makeMemberKeys, publicKeys, type Role, sealBundle, type WordList } from "@fairlead/protocol";
import type { Appender } from "./append.ts";
import type { Outcome } from "./hand.ts";
import type { Held } from "./held.ts";
import { makePhrase } from "./new-phrase.ts";
import { giveByRole } from "./role-holding.ts";
import { appendToRoster } from "./roster-append.ts";
import { followCompartments } from "./sync.ts";

/**
 * Enrols a member from an administrator's machine, which makes the keys and sees the phrase once: for demonstrations
 * and tests. People are invited, and make their own. [RO4]
 *
 * Roster entry first, then what his role holds, then his bundle: interrupted, it leaves a member who
 * cannot log in, and nothing that opens without him.
 */
export async function enrol(
  held: Held,
  appender: Appender,
  { handle, role, list = held.lists[0] }: { handle: string; role: Role; list?: WordList | undefined },
): Promise<Outcome<{ id: MemberId; phrase: string }>> {
  if (held.role !== "administrator") return { kind: "not-your-role" };
  if (handle.trim() === "") return { kind: "incomplete", field: "handle" };
  if (list === undefined) return { kind: "incomplete", field: "list" };
  const { random } = held.effects;
  const keys = makeMemberKeys(random);
  const member = await publicKeys(keys);
  const { phrase, unlocking } = await makePhrase(random, list, held.pin.organisation);
  // Up to date first: a newcomer is given the epochs that run now.
  await followCompartments(held);
  const named = nameMember(held.state, { member: keys.id, handle }, held.hand());
  if (named.kind !== "operations") return named;
  await appendToRoster(held, { kind: "enrol", member, role });
  const written = await giveByRole(
    held,
    appender,
    named.writes.flatMap(({ operations }) => operations),
  );
  if (written.kind !== "done") return written;
  const bundle = await sealBundle(keys, unlocking, held.pin.organisation, 1, random);
  await held.session.open("/api/bundle", { bundle });
  return { kind: "done", id: keys.id, phrase };
}
