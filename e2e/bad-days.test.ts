/** The days on which things break: nothing is lost, nothing comes twice, and somebody is told. */
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTurn, type OpenBrowser, openBrowser } from "./harness/browsers.ts";
import { type Caller, openCallerPage } from "./harness/caller.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { openHandOf } from "./harness/hand.ts";
import { startSeason } from "./harness/season.ts";
import { type RunningServer, startServer } from "./harness/server.ts";
import { layWire } from "./harness/wire.ts";

const POST = "/api/mailbox/post";

let server: RunningServer;
beforeAll(async () => {
  server = await startSeason();
});
afterAll(async () => {
  await server?.stop();
});

const fillForm = async (opened: OpenBrowser, address: string, text: string): Promise<Caller> => {
  const caller = await openCallerPage(opened, address, { language: "en", width: 390 });
  await caller.ask({ danger: "soon", text });
  return caller;
};
const whenSent = async (caller: Caller): Promise<void> => {
  const sent = caller.heading("sent.heading");
  await expect
    .poll(
      async () => {
        if (await sent.isVisible()) return true;
        const again = caller.button("sealing.try");
        if (await again.isVisible()) await again.click().catch(() => {});
        return sent.isVisible();
      },
      { timeout: 180_000, interval: 1_000 },
    )
    .toBe(true);
};
/** How many letters there are in each thread that holds this one, as a member reads them. */
const lettersKept = async (text: string): Promise<number[]> => {
  const operator = await openHandOf(server, "Plover");
  await operator.sync();
  const threads = operator.view().threads.filter(({ messages }) => messages.some((one) => one.text?.includes(text)));
  operator.lock();
  return threads.map(({ messages }) => messages.length);
};
const lettersOf = async (desk: Desk, text: string): Promise<Locator> => {
  await desk.goTo("Queue");
  const row = desk.thread(text);
  await row.first().waitFor();
  // One thread, with one message in it.
  expect(await row.count()).toBe(1);
  await row.click();
  const messages = desk.page.getByRole("log").getByRole("article");
  await messages.filter({ hasText: text }).waitFor();
  return messages;
};

/** What breaks under a browser: each has its own way to lose a network, and to forget. */
describe.for(["chromium", "firefox"] as const)("bad days, in %s", async (name) => {
  const browser = await openBrowser(name);

  afterAll(async () => {
    if ("close" in browser) await browser.close();
  });

  it("[ST5] the network dies half-way: the page waits, tries again, and one letter arrives", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const wire = await layWire(server.port);
    const text = `The train enters a tunnel, ${name}.`;
    const caller = await fillForm(browser, wire.callerPage, text);
    // First nothing goes through at all; then the letter does, and the server's word for it is lost.
    wire.cut();
    await caller.button("ask.send").click();
    await caller.page.getByText(caller.say("sealing.waiting")).waitFor();
    const lost = wire.swallowAnswersOf(POST);
    await caller.button("sealing.try").click();
    await lost;
    await caller.page.getByText(caller.say("sealing.waiting")).waitFor();
    expect(await caller.heading("sent.heading").isVisible()).toBe(false);
    wire.mend();
    await whenSent(caller);
    await caller.page.context().close();
    await wire.close();

    expect(await lettersKept(text)).toEqual([1]);
  });

  it("[P6] the server dies between keeping a letter and saying so: it is there, once", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const wire = await layWire(server.port);
    const text = `The power fails in the whole street, ${name}.`;
    const caller = await fillForm(browser, wire.callerPage, text);
    const lost = wire.swallowAnswersOf(POST);
    await caller.button("ask.send").click();
    await lost;
    await server.kill9();
    await caller.page.getByText(caller.say("sealing.waiting")).waitFor();
    wire.mend();
    server = await startServer({ folder: server.folder, port: server.port });
    await whenSent(caller);
    await caller.page.context().close();
    await wire.close();

    expect(await lettersKept(text)).toEqual([1]);
  });

  it("a locked console has forgotten", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const text = `Will you lock the door, ${name}?`;
    const caller = await fillForm(browser, server.callerPage, text);
    await caller.send();
    await caller.page.context().close();
    const desk = await openDesk(browser, server, "operator");
    const draft = "A draft that nobody sealed.";
    for (const lock of [byButton, byThreeEscapes]) {
      await lettersOf(desk, text);
      await desk.page.getByRole("textbox", { name: "Answer", exact: true }).fill(draft);
      await lock(desk.page);
      await desk.sees("Locked. Nothing is left on this screen.");
      expect(await desk.page.content()).not.toContain(text);
      expect(await desk.page.getByRole("textbox", { name: "Phrase" }).inputValue()).toBe("");
      await desk.unlock();
      expect(await desk.page.getByRole("heading", { level: 1 }).textContent()).toBe("Today");
      await lettersOf(desk, text);
      expect(await desk.page.getByRole("textbox", { name: "Answer", exact: true }).inputValue()).toBe("");
    }
    const left = await desk.page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
    expect(left).toEqual([0, 0, ""]);
    await desk.close();
  });
});

