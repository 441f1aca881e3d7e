/**
 * [P2] A member's laptop is taken. A phrase was typed on it, a search made and kept, a thread read, an answer and a note
 * written, the desk locked. Searched for those words, the phrase, every key and every id: the browser's whole profile,
 * locked and after it was closed; and the page's own memory after the lock.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BrowserName, openBrowser, openProfile, type Page } from "./harness/browsers.ts";
import { openCallerPage } from "./harness/caller.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { bytesOf, filesIn } from "./harness/files.ts";
import { type Secret, secretsOf } from "./harness/keys.ts";
import { findBytesIn, findIn } from "./harness/search.ts";
import { startSeason } from "./harness/season.ts";
import type { RunningServer } from "./harness/server.ts";

const PLANTED = {
  chromium: {
    letter: "Чибис обменял три медных пуговицы на зелёный фонарь",
    answer: "The plover hid nineteen walnuts under the ferry bench",
    note: "Сойка спрятала оловянный свисток за водокачкой",
    draft: "The bittern borrowed a crooked umbrella on Thursday",
    query: "Зяблик считал жестяные лейки",
    kept: "Finch counts on Mondays",
  },
  firefox: {
    letter: "The lapwing traded five tin whistles for a lamp",
    answer: "Кулик спрятал двадцать орехов под скамьёй парома",
    note: "A jay hid the pewter button behind the waterworks",
    draft: "Выпь одолжила кривой зонтик в прошлый четверг",
    query: "A finch counted the tin cans",
    kept: "Зяблик считает по понедельникам",
  },
} as const;
/** Put into a database of the browser's in clear: where this is not found, the search is blind. */
const CARELESS = "Ostriches juggle vexing quartz lamps by midnight";

