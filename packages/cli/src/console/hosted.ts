import type { Pin } from "@fairlead/protocol";
import { fastify } from "fastify";
import { deskRoutes } from "./desk-routes.ts";
import type { ConsoleHost } from "./host.ts";

/**
 * The console for members who have only a phone, on a machine of their own people: not the case server's. It is pinned
 * from the start, writes nothing, logs nothing, and tells the case server nothing of who calls.
 *
 * @param address where members find it, by the proxy in front; answered under that name only
 */
export async function startHostedConsole(options: {
  pin: Pin;
  server: string;
  address: URL;
  host: string;
  port: number;
}): Promise<ConsoleHost> {
  const { pin, server, address, host, port } = options;
  const app = fastify({ logger: false, forceCloseConnections: true });
  app.addHook("onRequest", async (request, reply) => {
    if (request.headers.host !== address.host) return reply.code(421).send();
  });
  if (address.protocol === "https:")
    app.addHook("onSend", async (_request, reply) => {
      // Once seen over TLS, never asked for in the open again.
      reply.header("strict-transport-security", "max-age=31536000");
    });
  await deskRoutes(app, { pin, keepPin: null, clockOffset: 0, callerPage: server, demo: false, server });
  return { url: `${await app.listen({ host, port })}/`, close: () => app.close() };
}
