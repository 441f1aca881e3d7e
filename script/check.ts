/** One check of the code as it stands: it runs, it has passed or not, and it can tell why. */
import { spawn } from "node:child_process";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "..");

export type Outcome = { passed: boolean; output: string };
export type Check = { name: string; run: (signal: AbortSignal) => Promise<Outcome> };

/**
 * Runs one of the programs in node_modules/.bin, from the top of the checkout.
 *
 * Nobody is asked anything: stdin is closed. `onOutput` sees each piece as it comes.
 */
export function runProgram(
  program: string,
  parameters: string[],
  { signal, env, onOutput }: { signal: AbortSignal; env?: Record<string, string>; onOutput?: (text: string) => void },
): Promise<{ status: number | null; stdout: string; output: string }> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return resolve({ status: null, stdout: "", output: "not begun: the time was up" });
    const child = spawn(process.execPath, [join(ROOT, "node_modules/.bin", program), ...parameters], {
      cwd: ROOT,
      // Through a pipe no program would colour what a person is about to read; in a log no program should.
      env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }), ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true, // its own group, so that what it started can be stopped with it
    });
    let stdout = "";
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      output += text;
      onOutput?.(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      onOutput?.(text);
    });
    const stop = () => {
      output += "\nstopped: the time was up\n";
      stopGroup(child.pid);
    };
    signal.addEventListener("abort", stop, { once: true });
    const stopWithUs = () => stopGroup(child.pid);
    process.once("exit", stopWithUs);
    child.once("error", reject);
    child.once("close", (status) => {
      signal.removeEventListener("abort", stop);
      process.off("exit", stopWithUs);
      resolve({ status, stdout, output });
    });
  });
}

function stopGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, "SIGTERM");
  } catch {
    // It has ended by itself.
  }
}
