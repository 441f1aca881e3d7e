/**
 * The invented season up to 29 March, played once for a whole run; every test file begins with a copy of its own.
 *
 *     const server = await startSeason();
 */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { newFolder, type RunningServer, type ServerOptions, startServer } from "./server.ts";

declare module "vitest" {
  interface ProvidedContext {
    season: string;
  }
}

/** Called by vitest before the first file. Sealed and signed as in earnest, the season takes longer than most files do. */
export default async function playSeason(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "fairlead-e2e-season-"));
  const server = await startServer({ folder, parameters: ["--until", "2017-03-29"] });
  await server.stop();
  project.provide("season", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

/** A folder of one's own in which the season stands; deleted when this process ends. */
export function seasonFolder(): string {
  const folder = newFolder();
  cpSync(inject("season"), folder, { recursive: true });
  return folder;
}

/** The real thing with the season in it. */
export function startSeason(options: Omit<ServerOptions, "folder"> = {}): Promise<RunningServer> {
  return startServer({ ...options, folder: seasonFolder() });
}
