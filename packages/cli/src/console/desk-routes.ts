import { configJson, DIST, headersFor } from "@fairlead/console/dist";
import type { Pin } from "@fairlead/protocol";
import httpProxy from "@fastify/http-proxy";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

/** What the page is told, and where its calls go. */
export interface DeskPlace {
  /** null until the host has one. */
  pin: Pin | null;
  /** See {@link pinDoor}. */
  keepPin: string | null;
  clockOffset: number;
  callerPage: string;
  demo: boolean;
  /** The case server. */
  server: string;
}

/** All that the case server needs to hear of a call. Who called, from where and with which browser, is nothing of it. */
const PASSED_ON = ["accept", "authorization", "content-length", "content-type", "transfer-encoding"];

/** The built console, its configuration, and `/api`, passed on, so that the page talks to its own origin only. */
export async function deskRoutes(app: FastifyInstance, place: DeskPlace): Promise<void> {
  app.addHook("onSend", async (request, reply) => {
    reply.headers(headersFor(request.url.split("?")[0] ?? "/"));
  });
  app.get("/config.json", (_request, reply) => {
    const { server: _, ...config } = place;
    return reply.type("application/json").send(configJson(config));
  });
  const { origin, pathname } = new URL(place.server);
  await app.register(httpProxy, {
    upstream: origin,
    prefix: "/api",
    // Behind the organisation's door, where it has one.
    rewritePrefix: `${pathname.replace(/\/+$/, "")}/api`,
    http: { requestOptions: { timeout: 60_000 } },
    replyOptions: {
      rewriteRequestHeaders: (_request, headers) =>
        Object.fromEntries(Object.entries(headers).filter(([name]) => PASSED_ON.includes(name))),
    },
  });
  await app.register(fastifyStatic, { root: DIST, cacheControl: false, dotfiles: "ignore" });
}
