/** For tests: a disk of its own, where we may make one. A page ceiling alone would never fill the WAL. */
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";

export function smallDisk(path: string, options: string): { remove: () => void } | { missing: string } {
  mkdirSync(path);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", path]);
  if (mounted.status !== 0) return { missing: "a small disk needs root: run the tests as root to fill one" };
  return { remove: () => void spawnSync("umount", ["-l", path]) };
}
