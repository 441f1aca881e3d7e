import { createHmac, createSecretKey } from "node:crypto";
import { isIPv6 } from "node:net";
import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import type { Context } from "./context.ts";
import { Failure } from "./failure.ts";

const HOUR = 3_600_000;

/**
 * How often one address may call, without keeping addresses: what is counted is a MAC of it, under a key that
 * lives in memory and is thrown away every hour.
 */
export async function limitCalls(app: FastifyInstance, { clock, random, settings }: Context): Promise<void> {
  // A key of Node's own: with bytes it makes one anew for each call, which costs more than all the rest of this.
  const newKey = () => createSecretKey(random(32));
  let key = newKey();
  let since = clock();
  await app.register(rateLimit, {
    global: true,
    max: settings.callsPerMinute,
    timeWindow: 60_000,
    cache: 50_000,
    hook: "onRequest",
    keyGenerator: ({ ip }) => {
      if (clock() - since > HOUR) {
        key = newKey();
        since = clock();
      }
      return createHmac("sha256", key).update(networkOf(ip)).digest("base64url");
    },
    // Without a proxy that says who calls, everybody behind an onion service or the console's host has this address:
    // limiting it would shut out all for one. Judged by the connection itself, which no header can pretend.
    allowList: ({ socket }) => !settings.trustProxy && isLoopback(socket.remoteAddress ?? ""),
    errorResponseBuilder: () => new Failure("FL_RATE"),
    addHeaders: {
      "x-ratelimit-limit": false,
      "x-ratelimit-remaining": false,
      "x-ratelimit-reset": false,
      "retry-after": true,
    },
    addHeadersOnExceeding: {
      "x-ratelimit-limit": false,
      "x-ratelimit-remaining": false,
      "x-ratelimit-reset": false,
    },
  });
}

/** Whoever has one IPv6 address has 2^64 of them. */
function networkOf(ip: string): string {
  return isIPv6(ip) && !ip.includes(".") ? ip.split(":").slice(0, 4).join(":") : ip;
}

function isLoopback(ip: string): boolean {
  return ip === "::1" || /^(::ffff:)?127\./.test(ip);
}
