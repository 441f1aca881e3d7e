/**
 * What a member's own device remembers between two unlocks: said when it is nothing, quicker and without a network when
 * it is something, and gone when the member says so. [ST4]
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type Page } from "./harness/browsers.ts";
import { openCallerPage } from "./harness/caller.ts";
import { type Desk, deskAt, openDesk } from "./harness/desk.ts";
import { startSeason } from "./harness/season.ts";
import type { RunningServer } from "./harness/server.ts";

const NEW = "This device remembers nothing yet.";

let server: RunningServer;
beforeAll(async () => {
  server = await startSeason();
});
afterAll(() => server?.stop());

/** Everything that the browser holds for the console, but for what the console may hold. */
const otherTraces = (page: Page) =>
  page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    const caches_ = "caches" in globalThis ? await caches.keys() : [];
    return [localStorage.length, sessionStorage.length, document.cookie, databases, caches_.length];
  });

const records = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open("shelf");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const asking = opening.result.transaction("records").objectStore("records").getAllKeys();
          asking.onsuccess = () => {
            opening.result.close();
            resolve(asking.result.map(String));
          };
        };
      }),
  );

/** Locks, and opens again; what was asked of the server meanwhile. */
async function unlockAgain(desk: Desk): Promise<string[]> {
  await desk.page.waitForTimeout(1_000); // what was just opened is being written down
  await desk.page.reload();
  const asked: string[] = [];
  const note = (request: { url(): string }) => asked.push(new URL(request.url()).pathname);
  desk.page.on("request", note);
  await desk.unlock();
  desk.page.off("request", note);
  return asked;
}

describe.for(["chromium", "firefox"] as const)("on a device, in %s", async (name) => {
  const browser = await openBrowser(name);
  afterAll(async () => {
    if ("close" in browser) await browser.close();
  });

  it("the second unlock fetches what is new; what is kept is records without a meaning, and nothing else", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const desk = await openDesk(browser, server, "coordinator");
    await desk.sees(NEW);
    await desk.button("Read").click();
    await expect.poll(() => records(desk.page).then(({ length }) => length), { timeout: 30_000 }).toBeGreaterThan(2);
    // Her own log of what she read may still be on its way when she locks: that much is new. A desk may go round twice
    // before it stands, and twice asks for the list alone.
    const fetched = (asked: string[]) => new Set(asked.filter((path) => /compartments|commits|wraps/.test(path)));
    await expect
      .poll(() => unlockAgain(desk).then(fetched), { timeout: 60_000 })
      .toEqual(new Set(["/api/compartments"]));
    expect(await desk.page.getByText(NEW).count()).toBe(0);
    for (const record of await records(desk.page)) expect(record).toMatch(/^[0-9a-f]{32}$/);
    expect(await otherTraces(desk.page)).toEqual([0, 0, "", ["shelf"], 0]);
    await desk.close();
  });

  it("two windows of one member write in turns: what either opened is there at the next unlock", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const desk = await openDesk(browser, server, "caseworker");
    const page = await desk.page.context().newPage();
    await page.goto(server.console);
    const second = deskAt(page, server, "caseworker", desk.watched);
    await second.unlock();
    await second.goTo("Cases");
    await expect.poll(() => records(page).then(({ length }) => length), { timeout: 30_000 }).toBeGreaterThan(2);
    await expect
      .poll(() => unlockAgain(desk).then((asked) => asked.filter((path) => /commits|wraps/.test(path))), {
        timeout: 60_000,
      })
      .toEqual([]);
    expect(await desk.page.getByText(NEW).count()).toBe(0);
    // Nobody waits for a turn that does not end.
    const waiting = () => page.evaluate(async () => (await navigator.locks.query()).pending?.length ?? 0);
    await expect.poll(waiting).toBe(0);
    await desk.close();
  });

  it("a member may have all of it forgotten; the next unlock begins anew", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const desk = await openDesk(browser, server, "operator");
    await expect.poll(() => records(desk.page).then(({ length }) => length), { timeout: 30_000 }).toBeGreaterThan(2);
    await desk.goTo("People");
    await desk.fill("Forget everything here…", async () => undefined, "Forget everything here");
    expect(await records(desk.page)).toEqual([]);
    const asked = await unlockAgain(desk);
    expect(asked.filter((path) => path === "/api/commits").length).toBeGreaterThan(1);
    await desk.sees(NEW);
    await desk.close();
  });
});

describe("without a network", async () => {
  const browser = await openBrowser("chromium");
  afterAll(async () => {
    if ("close" in browser) await browser.close();
  });

  it("a desk opens on what its device remembers, and says from when that is", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const letter = "A turnstone counted seven wooden spoons by the lock";
    const caller = await openCallerPage(browser, server.callerPage, { language: "ru", width: 390 });
    await caller.ask({ danger: "soon", text: letter });
    await caller.send();
    const desk = await openDesk(browser, server, "coordinator");
    await desk.goTo("Queue");
    await desk.thread(letter).waitFor();
    // Until all of it is written down: then an unlock fetches nothing of it.
    await expect
      .poll(() => unlockAgain(desk).then((asked) => asked.filter((path) => /commits|wraps/.test(path))), {
        timeout: 60_000,
      })
      .toEqual([]);
    await desk.page.reload();
    await desk.page.route("**/api/**", (route) => route.abort());
    await desk.unlock();
    await desk.sees(/^Offline/);
    await desk.goTo("Queue");
    await desk.thread(letter).click();
    await desk.page.getByRole("log").getByText(letter).waitFor();
    await desk.page.unroute("**/api/**");
    await desk.sees(/^Up to date/);
    await desk.close();
  });
});
