/** Fetches what a visitor is given, as an ordinary phone would: a host must not know by our name that it is being checked. */
import { request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { SocksProxyAgent } from "socks-proxy-agent";
import { Failure } from "./failure.ts";

const AS_A_PHONE = {
  "user-agent":
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
  accept: "*/*",
};
/** A phone takes the newer ways to pack over https only. */
const PACKED = { secure: "gzip, deflate, br, zstd", plain: "gzip, deflate" };
/** Ways to bring something else into a page, or to keep something on the phone. */
const FORBIDDEN = ["set-cookie", "link", "refresh", "service-worker-allowed", "sourcemap", "x-sourcemap", "location"];
const LONGEST = 32 * 1024 * 1024;
const PATIENCE_MS = 60_000;

export type Got = { bytes: Uint8Array; headers: Headers };

/** @returns what came, or in words why nothing did; no redirect is followed */
export type Visit = (
  address: URL,
  asked?: { language?: string; post?: { type: string; body: Uint8Array } },
) => Promise<Got | string>;

/**
 * @param proxy address of a SOCKS proxy, such as socks5h://127.0.0.1:9050 (names are then looked up by the proxy)
 * @throws Failure where it is none
 */
export function visitor(proxy: string | undefined): Visit {
  if (proxy !== undefined && !/^socks(4a?|5h?)?:\/\//.test(proxy))
    throw new Failure("--proxy takes the address of a SOCKS proxy: socks5h://127.0.0.1:9050.", 2);
  const agent = proxy === undefined ? undefined : new SocksProxyAgent(proxy);
  return (address, { language = "en", post } = {}) =>
    new Promise((resolve) => {
      const secure = address.protocol === "https:";
      const begin = secure ? requestSecure : requestPlain;
      const length = post === undefined ? {} : { "content-type": post.type, "content-length": post.body.length };
      const packed = PACKED[secure ? "secure" : "plain"];
      const headers = { ...AS_A_PHONE, "accept-encoding": packed, "accept-language": language, ...length };
      const failed = () => resolve("cannot be fetched: no network, or no certificate that this machine trusts");
      const asking = begin(address, { method: post === undefined ? "GET" : "POST", headers, agent }, (answer) => {
        if (answer.statusCode !== 200) {
          answer.resume();
          return resolve(`answered ${answer.statusCode}`);
        }
        const parts: Uint8Array[] = [];
        let size = 0;
        answer.on("data", (part: Uint8Array) => {
          size += part.length;
          if (size > LONGEST) {
            answer.destroy();
            resolve("far too long");
          } else parts.push(part);
        });
        answer.on("error", failed);
        answer.on("end", () => resolve(unpacked(Buffer.concat(parts), headersOf(answer.headers))));
      });
      asking.setTimeout(PATIENCE_MS, () => asking.destroy());
      asking.on("error", failed);
      asking.end(post?.body);
    });
}

/** What a header says that ours does not, each in a line; `expected` by their names in small letters. */
export function headerFaults(path: string, headers: Headers, expected: Readonly<Record<string, string>>): string[] {
  return [
    ...Object.entries(expected)
      .filter(([name, value]) => headers.get(name) !== value)
      .map(([name]) => `${path}: other ${name}`),
    ...FORBIDDEN.filter((name) => headers.has(name)).map((name) => `${path}: sends ${name}`),
  ];
}

function headersOf(raw: NodeJS.Dict<string | string[]>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) for (const one of [value ?? []].flat()) headers.append(name, one);
  return headers;
}

function unpacked(bytes: Buffer, headers: Headers): Got | string {
  const unpack = { gzip: gunzipSync, br: brotliDecompressSync }[headers.get("content-encoding") ?? ""];
  if (unpack === undefined) return { bytes, headers };
  try {
    return { bytes: unpack(bytes, { maxOutputLength: LONGEST }), headers };
  } catch {
    return "packed as nothing of ours is";
  }
}
