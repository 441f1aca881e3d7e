/** Watches the console from within while a member opens it and searches; handed over as text, like {@link file://./call-watch.ts}. */
export type DeskMoments = {
  /** The field for the phrase is on the screen. Each in ms since the address was called. */
  asking?: number;
  /** *Open* was pressed. */
  pressed?: number;
  /** What this device showed last, while it opens. */
  glance?: number;
  /** *Today*, with its figures. */
  today?: number;
  /** No longer says that it still reads. */
  whole?: number;
  /** In step with the server, and says so. */
  inStep?: number;
  /** The page for searching. */
  searching?: number;
  /** … has every text in its index; none where that took less than a frame. */
  indexed?: number;
  keys: Key[];
};

/** One letter typed into the search; `painted` null: nothing on the screen has changed by it. */
export type Key = { at: number; painted: number | null };

declare global {
  interface Window {
    deskMoments: DeskMoments;
  }
}

export function watchDesk(): void {
  const moments: DeskMoments = { keys: [] };
  window.deskMoments = moments;
  // The frame after the change is made ready in the callback, and is on the screen when the next task runs.
  const painted = (tell: (at: number) => void) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => tell(performance.now());
      port2.postMessage(null);
    });
  const seen = new Set<string>();
  const first = (name: Exclude<keyof DeskMoments, "keys">, is: boolean) => {
    if (!is || seen.has(name)) return;
    seen.add(name);
    painted((at) => {
      moments[name] = at;
    });
  };
  const has = (selector: string) => document.querySelector(selector) !== null;
  let wasIndexing = false;
  const look = (changes: MutationRecord[]) => {
    first("asking", has(".locked-field"));
    first("glance", has("main.glance"));
    const isOpen = has("main#content");
    first("today", has(".today"));
    const isWhole = isOpen && !has(".still-reading");
    first("whole", isWhole);
    // The cards of invented cases are refused, which the bar says before that it is up to date: by then it has asked.
    first("inStep", isWhole && has(".status:not(.warning)"));
    first("searching", has(".search-box"));
    const isIndexing = has(".search-said > span:nth-of-type(2)");
    if (wasIndexing && !isIndexing)
      painted((at) => {
        moments.indexed = at;
      });
    wasIndexing = isIndexing;
    const key = moments.keys.at(-1);
    const ofSearch = ({ target }: MutationRecord) =>
      (target instanceof Element ? target : target.parentElement)?.closest(".search-said, .page > .panel") !== null;
    if (key !== undefined && changes.some(ofSearch))
      painted((at) => {
        key.painted ??= at;
      });
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  addEventListener("submit", ({ timeStamp }) => {
    moments.pressed ??= timeStamp;
  });
  addEventListener(
    "keydown",
    ({ key, timeStamp }) => {
      if (key.length === 1 && has(".search-box")) moments.keys.push({ at: timeStamp, painted: null });
    },
    true,
  );
}
