import { get } from "node:http";

/** An onion service's visitor takes the first, an https site's the second; budgets count the first. */
export const CODINGS = ["gzip", "br"] as const;
export type Coding = (typeof CODINGS)[number];

/**
 * What the server sends for an address, compressed by it. By node:http, as fetch hides what came over the line.
 * @throws where it is answered otherwise
 */
export function bytesServed(url: string, coding: Coding): Promise<{ header: number; body: number }> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": coding } }, (response) => {
      if (response.statusCode !== 200 || response.headers["content-encoding"] !== coding)
        reject(new Error(`${url} was answered ${response.statusCode}, ${response.headers["content-encoding"]}`));
      const header = response.rawHeaders.join("").length + 2 * response.rawHeaders.length;
      let body = 0;
      response.on("data", (chunk: Uint8Array) => {
        body += chunk.length;
      });
      response.on("end", () => resolve({ header, body }));
    }).once("error", reject);
  });
}
