import { isIP } from "node:net";
import type { BellKind } from "@fairlead/server";
import { isInternal, isLoopback } from "./internal.ts";

/** Longest local part, RFC 5321. Nothing that needs quoting, no line break: it stands in a header. */
const MAIL = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([a-z0-9-]{1,63}\.)+[a-z]{2,63}$/i;

/** @param internal whether whoever runs the server allows addresses of its own network */
export function mayBeRung(kind: BellKind, address: string, internal: boolean): boolean {
  return kind === "mail" ? MAIL.test(address) : mayBePosted(address, internal);
}

/** The whole address of a topic: https, or http where the way is sealed already (onion) or no way at all (loopback). */
function mayBePosted(address: string, internal: boolean): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") return false;
  if (url.pathname.replaceAll("/", "") === "") return false;
  const host = url.hostname.toLowerCase();
  const onion = host.endsWith(".onion");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && (onion || isLoopback(host)))) return false;
  const bare = host.replace(/^\[|\]$/g, "");
  const named = isIP(bare) === 0;
  const inside = named ? isLoopback(host) || host.endsWith(".local") || !host.includes(".") : isInternal(bare);
  return internal || !inside;
}
