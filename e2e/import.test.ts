/**
 * An old list comes in at a console, in real browsers against the real server: in the letters of an old office computer, with
 * a formula, a row that stands twice and a party of two. What was a mistake is taken back, and a tab that was closed between
 * two cases loses none. All people are invented.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTurn, openBrowser } from "./harness/browsers.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { startSeason } from "./harness/season.ts";
import type { RunningServer } from "./harness/server.ts";

let server: RunningServer;
beforeAll(async () => {
  server = await startSeason();
});
afterAll(() => server?.stop());

/** With --long both bring a list into one organisation: each has people of its own. */
const STORIES = [
  {
    name: "chromium",
    first: "Брусника",
    names: ["Клест Еловый", "Сойка Лесная"],
    second: "Морошка",
    alone: "Дрозд Рябинник",
    flock: ["Пустельга Вымышленная", "Чечевица Придуманная", "Жулан Небывалый", "Овсянка Сказочная"],
  },
  {
    name: "firefox",
    first: "Крушина",
    names: ["Поползень Дубовый", "Иволга Речная"],
    second: "Калина",
    alone: "Удод Степной",
    flock: ["Зарянка Вымышленная", "Кулик Придуманный", "Свиристель Небывалый", "Малиновка Сказочная"],
  },
] as const;
const TOLD = STORIES.filter(({ name }) => inTurn("chromium").includes(name));

/** No runtime writes these letters any more: by their table. */
const windows1251 = (text: string): Buffer => {
  const decoder = new TextDecoder("windows-1251");
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Buffer.from(Uint8Array.from([...text], (sign) => table.get(sign) ?? 63));
};

