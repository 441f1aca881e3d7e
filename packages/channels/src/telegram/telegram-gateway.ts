/**
 * Telegram in, sealed rows out, and back, by long polling. An update is confirmed only once the server holds its row: until
 * then Telegram gives it out again, for a day. Taken twice it is one letter, as its id comes from the message's. [P6] [MB7]
 */
import { Api, GrammyError } from "grammy";
import type { Message } from "grammy/types";
import { Replies } from "../carry-replies.ts";
import type { TelegramConfig } from "../config.ts";
import type { Correspondent } from "../correspondent.ts";
import type { Gateway, Memory, Working } from "../gateway.ts";
import { handOver } from "../hand-over.ts";
import type { Posted } from "../line.ts";
import { Pace } from "../pace.ts";
import { fetchFile } from "./fetch-file.ts";
import { fileIn, languageIn, textOf } from "./read-message.ts";

const AWAY_MS = [1_000, 5_000, 15_000, 60_000];
/** Telegram takes 4,096. */
const PART = 4_000;
const WEEK = 7 * 86_400_000;

export function telegramGateway(config: TelegramConfig, working: Working, memory: Memory): Gateway {
  const { secret, desk, counts, clock, every, tell, greeting } = working;
  const api = new Api(config.token, { apiRoot: config.api });
  const pace = new Pace(config.lettersPerHour);
  const greeted = new Set<string>();
  const ending = new AbortController();
  const stopped = () => ending.signal.aborted;
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (stopped()) return resolve();
      const timer = setTimeout(resolve, ms);
      ending.signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    });

  const send = async (chat: string, text: string): Promise<"sent" | "later" | "never"> => {
    try {
      for (let from = 0; from < text.length; from += PART)
        await api.sendMessage(Number(chat), text.slice(from, from + PART), {
          link_preview_options: { is_disabled: true },
        });
      return "sent";
    } catch (error) {
      // 403: the person has blocked the bot or is gone. 400: there is no such chat. What else fails may pass.
      const code = error instanceof GrammyError ? error.error_code : 0;
      return code === 403 || code === 400 ? "never" : "later";
    }
  };
  const replies = new Replies({
    ...working,
    send: (to, text) => send(to.address, text),
    remember: (one) => memory.keep(one),
  });

  const greet = async (chat: string, language: Correspondent["language"]): Promise<void> => {
    if (greeting === null || greeted.has(chat)) return;
    greeted.add(chat);
    if ((await send(chat, greeting(language))) === "sent") counts.add("first answers");
  };

  const sayWaiting = (posted: Exclude<Posted, { kind: "sent" }>): void => {
    counts.add(posted.kind === "expired" ? "waiting for a fresh card" : "waiting for the server");
    if (posted.kind === "expired")
      tell("Nobody has renewed the card that letters are sealed to: messages wait at Telegram.");
  };

  const handIn = async (chat: string, text: string, message: Message): Promise<boolean> => {
    const language = languageIn(message);
    const keys = await secret.mailboxOf("telegram", chat);
    const id = secret.messageOf("telegram", chat, String(message.message_id));
    const posted = await desk.post(keys, { text, language, via: "telegram", message: id });
    if (posted.kind !== "sent") {
      sayWaiting(posted);
      return false;
    }
    const before = replies.find("telegram", chat);
    const one: Correspondent = {
      way: "telegram",
      address: chat,
      subject: "",
      messageId: "",
      language,
      at: clock(),
      sent: before?.sent ?? [],
    };
    if (before === null || before.at < clock() - WEEK) await memory.keep(one);
    await replies.follow(one, keys);
    if (posted.first) await greet(chat, language);
    const file = fileIn(message);
    if (file !== null) {
      const fetched = await fetchFile(api, config, file);
      if (fetched === null) return false;
      const open = await handOver(working, { ...one, keys, id: String(message.message_id) }, [fetched]);
      if (open !== null) {
        sayWaiting(open);
        return false;
      }
    }
    counts.add("letters");
    return true;
  };

  /** @returns false where the same update must be asked for again */
  const take = async (message: Message | undefined): Promise<boolean> => {
    if (message === undefined || message.chat.type !== "private" || message.from?.is_bot === true) {
      counts.add("ignored");
      return true;
    }
    const chat = String(message.chat.id);
    if (/^\/start\b/.test(message.text ?? "")) {
      await greet(chat, languageIn({ ...message, text: "" } as Message));
      return true;
    }
    const text = textOf(message);
    if (text === null) return true;
    const who = secret.nameOf(`pace\0${chat}`);
    if (!pace.allows(who, clock())) {
      counts.add("held back");
      return true;
    }
    const isIn = await handIn(chat, text, message);
    if (!isIn) pace.giveBack(who);
    return isIn;
  };

  const listen = async (): Promise<void> => {
    let offset = 0;
    for (let failed = 0; !stopped(); ) {
      try {
        const updates = await api.getUpdates(
          { offset, limit: 50, timeout: 25, allowed_updates: ["message"] },
          ending.signal as Parameters<typeof api.getUpdates>[1],
        );
        failed = 0;
        for (const update of updates) {
          if (stopped() || !(await take(update.message))) break;
          offset = update.update_id + 1;
        }
        if (updates.length > 0 && offset <= (updates.at(-1)?.update_id ?? 0)) await pause(AWAY_MS[1] ?? 5_000);
      } catch (error) {
        if (stopped()) return;
        // Of Telegram's answer only that it refuses: its text may hold the token.
        const refused = error instanceof GrammyError && error.error_code === 401;
        tell(refused ? "Telegram refuses the token." : "Telegram cannot be reached; trying again.");
        counts.add("reconnected");
        await pause(AWAY_MS[Math.min(failed++, AWAY_MS.length - 1)] ?? 60_000);
      }
    }
  };

  const answer = async (): Promise<void> => {
    for (let known: Correspondent[] | null = null; known === null && !stopped(); ) {
      known = await memory.load().catch(() => null);
      if (known === null) await pause(AWAY_MS[1] ?? 5_000);
      else for (const one of known) if (one.way === "telegram") await replies.follow(one);
    }
    while (!stopped()) {
      await replies.carry();
      await pause(every);
    }
  };

  const running = Promise.all([listen(), answer()]);
  return {
    stop: async () => {
      ending.abort();
      desk.hangUp();
      await running;
    },
  };
}
