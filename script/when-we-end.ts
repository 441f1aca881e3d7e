/** Cleaning up after a process that may be killed: test workers are, and a person's Ctrl-C is not to be relied on. */
import { spawn } from "node:child_process";

export type Ending = {
  /** Do it at once, and wait for it. */
  now: () => Promise<void>;
  /** Leave it. */
  never: () => void;
};

/**
 * Has a line of shell run when this process has ended, however it ended, or earlier on `now()`; once in all.
 *
 * A shell of its own waits at the far end of a pipe, which the system closes whatever becomes of us.
 * `parameters` are "$1", "$2" … in the line.
 */
export function whenWeEnd(line: string, ...parameters: string[]): Ending {
  const shell = spawn("sh", ["-c", `cat >/dev/null; ${line}`, "sh", ...parameters], {
    stdio: ["pipe", "ignore", "ignore"],
    cwd: "/",
    detached: true, // signals to our group must not reach it: it has the last word
  });
  const done = new Promise<void>((resolve) => shell.once("close", () => resolve()));
  shell.unref();
  return {
    now: () => {
      shell.ref();
      shell.stdin.end();
      return done;
    },
    never: () => {
      shell.kill("SIGKILL");
    },
  };
}
