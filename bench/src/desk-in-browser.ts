/** A desk without a screen, in a browser's page: `window.deskWork`. Bundled by {@link file://./cases-in-browser.ts}. */
import { openHand, Unreachable } from "@fairlead/client";
import { indexedDbShelf } from "@fairlead/console/shelf";
import { ENGLISH } from "@fairlead/protocol/words/english";

const shelf = indexedDbShelf();

async function lay(records: readonly (readonly [name: string, base64: string])[]): Promise<void> {
  for (const [name, text] of records)
    await shelf.put(
      name,
      Uint8Array.from(atob(text), (one) => one.charCodeAt(0)),
    );
}

/** ms until each was there, and the bytes that the page's scripts hold. */
async function open(
  pinText: string,
  phrase: string,
): Promise<{ glance: number | null; open: number; whole: number; memory: number }> {
  const pin = JSON.parse(pinText);
  for (const one of pin.administrators) one.verifyKey = Uint8Array.from(one.verifyKey);
  const transport = async () => {
    throw new Unreachable();
  };
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const started = performance.now();
  const since = () => performance.now() - started;
  let glance: number | null = null;
  const told = {
    glance: () => {
      glance = since();
    },
    progress: () => undefined,
    stopped: () => false,
  };
  const effects = { transport, clock: Date.now, random, shelf, release: "bench" };
  const opened = await openHand(effects, pin, phrase, [ENGLISH], told);
  if (opened.kind !== "open") throw new Error(`a desk does not open: ${opened.kind}`);
  const { hand } = opened;
  hand.view();
  const open = since();
  while (hand.view().status.reading !== null)
    await new Promise<void>((resolve) => {
      const end = hand.subscribe(() => {
        end();
        resolve();
      });
    });
  const whole = since();
  const memory = "memory" in performance ? (performance.memory as { usedJSHeapSize: number }).usedJSHeapSize : 0;
  hand.lock();
  return { glance, open, whole, memory };
}

const deskWork = { lay, open };

declare global {
  interface Window {
    deskWork: typeof deskWork;
  }
}

window.deskWork = deskWork;
