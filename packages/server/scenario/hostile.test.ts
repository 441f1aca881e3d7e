import { connect } from "node:net";
import { encodeBody, rosterEntry, signLogin, unlockingKeys } from "@fairlead/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeLog } from "../src/index.ts";
import { bytesOf, caller, Organisation, post, random } from "./organisation.ts";

describe("hostile input", () => {
  let organisation: Organisation;
  beforeAll(async () => {
    organisation = await Organisation.found();
  });
  afterAll(() => organisation.close());

  const uniform = { status: 400, body: { code: "FL_REFUSED" } };

  it("unknown fields, wrong types, missing fields and other CBOR are refused alike", async () => {
    const { url } = organisation;
    const opening = new Uint8Array(200);
    const { token } = organisation.operator;
    const bodies: [string, object | Uint8Array, string?][] = [
      ["/api/door", { extra: 1 }],
      ["/api/door", Uint8Array.of()],
      ["/api/door", Uint8Array.of(0xff)],
      ["/api/door", Uint8Array.of(0xbf, 0xff)], // a map of indefinite length: another encoding of {}
      ["/api/door", Uint8Array.of(0xb8, 0x00)], // {} with a length that is not the shortest
      ["/api/door", encodeBody({}).subarray(0, 0)],
      ["/api/door", Uint8Array.of(0xa0, 0x00)], // something behind it
      ["/api/mailbox/open", {}],
      ["/api/mailbox/open", { opening: "text" }],
      ["/api/mailbox/post", { row: 7 }],
      ["/api/login", { login: opening, remember: true }],
      ["/api/bundle", { bundle: opening }],
      ["/api/append", { commits: [opening], wraps: [] }, token],
      ["/api/append", { commits: [], wraps: [opening] }, token],
      ["/api/commits", { stream: "../../etc", from: 0, limit: 1 }, token],
      ["/api/commits", { stream: "ab".repeat(16), from: -1, limit: 1 }, token],
      ["/api/threads", { since: 0.5 }, token],
      ["/api/card", { card: opening, desk: organisation.intake.stream }, token],
      ["/api/certificate", { certificate: opening }, token],
      ["/api/reply", { row: opening, until: null, notBefore: null }, token],
      ["/api/roster/append", { entry: opening }, token],
    ];
    for (const [path, body, session] of bodies) expect(await post(url, path, body, session)).toMatchObject(uniform);
  });

  it("a cut body is refused, whatever stands in front of the cut", async () => {
    const keys = await caller();
    const row = await organisation.letter(keys, "an invented call");
    const whole = encodeBody({
      keys: { verifyKey: keys.verifyKey, kemKey: keys.kemKey },
      row: row.bytes,
      work: await organisation.work(row),
    });
    for (const length of [1, 10, 100, whole.length - 1]) {
      expect(await post(organisation.url, "/api/mailbox/post", whole.subarray(0, length))).toMatchObject(uniform);
    }
  });

  it("an oversized body is refused without being read, and another content type too", async () => {
    expect(await post(organisation.url, "/api/door", new Uint8Array(1_000_000))).toMatchObject(uniform);
    const json = await fetch(`${organisation.url}/api/door`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(json.status).toBe(400);
  });

  it("a connection that breaks off half-way leaves nothing behind", async () => {
    const { port, hostname } = new URL(organisation.url);
    const before = await organisation.store.now();
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          "POST /api/mailbox/post HTTP/1.1\r\nhost: x\r\ncontent-type: application/cbor\r\ncontent-length: 5000\r\n\r\nabc",
        );
        setTimeout(() => socket.destroy(), 50);
      });
      socket.once("close", () => resolve());
    });
    expect(await organisation.store.now()).toBe(before);
    expect((await post(organisation.url, "/api/door", {})).status).toBe(200);
  });

  it("an unknown login id is asked and refused like a known one with a wrong key", async () => {
    const stranger = await unlockingKeys(random(32));
    const { url, roster, operator } = organisation;
    const ask = async (login: string) => (await post(url, "/api/login/challenge", { login })).body;
    const [known, unknown] = [await ask(operator.unlocking.login), await ask(stranger.login)];
    expect(Object.keys(known)).toEqual(Object.keys(unknown));
    expect(bytesOf(known.nonce)).toHaveLength(bytesOf(unknown.nonce).length);
    const login = signLogin(stranger, roster.organisation, bytesOf(unknown.nonce));
    expect(await post(url, "/api/login", { login })).toMatchObject({ status: 401, body: { code: "FL_LOGIN" } });
    // A signature by somebody else over the right form is hostile, not a member who mistyped.
    const forged = signLogin(
      { ...stranger, loginKey: operator.unlocking.loginKey },
      roster.organisation,
      bytesOf(known.nonce),
    );
    expect(await post(url, "/api/login", { login: forged })).toMatchObject(uniform);
  });

  it("a login counts once", async () => {
    const { url, roster, operator } = organisation;
    const { nonce } = (await post(url, "/api/login/challenge", { login: operator.unlocking.login })).body;
    const login = signLogin(operator.unlocking, roster.organisation, bytesOf(nonce));
    expect((await post(url, "/api/login", { login })).status).toBe(200);
    expect((await post(url, "/api/login", { login })).body).toEqual({ code: "FL_NONCE" });
  });

  it("members' calls need a session, which ends after half an hour of silence and not before", async () => {
    const { url, operator } = organisation;
    for (const token of [undefined, "x", "A".repeat(43)]) {
      expect(await post(url, "/api/status", {}, token)).toMatchObject({ status: 401, body: { code: "FL_SESSION" } });
    }
    const token = await organisation.login(operator.unlocking);
    for (let quarter = 0; quarter < 5; quarter++) {
      organisation.now += 20 * 60_000;
      expect((await post(url, "/api/status", {}, token)).status).toBe(200);
    }
    organisation.now += 31 * 60_000;
    expect((await post(url, "/api/status", {}, token)).status).toBe(401);
    for (const who of [organisation.operator, organisation.administrator])
      who.token = await organisation.login(who.unlocking);
  });

  it("a suspended member is out at once", async () => {
    const member = await organisation.enrol("operator");
    expect((await post(organisation.url, "/api/status", {}, member.token)).status).toBe(200);
    await organisation.amend({ kind: "suspend", member: member.keys.id });
    expect((await post(organisation.url, "/api/status", {}, member.token)).body).toEqual({ code: "FL_SESSION" });
  });

  it("roster entries that do not follow, or that their signer may not make, are refused", async () => {
    const { url, operator, roster } = organisation;
    const own = rosterEntry(
      roster,
      { kind: "rerole", member: operator.keys.id, role: "administrator" },
      [operator.keys],
      1,
    );
    expect(await post(url, "/api/roster/append", { entry: own }, operator.token)).toMatchObject(uniform);
    const late = rosterEntry(
      { ...roster, seq: roster.seq - 1 } as typeof roster,
      { kind: "minimum-version", version: 1 },
      [organisation.administrator.keys],
      1,
    );
    expect((await post(url, "/api/roster/append", { entry: late }, operator.token)).body).toHaveProperty("stale");
  });

  it("one address may not call without end, whatever it says of itself; the counter keeps no address", async () => {
    const behind = await organisation.start(organisation.store, {
      settings: { trustProxy: true, callsPerMinute: 30 },
    });
    const call = (address: string) =>
      fetch(`${behind.url}/api/door`, {
        method: "POST",
        headers: { "content-type": "application/cbor", "x-forwarded-for": address },
        body: encodeBody({}),
      });
    const answers: number[] = [];
    for (let count = 0; count < 40; count++) {
      // The proxy writes the last one; those before it are the caller's own invention.
      const pretended = ["", "127.0.0.1, ", `198.51.100.${count}, `][count % 3];
      answers.push((await call(`${pretended}203.0.113.7`)).status);
    }
    expect(answers.filter((status) => status === 429)).toHaveLength(10);
    const turnedAway = await call("203.0.113.7");
    expect(turnedAway.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(turnedAway.headers.get("cache-control")).toBe("no-store");
    expect((await call("203.0.113.8")).status).toBe(200);
    expect(JSON.stringify(organisation.lines)).not.toContain("203.0.113");
    await behind.close();
  });

  it("[P9] the log knows the hour, and how long a call took in few steps", async () => {
    const lines: string[] = [];
    const log = makeLog({ write: (line: string) => void lines.push(line) }, () => 490_000 * 3_600_000 + 754_321);
    log({ at: "started" });
    expect(JSON.parse(lines[0] ?? "")).toEqual({ level: 30, hour: "2025-11-24T16Z", at: "started" });
    for (const line of organisation.lines) if (line.at === "call") expect([10, 100, 1000, 10_000]).toContain(line.ms);
  });

  it("[P2] a log line has a route, a status, a code and a duration, nothing else", async () => {
    await fetch(`${organisation.url}/secret-path-${organisation.operator.keys.id}?q=secret-query`);
    const text = JSON.stringify(organisation.lines);
    for (const secret of ["secret-path", "secret-query", organisation.operator.keys.id, organisation.operator.token]) {
      expect(text).not.toContain(secret);
    }
    for (const line of organisation.lines) {
      if (line.at === "call") expect(Object.keys(line).sort()).toEqual(["at", "code", "ms", "route", "status"]);
      expect(line.at).not.toBe("bug");
    }
  });

  it("answers carry the strict headers and no cookie", async () => {
    const { headers } = await fetch(`${organisation.url}/api/door`, {
      method: "POST",
      headers: { "content-type": "application/cbor" },
      body: encodeBody({}),
    });
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none';script-src 'self';connect-src 'self';img-src data:;form-action 'self';base-uri 'none';frame-ancestors 'none'",
    );
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("set-cookie")).toBeNull();
    expect(headers.get("server")).toBeNull();
    expect([...headers.keys()].filter((name) => name.startsWith("x-ratelimit"))).toEqual([]);
  });
});
