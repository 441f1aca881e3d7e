import { performance } from "node:perf_hooks";
import { encodeBody } from "@fairlead/protocol/verify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { bugLine, type Log, tookWithin } from "../log.ts";
import { type Cover, isCovered, sendMissing } from "../pages/cover.ts";
import { type Told, toldOf } from "./failure.ts";

const codes = new WeakMap<FastifyReply, string>();

/** What the log says about this answer; the caller may be told less. */
export function noteCode(reply: FastifyReply, code: string): void {
  codes.set(reply, code);
}

/** Words for a person instead of a code for a program; null where a program is being answered. */
export type ProblemPage = (request: FastifyRequest, code: string) => Promise<string | null>;

/** One line a call, and one uniform answer for whatever is wrong with it. */
export function answerErrors(app: FastifyInstance, log: Log, problem: ProblemPage, cover: Cover | null): void {
  const begun = new WeakMap<object, number>();
  app.addHook("onRequest", async (request) => {
    begun.set(request, performance.now());
  });
  app.addHook("onResponse", async (request, reply) => {
    const ms = tookWithin(performance.now() - (begun.get(request) ?? performance.now()));
    // The pattern of the route: what was really asked for may hold anything.
    const route = request.routeOptions.url ?? "none";
    log({ at: "call", route, status: reply.statusCode, code: codes.get(reply) ?? "OK", ms });
  });
  app.setErrorHandler(async (error, request, reply) => {
    const told = toldOf(error);
    noteCode(reply, told.inner);
    if (told.bug) log(bugLine(error));
    if (cover !== null && isCovered(cover, request)) return sendMissing(reply);
    const page = await problem(request, toldOnPage(told));
    if (page !== null) return reply.code(told.status).type("text/html; charset=utf-8").send(page);
    return sendCode(reply, told.status, told.code);
  });
  app.setNotFoundHandler(async (request, reply) => {
    noteCode(reply, "FL_NOT_FOUND");
    if (cover !== null) return sendMissing(reply);
    const page = await problem(request, "FL_NOT_FOUND");
    if (page !== null) return reply.code(404).type("text/html; charset=utf-8").send(page);
    return sendCode(reply, 404, "FL_NOT_FOUND");
  });
}

/** A person whose letter was too long has to know; to a program the size is hostile like anything else. */
export function toldOnPage({ code, inner }: Told): string {
  return inner === "FL_BODY_LARGE" ? inner : code;
}

function sendCode(reply: FastifyReply, status: number, code: string): FastifyReply {
  return reply
    .code(status)
    .type("application/cbor")
    .send(Buffer.from(encodeBody({ code })));
}
