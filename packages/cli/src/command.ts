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

function parse(command: Command, args: string[]): Readonly<Record<string, unknown>> {
  try {
    return parseArgs({ args, options: { ...command.options, help: { type: "boolean" } }, strict: true }).values;
  } catch (error) {
    const what = error instanceof Error ? (error.message.split(". ")[0] ?? "") : "";
    throw new Failure(`${what}.\nSee: fairlead ${command.name} --help`, 2);
  }
}
