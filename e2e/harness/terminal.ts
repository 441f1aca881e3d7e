/**
 * Somebody at a terminal with the command line: sees what is printed, types answers.
 *
 *     const terminal = openTerminal(["init"], { folder });
 *     await terminal.sees(/Your handle/);
 *     terminal.types("Anchor");
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { whenWeEnd } from "../../script/when-we-end.ts";

const FAIRLEAD = join(import.meta.dirname, "../../script/fairlead");
const PATIENCE = 90_000;

export type Where = {
  /** FAIRLEAD_DIR. */
  folder: string;
  environment?: Record<string, string>;
};

export type Terminal = {
  /** Waits for what is printed next; what came before it is passed over. */
  sees: (pattern: RegExp) => Promise<RegExpMatchArray>;
  types: (line: string) => void;
  /** All that was printed so far. */
  printed: () => string;
  ended: Promise<number | null>;
  /** As Ctrl-C does. */
  interrupt: () => void;
  kill9: () => Promise<void>;
};

/** null where this machine has a terminal to give (util-linux's `script`), else what is missing. */
export const missingTerminal = (): string | null =>
  spawnSync("script", ["--version"]).status === 0 ? null : "no terminal to type at: apt-get install bsdutils";

/** `fairlead …` at a terminal of its own. */
export function openTerminal(parameters: string[], where: Where): Terminal {
  const command = [FAIRLEAD, ...parameters].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
  return watched(spawn("script", ["-qfec", `exec ${command}`, "/dev/null"], options(where)));
}

/** `fairlead …` with neither terminal nor keyboard, as a service is run. */
export function runService(parameters: string[], where: Where): Terminal {
  return watched(spawn(FAIRLEAD, parameters, options(where)));
}

/** Runs to its end. @throws Error when that is not 0 */
export async function run(parameters: string[], where: Where): Promise<string> {
  const service = runService(parameters, where);
  const status = await service.ended;
  if (status !== 0) throw new Error(`ended with ${status}; it printed:\n${service.printed()}`);
  return service.printed();
}

const options = ({ folder, environment }: Where) => ({
  cwd: tmpdir(), // not the checkout: it must not matter where one stands
  env: { ...process.env, FAIRLEAD_DIR: folder, TERM: "xterm", ...environment },
  detached: true,
});

function watched(child: ChildProcess): Terminal {
  let printed = "";
  let passed = 0;
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      for (const listener of listeners) listener();
    });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const ending = whenWeEnd('kill -9 -- "-$1"', String(child.pid));
  void ended.then(ending.never);
  const signal = (name: "SIGINT" | "SIGKILL") => {
    // Gone already: nothing to tell.
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, name);
  };
  return {
    printed: () => printed,
    ended,
    types: (line) => child.stdin?.write(`${line}\r`),
    interrupt: () => signal("SIGINT"),
    kill9: async () => {
      signal("SIGKILL");
      await ended;
    },
    sees: (pattern) =>
      new Promise((resolve, reject) => {
        const give = (error: Error) => {
          stop();
          reject(new Error(`${error.message}; it printed:\n${printed.slice(passed)}`));
        };
        const look = () => {
          const found = printed.slice(passed).match(pattern);
          if (found === null) return;
          passed += (found.index ?? 0) + found[0].length;
          stop();
          resolve(found);
        };
        const timer = setTimeout(() => give(new Error(`nothing like ${pattern}`)), PATIENCE);
        const stop = () => {
          clearTimeout(timer);
          listeners.delete(look);
        };
        listeners.add(look);
        void ended.then((status) => give(new Error(`ended with ${status} before ${pattern}`)));
        look();
      }),
  };
}
