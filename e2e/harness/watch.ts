/** What a page does behind the back of whoever looks at it: faults in its console, broken policy, calls elsewhere. */
import type { Page } from "playwright-core";

export type Watched = {
  /** Errors in the console, uncaught ones too, and violations of the content policy; one line each. */
  faults: () => string[];
  /** Addresses on other origins that anything on the page asked for. */
  elsewhere: () => string[];
};

/** To be called before the page goes anywhere. `home` is the one origin that it may talk to. */
export async function watch(page: Page, home: string): Promise<Watched> {
  const faults: string[] = [];
  const elsewhere: string[] = [];
  const { origin } = new URL(home);
  page.on("console", (message) => {
    // In front of a door there is no icon: what the browser asks for by itself is answered by the cover.
    if (message.location().url === `${origin}/favicon.ico`) return;
    // Two hands that send the same reply are both right: the server says to the second that it is there (FL_MESSAGE_USED),
    // and the browser writes that down as an error of its own.
    if (message.location().url === `${origin}/api/reply` && message.text().includes("status of 409")) return;
    if (message.type() === "error" || message.text().startsWith("policy:")) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin) elsewhere.push(url.href);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      // biome-ignore lint/suspicious/noConsole: the page's own console is how word of it reaches us
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  return { faults: () => faults, elsewhere: () => elsewhere };
}
