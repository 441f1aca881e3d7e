import type { PasskeyAsked, PasskeyGiven } from "@fairlead/client";
import {
  base64URLStringToBuffer,
  browserSupportsWebAuthn,
  bufferToBase64URLString,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from "@simplewebauthn/browser";

export type Answered =
  | { kind: "given"; given: PasskeyGiven }
  /** By the member, by time, or because this device has no such passkey: browsers do not tell these apart. */
  | { kind: "not-given" }
  /** It cannot say a secret of its own (WebAuthn's PRF extension). */
  | { kind: "no-secret" }
  | { kind: "failed" };

export type Authenticator = {
  make(): Promise<Answered>;
  ask(passkeys: readonly PasskeyAsked[]): Promise<Answered>;
};

/**
 * This browser's passkeys; null where it has none to offer. `random` as everywhere from outside.
 *
 * A passkey is bound to the name in the address, "localhost"; the challenge proves nothing to anybody and is noise: what
 * counts is the secret, which it gives for a salt that stands only in this device's own record.
 */
export const browserAuthenticator = (random: (length: number) => Uint8Array<ArrayBuffer>): Authenticator | null => {
  if (!browserSupportsWebAuthn()) return null;
  const noise = () => text(random(32));
  const ask: Authenticator["ask"] = (passkeys) =>
    answered(async () => {
      const salts = passkeys.map(({ id, salt }) => [text(id), { first: salt }] as const);
      const { id, clientExtensionResults } = await startAuthentication({
        optionsJSON: {
          challenge: noise(),
          allowCredentials: passkeys.map((passkey) => ({ id: text(passkey.id), type: "public-key" })),
          // With and without the member being asked for a PIN or finger, authenticators give different secrets.
          userVerification: "required",
          extensions: { prf: { evalByCredential: Object.fromEntries(salts) } },
        },
      });
      const salt = passkeys.find((passkey) => text(passkey.id) === id)?.salt;
      const secret = clientExtensionResults.prf?.results?.first;
      if (salt === undefined || secret === undefined) return { kind: "no-secret" };
      return { kind: "given", given: { id: bytes(id), salt, secret: copy(secret) } };
    });
  return {
    ask,
    make: () =>
      answered(async () => {
        const salt = random(32);
        const { id, clientExtensionResults } = await startRegistration({
          optionsJSON: {
            challenge: noise(),
            // What a list of passkeys on this device will show. It names no organisation and nobody.
            rp: { name: "Console" },
            user: { id: text(random(16)), name: "Desk", displayName: "Desk" },
            pubKeyCredParams: [
              { type: "public-key", alg: -7 },
              { type: "public-key", alg: -8 },
              { type: "public-key", alg: -257 },
            ],
            // Nothing need be kept on a security key: its id stands in our record.
            authenticatorSelection: { residentKey: "discouraged", userVerification: "required" },
            attestation: "none",
            extensions: { prf: { eval: { first: salt } } },
          },
        });
        const { enabled, results } = clientExtensionResults.prf ?? {};
        if (results?.first !== undefined)
          return { kind: "given", given: { id: bytes(id), salt, secret: copy(results.first) } };
        // Many tell their secret only when they are asked for it the next time.
        return enabled === true ? ask([{ id: bytes(id), salt }]) : { kind: "no-secret" };
      }),
  };
};

const answered = async (work: () => Promise<Answered>): Promise<Answered> => {
  try {
    return await work();
  } catch (error) {
    const { name } = error instanceof WebAuthnError || error instanceof Error ? error : { name: "" };
    return { kind: name === "NotAllowedError" || name === "AbortError" ? "not-given" : "failed" };
  }
};

const text = (from: Uint8Array<ArrayBuffer>): string => bufferToBase64URLString(from.buffer);
const bytes = (from: string): Uint8Array<ArrayBuffer> => new Uint8Array(base64URLStringToBuffer(from));
const copy = (from: ArrayBuffer | ArrayBufferView): Uint8Array<ArrayBuffer> =>
  from instanceof ArrayBuffer
    ? new Uint8Array(from.slice(0))
    : Uint8Array.from(new Uint8Array(from.buffer, from.byteOffset, from.byteLength));