describe.for(TOLD)("an old list, in $name", async ({ name, first, names: [one, two], second, alone, flock }) => {
  const browser = await openBrowser(name, "engine");
  let desk: Desk;
  const list = windows1251(
    [
      "Псевдоним;ФИО;Дата рождения;ФИО 2;Дата рождения 2;Этап",
      `${first};${one};03.04.1991;${two};25.12.1988;=1+1`,
      `${second};${alone};1990;;;на квартире`,
      `${first};${one};03.04.1991;${two};25.12.1988;=1+1`,
    ].join("\r\n"),
  );
  const row = (text: string) => desk.page.getByRole("listitem").filter({ hasText: text });
  const choose = async () => {
    await desk.goTo("Cases");
    await desk.page.getByRole("link", { name: "Bring in from a file" }).click();
    await desk.page
      .getByLabel("File", { exact: true })
      .setInputFiles({ name: "x.csv", mimeType: "text/csv", buffer: list });
    // 03.04 is one of two days, and no other row of its column says which: that is asked, and nothing looked at before.
    await desk.sees("“03.04.1991” can be two days. Say which comes first.");
    expect(await desk.button("Look at 3 rows").isDisabled()).toBe(true);
    await desk.page.getByLabel("Dates in this column are written").first().selectOption("dmy");
    await desk.button("Look at 3 rows").click();
    await row(`Row 4: ${first}`).waitFor();
  };
  const story = (title: string, tell: () => Promise<void>) =>
    it(title, async (test) => {
      if ("missing" in browser) return test.skip(browser.missing);
      await tell();
    });

  beforeAll(async () => {
    if ("missing" in browser) return;
    desk = await openDesk(browser, server, "Siskin");
  });
  afterAll(async () => {
    if (!("missing" in browser)) await browser.close();
  });

  story("is read as it was written, shown case by case, and made as it was shown", async () => {
    const { page } = desk;
    await choose();
    expect(await page.getByLabel("Letters are written as").inputValue()).toBe("windows-1251");
    expect(await page.getByLabel("Several people of one case").inputValue()).toBe("columns");
    await desk.sees("2 cases with 3 people will be made, of 3 in the file. Need a look: 2.");
    await row(`Row 2: ${first}`)
      .getByText("“Этап” begins like a formula: kept as text, nothing is calculated.")
      .waitFor();
    await row(`Row 4: ${first}`).getByText("Word for word the same as row 2.").waitFor();
    expect(await row(`Row 4: ${first}`).getByRole("checkbox").isDisabled()).toBe(true);
    await row(`Row 2: ${first}`).getByText("What is written").click();
    await desk.sees(`${first} 2 · Name: ${two}`);
    await desk.button("Make 2 cases").click();
    await desk.sees("2 of 2 brought in.");
  });

  story(
    "brought in by mistake, all of it is closed again; the tab dies between two cases, and the rest comes in after",
    async () => {
      const { page } = desk;
      await desk.fill(
        "Close these 2 cases again…",
        (dialog) => dialog.getByLabel("Reason").fill("Brought in by mistake."),
        "Close 2 cases",
      );
      await desk.button("Look at 3 rows").click();
      await row(`Row 2: ${first}`)
        .getByText(/closed since/)
        .waitFor();
      await row(`Row 2: ${first}`).getByRole("checkbox").check();
      await desk.button("Make 1 case").click();
      await desk.sees("1 of 1 brought in.");

      await page.reload();
      await desk.unlock();
      await choose();
      await row(`Row 2: ${first}`).getByText(`You have brought in row 2 before: case ${first}.`).waitFor();
      expect(await row(`Row 2: ${first}`).getByRole("checkbox").isDisabled()).toBe(true);
      await row(`Row 3: ${second}`).getByRole("checkbox").check();
      await desk.button("Make 1 case").click();
      await desk.sees("1 of 1 brought in.");
    },
  );

  story("[P3] the case stands once, its names covered; the mistake is no open case any more", async () => {
    const { page } = desk;
    await desk.goTo("Cases");
    const open = page.getByRole("main").getByRole("link").filter({ hasText: first });
    await expect.poll(() => open.count()).toBe(1);
    await open.click();
    await page.getByRole("heading", { name: first, level: 1, exact: true }).waitFor();
    await desk.tab("Identity");
    await desk.sees("Names, papers, contacts, photos and notes are covered.");
  });

  story("[P7] somebody who joins them later is counted", async () => {
    const { page } = desk;
    await desk.sees("2 people travelling together");
    await desk.fill(
      "Someone else of the party…",
      (dialog) => dialog.getByLabel("Alias").fill(`${first} the third`),
      "Count them",
    );
    await desk.sees("3 people travelling together");
    await page.getByRole("button", { name: `${first} the third`, pressed: true }).waitFor();
  });

  story("[P7] whoever came to a party's list since is a row of its own, unticked, and is added once", async () => {
    const { page } = desk;
    const rows = (...names: string[]) =>
      Buffer.from(["Номер дела;ФИО", ...names.map((who) => `${second}-7;${who} ${first}`)].join("\r\n"));
    const look = async (...names: string[]) => {
      await desk.goTo("Cases");
      await page.getByRole("link", { name: "Bring in from a file" }).click();
      await page
        .getByLabel("File", { exact: true })
        .setInputFiles({ name: "x.csv", mimeType: "text/csv", buffer: rows(...names) });
      await page
        .getByLabel("Several people of one case")
        .selectOption({ label: "Rows with the same “Номер дела” are one case, each row a person" });
      await desk.button(`Look at ${names.length} rows`).click();
    };
    await look("Первая", "Вторая");
    await desk.button("Make 1 case").click();
    await desk.sees("1 of 1 brought in.");
    await look("Первая", "Вторая", "Третья");
    const joins = row("Row 4: adds");
    await joins.waitFor();
    expect(await joins.getByRole("checkbox").isChecked()).toBe(false);
    await joins.getByRole("checkbox").check();
    await desk.sees("1 person will be added to cases that are there.");
    await desk.button("Add 1 person").click();
    await desk.sees("1 of 1 brought in.");
    await row("Row 4: adds").getByText("added.").waitFor();
    await page.reload();
    await desk.unlock();
    await look("Первая", "Вторая", "Третья");
    await row("Rows 2, 3, 4")
      .getByText(/You have brought in row 2 before/)
      .waitFor();
    expect(await row("Row 4: adds").count()).toBe(0);
    await row("Rows 2, 3, 4").getByRole("link", { name: "Open the case" }).click();
    await desk.sees("3 people travelling together");
  });

  story(
    "[ST5] the page is loaded anew while cases are being made: it says how far it came, and none is made twice",
    async () => {
      const { page } = desk;
      const aliases = flock.map((_, index) => `${second} ${index + 1}`);
      const more = windows1251(
        ["Псевдоним;ФИО", ...flock.map((who, index) => `${aliases[index]};${who}`)].join("\r\n"),
      );
      const look = async () => {
        await desk.goTo("Cases");
        await page.getByRole("link", { name: "Bring in from a file" }).click();
        await page
          .getByLabel("File", { exact: true })
          .setInputFiles({ name: "more.csv", mimeType: "text/csv", buffer: more });
        await desk.button("Look at 4 rows").click();
        await row(`Row 5: ${aliases[3]}`).waitFor();
      };
      await look();
      // The first is made; the server takes the second too, and the page hears nothing more. In the page, not on its way: of what
      // Firefox sends, nobody on the way holds the bytes.
      await page.evaluate(() => {
        const read = Response.prototype.arrayBuffer;
        let answers = 0;
        Response.prototype.arrayBuffer = function () {
          if (!this.url.endsWith("/api/append")) return read.call(this);
          answers += 1;
          if (answers === 1) return read.call(this);
          document.documentElement.dataset.unheard = "";
          return new Promise(() => {});
        };
      });
      await desk.button("Make 4 cases").click();
      await page.locator("html[data-unheard]").waitFor();
      await row(`Row 2: ${aliases[0]}`).getByText("made.").waitFor();
      await desk.sees("1 of 4 brought in…");
      await page.reload();
      await desk.unlock();

      await look();
      await desk.sees("Here already: 2 of 4, brought in by you before. 2 cases with 2 people will be made, of 4");
      await row(`Row 3: ${aliases[1]}`).getByText(`You have brought in row 3 before: case ${aliases[1]}.`).waitFor();
      await desk.button("Make 2 cases").click();
      await desk.sees("2 of 2 brought in.");
      await desk.goTo("Cases");
      for (const alias of aliases) {
        const cases = page.getByRole("main").getByRole("link").filter({ hasText: alias });
        await cases.first().waitFor();
        expect(await cases.count(), alias).toBe(1);
      }
    },
  );
});
