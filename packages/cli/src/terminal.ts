import { createInterface, type Interface } from "node:readline";
import { Writable } from "node:stream";
import type { ReadStream, WriteStream } from "node:tty";
import { Failure } from "./failure.ts";

/** Who sits at the terminal. */
export interface Person {
  /** One line, seen as it is typed. @throws Failure when he leaves instead */
  ask(question: string): Promise<string>;
  /** One line of which nothing appears on the screen. @throws Failure when he leaves instead */
  askHidden(question: string): Promise<string>;
  /**
   * What must not stay: on a second screen that has no history and is gone when `work` is over. `show` begins that
   * screen anew.
   */
  aside<T>(work: (show: (lines: readonly string[]) => void) => Promise<T>): Promise<T>;
}

const OTHER_SCREEN = "\x1b[?1049h";
const FIRST_SCREEN = "\x1b[?1049l";
const BLANK = "\x1b[2J\x1b[H";

/**
 * @param interrupt what Ctrl-C does while nothing is asked
 * @returns null unless both ends are a terminal: what is shown must reach eyes, and no file
 */
export function personAt(input: ReadStream, output: WriteStream, interrupt: () => void): Person | null {
  if (!input.isTTY || !output.isTTY) return null;
  let hidden = false;
  const screen = new Writable({
    write(chunk, _encoding, done) {
      if (!hidden) output.write(chunk);
      done();
    },
  });
  let lines: Lines | null = null;
  const nextLine = async (question: string, hide: boolean): Promise<string> => {
    // Begun at the first question, so that commands that ask nothing leave the keyboard alone.
    lines ??= linesOf(createInterface({ input, output: screen, terminal: true, historySize: 0 }), interrupt);
    output.write(question);
    hidden = hide;
    try {
      return await lines.next();
    } finally {
      hidden = false;
      if (hide) output.write("\n");
    }
  };
  return {
    ask: (question) => nextLine(question, false),
    askHidden: (question) => nextLine(question, true),
    async aside(work) {
      output.write(OTHER_SCREEN);
      try {
        return await work((shown) => output.write(`${BLANK}${shown.join("\n")}\n`));
      } finally {
        output.write(BLANK + FIRST_SCREEN);
      }
    },
  };
}

interface Lines {
  next(): Promise<string>;
}

/** Lines in the order in which they were typed, also those typed ahead of their question. */
function linesOf(readline: Interface, interrupt: () => void): Lines {
  const typed: string[] = [];
  let asking: { resolve(line: string): void; reject(error: Failure): void } | null = null;
  let left = false;
  readline.on("line", (line) => {
    if (asking === null) typed.push(line);
    else asking.resolve(line);
    asking = null;
  });
  // Ctrl-C or Ctrl-D: in a terminal that gives every key, no signal comes.
  const leave = () => {
    left = true;
    asking?.reject(leaving());
    asking = null;
  };
  readline.on("SIGINT", () => (asking === null ? interrupt() : leave()));
  readline.on("close", leave);
  return {
    next: () =>
      new Promise((resolve, reject) => {
        const line = typed.shift();
        if (line !== undefined) resolve(line);
        else if (left) reject(leaving());
        else asking = { resolve, reject };
      }),
  };
}

const leaving = () => new Failure("Stopped.");
