import { deskOf, type Studio } from "./studio.ts";

const CASE = "Cypress";

/** What docs/handbook/casework.md shows of one case on the season's last evening. Changes nothing in it. */
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
  await desk.close();
}