/** What people do at once or on purpose, and the server puts in order. */
describe.for(inTurn("chromium"))("crowded days, in %s", async (name) => {
  const browser = await openBrowser(name, "engine");

  afterAll(async () => {
    if ("close" in browser) await browser.close();
  });

  it("two operators claim one thread at once: one has it, the other is told who", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const text = `Somebody please answer, ${name}.`;
    const caller = await fillForm(browser, server.callerPage, text);
    await caller.send();
    const desks = await Promise.all([openDesk(browser, server, "Plover"), openDesk(browser, server, "Tern")]);
    for (const desk of desks) await lettersOf(desk, text);
    await Promise.all(desks.map((desk) => desk.button("Answer this thread").click()));
    const has = await Promise.all(
      desks.map(async (desk) => {
        const release = desk.button("Release");
        const other = desks.find((one) => one !== desk);
        // In the thread itself: the list may also tell who answers another one.
        const thread = desk.page.getByRole("region").filter({ has: desk.page.getByRole("log") });
        const told = thread.getByText(new RegExp(`${other?.handle} is answering(, until| this thread)`)).first();
        await release.or(told).first().waitFor();
        return release.isVisible();
      }),
    );
    expect(has.filter(Boolean)).toHaveLength(1);
    // Whoever came second may go on typing, and cannot send.
    const second = desks[has.indexOf(false)];
    await second?.page.getByRole("textbox", { name: "Answer", exact: true }).fill("My words are kept.");
    expect(await second?.button("Seal and send").isDisabled()).toBe(true);
    await Promise.all(desks.map((desk) => desk.close()));
    await caller.page.context().close();
  });

  it("[PH3] other words open an empty mailbox, like any other", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const caller = await fillForm(browser, server.callerPage, `I may be made to say my words, ${name}.`);
    const words = await caller.send();
    await caller.prove(words);
    await caller.button("later.others").click();
    await caller.button("others.make").click();
    const items = caller.page.locator("#others-words").getByRole("listitem");
    await expect.poll(() => items.count()).toBe(8);
    const others = (await items.allInnerTexts()).map((item) => item.trim().split(/\s+/).at(-1) ?? "");
    expect(others).not.toEqual(words);
    const seen = async (typed: readonly string[]): Promise<string> => {
      const back = await openCallerPage(browser, server.callerPage, { language: "en", width: 390 });
      await back.comeBack(typed);
      await back.heading("mailbox.none").waitFor();
      const text = (await back.page.getByRole("main").allInnerTexts()).join();
      await back.page.context().close();
      return text;
    };
    // The true one has no reply yet: whoever looks over the shoulder cannot tell which of the two it is.
    expect(await seen(others)).toBe(await seen(words));
    await caller.page.context().close();
  });

  it("[ST2] two tabs with the same words write at once: both letters are there, and both tabs say so", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const text = `I have this page open twice, ${name}`;
    const caller = await fillForm(browser, server.callerPage, text);
    const words = await caller.send();
    await caller.page.context().close();
    const tabs = await Promise.all(
      [1, 2].map(() => openCallerPage(browser, server.callerPage, { language: "en", width: 390 })),
    );
    await Promise.all(tabs.map((tab) => tab.comeBack(words)));
    const said = tabs.map((_, at) => `${text}: tab ${at + 1}.`);
    await Promise.all(tabs.map((tab, at) => tab.answer(said[at] ?? "")));
    for (const tab of tabs) {
      expect(await tab.page.locator(".note").filter({ visible: true }).count()).toBe(0);
      expect(tab.watched.faults()).toEqual([]);
      await tab.page.context().close();
    }
    for (const each of said) expect(await lettersKept(each)).toEqual([3]);
  });
});

const byButton = (page: Page) => page.getByRole("button", { name: /^Lock now/ }).click();
const byThreeEscapes = async (page: Page) => {
  for (let press = 0; press < 3; press++) await page.keyboard.press("Escape");
};
