import type { MemberId } from "@fairlead/casework";
import type { OpenHand } from "@fairlead/client";
import type { ConsoleConfig } from "./dist.ts";

export type Pin = Parameters<OpenHand>[1];
export type WordLists = Parameters<OpenHand>[3];
export type Config = Omit<ConsoleConfig, "pin"> & { pin: Pin | null };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const hex = (value: unknown, bytes: number): string => {
  if (typeof value !== "string" || value.length !== bytes * 2 || !/^[0-9a-f]*$/.test(value)) throw new Error("config");
  return value;
};

const bytesOf = (value: unknown, length: number): Uint8Array<ArrayBuffer> => {
  const text = hex(value, length);
  return Uint8Array.from({ length }, (_, index) => Number.parseInt(text.slice(index * 2, index * 2 + 2), 16));
};

/** Here, and only here, strings that were just checked become ids. */
const readPin = (value: unknown): Pin => {
  if (!isRecord(value) || !Array.isArray(value.administrators)) throw new Error("config");
  const administrators: unknown[] = value.administrators;
  return {
    organisation: hex(value.organisation, 32) as Pin["organisation"],
    head: hex(value.head, 32) as Pin["head"],
    administrators: administrators.map((one) => {
      if (!isRecord(one)) throw new Error("config");
      return { id: hex(one.id, 16) as MemberId, verifyKey: bytesOf(one.verifyKey, 32) };
    }),
  };
};

/** Reads `/config.json` as `configJson` writes it. Throws on anything else: a wrong pin must not half work. */
export const readConfig = (value: unknown): Config => {
  if (!isRecord(value)) throw new Error("config");
  const { pin, keepPin, clockOffset, callerPage, demo } = value;
  if (typeof clockOffset !== "number" || typeof callerPage !== "string" || typeof demo !== "boolean") {
    throw new Error("config");
  }
  if (keepPin !== null && typeof keepPin !== "string") throw new Error("config");
  return { pin: pin === null ? null : readPin(pin), keepPin, clockOffset, callerPage, demo };
};

const WORDS = 2_048;

/** Reads `/words.json`, which the build writes from the protocol's lists. Throws on anything else. */
export const readWordLists = (value: unknown): WordLists => {
  if (!Array.isArray(value) || value.length === 0) throw new Error("words");
  const lists: unknown[] = value;
  return lists.map((list) => {
    if (!isRecord(list) || !Array.isArray(list.words) || list.words.length !== WORDS) throw new Error("words");
    const { language } = list;
    const words: unknown[] = list.words;
    if (language !== "en" && language !== "ru") throw new Error("words");
    return { language, words: words.map((word) => (typeof word === "string" ? word : "")) };
  });
};
