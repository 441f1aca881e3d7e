/** The public door of the server, from Node: the answers that the caller's page would be given. */
import type { Effects } from "@fairlead/portal/line";
import { decodeBody, encodeBody } from "@fairlead/protocol/seal";

const PATIENCE = 45_000;

const codeIn = (bytes: Uint8Array): string => {
  try {
    const { code } = decodeBody(bytes);
    return typeof code === "string" && /^FL_[A-Z_]{1,40}$/.test(code) ? code : "FL_ANSWER";
  } catch {
    return "FL_ANSWER";
  }
};

export const nodeTransport = (server: string): Effects["transport"] => ({
  get: async () => null,
  post: async (path, body) => {
    let response: Response;
    let bytes: Uint8Array;
    try {
      response = await fetch(`${server}${path}`, {
        method: "POST",
        headers: { "content-type": "application/cbor" },
        body: new Uint8Array(encodeBody(body)),
        redirect: "error",
        signal: AbortSignal.timeout(PATIENCE),
      });
      bytes = new Uint8Array(await response.arrayBuffer());
    } catch {
      return { kind: "offline" };
    }
    if (response.status === 200) return { kind: "answer", bytes };
    const code = codeIn(bytes);
    const passing = response.status > 501 && response.status < 505 && (code === "FL_BUSY" || code === "FL_ANSWER");
    return response.status === 429 || passing ? { kind: "busy" } : { kind: "refused", code };
  },
});
