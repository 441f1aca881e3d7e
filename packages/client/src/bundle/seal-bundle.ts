import { type Random, type WordList, wordsFrom } from "@fairlead/protocol";

/** Eleven bits each, 110 in all: a guesser gains nothing from a weak stretch, and an old telephone opens it in a second. */
const PASSPHRASE_WORDS = 10;
const STRETCH = 15;

/** Made here and shown once: whoever forgets it makes another bundle. */
export const bundlePassphrase = (random: Random, list: WordList): string =>
  wordsFrom(random(Math.ceil((PASSPHRASE_WORDS * 11) / 8)), PASSPHRASE_WORDS, list).join("-");

/** Whether `age` would seal to it: X25519 (`age1…`) or hybrid with ML-KEM (`age1pq1…`), check sum and all. */
export async function isRecipientKey(key: string): Promise<boolean> {
  if (!/^age1(?:pq1)?[02-9ac-hj-np-z]+$/.test(key) || key.startsWith("age1tag")) return false;
  try {
    await sealBundle(new Uint8Array(0), { key });
    return true;
  } catch {
    return false;
  }
}

/**
 * Sealed in memory, in the form that the `age` command opens (age-encryption.org/v1). Loaded only when it is needed: most
 * sessions export nothing.
 */
export async function sealBundle(
  plain: Uint8Array,
  to: { key: string } | { passphrase: string },
): Promise<Uint8Array<ArrayBuffer>> {
  const { Encrypter } = await import("age-encryption");
  const encrypter = new Encrypter();
  if ("key" in to) encrypter.addRecipient(to.key);
  else {
    encrypter.setScryptWorkFactor(STRETCH);
    encrypter.setPassphrase(to.passphrase);
  }
  return new Uint8Array(await encrypter.encrypt(plain));
}
