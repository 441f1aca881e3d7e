import { FILES, headersFor, sha256 } from "@fairlead/console/dist";
import type { Pin } from "@fairlead/protocol";
import { z } from "zod";
import { PIN_SHAPE, pinToJson } from "../pin-file.ts";
import { headerFaults, type Visit } from "../visit.ts";

const CONFIG = z.strictObject({
  pin: PIN_SHAPE,
  keepPin: z.null(),
  clockOffset: z.literal(0),
  callerPage: z.string(),
  demo: z.literal(false),
});

export interface Verified {
  /** What the host gives out that this installation's build does not, in words; empty where nothing differs. */
  differences: string[];
  /** The host's pin names another head than ours. Members change every week, so this alone is no alarm. */
  otherHead: boolean;
}

/**
 * Compares a hosted console with this installation.
 * @param files this installation's list of files, as `listFiles` makes it
 */
export async function findDifferences(visit: Visit, address: URL, files: string, pin: Pin): Promise<Verified> {
  const own: Record<string, string> = JSON.parse(files);
  const expected: [path: string, hash: string][] = [
    ["/", own["index.html"] ?? ""],
    ...Object.entries(own).map(([path, hash]): [string, string] => [`/${path}`, hash]),
    [`/${FILES}`, sha256(Buffer.from(files))],
  ];
  const differences: string[] = [];
  for (const [path, hash] of expected) {
    const got = await visit(new URL(path, address));
    if (typeof got === "string") differences.push(`${path}: ${got}`);
    else if (sha256(got.bytes) !== hash) differences.push(`${path}: other bytes`);
    else differences.push(...headerFaults(path, got.headers, expectedOf(path)));
  }
  const config = await verifyConfig(visit, address, pin);
  return { differences: [...differences, ...config.differences], otherHead: config.otherHead };
}

/**
 * Organisation and administrators must be ours. With an old head a host, together with the case server, could show an
 * old state of the members to a phone that remembers nothing: whoever checks is told, and sees whether it stays. [RO1]
 */
async function verifyConfig(visit: Visit, address: URL, pin: Pin): Promise<Verified> {
  const path = "/config.json";
  const only = (difference: string): Verified => ({ differences: [difference], otherHead: false });
  const got = await visit(new URL(path, address));
  if (typeof got === "string") return only(`${path}: ${got}`);
  const parsed = CONFIG.safeParse(json(got.bytes));
  if (!parsed.success) return only(`${path}: not the configuration of a hosted console`);
  const known = pinToJson(pin);
  const hosted = parsed.data.pin;
  if (hosted.organisation !== known.organisation) return only(`${path}: another organisation`);
  if (JSON.stringify(hosted.administrators) !== JSON.stringify(known.administrators))
    return only(`${path}: other administrators; if yours changed, bring both pins up to date (fairlead pin)`);
  return { differences: headerFaults(path, got.headers, expectedOf(path)), otherHead: hosted.head !== known.head };
}

/** What keeps other scripts out; how long something may be kept is no matter here. */
function expectedOf(path: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headersFor(path)).filter(([name]) => name !== "cache-control"));
}

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
