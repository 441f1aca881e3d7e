/**
 * Watches the caller's page from within, as a clock beside it: when is what there? Runs in the browser, before the
 * page's own script; it is handed over as text, so nothing outside its braces exists for it.
 */
export type CallMoments = {
  /** Script there, door checked: the button can be pressed. All in ms since the address was called. */
  ready?: number;
  pressed?: number;
  sent?: number;
  /** The slow step, begun and done. */
  deriving?: number;
  derived?: number;
  /** By name of the page's own four rings. */
  rings: Record<string, number>;
};

declare global {
  interface Window {
    callMoments: CallMoments;
  }
}

export function watchCall(): void {
  const moments: CallMoments = { rings: {} };
  window.callMoments = moments;
  const look = () => {
    const now = performance.now();
    if (document.getElementById("ready")?.dataset.is === "ready") moments.ready ??= now;
    for (const ring of document.querySelectorAll<HTMLElement>('[data-part][data-is="done"]'))
      moments.rings[ring.dataset.part ?? ""] ??= now;
    if (document.getElementById("sent")?.hidden === false) moments.sent ??= now;
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  addEventListener(
    "submit",
    () => {
      moments.pressed ??= performance.now();
    },
    true,
  );
  const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
  crypto.subtle.deriveBits = async (...asked) => {
    const isSlow = typeof asked[0] === "object" && asked[0].name === "PBKDF2";
    if (isSlow) moments.deriving ??= performance.now();
    const bits = await derive(...asked);
    if (isSlow) moments.derived ??= performance.now();
    return bits;
  };
}
