/**
 * Two words that somebody who was helped has passed on: the page answers them with the sentence that was agreed for them.
 * It is us, if that is the sentence that was promised; whoever made a false page does not know it. [VO1]
 */
import type { Lent } from "../script/later.ts";
import {
  decodeBody,
  openVoucher,
  readVoucherWords,
  sayTrouble,
  solveWork,
  troubleOf,
  voucherKeys,
} from "../script/shared.ts";
import { said } from "./said.ts";

export const voucher = ({ page, line }: Lent): (() => void) => {
  const field = page.part<HTMLInputElement>("a-voucher");
  const shown = page.part("voucher-said");
  let running = false;

  const show = (text: string): void => {
    shown.hidden = false;
    shown.textContent = text;
  };

  const ask = async (words: string): Promise<string> => {
    const keys = await voucherKeys(words, line.pin.organisation);
    const work = await line.freshWork();
    if (work === null) return page.say("problem.network");
    const answer = await solveWork(work.challenge, keys.id, work.bits);
    const got = await line.post("/api/voucher/look", { id: keys.id, work: { challenge: work.challenge, answer } });
    if (!(got instanceof Uint8Array)) return sayTrouble(page, typeof got === "string" ? got : troubleOf(got.code));
    const { sealed } = decodeBody(got);
    const sentence = sealed instanceof Uint8Array ? await openVoucher(keys, sealed) : null;
    return sentence === null ? said("voucher.unknown") : said("voucher.us").replace("{sentence}", sentence);
  };

  return () => {
    const words = readVoucherWords(field.value);
    if (words === null) return show(said("voucher.two"));
    if (running) return;
    running = true;
    show(said("voucher.asking"));
    void ask(words)
      .then(show, () => show(page.say("problem.broken")))
      .finally(() => {
        running = false;
      });
  };
};
