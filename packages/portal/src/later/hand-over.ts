/**
 * Handing the thread over, so that whoever helped reads no more of it: new words, then a letter from the new mailbox that
 * carries the old key's signature, then the end of the old one. [HO1] [HO2]
 *
 * In this order nothing can be lost: until the new words were typed back nothing has happened; from the letter on the
 * team answers to the new mailbox; and if the end does not get through, the old words still open what they opened.
 */
import type { Lent } from "../script/later.ts";
import {
  areRight,
  connectCheck,
  decodeBody,
  makeMailbox,
  sayTrouble,
  showEight,
  showNote,
  signEnding,
  signSuccession,
  twoOf,
} from "../script/shared.ts";
import { said } from "./said.ts";

const TRIES = 3;

export const handOver = (lent: Lent): (() => void) => {
  const { page, line } = lent;
  const step = page.part("hand");
  const busy = page.part("hand-busy");
  const form = step.querySelector("form") as HTMLElement;
  let fresh = makeMailbox(line);
  let made: Awaited<ReturnType<typeof fresh.made>> = null;
  let asked: readonly [number, number] = [0, 1];
  let anyway = false;
  let running = false;

  const show = (covered: boolean, wrong: boolean): void =>
    showEight(page, step, { words: made?.words ?? [], asked, covered, wrong });

  const open = (): void => {
    fresh.wipe();
    fresh = makeMailbox(line);
    made = null;
    anyway = false;
    page.part("hand-before").hidden = false;
    page.part("hand-words").hidden = true;
    showNote(step, null);
    lent.reveal("hand");
  };

  const begin = async (): Promise<void> => {
    made = await fresh.made();
    showNote(step, made === null ? page.say("problem.network") : null);
    if (made === null) return;
    asked = twoOf(line.effects.random);
    page.part("hand-before").hidden = true;
    page.part("hand-words").hidden = false;
    show(false, false);
    // The button that was pressed is gone: whoever hears the page goes on where the words are.
    const heading = step.querySelector("h2");
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "center" });
  };

  /** True once the server has said that the old words open nothing any more. */
  const endOld = async (): Promise<boolean> => {
    const keys = lent.own()?.keys;
    for (let attempt = 0; keys !== undefined && attempt < TRIES; attempt++) {
      const nonce = await line.nonce();
      if (typeof nonce !== "string") {
        const answer = await line.post("/api/mailbox/end", { ending: signEnding(keys, line.pin.organisation, nonce) });
        if (answer instanceof Uint8Array && decodeBody(answer).ended === true) return true;
      }
      await line.effects.pause(2_000);
    }
    return false;
  };

  const finish = async (): Promise<void> => {
    const ended = await endOld();
    page.part("handed-ended").hidden = !ended;
    page.part("handed-open").hidden = ended;
    if (ended) lent.own()?.wipe();
    lent.reveal("handed");
  };

  const send = async (): Promise<void> => {
    const own = lent.own();
    if (own === null || made === null) return;
    const continues = signSuccession(own.keys, line.pin.organisation, made.keys.id);
    const sent = await fresh.send({ text: "", answers: {}, tap: "none", continues }, anyway, () => undefined);
    if (sent.kind === "sent") {
      step.querySelector(".words")?.replaceChildren();
      return finish();
    }
    // Pressed once more, it is the express choice to write under an old key. [MB4]
    anyway = sent.kind === "expired";
    showNote(form, sent.kind === "expired" ? said("hand.expired") : sayTrouble(page, sent.trouble));
  };

  const once = (work: () => Promise<void>) => async (): Promise<void> => {
    if (running) return;
    running = true;
    busy.hidden = false;
    await work().finally(() => {
      running = false;
      busy.hidden = true;
    });
  };

  lent.onLeave(() => fresh.wipe());
  connectCheck(step, {
    cover: () => show(true, false),
    uncover: () => show(false, false),
    check: (first, second) => {
      if (made === null) return;
      if (areRight({ words: made.words, asked, covered: true, wrong: false }, first, second)) void once(send)();
      else show(false, true);
    },
  });
  page.part("hand-make").addEventListener("click", once(begin));
  page.part("handed-try").addEventListener("click", once(finish));
  page.part("hand-back").addEventListener("click", lent.back);
  return open;
};
