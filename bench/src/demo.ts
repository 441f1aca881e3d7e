/** The demo as a newcomer has it, with its invented season, and its members' hands. */
import { type Hand, httpTransport, openHand, type Shelf } from "@fairlead/client";
import { fromHex, type Hash, type MemberId, type OrganisationId, type Pin } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import type { Announcement } from "../../e2e/harness/server.ts";
import { random } from "./organisation.ts";

type Config = {
  pin: { organisation: OrganisationId; head: Hash; administrators: { id: MemberId; verifyKey: string }[] };
  clockOffset: number;
};

export type Demo = {
  phraseOf: (role: string) => string;
  /** As by a console just opened: cold, unless this shelf remembers. @throws Error when it does not open */
  open: (role: string, options?: { fetcher?: typeof fetch; shelf?: Shelf }) => Promise<Hand>;
  pin: Pin;
};

export async function reachDemo({ callerPage, console, members }: Announcement): Promise<Demo> {
  const config: Config = JSON.parse(await (await fetch(new URL("/config.json", console))).text());
  const administrators = config.pin.administrators.map(({ id, verifyKey }) => ({ id, verifyKey: fromHex(verifyKey) }));
  const pin = { ...config.pin, administrators };
  const phraseOf = (role: string): string => {
    const member = members.find((one) => one.role === role);
    if (member === undefined) throw new Error(`the demo has no ${role}`);
    return member.phrase;
  };
  return {
    pin,
    phraseOf,
    open: async (role, { fetcher = fetch, shelf } = {}) => {
      const transport = httpTransport(callerPage.replace(/\/$/, ""), fetcher);
      const clock = () => Date.now() + config.clockOffset;
      const effects = { transport, random, clock, ...(shelf === undefined ? {} : { shelf }) };
      const opened = await openHand(effects, pin, phraseOf(role), [ENGLISH]);
      if (opened.kind !== "open") throw new Error(`the ${role}'s hand does not open: ${opened.kind}`);
      return opened.hand;
    },
  };
}
