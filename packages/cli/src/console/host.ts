import { createServer, type Server } from "node:http";
import type { Pin } from "@fairlead/protocol";
import { fastify } from "fastify";
import type { Effects } from "../effects.ts";
import { type DeskPlace, deskRoutes } from "./desk-routes.ts";
import { pinDoor } from "./pin-door.ts";

export interface ConsoleHost {
  url: string;
  close(): Promise<void>;
}

/**
 * Serves the built console on this machine. Only loopback names are answered: a page elsewhere that points its
 * own name at this port must not reach the members' API.
 *
 * Its one address is http://localhost: browsers bind passkeys, and what a device remembers, to a name, and numbers are
 * none. A browser asks for that name at both loopback addresses; so both are taken, or another user of this machine
 * could stand at the one that is free, and ask for the phrase.
 */
export async function startConsoleHost(options: {
  /** null: the page asks for an invitation, and has the pin that is in it kept. */
  pin: Pin | null;
  clockOffset: number;
  callerPage: string;
  demo: boolean;
  server: string;
  port: number;
  /** Where a first pin is kept, and who is told. */
  keeping?: { file: string; random: Effects["random"]; kept(pin: Pin): void };
}): Promise<ConsoleHost> {
  const { port, keeping, ...given } = options;
  const place: DeskPlace = { ...given, keepPin: null };
  const app = fastify({ logger: false, forceCloseConnections: true });
  app.addHook("onRequest", async (request, reply) => {
    const name = request.headers.host?.replace(/:\d+$/, "");
    if (name === "127.0.0.1" || name === "[::1]") {
      const { port: asked } = new URL(`http://${request.headers.host}`);
      return reply.redirect(`http://localhost${asked === "" ? "" : `:${asked}`}/`);
    }
    if (name !== "localhost") return reply.code(421).send();
  });
  if (place.pin === null && keeping !== undefined) pinDoor(app, place, keeping);
  await deskRoutes(app, place);
  const taken = new URL(await app.listen({ host: "127.0.0.1", port })).port;
  const other = createServer((request, response) => app.routing(request, response));
  try {
    await listen(other, Number(taken));
  } catch (error) {
    await app.close();
    throw error;
  }
  return {
    url: `http://localhost:${taken}/`,
    close: async () => {
      other.closeAllConnections();
      if (other.listening) await new Promise((closed) => other.close(closed));
      await app.close();
    },
  };
}

/** On the other loopback address. A machine without IPv6 has none, and nobody can stand there. */
async function listen(server: Server, port: number): Promise<void> {
  try {
    await new Promise<void>((ready, failed) => {
      server.once("error", failed);
      server.listen({ host: "::1", port }, ready);
    });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code !== "EADDRNOTAVAIL" && code !== "EAFNOSUPPORT") throw error;
  }
}
