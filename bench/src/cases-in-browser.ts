/** The same device in Chromium: its records are laid into the browser's own store, and a desk opens on them there. */
import { fileURLToPath } from "node:url";
import type { MemoryShelf } from "@fairlead/client";
import { openScriptPage } from "../../e2e/harness/script-page.ts";
import type { Caseload } from "./caseload.ts";
import { type Figure, figureOf } from "./measure.ts";

/** Handed over in one call. */
const RECORDS_AT_ONCE = 64;

export async function timeInBrowser(
  { pin, phrase }: Pick<Caseload, "pin" | "phrase">,
  shelf: MemoryShelf,
  runs: number,
): Promise<{ figures: Figure[]; missing: string | null }> {
  const opened = await openScriptPage("chromium", fileURLToPath(import.meta.resolve("./desk-in-browser.ts")));
  if ("missing" in opened) return { figures: [], missing: opened.missing };
  const { page, close } = opened;
  try {
    const records = [...shelf.records].map(([name, bytes]) => [name, Buffer.from(bytes).toString("base64")] as const);
    for (let from = 0; from < records.length; from += RECORDS_AT_ONCE)
      await page.evaluate((some) => window.deskWork.lay(some), records.slice(from, from + RECORDS_AT_ONCE));
    const asText = JSON.stringify({
      ...pin,
      administrators: pin.administrators.map(({ id, verifyKey }) => ({ id, verifyKey: [...verifyKey] })),
    });
    const taken: { glance: number | null; open: number; whole: number; memory: number }[] = [];
    for (let run = 0; run < runs; run++)
      taken.push(await page.evaluate(([of, words]) => window.deskWork.open(of, words), [asText, phrase] as const));
    const memory = Math.max(...taken.map((one) => one.memory));
    const glances = taken.flatMap(({ glance }) => glance ?? []);
    return {
      missing: null,
      figures: [
        figureOf("what was overdue, in danger and due, from the device, Chromium", "ms", glances),
        figureOf(
          "opened from the device on what presses, with its first view, without a network, Chromium",
          "ms",
          taken.map(({ open }) => open),
          { value: 2000, what: "target" },
        ),
        figureOf(
          "… until all of it is read, with the views of all cases, Chromium",
          "ms",
          taken.map(({ whole }) => whole),
        ),
        { name: "memory while it is open, Chromium", unit: "bytes", value: memory, runs },
      ],
    };
  } finally {
    await close();
  }
}
