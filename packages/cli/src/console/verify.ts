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

/**
 * What a hosted console gives out that this installation's build does not, in words; empty where nothing differs.
 * @param files this installation's list of files, as `listFiles` makes it
 */
export async function findDifferences(address: URL, files: string, pin: Pin): Promise<string[]> {
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
  return [...differences, ...(await configFaults(address, pin))];
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

/** Pinned to another head, a host could show a member who is new to it an older state of the roster. [RO1] */
async function configFaults(address: URL, pin: Pin): Promise<string[]> {
  const path = "/config.json";
  const got = await fetchAsPhone(address, path);
  if (typeof got === "string") return [`${path}: ${got}`];
  const parsed = CONFIG.safeParse(json(got.bytes));
  if (!parsed.success) return [`${path}: not the configuration of a hosted console`];
  const known = pinToJson(pin);
  if (parsed.data.pin.organisation !== known.organisation) return [`${path}: another organisation`];
  if (parsed.data.pin.head !== known.head)
    return [`${path}: pinned to another state of the members; bring both pins up to date (fairlead pin)`];
  if (JSON.stringify(parsed.data.pin) !== JSON.stringify(known)) return [`${path}: other administrators`];
  return headerFaults(path, got.headers);
}

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
