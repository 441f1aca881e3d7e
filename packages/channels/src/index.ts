/** Gateways for e-mail and messengers: an edge process that seals what comes in, carries answers back, and keeps nothing. */
import { organisationWords, type Random } from "@fairlead/protocol/seal";
import { ENGLISH } from "@fairlead/protocol/words/english";
import type { Config } from "./config.ts";
import { Counts } from "./counts.ts";
import { firstAnswer } from "./first-answer.ts";
import type { Gateway, Working } from "./gateway.ts";
import { openDesk } from "./line.ts";
import { mailGateway } from "./mail/mail-gateway.ts";
import { mailMemory, NO_MEMORY } from "./mail/mail-memory.ts";
import { Secret } from "./secret.ts";
import { telegramGateway } from "./telegram/telegram-gateway.ts";
import { nodeTransport } from "./transport.ts";

export { Misconfigured, readConfig } from "./config.ts";

const EVERY_MS = 20_000;
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

export type ChannelEffects = {
  clock: () => number;
  random: Random;
  tell(line: string): void;
  /** ms between two looks for answers. */
  every?: number;
};

export type Channels = { counts: Counts; stop(): Promise<void> };

export function startChannels(config: Config, { clock, random, tell, every = EVERY_MS }: ChannelEffects): Channels {
  const { pin, page } = config;
  const counts = new Counts();
  const words = organisationWords(pin.organisation, ENGLISH);
  const working: Working = {
    secret: new Secret(config.secret, pin.organisation, random),
    desk: openDesk(pin, { transport: nodeTransport(config.server), pause, clock, random }),
    counts,
    clock,
    every,
    tell,
    greeting: config.firstAnswer ? (language) => firstAnswer(language, page, words) : null,
  };
  const { email, telegram } = config;
  const gateways: Gateway[] = [];
  if (email !== null) gateways.push(mailGateway(email, working));
  if (telegram !== null) {
    if (email === null)
      tell("Without a mail account nothing is remembered: after a restart, answers wait until somebody writes again.");
    const memory = email === null ? NO_MEMORY : mailMemory(email, working.secret, clock);
    gateways.push(telegramGateway(telegram, working, memory));
  }
  return {
    counts,
    stop: async () => {
      await Promise.all(gateways.map((gateway) => gateway.stop()));
    },
  };
}
