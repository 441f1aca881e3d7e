import { randomUUID } from "node:crypto";
import { link, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  mayAdminister,
  type Pin,
  parseCertificate,
  Refused,
  type Roster,
  readCertificate,
  readRoster,
} from "@fairlead/protocol";
import { Failure } from "./failure.ts";
import { pinToJson, readPin } from "./pin-file.ts";

const PIN_FILE = "pin.json";

/** Where a machine keeps the pin of its organisation, unless told otherwise. */
export const pinFileIn = (folder: string): string => join(folder, PIN_FILE);

/** The pin of a roster as it stands: the administrators in office at its head. [RO1] */
export function pinOf(roster: Roster): Pin {
  const administrators = [...roster.members.values()]
    .filter(({ role, standing }) => mayAdminister(role) && standing === "active")
    .map(({ id, verifyKey }) => ({ id, verifyKey }));
  return { organisation: roster.organisation, head: roster.head, administrators };
}

/**
 * A chain that does not pass through the pinned head is another organisation, or a forked one. [RO1]
 * @throws Failure
 */
export function requireThrough(roster: Roster, pin: Pin): void {
  if (pin.organisation !== roster.organisation)
    throw new Failure("The store holds another organisation than the pin names. Nothing was done.");
  if (roster.seqOf(pin.head) === undefined)
    throw new Failure(
      "The members in this store are not those that the pin leads to: it is older than the pin, or forged. Nothing was done.",
    );
}

/**
 * The pin that callers' pages are given: as new as the members, if the intake's certificate holds under it. A pin with
 * two administrators wants a certificate that two have signed. From the enrolment of the second until both have signed
 * one, pages with the newest pin would refuse every card, and callers could not write; so they keep the members as of
 * the certificate. [RO1] [MB4]
 *
 * @param entries the whole roster
 * @param certificate the newest; null where there is none yet
 * @returns `waits` where the newest pin cannot be given to pages yet
 */
export function pinForPages(
  entries: readonly Uint8Array[],
  certificate: Uint8Array | null,
): { pin: Pin; waits: boolean } {
  const roster = readRoster(entries);
  const newest = pinOf(roster);
  if (certificate === null || holds(certificate, newest)) return { pin: newest, waits: false };
  const seq = roster.seqOf(parseCertificate(certificate).rosterHead);
  const then = seq === undefined ? newest : pinOf(readRoster(entries.slice(0, seq + 1)));
  return { pin: holds(certificate, then) ? then : newest, waits: true };
}

function holds(certificate: Uint8Array, pin: Pin): boolean {
  try {
    readCertificate(certificate, pin);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

/** Writes a pin, whole or not at all; the one before it is replaced. */
export async function writePin(file: string, pin: Pin): Promise<void> {
  const beside = await writeBeside(file, pin);
  await rename(beside, file);
  await syncFolder(file);
}

/**
 * Keeps the first pin of a machine. Never replaces another organisation's; one of the same organisation stays too, for
 * what asks here may be an older one.
 */
export async function keepFirstPin(file: string, pin: Pin): Promise<"kept" | "already" | "another"> {
  const beside = await writeBeside(file, pin);
  try {
    await link(beside, file); // fails where the name is taken, unlike a rename
    await syncFolder(file);
    return "kept";
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    return (await readPin(file)).organisation === pin.organisation ? "already" : "another";
  } finally {
    await rm(beside, { force: true });
  }
}

/** @returns null where there is no such file. @throws Failure where it is no pin */
export async function readPinIfThere(file: string): Promise<Pin | null> {
  try {
    await readFile(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  }
  return readPin(file);
}

async function writeBeside(file: string, pin: Pin): Promise<string> {
  const beside = `${file}.${randomUUID()}`;
  const handle = await open(beside, "wx", 0o644).catch(() => {
    throw new Failure(`${file} cannot be written.`);
  });
  try {
    await handle.writeFile(`${JSON.stringify(pinToJson(pin), null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return beside;
}

async function syncFolder(file: string): Promise<void> {
  const folder = await open(dirname(file), "r");
  await folder.sync().finally(() => folder.close());
}
