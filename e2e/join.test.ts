/**
 * An organisation in earnest, by the documents: founded at a terminal, served, a first member invited from the command
 * line, who joins at the console of his own machine. All people in it are invented.
 */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { freePort } from "../script/postgres.ts";
import { whenWeEnd } from "../script/when-we-end.ts";
import { openBrowser, takePicture } from "./harness/browsers.ts";
import { openCallerPage } from "./harness/caller.ts";
import { missingTerminal, openTerminal, run, runService, type Terminal } from "./harness/terminal.ts";
import { watch } from "./harness/watch.ts";

const PATIENCE = 90_000;
const LETTER = "An invented call: I only want to ask what papers a journey needs.";

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "fairlead-join-"));
  whenWeEnd('sleep 1; rm -rf "$1"', folder);
  return folder;
};

describe("an organisation of one's own", async () => {
  const browser = await openBrowser("chromium", "engine");
  const missing = "missing" in browser ? browser.missing : missingTerminal();
  const [founderAt, newcomerAt] = [newFolder(), newFolder()];
  const services: Terminal[] = [];
  let server: string;
  let phrase: string;
  let sixWords: string;
  let desk: string;
  let deskService: Terminal;
  let invite: Terminal;
  let link: string;
  let page: Page;
  let newPhrase: string[];

  const newPage = async (address: string, width = 1280) => {
    if ("missing" in browser) throw new Error(browser.missing);
    const opened = await browser.newPage({ width });
    opened.setDefaultTimeout(PATIENCE);
    const seen = await watch(opened, address);
    return { page: opened, seen };
  };
  const startDesk = async (folder: string, parameters: string[]): Promise<Terminal> => {
    const service = runService(["console", "--server", server, "--json", ...parameters], { folder });
    services.push(service);
    const [, address] = await service.sees(/"console":"([^"]+)"/);
    desk = address ?? "";
    return service;
  };
  const unlock = async (at: Page, words: string): Promise<void> => {
    await at.getByRole("textbox", { name: "Phrase" }).fill(words);
    await at.getByRole("button", { name: "Open", exact: true }).click();
    await at.getByRole("navigation", { name: "Screens" }).waitFor();
  };

  afterAll(async () => {
    for (const service of services) service.interrupt();
    if ("close" in browser) await browser.close();
  });

  it("is founded at a terminal; what was shown there stands nowhere else", async (test) => {
    if (missing !== null) return test.skip(missing);
    const terminal = openTerminal(["init", "--name", "Lantern", "--handle", "Anchor", "--language", "en"], {
      folder: founderAt,
    });
    for (const question of [
      /founds it with you.*: /,
      /published figures.*: /,
      /closed thread.*: /,
      /closed case.*: /,
    ]) {
      await terminal.sees(question);
      terminal.types("");
    }
    sixWords = ((await terminal.sees(/ {4}([a-z]+(?: [a-z]+){5})\r/))[1] ?? "").trim();
    const shown = (await terminal.sees(/1\. [\s\S]* 8\. [a-z]+\r/))[0];
    phrase = [...shown.matchAll(/\d\. ([a-z]+)/g)].map(([, word]) => word).join(" ");
    expect(phrase.split(" ")).toHaveLength(8);
    await terminal.sees(/covered then/);
    terminal.types("");
    for (let word = 0; word < 2; word++) {
      const [, place] = await terminal.sees(/Word (\d): /);
      terminal.types(phrase.split(" ")[Number(place) - 1] ?? "");
    }
    await terminal.sees(/Lantern is founded/);
    expect(await terminal.ended).toBe(0);
    expect(readdirSync(founderAt).sort()).toEqual(["pin.json", "store.sqlite"]);
    for (const file of readdirSync(founderAt)) {
      const text = readFileSync(join(founderAt, file)).toString("latin1");
      for (const words of [phrase, "Lantern", "Anchor"]) expect(text).not.toContain(words);
    }
  });

  it("is served, and a caller writes", async (test) => {
    if (missing !== null || "missing" in browser) return test.skip(missing ?? "");
    const parameters = ["--name", "Lantern", "--leave-to", "https://www.example.org/", "--port", "0"];
    const service = runService(["serve", ...parameters], { folder: founderAt });
    services.push(service);
    server = ((await service.sees(/Serving at (\S+)\//))[1] ?? "").trim();
    const caller = await openCallerPage(browser, `${server}/`, { language: "en", width: 390 });
    await caller.ask({ danger: "no", need: "papers", text: LETTER });
    await caller.send();
    await caller.page.context().close();
  });

  it("[RO4] invites; the newcomer's console, which knows nobody yet, takes the invitation", async (test) => {
    if (missing !== null) return test.skip(missing);
    deskService = await startDesk(newcomerAt, ["--port", "0"]);
    invite = openTerminal(
      ["invite", "--role", "operator", "--handle", "Plover", "--console", desk, "--server", server],
      { folder: founderAt },
    );
    await invite.sees(/nothing will appear/);
    invite.types(phrase);
    link = ((await invite.sees(/http\S+#join=[A-Za-z0-9_-]+(?=\s)/))[0] ?? "").trim();
    expect(invite.printed()).not.toContain(phrase);

    const opened = await newPage(desk);
    page = opened.page;
    await page.goto(desk);
    const field = page.getByRole("textbox", { name: "Your invitation" });
    await field.fill(link.slice(0, -9));
    await page.getByRole("button", { name: "Make my keys" }).click();
    await page.getByText("This is not a whole invitation").waitFor();
    expect(readdirSync(newcomerAt)).toEqual([]);

    // From the link itself: what stood in the address is in the field, and no longer in the address.
    await page.goto("about:blank");
    await page.goto(link);
    await field.waitFor();
    expect(await field.inputValue()).toContain("join=");
    expect(page.url()).toBe(desk);
    await takePicture(page, "join/invitation");
    await page.getByRole("button", { name: "Make my keys" }).click();
    await page.getByRole("heading", { name: "Your phrase" }).waitFor();
    expect(opened.seen.faults()).toEqual([]);
    expect(opened.seen.elsewhere()).toEqual([]);
  });

  it("shows the phrase once, and lets go when two words of it come back", async (test) => {
    if (missing !== null) return test.skip(missing);
    newPhrase = await page.getByRole("list").getByRole("listitem").locator("b").allTextContents();
    expect(newPhrase).toHaveLength(8);
    await takePicture(page, "join/phrase");
    const fields = page.getByRole("textbox", { name: /^Word \d$/ });
    await fields.first().fill("wrong");
    expect(await page.getByRole("list").count()).toBe(0);
    await fields.last().fill("wrong");
    await page.getByRole("button", { name: "It is written down" }).click();
    await page.getByText("That is not what stands there").waitFor();
    expect(await page.getByRole("list").getByRole("listitem").count()).toBe(8);
    const labels = await page.getByText(/^Word \d$/).allTextContents();
    for (const label of labels)
      await page.getByRole("textbox", { name: label }).fill(newPhrase[Number(label.slice(5)) - 1] ?? "");
    await page.getByRole("button", { name: "It is written down" }).click();
  });

  it("[RO4] both see the same six words; only then is he let in, and his desk opens by itself", async (test) => {
    if (missing !== null) return test.skip(missing);
    const list = page.getByRole("list", { name: "Six words" });
    await list.waitFor();
    const words = (await list.getByRole("listitem").locator("b").allTextContents()).join(" ");
    await takePicture(page, "join/compare");
    const [, told] = await invite.sees(/ {4}([a-z]+(?: [a-z]+){5})\r/);
    expect(told).toBe(words);
    await invite.sees(/same six words\? \[y\/n\] /);
    expect(await page.getByText("Waiting until you are let in").isVisible()).toBe(true);
    invite.types("y");
    await invite.sees(/Plover is let in/);
    expect(await invite.ended).toBe(0);
    await page.getByRole("navigation", { name: "Screens" }).waitFor();
    await page
      .getByRole("navigation", { name: "Screens" })
      .getByRole("link", { name: /^Queue/ })
      .click();
    await page.getByRole("region", { name: "Threads, most pressing first" }).getByText(LETTER.slice(0, 20)).waitFor();
  });

  it("[RO1] his machine keeps the pin: a later start asks for the phrase, and refuses another organisation", async (test) => {
    if (missing !== null) return test.skip(missing);
    await page.context().close();
    await deskService.sees(/The pin of this organisation is kept/);
    expect(deskService.printed()).toContain(sixWords);
    deskService.interrupt();
    await deskService.ended;
    deskService = await startDesk(newcomerAt, ["--port", "0"]);
    page = (await newPage(desk)).page;
    await page.goto(desk);

    const elsewhere = newFolder();
    const { phrase: other } = JSON.parse(
      (await run(["init", "--name", "Other", "--handle", "X", "--json"], { folder: elsewhere })).split("\n")[0] ?? "",
    );
    const parameters = ["--name", "Other", "--leave-to", "https://www.example.org/", "--port", "0"];
    const service = runService(["serve", ...parameters], { folder: elsewhere });
    services.push(service);
    const [, others = ""] = await service.sees(/Serving at (\S+)\//);
    const file = join(elsewhere, "phrase");
    writeFileSync(file, other, { mode: 0o600 });
    const printed = await run(
      ["invite", "--role", "operator", "--handle", "Y", "--no-wait", "--json", "--server", others],
      { folder: elsewhere, environment: { FAIRLEAD_PHRASE_FILE: file } },
    );
    const { link: foreign } = JSON.parse(printed.split("\n")[0] ?? "");

    const pin = readFileSync(join(newcomerAt, "pin.json"), "utf8");
    await page.getByRole("button", { name: "I have an invitation" }).click();
    await page.getByRole("textbox", { name: "Your invitation" }).fill(foreign);
    await page.getByRole("button", { name: "Make my keys" }).click();
    await page.getByText("This desk belongs to another organisation").waitFor();
    expect(readFileSync(join(newcomerAt, "pin.json"), "utf8")).toBe(pin);

    await page.getByRole("button", { name: "Open with a phrase instead" }).click();
    await unlock(page, newPhrase.join(" "));
  });

  it("from a phone alone: a console that a colleague hosts, whose words he compares before he types his phrase", async (test) => {
    if (missing !== null) return test.skip(missing);
    const port = await freePort();
    const address = `http://127.0.0.1:${port}/`;
    await startDesk(founderAt, ["--address", address, "--behind-proxy", "--port", String(port)]);
    const checked = await run(["verify-console", "--address", address, "--json"], { folder: founderAt });
    const { same, fingerprint } = JSON.parse(checked.split("\n")[0] ?? "");
    expect(same).toBe(true);
    // What an administrator reads out, on the telephone.
    const [words] = (await run(["console", "--fingerprint"], { folder: founderAt })).split("\n");
    expect(words).toBe(fingerprint);

    const { page: phone, seen } = await newPage(address, 390);
    await phone.goto(address);
    await phone.getByText("Which desk is this?").click();
    await phone.getByText(fingerprint).waitFor();
    await phone.getByText(sixWords).waitFor();
    await takePicture(phone, "join/phone-which-desk");
    await unlock(phone, newPhrase.join(" "));
    expect(await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);

    // Two taps: a colleague is suspended, through that host.
    await phone
      .getByRole("navigation", { name: "Screens" })
      .getByRole("link", { name: /^People/ })
      .click();
    await phone.getByRole("button", { name: "Suspend Anchor…" }).click();
    await phone.getByRole("dialog").getByRole("button", { name: "Suspend now" }).click();
    await phone.getByRole("heading", { name: "Anchor", level: 1 }).waitFor();
    expect([...seen.faults(), ...seen.elsewhere()]).toEqual([]);
    await phone.context().close();

    const file = join(newcomerAt, "phrase");
    writeFileSync(file, newPhrase.join(" "), { mode: 0o600 });
    const environment = { FAIRLEAD_PHRASE_FILE: file };
    const listed = await run(["members", "--server", server], { folder: newcomerAt, environment });
    expect(listed).toMatch(/Anchor +administrator +suspended/);
  });
});
