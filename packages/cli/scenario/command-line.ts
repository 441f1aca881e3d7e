/** The command line as somebody uses it, in this process: what he typed, what he was shown. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Command, readArguments } from "../src/command.ts";
import { serve } from "../src/commands/serve.ts";
import type { Effects } from "../src/effects.ts";
import type { Person } from "../src/terminal.ts";

export const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

export async function newFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "fairlead-cli-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export interface Run {
  /** Standard output, and standard error. */
  printed: string[];
  told: string[];
  /** What only eyes saw: the screen that does not stay. */
  shown: string[];
  ended: Promise<void>;
  stop(): void;
}

/** @param answer what is typed at a question; null where nobody sits there */
export function start(
  command: Command,
  args: string[],
  folder: string,
  answer: ((question: string, shown: string[]) => string) | null = null,
  env: Record<string, string> = {},
): Run {
  const printed: string[] = [];
  const told: string[] = [];
  const shown: string[] = [];
  const person: Person | null = answer && {
    ask: async (question) => answer(question, shown),
    askHidden: async (question) => answer(question, shown),
    aside: (work) => work((lines) => shown.push(...lines)),
  };
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const effects: Effects = {
    clock: Date.now,
    random,
    env: { FAIRLEAD_DIR: folder, ...env },
    print: (line) => printed.push(line),
    tell: (line) => told.push(line),
    tellProgress: () => {},
    terminal: false,
    person,
    stopped,
  };
  const ended = (async () => command.run(readArguments(command, args), effects))();
  // Whoever waits for something printed first looks at it later.
  ended.catch(() => undefined);
  return { printed, told, shown, ended, stop };
}

export async function run(...of: Parameters<typeof start>): Promise<Run> {
  const running = start(...of);
  await running.ended;
  return running;
}

/** Waits for a line on either stream. @throws what the command threw */
export async function sees(running: Run, pattern: RegExp): Promise<RegExpMatchArray> {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    for (const line of [...running.printed, ...running.told]) {
      const found = line.match(pattern);
      if (found !== null) return found;
    }
    await Promise.race([running.ended, new Promise((resolve) => setTimeout(resolve, 25))]);
  }
  throw new Error(`nothing like ${pattern} among: ${[...running.printed, ...running.told].join("\n")}`);
}

/** `fairlead serve` of what stands in a folder. */
export async function serving(folder: string, more: string[] = []): Promise<Run & { url: string }> {
  const told = ["--name", "Lantern", "--leave-to", "https://www.example.org/", "--port", "0", ...more];
  const running = start(serve, told, folder);
  const [, url = ""] = await sees(running, /Serving at (\S+)\//);
  return { ...running, url };
}
