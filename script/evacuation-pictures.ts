import type { Page } from "../e2e/harness/browsers.ts";
import type { Desk } from "../e2e/harness/desk.ts";
import { deskOf, type Studio } from "./studio.ts";

/** A case whose go waits. */
const WAITS = "Cypress";

/**
 * What docs/handbook/evacuation.md and relocation.md show of the season's last evening. The one thing that it changes
 * there: somebody is given a ticket, since the link of a ticket is shown once and the season's are gone.
 */
export async function evacuationPictures(studio: Studio): Promise<void> {
  const desk = await deskOf(studio, "Wren");
  await planning(desk, studio.picture);
  await desk.close();
  // She planned the journey that is under way, and reads it.
  const mover = await deskOf(studio, "Heron");
  await underWay(mover, studio);
  await mover.close();
}

const to = (page: Page, place: string): Promise<void> => page.locator(`nav a[href="${place}"]`).click();

async function planning(desk: Desk, picture: Studio["picture"]): Promise<void> {
  const { page } = desk;
  await to(page, "/network");
  await drawn(page);
  await page.locator(".map-holder").evaluate((map) => map.scrollIntoView({ block: "center" }));
  await picture(page, "evacuation-network");

  await planOne(desk, picture);

  await to(page, "/beds");
  await desk.button("Propose a plan").click();
  await page.locator(".bed-proposal p", { hasText: "proven" }).waitFor();
  await page.locator(".bed-proposal").evaluate((panel) => panel.scrollIntoView());
  await picture(page, "evacuation-beds");

  await to(page, "/pathways");
  await desk.button("Propose").click();
  await page.locator(".pathway-proposed li").first().waitFor();
  await picture(page, "relocation-pathways");
}

async function underWay(desk: Desk, studio: Studio): Promise<void> {
  const { page } = desk;
  const { picture } = studio;
  await to(page, "/moving");
  const alias = (await page.locator(".moving-open").first().textContent()) ?? "";
  await picture(page, "evacuation-moving");
  await desk.openCase(alias);
  await desk.tab("Tickets");
  await page.locator(".ticket-row").first().waitFor();
  await ofTab(page);
  await picture(page, "evacuation-tickets");
  await page.getByRole("tab", { name: /^Journey/ }).click();
  await ofTab(page);
  await picture(page, "evacuation-under-way");
  await page.getByRole("button", { name: "They have arrived…" }).click();
  await page.getByRole("dialog").waitFor();
  await picture(page, "evacuation-arrival");
  await page.keyboard.press("Escape");
  await ticketInHand(desk, alias, studio);
}

const drawn = async (page: Page): Promise<void> => {
  await page.locator(".map-name").first().waitFor();
  await page.locator(".map-land[d*=M]").waitFor({ state: "attached" });
};

/** The case's head stands above its tabs in every one. */
const ofTab = (page: Page): Promise<void> => page.getByRole("tabpanel").evaluate((panel) => panel.scrollIntoView());

async function planOne({ page, openCase }: Desk, picture: Studio["picture"]): Promise<void> {
  await openCase(WAITS);
  await page.getByRole("tab", { name: /^Journey/ }).click();
  await page.getByRole("link", { name: /^Plan a journey/ }).click();
  const places = page.locator(".plan-fields select");
  await places.nth(0).selectOption({ label: "Tarsk" });
  await places.nth(1).selectOption({ label: "Port Laz" });
  await page.locator(".plan-begin [type=submit]").click();
  await page.locator(".route-table").waitFor();
  await page.locator(".route-choices").evaluate((choices) => choices.scrollIntoView());
  await picture(page, "evacuation-routes");
  await drawn(page);
  await page
    .locator(".route-hours")
    .first()
    .evaluate((hours) => hours.scrollIntoView());
  await picture(page, "evacuation-hours");
}

/** By hand, for whoever is on the telephone; then the page as that driver sees it, after *On my way*. */
async function ticketInHand(desk: Desk, alias: string, { browser, picture }: Studio): Promise<void> {
  const { page } = desk;
  await desk.openCase(alias);
  await desk.tab("Tickets");
  await desk.button("Give a ticket…").click();
  const dialog = page.getByRole("dialog");
  for (const [label, said] of SAID) await dialog.getByLabel(label, { exact: true }).fill(said);
  await dialog.getByLabel("Shown").selectOption({ label: "at once" });
  await dialog.getByRole("button", { name: "Give it", exact: true }).click();
  await dialog.getByLabel("Language of the page").selectOption("en");
  const link = await dialog.getByLabel("Link", { exact: true }).inputValue();
  await dialog.getByRole("button", { name: "Passed on, close" }).click();
  const telephone = await browser.newPage({ width: 390, language: "en" });
  await telephone.goto(link);
  await telephone.getByRole("button", { name: "On my way", exact: true }).click();
  await telephone.getByText(SAY).waitFor({ timeout: 90_000 });
  await picture(telephone, "evacuation-ticket");
  await telephone.context().close();
}

const SAY = "Is the kettle still on?";
const SAID = [
  ["What you call them", "Invented Zaur"],
  ["Where they meet", "Behind the net store, the door without a lamp"],
  ["From", "Port Laz"],
  ["To", "the house behind the dunes"],
  ["To carry", "One bag"],
  ["If it does not work", "Wait ten minutes at the corner, then drive home and tap Problem"],
  ["They say", SAY],
  ["They must hear", "It boiled at noon."],
] as const;
