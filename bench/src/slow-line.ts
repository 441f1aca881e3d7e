/**
 * A line as callers have it: a proxy that lets through so many bytes a second each way and holds each back for
 * half a round trip.
 *
 * The browsers' own throttling counts no headers, no connection set-up and no bytes going up. Here they all count,
 * for every browser. Not modelled: losses, and TCP's slow start, which at 50 kbit/s and 800 ms never binds (the line
 * holds 5 KB, the first window 14 KB).
 */
import { connect, createServer, type Socket } from "node:net";

export type LineQuality = {
  bitsPerSecond: number;
  roundTripMs: number;
  /** Before a connection carries its first byte: TCP takes one round trip, TLS 1.3 another. */
  setUpRoundTrips: number;
  /** What the other side sends meanwhile: a certificate with its chain. */
  setUpBytes: number;
};

/** What budgets are counted on. */
export const SLOW: LineQuality = { bitsPerSecond: 50_000, roundTripMs: 800, setUpRoundTrips: 1, setUpBytes: 0 };
/** The same line below TLS 1.3, with a certificate chain of the usual 3 KB. */
export const SLOW_WITH_TLS: LineQuality = { ...SLOW, setUpRoundTrips: 2, setUpBytes: 3000 };

export type SlowLine = {
  url: string;
  /** Bytes that came through so far, with 40 of TCP and IP a packet. */
  bytes: () => { down: number; up: number };
  close: () => Promise<void>;
};

const PACKET = 1400;
const PACKET_HEADER = 40;

/** @param port of the server on this machine that the line leads to */
export async function openSlowLine(port: number, quality: LineQuality): Promise<SlowLine> {
  const down = oneWay(quality);
  const up = oneWay(quality);
  const sockets = new Set<Socket>();
  const listener = createServer((caller) => {
    const server = connect(port, "127.0.0.1");
    for (const [from, to, way] of [[caller, server, up] as const, [server, caller, down] as const]) {
      sockets.add(from);
      from.setNoDelay(true);
      from.pause();
      from.on("data", (chunk: Buffer) => way.send(to, chunk));
      from.on("end", () => way.send(to, null));
      from.on("error", () => to.destroy());
      from.on("close", () => sockets.delete(from));
    }
    const open = () => {
      caller.resume();
      server.resume();
    };
    down.send(null, Buffer.alloc(quality.setUpBytes));
    setTimeout(open, quality.setUpRoundTrips * quality.roundTripMs);
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const bound = listener.address();
  if (bound === null || typeof bound === "string") throw new Error("the line has no port");
  return {
    url: `http://127.0.0.1:${bound.port}`,
    bytes: () => ({ down: down.bytes(), up: up.bytes() }),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}

/** One direction, shared by all connections: they take turns, a packet each. */
function oneWay({ bitsPerSecond, roundTripMs }: LineQuality) {
  const bytesPerMs = bitsPerSecond / 8 / 1000;
  const waiting = new Map<Socket | null, (Buffer | null)[]>();
  let carried = 0;
  let free = 0;
  let busy = false;

  function next(): void {
    const [turn] = waiting;
    busy = turn !== undefined;
    if (turn === undefined) return;
    const [to, packets] = turn;
    const packet = packets.shift() ?? null;
    waiting.delete(to);
    if (packets.length > 0) waiting.set(to, packets);
    const size = packet === null ? 0 : packet.length + PACKET_HEADER;
    carried += size;
    // From when the line was free, not from when a timer fired: late timers must not add up.
    free = Math.max(performance.now(), free) + size / bytesPerMs;
    setTimeout(
      () => {
        setTimeout(() => deliver(to, packet), roundTripMs / 2);
        next();
      },
      Math.max(0, free - performance.now()),
    );
  }

  return {
    bytes: () => carried,
    /** null instead of bytes: the end of what this side has to say. */
    send(to: Socket | null, chunk: Buffer | null): void {
      const packets = waiting.get(to) ?? [];
      if (chunk === null) packets.push(null);
      else for (let at = 0; at < chunk.length; at += PACKET) packets.push(chunk.subarray(at, at + PACKET));
      if (packets.length === 0) return;
      waiting.set(to, packets);
      if (!busy) next();
    },
  };
}

function deliver(to: Socket | null, packet: Buffer | null): void {
  if (to === null || to.destroyed) return;
  if (packet === null) to.end();
  else to.write(packet);
}
