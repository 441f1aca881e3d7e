import type { Desk } from "../e2e/harness/desk.ts";
import { deskOf, type Studio } from "./studio.ts";

const CASE = "Cypress";

/**
 * What docs/handbook/casework.md shows of one case on the season's last evening. Last of all changes how urgent it is, which
 * two set without having seen each other.
 */
export async function caseworkPictures(studio: Studio): Promise<void> {
  const { picture } = studio;
  const desk = await deskOf(studio, "coordinator");
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  const tab = (name: string) => page.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
  /** Of a tab its own words: the case's head stands above them in every one. */
  const ofTab = async (name: string) => {
    await page.getByRole("tabpanel").evaluate((panel) => panel.scrollIntoView());
    await picture(page, name);
  };
  await desk.openCase(CASE);
  await picture(page, "casework-case");

  await tab("Identity");
  await desk.button("Reveal names…").last().waitFor();
  await ofTab("casework-identity");

  await tab("Plan");
  await page.getByLabel("Next step").fill("Buy a second phone @heron tomorrow 18:00");
  await ofTab("casework-plan");

  await desk.button("Assess again").first().click();
  await dialog.waitFor();
  for (const at of [0, 1, 2]) await dialog.getByRole("radio", { name: "yes", exact: true }).nth(at).check();
  await picture(page, "casework-assessment");
  await page.keyboard.press("Escape");

  await tab("Decisions");
  await desk.button("Propose…").click();
  await dialog.waitFor();
  await picture(page, "casework-go");
  await page.keyboard.press("Escape");

  await tab("Consents");
  await ofTab("casework-consents");

  await page.getByRole("link", { name: /^Exposure/ }).click();
  await page.getByRole("heading", { name: "Exposure", level: 1 }).waitFor();
  await page.locator(".mark-row a").first().click();
  await page.locator(".journey-more summary").first().click();
  await picture(page, "casework-exposure");
  await conflict(studio, desk);
  await desk.close();
}

const SAID = {
  theirs: { level: "Now", reason: "Their uncle was seen at the bus station, looking for them." },
  ours: { level: "Soon", reason: "They are at an aunt's until the weekend." },
};

/** A colleague writes while this desk has no network, which comes second. */
async function conflict(studio: Studio, desk: Desk): Promise<void> {
  const { page } = desk;
  const colleague = await deskOf(studio, "Heron");
  await desk.openCase(CASE);
  await page.context().setOffline(true);
  await setUrgency(colleague, SAID.theirs);
  await colleague.page.getByRole("dialog").waitFor({ state: "detached" });
  await colleague.close();
  await setUrgency(desk, SAID.ours);
  // It says that it waits, and stays until somebody has read that.
  await page.getByRole("dialog").getByRole("alert").waitFor();
  await page.keyboard.press("Escape");
  await page.context().setOffline(false);
  await page.locator('nav a[href="/unsent"]').click();
  await page.locator(".apart").waitFor();
  await page.getByLabel("Choose field by field").check();
  await studio.picture(page, "casework-conflict");
}

async function setUrgency(desk: Desk, { level, reason }: { level: string; reason: string }): Promise<void> {
  await desk.openCase(CASE);
  await desk.button("Set urgency…").click();
  const dialog = desk.page.getByRole("dialog");
  await dialog.getByRole("radio", { name: new RegExp(`^${level}`) }).check();
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name: "Set urgency…", exact: true }).click();
}
