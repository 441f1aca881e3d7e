/**
 * Who reads what of one case, in real browsers against the real server: parts given and taken, a mailbox frozen, all of
 * it erased by two. What somebody must not know is searched in the whole of that person's page. All people are invented.
 */
import { sayIn } from "@fairlead/portal/pages";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTurn, openBrowser } from "./harness/browsers.ts";
import { type Caller, openCallerPage } from "./harness/caller.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { axe, sideways } from "./harness/eye.ts";
import { startSeason } from "./harness/season.ts";
import type { RunningServer } from "./harness/server.ts";
import { watch } from "./harness/watch.ts";

const ALIAS = "Heather";
const LETTER = "Соседка видела выдуманную зелёную дверь";
const STATEMENT = "An invented uncle asked at the invented mill.";
const AFTER = "An invented aunt asked at the invented ferry.";
const DRIVER = "Invented Boris";
const TITLE = "Knee, and glasses";
const NEED = "Walks with a stick, the glasses are broken.";
const DOCTOR = "The knee holds for two hours, not for a night.";
const ANSWER = "Выдуманный ответ: ждите у выдуманного моста.";
const HOLDING = "Сейчас здесь нет ничего нового";
const STRANGER = "А кто здесь отвечает?";
const SEIZED = "An invented brother has the telephone.";

