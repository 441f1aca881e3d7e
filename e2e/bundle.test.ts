/**
 * A case leaves the house: what one proposes and another approves is sealed in the page, saved, and opened by its recipient with
 * `age`, which knows nothing of us. All people are invented.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { missing } from "../script/tools.ts";
import { whenWeEnd } from "../script/when-we-end.ts";
import { openBrowser } from "./harness/browsers.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { startSeason } from "./harness/season.ts";
import type { RunningServer } from "./harness/server.ts";
import { missingTerminal } from "./harness/terminal.ts";

const ALIAS = "Tamarisk";
const LAWYER = "an invented lawyer in an invented port";
const LETTER = "The invented cousins keep the invented passport.";
/** Said among the team: no consent covers it. */
const NOTE = "Nobody but the team is told of the invented attic.";
const WHY = "A hearing on an invented Monday.";

const folder = mkdtempSync(join(tmpdir(), "fairlead-bundle-"));
whenWeEnd('rm -rf "$1"', folder);
const inFolder = (name: string) => join(folder, name);
const missingAge = spawnSync("age", ["--version"]).error === undefined ? null : missing("age");

/** As its recipient types it after the page: decrypted by the real thing, unpacked by the real thing. */
const unpacked = (tar: string) => {
  const to = mkdtempSync(inFolder("case-"));
  const { status, stderr } = spawnSync("tar", ["-xf", tar, "-C", to]);
  expect([status, String(stderr)]).toEqual([0, ""]);
  return {
    record: JSON.parse(readFileSync(join(to, "case.json"), "utf8")),
    page: readFileSync(join(to, "case.html"), "utf8"),
  };
};

type SavedBundle = { path: string; bytes: Buffer; passphrase: string };

/** Makes it, and saves it: the file that the browser leaves on the disk, and the words if it has any. */
const makeBundle = async (desk: Desk, opener: string): Promise<SavedBundle> => {
  await desk.button(opener).click();
  const dialog = desk.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make it", exact: true }).click();
  const save = dialog.getByRole("link", { name: "Save the sealed bundle" });
  const [download] = await Promise.all([desk.page.waitForEvent("download"), save.click()]);
  expect(download.suggestedFilename()).toMatch(/^[0-9a-z-]+\.tar\.age$/);
  const path = inFolder(download.suggestedFilename());
  await download.saveAs(path);
  const bytes = readFileSync(path);
  // What two can read to each other says that it is this file.
  await dialog.getByText(createHash("sha256").update(bytes).digest("hex")).waitFor();
  const words = dialog.locator(".bundle-passphrase");
  const passphrase = (await words.isVisible()) ? ((await words.textContent()) ?? "") : "";
  // A click beside it, and no more: the words stand here and nowhere else.
  await desk.page.mouse.click(4, 4);
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  if (passphrase !== "") {
    await dialog.getByText(/^The file was not saved, or its words not copied\./).waitFor();
    await dialog.getByRole("button", { name: "Close it all the same" }).click();
  }
  await dialog.waitFor({ state: "detached" });
  return { path, bytes, passphrase };
};

