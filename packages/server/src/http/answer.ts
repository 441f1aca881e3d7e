import { performance } from "node:perf_hooks";
import { encodeBody } from "@fairlead/protocol/verify";
import type { FastifyInstance, FastifyReply } from "fastify";
import { bugLine, type Log } from "../log.ts";
import { toldOf } from "./failure.ts";

const codes = new WeakMap<FastifyReply, string>();

/** What the log says about this answer; the caller may be told less. */
export function noteCode(reply: FastifyReply, code: string): void {
  codes.set(reply, code);
}

/** One line a call, and one uniform answer for whatever is wrong with it. */
export function answerErrors(app: FastifyInstance, log: Log): void {
  const begun = new WeakMap<object, number>();
  app.addHook("onRequest", async (request) => {
    begun.set(request, performance.now());
  });
  app.addHook("onResponse", async (request, reply) => {
    const ms = Math.round(performance.now() - (begun.get(request) ?? performance.now()));
    // The pattern of the route: what was really asked for may hold anything.
    const route = request.routeOptions.url ?? "none";
    log({ at: "call", route, status: reply.statusCode, code: codes.get(reply) ?? "OK", ms });
  });
  app.setErrorHandler((error, _request, reply) => {
    const told = toldOf(error);
    noteCode(reply, told.inner);
    if (told.bug) log(bugLine(error));
    return sendCode(reply, told.status, told.code);
  });
  app.setNotFoundHandler((_request, reply) => {
    noteCode(reply, "FL_NOT_FOUND");
    return sendCode(reply, 404, "FL_NOT_FOUND");
  });
}

function sendCode(reply: FastifyReply, status: number, code: string): FastifyReply {
  return reply
    .code(status)
    .type("application/cbor")
    .send(Buffer.from(encodeBody({ code })));
}
