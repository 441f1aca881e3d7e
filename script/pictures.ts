/**
 * Takes the pictures of docs/pictures/ again, as README.md and docs/handbook/ show them:
 *
 *     node script/pictures.ts              # all of them
 *     node script/pictures.ts hotline      # of one page of the handbook: hotline, casework, or evacuation
 *     node script/pictures.ts readme       # those that README.md alone shows
 *
 * Plays the invented season up to its default day (a few minutes; the one in FAIRLEAD_DIR is used if it stands), lets
 * invented callers write and be answered, and photographs the screens in Chromium. Needs `pngquant`
 * (apt-get install pngquant), which keeps a picture small enough for a page that is read over a slow network.
 */
import { openBrowser } from "../e2e/harness/browsers.ts";
import { openCallerPage } from "../e2e/harness/caller.ts";
import { openDesk } from "../e2e/harness/desk.ts";
import { startServer } from "../e2e/harness/server.ts";
import { caseworkPictures } from "./casework-pictures.ts";
import { evacuationPictures } from "./evacuation-pictures.ts";
import { hotlinePictures } from "./hotline-pictures.ts";
import { picture, type Studio } from "./studio.ts";

// Where the season plays: a night shift there is a night shift in the pictures.
process.env.TZ = "Europe/Moscow";

const opened = await openBrowser("chromium");
if ("missing" in opened) throw new Error(opened.missing);
const browser = opened;
const folder = process.env.FAIRLEAD_DIR;
const server = await startServer(folder === undefined ? {} : { folder });
const studio: Studio = { browser, server, picture };

async function callerPictures(): Promise<void> {
  const russian = await openCallerPage(browser, server.callerPage, { language: "ru", width: 390 });
  await picture(russian.page, "caller-first-ru");
  await russian.ask({ danger: "no", need: "advice", text: "Хочу спросить про документы для поездки." });
  await russian.send();
  await picture(russian.page, "caller-sent-ru");
  await russian.page.context().close();

  const text = "عمي يعرف. أستطيع الانتظار حتى الغد، لا أكثر.";
  const arabic = await openCallerPage(browser, server.callerPage, { language: "ar", width: 390 });
  await arabic.ask({ danger: "soon", need: "leave", text });
  const words = await arabic.send();
  await arabic.page.context().close();

  const operator = await openDesk(browser, server, "operator");
  await operator.goTo("Queue");
  await operator.thread(text.slice(0, 9)).click();
  await operator.button("Answer this thread").click();
  await operator.button("Release").waitFor();
  const stays = operator.page.getByLabel("Can be read");
  await stays.selectOption({ index: 1 });
  await operator.answer("إن سألكم أحد: أنتم في زيارة صديقة مريضة.");
  await stays.selectOption({ index: 0 });
  await operator.page.getByLabel("Sign of life asked for").selectOption({ index: 1 });
  await operator.answer("لستم وحدكم. كونوا جاهزين غدًا في الثامنة مع الأوراق وحقيبة واحدة.");
  await operator.close();

  const back = await openCallerPage(browser, server.callerPage, { language: "ar", width: 390 });
  await back.comeBack(words);
  await picture(back.page, "caller-back-ar");
  await back.page.context().close();
}

async function consolePictures(): Promise<void> {
  const desk = await openDesk(browser, server, "coordinator");
  const { page } = desk;
  await page.setViewportSize({ width: 1280, height: 800 });
  await desk.goTo("Today");
  await picture(page, "today");

  await desk.goTo("Queue");
  await desk.thread("I am in danger").first().click();
  await page.getByRole("log").waitFor();
  const claim = desk.button("Answer this thread");
  if (await claim.isVisible()) await claim.click();
  await desk.button("Release").waitFor();
  await page
    .getByRole("textbox", { name: "Answer", exact: true })
    .fill("Выходите через котельную. У аптеки ждёт машина, водитель спросит про варенье.");
  await picture(page, "queue");

  await desk.goTo("Decisions");
  await picture(page, "decisions");

  await desk.goTo("Figures");
  await page.locator(".step-chart").waitFor();
  await picture(page, "figures");
  await desk.close();
}

try {
  const only = process.argv[2];
  if (only === undefined || only === "readme") {
    await callerPictures();
    await consolePictures();
  }
  // Last what changes most of the evening that the others show.
  const pages = { casework: caseworkPictures, evacuation: evacuationPictures, hotline: hotlinePictures };
  for (const [page, take] of Object.entries(pages)) if (only === undefined || only === page) await take(studio);
} finally {
  await browser.close();
  await server.stop();
}
