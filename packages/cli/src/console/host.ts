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
    if (name !== "127.0.0.1" && name !== "localhost" && name !== "[::1]") return reply.code(421).send();
  });
  if (place.pin === null && keeping !== undefined) pinDoor(app, place, keeping);
  await deskRoutes(app, place);
  return { url: `${await app.listen({ host: "127.0.0.1", port })}/`, close: () => app.close() };
}
