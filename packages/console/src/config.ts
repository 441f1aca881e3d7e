import { type Hash, idFrom, type MemberId, type OrganisationId, type Pin } from "@fairlead/protocol";
import type { ConsoleConfig } from "./dist.ts";

export type Config = Omit<ConsoleConfig, "pin"> & { pin: Pin };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const bytesOf = (value: unknown, length: number): Uint8Array<ArrayBuffer> => {
  if (typeof value !== "string" || value.length !== length * 2 || !/^[0-9a-f]*$/.test(value)) throw new Error("config");
  return Uint8Array.from({ length }, (_, index) => Number.parseInt(value.slice(index * 2, index * 2 + 2), 16));
};

/** Reads `/config.json` as `configJson` writes it. Throws on anything else: a wrong pin must not half work. */
export const readConfig = (value: unknown): Config => {
  if (!isRecord(value) || !isRecord(value.pin) || !Array.isArray(value.pin.administrators)) throw new Error("config");
  const { pin, clockOffset, callerPage, demo } = value;
  if (typeof clockOffset !== "number" || typeof callerPage !== "string" || typeof demo !== "boolean") {
    throw new Error("config");
  }
  const administrators: unknown[] = value.pin.administrators;
  return {
    pin: {
      organisation: idFrom<OrganisationId>(bytesOf(pin.organisation, 32)),
      head: idFrom<Hash>(bytesOf(pin.head, 32)),
      administrators: administrators.map((one) => {
        if (!isRecord(one)) throw new Error("config");
        return { id: idFrom<MemberId>(bytesOf(one.id, 16)), verifyKey: bytesOf(one.verifyKey, 32) };
      }),
    },
    clockOffset,
    callerPage,
    demo,
  };
};
