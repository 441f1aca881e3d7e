import { BlockList, isIP } from "node:net";

/**
 * Addresses that lead into this machine or its own network. A member names where he is called; whoever takes a member's
 * laptop must not reach through the server what only the server reaches.
 */
const INTERNAL = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  INTERNAL.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of [
  ["::", 127], // unspecified, loopback
  ["64:ff9b::", 96],
  ["2002::", 16], // carries an IPv4 address inside
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  INTERNAL.addSubnet(network, prefix, "ipv6");

/** @param ip an address, not a name */
export function isInternal(ip: string): boolean {
  const family = isIP(ip);
  if (family === 0) return true;
  return INTERNAL.check(ip, family === 4 ? "ipv4" : "ipv6");
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}
