import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language, Place } from "@fairlead/portal/pages";
import { deskKeys, type Hash, mailboxAddress, openLetter, parseRow } from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CallerPages } from "../src/index.ts";
import { bytesOf, Organisation, post } from "./organisation.ts";

/** Said once in a form, and nowhere else in this repository. */
const PLANTED = "The invented heron waits behind the seventh lighthouse, Ёлка 4711.";

const place = (language: Language): Place => ({
  language,
  door: "",
  organisation: {
    name: "Invented Harbour",
    words: ["one", "two", "three", "four", "five", "six"],
    elsewhere: "harbour.example",
    onePerson: true,
    zone: "UTC",
  },
  leaveTo: "https://weather.example/",
  assets: {
    style: "p{margin:0}",
    script: "/a/s.js",
    integrity: { style: "sha256-x", script: "sha256-y", ticket: "" },
    later: { en: "/a/55.js sha256-e", ru: "/a/55.js sha256-r", ar: "/a/55.js sha256-a" },
    words: { en: "/a/en.txt", ru: "/a/ru.txt" },
    files: "/a/files.js",
    ticket: "/a/ticket.js",
  },
});
const portal: CallerPages = {
  place,
  asset: (path) =>
    path === "/a/s.js" ? { type: "text/javascript; charset=utf-8", bytes: Buffer.from("void 0;".repeat(200)) } : null,
};

/** What a person answers who reads English. */
function answerTo(question: string): string {
  const words = (question.split(": ")[1] ?? "").replace("?", "").split(", ");
  const [, quoted = ""] = /“(\w+)”/.exec(question) ?? [];
  const opposites = "day night black white left right yes no up down hot cold big small open closed".split(" ");
  const numbers = ["nought", "one", "two", "three", "four", "five", "six"];
  if (question.startsWith("Type the"))
    return words[["first", "second", "third", "fourth"].findIndex((nth) => question.includes(nth))] ?? "";
  if (question.startsWith("How many times")) return String(words.filter((word) => word === quoted).length);
  if (question.startsWith("What is")) return opposites[opposites.indexOf(quoted) + 1] ?? "";
  return String(question.split(/\W+/).reduce((sum, word) => sum + Math.max(0, numbers.indexOf(word)), 0));
}

