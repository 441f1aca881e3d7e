/** What this machine lets us install, and what to tell a person who must do it himself. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where bootstrap puts what npm cannot install as a package of ours: ignored by git, safe to delete. */
export const TOOLS_FOLDER = join(import.meta.dirname, "../.tools");

/** Debian's package for each tool; the fonts let Arabic and Cyrillic be seen on pictures. */
export const DEBIAN_PACKAGE = {
  chromium: "chromium",
  "chromium engine": "chromium-headless-shell",
  firefox: "firefox-esr",
  postgresql: "postgresql",
  fonts: "fonts-noto-core",
  postfix: "postfix",
  dovecot: "dovecot-imapd",
  age: "age",
} as const;

export type Tool = keyof typeof DEBIAN_PACKAGE;

export const IS_ROOT = process.getuid?.() === 0;

/** Not its children: Ubuntu's `chromium` is an empty package that asks for a snap. */
export const IS_DEBIAN = existsSync("/etc/os-release") && /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));

/** @returns one line that says a tool is not there, with the exact command that gets it. */
export function missing(tool: Tool): string {
  return `${tool}: not installed; get it with: ${commandFor(tool)}`;
}

function commandFor(tool: Tool): string {
  const sudo = IS_ROOT ? "" : "sudo ";
  if (!IS_DEBIAN && (tool === "chromium" || tool === "firefox")) {
    return `PLAYWRIGHT_BROWSERS_PATH=${join(TOOLS_FOLDER, "browsers")} npx playwright-core install --with-deps ${tool}`;
  }
  return `${sudo}apt-get install -y ${DEBIAN_PACKAGE[tool]}`;
}
