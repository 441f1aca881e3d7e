import { buildInWords, type Effects, type Joined, join, organisationInWords, twoPlaces } from "@fairlead/client";
import type { Pin, WordLists } from "../config.ts";

/** How someone becomes a member at this desk. */
export type Joining = {
  /** This desk knows no organisation yet: nothing else can be done here. */
  needed: boolean;
  /** The invitation that stood in the address; "" without one. */
  code: string;
  /** Makes keys and phrase on this device, answers the invitation, and has this machine remember whose it is. */
  join(code: string, language: string): Promise<Joined | { kind: "not-kept" }>;
  /** Which two words of a phrase are asked back. */
  twoPlaces(count: number): [number, number];
};

/** What tells this desk from another, to be read out and compared. */
export type Identity = {
  organisation(): string[] | null;
  /** Of this build, from its host's own list of files: an honest host's word. */
  build(): Promise<string[] | null>;
};

/** The pin that this desk opens under. It may come with the first invitation. */
export type PinHeld = { pin: Pin | null };

const pinJson = ({ organisation, head, administrators }: Pin) => ({
  organisation,
  head,
  administrators: administrators.map(({ id, verifyKey }) => ({
    id,
    verifyKey: [...verifyKey].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
  })),
});

/** Has the host on this machine keep the first pin. It never replaces another organisation's. */
const keep = async (fetcher: typeof fetch, token: string, pin: Pin): Promise<"kept" | "another" | "failed"> => {
  try {
    const answer = await fetcher("/pin", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token, pin: pinJson(pin) }),
      credentials: "omit",
      cache: "no-store",
    });
    if (answer.status === 409) return "another";
    return answer.ok ? "kept" : "failed";
  } catch {
    return "failed";
  }
};

export const makeJoining = (
  effects: Effects,
  lists: WordLists,
  held: PinHeld,
  host: { fetcher: typeof fetch; keepPin: string | null; code: string; onPin(pin: Pin): void },
): Joining => {
  const english = lists[0];
  if (english === undefined) throw new Error("no word list");
  return {
    needed: held.pin === null,
    code: host.code,
    twoPlaces: (count) => twoPlaces(count, effects.random),
    join: async (code, language) => {
      const list = lists.find((one) => one.language === language) ?? english;
      const joined = await join(effects, code, list, english, held.pin);
      if (joined.kind !== "joined") return joined;
      if (held.pin === null && host.keepPin !== null) {
        const kept = await keep(host.fetcher, host.keepPin, joined.pin);
        if (kept === "another") return { kind: "another-organisation" };
        if (kept === "failed") return { kind: "not-kept" };
      }
      // As new as the invitation: newer than what this machine may have known. [RO1]
      held.pin = joined.pin;
      host.onPin(joined.pin);
      return joined;
    },
  };
};

export const makeIdentity = (fetcher: typeof fetch, lists: WordLists, held: PinHeld): Identity => {
  const english = lists[0];
  if (english === undefined) throw new Error("no word list");
  return {
    organisation: () => (held.pin === null ? null : organisationInWords(held.pin, english)),
    build: async () => {
      try {
        const answer = await fetcher("/files.json", { cache: "no-store", credentials: "omit" });
        if (!answer.ok) return null;
        const hash = await crypto.subtle.digest("SHA-256", await answer.arrayBuffer());
        return buildInWords(new Uint8Array(hash), english);
      } catch {
        return null;
      }
    },
  };
};

/** The invitation in the address, which forgets it at once: what stands there, a browser keeps. */
export const takeInvitation = (): string => {
  const { hash, pathname } = location;
  if (!hash.startsWith("#join=")) return "";
  history.replaceState(null, "", pathname);
  return hash;
};