describe("the form without script", () => {
  let organisation: Organisation;
  beforeAll(async () => {
    organisation = await Organisation.found({ portal });
  });
  afterAll(async () => {
    expect(organisation.lines.filter((line) => line.at === "bug")).toEqual([]);
    await organisation.close();
  });

  async function page(
    path: string,
    fields?: Record<string, string>,
  ): Promise<{ status: number; html: string; headers: Headers }> {
    const response = await fetch(
      organisation.url + path,
      fields === undefined ? {} : { method: "POST", body: new URLSearchParams(fields) },
    );
    return { status: response.status, html: await response.text(), headers: response.headers };
  }
  async function token(): Promise<string> {
    const found = /name="token" value="([^"]+)"/.exec((await page("/en/write")).html)?.[1];
    if (found === undefined) throw new Error("no token");
    organisation.now += 3_000;
    return found;
  }
  const codeIn = (html: string) => /id="code"[^>]*>([\d ]+)</.exec(html)?.[1]?.replaceAll(" ", "") ?? "";
  const threads = async () => {
    const { operator, url } = organisation;
    operator.token = await organisation.login(operator.unlocking);
    const { body } = await post(url, "/api/threads", { since: 0 }, operator.token);
    return body.threads as {
      mailbox: string;
      verifyKey: Uint8Array;
      kemKey: Uint8Array;
      rows: { row: Uint8Array; seq: number; hash: Hash }[];
    }[];
  };

  it("[MB6] a letter is sealed on arrival, flagged, answered, read and confirmed with twenty-one digits", async () => {
    const sent = await page("/en/write", { token: await token(), text: PLANTED, danger: "now" });
    expect(sent.status).toBe(200);
    const digits = codeIn(sent.html);
    expect(digits).toMatch(/^9\d{20}$/);

    const [thread] = await threads();
    const row = parseRow(thread?.rows[0]?.row ?? new Uint8Array());
    expect(row.header.onArrival).toBe(true);
    const desk = await deskKeys(organisation.intake.epochKey);
    expect(await openLetter(row, desk.kemSeed)).toMatchObject({
      text: PLANTED,
      answers: { danger: "now" },
      language: "en",
    });

    const mailbox = mailboxAddress(bytesOf(thread?.verifyKey), bytesOf(thread?.kemKey));
    const { row: reply } = await organisation.reply(mailbox, "An invented answer to the heron.");
    const back = await page("/en/back", { token: await token(), digits: digits.replace(/(...)/g, "$1 ") });
    expect(back.html).toContain("An invented answer to the heron.");
    const confirmed = await page("/en/answer", { token: await token(), digits, act: "confirm", read: reply.hash });
    expect(confirmed.html).not.toContain("An invented answer to the heron.");
    const answered = await page("/en/answer", { token: await token(), digits, act: "danger", text: "" });
    expect(answered.status).toBe(200);
    expect((await threads())[0]?.rows).toHaveLength(2);
  });

  it("[MB7] a double click is one letter and one code; a corrected form goes to the same mailbox", async () => {
    const once = await token();
    const fields = { token: once, text: "an invented call, twice" };
    const before = (await threads()).length;
    const both = await Promise.all([page("/en/write", fields), page("/en/write", fields)]);
    expect(codeIn(both[0].html)).toBe(codeIn(both[1].html));
    const corrected = await page("/en/write", { ...fields, text: "an invented call, corrected" });
    expect(codeIn(corrected.html)).toBe(codeIn(both[0].html));
    const now = await threads();
    expect(now).toHaveLength(before + 1);
    expect(now.at(-1)?.rows).toHaveLength(2);
  });

  it("[MB9] a form without a token, with an old one, too quick, or far too often, stores nothing", async () => {
    const before = await organisation.store.now();
    const text = "an invented call";
    expect((await page("/en/write", { text })).status).toBe(409);
    expect((await page("/en/write", { text, token: "A".repeat(43) })).status).toBe(409);
    const quick = /name="token" value="([^"]+)"/.exec((await page("/en/write")).html)?.[1] ?? "";
    expect((await page("/en/write", { text, token: quick })).status).toBe(409);
    const old = await token();
    organisation.now += 2 * 3_600_000;
    expect((await page("/en/write", { text, token: old })).status).toBe(409);
    expect(await organisation.store.now()).toBe(before);
  });

  it("an empty form, strange fields and wrong digits are told in words, with a code", async () => {
    const empty = await page("/ru/write", { token: await token(), text: " " });
    expect([empty.status, empty.html.includes("FL_EMPTY")]).toEqual([400, true]);
    const strange = await page("/en/write", { token: await token(), text: "x", danger: "' OR 1=1" });
    expect([strange.status, strange.html.includes("FL_REFUSED")]).toEqual([400, true]);
    const words = await page("/en/back", { token: await token(), digits: "eight words that do not belong here" });
    expect([words.status, words.html.includes("FL_DIGITS")]).toEqual([400, true]);
    expect(words.html).not.toContain("belong here");
    const huge = await page("/en/write", { token: await token(), text: "x".repeat(300_000) });
    expect([huge.status, huge.html.includes("FL_BODY_LARGE")]).toEqual([400, true]);
  });

  it("[PH3] digits that nobody was given open an empty mailbox like any other", async () => {
    const back = await page("/ar/back", { token: await token(), digits: `9${"1234567890".repeat(2)}` });
    expect(back.status).toBe(200);
  });

  it("[MB4] under an expired card nothing is sealed but on the caller's express choice, and then flagged", async () => {
    const begun = organisation.now;
    organisation.now += 40 * 24 * 3_600_000;
    const refused = await page("/en/write", { token: await token(), text: "an invented call" });
    expect([refused.status, refused.html.includes("FL_EXPIRED")]).toEqual([409, true]);
    const chosen = await page("/en/write", { token: await token(), text: "an invented call", anyway: "yes" });
    expect(codeIn(chosen.html)).toMatch(/^9/);
    expect(parseRow((await threads()).at(-1)?.rows[0]?.row ?? new Uint8Array()).header.expiredCard).toBe(true);
    organisation.now = begun;
  });

  it("pages are languages, never cached, compressed where they hold nothing of anybody's; files never change", async () => {
    const russian = await fetch(`${organisation.url}/`, {
      headers: { "accept-language": "ru,en;q=0.5", "accept-encoding": "gzip" },
    });
    expect(await russian.text()).toMatch(/^<!doctype html>\s*<html lang="ru"/i);
    expect(russian.headers.get("content-encoding")).toBe("gzip");
    const packed = await fetch(`${organisation.url}/ru`, { headers: { "accept-encoding": "gzip, deflate, br;q=0.9" } });
    expect(packed.headers.get("content-encoding")).toBe("br");
    expect(await packed.text()).toMatch(/^<!doctype html>\s*<html lang="ru"/i);
    const unpacked = await fetch(`${organisation.url}/ru`, { headers: { "accept-encoding": "gzip;q=0, identity" } });
    expect(unpacked.headers.get("content-encoding")).toBeNull();
    expect(russian.headers.get("cache-control")).toBe("no-store");
    expect(russian.headers.get("set-cookie")).toBeNull();
    // Five minutes of writing cost nobody a new connection.
    expect(russian.headers.get("keep-alive")).toBe("timeout=310");
    expect(russian.headers.get("content-security-policy")).toContain(";style-src 'sha256-x'");
    expect(russian.headers.get("content-security-policy")).not.toMatch(/unsafe/);
    expect((await page("/ar")).html).toContain('dir="rtl"');
    const file = await page("/a/s.js");
    expect(file.headers.get("cache-control")).toBe("no-store");
    expect((await page("/a/none.js")).status).toBe(404);
    expect((await page("/xx")).status).toBe(404);
    const nowhere = await page("/ru/nowhere/at/all");
    expect([nowhere.status, nowhere.html.includes('lang="ru"')]).toEqual([404, true]);
    expect(nowhere.headers.get("content-security-policy")).toContain("default-src 'none'");
    const secret = await fetch(`${organisation.url}/en/back`, {
      method: "POST",
      headers: { "accept-encoding": "gzip" },
      body: new URLSearchParams({ token: await token(), digits: `9${"0".repeat(20)}` }),
    });
    expect(secret.headers.get("content-encoding")).toBeNull();
  });

  it("[MB7] a form sent again to a server that was started again is one letter, and its page says so", async () => {
    const fields = { token: await token(), text: "one letter, sent twice" };
    const before = (await threads()).length;
    expect(codeIn((await page("/en/write", fields)).html)).toMatch(/^9/);
    const other = await organisation.start(organisation.store, { portal });
    const again = await fetch(`${other.url}/en/write`, { method: "POST", body: new URLSearchParams(fields) });
    const html = await again.text();
    expect([again.status, codeIn(html), html.includes("received before")]).toEqual([200, "", true]);
    expect(await threads()).toHaveLength(before + 1);
    const reworded = new URLSearchParams({ ...fields, text: "other words" });
    expect(codeIn(await (await fetch(`${other.url}/en/write`, { method: "POST", body: reworded })).text())).toMatch(
      /^9/,
    );
    await other.close();
  });

  it("[P6] what somebody wrote comes back with the problem, in a form that can be sent, and as text only", async () => {
    const hostile = `"><script>x</script></textarea>`;
    const lost = await page("/en/write", { text: `${hostile} help`, where: hostile, danger: "now", token: "old" });
    expect(lost.status).toBe(409);
    expect(lost.html).toContain("&lt;/textarea&gt; help</textarea>");
    expect(lost.html).toContain('name="where"');
    expect(lost.html).not.toContain("<script>x");
    expect(lost.html).toContain('value="now" checked');
    const fresh = /name="token" value="([^"]+)"/.exec(lost.html)?.[1] ?? "";
    organisation.now += 3_000;
    expect(codeIn((await page("/en/write", { token: fresh, text: "help" })).html)).toMatch(/^9/);
    const digits = `9${"0".repeat(20)}`;
    const answer = await page("/en/answer", { token: "old", digits, act: "answer", text: "I am at the invented gate" });
    expect([answer.status, answer.html.includes("invented gate</textarea>")]).toEqual([409, true]);
    expect(answer.html).toContain(`name="digits" value="${digits}"`);
  });

  it("[P6] also with the one that says: too many requests", async () => {
    const strict = await organisation.start(organisation.store, {
      portal,
      settings: { callsPerMinute: 2, trustProxy: true },
    });
    const send = () =>
      fetch(`${strict.url}/en/write`, {
        method: "POST",
        headers: { "x-forwarded-for": "203.0.113.5" },
        body: new URLSearchParams({ text: "do not lose this" }),
      });
    for (let count = 0; count < 2; count++) expect((await send()).status).toBe(409);
    const turnedAway = await send();
    expect(turnedAway.status).toBe(429);
    expect(await turnedAway.text()).toContain("do not lose this</textarea>");
    await strict.close();
  });

  it("[MB9] in a flood it asks a plain question: right is one mailbox, wrong is another question, nothing typed is lost", async () => {
    const server = await organisation.start(organisation.store, { portal, settings: { calmFormsPerHour: 0 } });
    const send = async (path: string, fields: Record<string, string>) => {
      organisation.now += 3_000;
      const answer = await fetch(server.url + path, { method: "POST", body: new URLSearchParams(fields) });
      return { status: answer.status, html: await answer.text() };
    };
    const asked = (html: string) => ({
      token: /name="token" value="([^"]+)"/.exec(html)?.[1] ?? "",
      plain: answerTo(/<label for="[nd]-plain"[^>]*>([^<]+)</.exec(html)?.[1] ?? ""),
    });
    const before = (await threads()).length;
    const typed = { text: "the heron needs help", where: "by the invented gate", danger: "soon" };
    const isKept = (html: string) =>
      html.includes("the heron needs help</textarea>") &&
      html.includes('value="soon" checked') &&
      html.includes("invented gate");

    // A form that was opened before the flood began brings no answer, as a script does.
    const first = await send("/en/write", { ...typed, token: await token() });
    expect([first.status, isKept(first.html), codeIn(first.html)]).toEqual([409, true, ""]);
    const wrong = await send("/en/write", { ...typed, ...asked(first.html), plain: "no idea" });
    expect([wrong.status, isKept(wrong.html), wrong.html.includes("another question")]).toEqual([409, true, true]);
    // Guessing on with the same form is of no use.
    const guessed = await send("/en/write", { ...typed, ...asked(first.html) });
    expect([guessed.status, guessed.html.includes("FL_TOKEN"), isKept(guessed.html)]).toEqual([409, true, true]);
    const old = asked(guessed.html);
    organisation.now += 2 * 3_600_000;
    const late = await send("/en/write", { ...typed, ...old });
    expect([late.status, isKept(late.html)]).toEqual([409, true]);
    expect((await threads()).length).toBe(before);

    const right = asked(late.html);
    const sent = await send("/en/write", { ...typed, ...right });
    const digits = codeIn(sent.html);
    expect(digits).toMatch(/^9/);
    // The same answer again writes to the same mailbox, and to no other.
    for (let n = 0; n < 3; n++)
      expect(codeIn((await send("/en/write", { text: `again ${n}`, ...right })).html)).toBe(digits);
    expect((await threads()).length).toBe(before + 1);

    // Coming back is one question; what is said in the open mailbox, none. Its token opens no other one.
    const page = await (await fetch(`${server.url}/en/write`)).text();
    expect(page).toContain('id="d-plain"');
    const refused = await send("/en/back", { token: asked(page).token, digits });
    expect([refused.status, refused.html.includes(`value="${digits}"`)]).toEqual([409, true]);
    const open = await send("/en/back", { ...asked(refused.html), digits });
    expect(open.html).not.toContain("-plain");
    const own = asked(open.html).token;
    const danger = await send("/en/answer", { token: own, digits, act: "danger", text: "" });
    expect([danger.status, danger.html.includes("-plain")]).toEqual([200, false]);
    const other = { token: own, digits: `9${"3".repeat(20)}`, act: "answer", text: "one more mailbox" };
    expect((await send("/en/answer", other)).status).toBe(409);
    expect((await threads()).length).toBe(before + 1);
    await server.close();
  });

  it("[MB9] a flood of sealed letters makes it ask too, and so does one of forms, until an hour has passed", async () => {
    const server = await organisation.start(organisation.store, {
      portal,
      settings: { calmFormsPerHour: 2, workBits: 0 },
    });
    const asks = async () => (await (await fetch(`${server.url}/en/write`)).text()).includes('id="n-plain"');
    organisation.now += 2 * 3_600_000;
    expect(await asks()).toBe(false);
    const back = { digits: `9${"4".repeat(20)}` };
    for (let n = 0; n < 2; n++) {
      const body = new URLSearchParams({ ...back, token: await token() });
      expect((await fetch(`${server.url}/en/back`, { method: "POST", body })).status).toBe(200);
    }
    expect(await asks()).toBe(true);
    organisation.now += 3_600_000;
    expect(await asks()).toBe(false);
    await server.close();
    const full = await organisation.start(organisation.store, { portal, settings: { unansweredQuota: 1 } });
    expect(await (await fetch(`${full.url}/en/write`)).text()).toContain('id="n-plain"');
    await full.close();
  });

  it("[P9] a mailbox with a reply and one without weigh the same", async () => {
    const digits = codeIn((await page("/en/write", { token: await token(), text: "weighed" })).html);
    const thread = (await threads()).at(-1);
    const mailbox = mailboxAddress(bytesOf(thread?.verifyKey), bytesOf(thread?.kemKey));
    const back = async () => Buffer.byteLength((await page("/en/back", { token: await token(), digits })).html);
    const empty = await back();
    await organisation.reply(mailbox, "an invented reply ".repeat(150));
    expect([empty, await back()]).toEqual([32 * 1024, 32 * 1024]);
  });

  it("[MB6] an organisation can switch it off", async () => {
    const off = await organisation.start(organisation.store, { portal, settings: { onArrival: false } });
    const answer = await fetch(`${off.url}/en/write`, { method: "POST", body: new URLSearchParams({ text: "x" }) });
    expect([answer.status, (await answer.text()).includes("FL_ON_ARRIVAL_OFF")]).toEqual([403, true]);
    await off.close();
  });

  it("[P2] the sentence stands in no log line and in no byte of the store's files", () => {
    const files = readdirSync(organisation.folder).map((name) => readFileSync(join(organisation.folder, name)));
    const everything = Buffer.concat([...files, Buffer.from(JSON.stringify(organisation.lines))]);
    for (const trace of [PLANTED, "invented heron", "Ёлка 4711", "seventh lighthouse"]) {
      expect(everything.includes(Buffer.from(trace)), trace).toBe(false);
      expect(everything.includes(Buffer.from(trace, "utf16le")), trace).toBe(false);
    }
    expect(JSON.stringify(process.env)).not.toContain("invented heron");
    expect(everything.length).toBeGreaterThan(50_000);
  });
});
