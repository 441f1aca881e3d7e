/**
 * The parts that few callers need, as one script that is fetched when the first of them is asked for. Its steps come with
 * it, in the language of the page; the build and the stamp put them in.
 */
import type { Lent } from "../script/later.ts";
import { handOver } from "./hand-over.ts";
import { others } from "./others.ts";
import { voucher } from "./voucher.ts";

const STEPS = "__FAIRLEAD_STEPS__";

/** Puts the steps into the page, once. They are ours: the browser has checked the hash of all of this. */
const begun = new WeakSet<Lent>();
const begin = (lent: Lent): boolean => {
  if (begun.has(lent)) return false;
  begun.add(lent);
  const { body } = new DOMParser().parseFromString(STEPS, "text/html");
  document.querySelector("main")?.append(...body.childNodes);
  return true;
};

const part = (work: (lent: Lent) => () => void): ((lent: Lent) => void) => {
  let open: (() => void) | null = null;
  return (lent) => {
    begin(lent);
    open ??= work(lent);
    open();
  };
};

const later = { handOver: part(handOver), others: part(others), voucher: part(voucher) };
export type Later = typeof later;
(globalThis as { later?: Later }).later = later;
