/** Shows one state of a ticket. Knows the document and nothing secret but what it is given to show. */
import type { TicketLeg } from "@fairlead/protocol/seal";
import type { Page } from "../script/page.ts";
import type { Tapped, TicketState } from "./ticket.ts";

const HOUR = 3_600_000;

const put = (page: Page, name: string, text: string): void => {
  const place = page.part(`ticket-${name}`);
  if (place.textContent !== text) place.textContent = text;
  const row = place.closest("div");
  if (row !== null) row.hidden = text === "";
};

/** In a direction of its own: a Russian name in an Arabic line keeps its place, and its question mark. */
const apart = (words: string): string => `\u2068${words}\u2069`;

const putLeg = (page: Page, { from, to, meet, at, people, carry, otherwise }: TicketLeg): void => {
  put(page, "when", page.moment(at / HOUR));
  put(page, "meet", meet);
  const arrow = document.documentElement.dir === "rtl" ? "←" : "→";
  put(page, "way", `${apart(from)} ${arrow} ${apart(to)}`);
  put(page, "people", String(people));
  put(page, "carry", carry);
  put(page, "otherwise", otherwise);
};

const putTapped = (page: Page, tapped: readonly Tapped[]): void => {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-press]")) {
    const is = tapped.find(({ press }) => press === button.dataset.press)?.is;
    const said = is === undefined ? "" : page.say(`ticket.${is}`);
    const status = button.nextElementSibling;
    if (status !== null && status.textContent !== said) status.textContent = said;
    if (is === undefined) delete button.dataset.is;
    else button.dataset.is = is;
  }
};

const putPhrase = (page: Page, { page: shown, tapped }: TicketState & { is: "leg" }): void => {
  const { phrase } = shown;
  const isOnTheWay = tapped.some(({ press }) => press === "on-my-way");
  const later = page.say(isOnTheWay ? "ticket.phrase.soon" : "ticket.phrase.later");
  put(page, "say", phrase === null ? later : page.say("ticket.say", { words: apart(phrase.say) }));
  put(page, "hear", phrase === null ? "" : page.say("ticket.hear", { words: apart(phrase.hear) }));
  page.part("ticket-hear").hidden = phrase === null;
};

export const ticketScreen = (page: Page): ((state: TicketState) => void) => {
  let shown: TicketState["is"] = "first";
  return (state) => {
    if (state.is === "leg") {
      putLeg(page, state.page.leg);
      putPhrase(page, state);
      putTapped(page, state.tapped);
      put(page, "until", page.say("ticket.until", { when: page.moment(state.page.ends / HOUR) }));
    } else if (state.is === "stop") page.part("stop-code").textContent = state.code;
    // What is over must not stand hidden in the document either.
    if (state.is !== "leg")
      for (const place of document.querySelectorAll("[id^='ticket-']:not(button)")) place.textContent = "";
    if (state.is === shown) return;
    shown = state.is;
    for (const step of document.querySelectorAll<HTMLElement>("#first, .step")) step.hidden = step.id !== state.is;
    window.scrollTo(0, 0);
    page.part(state.is).querySelector("h1")?.focus({ preventScroll: true });
  };
};
