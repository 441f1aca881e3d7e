import { type CaseState, type CaseView, casesOf, commonsOf, type PersonRef, readable } from "@fairlead/casework";
import type { LastHead, MemberId } from "@fairlead/protocol";
import { erasingOf, hasGoneOn, isOfPruning, namesOnly } from "./erasing.ts";
import type { CaseInHand, ErasedView, WaitingView } from "./hand.ts";
import type { Held } from "./held.ts";
import { erasesOnly, isDoubted, maySignStill } from "./pruning.ts";
import { isOwn } from "./refused-signings.ts";
import type { WaitingEntry } from "./waiting.ts";

const HOUR_MS = 3_600_000;

export function namesOf(held: Held): (id: MemberId) => PersonRef {
  const { handles } = commonsOf(held.state);
  return (id) => ({ id, handle: readable(handles.get(id) ?? "") || null, me: id === held.keys.id });
}

type Names = ReturnType<typeof namesOf>;

export function waitingView(held: Held, waiting: WaitingEntry, names: Names): WaitingView {
  const { id, hour, signers, stale, mine } = waiting;
  const own = isOwn(held, waiting);
  return { id, at: hour * HOUR_MS, does: doesOf(held, waiting, names), signers: signers.map(names), stale, mine, own };
}

function doesOf(held: Held, waiting: WaitingEntry, names: Names): WaitingView["does"] {
  const { entry, intake } = waiting;
  const body = entry?.body;
  switch (body?.kind) {
    case "enrol":
      return { kind: "enrol", member: names(body.member.id), role: body.role };
    case "rerole":
      return { kind: "rerole", member: names(body.member), role: body.role };
    case "rekey":
      return { kind: "rekey", member: names(body.member.id) };
    case "restore":
    case "remove":
      return { kind: body.kind, member: names(body.member) };
    case "recovery":
      return { kind: "recovery", threshold: body.threshold, members: body.members.map(names) };
    case "recover":
      return { kind: "recover", administrators: body.administrators.map(names) };
    case "erase":
      return erasesOf(held, body.streams, waiting, names);
    case "minimum-version":
      return { kind: "minimum-version", version: body.version };
    case "intake":
      return { kind: "intake-keys", seen: intake ?? "not-held" };
    default:
      return { kind: "certificate", seen: intake ?? "not-held" };
  }
}

/** No alias where it is not of a case that this member holds, and nothing else: he signs for nothing that he has not seen. */
function erasesOf(held: Held, streams: readonly LastHead[], waiting: WaitingEntry, names: Names): WaitingView["does"] {
  const theCase = casesOf(held.state).find((one) => namesOnly(held, one.case, streams));
  const alias = theCase?.contact.opened?.alias ?? "";
  return theCase !== undefined && isOfPruning(held, theCase.case, streams)
    ? { kind: "erase-journeys", case: theCase.case, alias, ...signingOf(held, theCase, waiting, names) }
    : { kind: "erase", alias, streams: streams.length };
}

/** Whose signature is awaited under what was pruned: two consoles give it unasked, unless one of the two cannot any more. */
function signingOf(
  held: Held,
  { case: theCase, contact }: CaseState,
  { entry, signers }: WaitingEntry,
  names: Names,
): Pick<Extract<WaitingView["does"], { kind: "erase-journeys" }>, "signing" | "lacks"> {
  const named = new Set(entry?.body.kind === "erase" ? entry.body.streams.map(({ stream }) => stream) : []);
  const ofThese = contact.prunings.filter(({ from }) => named.has(from));
  const two = [...new Set(ofThese.flatMap(({ asked, approved }) => [asked.by, approved.by]))];
  const lacks = two.filter((id) => !signers.includes(id));
  const doubted = lacks.includes(held.keys.id) && ofThese.some(({ from }) => isDoubted(held, theCase, from));
  const left = lacks.filter((id) => !maySignStill(held, id));
  if (doubted) return { signing: "doubted", lacks: lacks.map(names) };
  return left.length > 0
    ? { signing: "one-left", lacks: left.map(names) }
    : { signing: "by-itself", lacks: lacks.map(names) };
}

/** Whose consoles have still to sign for what was pruned; null: it is erased, or nothing was. */
export function unsignedView(held: Held, { case: theCase, prunings }: CaseView): CaseInHand["pruning"] {
  const open = prunings.filter(({ from }) => !held.roster.erased.has(from));
  if (open.length === 0) return null;
  const lacking = open.flatMap(({ from, asked, approved }) => {
    const signed = new Set(held.waiting.filter((one) => erasesOnly(one, from)).flatMap(({ signers }) => signers));
    return [asked, approved].filter(({ id }) => !signed.has(id));
  });
  const waitsFor = [...new Map(lacking.map((who) => [who.id, who])).values()];
  const doubted = waitsFor.some(({ me }) => me) && open.some(({ from }) => isDoubted(held, theCase, from));
  return { waitsFor, doubted };
}

export function erasingView(held: Held, { case: theCase }: CaseView, names: Names): CaseInHand["erasing"] {
  const waiting = erasingOf(held, theCase);
  const [first] = waiting?.signers ?? [];
  if (waiting === null || first === undefined) return null;
  return {
    id: waiting.id,
    by: names(first),
    at: waiting.hour * HOUR_MS,
    goneOn: hasGoneOn(held, waiting),
    mine: waiting.mine,
  };
}

/** One line for each decision to erase: the streams of one entry were one case. */
export function erasedViews(held: Held, names: Names): ErasedView[] {
  const byEntry = new Map<number, ErasedView>();
  for (const { entry, hour, by } of held.roster.erased.values()) {
    const known = byEntry.get(entry);
    if (known === undefined) byEntry.set(entry, { at: hour * HOUR_MS, by: by.map(names), streams: 1, entry });
    else known.streams += 1;
  }
  return [...byEntry.values()].sort((a, b) => b.entry - a.entry);
}
