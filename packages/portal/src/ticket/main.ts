/**
 * The ticket holder's script: makes the real clock, randomness and network, and joins page and ticket.
 *
 * In memory only, as long as the tab: it works without a network once it has loaded, and a closed tab needs one again. The
 * one thing that outlasts a reload is a random number in this tab's own history entry, so that a phone that throws a tab
 * away and loads it again is not taken for a second phone. [P8] [TK1]
 */
import type { OpeningId } from "@fairlead/protocol/seal";
import { watchLeaving } from "../script/leave.ts";
import { openPage } from "../script/page.ts";
import { readPin } from "../script/pin.ts";
import { browserTransport } from "../script/transport.ts";
import { ticketScreen } from "./screen.ts";
import { openTicket } from "./ticket.ts";

const door = (document.currentScript as HTMLScriptElement).src.replace(/\/a\/.*/, "");
const SECRET = /^#([0-9a-f]{32})$/;
const EVERY = 60_000;
/** Somebody stands beside a car and waits for the phrase: at first nearly at once, for a console that is open answers so. */
const SOON = [2_000, 3_000, 5_000, 10_000] as const;

const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const openingHere = (): OpeningId => {
  const kept: unknown = (history.state as { opening?: unknown } | null)?.opening;
  if (typeof kept === "string" && /^[0-9a-f]{32}$/.test(kept)) return kept as OpeningId;
  const opening = hexOf(crypto.getRandomValues(new Uint8Array(16))) as OpeningId;
  history.replaceState({ opening }, "");
  return opening;
};

const begin = (): void => {
  const page = openPage(document);
  // The languages lead to the same leg.
  for (const link of document.querySelectorAll<HTMLAnchorElement>("#lang a")) link.hash = location.hash;
  const show = ticketScreen(page);
  let wake: () => void = () => undefined;
  if (globalThis.crypto?.subtle === undefined) {
    watchLeaving(document, () => undefined);
    show({ is: "missing" });
    return;
  }
  const secret = SECRET.exec(location.hash)?.[1];
  if (secret === undefined) {
    watchLeaving(document, () => undefined);
    show({ is: "nothing" });
    return;
  }
  const pin = readPin("__FAIRLEAD_PIN__");
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      const before = wake;
      wake = () => {
        before();
        clearTimeout(timer);
        resolve();
      };
    });
  const ticket = openTicket(
    { pin, language: document.documentElement.lang, secret, opening: openingHere() },
    {
      transport: browserTransport(door),
      now: () => Date.now() + pin.clockOffset,
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
      pause,
    },
    show,
  );
  const rouse = (): void => {
    const sleepers = wake;
    wake = () => undefined;
    sleepers();
  };
  watchLeaving(document, ticket.wipe);
  window.addEventListener("online", rouse);
  window.addEventListener("hashchange", () => location.reload());
  document.addEventListener("visibilitychange", () => document.hidden || rouse());
  page.part("ticket-try").addEventListener("click", rouse);
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-press]"))
    button.addEventListener("click", () => {
      ticket.press(button.dataset.press as Parameters<typeof ticket.press>[0]);
      rouse();
    });
  const follow = async (): Promise<void> => {
    for (let asked = 0; !ticket.isOver(); ) {
      // Nobody looks: a phone in a pocket asks nothing.
      if (!document.hidden) await ticket.look();
      const soon = ticket.waitsForPhrase() ? (SOON[asked] ?? SOON[3]) : null;
      asked = soon === null ? 0 : asked + 1;
      await pause(soon ?? EVERY);
    }
  };
  void follow();
};

begin();
