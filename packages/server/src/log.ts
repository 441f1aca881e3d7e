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
      readonly ms: number;
    }
  | { readonly at: "timer"; readonly timer: string; readonly moved: number }
  | { readonly at: "trouble"; readonly code: string }
  /** Our own mistake: where, but not with what. */
  | { readonly at: "bug"; readonly name: string; readonly frames: readonly string[] };

export type Log = (line: LogLine) => void;

/** Lines of JSON, by pino; without host name and process id, which say where the server stands. */
export function makeLog(destination?: DestinationStream): Log {
  const logger = destination === undefined ? pino({ base: null }) : pino({ base: null }, destination);
  return (line) => {
    if (line.at === "bug") logger.error(line);
    else if (line.at === "trouble") logger.warn(line);
    else logger.info(line);
  };
}

/** The line for an unexpected error: frames only, for a message may quote what was being handled. */
export function bugLine(error: unknown): LogLine {
  if (!(error instanceof Error)) return { at: "bug", name: typeof error, frames: [] };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return { at: "bug", name: error.name, frames: frames.slice(0, 12).map((frame) => frame.trim()) };
}
