/**
 * Every screen as a picture in e2e/pictures/, to be looked at; and what a picture does not show: that no page complains,
 * breaks its policy, scrolls sideways on a phone or shuts out whoever cannot see it.
 */
import { LANGUAGES } from "@fairlead/portal/pages";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, takePicture } from "./harness/browsers.ts";
import { openCallerPage } from "./harness/caller.ts";
import { axe, sideways } from "./harness/eye.ts";
import { type RunningServer, startServer } from "./harness/server.ts";

const browser = await openBrowser("chromium");
let server: RunningServer;

beforeAll(async () => {
  if ("missing" in browser) return;
  server = await startServer({ parameters: ["--until", "2017-04-07"] });
});

afterAll(async () => {
  if ("missing" in browser) return;
  await browser.close();
  await server?.stop();
});

describe("the caller's page", () => {
  it.for(LANGUAGES)("first, in %s", async (language, test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const caller = await openCallerPage(browser, server.callerPage, { language, width: 390 });
    await takePicture(caller.page, `caller/${language}-390-first`);
    expect(await sideways(caller.page)).toEqual([]);
    expect(await axe(caller.page, "all")).toEqual([]);
    expect(caller.watched.faults()).toEqual([]);
  });
});
