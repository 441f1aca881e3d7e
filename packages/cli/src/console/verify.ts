import { FILES, headersFor, sha256 } from "@fairlead/console/dist";
import type { Pin } from "@fairlead/protocol";
import { z } from "zod";
import { PIN_SHAPE, pinToJson } from "../pin-file.ts";

/** An ordinary phone: a host that would treat phones otherwise must not know us by our name. */
const AS_A_PHONE = {
  "user-agent":
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
  accept: "*/*",
  "accept-language": "en",
};
/** Ways to bring something else into the page, or to keep something on the phone. */
const FORBIDDEN = ["set-cookie", "link", "refresh", "service-worker-allowed", "sourcemap", "x-sourcemap", "location"];
const LONGEST = 32 * 1024 * 1024;

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
export async function findDifferences(address: URL, files: string, pin: Pin): Promise<Verified> {
  const own: Record<string, string> = JSON.parse(files);
  const expected: [path: string, hash: string][] = [
    ["/", own["index.html"] ?? ""],
    ...Object.entries(own).map(([path, hash]): [string, string] => [`/${path}`, hash]),
    [`/${FILES}`, sha256(Buffer.from(files))],
  ];
  const differences: string[] = [];
  for (const [path, hash] of expected) {
    const got = await fetchAsPhone(address, path);
    if (typeof got === "string") differences.push(`${path}: ${got}`);
    else if (sha256(got.bytes) !== hash) differences.push(`${path}: other bytes`);
    else differences.push(...headerFaults(path, got.headers));
  }
  const config = await verifyConfig(address, pin);
  return { differences: [...differences, ...config.differences], otherHead: config.otherHead };
}

type Got = { bytes: Uint8Array; headers: Headers };

async function fetchAsPhone(address: URL, path: string): Promise<Got | string> {
  try {
    const answer = await fetch(new URL(path, address), { headers: AS_A_PHONE, redirect: "manual", cache: "no-store" });
    if (answer.status !== 200) return `answered ${answer.status}`;
    if (Number(answer.headers.get("content-length") ?? 0) > LONGEST) return "far too long";
    return { bytes: new Uint8Array(await answer.arrayBuffer()), headers: answer.headers };
  } catch {
    return "cannot be fetched: no network, or no certificate that this machine trusts";
  }
}

function headerFaults(path: string, headers: Headers): string[] {
  const wanted = Object.entries(headersFor(path)).filter(([name]) => name !== "cache-control");
  return [
    ...wanted.filter(([name, value]) => headers.get(name) !== value).map(([name]) => `${path}: other ${name}`),
    ...FORBIDDEN.filter((name) => headers.has(name)).map((name) => `${path}: sends ${name}`),
  ];
}

/**
 * Organisation and administrators must be ours. With an old head a host, together with the case server, could show an
 * old state of the members to a phone that remembers nothing: whoever checks is told, and sees whether it stays. [RO1]
 */
async function verifyConfig(address: URL, pin: Pin): Promise<Verified> {
  const path = "/config.json";
  const only = (difference: string): Verified => ({ differences: [difference], otherHead: false });
  const got = await fetchAsPhone(address, path);
  if (typeof got === "string") return only(`${path}: ${got}`);
  const parsed = CONFIG.safeParse(json(got.bytes));
  if (!parsed.success) return only(`${path}: not the configuration of a hosted console`);
  const known = pinToJson(pin);
  const hosted = parsed.data.pin;
  if (hosted.organisation !== known.organisation) return only(`${path}: another organisation`);
  if (JSON.stringify(hosted.administrators) !== JSON.stringify(known.administrators))
    return only(`${path}: other administrators; if yours changed, bring both pins up to date (fairlead pin)`);
  return { differences: headerFaults(path, got.headers), otherHead: hosted.head !== known.head };
}

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
