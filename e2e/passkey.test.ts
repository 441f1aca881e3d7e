/**
 * A passkey as a second way to unlock, with Chromium's virtual authenticator: set up while the desk is open, asked for
 * when it is locked, and what becomes of one that is refused, gone, another device's, or removed. [RO4]
 */
import type { CDPSession } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type Page } from "./harness/browsers.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { startSeason } from "./harness/season.ts";
import type { RunningServer } from "./harness/server.ts";

const OPEN = "Open with a passkey";
const NOT_GIVEN = /^The passkey was not given/;

let server: RunningServer;
beforeAll(async () => {
  server = await startSeason();
});
afterAll(() => server?.stop());

/** A device's authenticator, whose owner gives his finger at once. */
async function addAuthenticator(cdp: CDPSession, able: { hasPrf: boolean }): Promise<string> {
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      ...able,
    },
  });
  return authenticatorId;
}

async function withAuthenticator(page: Page): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  return cdp;
}

async function lock(desk: Desk): Promise<void> {
  await desk.page.keyboard.press("Escape");
  await desk.page.getByRole("button", { name: /^Lock now/ }).click();
  await desk.sees("Locked. Nothing is left on this screen.");
}

const unlocked = (desk: Desk) => desk.page.getByRole("navigation", { name: "Screens" }).waitFor();

async function setUp(desk: Desk): Promise<void> {
  await desk.goTo("People");
  await desk.fill("Set up a passkey…", async () => undefined, "Set up");
  await desk.sees("A passkey opens your desk on this device, beside the phrase.");
}

describe("a passkey, in chromium", async () => {
  const browser = await openBrowser("chromium");
  afterAll(async () => {
    if ("close" in browser) await browser.close();
  });

  it("opens the desk without the phrase; refused, it opens nothing and the phrase still does", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const desk = await openDesk(browser, server, "operator");
    const cdp = await withAuthenticator(desk.page);
    const authenticatorId = await addAuthenticator(cdp, { hasPrf: true });
    await lock(desk);
    expect(await desk.button(OPEN).count()).toBe(0);
    await desk.unlock();
    await setUp(desk);
    await lock(desk);
    await desk.button(OPEN).click();
    await unlocked(desk);
    await desk.page.reload();
    await desk.button(OPEN).click();
    await unlocked(desk);
    await lock(desk);
    // Somebody else's finger.
    await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
    await desk.button(OPEN).click();
    await desk.sees(NOT_GIVEN);
    await desk.unlock();
    await desk.close();
  });

  it("that is gone from the device, or is another device's, opens nothing", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const desk = await openDesk(browser, server, "operator");
    const cdp = await withAuthenticator(desk.page);
    const authenticatorId = await addAuthenticator(cdp, { hasPrf: true });
    await setUp(desk);
    await cdp.send("WebAuthn.clearCredentials", { authenticatorId });
    await lock(desk);
    await desk.button(OPEN).click();
    await desk.sees(NOT_GIVEN);
    await cdp.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
    await addAuthenticator(cdp, { hasPrf: true });
    await desk.page.reload();
    await desk.button(OPEN).click();
    await desk.sees(NOT_GIVEN);
    await desk.unlock();
    await desk.close();
  });

  it("without a secret of its own is not taken; removed on screen, it is asked for no more", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    const desk = await openDesk(browser, server, "operator");
    const cdp = await withAuthenticator(desk.page);
    const plain = await addAuthenticator(cdp, { hasPrf: false });
    await desk.goTo("People");
    await desk.button("Set up a passkey…").click();
    await desk.button("Set up").click();
    await desk.sees(/^This passkey cannot keep a desk/);
    await desk.button("Cancel").click();
    await cdp.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId: plain });
    await addAuthenticator(cdp, { hasPrf: true });
    await setUp(desk);
    await desk.button("Remove the passkey").click();
    await desk.sees("Your desk opens here by the phrase alone.");
    await setUp(desk);
    await desk.fill("Forget everything here…", async () => undefined, "Forget everything here");
    await lock(desk);
    await desk.button("Open").waitFor();
    expect(await desk.button(OPEN).count()).toBe(0);
    await desk.close();
  });
});