describe.for(inTurn("chromium"))("one case and who reads it, in %s", async (name) => {
  const browser = await openBrowser(name, "engine");
  let server: RunningServer;
  let words: string[];
  let threadName: string;
  let owner: Desk;
  let second: Desk;
  let doctor: Desk;

  const sitDown = async (who: string): Promise<Desk> => {
    if ("missing" in browser) throw new Error(browser.missing);
    return openDesk(browser, server, who);
  };
  const comeBack = async (): Promise<Caller> => {
    if ("missing" in browser) throw new Error(browser.missing);
    const caller = await openCallerPage(browser, server.callerPage, { language: "ru", width: 390 });
    await caller.comeBack(words);
    return caller;
  };
  /** Which of these stand anywhere in the page, seen or not. */
  const known = async (desk: Desk, secrets: readonly string[]): Promise<string[]> => {
    const page = await desk.page.content();
    return secrets.filter((secret) => page.includes(secret));
  };

  beforeAll(async () => {
    if ("missing" in browser) return;
    server = await startSeason();
  });

  afterAll(async () => {
    if ("missing" in browser) return;
    await browser.close();
    await server?.stop();
  });

  it("a caseworker takes a call into a case, with one colleague", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const caller = await openCallerPage(browser, server.callerPage, { language: "ru", width: 390 });
    await caller.ask({ danger: "soon", text: LETTER });
    words = await caller.send();
    await caller.prove(words);
    await caller.page.context().close();

    owner = await sitDown("Siskin");
    await owner.goTo("Queue");
    await owner.thread(LETTER).click();
    threadName = (await owner.page.getByRole("heading", { level: 2 }).first().textContent()) ?? "";
    // A colleague is about to freeze it while the thread goes from under their hands.
    const heron = await sitDown("Heron");
    await heron.goTo("Queue");
    await heron.thread(threadName).click();
    await heron.button(`Freeze ${threadName}…`).click();
    await heron.page.getByRole("dialog").getByLabel("Reason", { exact: true }).fill(SEIZED);
    await owner.fill(
      "Take into a case…",
      async (dialog) => {
        await dialog.getByLabel("Alias").fill(ALIAS);
        await dialog.getByRole("checkbox", { name: /^Heron/ }).check();
      },
      "Take into a case",
    );
    await owner.page.getByRole("heading", { name: ALIAS, level: 1 }).waitFor();
    await heron.sees(/Nothing of yours was done here\.$/);
    const gone = heron.page.getByRole("dialog", { name: `Freeze the mailbox ${threadName}` });
    expect(await gone.getByLabel(/^What you had written/).inputValue()).toBe(SEIZED);
    await gone.getByRole("button", { name: "Close", exact: true }).last().click();
    await gone.getByText("What you wrote here is not saved.").waitFor();
    await gone.getByRole("button", { name: "Close it all the same" }).click();
    await gone.waitFor({ state: "detached" });
    await heron.close();
    await owner.tab("Threat");
    await owner.fill(
      "Record…",
      async (dialog) => {
        await dialog.getByLabel("What is said").fill(STATEMENT);
        await dialog.getByLabel("Source", { exact: true }).fill("the caller");
      },
      "Save",
    );
    await owner.sees(STATEMENT);
    for (const tab of ["Contact", "Threat"])
      await owner.page.getByRole("tab", { name: `${tab} read by you, Heron` }).waitFor();
  });

  it("[TK1] a driver gets a link to one leg: buttons, a phrase after 'on my way', also where the network is gone", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    await owner.tab("Tickets");
    await owner.button("Give a ticket…").click();
    const dialog = owner.page.getByRole("dialog");
    const type = (label: string, text: string) => dialog.getByLabel(label, { exact: true }).fill(text);
    await type("What you call them", DRIVER);
    await type("Where they meet", "У выдуманной мельницы");
    await type("From", "Выдуманная пристань");
    await type("To", "Выдуманный хутор");
    await type("They say", "Мука ещё тёплая?");
    await type("They must hear", "Только ржаная.");
    await dialog.getByRole("button", { name: "Give it" }).click();
    const link = await dialog.getByLabel("Link", { exact: true }).inputValue();
    expect(link).toMatch(/\/ru\/t#[0-9a-f]{32}$/);
    await dialog.getByRole("button", { name: "Passed on, close" }).click();
    await owner.sees("not opened");

    const page = await browser.newPage({ language: "ru", width: 320 });
    const watched = await watch(page, server.callerPage);
    const say = sayIn("ru");
    const press = (text: Parameters<typeof say>[0]) =>
      page.getByRole("button", { name: say(text), exact: true }).click();
    await page.goto(link);
    await page.getByText("У выдуманной мельницы").waitFor();
    expect(await page.content()).not.toMatch(/Мука|Только ржаная/);
    expect(await sideways(page)).toEqual([]);
    expect(await axe(page, "all")).toEqual([]);
    await press("ticket.on-my-way");
    await owner.sees("on the way");
    await page.getByText("Мука ещё тёплая?").waitFor();
    // The same tab, loaded again by a telephone that had no room, is no second telephone.
    await page.reload();
    await page.getByText("Мука ещё тёплая?").waitFor();
    // Before the network goes, which browsers call a fault.
    expect(watched.faults()).toEqual([]);
    await page.context().setOffline(true);
    await press("ticket.with-me");
    await page.getByText(say("ticket.waits")).waitFor();
    await page.context().setOffline(false);
    await owner.sees("with them");
    expect(await owner.page.getByText("Opened elsewhere too:").count()).toBe(0);
    expect(watched.elsewhere()).toEqual([]);
    await page.goto(`${link.slice(0, -32)}${"0".repeat(32)}`);
    await page.getByRole("heading", { name: say("ticket.nothing") }).waitFor();
    await owner.button(`Cancel it… ${DRIVER}`).click();
    await dialog.getByLabel("Reason").fill("An invented flood");
    await dialog.getByRole("button", { name: "Cancel the ticket", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await page.goto(link);
    await page.getByRole("heading", { name: say("ticket.cancelled") }).waitFor();
    await page.context().close();
  });

  it("[CO2] the threat is shared from now on: who comes later reads what is written later", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const withCurlew = (part: string) =>
      owner.fill(
        "Share…",
        async (dialog) => {
          await dialog.getByText(`${ALIAS}: share ${part}`).waitFor();
          await dialog.getByLabel("With whom").selectOption({ label: "Curlew, caseworker" });
          expect(await dialog.getByRole("radio", { name: /^From now on/ }).isChecked()).toBe(true);
        },
        "Share",
      );
    await owner.tab("Threat");
    // Threat can be read only beside contact.
    await owner.button("Share…").click();
    await owner.page.getByRole("dialog").getByText("Threat can be given to those who read contact.").waitFor();
    await owner.button("Cancel").click();
    await owner.tab("Contact");
    await withCurlew("contact");
    await owner.page.getByRole("tab", { name: /^Contact read by you, Heron, Curlew from \d\d:\d\d on$/ }).waitFor();
    await owner.tab("Threat");
    await withCurlew("threat");
    await owner.page.getByRole("tab", { name: /^Threat read by you, Heron, Curlew from \d\d:\d\d on$/ }).waitFor();

    const later = await sitDown("Curlew");
    await later.openCase(ALIAS);
    await later.tab("Threat");
    await owner.fill(
      "Record…",
      async (dialog) => {
        await dialog.getByLabel("What is said").fill(AFTER);
        await dialog.getByLabel("Source", { exact: true }).fill("the caller");
      },
      "Save",
    );
    await later.sees(AFTER);
    expect(await known(later, [LETTER, STATEMENT])).toEqual([]);

    // Withdrawn from contact, he loses threat with it, and the open screen says so.
    await owner.tab("Contact");
    await owner.fill(
      "Withdraw…",
      async (dialog) => {
        await dialog.getByRole("radio", { name: /^Curlew/ }).check();
        await dialog.getByText("Threat is withdrawn with it").waitFor();
      },
      "Withdraw",
    );
    await later.sees("You read nothing of this case any more");
    expect(await known(later, [ALIAS, LETTER, STATEMENT, AFTER])).toEqual([]);
    await owner.page.getByRole("tab", { name: "Threat read by you, Heron", exact: true }).waitFor();
    await later.close();
  });

  it("[P3] a specialist is given one part, and learns nothing else of that case on any screen", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    await owner.fill(
      "Begin a part…",
      async (dialog) => {
        await dialog.getByLabel("What it is for").selectOption("needs");
        await dialog.getByLabel("Title").fill(`${TITLE} of ${ALIAS}`);
        await dialog.getByText("This names the case.").waitFor();
        expect(await dialog.getByRole("button", { name: "Begin it" }).isDisabled()).toBe(true);
        await dialog.getByLabel("Title").fill(TITLE);
        await dialog.getByRole("checkbox", { name: /^Godwit/ }).check();
      },
      "Begin it",
    );
    await owner.tab("Needs");
    await owner.fill("Write a note…", (dialog) => dialog.getByLabel("Note").fill(NEED), "Save");
    await owner.sees(NEED);

    doctor = await sitDown("Godwit");
    const secrets = [ALIAS, LETTER, STATEMENT, AFTER, threadName];
    await doctor.page.getByRole("heading", { name: "Given to you", level: 1 }).waitFor();
    await doctor.page.getByRole("main").getByRole("link").filter({ hasText: TITLE }).click();
    await doctor.sees(NEED);
    await doctor.sees("Read by you, Siskin");
    await doctor.fill("Write a note…", (dialog) => dialog.getByLabel("Note").fill(DOCTOR), "Save");
    await doctor.sees(DOCTOR);
    expect(await known(doctor, secrets)).toEqual([]);
    await owner.sees(DOCTOR);

    const screens = await doctor.page.getByRole("navigation", { name: "Screens" }).getByRole("link").allTextContents();
    expect(screens).toEqual(["Today", "Given to you", "People"]);
    for (const screen of ["Today", "People", "Given to you"] as const) {
      await doctor.goTo(screen);
      expect(await known(doctor, secrets)).toEqual([]);
    }
    // Found by what it is called and by what is written in it; nothing else of that case can be asked for.
    await doctor.page.keyboard.press("Control+k");
    const box = doctor.page.getByRole("combobox", { name: "Find or do anything" });
    const found = doctor.page.getByRole("dialog").getByRole("option");
    for (const typed of [ALIAS, threadName]) {
      await box.fill(typed);
      await doctor.sees("Nothing by that name on this device.");
    }
    await box.fill("glasses");
    await found.filter({ hasText: TITLE }).first().click();
    await doctor.sees(DOCTOR);

    // Heron, who holds contact and threat, sees that there is such a part, and no word of it.
    second = await sitDown("Heron");
    await second.openCase(ALIAS);
    const closed = second.page.getByRole("tab", { name: "Needs closed to you" });
    await closed.waitFor();
    expect(await closed.isDisabled()).toBe(true);
    expect(await known(second, [TITLE, NEED, DOCTOR])).toEqual([]);
  });

  it("[CO3] withdrawn, it leaves the specialist's open screen", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    await owner.fill("Withdraw…", (dialog) => dialog.getByRole("radio", { name: /^Godwit/ }).check(), "Withdraw");
    await doctor.sees("This is not given to you, or not any more.");
    await doctor.goTo("Given to you");
    await doctor.sees("Nothing is given to you at the moment.");
    expect(await known(doctor, [TITLE, NEED, DOCTOR, ALIAS])).toEqual([]);
    await doctor.close();
  });

  it("[MB8] frozen, the mailbox shows a neutral text and nothing older, and what comes is marked", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    await owner.tab("Contact");
    await owner.answer(ANSWER);
    await owner.fill(
      `Freeze ${threadName}…`,
      async (dialog) => {
        await dialog.getByLabel("Reason").fill("An invented reason: taken at the station.");
        expect(await dialog.getByLabel("Text that the mailbox shows").inputValue()).toContain(HOLDING);
      },
      "Freeze it",
    );
    await owner.sees(`${threadName} is frozen since`);
    await owner.page.getByRole("textbox", { name: "Answer", exact: true }).fill("more");
    expect(await owner.button("Seal and send").isDisabled()).toBe(true);
    await owner.page.getByRole("textbox", { name: "Answer", exact: true }).fill("");
    // The server shows the new text as soon as the owner's console has sent it.
    let stranger = await comeBack();
    await expect
      .poll(
        async () => {
          const text = await stranger.page.content();
          if (text.includes(HOLDING)) return text.includes(ANSWER) ? "both" : "holding";
          await stranger.page.context().close();
          stranger = await comeBack();
          return "neither";
        },
        { timeout: 60_000, interval: 1_000 },
      )
      .toBe("holding");
    await stranger.answer(STRANGER);
    await stranger.page.context().close();
    await owner.sees("written while frozen: perhaps by someone else");
    await second.tab("Contact");
    await second.sees("written while frozen: perhaps by someone else");
    await owner.fill(
      "Thaw…",
      (dialog) => dialog.getByLabel("How you know again who writes").fill("An invented voice, on another phone."),
      "Thaw it",
    );
    await owner.page.getByText(`${threadName} is frozen since`).waitFor({ state: "detached" });
    await second.page.getByText(`${threadName} is frozen since`).waitFor({ state: "detached" });
    await owner.answer("Выдуманный ответ после проверки.");
    await owner.sees("written while frozen: perhaps by someone else");
  });

  it("[CO6] [P11] erased by two: what came in between undoes the asking; then it is gone from both screens", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const ask = (opener: string) =>
      owner.fill(
        opener,
        async (dialog) => {
          await dialog.getByText("Every part of this case: contact, threat, needs.").waitFor();
          await dialog.getByText("Backups: this server knows of none").waitFor();
          await dialog.getByLabel("Reason").fill("An invented wish: nothing is to be kept.");
        },
        "Ask for it",
      );
    await ask("Erase this case…");
    await owner.sees("To be erased for ever: asked by you");
    expect(await owner.button("Read, then approve…").count()).toBe(0);

    await second.sees("To be erased for ever: asked by Siskin");
    await second.sees("An invented wish: nothing is to be kept.");
    await second.fill("Add a note…", (dialog) => dialog.getByLabel("Note").fill("An invented doubt."), "Save");
    await second.sees("The case has gone on since.");
    expect(await second.button("Read, then approve…").count()).toBe(0);

    await owner.sees("The case has gone on since.");
    await ask("Ask anew…");
    await second.button("Read, then approve…").first().click();
    const dialog = second.page.getByRole("dialog");
    await dialog.getByText("Nothing was written in the case since.").waitFor();
    await dialog.getByText("asked by Siskin").waitFor();
    const approve = dialog.getByRole("button", { name: "Destroy it for ever" });
    expect(await approve.isDisabled()).toBe(true);
    await dialog.getByRole("checkbox").check();
    await approve.click();
    for (const desk of [second, owner]) {
      await desk.sees("A case was erased");
      await desk.sees("Nothing of it is left on this screen.");
      expect(await known(desk, [ALIAS, LETTER, STATEMENT, NEED, DOCTOR, ANSWER, STRANGER])).toEqual([]);
      await desk.goTo("Cases");
      await desk.sees("No case to show here.");
      // Two consoles that write at one moment: the second is told so, and writes again.
      expect(desk.watched.faults().filter((fault) => !fault.includes("409 (Conflict)"))).toEqual([]);
    }
    // A console that is opened afresh finds nothing either.
    const again = await sitDown("Siskin");
    await again.goTo("Cases");
    await again.sees("No case to show here.");
    expect(await known(again, [ALIAS, STATEMENT])).toEqual([]);
    // What is left is a stub: when, by whom, how much, and which backups still hold it.
    await again.goTo("People");
    const stub = again.page.getByRole("listitem").filter({ hasText: "3 compartments" });
    await stub
      .getByText(/^signed by (Siskin, Curlew|Curlew, Siskin|Siskin and Curlew|Curlew and Siskin|you.*|.*you)$/)
      .waitFor();
    await stub.getByText("no backup that the server knows of is older").waitFor();
  });
});
