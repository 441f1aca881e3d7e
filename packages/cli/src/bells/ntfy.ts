import { lookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import type { Rang } from "@fairlead/server";
import { SocksProxyAgent } from "socks-proxy-agent";
import { isInternal } from "./internal.ts";

const PATIENCE_MS = 15_000;

export type NtfyOptions = {
  text: string;
  internal: boolean;
  /** `socks5h://…` (Tor) or `http://…`; names are then looked up by the proxy. */
  proxy: string | null;
};

/**
 * Posts the one text to a topic. What a name leads to is looked at when the connection is made, not before: it may lead
 * somewhere else a moment later. Redirects are not followed, nothing that is answered is read.
 */
export function postNtfy(address: string, { text, internal, proxy }: NtfyOptions): Promise<Rang> {
  const url = new URL(address);
  const module = url.protocol === "https:" ? https : http;
  return new Promise((resolve) => {
    const request = module.request(
      url,
      {
        method: "POST",
        timeout: PATIENCE_MS,
        headers: { "content-type": "text/plain; charset=utf-8", priority: "urgent" },
        ...(proxy === null ? { lookup: internal ? lookup : outward } : { agent: agentFor(proxy, url.protocol) }),
      },
      (response) => {
        const { statusCode = 0 } = response;
        response.destroy();
        if (statusCode >= 200 && statusCode < 300) resolve("rang");
        else resolve(statusCode === 429 || statusCode >= 500 ? "away" : "refused");
      },
    );
    const limit = setTimeout(() => request.destroy(new Error("too slow")), PATIENCE_MS);
    request.on("timeout", () => request.destroy(new Error("too slow")));
    request.on("error", () => resolve("away"));
    request.on("close", () => clearTimeout(limit));
    request.end(text);
  });
}

/** The name's addresses, but for those inside: then it is as if the name did not exist. */
const outward: LookupFunction = (host, options, told) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error !== null) return told(error, []);
    const outside = found.filter(({ address }) => !isInternal(address));
    const [first] = outside;
    if (first === undefined) return told(Object.assign(new Error("inside"), { code: "ENOTFOUND" }), []);
    if (options.all === true) return told(null, outside);
    told(null, first.address, first.family);
  });
};

function agentFor(proxy: string, protocol: string): http.Agent {
  if (/^socks/.test(proxy)) return new SocksProxyAgent(proxy);
  const proxyEnv = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy };
  return protocol === "https:" ? new https.Agent({ proxyEnv }) : new http.Agent({ proxyEnv });
}
