/** [P8] The address of a helpline with a door: whoever does not know the path finds a small plain site, and nothing else. */
import { request } from "node:http";
import type { Place } from "@fairlead/portal/pages";
import { encodeBody } from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CallerPages } from "../src/index.ts";
import { Organisation } from "./organisation.ts";

const DOOR = "/r/garden";
const COVER = "<!doctype html><title>Beans</title><p>Beans, and when to sow them.</p>";

const placeIn = (language: Place["language"]): Place => ({
  language,
  door: DOOR,
  organisation: {
    name: "Lantern",
    words: ["a", "b", "c", "d", "e", "f"],
    elsewhere: "",
    onePerson: false,
    zone: "UTC",
  },
  leaveTo: "https://www.example.org/",
  assets: {
    style: "",
    script: "/a/script.js",
    integrity: { style: "sha256-x", script: "sha256-y", ticket: "" },
    later: { en: "/a/55.js sha256-e", ru: "/a/55.js sha256-r", ar: "/a/55.js sha256-a" },
    words: { en: "/a/en.txt", ru: "/a/ru.txt" },
    files: "/a/files.js",
    ticket: "/a/ticket.js",
  },
});
const portal: CallerPages = {
  place: placeIn,
  asset: (path) => (path === "/a/script.js" ? { type: "text/javascript", bytes: Buffer.from("1;") } : null),
};

type Said = { status: number; headers: Record<string, unknown>; body: string };

describe("[P8] in front of the door", () => {
  let organisation: Organisation;
  let origin: string;

  beforeAll(async () => {
    organisation = await Organisation.found({ portal, cover: { door: DOOR, page: Buffer.from(COVER) } });
    origin = new URL(organisation.url).origin;
  });
  afterAll(() => organisation.close());

  /** The path exactly as written: `fetch` would tidy it first. */
  const ask = (path: string, method = "GET", headers = {}, body?: Uint8Array): Promise<Said> =>
    new Promise((resolve, reject) => {
      const asking = request(origin, { path, method, headers, agent: false }, async (answer) => {
        const parts: Buffer[] = [];
        for await (const part of answer) parts.push(part);
        const { date: _, ...told } = answer.headers;
        resolve({ status: answer.statusCode ?? 0, headers: told, body: Buffer.concat(parts).toString() });
      });
      asking.on("error", reject);
      asking.end(body);
    });

  it("a plain page, which names nothing in what it says and how", async () => {
    const cover = await ask("/");
    expect(cover).toMatchObject({ status: 200, body: COVER });
    expect(JSON.stringify([cover, await ask("/nothing")]).toLowerCase()).not.toMatch(
      /lantern|garden|fairlead|leave|robots|script|no-store|helmet|ratelimit/,
    );
  });

  const cbor = { "content-type": "application/cbor" };
  const NOWHERE: [string, Parameters<typeof ask>][] = [
    ["the icon that browsers ask for", ["/favicon.ico"]],
    ["what tells robots where not to look", ["/robots.txt"]],
    ["a language, as it is found at an address without a door", ["/ru"]],
    ["the form without script", ["/en/write"]],
    ["that form, posted", ["/en/write", "POST", { "content-type": "application/x-www-form-urlencoded" }]],
    ["a page's file", ["/a/script.js"]],
    ["callers' calls", ["/api/door", "POST", cbor, encodeBody({})]],
    ["members' calls", ["/api/login/challenge", "POST", cbor, encodeBody({ login: "x" })]],
    ["half of the door", ["/r"]],
    ["more than the door", [`${DOOR}en`]],
    ["the door in capitals", [DOOR.toUpperCase()]],
    ["behind it, a language that is none", [`${DOOR}/xx`]],
    ["behind it, a file that is none", [`${DOOR}/a/${"0".repeat(64)}.js`]],
    ["behind it, a call that is none", [`${DOOR}/api/nothing`, "POST", cbor, encodeBody({})]],
    ["behind it, a form in no language", [`${DOOR}/xx/write`, "POST", { "content-type": "text/plain" }]],
    ["a body of a kind that nobody reads", ["/", "POST", { "content-type": "image/png" }, Buffer.from("x")]],
    ["JSON that is none", ["/x", "POST", { "content-type": "application/json" }, Buffer.from("{")]],
    ["a body without end", ["/x", "POST", { "content-type": "application/json" }, Buffer.alloc(100_000)]],
    ["an address that cannot be read", ["/%zz"]],
    ["one that is far too long", [`${DOOR}/${"x".repeat(3_000)}`]],
    ["another method", ["/", "DELETE"]],
  ];
  it.for(NOWHERE)("%s: the same answer as any path that is not there", async ([, of]) => {
    expect(await ask(...of)).toEqual(await ask("/nothing-of-this-name"));
  });

  it("behind the door everything of the caller's, under that path alone", async () => {
    const page = await ask(`${DOOR}/en`);
    expect(page.status).toBe(200);
    expect(page.headers["cache-control"]).toBe("no-store");
    expect(page.headers["content-security-policy"]).toContain("style-src 'sha256-x'");
    for (const address of [DOOR, `${DOOR}/`, `${DOOR}/ru/write`, `${DOOR}/a/script.js`])
      expect([address, (await ask(address)).status]).toEqual([address, 200]);
    const door = await ask(`${DOOR}/api/door`, "POST", cbor, encodeBody({}));
    expect([door.status, door.headers["content-type"]]).toEqual([200, "application/cbor"]);
    // A problem in the form is told there, in the language of the address, with its way back behind the door.
    const refused = await ask(
      `${DOOR}/ru/write`,
      "POST",
      { "content-type": "application/x-www-form-urlencoded" },
      Buffer.from("text=x&token=old"),
    );
    expect(refused.body).toContain('lang="ru"');
    expect(refused.body).toContain(`action="${DOOR}/ru/write"`);
  });
});
