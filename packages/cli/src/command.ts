import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import type { Effects } from "./effects.ts";
import { Failure } from "./failure.ts";

/** One `fairlead` command. */
export interface Command {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** The manual: what it does, options, examples, exit codes. */
  manual: string;
  options: ParseArgsOptionsConfig;
  run(given: Given, effects: Effects): Promise<void>;
}

/** Commands of one kind, called by two words: `fairlead plan routes`. */
export interface CommandGroup {
  name: string;
  summary: string;
  /** By their two words. */
  parts: readonly Command[];
}

/** Options as given, read by name and shape. */
export interface Given {
  text(name: string): string | undefined;
  texts(name: string): string[];
  flag(name: string): boolean;
}

export function readArguments(command: Command, args: string[]): Given {
  const values: Readonly<Record<string, unknown>> = parse(command, args);
  return {
    text(name) {
      const value = values[name];
      return typeof value === "string" ? value : undefined;
    },
    texts(name) {
      const value = values[name];
      return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
    },
    flag: (name) => values[name] === true,
  };
}

/** @throws Failure */
export function portFrom(given: Given, usual: number): number {
  const port = Number(given.text("port") ?? usual);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Failure("--port takes a number from 0 to 65535.", 2);
  return port;
}

function parse(command: Command, args: string[]): Readonly<Record<string, unknown>> {
  try {
    return parseArgs({ args, options: { ...command.options, help: { type: "boolean" } }, strict: true }).values;
  } catch (error) {
    throw new Failure(`${whatIsWrong(error, Object.keys(command.options))}.\nSee: fairlead ${command.name} --help`, 2);
  }
}

/** Without what was given: a phrase may have been typed here by mistake, and would stand in a log. */
function whatIsWrong(error: unknown, options: readonly string[]): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL") return "Something stands here that belongs to no option";
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") return "There is no such option";
  const option = options.find((name) => new RegExp(`--${name}[' ]`).test(String(error)));
  if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE" && option !== undefined)
    return `--${option} lacks its value, or has one and takes none (a value that begins with a dash: --${option}=…)`;
  return "An option lacks its value, or has one and takes none";
}
