/**
 * Looks at every screen: `node packages/console/dev/build.ts && node packages/console/dev/pictures.ts [FOLDER]`.
 * Serves the built season with the shipped headers, takes pictures, and fails on a policy violation, an error in
 * the page, anything kept in the browser, or a finding of axe. Not shipped.
 */
import { createReadStream, existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { strToU8, zipSync } from "fflate";
import { chromium, type Locator, type Page } from "playwright-core";
import { headersFor } from "../src/dist.ts";

const TYPES: Record<string, string> = {
  html: "text/html",
  js: "text/javascript",
  css: "text/css",
  svg: "image/svg+xml",
};
const typeOf = (path: string): string => TYPES[path.slice(path.lastIndexOf(".") + 1)] ?? "text/plain";

const BUILT = join(import.meta.dirname, "dist");
const FOLDER = process.argv[2] ?? "/tmp/console-pictures";
const ONLY = process.argv[3];
mkdirSync(FOLDER, { recursive: true });

const server = createServer((request, response) => {
  const path = new URL(request.url ?? "/", "http://x").pathname;
  const file = join(BUILT, path === "/" ? "index.html" : path);
  if (!existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { ...headersFor(path), "content-type": typeOf(file) });
  createReadStream(file).pipe(response);
});
await new Promise<void>((ready) => server.listen(0, "127.0.0.1", () => ready()));
const address = server.address();
const port = typeof address === "object" && address !== null ? address.port : 0;

type Shot = {
  name: string;
  as?: string;
  mood?: string;
  locked?: boolean;
  act?: (page: Page, phone: boolean) => Promise<void>;
};

const goThen =
  (index: number, then: (page: Page, phone: boolean) => Promise<void> = async () => undefined) =>
  async (page: Page, phone: boolean) => {
    await page.locator('nav a:not([href="/moving"])').nth(index).click();
    await then(page, phone);
  };

const movingPage = (page: Page) => page.locator('nav a[href="/moving"]').click();
const firstThread = async (page: Page) => {
  await page.locator(".thread-row").first().click();
};
const planTab = async (page: Page) => {
  await page.locator(".case-row", { hasText: "Balsam" }).click();
  await page.locator(".tab", { hasText: /Plan|План/ }).click();
  await page.locator(".plan input").fill("Buy a map @wren tomorrow 18:00");
};
const fieldsPage = async (page: Page) => {
  await people(page);
  await page.locator("a.button", { hasText: /See the fields|Посмотреть поля/ }).click();
};
/** A picture of some other form, larger than is kept. */
const pixels = (image: Element): string => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2_400, 3_000];
  canvas.getContext("2d")?.drawImage(image as HTMLImageElement, 0, 0, 2_400, 3_000);
  return canvas.toDataURL("image/png").split(",")[1] ?? "";
};

const identityTab = async (page: Page) => {
  await page.locator(".case-row").first().click();
  await page.locator(".tab", { hasText: /Identity|Личность/ }).click();
};
/** … with the reason given. */
const shown = async (page: Page) => {
  await page.locator(".reveal .button").first().click();
  await page.locator("[role=dialog] .row .button").first().click();
  await page.locator("[role=dialog] [type=submit]").click();
  await page.locator(".reveal[data-open]").waitFor();
};
/** The thread whose decline waits for a second person: with a plan and a referral. */
const declined = async (page: Page, phone: boolean) => {
  await page.locator(".thread-row", { hasText: /small child|ребёнком|صغير/ }).click();
  if (phone) await page.locator(".queue-back button").click();
  await page.locator(".provision").scrollIntoViewIfNeeded();
};
const firstCase = async (page: Page) => {
  await page.locator(".case-row").first().click();
};

/** The case that *Today* names because a consent of it ends soon. */
const consents = async (page: Page) => {
  await page
    .locator("section", { hasText: /Consents|Согласия/ })
    .locator(".panel-row a")
    .first()
    .click();
  // It says what to stop where something is due.
  await page.locator(".facts-line button", { hasText: /Consents|Согласия|what to stop|остановить/ }).click();
  await page.locator(".consents").waitFor();
};

const people = async (page: Page) => {
  await page.locator("nav a").last().click();
  await page.locator(".people").waitFor();
};
const network = async (page: Page) => {
  await page.locator('nav a[href="/network"]').click();
  await page.locator(".network-row").first().waitFor();
};
/** Coasts are there, and so are names. */
const drawnMap = async (page: Page, within = "") => {
  await page.locator(`${within}.map-name`).first().waitFor();
  await page.locator(`${within}.map-land[d*=M]`).waitFor({ state: "attached" });
};
const pathways = async (page: Page) => {
  await page.locator('nav a[href="/pathways"]').click();
  await page.locator(".pathways").waitFor();
};
/** The first case, which is safe by now. */
const relocation = async (page: Page) => {
  await page.locator('nav a[href="/cases"]').click();
  await page.locator(".case-row").first().click();
  await page.locator(".tab", { hasText: /Relocation|Переезд/ }).click();
  await page.locator(".application").first().waitFor();
};
const beds = async (page: Page) => {
  await page.locator('nav a[href="/beds"]').click();
  await page.locator(".bed-chart").waitFor();
};
/** … with a plan that the solver has proven, in its worker. */
const bedPlan = async (page: Page) => {
  await beds(page);
  await page.locator(".page-head [data-filled]").click();
  await page.locator(".bed-proposal p", { hasText: /proven|доказано/ }).waitFor({ timeout: 20_000 });
};
/** The case whose go waits: its journey. */
const journeys = async (page: Page) => {
  await page
    .locator("section", { hasText: /Consents|Согласия/ })
    .locator(".panel-row a")
    .first()
    .click();
  await page.locator(".facts-line button", { hasText: /journeys|поездки/ }).click();
  await page.locator(".journey").first().waitFor();
};
/** … where all of them are over. */
const journeysOver = async (page: Page) => {
  await page
    .locator("section", { hasText: /Consents|Согласия/ })
    .locator(".panel-row a")
    .first()
    .click();
  await page.locator(".tab", { hasText: /Journey|Поездк/i }).click();
  await page.locator(".journey").first().waitFor();
};
/** The party that is on the way this evening. */
const underWayJourney = async (page: Page) => {
  await movingPage(page);
  await page.locator(".moving-open").first().click();
  await page.locator(".tab", { hasText: /Journey|Поездк/ }).click();
  await page.locator(".journey").first().waitFor();
};
/** … planned anew, from the team's network in a worker. */
const routes = async (page: Page) => {
  await journeys(page);
  await page.locator("a.button", { hasText: /Plan a journey|Спланировать/ }).click();
  await page.locator(".plan-fields select").nth(0).selectOption({ label: "Tarsk" });
  await page.locator(".plan-fields select").nth(1).selectOption({ label: "Port Laz" });
  await page.locator(".plan-begin [type=submit]").click();
  await page.locator(".route-table").waitFor();
};
const member = async (page: Page) => {
  await people(page);
  await page.locator(".roster-name a").nth(3).click();
  await page.locator("table").first().waitFor();
};

const tickets = async (page: Page) => {
  await page.locator(".ticket-row", { hasText: "Invented Boris" }).getByRole("link").first().click();
  await page.locator(".tab", { hasText: /Tickets|Билеты/ }).click();
  await page.locator(".ticket-row").first().waitFor();
};

