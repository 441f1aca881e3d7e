import type { Bytes } from "./bytes.ts";

/** AES-256-GCM from WebCrypto. Key and nonce come together from HKDF and are used for one text only. [ST1] */
export interface BoxKey {
  key: Bytes;
  nonce: Bytes;
}

/** Splits 44 derived bytes into key and nonce. */
export function boxKey(derived: Bytes): BoxKey {
  return { key: derived.slice(0, 32), nonce: derived.slice(32, 44) };
}

export const BOX_KEY_LENGTH = 44;
export const BOX_OVERHEAD = 16;

export async function box({ key, nonce }: BoxKey, aad: Bytes, text: Bytes): Promise<Bytes> {
  const imported = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  return new Uint8Array(
    await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: aad }, imported, text),
  );
}
