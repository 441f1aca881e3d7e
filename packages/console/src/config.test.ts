import { describe, expect, it } from "vitest";
import { type Pin, readConfig, readWordLists } from "./config.ts";
import { CONTENT_SECURITY_POLICY, configJson, headersFor, policyFor } from "./dist.ts";

const bytes = (length: number, fill: number) => new Uint8Array(length).fill(fill);
const PIN: Pin = {
  organisation: "01".repeat(32) as Pin["organisation"],
  head: "02".repeat(32) as Pin["head"],
  administrators: [{ id: "03".repeat(16) as Pin["administrators"][number]["id"], verifyKey: bytes(32, 4) }],
};
const json = configJson({ pin: PIN, keepPin: null, clockOffset: -5, callerPage: "http://127.0.0.1:1/", demo: true });

describe("What the desk's host tells it", () => {
  it("reads back as it was written", () => {
    const config = readConfig(JSON.parse(json));
    expect(config).toEqual({ pin: PIN, keepPin: null, clockOffset: -5, callerPage: "http://127.0.0.1:1/", demo: true });
  });

  it("may have no pin yet, and then a token with which the first one is kept", () => {
    const without = { pin: null, keepPin: "token", clockOffset: 0, callerPage: "http://127.0.0.1:1/", demo: false };
    expect(readConfig(JSON.parse(configJson(without)))).toEqual(without);
    expect(() => readConfig({ ...without, keepPin: 7 })).toThrow();
    expect(() => readConfig({ ...without, pin: undefined })).toThrow();
  });

  it("is refused whole when any part of the pin is not what it must be", () => {
    const broken = [
      null,
      {},
      { ...JSON.parse(json), clockOffset: "0" },
      { ...JSON.parse(json), pin: { ...JSON.parse(json).pin, head: "00" } },
      { ...JSON.parse(json), pin: { ...JSON.parse(json).pin, administrators: [null] } },
      { ...JSON.parse(json), pin: { ...JSON.parse(json).pin, organisation: "zz".repeat(32) } },
    ];
    for (const one of broken) expect(() => readConfig(one)).toThrow();
  });
});

it("word lists are read whole or not at all", () => {
  const words = Array.from({ length: 2_048 }, (_, index) => `word${index}`);
  expect(readWordLists([{ language: "en", words }])[0]?.words).toHaveLength(2_048);
  for (const broken of [null, [], [{ language: "en", words: ["acid"] }], [{ language: "xx", words }]]) {
    expect(() => readWordLists(broken)).toThrow();
  }
});

it("the policy allows nothing inline, no eval and no other origin", () => {
  // A caller's picture, sound or film is shown from memory, never run from there.
  const shown = "img-src 'self' blob:; media-src blob:";
  expect(CONTENT_SECURITY_POLICY).toContain(shown);
  expect(CONTENT_SECURITY_POLICY.replace(shown, "")).not.toMatch(/unsafe|\*|https?:|data:|blob:/);
  expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'");
  expect(headersFor("/")["cache-control"]).toBe("no-store");
  expect(headersFor("/a/index-x.js")["cache-control"]).toContain("immutable");
});

it("one worker alone may compile WASM, which is not kept under a name that says nothing of its content", () => {
  const allowed = CONTENT_SECURITY_POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'");
  expect(policyFor("/a/solver-worker-Ab_1-x.js")).toBe(allowed);
  for (const path of [
    "/",
    "/a/index-x.js",
    "/a/placing-worker-x.js",
    "/a/solver-worker-x.js/y",
    "/x/a/solver-worker-x.js",
  ])
    expect(policyFor(path)).toBe(CONTENT_SECURITY_POLICY);
  expect(headersFor("/a/highs.wasm")["cache-control"]).toBe("no-store");
});
