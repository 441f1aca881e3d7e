/**
 * What the script brings along and trusts: the organisation, a roster head, its administrators, the word lists'
 * hashes. Put into the built script by `@fairlead/portal/stamp`; everything that the server says is checked
 * against it. [RO1] [MB4]
 */
import type { Pin } from "@fairlead/protocol/seal";

export type ScriptPin = Pin & {
  /** Milliseconds that the organisation's clock is ahead of the device's: 0 but for demonstrations. */
  clockOffset: number;
  /** SHA-256 of the packed lists, hex; also their names. */
  words: { en: string; ru: string };
  /** SHA-256 of the second script, hex; also its name. */
  files: string;
};

/** The pin as JSON carries it: keys as hex. */
export type StampedPin = Omit<ScriptPin, "administrators"> & {
  administrators: { id: ScriptPin["administrators"][number]["id"]; verifyKey: string }[];
};

const fromHex = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

/** @throws SyntaxError in a script that was not stamped */
export const readPin = (stamped: string): ScriptPin => {
  const pin: StampedPin = JSON.parse(stamped);
  return {
    ...pin,
    administrators: pin.administrators.map(({ id, verifyKey }) => ({ id, verifyKey: fromHex(verifyKey) })),
  };
};
