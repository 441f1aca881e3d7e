/**
 * For whoever serves the built desk: where it lies, what to send with it, how its configuration is written.
 * Runs in Node; nothing of the app itself is imported.
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of `index.html` and `a/<name>-<hash>.*`. Made by `node packages/console/build.ts`. */
export const DIST = fileURLToPath(new URL("../dist", import.meta.url));

/**
 * Nothing inline, no eval, no other origin. `frame-ancestors` and COOP keep the desk out of other pages' reach;
 * the address bar never changes, so there is nothing to refer to.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // A caller's file that a member has opened: made here, of bytes in memory.
  "img-src 'self' blob:",
  "media-src blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * The worker that solves placements, by the name that the build gives it. Nothing else on the desk may compile WASM.
 */
const SOLVER = /^\/a\/solver-worker-[\w-]+\.js$/;

export const policyFor = (path: string): string =>
  SOLVER.test(path)
    ? CONTENT_SECURITY_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
    : CONTENT_SECURITY_POLICY;

/** To be sent with every answer of the desk's host. `path` decides how long a browser may keep it. */
export const headersFor = (path: string): Record<string, string> => ({
  "content-security-policy": policyFor(path),
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), clipboard-read=()",
  // Hashed files name their content; everything else says how things stand now.
  "cache-control":
    path.startsWith("/a/") && !path.endsWith(".wasm") ? "public, max-age=31536000, immutable" : "no-store",
});

/** Name of the list of all other files; see {@link listFiles}. */
export const FILES = "files.json";

/**
 * Every file of a built desk with its SHA-256, as one text that is the same for the same build: paths in order, JSON.
 * Its own SHA-256, as eight words, is the build's fingerprint.
 */
export const listFiles = async (folder: string = DIST): Promise<string> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((one) => one.isFile() && !one.name.startsWith("."))
    .map((one) => relative(folder, join(one.parentPath, one.name)).replaceAll("\\", "/"))
    .filter((path) => path !== FILES)
    .sort();
  const listed: Record<string, string> = {};
  for (const path of paths) listed[path] = sha256(await readFile(join(folder, path)));
  return JSON.stringify(listed);
};

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** What the desk must know before anybody unlocks it. Ids and keys in lower-case hex. */
export type ConsoleConfig = {
  /** null where this machine has none yet: it comes with the member's invitation. */
  pin: { organisation: string; head: string; administrators: { id: string; verifyKey: string }[] } | null;
  /** Shown back when the page asks its host to keep the first pin; null where the host keeps none. */
  keepPin: string | null;
  /** ms that an organisation with an invented calendar is away from the real one; 0 otherwise. */
  clockOffset: number;
  /** Address of the callers' page. */
  callerPage: string;
  /** An invented organisation whose phrases were printed where it was started. */
  demo: boolean;
};

type Pinned = {
  organisation: string;
  head: string;
  administrators: readonly { id: string; verifyKey: Uint8Array }[];
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** The body of `/config.json`. */
export const configJson = (config: Omit<ConsoleConfig, "pin"> & { pin: Pinned | null }): string => {
  if (config.pin === null) return JSON.stringify({ ...config, pin: null } satisfies ConsoleConfig);
  const { organisation, head, administrators } = config.pin;
  const pin = {
    organisation,
    head,
    administrators: administrators.map((a) => ({ id: a.id, verifyKey: hex(a.verifyKey) })),
  };
  return JSON.stringify({ ...config, pin } satisfies ConsoleConfig);
};
