import type { Desk } from "./desk.ts";

/** From the queue: the drafts that an organisation begins with become its templates, in both languages. */
export async function takeOverTexts({ page, button }: Desk): Promise<void> {
  await page.getByRole("link", { name: "Texts", exact: true }).click();
  for (const language of ["English", "Russian"]) {
    const take = button(`Take over all: ${language}`);
    // Folded away as soon as there is a template.
    if (language !== "English") await page.locator(".suggestions summary").click();
    await take.click();
    await take.waitFor({ state: "detached" });
  }
}
