/**
 * The caller's script: makes the real clock, randomness and network, and joins page and flow.
 *
 * Held by the browser only as long as the tab: no storage, no cookie, no worker, nothing cached by it. [P8]
 */
import { openFiles } from "./files-door.ts";
import { startFlow } from "./flow.ts";
import { connectHands } from "./hands.ts";
import { connectLater } from "./later.ts";
import { watchLeaving } from "./leave.ts";
import { openPage } from "./page.ts";
import { readPin } from "./pin.ts";
import { reveal, screen } from "./screen.ts";
import { browserTransport } from "./transport.ts";

/** Known only while the script runs for the first time. */
const door = (document.currentScript as HTMLScriptElement).src.replace(/\/a\/.*/, "");

const begin = (): void => {
  const page = openPage(document);
  const show = screen(page);
  // An address without a secure context (plain http, some .onion browsers) has no `crypto.subtle`: the page then
  // says that it cannot seal and offers the form that says what the server sees.
  if (globalThis.crypto?.subtle === undefined) {
    watchLeaving(document, () => undefined);
    show({ step: "first", ready: "missing" });
    return;
  }
  const pin = readPin("__FAIRLEAD_PIN__");
  let wake: () => void = () => undefined;
  const flow = startFlow(
    pin,
    document.documentElement.lang,
    {
      transport: browserTransport(door),
      now: () => Date.now() + pin.clockOffset,
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
      pause: (milliseconds) =>
        new Promise((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        }),
    },
    show,
    (host) => openFiles(door, { ...host, place: page.part("files"), wake: () => wake() }),
  );
  window.addEventListener("online", () => wake());
  // Before the system takes its picture of the screen for the list of recent apps, where it is in time. [P8]
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) flow.cover();
  });
  const wipes: (() => void)[] = [flow.wipe];
  watchLeaving(document, () => {
    for (const wipe of wipes) wipe();
  });
  connectHands(page, flow, () => wake());
  connectLater({
    page,
    line: flow.line,
    own: flow.own,
    reveal: (step) => reveal(page.part(step)),
    back: flow.again,
    onLeave: (wipe) => wipes.push(wipe),
  });
  void flow.begin();
};

begin();

export * from "./shared.ts";
