/**
 * Parts that few callers need, fetched when one is asked for: their script, with their texts in the language of the page,
 * as one file of its own. The page names it with its hash, which the browser checks before it runs a line of it.
 */
import type { Later } from "../later/main.ts";
import type { Line } from "./line.ts";
import type { OwnMailbox } from "./own-mailbox.ts";
import type { Page } from "./page.ts";

/** What such a part works with. */
export type Lent = {
  page: Page;
  line: Line;
  /** The opened mailbox. */
  own: () => OwnMailbox | null;
  /** Shows one of its own steps in place of what stands there. */
  reveal: (step: string) => void;
  /** Goes back to where the caller was. */
  back: () => void;
  /** To be called when the page is left: nothing secret may outlast it. */
  onLeave: (wipe: () => void) => void;
};

/** Null without network. */
const fetchLater = async (): Promise<Later | null> => {
  const known = () => (globalThis as { later?: Later }).later ?? null;
  if (known() !== null) return known();
  const script = document.createElement("script");
  const { later = "" } = document.getElementById("said-texts")?.dataset ?? {};
  [script.src = "", script.integrity = ""] = later.split(" ");
  await new Promise((settled) => {
    script.onload = settled;
    script.onerror = settled;
    document.body.append(script);
  });
  script.remove();
  return known();
};

/** Every button that names such a part begins it. */
export const connectLater = (lent: Lent): void => {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-later]"))
    button.addEventListener("click", async () => {
      button.disabled = true;
      const later = await fetchLater();
      button.disabled = false;
      const note = button.parentElement?.querySelector<HTMLElement>(".note");
      if (note) {
        note.hidden = later !== null;
        note.textContent = lent.page.say("problem.network");
      }
      later?.[button.dataset.later as keyof Later](lent);
    });
};
