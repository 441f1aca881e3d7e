import { type Command, type CommandGroup, readArguments } from "./command.ts";
import type { Effects } from "./effects.ts";
import { Failure } from "./failure.ts";
import { personAt } from "./terminal.ts";

/** Each is read when it is called: all of them together are seven hundred files, and to serve takes two hundred. */
const COMMANDS = new Map<string, () => Promise<Command | CommandGroup>>([
  ["demo", async () => (await import("./commands/demo.ts")).demo],
  ["init", async () => (await import("./commands/init.ts")).init],
  ["serve", async () => (await import("./commands/serve.ts")).serve],
  ["console", async () => (await import("./commands/console.ts")).deskConsole],
  ["channels", async () => (await import("./commands/channels.ts")).channels],
  ["verify", async () => (await import("./commands/verify.ts")).verify],
  ["verify-console", async () => (await import("./commands/verify-console.ts")).verifyConsole],
  ["invite", async () => (await import("./commands/invite.ts")).invite],
  ["members", async () => (await import("./commands/members.ts")).members],
  ["suspend", async () => (await import("./commands/suspend.ts")).suspend],
  ["pin", async () => (await import("./commands/pin.ts")).pin],
  ["plan", async () => (await import("./commands/plan.ts")).plan],
  ["backup", async () => (await import("./commands/backup.ts")).backup],
  ["restore", async () => (await import("./commands/restore.ts")).restore],
  ["keygen", async () => (await import("./commands/keygen.ts")).keygen],
]);

/** The one place of the command line where the machine's own clock, generator and streams are taken. */
const effects: Effects = {
  clock: Date.now,
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  env: process.env,
  print: (line) => process.stdout.write(`${line}\n`),
  tell: (line) => process.stderr.write(`${line}\n`),
  tellProgress: (line) => process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}` : `${line}\n`),
  terminal: process.stderr.isTTY === true,
  person: personAt(process.stdin, process.stdout, () => process.kill(process.pid, "SIGINT")),
  stopped: new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  }),
};

function listOf(commands: readonly { name: string; summary: string }[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return commands.map(({ name, summary }) => `  ${name.padEnd(width)}   ${summary}`).join("\n");
}

async function manual(): Promise<string> {
  const commands = await Promise.all([...COMMANDS.values()].map((read) => read()));
  return `fairlead: hotline, casework and evacuation, sealed end to end

Usage: fairlead COMMAND [options]

${listOf(commands)}

"fairlead COMMAND --help" is that command's manual. Results go to standard output, progress to
standard error; --json makes results one JSON value. Exit code 0: done, 1: failed, 2: bad input.
Secrets are never taken from the command line.`;
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === "--help" || name === "help") {
    effects.print(await manual());
    return name === undefined ? 2 : 0;
  }
  const command = await COMMANDS.get(name)?.();
  if (command === undefined) {
    effects.tell(`There is no command "${name}". See: fairlead --help`);
    return 2;
  }
  return "parts" in command ? runPart(command, args) : runCommand(command, args);
}

async function runPart({ name, summary, parts }: CommandGroup, [word, ...args]: string[]): Promise<number> {
  const part = parts.find((known) => known.name === `${name} ${word}`);
  if (part !== undefined) return runCommand(part, args);
  const list = `fairlead ${name}: ${summary}\n\n${listOf(parts)}\n\n"fairlead ${name} … --help" is that command's manual.`;
  if (word === "--help") {
    effects.print(list);
    return 0;
  }
  effects.tell(list);
  return 2;
}

async function runCommand(command: Command, args: string[]): Promise<number> {
  if (args.includes("--help")) {
    effects.print(command.manual);
    return 0;
  }
  try {
    await command.run(readArguments(command, args), effects);
    return 0;
  } catch (error) {
    if (!(error instanceof Failure)) throw error; // ours to mend: crash with the trace
    effects.tell(error.message);
    return error.exitCode;
  }
}

// Work that was stopped half-way has nothing left to keep.
process.exit(await main(process.argv.slice(2)));
