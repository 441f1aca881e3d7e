/**
 * [P1] [P2] Nothing planted is found. A caller's sentence, a member's answer, a case note, what a member looked for and the
 * caller's words are looked for in everything that whoever takes the server gets: its folder, its logs, a backup, its memory.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "./harness/browsers.ts";
import { openCallerPage } from "./harness/caller.ts";
import { openDesk } from "./harness/desk.ts";
import { findIn, findInMemory } from "./harness/search.ts";
import { startSeason } from "./harness/season.ts";
import type { RunningServer } from "./harness/server.ts";

/** One in each alphabet: the running program keeps the two differently. */
const PLANTED = {
  chromium: {
    letter: "Зимородок пересчитал синие лодки у четвёртого причала",
    answer: "The heron counts eleven copper lanterns behind the mill",
    note: "Дрозд унёс жёлтую пуговицу под третью ступеньку",
    alias: "Nutcracker",
    query: "Иволга спрашивала про оловянный чайник",
    kept: "Oriole asks on Wednesdays",
  },
  firefox: {
    letter: "The kingfisher counted nine blue boats by the old pier",
    answer: "Цапля насчитала двенадцать медных фонарей за мельницей",
    note: "A thrush took the yellow button under the second step",
    alias: "Yellowhammer",
    query: "An oriole asked about the pewter kettle",
    kept: "Иволга спрашивает по средам",
  },
} as const;
/** What must be found, or the search is blind: a page's text in each alphabet. */
const CONTROL_CYRILLIC = "Поможем уехать туда, где безопасно";
const CONTROL_LATIN = "We help people get to safety";

