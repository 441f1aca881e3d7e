/** A second set of well-formed words: an empty mailbox to show to whoever forces the phone open. [PH3] */
import type { Lent } from "../script/later.ts";
import { makeMailbox, showNote, showWords } from "../script/shared.ts";

export const others = (lent: Lent): (() => void) => {
  const { page, line } = lent;
  const step = page.part("others");
  const list = page.part("others-words");
  const hide = (): void => {
    list.replaceChildren();
    list.hidden = true;
  };
  lent.onLeave(hide);
  page.part("others-back").addEventListener("click", () => {
    hide();
    lent.back();
  });
  page.part("others-make").addEventListener("click", async () => {
    // Made as any others are, keys and all: that they open a mailbox is not only said.
    const fresh = makeMailbox(line);
    const made = await fresh.made();
    showNote(step, made === null ? page.say("problem.network") : null);
    list.hidden = made === null;
    showWords(list, made?.words ?? []);
    // They stand above the button that was pressed.
    list.focus();
    fresh.wipe();
  });
  return () => lent.reveal("others");
};