describe("a case leaves as a sealed bundle", async () => {
  const browser = await openBrowser("chromium", "engine");
  let server: RunningServer;
  let owner: Desk;
  let second: Desk;
  let toKey: SavedBundle;
  let byWords: SavedBundle;

  const story = (title: string, tell: () => Promise<void>, lacking: string | null = null) =>
    it(title, async (test) => {
      if ("missing" in browser) return test.skip(browser.missing);
      if (lacking !== null) return test.skip(lacking);
      await tell();
    });

  beforeAll(async () => {
    if ("missing" in browser) return;
    server = await startSeason();
    owner = await openDesk(browser, server, "Siskin");
    second = await openDesk(browser, server, "Wren");
  });
  afterAll(async () => {
    await server?.stop();
    if (!("missing" in browser)) await browser.close();
  });

  const approves = async (desk: Desk) => {
    await desk.tab("Decisions");
    await desk.fill("Approve…", (dialog) => dialog.getByLabel("Reason").fill("Read it: only the letters."), "Approve");
  };
  const proposes = async (desk: Desk, act: (dialog: Locator) => Promise<void>) => {
    await desk.tab("Consents");
    await desk.fill(
      `Export… ${LAWYER}`,
      async (dialog) => {
        await dialog.getByLabel("Why it is needed there").fill(WHY);
        await act(dialog);
      },
      "Propose",
    );
    // Nobody approves their own.
    await desk.tab("Decisions");
    await desk.sees(WHY);
    expect(await desk.button("Approve…").count()).toBe(0);
  };

  story("somebody allows a lawyer to be told, and of what", async () => {
    await owner.goTo("Queue");
    await owner.page.getByRole("link", { name: "Phone…" }).click();
    await owner.page.getByLabel("What is happening").fill(LETTER);
    await owner.button("Seal and put it in the queue").click();
    await owner.page.getByRole("log").getByText(LETTER).waitFor();
    await owner.fill(
      "Take into a case…",
      async (dialog) => {
        await dialog.getByLabel("Alias").fill(ALIAS);
        await dialog.getByLabel("Stand-in").selectOption({ label: "Wren" });
      },
      "Take into a case",
    );
    await owner.page.getByRole("heading", { name: ALIAS, level: 1 }).waitFor();
    await owner.fill("Add a note…", (dialog) => dialog.getByLabel("Note").fill(NOTE), "Save");
    await owner.tab("Consents");
    await owner.fill(
      "Write down a consent…",
      async (dialog) => {
        await dialog.getByLabel("What for").selectOption("lawyer");
        await dialog.getByLabel("Who may be told").fill(LAWYER);
        await dialog.getByLabel("who threatens, where, and what is checked").uncheck();
        await dialog.getByLabel("the letters of both sides").check();
        await dialog.getByLabel("In which words it was said").fill("Yes, the lawyer may read my letters.");
      },
      "Save",
    );
    await second.openCase(ALIAS);
  });

  story(
    "[P11] one proposes it, to a key that both compare in words; another approves",
    async () => {
      const made = spawnSync("age-keygen", ["-o", inFolder("key.txt")], { encoding: "utf8" });
      const key = made.stderr.match(/age1\w+/)?.[0] ?? "";
      let words = "";
      await proposes(owner, async (dialog) => {
        const field = dialog.getByLabel("The recipient’s key (age1…)");
        const propose = dialog.getByRole("button", { name: "Propose", exact: true });
        await field.fill(`${key.slice(0, -1)}${key.endsWith("q") ? "p" : "q"}`);
        await dialog.getByText("This is no key that a bundle can be sealed to.").waitFor();
        expect(await propose.isDisabled()).toBe(true);
        await field.fill(key);
        words = (await dialog.locator("[lang=en]").textContent()) ?? "";
        expect(words.split(" ")).toHaveLength(8);
      });
      await second.tab("Decisions");
      await second.sees(words);
      await second.sees(LAWYER);
      expect(await second.button("Make the bundle…").count()).toBe(0);
      await approves(second);
      // Not among what is over: somebody still has to press.
      await owner.goTo("Decisions");
      await owner.sees("Approved, and not made yet");
      toKey = await makeBundle(owner, "Make the bundle…");
      await owner.page.getByText("Approved, and not made yet").waitFor({ state: "detached" });
      await owner.openCase(ALIAS);
      await second.sees(/Made by Siskin/);
    },
    missingAge,
  );

  story(
    "its recipient opens it with age: what the case says, what was allowed, and no more",
    async () => {
      for (const clear of [LETTER, ALIAS, LAWYER, "case.json"]) expect(toKey.bytes.includes(clear)).toBe(false);
      const tar = inFolder("to-key.tar");
      const opened = spawnSync("age", ["-d", "-i", inFolder("key.txt"), "-o", tar, toKey.path], { encoding: "utf8" });
      expect([opened.status, opened.stderr]).toEqual([0, ""]);
      const { record, page } = unpacked(tar);
      expect(record).toMatchObject({
        format: "fairlead-case/1",
        for: { recipient: LAWYER, purpose: "lawyer", covers: ["summary", "letters"] },
        summary: { alias: ALIAS },
        letters: [{ from: "person", text: expect.stringContaining(LETTER) }],
      });
      for (const whole of [JSON.stringify(record), page]) {
        expect(whole).toContain(LETTER);
        for (const kept of [NOTE, "Siskin", "Wren"]) expect(whole).not.toContain(kept);
      }
      spawnSync("age-keygen", ["-o", inFolder("other.txt")]);
      expect(spawnSync("age", ["-d", "-i", inFolder("other.txt"), toKey.path]).status).not.toBe(0);
    },
    missingAge,
  );

  story(
    "the other way: sealed with words that are shown once, less of it, proposed by the other of the two",
    async () => {
      await proposes(second, async (dialog) => {
        await dialog.getByLabel("the letters of both sides").uncheck();
        await dialog.getByRole("radio", { name: "With words that are made here and shown once" }).check();
      });
      await approves(owner);
      byWords = await makeBundle(second, "Make the bundle…");
      expect(byWords.passphrase.split("-")).toHaveLength(10);
      // Shown once: neither page holds them now.
      for (const desk of [owner, second]) expect(await desk.page.content()).not.toContain(byWords.passphrase);
    },
  );

  story(
    "and opened at a terminal by who was told the words",
    async () => {
      const tar = inFolder("by-words.tar");
      const asked = spawn("script", ["-qfec", `exec age -d -o '${tar}' '${byWords.path}'`, "/dev/null"]);
      expect(await typed(asked, byWords.passphrase)).toBe(0);
      const { record } = unpacked(tar);
      expect(record).toMatchObject({ summary: { alias: ALIAS }, for: { covers: ["summary"] } });
      expect(JSON.stringify(record)).not.toContain(LETTER);
    },
    missingAge ?? missingTerminal(),
  );

  story("[P5] withdrawn: nothing more is made, and both are told that something is out", async () => {
    await owner.tab("Consents");
    await owner.fill(
      /^They withdraw it…/,
      (dialog) => dialog.getByRole("textbox").first().fill("No more, please."),
      "It is withdrawn",
    );
    for (const desk of [owner, second]) {
      await desk.tab("Consents");
      await desk.sees(`A bundle is with ${LAWYER}`);
      await desk.tab("Decisions");
      await desk.sees("What it rests on has ended or changed: nothing leaves. Propose it anew.");
      expect(await desk.button(/^Make /).count()).toBe(0);
      expect(desk.watched.faults().filter((fault) => !fault.includes("409 (Conflict)"))).toEqual([]);
    }
  });
});

/** Waits to be asked, and types it. @returns the exit status */
const typed = (asked: ChildProcess, line: string): Promise<number | null> => {
  const ending = whenWeEnd('kill -9 "$1"', String(asked.pid));
  asked.stdout?.setEncoding("utf8").on("data", (text: string) => {
    if (text.includes("passphrase")) asked.stdin?.write(`${line}\r`);
  });
  return new Promise((resolve) =>
    asked.once("close", (status) => {
      ending.never();
      resolve(status);
    }),
  );
};