/** A list of old cases, as an office computer of 2016 would have written it. */
const LIST = [
  "Alias;Full name;Born;Phone;Languages;Passport no.;Passport valid until;From whom;Where they look;Diet;Stage;Shoe size",
  "Damson;Zelimkhan Invented;03.04.1991;+7 900 000-00-01;Chechen, Russian;00 00 000001;31.12.2026;an uncle;Old Town, the market;no pork;in a flat since May;43",
  "Medlar;=HYPERLINK(x);25.12.1988;8 900 000 00 02;русский;;;;;;abroad;",
  ";Zelimkhan Invented;spring;+7 900 000-00-01;Klingon;;06.2026;;;;;",
  "Sorrel;Другой Вымышленный;1990;;чеченский;;;police;;;;",
  "Zelimkhan;Zelimkhan Invented;1990;;;;;;;;;",
].join("\n");
/** A family in rows of their own, and two in one row's columns. */
const PARTY = [
  "Case no.;Alias;Name;Born;Number of people;Remarks",
  "7;Linnet;Zelimkhan Invented;1991-04-03;2;Zelimkhan asks for a room with a door that locks",
  "7;Siskin;Другая Вымышленная;1994-12-25;;",
  "7;Pipit;A Third Invented;2011-02-11;;takes a puffer",
  "8;Dunnock;Somebody Invented;1980;;",
].join("\n");
/** Years of an office: hundreds of rows, some of them hopeless. */
const MANY = [
  "Case no.;Alias;Name;Born;Passport no.;Remarks",
  ...Array.from({ length: 600 }, (_, row) =>
    [
      row + 1,
      row % 37 === 5 ? "Balsam" : `Invented ${row + 1}`,
      row % 53 === 7 ? "=cmd|x" : `Somebody Invented ${row + 1}`,
      row % 41 === 3 ? "in spring" : `19${60 + (row % 40)}-0${1 + (row % 9)}-11`,
      `00 00 ${String(row).padStart(6, "0")}`,
      "An invented remark of years ago.",
    ].join(";"),
  ),
].join("\n");
const importing = async (page: Page, list = LIST) => {
  await page.locator("nav a").nth(3).click();
  await page.locator('a[href="/import"]').click();
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "x.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
  await page.locator(".import-columns").waitFor();
};
/** The same as a workbook: the least that one has to hold. */
const workbook = (): Buffer => {
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text.replaceAll("<", "&lt;")}</t></is></c>`;
  const rows = LIST.split("\n").map((line) => `<row>${line.split(";").map(cell).join("")}</row>`);
  const parts = {
    "xl/workbook.xml": `<workbook><sheets><sheet name="2016" r:id="a"/><sheet name="Old" r:id="a"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${rows.join("")}</sheetData></worksheet>`,
    "xl/worksheets/_rels/sheet1.xml.rels": `<Relationships><Relationship Id="b" Type="/comments" Target="../comments1.xml"/></Relationships>`,
    "xl/comments1.xml": `<comments><comment ref="A2"/><comment ref="B3"/></comments>`,
  };
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))));
};
const importWorkbook = async (page: Page) => {
  await importing(page);
  await page.locator("input[type=file]").setInputFiles({ name: "x.xlsx", mimeType: "", buffer: workbook() });
  await page.locator("option", { hasText: "2016" }).waitFor({ state: "attached" });
};
const importRows = async (page: Page) => {
  await importing(page);
  await page.locator(".import-card button[data-filled]").click();
  await page.locator(".import-rows summary").first().click();
};
const access = async (page: Page) => {
  await page.locator("nav a", { hasText: /Who opened|Кто что/ }).click();
  await page.locator(".access details").click();
  await page.locator(".access-table").last().waitFor();
};
const ownMember = async (page: Page) => {
  await people(page);
  await page
    .locator(".roster-row", { hasText: /you|вы/ })
    .locator("a")
    .first()
    .click();
  await page.locator(".access-table").waitFor();
};

const unsent = async (page: Page) => {
  await page.locator(".banners a").last().click();
  await page.locator(".unsent").waitFor();
};

const SHOTS: Shot[] = [
  { name: "locked", locked: true },
  {
    name: "locked-wrong",
    locked: true,
    act: async (page) => {
      await page.locator("textarea").fill("mistyped words here");
      await page.keyboard.press("Enter");
      await page.locator(".said").waitFor();
    },
  },
  {
    name: "locked-in-panic",
    act: async (page) => {
      await page.keyboard.press("Control+k");
      for (let press = 0; press < 3; press += 1) await page.keyboard.press("Escape");
      await page.locator(".locked-form > p").waitFor();
    },
  },
  { name: "locked-passkey", locked: true, mood: "passkey" },
  {
    name: "locked-passkey-not-given",
    locked: true,
    mood: "passkey",
    act: async (page) => {
      await page.locator(".locked-form .row .button").last().click();
      await page.locator(".said").waitFor();
    },
  },
  {
    name: "glance",
    locked: true,
    act: async (page) => {
      await page.locator("textarea").fill("glance");
      await page.keyboard.press("Enter");
      await page.locator(".glance").waitFor();
    },
  },
  { name: "today" },
  { name: "today-caseworker", as: "siskin" },
  {
    name: "today-own-steps",
    as: "heron",
    act: (page) =>
      page
        .locator("section", { hasText: /^(Compromised: what is yours|Раскрыто: что нужно)/ })
        .scrollIntoViewIfNeeded(),
  },
  {
    name: "take-over",
    mood: "night-had",
    act: async (page) => {
      await page
        .locator(".overdue .button", { hasText: /Take it over|Забрать/ })
        .first()
        .click();
    },
  },
  {
    name: "take-over-meanwhile",
    mood: "night-had",
    act: async (page) => {
      await page
        .locator(".overdue .button", { hasText: /Take it over|Забрать/ })
        .first()
        .click();
      await page.locator("[role=dialog] textarea").fill("I ring the invented aunt.");
      await page.locator("[role=dialog] [type=submit]").click();
      await page.locator("[role=dialog] .said").waitFor();
    },
  },
  { name: "today-unheld", mood: "unheld" },
  { name: "today-out", mood: "out" },
  {
    name: "today-owner-out",
    mood: "out",
    act: async (page) =>
      page
        .getByText(/The owner is out|Ответственный не в строю/)
        .first()
        .scrollIntoViewIfNeeded(),
  },
  { name: "today-new-device", mood: "new-device" },
  { name: "today-empty", mood: "empty" },
  { name: "today-halted", mood: "halted" },
  { name: "today-offline", mood: "offline" },
  { name: "today-not-kept", mood: "not-kept" },
  { name: "today-reading", mood: "reading" },
  { name: "today-arrived", mood: "arrived" },
  { name: "today-apart", mood: "apart" },
  { name: "unsent", mood: "apart", act: unsent },
  {
    name: "unsent-by-field",
    mood: "apart",
    act: async (page) => {
      await unsent(page);
      await page.locator(".unsent .choice input").first().check();
      await page.locator(".apart-other input").first().check();
      await page.locator(".apart-other textarea").waitFor();
    },
  },
  { name: "night-today", mood: "night" },
  { name: "night-had", mood: "night-had" },
  { name: "night-queue", mood: "night", act: goThen(1) },
  {
    name: "night-duty",
    mood: "night",
    act: async (page) => {
      await page.locator(".on-duty a").first().click();
      await page.locator(".duty-page table").waitFor();
    },
  },
  {
    name: "night-shift",
    mood: "night",
    act: async (page) => {
      await page.locator(".on-duty a").first().click();
      await page.locator(".duty-page .panel-row button").first().click();
    },
  },
  {
    name: "night-bell",
    mood: "night",
    act: async (page) => {
      await page.locator(".on-duty a").first().click();
      await page.locator(".duty-page li p.row button").first().waitFor();
      await page.locator(".duty-page > section:nth-of-type(2) > p:last-of-type button").click();
    },
  },
  {
    name: "team",
    mood: "night",
    act: async (page) => {
      await page.locator('nav a[href="/team"]').click();
      await page.locator("table.team").waitFor();
    },
  },
  {
    name: "team-mine",
    as: "heron",
    act: async (page) => {
      await page.locator('a.link[href="/team"]').click();
      await page.locator("table.team").waitFor();
    },
  },
  { name: "today-moving", mood: "moving" },
  { name: "moving", mood: "moving", act: movingPage },
  {
    name: "moving-problem",
    mood: "moving",
    act: async (page) => {
      await movingPage(page);
      await page
        .locator(".moving-row")
        .nth(3)
        .getByRole("button", { name: /Problem|Беда/ })
        .click();
    },
  },
  {
    name: "moving-lost",
    mood: "moving",
    act: async (page) => {
      await movingPage(page);
      await page
        .locator(".moving-row")
        .nth(1)
        .getByRole("button", { name: /found|выяснилось/ })
        .click();
    },
  },
  { name: "many-moving", mood: "many-moving", act: movingPage },
  { name: "moving-none", mood: "empty", act: movingPage },
  { name: "queue", act: goThen(1) },
  { name: "queue-empty", mood: "empty", act: goThen(1) },
  { name: "decisions-empty", mood: "empty", act: goThen(2) },
  { name: "cases-empty", mood: "empty", act: goThen(3) },
  { name: "surge", as: "plover", mood: "surge", act: goThen(1) },
  {
    name: "surge-aside",
    as: "plover",
    mood: "surge",
    act: goThen(1, async (page) => {
      await page.locator(".queue-filters [type=search]").fill("lamps");
      await page.locator(".queue-filters > button").click();
      await page.locator(".queue-choose").click();
      await page.locator(".queue-aside button").first().click();
    }),
  },
  {
    name: "surge-order-changed",
    as: "plover",
    mood: "surge",
    act: goThen(1, async (page) => {
      await page.locator(".thread-row").nth(1).focus();
      await page.evaluate(() =>
        window.dispatchEvent(new CustomEvent("one-more-letter", { detail: { danger: true, text: "At the door." } })),
      );
      await page.locator(".order-changed button").waitFor();
    }),
  },
  {
    name: "thread",
    act: goThen(1, async (page) => {
      await firstThread(page);
      await page
        .locator(".answer textarea")
        .fill("Выходите через котельную. Машина у аптеки, телефон +7 900 000 41 16.");
    }),
  },
  {
    name: "thread-outside",
    act: goThen(1, async (page) => {
      await page
        .locator(".thread-row", { hasText: /e-mail|почте/ })
        .first()
        .click();
      await page.locator(".outside button").click();
    }),
  },
  { name: "call", act: goThen(1, (page) => page.locator(".queue-call").click()) },
  {
    name: "call-words",
    act: goThen(1, async (page) => {
      await page.locator(".queue-call").click();
      await page
        .locator(".call textarea")
        .first()
        .fill("Говорит шёпотом. Двоюродные братья забрали телефон и знают улицу.");
      await page.locator(".call-words button").click();
      await page.locator(".call-words li").first().waitFor();
    }),
  },
  {
    name: "thread-form",
    act: goThen(1, async (page, phone) => {
      await firstThread(page);
      if (phone) await page.locator(".queue-back button").click();
    }),
  },
  {
    name: "texts",
    mood: "tools",
    act: goThen(1, async (page) => {
      await page.locator('.queue-foot a[href="/texts"]').click();
      await page.locator(".texts").waitFor();
    }),
  },
  {
    name: "texts-empty",
    act: goThen(1, async (page) => {
      await page.locator('.queue-foot a[href="/texts"]').click();
      await page.locator(".texts").waitFor();
    }),
  },
  {
    name: "tools-picker",
    mood: "tools",
    act: goThen(1, async (page) => {
      await firstThread(page);
      await page.keyboard.press("Alt+t");
      await page.keyboard.press("ArrowDown");
    }),
  },
  {
    name: "tools-gaps",
    mood: "tools",
    act: goThen(1, async (page) => {
      await firstThread(page);
      await page.keyboard.press("Alt+t");
      await page.keyboard.press("Enter");
      await page.locator(".found").first().waitFor();
    }),
  },
  ...["danger", "passed", "suicide", "second-now", "minor", "asked"].map((name, index) => ({
    name: `tools-${name}`,
    mood: "tools",
    act: goThen(1, async (page: Page) => {
      await page.locator(".thread-row").nth(index).click();
      await page.locator(".answer textarea").fill("We will call you at nine.");
      await page.locator(".answer select").first().selectOption({ index: 2 });
    }),
  })),
  {
    name: "tools-passed-by-me",
    as: "plover",
    mood: "tools",
    act: goThen(1, async (page) => {
      await page.locator(".thread-row", { hasText: /Passed on by you|вы/ }).click();
    }),
  },
  {
    name: "tools-telling",
    mood: "tools",
    act: goThen(1, async (page) => {
      await page.locator(".thread-row", { hasText: /Painted shovel/ }).click();
      await page.locator(".answer textarea").fill("He was with us in spring, and is safe now.");
    }),
  },
  {
    name: "tools-window",
    mood: "tools",
    act: goThen(1, async (page, phone) => {
      await firstThread(page);
      if (phone) await page.locator(".queue-back button").click();
      await page.locator(".known button").nth(1).click();
    }),
  },
  {
    name: "tools-signals",
    mood: "tools",
    act: goThen(1, async (page, phone) => {
      await firstThread(page);
      if (phone) await page.locator(".queue-back button").click();
      await page.locator(".known summary").last().click();
      await page.locator(".known details").last().scrollIntoViewIfNeeded();
    }),
  },
  {
    name: "tools-signals-agree",
    mood: "tools",
    act: goThen(1, async (page, phone) => {
      await firstThread(page);
      if (phone) await page.locator(".queue-back button").click();
      await page.locator(".known button").nth(2).click();
      await page.locator(".dialog input").first().fill("The lamp is broken!");
    }),
  },
  {
    name: "tools-form",
    mood: "tools",
    act: goThen(1, async (page, phone) => {
      await page.locator(".thread-row").nth(2).click();
      if (phone) await page.locator(".queue-back button").click();
    }),
  },
  {
    name: "board",
    mood: "board",
    act: goThen(1, async (page) => {
      await firstThread(page);
      await page.locator(".match-notice button").click();
      await page.locator(".match").first().waitFor();
    }),
  },
  {
    name: "board-judge",
    mood: "board",
    act: goThen(1, async (page) => {
      await firstThread(page);
      await page.locator(".match-notice button").click();
      await page.locator(".match button").first().click();
    }),
  },
  {
    name: "known",
    mood: "board",
    act: goThen(1, async (page) => {
      await firstThread(page);
      await page.locator(".match-notice button").click();
      await page.locator("#matches .spread a").click();
      await page.locator(".known-entry").first().waitFor();
    }),
  },
  {
    name: "known-add",
    mood: "board",
    act: goThen(1, async (page) => {
      await firstThread(page);
      await page.locator(".match-notice button").click();
      await page.locator(".board > .button").click();
    }),
  },
  {
    name: "take",
    act: goThen(1, async (page, phone) => {
      await firstThread(page);
      if (phone) await page.locator(".queue-back button").click();
      await page.locator(".know-deeds button").first().click();
    }),
  },
  {
    name: "close-declining",
    act: goThen(1, async (page, phone) => {
      await firstThread(page);
      if (phone) await page.locator(".queue-back button").click();
      await page.locator(".know-deeds > .button").last().click();
      await page.locator(".dialog input[type=radio]").nth(5).check();
    }),
  },
  {
    name: "interpreted",
    act: goThen(1, async (page, phone) => {
      await page.locator(".thread-row", { hasText: /passport|Паспорт|جواز/ }).click();
      if (phone) await page.locator(".queue-back button").click();
      await page.locator(".interpreted").scrollIntoViewIfNeeded();
    }),
  },
  {
    name: "interpreting-give",
    act: goThen(1, async (page, phone) => {
      await declined(page, phone);
      await page.locator(".know .link", { hasText: /^(Give|Дать)…$/ }).click();
      await page.locator(".dialog select").selectOption({ index: 1 });
    }),
  },
  {
    name: "interpreting-list",
    as: "godwit",
    act: async (page) => {
      await page.locator("nav a", { hasText: /Interpreting|Перевод/ }).click();
    },
  },
  {
    name: "interpreting-thread",
    as: "godwit",
    act: async (page) => {
      await page.locator("nav a", { hasText: /Interpreting|Перевод/ }).click();
      await page.locator(".part-row").first().click();
      await page.locator(".interpreted-letter textarea").first().fill("An invented first translation.");
    },
  },
  { name: "declining", act: goThen(1, declined) },
  {
    name: "safety-plan",
    act: goThen(1, async (page, phone) => {
      await declined(page, phone);
      await page.locator(".provision .link").first().click();
    }),
  },
  {
    name: "safety-give",
    act: goThen(1, async (page, phone) => {
      await declined(page, phone);
      await page.locator(".provision .link").nth(1).click();
    }),
  },
  {
    name: "safety-refer",
    act: goThen(1, async (page, phone) => {
      await declined(page, phone);
      await page.locator(".provision > .spread .link").last().click();
    }),
  },
  { name: "decisions", as: "heron", act: goThen(2) },
  {
    name: "approve",
    as: "heron",
    act: goThen(2, async (page) => {
      await page.locator(".decision button[data-filled]").first().click();
    }),
  },
  {
    name: "decisions-past",
    as: "heron",
    act: goThen(2, async (page) => {
      await page.locator(".past-decision summary").nth(1).focus();
      await page.keyboard.press("Enter");
      await page.locator(".past-decision .decision").waitFor();
      await page.locator(".past-decision").first().scrollIntoViewIfNeeded();
    }),
  },
  { name: "tickets-today", mood: "tickets" },
  { name: "tickets", mood: "tickets", act: tickets },
  {
    name: "ticket-give",
    mood: "tickets",
    act: async (page) => {
      await tickets(page);
      await page.locator(".tab-panel:visible .spread .button").first().click();
      await page.locator("[role=dialog]").waitFor();
    },
  },
  {
    name: "close-case",
    mood: "tickets",
    act: async (page) => {
      await tickets(page);
      await page.locator(".next-stage button").click();
      await page.locator("[role=dialog]").waitFor();
    },
  },
  {
    name: "close-case-unread-way",
    mood: "unread-way",
    act: async (page) => {
      await tickets(page);
      await page.locator(".next-stage button").click();
      await page.locator("[role=dialog]").waitFor();
    },
  },
  {
    name: "close-case-undo-refused",
    mood: "unread-way",
    act: async (page) => {
      await tickets(page);
      await page.locator(".next-stage button").click();
      await page.locator("[role=dialog] input[type=radio]").first().check();
      await page.locator("[role=dialog] textarea").fill("An invented ending.");
      await page.locator("[role=dialog] [type=submit]").click();
      await page.locator(".undo .button").click();
      await page.locator(".undo .said").waitFor();
    },
  },
  {
    name: "passed-over",
    mood: "unread-way",
    act: async (page) => {
      await tickets(page);
      await page
        .locator(".ticket-row")
        .nth(1)
        .getByRole("button", { name: /^(Hold|Придержать)/ })
        .click();
      await page.locator("[role=dialog] textarea").fill("An invented reason.");
      await page.locator("[role=dialog] [type=submit]").click();
      await page.locator("[role=dialog] .said").last().waitFor();
    },
  },
  ...[
    { name: "hold", words: /^(Hold|Придержать)/ },
    { name: "cancel", words: /^(Cancel it|Отменить)/ },
    { name: "change", words: /^(Change|Изменить)/ },
  ].map(({ name, words }) => ({
    name: `ticket-${name}`,
    mood: "tickets",
    act: async (page: Page) => {
      await tickets(page);
      await page.locator(".ticket-row").nth(1).getByRole("button", { name: words }).click();
      await page.locator("[role=dialog]").waitFor();
    },
  })),
  { name: "journey", act: journeys },
  {
    name: "journey-set-out",
    act: async (page) => {
      await journeys(page);
      await page.locator(".journey > .row .button").first().click();
      await page.locator("[role=dialog]").waitFor();
    },
  },
  { name: "pathways-empty", act: pathways },
  {
    name: "pathways",
    mood: "relocating",
    act: async (page) => {
      await pathways(page);
      await page.locator(".pathways section .button").first().click();
      await page.locator(".pathway-proposed li").first().waitFor();
    },
  },
  {
    name: "pathway-change",
    mood: "relocating",
    act: async (page) => {
      await pathways(page);
      await page.locator(".pathway-deeds .button").first().click();
    },
  },
  { name: "relocation", mood: "relocating", act: relocation },
  {
    name: "application",
    mood: "relocating",
    act: async (page) => {
      await relocation(page);
      await page.locator(".applications > .spread .button").click();
    },
  },
  {
    name: "application-submit",
    mood: "relocating",
    act: async (page) => {
      await relocation(page);
      await page.locator(".application").nth(1).locator(".application-deeds button").first().click();
    },
  },
  {
    name: "application-take-back",
    mood: "relocating",
    act: async (page) => {
      await relocation(page);
      await page.locator(".tab", { hasText: /Consents|Согласия/ }).click();
      await page.locator(".rests [data-due] .button").first().click();
    },
  },
  {
    name: "application-consents",
    mood: "relocating",
    act: async (page) => {
      await relocation(page);
      await page.locator(".tab", { hasText: /Consents|Согласия/ }).click();
      await page.locator(".rests").first().waitFor();
    },
  },
  {
    name: "application-step",
    mood: "relocating",
    act: async (page) => {
      await relocation(page);
      await page.locator(".application-deeds button").first().click();
    },
  },
  {
    name: "money",
    mood: "money",
    act: async (page) => {
      await journeys(page);
      await page.locator(".money-of:visible summary").first().click();
      await page.locator(".money-of:visible").first().scrollIntoViewIfNeeded();
    },
  },
  {
    name: "money-line",
    mood: "money",
    act: async (page) => {
      await journeys(page);
      await page.locator(".money-of:visible .button").first().click();
      await page.locator(".dialog select").first().waitFor();
    },
  },
  {
    name: "money-first",
    act: async (page) => {
      await journeys(page);
      await page.locator(".money-of:visible .button").first().click();
      await page.locator(".dialog select").first().waitFor();
    },
  },
  {
    name: "money-go",
    mood: "money",
    act: async (page) => {
      await journeys(page);
      await page.locator(".tab", { hasText: /Decisions|Решения/ }).click();
      await page.locator(".tab-panel:visible .button", { hasText: /Propose|Предложить/ }).click();
      await page.locator(".dialog .choice", { hasText: /Money|Деньги/ }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "money-part",
    mood: "money",
    act: async (page) => {
      await journeys(page);
      await page.locator(".tab", { hasText: /Money|Деньги/ }).click();
      await page.locator(".money-lines:visible").first().waitFor();
    },
  },
  { name: "arrived", mood: "arrived", act: journeys },
  { name: "pruned", mood: "pruned", act: journeysOver },
  {
    name: "prune-ask",
    mood: "pruned",
    act: async (page) => {
      await journeysOver(page);
      await page.getByRole("button", { name: /Prune what is over|Убрать часы/ }).click();
    },
  },
  { name: "prune-asked", mood: "prune-asked", act: journeysOver },
  { name: "prune-decisions", mood: "prune-asked", act: goThen(2) },
  { name: "prune-today", mood: "prune-asked" },
  { name: "prune-unread", mood: "prune-unread", act: goThen(2) },
  {
    name: "prune-approve",
    mood: "prune-asked",
    act: async (page) => {
      await goThen(2)(page, false);
      await page.locator(".decision [data-filled]").first().click();
    },
  },
  { name: "prune-doubted", mood: "prune-doubted", act: journeysOver },
  { name: "prune-doubted-today", mood: "prune-doubted" },
  { name: "prune-left-today", mood: "prune-left" },
  ...(["pruned", "prune-doubted", "prune-left"] as const).map((mood) => ({
    ...{ name: `${mood}-waiting`, mood, act: people },
  })),
  {
    name: "prune-doubted-sign",
    mood: "prune-doubted",
    act: async (page) => {
      await people(page);
      await page.getByRole("button", { name: /^Sign…|^Подписать…/ }).click();
    },
  },
  {
    name: "journey-step-telephone",
    act: async (page) => {
      await underWayJourney(page);
      await page
        .locator(".journey .button", { hasText: /next step|следующий шаг/ })
        .first()
        .click();
      await page.locator("[role=dialog] input[type=radio]").nth(1).check();
    },
  },
  {
    name: "journey-step",
    act: async (page) => {
      await underWayJourney(page);
      await page
        .locator(".journey .button", { hasText: /next step|следующий шаг/ })
        .first()
        .click();
    },
  },
  { name: "told-today", mood: "told" },
  { name: "never-came-today", mood: "never-came" },
  {
    name: "never-came-anew",
    mood: "never-came",
    act: async (page) => {
      await page.getByRole("button", { name: /^Write it anew|^Написать заново/ }).click();
      await page.locator(".answer textarea").waitFor();
    },
  },
  {
    name: "never-came-queue",
    mood: "never-came",
    act: async (page) => {
      await page.locator("nav a").nth(1).click();
      await page.locator(".thread-row").first().waitFor();
    },
  },
  { name: "told", mood: "told", act: journeys },
  {
    name: "told-aloud",
    mood: "told",
    act: async (page) => {
      await journeys(page);
      await page
        .locator(".journey .button", { hasText: /step|шаг/ })
        .last()
        .click();
      await page.getByRole("radio", { name: /telephone|телефон/ }).check();
    },
  },
  {
    name: "arrival-sheet",
    mood: "arrived",
    act: async (page) => {
      await journeys(page);
      await page.locator(".journey .button", { hasText: /They have arrived|Прибытие/ }).click();
      const lines = page.locator(".arrival-line");
      for (const index of [0, 1, 2, 3, 5]) await lines.nth(index).locator("input[type=radio]").first().check();
      await lines.nth(4).locator("input[type=radio]").nth(1).check();
      await lines.nth(6).locator("input[type=radio]").nth(2).check();
    },
  },
  {
    name: "ask-again",
    mood: "arrived",
    act: async (page) => {
      await journeys(page);
      await page
        .locator(".journey details", { hasText: /rested|держалась/ })
        .locator("summary")
        .click();
      await page.locator(".arrival-rested .button").nth(1).click();
    },
  },
  {
    name: "look-back",
    mood: "arrived",
    act: async (page) => {
      await journeys(page);
      await page.locator(".journey .button", { hasText: /What worked|Что удалось|Что вышло/ }).click();
    },
  },
  { name: "under-way", act: underWayJourney },
  {
    name: "fallback",
    act: async (page) => {
      await underWayJourney(page);
      await page
        .locator(".journey .button", { hasText: /did not come|не приш/i })
        .first()
        .click();
    },
  },
  ...(["broken-off", "called-off"] as const).map((name, index) => ({
    name: `journey-${name}`,
    act: async (page: Page) => {
      await underWayJourney(page);
      await page.locator(".journey > .row .button").nth(index).click();
    },
  })),
  { name: "journey-routes", act: routes },
  {
    name: "journey-compare",
    act: async (page) => {
      await routes(page);
      await page.locator(".route-deeds select").selectOption({ index: 1 });
      await page.locator(".route-hours").nth(1).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "journey-kept",
    act: async (page) => {
      await routes(page);
      await page
        .locator(".hours .link", { hasText: /^(Keep|Закрепить)/ })
        .last()
        .click();
      await page.locator(".what-changed").waitFor();
      await page.locator(".what-changed").scrollIntoViewIfNeeded();
    },
  },
  {
    name: "journey-choose",
    act: async (page) => {
      await routes(page);
      await page.locator(".route-deeds [data-filled]").click();
      await page.locator("[role=dialog]").waitFor();
    },
  },
  {
    name: "journey-no-way",
    act: async (page) => {
      await journeys(page);
      await page.locator("a.button", { hasText: /Plan a journey|Спланировать/ }).click();
      await page.locator(".plan-fields select").nth(0).selectOption({ label: "Tarsk" });
      await page.locator(".plan-fields select").nth(1).selectOption({ label: "Kamenka station" });
      await page.locator(".plan-begin [type=submit]").click();
      await page.locator("h2", { hasText: /No way|Пути нет/ }).waitFor();
    },
  },
  { name: "beds", act: beds },
  { name: "beds-plan", act: bedPlan },
  { name: "beds-lost", mood: "sheltered", act: beds },
  {
    name: "beds-lost-party",
    mood: "sheltered",
    act: async (page) => {
      await bedPlan(page);
      await page.locator(".bed-party button").first().click();
      await page.locator("[role=dialog]").waitFor();
    },
  },
  { name: "beds-over-today", mood: "sheltered" },
  {
    name: "beds-party",
    act: async (page) => {
      await bedPlan(page);
      await page.locator(".bed-party button").first().click();
      await page.locator("[role=dialog] .spread .button").click();
      await page.locator(".bed-why li").first().waitFor({ timeout: 20_000 });
    },
  },
  {
    name: "beds-terms",
    act: async (page) => {
      await beds(page);
      await page.locator(".bed-party button").first().click();
      await page.locator("[role=dialog] .bed-party-head button").click();
      await page.locator("[role=dialog] .bed-terms").waitFor();
    },
  },
  { name: "network", act: network },
  {
    name: "network-map",
    act: async (page) => {
      await network(page);
      await drawnMap(page);
      await page.locator(".map svg[role]").press("Enter");
      await page.locator(".map-holder").scrollIntoViewIfNeeded();
    },
  },
  {
    name: "network-place",
    act: async (page) => {
      await network(page);
      await page
        .locator(".network-row", { hasText: /Kamenka/ })
        .locator("button")
        .nth(1)
        .click();
      await drawnMap(page, "[role=dialog] ");
      await page.locator("[role=dialog] .map-holder").scrollIntoViewIfNeeded();
    },
  },
  {
    name: "journey-map",
    act: async (page) => {
      await journeys(page);
      await page.locator("summary", { hasText: /On the map|На карте/ }).click();
      await drawnMap(page);
      await page.locator(".map-holder").scrollIntoViewIfNeeded();
    },
  },
  {
    name: "journey-routes-map",
    act: async (page) => {
      await routes(page);
      await page
        .locator(".route-deeds select")
        .selectOption({ index: 1 })
        .catch(() => undefined);
      await drawnMap(page);
      await page.locator(".map-holder").scrollIntoViewIfNeeded();
    },
  },
  {
    name: "network-service",
    act: async (page) => {
      await network(page);
      await page
        .locator(".network-row", { hasText: /bus 12/ })
        .locator("button")
        .nth(1)
        .click();
      await page.locator("[role=dialog] .network-stops").waitFor();
    },
  },
  ...[
    { of: "drive", heading: /^(Drives|Водители)/, add: /^(Add a drive|Добавить водителя)/ },
    { of: "walk", heading: /^(Walks|Пеш)/, add: /^(Add a walk|Добавить пеш)/ },
  ].flatMap(({ of, heading, add }) => [
    {
      name: `network-${of}`,
      act: async (page: Page) => {
        await network(page);
        const section = page.locator("section", { has: page.getByRole("heading", { name: heading }) });
        await section.locator(".network-row").first().locator("button").nth(1).click();
        await page.locator("[role=dialog]").waitFor();
      },
    },
    {
      name: `network-${of}-new`,
      act: async (page: Page) => {
        await network(page);
        await page.getByRole("button", { name: add }).click();
        await page.locator("[role=dialog]").waitFor();
      },
    },
  ]),
  {
    name: "network-import",
    act: async (page) => {
      await network(page);
      await page.locator("button", { hasText: /Bring in a file|Загрузить файл/ }).click();
      const places = [{ id: "tarsk" }, { id: "lipki", watch: 3 }];
      const walks = [{ from: "tarsk", to: "lipki", minutes: 300 }];
      const file = { format: "fairlead-network/1", date: "2017-05-09", places, walks };
      const buffer = Buffer.from(JSON.stringify(file));
      await page.locator("input[type=file]").setInputFiles({ name: "ways.json", mimeType: "application/json", buffer });
      await page.locator("[role=dialog] [data-filled]").waitFor();
    },
  },
  { name: "exposure", act: goThen(4) },
  { name: "exposure-reading", mood: "reading", act: goThen(4) },
  { name: "exposure-empty", mood: "empty", act: (page) => page.locator('nav a[href="/exposure"]').click() },
  {
    name: "exposure-mark",
    act: goThen(4, async (page) => {
      await page.locator(".mark-row a").first().click();
      await page.locator(".exposure-steps").waitFor();
      await page.locator(".reached-row details summary").first().click();
    }),
  },
  {
    name: "exposure-holds",
    mood: "tickets",
    act: goThen(4, async (page) => {
      await page.locator(".mark-row a").first().click();
      await page.locator(".journey-more summary").first().click();
    }),
  },
  {
    name: "exposure-step",
    act: goThen(4, async (page) => {
      await page.locator(".mark-row a").first().click();
      await page.locator(".exposure-steps .button").first().click();
      await page.locator("[role=dialog]").waitFor();
    }),
  },
  {
    name: "exposure-tasks",
    act: goThen(4, async (page) => {
      await page.locator(".mark-row a").first().click();
      await page.locator(".exposure-steps button.step-title").last().click();
      await page.locator(".exposure-tasks button").click();
      await page.locator(".exposure-steps ~ div [role=status]").waitFor();
    }),
  },
  {
    name: "exposure-marking",
    act: goThen(4, async (page) => {
      await page.locator(".head-aside .button[data-filled]").click();
      await page.locator(".dialog input").first().fill("lime");
      await page.locator(".dialog input[type=radio]").first().check();
    }),
  },
  {
    name: "exposure-marking-outside",
    act: goThen(4, async (page) => {
      await page.locator(".head-aside .button[data-filled]").click();
      await page.locator(".dialog input").first().fill("lawyer");
      await page.locator(".dialog input[type=radio]").first().check();
    }),
  },
  {
    name: "exposure-marking-me",
    act: goThen(4, async (page) => {
      await page.locator(".head-aside .button[data-filled]").click();
      await page.locator(".dialog input").first().fill("wren");
      await page.locator(".dialog input[type=radio]").first().check();
    }),
  },
  {
    name: "exposure-marking-out",
    mood: "out",
    act: goThen(4, async (page) => {
      await page.locator(".head-aside .button[data-filled]").click();
      await page.locator(".dialog input").first().fill("curlew");
      await page.locator(".dialog input[type=radio]").first().check();
    }),
  },
  {
    name: "things",
    act: goThen(4, async (page) => {
      await page.locator('.head-aside a[href="/things"]').click();
      await page.locator(".thing-row").first().waitFor();
    }),
  },
  {
    name: "thing-dialog",
    act: goThen(4, async (page) => {
      await page.locator('.head-aside a[href="/things"]').click();
      await page.locator(".thing-row .button").nth(1).click();
    }),
  },
  {
    name: "things-met",
    mood: "money",
    act: goThen(4, async (page) => {
      await page.locator('.head-aside a[href="/things"]').click();
      await page.locator(".thing-row", { hasText: "evenings" }).scrollIntoViewIfNeeded();
    }),
  },
  {
    name: "thing-driver",
    mood: "money",
    act: goThen(4, async (page) => {
      await page.locator('.head-aside a[href="/things"]').click();
      await page
        .locator(".thing-row", { hasText: "evenings" })
        .locator(".button", { hasText: /Change|Изменить/ })
        .click();
      await page.locator(".dialog .button", { hasText: /Somebody they have met|знакомство/ }).click();
      await page.locator(".dialog .button", { hasText: /Somebody they have met|знакомство/ }).scrollIntoViewIfNeeded();
    }),
  },
  {
    name: "case-moves",
    act: goThen(4, async (page) => {
      await page.locator(".mark-row a").first().click();
      await page.locator(".reached-row a").first().click();
      await page.locator(".tab", { hasText: /Moves|Где были/ }).click();
    }),
  },
  {
    name: "case-use",
    act: goThen(4, async (page) => {
      await page.locator(".mark-row a").first().click();
      await page.locator(".reached-row a").first().click();
      await page.locator(".tab").last().click();
      await page.locator(".tab-panel:visible .button").first().click();
    }),
  },
  { name: "cases", act: goThen(3) },
  {
    name: "search",
    act: goThen(3, async (page) => {
      await page.locator("a.button", { hasText: /^(Search|Поиск)$/ }).click();
      await page.locator(".search-box [type=search]").fill("passport");
      await page.locator(".search-result").first().waitFor();
      await page.locator(".search-box > .button").click();
    }),
  },
  {
    name: "search-kept",
    act: goThen(3, async (page) => {
      await page.locator("a.button", { hasText: /^(Search|Поиск)$/ }).click();
      await page.locator(".search-box > .button").click();
      for (const [typed, name] of [
        ["passport", "Papers that run out"],
        ["мост", "Мост"],
      ] as const) {
        await page.locator(".search-box [type=search]").fill(typed);
        await page.locator(".search-saved > .link").click();
        await page.locator("[role=dialog] input").fill(name);
        await page.locator("[role=dialog] [type=submit]").click();
        await page.locator(".search-kept", { hasText: name }).waitFor();
      }
      await page.locator(".search-filters select").first().selectOption({ index: 2 });
    }),
  },
  {
    name: "search-none",
    act: goThen(3, async (page) => {
      await page.locator("a.button", { hasText: /^(Search|Поиск)$/ }).click();
      await page.locator(".search-box [type=search]").fill("zzyzx");
      await page.locator("main .panel p", { hasText: /^(Nothing|Ничего)/ }).waitFor();
    }),
  },
  {
    name: "search-line",
    act: goThen(3, async (page) => {
      await page.keyboard.press("Control+k");
      await page.locator("[role=combobox]").fill("passport");
      await page.locator("[role=option] .palette-second").first().waitFor();
      await page.keyboard.press("Enter");
      await page.locator("[data-found]:focus").waitFor();
    }),
  },
  {
    name: "palette-case",
    as: "siskin",
    act: goThen(3, async (page) => {
      await page.locator(".case-row", { hasText: "Balsam" }).click();
      await page.keyboard.press("Control+k");
      await page.locator("[role=combobox]").fill("bal");
      await page.locator("[role=option]").first().waitFor();
    }),
  },
  {
    name: "palette-calendar",
    act: async (page) => {
      await page.keyboard.press("Control+k");
      await page.locator("[role=combobox]").fill("calendar");
      await page.locator("[role=option] .palette-second").first().waitFor();
    },
  },
  {
    name: "palette-texts",
    act: async (page) => {
      await page.keyboard.press("Control+k");
      await page.locator("[role=combobox]").fill("passport");
      await page.locator("[role=option] .palette-second").first().waitFor();
    },
  },
  { name: "case", act: goThen(3, firstCase) },
  {
    name: "case-timeline",
    act: goThen(3, async (page) => {
      await page.locator(".case-row", { hasText: "Balsam" }).click();
      await page.locator(".case-timeline > .link").click();
      await page.locator(".case-timeline li").last().scrollIntoViewIfNeeded();
    }),
  },
  { name: "one-of-them-cases", mood: "one-of-them", act: goThen(3) },
  { name: "one-of-them", mood: "one-of-them", act: goThen(3, firstCase) },
  {
    name: "one-of-them-status",
    mood: "one-of-them",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".how-they-are .link").first().click();
      await page.locator('[role="dialog"] .choice', { hasText: /abducted|похищ/ }).click();
    }),
  },
  { name: "case-eventful", mood: "eventful", act: goThen(3, firstCase) },
  { name: "strained-case", mood: "strained", act: goThen(3, firstCase) },
  {
    name: "strained-readers",
    mood: "strained",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".readers-many:visible summary").click();
    }),
  },
  {
    name: "strained-withdraw",
    mood: "strained",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".readers .button:visible").nth(1).click();
    }),
  },
  {
    name: "strained-halted",
    mood: "strained",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".tab").nth(1).click();
    }),
  },
  {
    name: "case-search-check",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".tab", { hasText: /Threat|Угроз/ }).click();
      await page.locator(".tab-panel:visible .spread .button", { hasText: /Record a check|проверк/i }).click();
      await page.locator("dialog[open] .moment").waitFor();
    }),
  },
  {
    name: "case-threat",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".tab").nth(1).click();
    }),
  },
  {
    name: "threat-withdrawn",
    mood: "eventful",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".tab").nth(1).click();
      await page.locator(".threats-withdrawn summary").click();
      await page.locator(".threats-withdrawn").scrollIntoViewIfNeeded();
    }),
  },
  ...(["threat-change", "threat-withdraw"] as const).map((name, place) => ({
    name,
    act: goThen(3, async (page: Page) => {
      await firstCase(page);
      await page.locator(".tab").nth(1).click();
      await page.locator(".threat-deeds .link").nth(place).click();
      if (place === 0) await page.locator('[role="dialog"] textarea').first().fill("Invented mill");
    }),
  })),
  { name: "case-plan", act: goThen(3, planTab) },
  {
    name: "my-tasks",
    as: "siskin",
    act: goThen(0, async (page) => {
      await page.locator(".task").first().scrollIntoViewIfNeeded();
    }),
  },
  {
    name: "calendar",
    act: goThen(0, async (page) => {
      await page.locator(".link", { hasText: /Calendar|Календарь/ }).click();
    }),
  },
  {
    name: "drill",
    as: "siskin",
    act: goThen(3, async (page) => {
      await page.locator(".case-row", { hasText: "Balsam" }).click();
      await page.locator(".contact-tab section .button", { hasText: /Set a check-in|отметку/ }).click();
      await page.locator('[role="dialog"] .choice', { hasText: /drill|учебная/ }).click();
    }),
  },
  {
    name: "case-status",
    act: goThen(3, async (page) => {
      await page.locator(".case-row", { hasText: "Balsam" }).click();
      await page.locator(".facts .link", { hasText: /^(Change|Изменить)/ }).click();
      await page.locator('[role="dialog"] .choice', { hasText: /detained|задерж/ }).click();
    }),
  },
  {
    name: "case-agree",
    act: goThen(3, async (page) => {
      await planTab(page);
      await page
        .locator(".plan ul .link", { hasText: /Agree|Договориться/ })
        .first()
        .click();
    }),
  },
  {
    name: "case-plan-take",
    act: goThen(3, async (page) => {
      await planTab(page);
      await page.locator(".plan .link", { hasText: /Take over|готовый план/ }).click();
    }),
  },
  {
    name: "case-assess",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".facts .link").first().click();
    }),
  },
  {
    name: "case-decisions",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".tab", { hasText: /Decisions|Решения/ }).click();
      await page.locator(".tab-panel:visible .button", { hasText: /Propose|Предложить/ }).click();
    }),
  },
  { name: "consents", act: consents },
  {
    name: "consent-give",
    act: async (page) => {
      await consents(page);
      await page.locator(".case-part .spread button:visible").first().click();
    },
  },
  {
    name: "consent-no",
    act: async (page) => {
      await consents(page);
      await page.locator(".case-part .spread button:visible").first().click();
      await page.locator(".dialog select").first().selectOption("journey");
      await page.locator(".dialog .choice", { hasText: /^(No|Нет)$/ }).click();
    },
  },
  {
    name: "consent-no-again",
    act: async (page) => {
      await consents(page);
      await page.locator(".case-part .spread button:visible").first().click();
      await page.locator(".dialog input").first().fill("A doctor in Zarechye");
      await page.locator(".dialog .choice", { hasText: /^(No|Нет)$/ }).click();
    },
  },
  {
    name: "consent-journey",
    act: async (page) => {
      await consents(page);
      await page.locator(".case-part .spread button:visible").first().click();
      await page.locator(".dialog select").first().selectOption("journey");
    },
  },
  {
    name: "consent-withdraw",
    act: async (page) => {
      await consents(page);
      await page.locator(".consents li").first().locator(".row .button").nth(1).click();
    },
  },
  {
    name: "export-propose",
    act: async (page) => {
      await consents(page);
      await page.locator(".consents li").first().locator(".row .button").last().click();
      await page
        .locator(".dialog input.input")
        .first()
        .fill(`age1${"q".repeat(58)}`);
      await page.locator(".dialog [lang=en]").waitFor();
    },
  },
  { name: "bundle-out", mood: "exporting", act: consents },
  {
    name: "bundle-asked",
    mood: "exporting",
    act: async (page) => {
      await consents(page);
      await page.locator(".rests li[data-due] .button").nth(1).click();
    },
  },
  { name: "export-approved", mood: "exporting", act: goThen(2) },
  {
    name: "export-made",
    mood: "exporting",
    act: goThen(2, async (page) => {
      await page.locator("button", { hasText: /^Make the bundle|^Сделать пакет/ }).click();
      await page.locator(".dialog-end .button").last().click();
      await page.locator(".bundle-passphrase").waitFor();
    }),
  },
  {
    name: "consent-refer",
    act: async (page) => {
      await consents(page);
      await page.locator(".tab").first().click();
      await page.locator(".provision .link").last().click();
      await page.locator(".dialog select").first().selectOption({ index: 1 });
    },
  },
  {
    name: "case-check-in",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".contact-tab section .button").first().click();
    }),
  },
  {
    name: "check-in-ladder",
    act: goThen(3, async (page) => {
      await page.locator(".case-row", { hasText: "Balsam" }).click();
      await page.locator(".contact-tab section .button", { hasText: /Set a check-in|отметку/ }).click();
      await page.locator('.rung input[type="number"]').nth(1).fill("10");
      await page.locator(".rungs + .link").click();
      await page.locator(".rung select").last().focus();
    }),
  },
  { name: "shared-case", mood: "shared", act: goThen(3, firstCase) },
  { name: "import", act: (page) => importing(page) },
  { name: "import-workbook", act: importWorkbook },
  { name: "import-rows", act: importRows },
  {
    name: "import-many",
    act: async (page) => {
      await importing(page, MANY);
      await page.locator(".import-card button[data-filled]").click();
      await page.locator(".import-rows summary").first().waitFor();
      await page.locator(".import-rows").scrollIntoViewIfNeeded();
    },
  },
  {
    name: "import-party",
    act: async (page) => {
      await importing(page, PARTY);
      await page.locator(".import-card button[data-filled]").click();
      await page.locator(".import-rows summary").first().waitFor();
      for (const summary of await page.locator(".import-rows summary").all()) await summary.click();
    },
  },
  {
    name: "import-again",
    mood: "imported",
    act: async (page) => {
      await importing(page, PARTY);
      await page.locator(".import-card button[data-filled]").click();
      await page.locator(".import-rows .warning").first().scrollIntoViewIfNeeded();
    },
  },
  {
    name: "import-take-back",
    act: async (page) => {
      await importing(page, PARTY);
      await page.locator(".import-card button[data-filled]").click();
      await page.locator(".import-card .row button[data-filled]").click();
      await page.getByRole("button", { name: /again…|Закрыть/ }).click();
      await page.locator("[role=dialog]").waitFor();
    },
  },
  { name: "fields", act: fieldsPage },
  {
    name: "fields-new",
    act: async (page) => {
      await fieldsPage(page);
      await page.locator(".page-head .button").last().click();
      await page.locator("[role=dialog] select").last().selectOption("choice");
      await page.locator("[role=dialog] .fact-more").click();
    },
  },
  { name: "facts-covered", mood: "shared", act: goThen(3, identityTab) },
  {
    name: "facts-another",
    mood: "shared",
    act: goThen(3, async (page) => {
      await identityTab(page);
      await page.getByRole("button", { name: /Someone else of|Кто-то ещё из/ }).click();
      await page.locator("[role=dialog] [type=submit]").waitFor();
    }),
  },
  {
    name: "facts-reveal",
    mood: "shared",
    act: goThen(3, async (page) => {
      await identityTab(page);
      await page.locator(".reveal .button").click();
    }),
  },
  {
    name: "facts-shown",
    mood: "shared",
    act: goThen(3, async (page) => {
      await identityTab(page);
      await shown(page);
    }),
  },
  {
    name: "facts-photos",
    mood: "shared",
    act: goThen(3, async (page) => {
      await identityTab(page);
      await shown(page);
      await page.locator(".photo-thumbnail").first().scrollIntoViewIfNeeded();
    }),
  },
  {
    name: "facts-photo-add",
    mood: "shared",
    act: goThen(3, async (page) => {
      await identityTab(page);
      await shown(page);
      await page.locator("section:has(> .photos) .button").first().click();
      const picture = Buffer.from(await page.locator(".photo-thumbnail img").first().evaluate(pixels), "base64");
      await page.locator("input[type=file]").setInputFiles({ name: "x.png", mimeType: "image/png", buffer: picture });
      await page.locator(".photo-preview img").waitFor();
    }),
  },
  {
    name: "facts-photo-open",
    mood: "shared",
    act: goThen(3, async (page) => {
      await identityTab(page);
      await shown(page);
      await page.locator(".photo-thumbnail").first().click();
      await page.locator("[role=dialog] [data-filled]").click();
    }),
  },
  {
    name: "facts-papers",
    mood: "shared",
    act: goThen(3, async (page) => {
      await identityTab(page);
      await shown(page);
      await page
        .locator(".fact", { hasText: /Visa|Виза/ })
        .locator(".button")
        .last()
        .click();
    }),
  },
  {
    name: "facts-covered-needs",
    mood: "shared",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".tab", { hasText: /Needs|Нужды/ }).click();
      await page.locator(".reveal:visible").scrollIntoViewIfNeeded();
    }),
  },
  {
    name: "facts-edit",
    mood: "shared",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".tab", { hasText: /Needs|Нужды/ }).click();
      await page.locator(".fact .button").first().click();
      await page.locator(".fact-form textarea").fill("Придуманное колено: два часа ходьбы.");
    }),
  },
  {
    name: "facts-earlier",
    mood: "shared",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".tab", { hasText: /Needs|Нужды/ }).click();
      await page.locator(".fact-deeds .link").first().click();
    }),
  },
  {
    name: "shared-part",
    mood: "shared",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".tab", { hasText: /Needs|Нужды/ }).click();
    }),
  },
  {
    name: "shared-share",
    mood: "shared",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".tab").nth(1).click();
      await page.locator(".readers .button:visible").first().click();
      await page
        .locator(".dialog select")
        .first()
        .selectOption({ index: 1 })
        .catch(() => undefined);
      await page.locator(".dialog input[type=radio]").nth(3).check();
    }),
  },
  {
    name: "shared-withdraw",
    mood: "shared",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".readers .button:visible").nth(1).click();
      await page.locator(".dialog input[type=radio]").nth(1).check();
    }),
  },
  {
    name: "shared-hand-over",
    mood: "shared",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".facts button", { hasText: /Hand over|Передать/ }).click();
      await page.locator(".dialog select").first().selectOption({ label: "Siskin" });
    }),
  },
  {
    name: "shared-shift",
    mood: "shared",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".facts button", { hasText: /Hand over|Передать/ }).click();
      await page.locator(".dialog input[type=radio]").nth(1).check();
    }),
  },
  {
    name: "shared-begin",
    mood: "shared",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".begin-part").click();
    }),
  },
  { name: "erasing-case", mood: "erasing", act: goThen(3, firstCase) },
  {
    name: "erasing-approve",
    mood: "erasing",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".erasing .button").first().click();
    }),
  },
  {
    name: "erasing-decisions",
    mood: "erasing",
    act: goThen(2),
  },
  {
    name: "erase-ask",
    mood: "shared",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".case > p .button").click();
    }),
  },
  { name: "frozen-case", mood: "frozen", act: goThen(3, firstCase) },
  { name: "frozen-thread", mood: "frozen", act: goThen(1, firstThread) },
  {
    name: "frozen-thaw",
    mood: "frozen",
    act: goThen(1, async (page) => {
      await firstThread(page);
      await page.locator(".frozen .button").click();
    }),
  },
  {
    name: "freeze",
    mood: "shared",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.locator(".contact-tab section .button", { hasText: /Freeze|Заморозить/ }).click();
    }),
  },
  { name: "specialist", as: "godwit" },
  {
    name: "specialist-part",
    as: "godwit",
    act: async (page) => {
      await page.locator(".part-row").first().click();
    },
  },
  {
    name: "specialist-palette",
    as: "godwit",
    act: async (page) => {
      await page.keyboard.press("Control+k");
      await page.locator("[role=combobox]").fill("kn");
    },
  },
  { name: "specialist-empty", as: "godwit", mood: "empty" },
  { name: "specialist-today", as: "godwit", act: goThen(0) },
  { name: "specialist-people", as: "godwit", act: async (page) => page.locator("nav a").last().click() },
  { name: "figures", as: "avocet", act: async (page) => page.locator(".step-chart").waitFor() },
  { name: "figures-draft", act: goThen(5, async (page) => page.locator(".step-chart").waitFor()) },
  { name: "access", as: "plover", mood: "audit", act: access },
  { name: "access-member", as: "plover", mood: "audit", act: member },
  { name: "access-own", as: "dunlin", act: ownMember },
  { name: "people", as: "dunlin", act: people },
  { name: "people-empty", as: "dunlin", mood: "empty", act: people },
  { name: "people-operator", as: "plover", act: people },
  {
    name: "people-refuse",
    as: "dunlin",
    act: async (page) => {
      await people(page);
      await page.locator(".refused-signings summary").click();
      await page
        .locator(".waiting-deeds .button", { hasText: /^(Refuse…|Отклонить…)$/ })
        .last()
        .click();
      await page.locator("[role=dialog] textarea").waitFor();
    },
  },
  {
    name: "device",
    mood: "passkey",
    act: async (page) => {
      await page.locator("nav a").last().click();
      await page.getByRole("heading", { level: 2 }).last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: "device-forget",
    act: async (page) => {
      await page.locator("nav a").last().click();
      await page.locator(".people .button").last().click();
    },
  },
  {
    name: "device-passkey",
    act: async (page) => {
      await page.locator("nav a").last().click();
      await page.locator(".people .button").nth(-2).click();
      await page.locator("[role=dialog] button[type=submit]").click();
      await page.locator("[role=dialog] .said").waitFor();
    },
  },
  {
    name: "suspend",
    act: async (page) => {
      await people(page);
      await page.locator(".roster-row .button").first().click();
    },
  },
  {
    name: "suspend-uncounted",
    as: "dunlin",
    mood: "uncounted",
    act: async (page) => {
      await people(page);
      await page.locator(".roster-row", { hasText: "Curlew" }).getByRole("button").click();
    },
  },
  {
    name: "remove-uncounted",
    as: "dunlin",
    mood: "uncounted",
    act: async (page) => {
      await people(page);
      await page.locator(".roster-name a", { hasText: "Curlew" }).click();
      await page.locator(".people > .row .button").nth(2).click();
    },
  },
  { name: "member", as: "dunlin", act: member },
  {
    name: "same-person",
    as: "dunlin",
    act: async (page) => {
      await member(page);
      await page
        .locator("section", { hasText: /Other accounts|Другие учётные/ })
        .locator("button")
        .last()
        .click();
      await page.locator("[role=dialog] select").selectOption({ index: 2 });
    },
  },
  {
    name: "remove",
    as: "dunlin",
    act: async (page) => {
      await member(page);
      await page.locator(".people > .row .button").nth(2).click();
    },
  },
  {
    name: "sign",
    as: "dunlin",
    act: async (page) => {
      await people(page);
      await page.locator(".waiting-row .button").first().click();
    },
  },
  {
    name: "lost-device",
    act: async (page) => {
      await people(page);
      await page.locator(".page-head .button").first().click();
      await page.locator("select.input").selectOption({ index: 1 });
    },
  },
  {
    name: "phrase",
    act: async (page) => {
      await people(page);
      await page.locator(".page-head .button").nth(1).click();
      await page.locator("[role=dialog] [type=submit]").click();
      await page.locator(".phrase-words").waitFor();
    },
  },
  {
    name: "recovery-name",
    as: "dunlin",
    act: async (page) => {
      await people(page);
      await page.locator(".panel:has(.recovery-named) .button").click();
    },
  },
  { name: "today-administrator", as: "dunlin" },
  { name: "today-alarmed", mood: "alarmed" },
  {
    name: "suspended",
    locked: true,
    act: async (page) => {
      await page.locator("textarea").fill("suspended");
      await page.keyboard.press("Enter");
      await page.locator(".suspended").waitFor();
    },
  },
  {
    name: "invite",
    as: "dunlin",
    act: async (page) => {
      await people(page);
      await page.locator(".page-head .button").last().click();
      await page.locator("[role=dialog] input").fill("Knot");
      await page.locator("[role=dialog] [type=submit]").click();
      await page.locator(".invitation-code").first().waitFor();
    },
  },
  {
    name: "undo",
    act: async (page) => {
      await page.locator('nav a[href="/cases"]').click();
      await planTab(page);
      await page.locator(".task .button").first().click();
      await page.locator("[role=dialog] [type=submit]").click();
      await page.locator(".undo .button").waitFor();
    },
  },
  {
    name: "half-written",
    act: async (page) => {
      await page.locator('nav a[href="/cases"]').click();
      await firstCase(page);
      await page.locator(".fact-links button").last().click();
      await page.locator("[role=dialog] input.input").fill("An invented cousin asked at the invented mill.");
      await page.keyboard.press("Escape");
      await page.locator("[role=dialog] [role=alert]").waitFor();
    },
  },
  {
    name: "palette-case",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.keyboard.press("Control+k");
      await page.locator("[role=option]").first().waitFor();
    }),
  },
  {
    name: "palette-which-case",
    act: async (page) => {
      await page.keyboard.press("Control+k");
      await page
        .locator("[role=combobox]")
        .fill(await page.evaluate(() => (document.documentElement.lang === "ru" ? "выгруз" : "export")));
      await page.keyboard.press("Enter");
      await page.locator(".palette [role=option]").first().waitFor();
    },
  },
  {
    name: "export-no-consent",
    act: goThen(3, async (page) => {
      await firstCase(page);
      await page.keyboard.press("Alt+x");
      await page.locator("[role=dialog]").waitFor();
    }),
  },
  {
    name: "keys",
    act: async (page) => {
      await page.locator(".rail-foot > button").last().click();
      await page.locator("[role=dialog] kbd").first().waitFor();
    },
  },
  {
    name: "palette",
    act: async (page) => {
      await page.keyboard.press("Control+k");
      await page.locator("[role=combobox]").fill("r");
    },
  },
];

const LOOKS = [
  { name: "1280", width: 1280, height: 800, query: "" },
  { name: "390", width: 390, height: 844, query: "" },
  { name: "1280-dark-ru", width: 1280, height: 800, query: "&theme=dark&lang=ru" },
  { name: "390-ru", width: 390, height: 844, query: "&lang=ru" },
  { name: "390-dark", width: 390, height: 844, query: "&theme=dark" },
  { name: "1280-rtl", width: 1280, height: 800, query: "&dir=rtl" },
  { name: "390-rtl", width: 390, height: 844, query: "&dir=rtl&theme=dark" },
];

/** @returns whether there was anything to scroll, in it or around it */
const scrolledToEnd = (dialog: Locator): Promise<boolean> =>
  dialog.evaluate((element) => {
    const before = [element, ...element.querySelectorAll("*")].filter((one) => one.scrollHeight > one.clientHeight + 8);
    const last = [...element.querySelectorAll("button")].at(-1);
    const was = last?.getBoundingClientRect().top;
    last?.scrollIntoView({ block: "end" });
    return before.length > 0 && was !== last?.getBoundingClientRect().top;
  });

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});
let faults = 0;
const fault = (where: string, what: string) => {
  faults += 1;
  process.stdout.write(`${where}: ${what}\n`);
};
for (const look of LOOKS) {
  for (const shot of SHOTS) {
    const where = `${shot.name}-${look.name}`;
    if (ONLY !== undefined && !new RegExp(ONLY).test(where)) continue;
    const context = await browser.newContext({
      viewport: { width: look.width, height: look.height },
      timezoneId: "Europe/Moscow",
    });
    const page = await context.newPage();
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") fault(where, message.text());
    });
    page.on("pageerror", (error) => fault(where, String(error.stack)));
    page.setDefaultTimeout(60_000);
    try {
      await page.goto(`http://127.0.0.1:${port}/?as=${shot.as ?? "wren"}&mood=${shot.mood ?? "well"}${look.query}`);
      if (shot.locked !== true) {
        await page.locator("textarea").fill("open");
        await page.keyboard.press("Enter");
        await page.locator("main#content").waitFor();
      }
      await shot.act?.(page, look.width < 760);
      await page.waitForTimeout(150);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) fault(where, `scrolls ${wide} px sideways`);
      // Warnings grow between the words and the button that sends them; on a desk they must not push it out of sight.
      const out = await page.evaluate(() => {
        const send = document.querySelector(".thread .answer-send .button")?.getBoundingClientRect();
        return innerWidth >= 760 && send !== undefined && send.bottom > innerHeight;
      });
      if (out) fault(where, "the send button is out of sight");
      const kept = await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length);
      if (kept > 0) fault(where, "something is kept in the browser");
      const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
      for (const { id, nodes } of found.violations) {
        fault(
          where,
          `axe ${id}: ${nodes
            .map((node) => node.html.slice(0, 110))
            .slice(0, 3)
            .join(" ¦ ")}`,
        );
      }
    } catch (error) {
      fault(where, String(error).slice(0, 300));
    }
    // Of a dialog what is in sight, and its end where it scrolls: behind it lies a page that was looked at by itself.
    const dialog = page.locator("[role=dialog]").first();
    const isOpen = await dialog.isVisible();
    await page.screenshot({ path: join(FOLDER, `${where}.png`), fullPage: look.width < 760 && !isOpen });
    if (isOpen && (await scrolledToEnd(dialog))) await page.screenshot({ path: join(FOLDER, `${where}-end.png`) });
    await context.close();
  }
}
await browser.close();
server.close();
process.stdout.write(`${faults} faults\n`);
process.exitCode = faults === 0 ? 0 : 1;
