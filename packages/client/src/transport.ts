import { decodeBody, encodeBody } from "@fairlead/protocol";
import type { Transport } from "./hand.ts";

/** No answer: no network, or something between us and the server that is not the server. Nothing is known to have happened. */
export class Unreachable extends Error {
  constructor() {
    super("unreachable");
    this.name = "Unreachable";
  }
}

/** @param baseUrl without a slash at its end; "" for the page's own origin */
export function httpTransport(baseUrl: string, fetcher: typeof fetch = fetch): Transport {
  return async (path, body, token) => {
    const headers: Record<string, string> = { "content-type": "application/cbor" };
    if (token !== undefined) headers.authorization = `Bearer ${token}`;
    let response: Response;
    let bytes: Uint8Array;
    try {
      response = await fetcher(`${baseUrl}${path}`, {
        method: "POST",
        headers,
        body: encodeBody(body),
        cache: "no-store",
        credentials: "omit",
        redirect: "error",
        referrerPolicy: "no-referrer",
      });
      bytes = new Uint8Array(await response.arrayBuffer());
    } catch {
      throw new Unreachable();
    }
    try {
      return { status: response.status, body: decodeBody(bytes) };
    } catch {
      throw new Unreachable(); // a proxy's error page: no answer of our server
    }
  };
}
