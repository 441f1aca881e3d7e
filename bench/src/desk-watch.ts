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

/** One letter typed into the search, with which it says `typed`; `painted` null: what answers that has not come. */
export type Key = { at: number; typed: string; painted: number | null };

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
  const look = () => {
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
    const answered = document.querySelector<HTMLElement>("[data-answers]")?.dataset.answers;
    if (key !== undefined && key.painted === null && key.typed === answered)
      painted((at) => {
        key.painted ??= at;
      });
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  addEventListener("submit", ({ timeStamp }) => {
    moments.pressed ??= timeStamp;
  });
  // From when it was struck until the page has what was typed, the page may have been at other work.
  let struck = 0;
  addEventListener("keydown", ({ timeStamp }) => (struck = timeStamp), true);
  addEventListener(
    "input",
    ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === "search" && target.value !== "")
        moments.keys.push({ at: struck, typed: target.value, painted: null });
    },
    true,
  );
}
