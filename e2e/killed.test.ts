/**
 * A browser that is killed (the machine's memory ran out, its battery fell out) while something is on its way, and opened
 * again on the same profile: nothing is lost, and nothing is sent twice. All people are invented.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, openProfile } from "./harness/browsers.ts";
import { openCallerPage } from "./harness/caller.ts";
import { openDesk } from "./harness/desk.ts";
import { openHandOf } from "./harness/hand.ts";
import { startSeason } from "./harness/season.ts";
import type { RunningServer } from "./harness/server.ts";

const LETTER = "A dipper walked under the ice and came out with a brass key";

let server: RunningServer;
let profile: string;
beforeAll(async () => {
  server = await startSeason();
  profile = mkdtempSync(join(tmpdir(), "fairlead-killed-"));
});
afterAll(async () => {
  await server?.stop();
  if (profile !== undefined) rmSync(profile, { recursive: true, force: true });
});

/** Every process of the browser on this profile, its own and what it started for the pages: none may write anything more. */
function killBrowser(folder: string): number {
  const running = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const ofProfile = running.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(`--user-data-dir=${folder}`);
    } catch {
      return false; // gone meanwhile
    }
  });
  for (const pid of ofProfile) process.kill(Number(pid), "SIGKILL");
  return ofProfile.length;
}

describe.for(["on its way", "taken, and its answer lost"] as const)("killed, with a note %s", (how) => {
  it("[ST5] the same profile holds it, and sends it once", async (test) => {
    const others = await openBrowser("chromium");
    if ("missing" in others) return test.skip(others.missing);
    const [letter, note] = [`${LETTER}, ${how}`, `The key fits nothing in her house: ${how}`];
    const caller = await openCallerPage(others, server.callerPage, { language: "ru", width: 390 });
    await caller.ask({ danger: "soon", text: letter });
    await caller.send();

    const laptop = await openProfile("chromium", profile);
    if ("missing" in laptop) return test.skip(laptop.missing);
    const desk = await openDesk(laptop, server, "caseworker");
    await desk.goTo("Queue");
    await desk.thread(letter).click();
    await desk.button("Add a note…").click();
    const dialog = desk.page.getByRole("dialog");
    await dialog.getByLabel("Note").fill(note);
    // From here on nothing that is sent is answered.
    const sent = new Promise<void>((resolve) => {
      void desk.page.route("**/api/append", async (route) => {
        if (how !== "on its way") await route.fetch();
        resolve();
      });
    });
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await sent;
    expect(killBrowser(profile)).toBeGreaterThan(0);
    await expect.poll(() => desk.page.isClosed(), { timeout: 30_000 }).toBe(true);

    const again = await openProfile("chromium", profile);
    if ("missing" in again) return test.skip(again.missing);
    const same = await openDesk(again, server, "caseworker");
    await same.goTo("Queue");
    await same.thread(letter).click();
    await same.page.getByText(note).first().waitFor();
    const colleague = await openHandOf(server, "Plover");
    const notes = async () => {
      await colleague.sync();
      return colleague.view().threads.flatMap((thread) => thread.notes.filter(({ text }) => text === note));
    };
    await expect.poll(async () => (await notes()).length, { timeout: 60_000, interval: 1_000 }).toBe(1);
    // Whatever else it sends is sent by now: it went round, and nothing waits.
    await same.sees(/^Up to date/);
    expect(await notes()).toHaveLength(1);
    colleague.lock();
    await again.close();
    await others.close();
  });
});
