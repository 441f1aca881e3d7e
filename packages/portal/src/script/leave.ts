/** *Leave quickly*: the button, Esc twice, and what is wiped whenever the page goes away. [P8] */

const TWICE_WITHIN = 800;

/** Every field and every word that stands in the document. */
export const emptyPage = (page: Document): void => {
  for (const form of page.forms) form.reset();
  for (const field of page.querySelectorAll<HTMLInputElement>("input:not([type]), textarea")) field.value = "";
  page.body.replaceChildren();
};

export const watchLeaving = (page: Document, wipe: () => void): void => {
  const button = page.querySelector<HTMLAnchorElement>("#leave");
  const leave = (): void => {
    const to = button?.href ?? "about:blank";
    wipe();
    emptyPage(page);
    // `replace` takes this page's place in the tab's history: "back" leads past it.
    page.location.replace(to);
  };
  button?.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  let lastEscape = Number.NEGATIVE_INFINITY;
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - lastEscape < TWICE_WITHIN) leave();
    lastEscape = event.timeStamp;
  });
  const view = page.defaultView;
  // Browsers keep whole pages for "back": the words must not come back with them.
  view?.addEventListener("pagehide", () => {
    wipe();
    emptyPage(page);
  });
  view?.addEventListener("pageshow", (event) => {
    if (event.persisted) page.location.reload();
  });
};
