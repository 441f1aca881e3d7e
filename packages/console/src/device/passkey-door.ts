import { type Opening, type openHandByPasskey, type PasskeyGiven, passkeysHere, type Shelf } from "@fairlead/client";
import type { Answered, Authenticator } from "./webauthn.ts";

type ByPasskey = typeof openHandByPasskey;

export type OpenedByPasskey =
  | Awaited<ReturnType<ByPasskey>>
  /** The authenticator gave nothing. */
  | { kind: "passkey-not-given" }
  | { kind: "passkey-failed" };

/** The second way in: only shown where a passkey was set up on this device. */
export type PasskeyDoor = {
  isHere(): Promise<boolean>;
  open(told?: Opening): Promise<OpenedByPasskey>;
  /** Makes one; what it gave is for the hand to keep. */
  make(): Promise<Answered>;
};

export const passkeyDoor = (
  authenticator: Authenticator,
  shelf: Shelf,
  pin: Parameters<ByPasskey>[1],
  openWith: (given: PasskeyGiven, told?: Opening) => ReturnType<ByPasskey>,
): PasskeyDoor => ({
  isHere: async () => (await passkeysHere(shelf, pin)).length > 0,
  make: authenticator.make,
  open: async (told) => {
    const passkeys = await passkeysHere(shelf, pin);
    if (passkeys.length === 0) return { kind: "unknown-passkey" };
    const answered = await authenticator.ask(passkeys);
    if (answered.kind === "given") return openWith(answered.given, told);
    return { kind: answered.kind === "not-given" ? "passkey-not-given" : "passkey-failed" };
  },
});
