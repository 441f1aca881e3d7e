/**
 * A member's hand without a desk: what leads up to a story is done by it, through the same calls, in a second.
 *
 *     const siskin = await openHandOf(server, "Siskin");
 */
import { type Hand, httpTransport, type Outcome, openHand } from "@fairlead/client";
import { fromHex, type Hash, type MemberId, type OrganisationId, type Pin } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import type { Announcement } from "./server.ts";

type Config = {
  pin: { organisation: OrganisationId; head: Hash; administrators: { id: MemberId; verifyKey: string }[] };
  clockOffset: number;
};

/** What the console's host tells a page that opens: which organisation, and its time. */
export async function readHost(at: Announcement): Promise<{ pin: Pin; clock: () => number }> {
  const { pin, clockOffset }: Config = JSON.parse(await (await fetch(new URL("/config.json", at.console))).text());
  const administrators = pin.administrators.map(({ id, verifyKey }) => ({ id, verifyKey: fromHex(verifyKey) }));
  return { pin: { ...pin, administrators }, clock: () => Date.now() + clockOffset };
}

export function openHandOf(at: Announcement, handle: string): Promise<Hand> {
  const member = at.members.find((one) => one.handle === handle);
  if (member === undefined) throw new Error(`nobody here is called ${handle}`);
  return openHandWith(at, member.phrase);
}

export async function openHandWith(at: Announcement, phrase: string): Promise<Hand> {
  const { pin, clock } = await readHost(at);
  const transport = httpTransport(at.callerPage.replace(/\/$/, ""));
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const opened = await openHand({ transport, random, clock }, pin, phrase, [ENGLISH]);
  if (opened.kind !== "open") throw new Error(`not opened: ${opened.kind}`);
  return opened.hand;
}

/** @throws what it was refused for */
export async function done<T>(deed: Promise<Outcome<T>>): Promise<Extract<Outcome<T>, { kind: "done" }>> {
  const outcome = await deed;
  if (outcome.kind !== "done") throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome as Extract<Outcome<T>, { kind: "done" }>;
}
