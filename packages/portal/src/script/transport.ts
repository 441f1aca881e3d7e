/** The network's edge: sealed bytes out, bytes in. Nothing that a person wrote comes this far unsealed. [P1] */
import { decodeBody, encodeBody } from "@fairlead/protocol/seal";

export type Answer =
  | { kind: "answer"; bytes: Uint8Array }
  /** The server said no; `code` is stable, e.g. "FL_WORK". */
  | { kind: "refused"; code: string }
  | { kind: "busy" }
  | { kind: "offline" };

export type Transport = {
  post: (path: string, body: object) => Promise<Answer>;
  /** The bytes of one of our own files, or null without network. */
  get: (path: string) => Promise<Uint8Array | null>;
};

// A 64 KiB letter takes eleven seconds at 50 kbit/s; a dead connection must still be noticed.
const PATIENCE = 45_000;

const codeOf = (bytes: Uint8Array): string => {
  try {
    const { code } = decodeBody(bytes);
    return typeof code === "string" && /^FL_[A-Z_]{1,40}$/.test(code) ? code : "FL_ANSWER";
  } catch {
    return "FL_ANSWER";
  }
};

const load = async (path: string, request: RequestInit): Promise<{ status: number; bytes: Uint8Array } | null> => {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  try {
    const response = await fetch(path, {
      // There are none: no cookie is ever set. Asked to omit them, Chromium would open a connection of its own for these
      // calls, apart from the page's, and a slow line needs two seconds for one.
      credentials: "same-origin",
      referrerPolicy: "no-referrer",
      redirect: "error",
      signal: abort.signal,
      ...request,
    });
    return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
};

/** @param door where the script came from, without `/a/…`: everything of ours lies behind the same door */
export const browserTransport = (door: string): Transport => ({
  post: async (path, body) => {
    const loaded = await load(door + path, {
      method: "POST",
      cache: "no-store",
      headers: { "content-type": "application/cbor" },
      body: new Uint8Array(encodeBody(body)),
    });
    if (loaded === null) return { kind: "offline" };
    if (loaded.status === 200) return { kind: "answer", bytes: loaded.bytes };
    const code = codeOf(loaded.bytes);
    // A proxy in front of a server that is being restarted answers 502 to 504 in its own words: worth another try.
    const isPassing = loaded.status > 501 && loaded.status < 505 && (code === "FL_BUSY" || code === "FL_ANSWER");
    return loaded.status === 429 || isPassing ? { kind: "busy" } : { kind: "refused", code };
  },
  get: async (path) => {
    const loaded = await load(door + path, {});
    return loaded?.status === 200 ? loaded.bytes : null;
  },
});
