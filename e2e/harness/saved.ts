/** A file that a page lets its reader save. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";

export type Saved = { file: string; text: string };

/** Presses, and reads what was saved. */
export async function saveBy(page: Page, press: () => Promise<void>): Promise<Saved> {
  // Debian's Firefox keeps no file when it is driven from outside: what leaves the page is caught at its door.
  if (page.context().browser()?.browserType().name() === "firefox") return catchAtDoor(page, press);
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return { file: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

async function catchAtDoor(page: Page, press: () => Promise<void>): Promise<Saved> {
  const caught = page.evaluate(
    () =>
      new Promise<Saved>((resolve) => {
        const { createObjectURL } = URL;
        let blob: Blob | null = null;
        URL.createObjectURL = (made) => {
          if (made instanceof Blob) blob = made;
          return createObjectURL.call(URL, made);
        };
        const { click } = HTMLAnchorElement.prototype;
        HTMLAnchorElement.prototype.click = function () {
          const file = this.download;
          URL.createObjectURL = createObjectURL;
          HTMLAnchorElement.prototype.click = click;
          click.call(this);
          void blob?.text().then((text) => resolve({ file, text }));
        };
      }),
  );
  // Asked in turn: by the time of the press the door is watched.
  await page.evaluate(() => null);
  await press();
  return caught;
}
