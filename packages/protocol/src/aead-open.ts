import type { BoxKey } from "./aead.ts";
import type { Bytes } from "./bytes.ts";
import { refuse } from "./refusal.ts";

/** Apart from sealing, so that a walk of the imports shows who can open. @throws Refused FL_OPEN */
export async function unbox({ key, nonce }: BoxKey, aad: Bytes, sealed: Bytes): Promise<Bytes> {
  const imported = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  return crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce, additionalData: aad }, imported, sealed).then(
    (text) => new Uint8Array(text),
    () => refuse("FL_OPEN"),
  );
}
