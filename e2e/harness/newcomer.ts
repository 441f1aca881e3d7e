/** Who was invited, on a machine of their own: the client answers the invitation as any console would. */
import { httpTransport, type Joined, join } from "@fairlead/client";
import { ENGLISH } from "@fairlead/protocol/words/english";

/** @param address of a console, which passes the server's calls on. @throws where the invitation is refused */
export async function joinBy(address: string, code: string): Promise<Extract<Joined, { kind: "joined" }>> {
  const config: unknown = await (await fetch(new URL("/config.json", address))).json();
  // A demonstration lives in an invented year.
  const offset = typeof config === "object" && config !== null && "clockOffset" in config ? config.clockOffset : 0;
  const effects = {
    transport: httpTransport(new URL(address).origin),
    clock: () => Date.now() + Number(offset),
    random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  };
  const joined = await join(effects, code, ENGLISH, ENGLISH);
  if (joined.kind !== "joined") throw new Error(joined.kind);
  return joined;
}