const planted: string[] = [];
let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "fairlead-e2e-planted-"));
  server = await startSeason({
    parameters: ["--log"],
    environment: { NODE_OPTIONS: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${folder}` },
  });
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.for(["chromium", "firefox"] as const)("sentences are planted, in %s", async (name) => {
  const browser = await openBrowser(name);
  afterAll(async () => {
    if ("close" in browser) await browser.close();
  });

  it("by a caller, in an answer, in a case's note, in a search", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const { letter, answer, note, alias, query, kept } = PLANTED[name];
    planted.push(letter, answer, note, alias, query, kept);
    const caller = await openCallerPage(browser, server.callerPage, { language: "ru", width: 390 });
    await caller.ask({ danger: "soon", where: letter, text: `${letter}. ${letter}.` });
    const words = await caller.send();
    planted.push(words.join(" "));
    await caller.prove(words);

    const desk = await openDesk(browser, server, "caseworker");
    await desk.goTo("Queue");
    await desk.thread(letter.slice(0, 16)).click();
    await desk.button("Answer this thread").click();
    await desk.button("Release").waitFor();
    await desk.answer(answer);
    await desk.fill("Add a note…", (dialog) => dialog.getByLabel("Note").fill(note), "Save");
    await desk.fill("Take into a case…", (dialog) => dialog.getByLabel("Alias").fill(alias), "Take into a case");
    await desk.page.getByRole("heading", { name: alias, level: 1 }).waitFor();
    await desk.fill("Add a note…", (dialog) => dialog.getByLabel("Note").fill(note), "Save");
    await desk.page.getByText(note).first().waitFor();
    await desk.search(query);
    await desk.fill("Keep this search", (dialog) => dialog.getByLabel("What to call it").fill(kept), "Save");
    await desk.button(kept).waitFor();
    await desk.openCase(alias);

    await caller.page.goto(server.callerPage);
    await caller.comeBack(words);
    // Signed again when the case took the thread, and shown once.
    await caller.heading("mailbox.replies", { n: 1 }).waitFor();
    await caller.page.getByText(answer).waitFor();
    await caller.answer(letter);
    await desk.page.getByRole("log").getByText(letter).nth(1).waitFor();
  });
});

describe("and found nowhere", () => {
  it("not in its folder: database, write-ahead log, all that lies there", () => {
    const files = filesIn(server.folder);
    expect(files.map((file) => file.split("/").at(-1))).toContain("store.sqlite-wal");
    expect(foundIn(files, planted)).toEqual([]);
    // The same search, over a copy into which a member's carelessness has put a sentence in clear.
    const copy = join(folder, "copy");
    cpSync(server.folder, copy, { recursive: true });
    const store = new DatabaseSync(join(copy, "demo/store.sqlite"));
    store.exec("CREATE TABLE careless (words TEXT)");
    store.prepare("INSERT INTO careless VALUES (?)").run(planted[0] ?? "");
    expect(foundIn(filesIn(copy), planted)).toEqual([`${planted[0]} (UTF-8)`]);
    store.close();
  });

  it("not in what it said", () => {
    const log = server.log();
    expect(log).toContain('"route":"/api/mailbox/post"');
    expect(log).toContain('"route":"/api/append"');
    expect(findIn(Buffer.from(log), planted)).toEqual([]);
  });

  it("not in a backup, nor in what is restored from it", async () => {
    const key = join(folder, "key.txt");
    const recipient = (await fairlead(["keygen", "--out", key])).trim();
    const backup = join(folder, "backup.age");
    const store = join(server.folder, "demo/store.sqlite");
    await fairlead(["backup", "--to", backup, "--recipient", recipient, "--database", store]);
    const restored = join(folder, "restored");
    await fairlead(["restore", "--from", backup, "--identity", key], { FAIRLEAD_DIR: restored });
    expect(statSync(backup).size).toBeGreaterThan(10_000);
    expect(foundIn([backup, ...filesIn(restored)], planted)).toEqual([]);
  });

  it("not on the heap of the running server", async () => {
    process.kill(server.pid, "SIGUSR2");
    const snapshots = () => readdirSync(folder).filter((file) => file.endsWith(".heapsnapshot"));
    await expect
      .poll(() => snapshots().some((file) => readFileSync(join(folder, file)).subarray(-8).includes("}")), {
        timeout: 120_000,
        interval: 1_000,
      })
      .toBe(true);
    const files = snapshots().map((file) => join(folder, file));
    const controls = foundIn(files, [CONTROL_CYRILLIC, CONTROL_LATIN]).join();
    expect(controls).toContain(CONTROL_CYRILLIC);
    expect(controls).toContain(CONTROL_LATIN);
    expect(foundIn(files, planted)).toEqual([]);
    for (const file of files) rmSync(file);
  });

  it("not anywhere in its memory", (test) => {
    if (!existsSync(`/proc/${server.pid}/mem`)) return test.skip("there is no /proc here: only Linux shows a memory");
    const { found, looked } = findInMemory(server.pid, [...planted, CONTROL_CYRILLIC, CONTROL_LATIN]);
    expect(looked).toBeGreaterThan(20_000_000);
    expect(found).toContain(`${CONTROL_CYRILLIC} (UTF-16)`);
    expect(found).toContain(`${CONTROL_LATIN} (UTF-8)`);
    expect(found.filter((each) => !each.startsWith(CONTROL_CYRILLIC) && !each.startsWith(CONTROL_LATIN))).toEqual([]);
  });
});

const filesIn = (place: string): string[] =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const foundIn = (files: readonly string[], sentences: readonly string[]): string[] => [
  ...new Set(files.flatMap((file) => findIn(readFileSync(file), sentences))),
];

/** The command line, as from a checkout. @returns what it printed on stdout. */
function fairlead(parameters: string[], environment: Record<string, string> = {}): Promise<string> {
  const script = join(import.meta.dirname, "../script/fairlead");
  const command: ChildProcess = spawn(script, parameters, { env: { ...process.env, ...environment } });
  let printed = "";
  let complaints = "";
  command.stdout?.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  command.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  return new Promise((resolve, reject) => {
    command.once("error", reject);
    command.once("close", (status) =>
      status === 0 ? resolve(printed) : reject(new Error(`fairlead ${parameters[0]}: ${status}\n${complaints}`)),
    );
  });
}
