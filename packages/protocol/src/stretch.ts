import { type Bytes, concat, toBytes, utf8 } from "./bytes.ts";
import { idToBytes, type OrganisationId } from "./id.ts";

const ROUNDS = 1_000_000;

/**
 * The slow step: what someone with a seized server must repeat for every guess. Native in every
 * browser and without WebAssembly, which Tor Browser's "Safer" removes. [PH2]
 *
 * @param secret entropy of code words (11 bytes) or digits of an on-arrival code
 * @returns 32 bytes, for `mailboxKeys` or `unlockingKeys`
 */
export async function stretch(secret: Uint8Array, organisation: OrganisationId): Promise<Bytes> {
  const key = await crypto.subtle.importKey("raw", toBytes(secret), "PBKDF2", false, ["deriveBits"]);
  const salt = concat(utf8("fairlead/1/1/stretch\0"), idToBytes(organisation));
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, key, 256),
  );
}
