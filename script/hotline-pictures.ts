import type { Page } from "../e2e/harness/browsers.ts";
import { openCallerPage } from "../e2e/harness/caller.ts";
import type { Desk } from "../e2e/harness/desk.ts";
import { takeOverTexts } from "../e2e/harness/texts.ts";
import { deskOf, type Studio } from "./studio.ts";

const ATTIC = "Меня зовут Руслан Придуманов. Брат узнал, он ждёт у подъезда. Пишу с чердака, мне шестнадцать.";
const AUNT = "My nephew Ruslan Pridumanov does not answer since Friday. His brother took his phone.";

/** What docs/handbook/hotline.md shows of one shift, in the order of the night. */
export async function hotlinePictures(studio: Studio): Promise<void> {
  const { browser, server, picture } = studio;
  for (const [language, danger, adult, text] of [
    ["en", "unsure", "yes", AUNT],
    ["ru", "now", "no", ATTIC],
  ] as const) {
    const caller = await openCallerPage(browser, server.callerPage, { language, width: 390 });
    await caller.ask({ danger, need: "leave", adult, text });
    await caller.send();
    await caller.page.context().close();
  }
  const desk = await deskOf(studio, "operator");
  const { page } = desk;
  await page.emulateMedia({ colorScheme: "dark" });
  await desk.goTo("Queue");
  await desk.thread(ATTIC.slice(0, 12)).waitFor();
  await picture(page, "hotline-queue");
  await page.emulateMedia({ colorScheme: "light" });
  await desk.goTo("Rota and bells");
  await page.locator(".duty-gaps").waitFor();
  await picture(page, "hotline-rota");

  await desk.goTo("Queue");
  await takeOverTexts(desk);
  await desk.goTo("Queue");
  await desk.thread(ATTIC.slice(0, 12)).click();
  await desk.button("Answer this thread").click();
  await desk.button("Flag: Under 18, or may be").click();
  await page.locator(".guide").first().waitFor();
  await desk.button("Templates").click();
  for (let row = 0; row < 2; row++) await page.keyboard.press("ArrowDown");
  await picture(page, "hotline-template");
  await page.keyboard.press("Escape");

  await desk.fill("Add a statement", stated, "Save");
  await page.locator(".know").evaluate((form) => form.scrollTo(0, form.scrollHeight));
  await picture(page, "hotline-board");

  await page.locator(".provision").getByRole("button", { name: "Write…" }).click();
  for (const [label, said] of PLAN) await page.getByRole("dialog").getByLabel(label).fill(said);
  await picture(page, "hotline-safety-plan");
  await page.keyboard.press("Escape");
  await desk.button("Throw it away").click();
  await giveToInterpreter(desk);

  await page.getByRole("link", { name: "Phone…" }).click();
  await page
    .getByRole("radio", { name: /^Not now, but soon|^Soon/ })
    .first()
    .check();
  await page
    .getByLabel("What is happening")
    .fill("Speaks low, from a stairwell. Two cousins know the street and have a car.");
  await desk.button("Show eight words to read out").click();
  await page.locator(".call-words li").first().waitFor();
  await picture(page, "hotline-phone");
  await desk.close();

  const interpreter = await deskOf(studio, "specialist");
  await interpreter.goTo("Interpreting");
  await interpreter.page
    .getByRole("link", { name: /^Thread given/ })
    .first()
    .click();
  await interpreter.page
    .getByLabel("Translation")
    .first()
    .fill("My brother found out. He waits at the door; I write from the attic.");
  await picture(interpreter.page, "hotline-interpreter");
  await interpreter.close();
}

const stated = async (dialog: ReturnType<Page["getByRole"]>): Promise<void> => {
  await dialog.getByLabel("What is said").fill("The brother waits at the house.");
  await dialog.getByLabel("Source", { exact: true }).fill("the caller");
  await dialog.getByLabel("What supports it").fill("an aunt, on her own, in another thread");
  await dialog.getByRole("radio", { name: /^likely/ }).check();
};

const PLAN = [
  ["Warning signs", "The brother goes quiet and asks for the phone."],
  ["Where it is safe for a while", "The reading room, until eight. Seen by the librarian alone."],
  ["Who can be told", "The aunt. Never the cousin."],
  ["What to carry", "Papers, charger, the blue pills, one jumper."],
] as const;

async function giveToInterpreter(desk: Desk): Promise<void> {
  await desk.fill(
    "Give…",
    async (dialog) => {
      await dialog.getByLabel("Who").selectOption({ index: 1 });
    },
    "Give this thread",
  );
  await desk.fill(
    "Ask for wording…",
    (dialog) => dialog.getByLabel("What we want to say").fill("Stay where you are. We write again at six."),
    "Ask",
  );
}
