import { type Hash, idFrom, type MemberId, type OrganisationId } from "@fairlead/protocol";
import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";
import { CONTENT_SECURITY_POLICY, configJson, headersFor } from "./dist.ts";

const bytes = (length: number, fill: number) => new Uint8Array(length).fill(fill);
const PIN = {
  organisation: idFrom<OrganisationId>(bytes(32, 1)),
  head: idFrom<Hash>(bytes(32, 2)),
  administrators: [{ id: idFrom<MemberId>(bytes(16, 3)), verifyKey: bytes(32, 4) }],
};
const json = configJson({ pin: PIN, clockOffset: -5, callerPage: "http://127.0.0.1:1/", demo: true });

describe("What the desk's host tells it", () => {
  it("reads back as it was written", () => {
    const config = readConfig(JSON.parse(json));
    expect(config).toEqual({ pin: PIN, clockOffset: -5, callerPage: "http://127.0.0.1:1/", demo: true });
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

it("the policy allows nothing inline, no eval and no other origin", () => {
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:|data:|blob:/);
  expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'");
  expect(headersFor("/")["cache-control"]).toBe("no-store");
  expect(headersFor("/a/index-x.js")["cache-control"]).toContain("immutable");
});
