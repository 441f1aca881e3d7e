/** Shows one state. Knows the document and no secrets but those that it is given to show. */
import { showEight } from "./eight-words.ts";
import { sayTrouble, showNote } from "./note.ts";
import type { Page } from "./page.ts";
import { showMailbox } from "./screen-mailbox.ts";
import { PARTS, type State, type WordTrouble } from "./state.ts";

/** Shows one step, also one that was put in later. */
export const reveal = (step: HTMLElement): void => {
  for (const other of document.querySelectorAll<HTMLElement>("#first, .step")) other.hidden = other !== step;
  window.scrollTo(0, 0);
  // The heading takes the focus, so that a screen reader begins there.
  step.querySelector("h1")?.focus({ preventScroll: true });
};

const sayWordTrouble = (page: Page, trouble: WordTrouble): string => {
  if (trouble.kind === "trouble") return sayTrouble(page, trouble.trouble);
  if (trouble.kind === "unknown-word") return page.say("back.unknown", { n: trouble.position + 1 });
  return page.say(`back.${trouble.kind}`);
};

const showSealing = (page: Page, step: HTMLElement, state: State & { step: "sealing" }): void => {
  for (const [index, part] of PARTS.entries()) {
    const ring = step.querySelector<HTMLElement>(`[data-part="${part}"]`);
    if (ring === null) continue;
    const is = index < state.done ? "done" : index === state.done ? "now" : null;
    const hint = ring.querySelector("small");
    if (is === null) delete ring.dataset.is;
    else ring.dataset.is = is;
    if (hint !== null) hint.textContent = is === null ? "" : page.say(`sealing.${is}`);
  }
  showNote(step, state.waiting && page.say(state.waiting === "network" ? "sealing.waiting" : "problem.busy"));
  page.part("sealing-try").hidden = state.waiting === null;
};

const showBack = (page: Page, step: HTMLElement, state: State & { step: "back" }): void => {
  page.part("back-busy").hidden = !state.busy;
  showNote(step, state.trouble && sayWordTrouble(page, state.trouble));
  const unknown = state.trouble?.kind === "unknown-word" ? state.trouble.position : -1;
  for (const [index, field] of [...step.querySelectorAll("input")].entries()) {
    if (index === unknown) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  if (unknown >= 0) step.querySelectorAll("input")[unknown]?.focus();
};

const showFirst = (page: Page, ready: (State & { step: "first" })["ready"]): void => {
  const line = page.part("ready");
  line.dataset.is = ready;
  if (ready === "closed") line.textContent = page.say("problem.closed");
  else if (ready !== "preparing") line.textContent = page.say(`status.${ready}`);
  const isOpen = ready === "ready" || ready === "offline";
  const ask = page.part<HTMLButtonElement>("go-ask");
  const back = page.part<HTMLButtonElement>("go-back");
  ask.disabled = !isOpen;
  back.disabled = !isOpen && ready !== "closed";
  const stuck = page.part("stuck");
  stuck.hidden = ready === "ready" || ready === "closed";
  if (ready !== "missing") return;
  // Nothing here will ever be sealed: what is left is the form that says what the server sees. [MB6]
  ask.hidden = true;
  back.hidden = true;
  const plain = stuck.querySelector("a");
  if (plain !== null) {
    plain.textContent = page.say("status.without");
    plain.className = "button";
  }
};

/** What the header says in place of the language switch: changing language would lose what is written. */
const showHeader = (page: Page, state: State): void => {
  page.part("lang").hidden = state.step !== "first";
  const line = page.part("state");
  const isSent = state.step === "sent" || state.step === "done";
  line.hidden = state.step === "first" || state.step === "stop";
  line.className = isSent ? "well" : "seal";
  line.textContent = isSent ? page.say("sent.status") : page.say("mailbox.sealed");
};

export const screen = (page: Page): ((state: State) => void) => {
  let shown: State["step"] = "first";
  return (state) => {
    const step = page.part(state.step);
    if (state.step === "first") showFirst(page, state.ready);
    else if (state.step === "ask") showNote(step, state.trouble && sayTrouble(page, state.trouble));
    else if (state.step === "expired") {
      const since = page.part("expired-since");
      since.dataset.text ??= since.textContent ?? "";
      since.textContent = since.dataset.text.replace("{when}", page.moment(state.since));
    } else if (state.step === "sealing") showSealing(page, step, state);
    else if (state.step === "sent") showEight(page, step, state);
    else if (state.step === "done") {
      page.part("sent").querySelector(".words")?.replaceChildren();
      showNote(step, state.trouble && sayTrouble(page, state.trouble));
    } else if (state.step === "back") showBack(page, step, state);
    else if (state.step === "mailbox") showMailbox(page, step, state);
    else page.part("stop-code").textContent = state.code;
    showHeader(page, state);
    if (state.step === shown && !step.hidden) return;
    shown = state.step;
    reveal(step);
  };
};
