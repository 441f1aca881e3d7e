/** Watches the console's page from within; handed over as text, like {@link file://./call-watch.ts}. */
export type ConsoleMoments = {
  /** The field for the phrase is there. In ms since the address was called. */
  asking?: number;
  entered?: number;
  /** *Today* is there. */
  today?: number;
};

declare global {
  interface Window {
    consoleMoments: ConsoleMoments;
  }
}

export function watchConsole(): void {
  const moments: ConsoleMoments = {};
  window.consoleMoments = moments;
  const look = () => {
    if (document.querySelector(".locked-field")) moments.asking ??= performance.now();
    if (document.querySelector(".today")) moments.today ??= performance.now();
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true });
  addEventListener(
    "keydown",
    ({ key }) => {
      if (key === "Enter") moments.entered ??= performance.now();
    },
    true,
  );
}
