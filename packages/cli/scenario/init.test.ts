import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { httpTransport, openHand } from "@fairlead/client";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { RUSSIAN_LIST } from "@fairlead/protocol/words/russian";
import { openStore, startServer } from "@fairlead/server";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Postgres, startPostgres } from "../../../script/postgres.ts";
import { init } from "../src/commands/init.ts";
import { pin as pinCommand } from "../src/commands/pin.ts";
import { restore } from "../src/commands/restore.ts";
import { pinFromJson } from "../src/pin-file.ts";
import { newFolder, random, run } from "./command-line.ts";

const MAIN = join(import.meta.dirname, "../src/main.ts");
const NAMES = ["--name", "Lantern", "--handle", "Anchor"];
/** When a founding is killed: as soon as it has begun, or so many ms after its phrase was printed. */
const MOMENTS = ["begun", 0, 10, 25, 50, 100] as const;

/** Types what stands on the screen: the phrase's words by their numbers, and what is usual elsewhere. */
const founder = (question: string, shown: string[]): string => {
  const place = question.match(/^Word (\d): $/)?.[1];
  return place === undefined
    ? ""
    : (shown
        .findLast((line) => line.includes(`${place}. `))
        ?.trim()
        .slice(3) ?? "");
};

describe("an organisation in earnest", () => {
  let folder: string;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    ({ folder, remove } = await newFolder());
  });
  afterEach(() => remove());

  /** Opens the founder's hand on what stands in the store. */
  const opens = async (place: string, phrase: string, pin: Parameters<typeof pinFromJson>[0]) => {
    const store = await openStore(place);
    const server = await startServer({ store, clock: Date.now, random, port: 0, log: () => {} });
    const effects = { transport: httpTransport(server.url), clock: Date.now, random };
    const opened = await openHand(effects, pinFromJson(pin), phrase, [ENGLISH, RUSSIAN_LIST]);
    const seen = opened.kind === "open" ? opened.hand.view() : null;
    await server.close();
    await store.close();
    return seen;
  };

  it("[RO1] is founded at a terminal: asked for what is not given, phrase shown aside, two words asked back", async () => {
    const { printed, told, shown } = await run(init, ["--name", "Lantern"], folder, (question, seen) =>
      question.startsWith("Your handle") ? "Anchor" : question.startsWith("Language") ? "ru" : founder(question, seen),
    );
    const phrase = shown.flatMap((line) => line.match(/^ +\d\. (\S+)$/)?.[1] ?? []).slice(0, 8);
    expect(phrase).toHaveLength(8);
    expect(phrase.every((word) => /^[а-я]+$/.test(word))).toBe(true);
    for (const line of [...printed, ...told]) expect(line).not.toContain(phrase.join(" "));
    expect(readdirSync(folder).sort()).toEqual(["pin.json", "store.sqlite"]);
    const pin = JSON.parse(readFileSync(join(folder, "pin.json"), "utf8"));
    const view = await opens(join(folder, "store.sqlite"), phrase.join(" "), pin);
    expect(view?.me).toMatchObject({ role: "administrator", handle: "Anchor" });
    expect(view?.settings?.terms).toMatchObject({
      name: "Lantern",
      figuresDelayDays: 28,
      closedThreadDays: 30,
      closedCaseDays: 365,
    });
    expect(view?.status).toMatchObject({ halted: [], alarms: [] });
    expect(view?.status.card).not.toBeNull();
  });

  it("[RO1] [RO2] is founded by two: both phrases shown in turn, and from the first day on it takes both", async () => {
    const { printed, shown } = await run(init, [...NAMES, "--with", "Beacon"], folder, founder);
    const words = shown.flatMap((line) => line.match(/^ +\d\. (\S+)$/)?.[1] ?? []);
    expect(words).toHaveLength(16);
    expect(shown.join("\n")).toContain("Now Beacon alone looks at this screen.");
    expect(printed.join("\n")).not.toContain("Until there are two administrators");
    const pin = JSON.parse(readFileSync(join(folder, "pin.json"), "utf8"));
    expect(pin.administrators).toHaveLength(2);
    const store = await openStore(join(folder, "store.sqlite"));
    const server = await startServer({ store, clock: Date.now, random, port: 0, log: () => {} });
    const effects = { transport: httpTransport(server.url), clock: Date.now, random };
    const unlock = async (phrase: string) => {
      const opened = await openHand(effects, pinFromJson(pin), phrase, [ENGLISH]);
      if (opened.kind !== "open") throw new Error(opened.kind);
      return opened.hand;
    };
    const [anchor, beacon] = [await unlock(words.slice(0, 8).join(" ")), await unlock(words.slice(8).join(" "))];
    for (const [hand, handle] of [[anchor, "Anchor"] as const, [beacon, "Beacon"] as const]) {
      expect(hand.view().me).toMatchObject({ role: "administrator", handle });
      expect(hand.view().status).toMatchObject({ halted: [], alarms: [], certificate: {}, card: {} });
      expect(hand.view().waiting).toEqual([]);
    }
    expect(await anchor.act.changeRole(beacon.me.id, "operator")).toMatchObject({ kind: "done", state: "waiting" });
    for (const hand of [anchor, beacon]) hand.lock();
    await server.close();
    await store.close();
  });

  it("a store from before is refused in words and left as it is; one that was put back can be told so", async () => {
    await run(init, [...NAMES, "--json"], folder);
    const place = join(folder, "store.sqlite");
    const fact = async (name: string, value?: string) => {
      const store = await openStore(place);
      if (value !== undefined) await store.meta.put(name, value);
      const kept = await store.meta.get(name);
      await store.close();
      return kept;
    };
    expect(await fact("restored")).toBeNull();
    await run(restore, ["--disk"], folder);
    expect(await fact("restored")).toMatch(/^\d+$/);
    await fact("schema", "2");
    const before = readFileSync(place);
    await expect(run(pinCommand, [], folder)).rejects.toThrow("too old for this one");
    await expect(openStore(place)).rejects.toMatchObject({ code: "FL_STORE_OLDER" });
    expect(readFileSync(place).equals(before)).toBe(true);
  });

  it("does not count before the words came back: a wrong one shows the phrase again, leaving founds nothing", async () => {
    let wrong = 0;
    const { shown } = await run(init, NAMES, folder, (question, seen) =>
      question.startsWith("Word") && wrong++ === 0 ? "wrong" : founder(question, seen),
    );
    expect(shown.filter((line) => line.includes("8. "))).toHaveLength(2);
    await remove();
    const leaves = (question: string) => {
      if (question.startsWith("Press")) throw new Error("left");
      return "";
    };
    await expect(run(init, NAMES, folder, leaves)).rejects.toThrow("left");
    const store = await openStore(join(folder, "store.sqlite"));
    expect(await store.roster.count()).toBe(0);
    await store.close();
    expect(existsSync(join(folder, "pin.json"))).toBe(false);
    await run(init, NAMES, folder, founder);
  });

  it("prints the phrase to no file, unless a program asked; never twice into one place", async () => {
    await expect(run(init, NAMES, folder)).rejects.toThrow("--json");
    const { printed, told } = await run(init, [...NAMES, "--json"], folder);
    const { phrase, pin } = JSON.parse(printed[0] ?? "");
    expect(told.join()).toContain("phrase");
    expect(told.join()).not.toContain(phrase);
    expect((await opens(join(folder, "store.sqlite"), phrase, pin))?.me.handle).toBe("Anchor");
    await expect(run(init, [...NAMES, "--json"], folder)).rejects.toThrow("already");
    for (const file of readdirSync(folder))
      expect(readFileSync(join(folder, file)).toString("latin1")).not.toContain(phrase);
  });

  it.each([
    [["--closed-cases", "7"], "--closed-cases takes whole days from 30"],
    [["--figures-delay", "soon"], "--figures-delay takes whole days"],
    [["--language", "xx"], "--language takes en or ru"],
    [["--handle", " "], "--name NAME and --handle HANDLE"],
  ])("%j is refused, and nothing is founded", async (args, says) => {
    await expect(run(init, [...NAMES, "--json", ...args], folder)).rejects.toThrow(says);
    expect(existsSync(join(folder, "pin.json"))).toBe(false);
  });

  it("killed at any moment, there is no organisation, or one whose phrase was printed before", {
    timeout: 300_000,
  }, async () => {
    let [none, some] = [0, 0];
    const kill = async (moment: (typeof MOMENTS)[number]) => {
      await remove();
      const child = spawn(process.execPath, [MAIN, "init", ...NAMES, "--json"], {
        env: { ...process.env, FAIRLEAD_DIR: folder },
        stdio: ["ignore", "pipe", "ignore"],
      });
      const closed = new Promise((ended) => child.once("close", ended));
      let printed = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
      });
      const begun = () => (moment === "begun" ? existsSync(join(folder, "founding")) : printed.includes("\n"));
      while (!begun() && child.exitCode === null) await new Promise((later) => setTimeout(later, 1));
      if (moment !== "begun") await new Promise((later) => setTimeout(later, moment));
      child.kill("SIGKILL");
      await closed;
      const place = join(folder, "store.sqlite");
      const store = existsSync(place) ? await openStore(place) : null;
      const founded = store !== null && (await store.roster.count()) > 0;
      await store?.close();
      if (founded) {
        some++;
        const { phrase, pin } = JSON.parse(printed);
        expect((await opens(place, phrase, pin))?.me.role).toBe("administrator");
      } else {
        none++;
        // And nothing stands in the way of the next try.
        await run(init, [...NAMES, "--json"], folder);
      }
    };
    for (const moment of MOMENTS) await kill(moment);
    expect(none + some).toBe(MOMENTS.length);
    // Whoever had no processor while it was being founded has come too late each time.
    for (let again = 0; none === 0 && again < 5; again++) await kill("begun");
    expect(none).toBeGreaterThan(0);
  });
});

describe("on PostgreSQL", () => {
  let postgres: Postgres | { missing: string };
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(async () => {
    if ("stop" in postgres) await postgres.stop();
  });

  it("is founded in one transaction; a database in use is left alone", async (test) => {
    if ("missing" in postgres) return test.skip(postgres.missing);
    const client = new pg.Client(postgres.url);
    await client.connect();
    await client.query("CREATE DATABASE founded");
    await client.end();
    const url = new URL(postgres.url);
    url.pathname = "/founded";
    const [first, second] = [await newFolder(), await newFolder()];
    const args = [...NAMES, "--json", "--database", url.href];
    await run(init, args, first.folder);
    const store = await openStore(url.href);
    const entries = await store.roster.count();
    expect(entries).toBeGreaterThan(0);
    await expect(run(init, args, second.folder)).rejects.toThrow("already holds an organisation");
    expect(await store.roster.count()).toBe(entries);
    await store.close();
    expect(readdirSync(first.folder)).toEqual(["pin.json"]);
    await first.remove();
    await second.remove();
  });
});
