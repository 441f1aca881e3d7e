import {
  type Again,
  type Fresh,
  firstPage,
  isLanguage,
  LANGUAGES,
  type Language,
  languageFor,
  type Place,
  plainPage,
  plainQuestion,
  problemPage,
  ticketPage,
  typedIn,
} from "@fairlead/portal/pages";
import { cardExpired, hourOf, parseCard } from "@fairlead/protocol/verify";
import type { FastifyInstance, FastifyReply } from "fastify";
import { formAsks } from "../callers/room.ts";
import type { ProblemPage } from "../http/answer.ts";
import type { Context } from "../http/context.ts";
import { sendFile, sendPacked } from "../http/packed.ts";
import type { Tokens } from "../on-arrival/token.ts";
import { behindDoor, sendMissing } from "./cover.ts";

/** What the caller's pages are made of; the app that starts the server stamps and gives it. */
export type CallerPages = {
  /** All that a page has to be told, in this language. */
  place(language: Language): Place;
  /** One of the built files (`/a/…`), or null. Named by its hash, so it never changes. */
  asset(path: string): { readonly type: string; readonly bytes: Uint8Array } | null;
};

/** The languages that there are; in any other there is no page. */
export const IN_LANGUAGE = `/:language(^(?:${LANGUAGES.join("|")})$)`;

export function pageRoutes(app: FastifyInstance, context: Context, pages: CallerPages, tokens: Tokens): void {
  const { onArrival } = context.settings;

  const first = async (reply: FastifyReply, language: Language) =>
    sendCompressed(
      reply,
      firstPage(pages.place(language), { ...(await freshForm(context, tokens, language)), onArrival }),
    );

  app.get("/", (request, reply) => {
    reply.header("vary", "accept-language, accept-encoding");
    return first(reply, languageFor(request.headers["accept-language"]));
  });

  // Nothing to show in a tab: no sign of what this is. Our pages say so themselves; this is for whoever asks all the same.
  app.get("/favicon.ico", (_request, reply) => reply.code(204).send());

  app.get<{ Params: { language: Language } }>(IN_LANGUAGE, (request, reply) => first(reply, request.params.language));

  // One page for every link: which leg it opens stands behind "#" and is not sent. [TK1]
  app.get("/t", (request, reply) => {
    reply.header("vary", "accept-language, accept-encoding");
    return sendCompressed(reply, ticketPage(pages.place(languageFor(request.headers["accept-language"]))));
  });
  app.get<{ Params: { language: Language } }>(`${IN_LANGUAGE}/t`, (request, reply) =>
    sendCompressed(reply, ticketPage(pages.place(request.params.language))),
  );

  app.get<{ Params: { language: Language } }>(`${IN_LANGUAGE}/write`, async (request, reply) => {
    const { language } = request.params;
    const place = pages.place(language);
    if (!onArrival) return sendProblem(reply, place, "FL_ON_ARRIVAL_OFF", 403);
    return sendCompressed(reply, plainPage(place, await freshForm(context, tokens, language)));
  });

  app.get<{ Params: { name: string } }>("/a/:name", (request, reply) => {
    const asset = pages.asset(`/a/${request.params.name}`);
    if (asset === null) return sendNothing(reply, context, pages);
    // Not kept either: a year of our script on a phone's disk would say where its owner has been. [P8]
    reply.header("vary", "accept-encoding");
    return sendFile(reply, asset.type, asset.bytes);
  });
}

/**
 * Every page carries its style sheet, for another connection costs a slow line seconds; the policy of a page's answer
 * allows exactly that text, by its hash, and nothing else inline.
 */
export function allowStyle(app: FastifyInstance, pages: CallerPages): void {
  app.addHook("onSend", async (_request, reply) => {
    const policy = reply.getHeader("content-security-policy");
    const isPage = String(reply.getHeader("content-type")).startsWith("text/html");
    if (!isPage || typeof policy !== "string" || policy.includes("style-src")) return;
    reply.header("content-security-policy", `${policy};style-src '${pages.place("en").assets.integrity.style}'`);
  });
}

