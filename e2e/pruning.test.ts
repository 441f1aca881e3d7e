/**
 * Two members decide that hours and places of a journey that is over go: at two desks, and on the disk of the real server.
 * All people and places are invented.
 */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Hand } from "@fairlead/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BrowserName, inTurn, openBrowser } from "./harness/browsers.ts";
import { type Desk, openDesk } from "./harness/desk.ts";
import { done, openHandOf } from "./harness/hand.ts";
import { startSeason } from "./harness/season.ts";
import type { RunningServer } from "./harness/server.ts";

const ALIAS = { chromium: "Speedwell", firefox: "Pimpernel" };
const [LANDING, MILL] = ["Grebe landing", "Whinchat mill"];
const DRIVER = "Invented Ansgar";
const GONE = /Pruned .* by .* and .*\. Kept: .* Hours and places are gone\./;

let server: RunningServer;
let siskin: Hand;
let heron: Hand;
beforeAll(async () => {
  server = await startSeason();
  [siskin, heron] = [await openHandOf(server, "Siskin"), await openHandOf(server, "Heron")];
});
afterAll(() => server?.stop());

const caseOf = (hand: Hand, alias: string) => {
  const found = hand.view().cases.find((one) => one.alias === alias);
  if (found === undefined) throw new Error(`${hand.me.handle} reads no ${alias}`);
  return found;
};
const journeyPart = (hand: Hand, alias: string): string | undefined =>
  caseOf(hand, alias).parts.find(({ part }) => part === "journey")?.stream;

/** Called off, and so over; a driver of the register was asked for it. */
async function calledOff(alias: string): Promise<void> {
  const { act, me } = siskin;
  const { words, message } = await done(act.beginCall("en"));
  const call = { words, message, language: "en", text: "We are two.", answers: {}, flags: [], note: "" };
  const { mailbox } = await done(act.takeCall({ ...call, urgency: null, window: null }));
  await siskin.sync();
  const team = { people: 2, owner: me.id, standIn: heron.me.id, team: [heron.me.id] };
  const { case: id } = await done(act.openCase(mailbox, { alias, ...team }));
  const { thing } = await done(act.writeThing({ kind: "driver", name: DRIVER, facts: {}, over: 0 }));
  const leg = { leg: act.newLeg(), kind: "drive" as const, from: LANDING, to: MILL, departs: 370, arrives: 560 };
  const { journey } = await done(
    act.writeJourney(id, {
      ...{ party: ["1", "2"], date: "2017-03-27", offset: 180, route: null, why: "", over: 0 },
      legs: [{ ...leg, service: "a car", note: "" }],
    }),
  );
  const asked = { journey, leg: leg.leg, as: "driver" as const, thing, words: "", seen: 1, over: 0 };
  await done(act.assignLeg(id, asked));
  const over = caseOf(siskin, alias).journeys[0]?.version ?? 0;
  await done(act.cancelJourney(id, { journey, reason: "the bridge was closed", over }));
}

/** How much the server keeps of a stream. */
function rowsOf(stream: string): number {
  const db = new DatabaseSync(join(server.folder, "demo/store.sqlite"), { readOnly: true, timeout: 5_000 });
  try {
    const counts = ["commits", "wraps"].map((table) => `(SELECT COUNT(*) FROM ${table} WHERE stream = $stream)`);
    return Number(db.prepare(`SELECT ${counts.join(" + ")} AS kept`).get({ stream })?.kept);
  } finally {
    db.close();
  }
}

describe.for(inTurn("chromium"))("journeys that are over, in %s", async (name: BrowserName) => {
  const browser = await openBrowser(name, "engine");
  const alias = ALIAS[name];
  let first: Desk;
  let second: Desk;

  const sitDown = async (who: string): Promise<Desk> => {
    if ("missing" in browser) throw new Error(browser.missing);
    return openDesk(browser, server, who);
  };
  const openJourneys = async (desk: Desk) => {
    await desk.openCase(alias);
    await desk.page.getByRole("tab", { name: /^Journey/ }).click();
  };
  const ask = (reason: string) =>
    first.fill("Prune what is over…", (dialog) => dialog.getByLabel("Reason").fill(reason), "Ask for it");
  /** What stands on Heron's screen about this case, and the word that is given there. */
  const say = async (verdict: "Approve" | "Refuse", reason: string) => {
    const entry = second.page
      .getByRole("article")
      .filter({ hasText: `Prune journeys · ${alias}` })
      .first();
    await entry.getByText(`${LANDING} → ${MILL}`).waitFor();
    await entry.getByRole("button", { name: `${verdict}…`, exact: true }).click();
    const dialog = second.page.getByRole("dialog");
    await dialog.getByLabel("Reason").fill(reason);
    await dialog.getByRole("button", { name: verdict, exact: true }).click();
    await dialog.waitFor({ state: "detached" });
  };

  beforeAll(async () => {
    if ("missing" in browser) return;
    await calledOff(alias);
    [first, second] = await Promise.all([sitDown("Siskin"), sitDown("Heron")]);
    await openJourneys(first);
  });
  afterAll(async () => {
    if ("close" in browser) await browser.close();
  });

  it("[P11] one asks, a second refuses, and both still read the journey", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    await ask("They are home again.");
    await first.sees(/asked that hours and places go/);
    await second.sees(`Prune journeys · ${alias}`);
    await second.goTo("Decisions");
    await say("Refuse", "The lawyer asks which day.");
    await first.button("Prune what is over…").waitFor();
    await first.sees(`${LANDING} → ${MILL}`);
  });

  it("[CO6] [P3] asked again and approved, it is gone from both desks and from the server, and days and driver stay", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    await siskin.sync();
    const before = journeyPart(siskin, alias);
    if (before === undefined) throw new Error("no journey");
    expect(rowsOf(before)).toBeGreaterThan(0);
    await ask("The lawyer has what he needs.");
    await second.sees("The lawyer has what he needs.");
    await say("Approve", "Nothing of it is needed.");
    await openJourneys(second);
    // Nobody does anything more: the console of each signs as it comes by.
    for (const desk of [first, second]) {
      await desk.sees(GONE);
      await desk.sees(`It rested on: ${DRIVER} (Driver)`);
      await desk.sees(/27 Mar.* · Called off/);
      const page = await desk.page.locator("body").textContent();
      for (const word of [LANDING, MILL, "the bridge was closed"]) expect(page).not.toContain(word);
    }
    await expect.poll(() => rowsOf(before)).toBe(0);
    await siskin.sync();
    expect(JSON.stringify(siskin.view())).not.toContain(LANDING);
    expect(rowsOf(journeyPart(siskin, alias) ?? "")).toBeGreaterThan(0);
  });

  it("a desk that is opened afterwards reads what the others read", async (test) => {
    if ("missing" in browser) return test.skip(browser.missing);
    await second.close();
    const later = await sitDown("Heron");
    await openJourneys(later);
    await later.sees(GONE);
    await later.sees(`It rested on: ${DRIVER} (Driver)`);
    expect(await later.page.getByText(LANDING).count()).toBe(0);
    for (const desk of [first, later]) expect([...desk.watched.faults(), ...desk.watched.elsewhere()]).toEqual([]);
  });
});
