/**
 * The real thing, started as a newcomer would: `script/server --json` on ports that it finds free, in a folder of its own.
 *
 *     const server = await startServer();
 *     await page.goto(server.callerPage);
 *     await server.kill9();                       // as by a power cut
 *     const again = await startServer({ folder: server.folder });
 *     await again.stop();                         // ends it cleanly; a folder made here is deleted at the end of the process
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { whenWeEnd } from "../../script/when-we-end.ts";

/** What `script/server --json` prints when it is ready. */
export type Announcement = {
  callerPage: string;
  console: string;
  /** Six words. */
  organisation: string;
  members: { handle: string; role: string; phrase: string }[];
};

export type RunningServer = Announcement & {
  folder: string;
  port: number;
  pid: number;
  /** All that it printed on both streams so far: a planted secret must not be in it. */
  log: () => string;
  /** As Ctrl-C does. @returns its exit status. */
  stop: () => Promise<number | null>;
  /** As a power cut does: nothing is told to anybody. */
  kill9: () => Promise<void>;
};

export type ServerOptions = {
  /** Where it keeps everything. Without it a new one, deleted when this process ends. */
  folder?: string;
  /** Of the caller's page; without it a free one. Give the old one to be found again by a page that is still open. */
  port?: number;
  /** More of the command line, such as `--database postgres://…` or `--until 2017-06-01`. */
  parameters?: string[];
  environment?: Record<string, string>;
};

const SCRIPT = join(import.meta.dirname, "../../script/server");
const PATIENCE = 570_000;

/** @throws when it ends, or is not ready in nine minutes; the error holds what it printed. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const folder = options.folder ?? newFolder();
  const server = spawn(SCRIPT, ["--json", ...(options.parameters ?? [])], {
    cwd: tmpdir(), // not the checkout: it must not matter where one stands
    env: { ...process.env, PORT: String(options.port ?? 0), FAIRLEAD_DIR: folder, ...options.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => server.once("close", resolve));
  const ending = whenWeEnd('kill -9 "$1"', String(server.pid));
  void ended.then(ending.never);
  const { announcement, log } = await listen(server, ended);
  return {
    ...announcement,
    folder,
    port: Number(new URL(announcement.callerPage).port),
    pid: server.pid ?? 0,
    log,
    stop: () => {
      server.kill("SIGINT");
      return ended;
    },
    kill9: async () => {
      server.kill("SIGKILL");
      await ended;
    },
  };
}

async function listen(server: ChildProcess, ended: Promise<number | null>) {
  let printed = "";
  let stdout = "";
  const log = () => printed;
  const ready = new Promise<Announcement>((resolve, reject) => {
    server.once("error", reject);
    server.stderr?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
    server.stdout?.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      stdout += text;
      // stdout is for programs: the first line on it is the announcement, whatever it may be.
      const end = stdout.indexOf("\n");
      if (end < 0) return;
      try {
        resolve(JSON.parse(stdout.slice(0, end)));
      } catch (error) {
        reject(error);
      }
    });
    void ended.then((status) => reject(new Error(`the server ended with status ${status}`)));
    setTimeout(() => reject(new Error("the server is not ready")), PATIENCE).unref();
  });
  try {
    return { announcement: await ready, log };
  } catch (error) {
    server.kill("SIGKILL");
    throw new Error(`${error instanceof Error ? error.message : error}; it printed:\n${printed}`);
  }
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "fairlead-e2e-"));
  whenWeEnd('sleep 1; rm -rf "$1"', folder); // after the server, which may still be writing
  return folder;
}
