/**
 * A night at the hotline, as docs/handbook/hotline.md tells it: two operators, an interpreter and two who write, in real
 * browsers against the real server. All people in it are invented.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTurn, openBrowser } from "./harness/browsers.ts";
import { openCallerPage } from "./harness/caller.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { seasonFolder } from "./harness/season.ts";
import { type RunningServer, startServer } from "./harness/server.ts";
import { takeOverTexts } from "./harness/texts.ts";

const HUNTED = "Брат узнал. Он ждёт у подъезда, я на чердаке.";
const ASKING = "I look for my nephew Ruslan Inventov. Is he with you?";
const FIRST_LINE = "Мы прочитали ваше сообщение.";
const DENIES = "We never say whether somebody has written to us or not.";
const WORD = "She waits for an hour at which to write again.";
const NOTE = "The one in the attic writes again at six. Do not ring.";

describe.for(inTurn("chromium"))("a night on duty, in %s", async (name) => {
  const browser = await openBrowser(name, "engine");
  let server: RunningServer;
  let folder: string;
  let plover: Desk;
  let tern: Desk;
  /** "Grey kettle": how the members call the thread of whoever is hunted. */
  let threadName: string;
  const desks: Desk[] = [];

  const sitDown = async (who: string): Promise<Desk> => {
    if ("missing" in browser) throw new Error(browser.missing);
    const desk = await openDesk(browser, server, who);
    desks.push(desk);
    return desk;
  };
  const startAt = (clock: string) =>
    startServer({ folder, ...(server ? { port: server.port } : {}), parameters: ["--clock", clock, "--log"] });
  const write = async (language: "en" | "ru", danger: "now" | "unsure", text: string) => {
    if ("missing" in browser) throw new Error(browser.missing);
    const caller = await openCallerPage(browser, server.callerPage, { language, width: 390 });
    await caller.ask({ danger, need: "leave", text });
    await caller.send();
    expect([...caller.watched.faults(), ...caller.watched.elsewhere()]).toEqual([]);
    await caller.page.context().close();
  };
  const box = (desk: Desk) => desk.page.getByRole("textbox", { name: "Answer", exact: true });
  const begin = async (desk: Desk, template: string) => {
    await desk.page.keyboard.press("Alt+KeyT");
    await desk.page.getByRole("combobox", { name: "Find by its words" }).fill(template);
    await desk.page.keyboard.press("Enter");
    await desk.sees(/^Fill before sending/);
  };
  /** The gap is chosen already: whoever types fills it. */
  const fillGap = async (desk: Desk, words: string) => {
    const chosen = () =>
      box(desk).evaluate((area) =>
        area instanceof HTMLTextAreaElement ? area.value.slice(area.selectionStart, area.selectionEnd) : "",
      );
    await expect.poll(chosen, { timeout: 30_000 }).toMatch(/^\{.+\}$/);
    await desk.page.keyboard.type(words);
  };

  beforeAll(async () => {
    if ("missing" in browser) return;
    folder = seasonFolder();
    server = await startAt("2017-03-29T20:40Z");
  });

  afterAll(async () => {
    if ("missing" in browser) return;
    await browser.close();
    await server?.stop();
  });

  it("[P7] two write while every console is closed: whoever is on duty is called, and one has it", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    await Promise.all([write("ru", "now", HUNTED), write("en", "unsure", ASKING)]);
    await server.stop();
    server = await startAt("2017-03-29T21:20Z");

    [plover, tern] = await Promise.all([sitDown("Plover"), sitDown("Tern")]);
    await plover.sees("On duty now:");
    await plover.sees(/^you until/);
    await plover.sees("2 callers have waited beyond the limit");
    await tern.sees("Members are being called until one of them has it.");
    await plover.button("I have it").click();
    await tern.sees(/^Plover has it, since .*The calls have stopped; the waiting has not\./);
    expect(await tern.button("I have it").count()).toBe(0);
  });

  it("whoever is in danger now stands on top; claimed by one, nobody else can answer", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    await plover.goTo("Queue");
    await plover.thread(ASKING.slice(0, 12)).waitFor();
    const first = plover.thread("").first();
    expect(await first.textContent()).toContain(HUNTED.slice(0, 12));
    expect(await first.textContent()).toContain("Now");
    // What an organisation begins with is taken over once; a night is not the time to invent wording.
    await takeOverTexts(plover);
    await plover.goTo("Queue");
    await plover.thread(HUNTED.slice(0, 12)).click();
    threadName = (await plover.page.getByRole("heading", { level: 2 }).first().textContent()) ?? "";
    await plover.page.keyboard.press("Alt+KeyC");
    await plover.sees(/^Yours until/);

    await tern.goTo("Queue");
    await tern.thread(threadName).click();
    await tern.sees(/^Plover is answering, until/);
    expect(await tern.button("Answer this thread").isDisabled()).toBe(true);
  });

  it("a template's gaps are filled before it can go; ringing outside the agreed hours is warned of", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    await plover.fill(
      "Change Contact window",
      async (dialog) => {
        await dialog.getByLabel("When and how it is safe").fill("By day, while the brother is at work.");
        await dialog.getByLabel("Their clock now").selectOption({ value: "180" });
        await dialog.getByLabel("from", { exact: true }).fill("09:00");
        await dialog.getByLabel("to", { exact: true }).fill("17:00");
        await dialog.getByRole("radio", { name: /^May ring/ }).check();
      },
      "Save",
    );
    await plover.sees(/Outside the agreed hours; they begin in/);

    await begin(plover, "Первый");
    const send = plover.button("Seal and send");
    await fillGap(plover, "ты одна?");
    expect(await send.isDisabled()).toBe(true);
    // What Ctrl Enter does with a gap open: it goes there, and nothing is sent.
    await plover.page.keyboard.press("Control+Enter");
    await fillGap(plover, "в шесть");
    await plover.page.getByText(/^Fill before sending/).waitFor({ state: "detached" });
    await box(plover).press("Control+End");
    await plover.page.keyboard.type(" Мы позвоним.");
    await plover.sees(/^These words speak of ringing\. It is 00:\d\d there: outside the agreed hours\.$/);
    // Only a warning: a sealed answer makes no sound, and is never held back.
    expect(await send.isEnabled()).toBe(true);
    for (let left = " Мы позвоним.".length; left > 0; left--) await plover.page.keyboard.press("Backspace");
    await plover.page.getByText(/^These words speak of ringing/).waitFor({ state: "detached" });
    await plover.page.keyboard.press("Control+Enter");
    const log = tern.page.getByRole("log");
    await log.getByText(FIRST_LINE).waitFor();
    expect(await log.textContent()).toMatch(/ответ на один вопрос: ты одна\?\.[\s\S]*Мы ответим снова в шесть\./);
  });

  it("a letter is covered for everybody; each asks to see it, and the cover comes off again", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const words = tern.page.getByText(HUNTED);
    await plover.button("Cover…").click();
    await plover.button("Cover as distressing").click();
    const show = tern.button("Covered as distressing. Show it");
    await show.waitFor();
    // Not in the page at all, the list included: a screen reader would read what only looks blurred.
    expect(await tern.page.content()).not.toContain(HUNTED);
    await show.click();
    await words.first().waitFor();
    expect(await plover.page.content()).not.toContain(HUNTED);
    await plover.button("Take the cover off, for everybody").click();
    await plover.page.getByRole("log").getByText(HUNTED).waitFor();
    await show.waitFor({ state: "detached" });
  });

  it("passed on by one key, with a word for the next, who answers it from there", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    await plover.page.keyboard.press("Alt+KeyP");
    await plover.sees(/^You passed this on/);
    await tern.sees(/^Passed on by Plover/);
    await plover.page.getByLabel("A word for whoever comes next").fill(WORD);
    await plover.button("Leave the word").click();
    await tern.sees(`“${WORD}”`);
    await tern.page.keyboard.press("Alt+KeyC");
    await tern.sees(/^Yours until/);
    await plover.sees(/^Tern is answering, until/);
  });

  it("[P3] an interpreter is given this thread, and sees this one alone", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    await tern.fill(
      "Give…",
      async (dialog) => {
        await dialog.getByLabel("Who").selectOption({ index: 1 });
      },
      "Give this thread",
    );
    const godwit = await sitDown("Godwit");
    await godwit.goTo("Interpreting");
    const given = godwit.page.getByRole("main").getByRole("link", { name: /^Thread given/ });
    await given.first().waitFor();
    expect(await given.count()).toBe(1);
    await given.click();
    await godwit.sees(HUNTED);
    await godwit.sees(FIRST_LINE);
    const seen = await godwit.page.content();
    for (const others of [ASKING, "Inventov", threadName, "the brother is at work", WORD])
      expect(seen).not.toContain(others);
    const places = await godwit.page.getByRole("navigation", { name: "Screens" }).getByRole("link").allTextContents();
    expect(places.filter((place) => /^(Queue|Cases|Decisions)/.test(place))).toEqual([]);
    await godwit.page.getByLabel("Translation").fill("The brother knows. He waits at the door.");
    await godwit.button("Save").click();
    await tern.sees("The brother knows. He waits at the door.");
    await godwit.close();
  });

  it("somebody asks after a person: what would tell is held back until it is allowed word for word", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    await plover.thread(ASKING.slice(0, 12)).click();
    await plover.page.getByRole("log").getByText(ASKING).waitFor();
    await plover.button("Answer this thread").click();
    await plover.button("Release").waitFor();
    await plover.page.getByRole("checkbox", { name: "Asks after a person" }).click();
    const send = plover.button("Seal and send");
    await box(plover).fill("He is safe with us.");
    await plover.sees("Somebody asks after a person. These words would confirm or deny:");
    expect(await send.isDisabled()).toBe(true);
    await plover.button("I have read them again: allow these words").click();
    await plover.sees("Allowed as they stand. Any change is checked anew.");
    expect(await send.isEnabled()).toBe(true);
    await box(plover).press("Control+End");
    await plover.page.keyboard.type("!");
    await plover.button("I have read them again: allow these words").waitFor();
    expect(await send.isDisabled()).toBe(true);

    await box(plover).fill("");
    await begin(plover, "Neither");
    await fillGap(plover, "we answer everybody");
    await plover.sees(/^Somebody asks after a person; nothing was found in these words\./);
    await send.click();
    await plover.page.getByRole("log").getByText(DENIES).waitFor();
  });

  it("[P11] one proposes to decline, another approves, never the same", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    await plover.fill(
      "Close…",
      async (dialog) => {
        await dialog.getByRole("radio", { name: "we cannot help" }).check();
        await dialog.getByLabel("Why", { exact: true }).fill("Asks after a person and wants nothing else.");
        await dialog.getByLabel("No safety plan, because").fill("In no danger of their own.");
        await dialog.getByLabel("No referral, because").fill("Wants none.");
      },
      "Propose to a second person",
    );
    await plover.sees("You proposed it. A second, different member decides.");
    expect(await plover.button("Approve…").count()).toBe(0);
    await tern.goTo("Decisions");
    await tern.sees("Asks after a person and wants nothing else.");
    await tern.sees("In no danger of their own.");
    await tern.fill("Approve…", (dialog) => dialog.getByLabel("Reason").fill("I read it from the start."), "Approve");
    await plover.thread(ASKING.slice(0, 12)).waitFor({ state: "detached" });
    await plover.sees(/we cannot help.*Plover/);
  });

  it("the shift ends with a note for the next; that nobody is on is said in so many words", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    await plover.goTo("Rota and bells");
    await plover.fill(
      /^End shift/,
      (dialog) => dialog.getByLabel("What the next shift must know").fill(NOTE),
      "End the shift now",
    );
    await plover.sees("Nobody is on duty now");
    await tern.goTo("Queue");
    await tern.sees(/^Hand-over note from Plover/);
    await tern.sees(NOTE);
    await tern.sees("Nobody is on duty now");
    await tern.sees(/^Then you/);

    expect(server.log()).not.toMatch(/"at":"(bug|trouble)"/);
    expect(desks.flatMap((desk) => [...desk.watched.faults(), ...desk.watched.elsewhere()])).toEqual([]);
  });
});
