import { configJson, DIST, headersFor } from "@fairlead/console/dist";
import type { Pin } from "@fairlead/protocol";
import httpProxy from "@fastify/http-proxy";
import fastifyStatic from "@fastify/static";
import { fastify } from "fastify";

export interface ConsoleHost {
  url: string;
  close(): Promise<void>;
}

/**
 * Serves the built console on this machine and passes `/api` on to the case server, so that the page
 * talks to its own origin only. Only loopback names are answered: a page elsewhere that points its
 * own name at this port must not reach the members' API.
 */
export async function startConsoleHost(options: {
  pin: Pin;
  clockOffset: number;
  callerPage: string;
  demo: boolean;
  server: string;
  port: number;
}): Promise<ConsoleHost> {
  const { server, port, ...config } = options;
  const app = fastify({ logger: false, forceCloseConnections: true });
  app.addHook("onRequest", async (request, reply) => {
    const name = request.headers.host?.replace(/:\d+$/, "");
    if (name !== "127.0.0.1" && name !== "localhost" && name !== "[::1]") return reply.code(421).send();
  });
  app.addHook("onSend", async (request, reply) => {
    reply.headers(headersFor(request.url.split("?")[0] ?? "/"));
  });
  app.get("/config.json", (_request, reply) => reply.type("application/json").send(configJson(config)));
  await app.register(httpProxy, {
    upstream: server,
    prefix: "/api",
    rewritePrefix: "/api",
    http: { requestOptions: { timeout: 60_000 } },
  });
  await app.register(fastifyStatic, { root: DIST, cacheControl: false });
  return { url: `${await app.listen({ host: "127.0.0.1", port })}/`, close: () => app.close() };
}
