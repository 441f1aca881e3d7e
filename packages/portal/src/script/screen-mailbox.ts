/** The opened mailbox: unread replies, the answer box, one tap either way, check-in, standing instruction. */
import { sayTrouble, showNote } from "./note.ts";
import { make, type Page } from "./page.ts";
import type { ShownReply } from "./replies.ts";
import type { MailboxState } from "./state.ts";

const paragraphs = (text: string): HTMLElement => {
  const body = make(
    "div",
    "",
    ...text
      .split(/\n{2,}/)
      .map((block) => block.trim())
      .filter((block) => block !== "")
      .map((block) => make("p", "", block)),
  );
  // A reply may be in another language than the page.
  body.dir = "auto";
  return body;
};

const replyPanel = (page: Page, reply: ShownReply): HTMLElement => {
  const about = make("p", "hint");
  if (!reply.standing) about.append(make("b", "new", page.say("mailbox.new")), " ");
  about.append(`${page.say(reply.standing ? "mailbox.standing" : "mailbox.team")} · ${page.span(reply.hour)}`);
  const panel = make("article", "reply", about);
  if (!reply.confirmable) panel.append(make("p", "note", page.say("mailbox.unconfirmed")));
  panel.append(paragraphs(reply.text));
  return panel;
};

const checkIns = (page: Page, replies: readonly ShownReply[]): HTMLElement[] => {
  // The newest reply that names an hour holds: an older one was written before it.
  const due = [...replies].reverse().find((reply) => reply.checkInBy !== null && reply.confirmable)?.checkInBy ?? null;
  return due === null
    ? []
    : [make("p", "check-in", make("b", "", page.say("mailbox.checkin", { when: page.moment(due) })))];
};

export const showMailbox = (page: Page, step: HTMLElement, state: MailboxState): void => {
  const { unread, standing, withheld } = state;
  const heading = step.querySelector("h1");
  if (heading !== null) {
    heading.textContent =
      unread.length > 0 ? page.say("mailbox.replies", { n: unread.length }) : page.say("mailbox.none");
  }
  page.part("none").hidden = unread.length + standing.length + withheld > 0 || state.said !== null;
  const panels = unread.map((reply) => replyPanel(page, reply));
  if (withheld > 0) panels.push(make("p", "note", page.say("mailbox.withheld")));
  page.part("replies").replaceChildren(...panels);
  page.part("confirm").hidden = !unread.some((reply) => reply.confirmable);
  const newest = [...standing, ...unread].sort((a, b) => a.at - b.at);
  page.part("kept").replaceChildren(...checkIns(page, newest), ...standing.map((reply) => replyPanel(page, reply)));
  for (const button of step.querySelectorAll("button")) button.disabled = state.busy;
  showNote(step, state.trouble && sayTrouble(page, state.trouble));
  const said = page.part("said");
  const text = state.busy
    ? page.say("mailbox.sending")
    : state.said && page.say(state.said === "confirmed" ? "mailbox.confirmed" : `mailbox.sent.${state.said}`);
  said.hidden = !text;
  said.textContent = text || "";
  if (state.said === "answer") page.part<HTMLTextAreaElement>("answer").value = "";
};