/** Since when nobody has renewed card or certificate; null while both are fresh. The page then says so. [MB4] */
export async function expiredSince(
  { store, clock }: Pick<Context, "store" | "clock">,
  own?: { readonly bytes: Uint8Array },
): Promise<number | null> {
  const [general, certificate] = await Promise.all([store.cards.newest("new"), store.certificates.newest()]);
  const card = own ?? general;
  if (card === null || certificate === null) return null;
  const ends = Math.min(parseCard(card.bytes).expires, certificate.expires);
  return cardExpired({ expires: ends }, hourOf(clock())) ? ends : null;
}

/** A page that holds nothing of anybody's: it may be compressed, and on a slow line it must be. */
function sendCompressed(reply: FastifyReply, page: string): FastifyReply {
  return sendPacked(reply, "text/html; charset=utf-8", Buffer.from(page));
}

/** What every answer to a form weighs, or a multiple of it. */
const PLAIN_STEP = 32 * 1024;
const [PAD_OPENS, PAD_CLOSES] = ["<!--", "-->"];

/**
 * A page that shows a code or a reply. Never compressed: the length of compressed text says something about it
 * to whoever watches the line and can add text of his own (BREACH, 2013). Filled up with an empty remark, so that its
 * size does not tell whether a reply waits. [P9]
 */
export function sendPlain(reply: FastifyReply, page: string): FastifyReply {
  return reply.type("text/html; charset=utf-8").send(padded(page));
}

export function padded(page: string): string {
  const length = Buffer.byteLength(page) + PAD_OPENS.length + PAD_CLOSES.length;
  return page + PAD_OPENS + " ".repeat(Math.ceil(length / PLAIN_STEP) * PLAIN_STEP - length) + PAD_CLOSES;
}

export function sendProblem(
  reply: FastifyReply,
  place: Place,
  code: string,
  status: number,
  again: Again | null = null,
): FastifyReply {
  return sendPlain(reply.code(status), problemPage(place, { code, again }));
}

/** What a form without script has to bring back; while a flood is on also the answer to a plain question. [MB9] */
async function freshForm(
  context: Pick<Context, "store" | "clock" | "settings">,
  tokens: Tokens,
  language: Language,
): Promise<Fresh> {
  const token = tokens.give();
  const asks = await formAsks(context);
  return {
    token,
    question: asks ? plainQuestion(language, tokens.seed(token)).text : null,
    expiredSince: await expiredSince(context),
  };
}

/** The form that came with this call, to be given back filled in. [P6] */
export async function formAgain(
  request: { readonly url: string; readonly body: unknown },
  context: Pick<Context, "store" | "clock" | "cover" | "settings">,
  tokens: Tokens,
): Promise<Again | null> {
  const [, language = "", posted] = partsOf(request, context);
  if (request.body === undefined || request.body === null || !isLanguage(language)) return null;
  const { fields, digits, text } = typedIn(request.body);
  // The store may be what failed: what was typed goes back all the same.
  const fresh = await freshForm(context, tokens, language).catch(() => ({
    token: tokens.give(),
    question: null,
    expiredSince: null,
  }));
  if (posted === "write") return { ...fresh, form: "write", fields };
  if (posted === "back" && digits !== null) return { ...fresh, form: "back", digits };
  return posted === "answer" && digits !== null ? { ...fresh, form: "answer", digits, text } : null;
}

function sendNothing(reply: FastifyReply, { cover }: Context, pages: CallerPages): FastifyReply {
  if (cover !== null) return sendMissing(reply);
  return sendProblem(reply, pages.place("en"), "FL_NOT_FOUND", 404);
}

/** Problems in words, in the language of the address or of the browser; `/api` is answered in codes. */
export function problemIn(context: Context, tokens: Tokens): ProblemPage {
  const { pages } = context;
  return async (request, code) => {
    const [, named = ""] = partsOf(request, context);
    if (pages === null || named === "api") return null;
    const language = isLanguage(named) ? named : languageFor(request.headers["accept-language"]);
    const posted = request.method === "POST" && request.body !== undefined;
    const again = posted ? await formAgain(request, context, tokens) : null;
    const page = problemPage(pages.place(language), { code, again });
    return request.method === "POST" ? padded(page) : page;
  };
}

/** What stands between the slashes of an address, after the door; the first part is empty. */
function partsOf({ url }: { readonly url: string }, { cover }: Pick<Context, "cover">): string[] {
  return ((cover && behindDoor(cover.door, url)) ?? url).split(/[/?]/);
}
