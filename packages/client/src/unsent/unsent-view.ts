import {
  caseOf,
  type MemberId,
  type Operation,
  type PersonRef,
  readableAll,
  type StreamId,
  saidNoThere,
  standsThere,
} from "@fairlead/casework";
import type { Held } from "../held.ts";
import { caseIn, saidIn } from "./at-once.ts";
import { isLook, type Unsent } from "./unsent.ts";
import type { Differing, UndoneView, UnsentPlace, UnsentView } from "./views.ts";

/** What waits to be sent, and what could not stand, as screens show it. */
export function unsentViews(held: Held, unsent: readonly Unsent[]): UnsentView[] {
  return unsent.filter(({ asked }) => asked !== null).map((one) => viewOf(held, one));
}

export function undoneViews(held: Held, names: (member: MemberId) => PersonRef): UndoneView[] {
  return held.undone.flatMap((one) =>
    one.refused === null
      ? []
      : [
          {
            ...viewOf(held, one),
            refusedAt: one.refused.at,
            why: readableAll(one.refused.why),
            differing: readableAll(differing(held, one, names)),
          },
        ],
  );
}

function viewOf(held: Held, one: Unsent): UnsentView {
  const { id, at, asked, kept, writes } = one;
  const operations = readableAll([...saidIn(one)]);
  const asAsked = caseIn(one);
  return {
    id,
    at,
    kept,
    look: isLook(one),
    action: asked?.action ?? null,
    place: placeOf(
      held,
      // A part that is begun with it is known to nobody yet.
      writes.find(({ stream }) => held.compartments.has(stream))?.stream ??
        (asAsked === null ? undefined : caseOf(held.state, asAsked)?.contactStream),
      operations,
    ),
    operations,
  };
}

function placeOf(held: Held, stream: StreamId | undefined, operations: readonly Operation[]): UnsentPlace {
  const about = stream === undefined ? null : (held.compartments.get(stream)?.about ?? null);
  const named = operations.find((operation) => "mailbox" in operation && operation.mailbox !== null);
  const mailbox = named !== undefined && "mailbox" in named ? named.mailbox : null;
  if (about?.about !== "case") return { case: null, part: null, mailbox };
  const alias = caseOf(held.state, about.case)?.contact.opened?.alias;
  return {
    case: alias === undefined ? null : { id: about.case, alias: readableAll(alias) },
    part: about.part,
    mailbox,
  };
}

/** Against what stands now, not against what stood when it was refused: the choice is made today. */
function differing(held: Held, { writes, over }: Unsent, names: (member: MemberId) => PersonRef): Differing[] {
  return writes.flatMap(({ stream, operations }) =>
    operations.flatMap((mine) => {
      const there = saidNoThere(held.state, stream, mine, over) ?? standsThere(held.state, stream, mine);
      if (there === null) return [];
      const fields = fieldsApart(mine, there.operation);
      return fields.length === 0 ? [] : [{ mine, theirs: there.operation, by: names(there.by), at: there.at, fields }];
    }),
  );
}

/** Names of the ledger's counts and the like are nobody's words. */
const UNSAID: ReadonlySet<string> = new Set([
  "op",
  "over",
  "token",
  "seen",
  "consent",
  "noes",
  "threat",
  "line",
  "mailbox",
  "thread",
  "row",
]);

function fieldsApart(mine: Operation, theirs: Operation): string[] {
  const [one, other] = [fieldsOf(mine), fieldsOf(theirs)];
  const names = new Set([...one.keys(), ...other.keys()]);
  return [...names].filter((name) => !UNSAID.has(name) && one.get(name) !== other.get(name));
}

/** What a thing is said to be is many fields: `facts.place` and so on. */
function fieldsOf(operation: Operation): Map<string, string> {
  const facts = operation.op === "writeThing" ? Object.entries(operation.facts) : [];
  const inside = facts.map(([name, value]) => [`facts.${name}`, value] as const);
  const fields = Object.entries(operation).filter(([name]) => name !== "facts");
  return new Map([...fields, ...inside].map(([name, value]) => [name, JSON.stringify(value)]));
}
