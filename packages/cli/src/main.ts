import { type Command, type CommandGroup, readArguments } from "./command.ts";
import { backup } from "./commands/backup.ts";
import { channels } from "./commands/channels.ts";
import { deskConsole } from "./commands/console.ts";
import { demo } from "./commands/demo.ts";
import { init } from "./commands/init.ts";
import { invite } from "./commands/invite.ts";
import { keygen } from "./commands/keygen.ts";
import { members } from "./commands/members.ts";
import { pin } from "./commands/pin.ts";
import { plan } from "./commands/plan.ts";
import { restore } from "./commands/restore.ts";
import { serve } from "./commands/serve.ts";
import { suspend } from "./commands/suspend.ts";
import { verify } from "./commands/verify.ts";
import { verifyConsole } from "./commands/verify-console.ts";
import type { Effects } from "./effects.ts";
import { Failure } from "./failure.ts";
import { personAt } from "./terminal.ts";

/** The one place of the command line where the machine's own clock, generator and streams are taken. */
const COMMANDS: readonly (Command | CommandGroup)[] = [
  demo,
  init,
  serve,
  deskConsole,
  channels,
  verify,
  verifyConsole,
  invite,
  members,
  suspend,
  pin,
  plan,
  backup,
  restore,
  keygen,
];

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

function manual(): string {
  return `fairlead: hotline, casework and evacuation, sealed end to end

Usage: fairlead COMMAND [options]

${listOf(COMMANDS)}

"fairlead COMMAND --help" is that command's manual. Results go to standard output, progress to
standard error; --json makes results one JSON value. Exit code 0: done, 1: failed, 2: bad input.
Secrets are never taken from the command line.`;
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === "--help" || name === "help") {
    effects.print(manual());
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.find((known) => known.name === name);
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
