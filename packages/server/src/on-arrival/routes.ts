import {
  type Language,
  onArrivalKeptPage,
  onArrivalMailboxPage,
  onArrivalSentPage,
  plainQuestion,
  readAnswered,
  readBack,
  readWritten,
} from "@fairlead/portal/pages";
import { makeDigits, type OnArrivalMailbox, readDigits } from "@fairlead/protocol/on-arrival";
import formbody from "@fastify/formbody";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { formAsks, noteForm } from "../callers/room.ts";
import { noteCode, toldOnPage } from "../http/answer.ts";
import type { Context } from "../http/context.ts";
import { Failure, type ToldCode, toldOf } from "../http/failure.ts";
import { bugLine } from "../log.ts";
import { type CallerPages, expiredSince, formAgain, IN_LANGUAGE, sendPlain, sendProblem } from "../pages/pages.ts";
import { onArrivalIn } from "./mailbox.ts";
import { randomFrom, type Tokens } from "./token.ts";

/** 12,000 Cyrillic letters are 72,000 bytes in a form. */
const BODY_LIMIT = 160 * 1024;

const FORM = {
  bodyLimit: BODY_LIMIT,
  // Counted after the body was read, so that whoever is turned away gets his words back.
  config: { rateLimit: { hook: "preHandler" } },
} as const;

type Done = "sent" | "confirmed" | "safe" | "danger" | null;

/**
 * The form without script. The server sees the text while it seals it, the page has said so, and the row says so
 * for ever. Plaintext lives in these functions' arguments only: not logged, not stored, not in an error. [MB6]
 */
export async function onArrivalRoutes(
  parent: FastifyInstance,
  context: Context,
  pages: CallerPages,
  tokens: Tokens,
): Promise<void> {
  const onArrival = onArrivalIn(context);

  await parent.register(async (app) => {
    await app.register(formbody, { bodyLimit: BODY_LIMIT });

    /** Every outcome is a page: nobody without script could read anything else. */
    const answered =
      (work: (request: FastifyRequest, language: Language) => Promise<(reply: FastifyReply) => FastifyReply>) =>
      async (request: FastifyRequest<{ Params: { language: Language } }>, reply: FastifyReply) => {
        const { language } = request.params;
        const place = pages.place(language);
        try {
          if (!context.settings.onArrival) throw new Failure("FL_ON_ARRIVAL_OFF");
          return (await work(request, language))(reply);
        } catch (error) {
          const told = toldOf(error);
          if (told.bug) context.log(bugLine(error));
          noteCode(reply, told.inner);
          // What somebody wrote comes back in a fresh form: without script nothing else holds it.
          const again = await formAgain(request, context, tokens);
          return sendProblem(reply, place, toldOnPage(told), told.status, again);
        }
      };

    /**
     * Before anything is derived for it: a flood of forms is turned away cheaply. One right answer is one mailbox, whose
     * pages then ask no more; a wrong one ends its token. [MB9]
     */
    const taken = async (body: unknown, language: Language, digits?: string) => {
      const { token, plain } = fieldsOf(body);
      const given = tokens.take(token, digits) ?? fail("FL_TOKEN");
      if (given.answered) return given;
      if (await formAsks(context)) {
        if (plain === undefined) return fail("FL_QUESTION");
        if (!plainQuestion(language, tokens.seed(String(token))).isAnswer(plain)) {
          tokens.spend(token);
          return fail("FL_QUESTION_WRONG");
        }
      }
      noteForm(context);
      return given;
    };

    const mailboxPage = async (language: Language, digits: string, mailbox: OnArrivalMailbox, done: Done) => {
      const page = onArrivalMailboxPage(pages.place(language), {
        digits,
        token: tokens.give(digits),
        // What was sent is kept: that the replies cannot be read just now must not make it look lost.
        replies: await onArrival.replies(mailbox).catch((error: unknown) => (done === null ? raise(error) : [])),
        done,
        expiredSince: await expiredSince(context),
      });
      return (reply: FastifyReply) => sendPlain(reply, page);
    };

    app.post<{ Params: { language: Language } }>(
      `${IN_LANGUAGE}/write`,
      FORM,
      answered(async ({ body }, language) => {
        const written = readWritten(body);
        if (written.kind === "empty") return fail("FL_EMPTY");
        if (written.kind === "hostile") throw new Failure("FL_BODY");
        const { secret, mark } = await taken(body, language);
        const digits = makeDigits(randomFrom(secret));
        const mailbox = await onArrival.open(digits);
        const kept = await onArrival.write(mailbox, { ...written, language, tap: "none" }, mark);
        const place = pages.place(language);
        // Another node answered it, or this one before it was started again: its code was on that page only.
        const page = kept === "here" ? onArrivalSentPage(place, { digits }) : onArrivalKeptPage(place);
        return (reply) => sendPlain(reply, page);
      }),
    );

    app.post<{ Params: { language: Language } }>(
      `${IN_LANGUAGE}/back`,
      FORM,
      answered(async ({ body }, language) => {
        const digits = readDigits(readBack(body) ?? "") ?? fail("FL_DIGITS");
        await taken(body, language);
        return mailboxPage(language, digits, await onArrival.open(digits), null);
      }),
    );

    app.post<{ Params: { language: Language } }>(
      `${IN_LANGUAGE}/answer`,
      FORM,
      answered(async ({ body }, language) => {
        const said = readAnswered(body);
        if (said === null) throw new Failure("FL_BODY");
        const digits = readDigits(said.digits) ?? fail("FL_DIGITS");
        const { mark } = await taken(body, language, digits);
        const mailbox = await onArrival.open(digits);
        if (said.kind === "confirm") {
          await onArrival.confirm(mailbox, said.read);
          return mailboxPage(language, digits, mailbox, "confirmed");
        }
        const { text, tap, anyway } = said;
        await onArrival.write(mailbox, { language, text, tap, anyway, answers: {} }, mark);
        return mailboxPage(language, digits, mailbox, tap === "none" ? "sent" : tap);
      }),
    );
  });
}

function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === "object" && body !== null ? { ...body } : {};
}

function raise(error: unknown): never {
  throw error;
}

function fail(code: ToldCode): never {
  throw new Failure(code);
}
