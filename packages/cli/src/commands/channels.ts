import { Misconfigured, readConfig, startChannels } from "@fairlead/channels";
import type { Command } from "../command.ts";
import { Failure } from "../failure.ts";

const HOUR_MS = 3_600_000;

export const channels: Command = {
  name: "channels",
  summary: "carry letters and answers between the queue and e-mail or Telegram",
  manual: `fairlead channels --config FILE [--every SECONDS]

A gateway: seals what comes by e-mail and Telegram to the team, as the caller's page would, and carries the team's
answers back. It sees the words while it does. Run it apart from the case server, on a machine of its
own; it keeps nothing there but its configuration and its secrets.

  --config FILE      JSON; see packages/channels/README.md. Files with secrets must be readable by their
                     owner alone (chmod 600).
  --every SECONDS    how often the mailboxes are looked into for answers (default 20)

Prints counts once an hour and when it ends, and nothing of anybody.`,
  options: { config: { type: "string" }, every: { type: "string" } },
  async run(given, effects) {
    const file = given.text("config");
    if (file === undefined) throw new Failure("Give --config FILE. See: fairlead channels --help", 2);
    const every = Number(given.text("every") ?? 20);
    if (!(every > 0 && every <= 3600)) throw new Failure("--every takes seconds, from 0 to 3600.", 2);
    const config = await readConfig(file).catch((error: unknown) => {
      throw error instanceof Misconfigured ? new Failure(error.message, 2) : error;
    });
    const running = startChannels(config, {
      clock: effects.clock,
      random: effects.random,
      tell: effects.tell,
      every: every * 1000,
    });
    effects.tell("Carrying letters. Stop with Ctrl-C.");
    const hourly = setInterval(() => effects.print(`Since the start: ${running.counts}`), HOUR_MS);
    await effects.stopped;
    clearInterval(hourly);
    await running.stop();
    effects.print(`Since the start: ${running.counts}`);
  },
};