let folder: string;
let server: RunningServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "fairlead-e2e-laptop-"));
  server = await startSeason();
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const beCareless = (page: Page, words: string) =>
  page.evaluate(
    (text) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("careless", 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore("words");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction("words", "readwrite", { durability: "strict" });
          transaction.objectStore("words").put(text, 1);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    words,
  );

type Sought = { words: string[]; bytes: Secret[] };

/** Everything sought that lies in a folder. */
function search(place: string, { words, bytes }: Sought): string[] {
  const found = filesIn(place).flatMap((file) => {
    const content = bytesOf(file);
    return [...findIn(content, words), ...findBytesIn(content, bytes)];
  });
  return [...new Set(found)];
}

async function panic(desk: Desk): Promise<void> {
  for (let press = 0; press < 3; press++) await desk.page.keyboard.press("Escape");
  await desk.sees("Locked. Nothing is left on this screen.");
}

describe.for(["chromium", "firefox"] as const)("a laptop with %s", async (name: BrowserName) => {
  const browser = await openBrowser(name);
  afterAll(async () => {
    if ("close" in browser) await browser.close();
  });

  it("holds nothing of what was done on it: not locked, not switched off", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const { letter, answer, note, draft, query, kept } = PLANTED[name];
    const caller = await openCallerPage(browser, server.callerPage, { language: "ru", width: 390 });
    await caller.ask({ danger: "soon", where: letter, text: `${letter}. ${letter}.` });
    await caller.send();

    const profile = join(folder, name);
    const laptop = await openProfile(name, profile);
    if ("missing" in laptop) return test.skip(laptop.missing);
    const desk = await openDesk(laptop, server, "caseworker");
    const phrase = server.members.find(({ handle }) => handle === desk.handle)?.phrase ?? "";
    const { secrets, ids } = await secretsOf(server, phrase);
    await desk.search(query);
    await desk.fill("Keep this search", (dialog) => dialog.getByLabel("What to call it").fill(kept), "Save");
    await desk.button(kept).waitFor();
    await desk.goTo("Queue");
    await desk.thread(letter.slice(0, 16)).click();
    await desk.button("Answer this thread").click();
    await desk.button("Release").waitFor();
    await desk.answer(answer);
    await desk.fill("Add a note…", (dialog) => dialog.getByLabel("Note").fill(note), "Save");
    await desk.page.getByText(note).first().waitFor();
    await desk.page.getByRole("textbox", { name: "Answer", exact: true }).fill(draft);
    await beCareless(desk.page, CARELESS);
    // Long enough for browsers to write down what they write down in between.
    await desk.page.waitForTimeout(16_000);
    await panic(desk);

    const sought: Sought = { words: [letter, answer, note, draft, query, kept, phrase], bytes: [...secrets, ...ids] };
    expect(ids.map(({ name: what }) => what)).toEqual(expect.arrayContaining(["organisation", "member", "mailbox"]));
    expect(search(profile, sought)).toEqual([]);
    await laptop.close();
    expect(search(profile, sought)).toEqual([]);
    expect(search(profile, { words: [CARELESS], bytes: [] })).not.toEqual([]);
    expect(filesIn(profile).some((file) => /indexeddb|\/idb\//i.test(file))).toBe(true);
  });
});

describe("a locked desk, in chromium", async () => {
  const browser = await openBrowser("chromium");
  afterAll(async () => {
    if ("close" in browser) await browser.close();
  });

  /** Everything that is still reachable from anything, as text. */
  async function heapOf(page: Page): Promise<string> {
    const cdp = await page.context().newCDPSession(page);
    const chunks: string[] = [];
    cdp.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
    await cdp.send("HeapProfiler.enable");
    for (let time = 0; time < 2; time++) await cdp.send("HeapProfiler.collectGarbage");
    await cdp.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
    await cdp.detach();
    return chunks.join("");
  }

  it("locks itself when nobody was there for a quarter of an hour, and shows nothing of anybody", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const clocked: typeof browser = {
      ...browser,
      newPage: async (options) => {
        const page = await browser.newPage(options);
        await page.clock.install();
        return page;
      },
    };
    const letter = "A sandpiper mended eleven paper kites at noon";
    const caller = await openCallerPage(browser, server.callerPage, { language: "ru", width: 390 });
    await caller.ask({ danger: "soon", text: letter });
    await caller.send();
    const desk = await openDesk(clocked, server, "coordinator");
    await desk.goTo("Queue");
    await desk.thread(letter).click();
    await desk.sees(letter);
    await desk.page.clock.fastForward(14 * 60_000);
    await desk.page.mouse.move(200, 200);
    await desk.page.clock.fastForward(14 * 60_000);
    await desk.page.getByRole("heading", { name: "Queue", level: 1 }).waitFor();
    await desk.page.clock.fastForward(2 * 60_000);
    await desk.sees(/^Locked: nobody was here/);
    const text = (await desk.page.locator("body").textContent()) ?? "";
    for (const words of [letter, desk.handle]) expect(text).not.toContain(words);
    await desk.close();
  });

  it("after the lock nothing of what was read or typed is held by anything", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const letter = "A dotterel polished seven brass doorknobs before noon";
    const draft = "Жаворонок одолжил кривую лестницу до субботы";
    const query = "Удод искал серебряную ложку";
    const caller = await openCallerPage(browser, server.callerPage, { language: "ru", width: 390 });
    await caller.ask({ danger: "soon", where: letter, text: letter });
    await caller.send();
    const desk = await openDesk(browser, server, "caseworker");
    await desk.search(query);
    await desk.goTo("Queue");
    await desk.thread(letter.slice(0, 16)).click();
    await desk.page.getByRole("textbox", { name: "Answer", exact: true }).fill(draft);
    const phrase = server.members.find(({ handle }) => handle === desk.handle)?.phrase ?? "";
    const words = [letter, draft, query, phrase];
    const open = await heapOf(desk.page);
    const found = findIn(Buffer.from(open), words).join();
    for (const sentence of [letter, draft, query]) expect(found).toContain(sentence);
    await panic(desk);
    // What was under way when it was locked comes to its end first.
    const held = async () => {
      const locked = await heapOf(desk.page);
      expect(locked.length).toBeGreaterThan(1_000_000);
      return findIn(Buffer.from(locked), words);
    };
    await expect.poll(held, { timeout: 60_000, interval: 1_000 }).toEqual([]);
    await desk.close();
  });
});
