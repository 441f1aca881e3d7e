/** What this machine lacks of what the tests can use. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { findBrowser, hasEngine } from "../e2e/harness/find-browser.ts";
import { findMailServer } from "./mail-servers.ts";
import { findPostgres } from "./postgres.ts";
import { IS_DEBIAN, type Tool } from "./tools.ts";

export function missingTools(): Tool[] {
  const tools: Tool[] = [];
  for (const browser of ["chromium", "firefox"] as const) if ("missing" in findBrowser(browser)) tools.push(browser);
  // Elsewhere the whole browser takes its place, somewhat slower.
  if (IS_DEBIAN && !hasEngine()) tools.push("chromium engine");
  if (findPostgres() === null) tools.push("postgresql");
  // Elsewhere a desktop brings its own; on a bare Debian, Arabic would be a row of boxes.
  if (IS_DEBIAN && !existsSync("/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf")) tools.push("fonts");
  for (const tool of ["postfix", "dovecot"] as const) if (findMailServer(tool) === null) tools.push(tool);
  if (spawnSync("age", ["--version"]).error) tools.push("age");
  return tools;
}
