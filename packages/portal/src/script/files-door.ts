/**
 * The script for files: fetched when somebody wants to add one, and believed only if its hash is the one that stands in
 * this script's pin. It takes from this one what seals (`shared.ts`).
 */
import type { FilesHost, OpenFiles } from "../files/host.ts";

type Handed = HTMLScriptElement & { openFiles?: OpenFiles };

const base64 = (hex: string): string =>
  btoa(String.fromCharCode(...(hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16))));

/** @returns false where it did not come: no network, or not the script of this release */
export const openFiles = async (door: string, host: FilesHost): Promise<boolean> => {
  // It is open: a second tap must not take the place of an upload that is under way.
  if (host.place.firstChild !== null) return true;
  const script: Handed = document.createElement("script");
  script.src = `${door}/a/${host.line.pin.files}.js`;
  script.integrity = `sha256-${base64(host.line.pin.files)}`;
  const came = await new Promise<boolean>((resolve) => {
    script.onload = () => resolve(true);
    script.onerror = () => resolve(false);
    document.head.append(script);
  });
  script.remove();
  if (came) script.openFiles?.(host);
  return came;
};
