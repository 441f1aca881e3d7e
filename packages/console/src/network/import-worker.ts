/** Reads a timetable apart from the desk: a country's takes seconds, and a broken one must not stop anybody's night. */
import type { NetworkEntry } from "@fairlead/casework";
import { importGtfs } from "@fairlead/planner/gtfs";
import { type Network, parseNetwork } from "@fairlead/planner/routes";
import { stopsOf } from "./for-day.ts";
import { entriesFrom, isKept } from "./from-file.ts";

export type Asked = { bytes: Uint8Array; date: string; metres: number };
type Broken = { where: string; reason: string };
/** `broken`: the first of them, each as file, row and reason. `zone`: the clocks that a public timetable's hours are by, where it says. */
export type Read =
  | { kind: "entries"; entries: NetworkEntry[]; zone: string | null; broken: Broken[]; brokenCount: number }
  | { kind: "refused"; where: string; reason: string };

const BROKEN_SHOWN = 100;

/** A zip archive is a timetable (GTFS); anything else has to be a network as the planner reads it. */
export const readFile = ({ bytes, date, metres }: Asked): Read => {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const read = importGtfs(bytes, { date, days: 1, metres });
    if (read.kind === "refused") return { kind: "refused", where: read.file, reason: read.reason };
    return whatIsKept(
      read.network,
      read.zone,
      read.broken.map(({ file, row, reason }) => ({ where: `${file}:${row}`, reason })),
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { kind: "refused", where: "", reason: "is neither a zip archive nor JSON" };
  }
  const read = parseNetwork(value);
  if (read.kind === "refused") return { kind: "refused", where: read.path, reason: read.reason };
  return whatIsKept(read.network, null, []);
};

const whatIsKept = (network: Network, zone: string | null, broken: Broken[]): Read => {
  const all = entriesFrom(network);
  const lost = new Set(all.filter((entry) => !isKept(entry)));
  const noPlaces = new Set([...lost].filter(({ kind }) => kind === "place").map(({ id }) => id));
  for (const entry of all) if (stopsOf(entry).some((id) => noPlaces.has(id))) lost.add(entry);
  for (const { kind, id } of lost)
    broken.push({ where: `${kind} ${id.slice(0, 60)}`, reason: "has a name or number too large to be kept" });
  const entries = all.filter((entry) => !lost.has(entry));
  return { kind: "entries", entries, zone, broken: broken.slice(0, BROKEN_SHOWN), brokenCount: broken.length };
};

// In a worker alone: tests call what is above.
if ("WorkerGlobalScope" in globalThis)
  addEventListener("message", ({ data }: MessageEvent<Asked>) => postMessage(readFile(data)));
