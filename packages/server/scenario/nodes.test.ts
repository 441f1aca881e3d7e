import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { type Postgres, startPostgres } from "../../../script/postgres.ts";
import { openStore } from "../src/index.ts";
import { after, caller, Organisation, post } from "./organisation.ts";

let postgres: Postgres | null = null;
afterAll(async () => {
  await postgres?.stop();
});

describe("two nodes on one PostgreSQL", () => {
  it("see each other's commits at once", async (test) => {
    const started = await startPostgres();
    if ("missing" in started) return test.skip(started.missing);
    postgres = started;
    const organisation = await Organisation.found({ place: started.url });
    const other = await organisation.secondNode(started.url);
    const { operator, intake } = organisation;
    // One session serves both nodes, and so do challenges.
    const { now } = (await post(other.url, "/api/wait", { since: 0 }, operator.token)).body;
    const waiting = post(other.url, "/api/wait", { since: now }, operator.token);
    let answered = false;
    void waiting.then(() => {
      answered = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(answered).toBe(false);

    const commit = await organisation.commit(operator, intake);
    const begun = performance.now();
    const accepted = await post(
      organisation.url,
      "/api/append",
      { commits: [commit.bytes], wraps: [] },
      operator.token,
    );
    expect(accepted.body).toEqual({ accepted: true });
    expect((await waiting).body).toEqual({ now: Number(now) + 1 });
    // Woken by the change: whoever is not waits out the server's 25 seconds.
    expect(performance.now() - begun).toBeLessThan(20_000);
    const seen = await post(other.url, "/api/commits", { stream: intake.stream, from: 1, limit: 5 }, operator.token);
    expect(seen.body).toEqual({ commits: [commit.bytes], head: { seq: 1, hash: commit.hash } });

    // A letter proved at one node is taken by the other; a suspension at one counts at the other.
    const keys = await caller();
    expect((await organisation.send(keys, await organisation.letter(keys, "an invented call"), other.url)).status).toBe(
      200,
    );
    const next = await organisation.commit(operator, after(intake, commit));
    await organisation.amend({ kind: "suspend", member: operator.keys.id });
    const late = await post(other.url, "/api/append", { commits: [next.bytes], wraps: [] }, operator.token);
    expect(late.body).toEqual({ code: "FL_SESSION" });
    await organisation.close();
  });
});

describe("a database that goes away and comes back", () => {
  it("[P6] is told as trouble, and then waiting and writing go on by themselves", async (test) => {
    if (postgres === null) return test.skip("no PostgreSQL here: see above");
    const database = new pg.Client(postgres.url);
    onTestFinished(() => database.end());
    await database.connect();
    await database.query("CREATE DATABASE shaken");
    const url = new URL(postgres.url);
    url.pathname = "/shaken";
    const organisation = await Organisation.found({ place: url.href });
    const { operator } = organisation;
    for (let round = 0; round < 3; round++) {
      // The door may answer with the same trouble: what it asks for is done before.
      const letters = await Promise.all(
        Array.from({ length: 8 }, async () => {
          const keys = await caller();
          const row = await organisation.letter(keys, "an invented call");
          return { keys, row, work: await organisation.work(row) };
        }),
      );
      const writing = letters.map(({ keys, row, work }) => organisation.sendProved(keys, row, work));
      await database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'shaken'");
      const answers = await Promise.all(writing);
      for (const { status, body } of answers) {
        if (status !== 200) expect([status, body.code]).toEqual([503, "FL_STORE_TROUBLE"]);
      }
    }
    const keys = await caller();
    const row = await organisation.letter(keys, "an invented call");
    await expect.poll(async () => (await organisation.send(keys, row)).body).toEqual({ accepted: row.hash });
    // Listening comes back too, so that the next change wakes whoever waits.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const since = await organisation.store.now();
    const waiting = post(organisation.url, "/api/wait", { since }, operator.token);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const next = await organisation.letter(keys, "another", { seq: 2, previous: row.hash });
    await organisation.send(keys, next);
    expect((await waiting).body).toEqual({ now: since + 1 });
    await organisation.close();
  });
});

describe("a waiting console", () => {
  it("is let go when the server closes, and answered at once when it is behind", async () => {
    const organisation = await Organisation.found();
    const { operator } = organisation;
    const now = await organisation.store.now();
    expect((await post(organisation.url, "/api/wait", { since: now - 1 }, operator.token)).body).toEqual({ now });
    expect((await post(organisation.url, "/api/wait", { since: now + 50 }, operator.token)).body).toEqual({ now });
    const waiting = post(organisation.url, "/api/wait", { since: now }, operator.token);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const begun = performance.now();
    await organisation.close();
    expect((await waiting).body).toEqual({ now });
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});

describe("a server killed with -9", () => {
  it("[P6] between accept and answer has lost nothing that it had answered", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fairlead-killed-"));
    const place = join(folder, "store.sqlite");
    const organisation = await Organisation.found({ place });
    await organisation.server.close();
    await organisation.store.close();
    const child = spawn(
      process.execPath,
      [new URL("./child.ts", import.meta.url).pathname, place, String(organisation.now)],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const [line] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
    const url = line.trim();
    const accepted: string[] = [];
    // Many callers at once, so that the kill falls between many accepts and answers.
    const writers = Array.from({ length: 6 }, async () => {
      for (let count = 0; count < 200; count++) {
        const keys = await caller();
        const row = await organisation.letter(keys, "an invented call");
        try {
          const { body } = await organisation.send(keys, row, url);
          if (body.accepted !== undefined) accepted.push(String(body.accepted));
        } catch {
          return; // the server is gone
        }
        if (accepted.length === 40) child.kill("SIGKILL");
      }
    });
    await Promise.all(writers);
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    expect(child.signalCode).toBe("SIGKILL");
    const store = await openStore(place);
    const kept = new Set<unknown>();
    for await (const record of store.snapshot()) if (record.table === "mailbox_rows") kept.add(record.row.hash);
    expect(accepted.length).toBeGreaterThanOrEqual(40);
    expect(accepted.filter((hash) => !kept.has(hash))).toEqual([]);
    await store.close();
    rmSync(folder, { recursive: true, force: true });
    rmSync(organisation.folder, { recursive: true, force: true });
  });
});

describe("a full disk", () => {
  it("[P6] is told with a stable code, and reading goes on", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fairlead-full-"));
    const place = join(folder, "store.sqlite");
    const organisation = await Organisation.found({ place });
    const keys = await caller();
    await organisation.send(keys, await organisation.letter(keys, "an invented call"));
    const small = await openStore(place, { maxPages: 1 }); // no page more than there are
    const full = await organisation.start(small);
    let code: unknown;
    for (let count = 0; count < 200 && code === undefined; count++) {
      const other = await caller();
      code = (await organisation.send(other, await organisation.letter(other, "an invented call"), full.url)).body.code;
    }
    expect(code).toBe("FL_STORE_FULL");
    expect((await post(full.url, "/api/door", {})).status).toBe(200);
    expect((await post(full.url, "/api/threads", { since: 0 }, organisation.operator.token)).status).toBe(200);
    expect(organisation.lines).toContainEqual(expect.objectContaining({ code: "FL_STORE_FULL", status: 507 }));
    await full.close();
    await small.close();
    await organisation.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
