import type { Clock } from "@fairlead/protocol/verify";
import pino, { type DestinationStream } from "pino";

/**
 * All that is ever logged. No address, id, header, body or message text fits into these shapes, so none can
 * slip in. [P2]
 */
export type LogLine =
  | { readonly at: "started" | "stopped" }
  | {
      readonly at: "call";
      /** The route's pattern, never the address that was asked for. */
      readonly route: string;
      readonly status: number;
      readonly code: string;
      /** One of few steps: exact ones tell calls apart. */
      readonly ms: Took;
    }
  | { readonly at: "timer"; readonly timer: string; readonly moved: number }
  | { readonly at: "trouble"; readonly code: string }
  /** Our own mistake: where, but not with what. */
  | { readonly at: "bug"; readonly name: string; readonly frames: readonly string[] };

export type Log = (line: LogLine) => void;

const STEPS = [10, 100, 1_000, 10_000] as const;
export type Took = (typeof STEPS)[number] | 100_000;

/** The step that this duration stays within. */
export function tookWithin(ms: number): Took {
  return STEPS.find((step) => ms <= step) ?? 100_000;
}

/**
 * Lines of JSON, by pino; without host name and process id, which say where the server stands. Their time is the hour:
 * a log that knows seconds says, beside a provider's records, who wrote. [P9]
 */
export function makeLog(destination?: DestinationStream, clock: Clock = Date.now): Log {
  const options = { base: null, timestamp: () => `,"hour":"${hourText(clock())}"` };
  const logger = destination === undefined ? pino(options) : pino(options, destination);
  return (line) => {
    if (line.at === "bug") logger.error(line);
    else if (line.at === "trouble") logger.warn(line);
    else logger.info(line);
  };
}

/** 2026-03-09T14Z */
function hourText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 13)}Z`;
}

/** The line for an unexpected error: frames only, for a message may quote what was being handled. */
export function bugLine(error: unknown): LogLine {
  if (!(error instanceof Error)) return { at: "bug", name: typeof error, frames: [] };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { at: "bug", name: error.name, frames: frames.slice(0, 12).map((frame) => frame.trim()) };
}
