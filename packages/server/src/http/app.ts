import { decodeBody } from "@fairlead/protocol/verify";
import helmet from "@fastify/helmet";
import { type FastifyInstance, type FastifyServerOptions, fastify } from "fastify";
import { alarmRoutes } from "../alarms/alarms.ts";
import { bellRoutes } from "../bells/routes.ts";
import { doorRoutes } from "../callers/door.ts";
import { fileRoutes } from "../callers/files.ts";
import { mailboxRoutes } from "../callers/mailbox.ts";
import { voucherRoutes } from "../callers/vouchers.ts";
import { beatRoutes } from "../members/beats.ts";
import { holdingRoutes } from "../members/holdings.ts";
import { invitationRoutes } from "../members/invitations.ts";
import { loginRoutes } from "../members/login.ts";
import { rosterRoutes } from "../members/roster.ts";
import { statusRoutes } from "../members/status.ts";
import { waitRoutes } from "../members/wait.ts";
import { waitingRoutes } from "../members/waiting.ts";
import { onArrivalRoutes } from "../on-arrival/routes.ts";
import type { Tokens } from "../on-arrival/token.ts";
import { coverRoutes, sendMissing } from "../pages/cover.ts";
import { allowStyle, pageRoutes, problemIn } from "../pages/pages.ts";
import { appendRoutes } from "../streams/append.ts";
import { readRoutes } from "../streams/read.ts";
import { threadFileRoutes } from "../threads/files.ts";
import { threadRoutes } from "../threads/threads.ts";
import { answerErrors } from "./answer.ts";
import type { Context } from "./context.ts";
import { limitCalls } from "./limits.ts";

/** Everything that is answered over HTTP. Fixed paths: no address ever holds an id. [P8] */
export async function buildApp(context: Context, tokens: Tokens): Promise<FastifyInstance> {
  const { cover } = context;
  const options: FastifyServerOptions = {
    logger: false, // our own line a call, with nothing of the caller's in it
    // One proxy, ours: what stands before its own entry was written by whoever called.
    trustProxy: context.settings.trustProxy ? (_address, hop) => hop === 0 : false,
    bodyLimit: 16 * 1024,
    // 64 KiB at 50 kbit/s and a bad line, and no longer: a body that never ends holds nobody up.
    requestTimeout: 120_000,
    // As long as browsers hold one, and longer than a letter takes to write: a new one costs a slow line two or three round trips.
    keepAliveTimeout: 310_000,
    forceCloseConnections: "idle",
    genReqId: () => "",
    exposeHeadRoutes: false,
  };
  // What is no address at all is answered like one that is not there.
  if (cover !== null) options.frameworkErrors = (_error, _request, reply) => void sendMissing(reply);
  const app = fastify(options);
  answerErrors(app, context.log, problemIn(context, tokens), cover);
  if (cover === null) await answerCalls(app, context, tokens);
  else {
    coverRoutes(app, cover);
    await app.register((inner) => answerCalls(inner, context, tokens), { prefix: cover.door });
  }
  return app;
}

/** All that is ours, at the address itself or behind its door. */
async function answerCalls(app: FastifyInstance, context: Context, tokens: Tokens): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        // No picture is used but the empty icon, which keeps browsers from asking for one.
        imgSrc: ["data:"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: "no-referrer" },
    crossOriginEmbedderPolicy: true,
    // A promise about https that a server behind plain http (an onion service) cannot make.
    strictTransportSecurity: false,
    // For Internet Explorer and Flash, which run no page of ours: on a slow line each answer would carry them.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  app.addHook("onRequest", async (_request, reply) => {
    reply.header("cache-control", "no-store");
  });
  // After the headers: whoever is turned away gets them too.
  await limitCalls(app, context);

  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/cbor", { parseAs: "buffer" }, async (_request: unknown, body: Buffer) =>
    decodeBody(new Uint8Array(body)),
  );

  doorRoutes(app, context);
  mailboxRoutes(app, context);
  fileRoutes(app, context);
  voucherRoutes(app, context);
  loginRoutes(app, context);
  rosterRoutes(app, context);
  waitingRoutes(app, context);
  invitationRoutes(app, context);
  beatRoutes(app, context);
  holdingRoutes(app, context);
  statusRoutes(app, context);
  waitRoutes(app, context);
  appendRoutes(app, context);
  readRoutes(app, context);
  threadRoutes(app, context);
  threadFileRoutes(app, context);
  alarmRoutes(app, context);
  bellRoutes(app, context);
  if (context.pages !== null) {
    allowStyle(app, context.pages);
    pageRoutes(app, context, context.pages, tokens);
    await onArrivalRoutes(app, context, context.pages, tokens);
  }
}
