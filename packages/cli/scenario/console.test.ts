import { readdirSync, readFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DIST, FILES, listFiles } from "@fairlead/console/dist";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deskConsole } from "../src/commands/console.ts";
import { init } from "../src/commands/init.ts";
import { verifyConsole } from "../src/commands/verify-console.ts";
import { type PinJson, pinFromJson } from "../src/pin-file.ts";
import { writePin } from "../src/pin-keeping.ts";
import { newFolder, type Run, run, sees, serving, start } from "./command-line.ts";

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string; bytes: Buffer };

/** As no browser would: any header, Host too. */
function call(url: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const { method = "GET", headers = {}, body } = options;
    const asking = request(url, { method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (more: Buffer) => parts.push(more));
      answer.on("end", () => {
        const bytes = Buffer.concat(parts);
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: bytes.toString("utf8"), bytes });
      });
    });
    asking.on("error", reject);
    asking.end(body);
  });
}

let organisation: { folder: string; remove(): Promise<void>; pin: PinJson };
let server: Run & { url: string };

beforeAll(async () => {
  const place = await newFolder();
  const { printed } = await run(init, ["--name", "Lantern", "--handle", "Anchor", "--json"], place.folder);
  organisation = { ...place, pin: JSON.parse(printed[0] ?? "").pin };
  // Behind a door: the console's calls go the same way as everything else.
  server = await serving(place.folder, ["--door", "/r/garden"]);
});
afterAll(async () => {
  server.stop();
  await server.ended;
  await organisation.remove();
});

async function consoleAt(folder: string, args: string[] = []): Promise<Run & { url: string }> {
  const running = start(deskConsole, ["--server", server.url, "--port", "0", "--json", ...args], folder);
  const [line] = await sees(running, /^\{"console".*/);
  return { ...running, url: JSON.parse(line).at };
}

describe("[RO1] the console's host keeps the first pin of its machine", () => {
  let place: { folder: string; remove(): Promise<void> };
  let desk: Run & { url: string };
  let token: string;
  const other = (): PinJson => ({ ...organisation.pin, organisation: "ab".repeat(32) });

  beforeAll(async () => {
    place = await newFolder();
    desk = await consoleAt(place.folder);
    const config = JSON.parse((await call(`${desk.url}config.json`)).text);
    expect(config.pin).toBeNull();
    token = config.keepPin;
  });
  afterAll(async () => {
    desk.stop();
    await desk.ended;
    await place.remove();
  });

  const post = (pin: unknown, given: { token?: string; origin?: string; type?: string; host?: string } = {}) => {
    const { host } = new URL(desk.url);
    const headers: Record<string, string> = {
      host: given.host ?? host,
      origin: given.origin ?? `http://${host}`,
      "content-type": given.type ?? "application/json",
    };
    return call(`${desk.url}pin`, {
      method: "POST",
      headers,
      body: JSON.stringify({ token: given.token ?? token, pin }),
    });
  };

  it.each([
    ["of another site", { origin: "https://elsewhere.example" }, 403],
    ["of no origin, as a form sends it", { origin: "null" }, 403],
    ["of a site that points its own name here", { origin: "http://rebound.example", host: "rebound.example" }, 421],
    ["as a form can send it without being asked", { type: "text/plain" }, 400],
    ["without the token", { token: "" }, 403],
    ["with another token", { token: "0".repeat(64) }, 403],
  ])("not from a page %s", async (_who, given, status) => {
    expect((await post(organisation.pin, given)).status).toBe(status);
    expect(readdirSync(place.folder)).toEqual([]);
  });

  it("nor anything that is no pin", async () => {
    for (const wrong of [null, {}, { ...organisation.pin, head: "00" }, { ...organisation.pin, more: 1 }])
      expect((await post(wrong)).status).toBe(400);
    expect((await post({ ...organisation.pin, head: "0".repeat(20_000) })).status).toBe(413);
    expect(readdirSync(place.folder)).toEqual([]);
  });

  it("once; the same again is no change, another organisation's is refused, and the terminal says whose it is", async () => {
    expect((await post(organisation.pin)).status).toBe(200);
    expect(JSON.parse(readFileSync(join(place.folder, "pin.json"), "utf8"))).toEqual(organisation.pin);
    expect(desk.told.join("\n")).toContain("Its six words");
    const older = { ...organisation.pin, head: organisation.pin.organisation };
    expect((await post(older)).status).toBe(200);
    expect((await post(other())).status).toBe(409);
    expect(readdirSync(place.folder)).toEqual(["pin.json"]);
    expect(JSON.parse(readFileSync(join(place.folder, "pin.json"), "utf8"))).toEqual(organisation.pin);
    expect(JSON.parse((await call(`${desk.url}config.json`)).text).pin).toEqual(organisation.pin);
  });

  it("a later start finds it, and takes no other", async () => {
    const later = await consoleAt(place.folder);
    const config = JSON.parse((await call(`${later.url}config.json`)).text);
    expect(config).toMatchObject({ pin: organisation.pin, keepPin: null });
    const { host } = new URL(later.url);
    const headers = { host, origin: `http://${host}`, "content-type": "application/json" };
    const body = JSON.stringify({ token, pin: other() });
    expect((await call(`${later.url}pin`, { method: "POST", headers, body })).status).toBe(404);
    later.stop();
    await later.ended;
  });
});

describe("for those who have only a phone", () => {
  const ADDRESS = "http://desk-of-an-invented-organisation.onion";
  const HOST = { host: new URL(ADDRESS).host };
  let hosted: Run & { url: string };
  let front: Server;
  let address: string;
  /** What a hostile host does to an answer; null leaves it as it is. */
  let meddle: ((path: string, answer: Answer) => Partial<Answer>) | null = null;
  const seen: { path: string; agent: string }[] = [];

  beforeAll(async () => {
    hosted = await consoleAt(organisation.folder, ["--address", ADDRESS, "--behind-proxy"]);
    front = createServer(async (asked, reply) => {
      const path = asked.url ?? "/";
      seen.push({ path, agent: asked.headers["user-agent"] ?? "" });
      const answer = await call(new URL(path, hosted.url).href, { headers: HOST });
      const change = meddle?.(path, answer);
      const { status, headers } = { ...answer, ...change };
      const { "content-length": _, connection: __, "keep-alive": ___, ...kept } = headers;
      // Not every file is text.
      reply.writeHead(status, kept).end(change?.text ?? answer.bytes);
    });
    await new Promise<void>((ready) => front.listen(0, "127.0.0.1", ready));
    address = `http://127.0.0.1:${(front.address() as AddressInfo).port}/`;
  });
  afterAll(async () => {
    front.close();
    hosted.stop();
    await hosted.ended;
  });

  const verify = (args: string[] = []) => start(verifyConsole, ["--address", address, ...args], organisation.folder);
  const verified = async (): Promise<string[]> => {
    const running = verify();
    await running.ended;
    return running.printed;
  };
  const different = async (how: typeof meddle): Promise<string> => {
    meddle = how;
    const running = verify();
    await expect(running.ended).rejects.toThrow("Nobody should type a phrase there");
    meddle = null;
    return running.printed.join("\n");
  };

  it("is answered under its own name only, pinned, and writes nothing", async () => {
    expect((await call(hosted.url)).status).toBe(421);
    expect((await call(hosted.url, { headers: { host: "rebound.example" } })).status).toBe(421);
    const page = await call(hosted.url, { headers: HOST });
    expect(page.status).toBe(200);
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
    const config = JSON.parse((await call(`${hosted.url}config.json`, { headers: HOST })).text);
    expect(config).toMatchObject({ pin: organisation.pin, keepPin: null, demo: false });
    const headers = { ...HOST, origin: ADDRESS, "content-type": "application/json" };
    expect((await call(`${hosted.url}pin`, { method: "POST", headers, body: "{}" })).status).toBe(404);
  });

  it("tells the case server nothing of who calls", async () => {
    const heard: Record<string, unknown>[] = [];
    const caseServer = createServer((asked, reply) => {
      heard.push(asked.headers);
      reply.end();
    });
    await new Promise<void>((ready) => caseServer.listen(0, "127.0.0.1", ready));
    const port = (caseServer.address() as AddressInfo).port;
    const args = [
      "--server",
      `http://127.0.0.1:${port}`,
      "--port",
      "0",
      "--json",
      "--address",
      ADDRESS,
      "--behind-proxy",
    ];
    const running = start(deskConsole, args, organisation.folder);
    const [line] = await sees(running, /^\{"console".*/);
    const headers = {
      ...HOST,
      "x-forwarded-for": "203.0.113.7",
      "user-agent": "An invented phone",
      "accept-language": "ru",
      cookie: "a=b",
      authorization: "Bearer token",
      "content-type": "application/cbor",
    };
    await call(`${JSON.parse(line).at}api/status`, { method: "POST", headers, body: "x" });
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({ authorization: "Bearer token", "content-type": "application/cbor" });
    expect(JSON.stringify(heard)).not.toMatch(/203\.0\.113|invented|cookie|"ru"|forwarded-for/);
    caseServer.close();
    running.stop();
    await running.ended;
  });

  it("is not served in the open, nor by mistake to a whole network", async () => {
    for (const [args, says] of [
      [["--address", "http://desk.example", "--behind-proxy"], "https://"],
      [["--host", "0.0.0.0", "--behind-proxy"], "--address"],
      [["--address", "https://desk.example"], "--behind-proxy"],
    ] as const)
      await expect(run(deskConsole, ["--server", server.url, ...args], organisation.folder)).rejects.toThrow(says);
  });

  it("a colleague checks it, as a phone would: every file, the pin, the headers", async () => {
    const [line] = await verified();
    const { printed } = await run(deskConsole, ["--fingerprint"], organisation.folder);
    expect(line).toContain(printed[0]);
    expect(printed[0]?.split(" ")).toHaveLength(8);
    const own = Object.keys(JSON.parse(await listFiles()));
    expect(own.length).toBeGreaterThan(3);
    for (const path of ["/", `/${FILES}`, "/config.json", ...own.map((name) => `/${name}`)])
      expect(seen.map((one) => one.path)).toContain(path);
    for (const { agent } of seen) expect(agent).toMatch(/^Mozilla.*Mobile/);
  });

  it("finds whatever a hostile host changes", async () => {
    const script = Object.keys(JSON.parse(await listFiles())).find((path) => path.endsWith(".js"));
    const at = (where: string, change: (answer: Answer) => Partial<Answer>) => (path: string, answer: Answer) =>
      path === where ? change(answer) : {};
    const header = (name: string, value: string) => (answer: Answer) => ({
      headers: { ...answer.headers, [name]: value },
    });
    const config = (change: object) => (answer: Answer) => ({
      text: JSON.stringify({ ...JSON.parse(answer.text), ...change }),
    });
    const pinned = (change: object) => config({ pin: { ...organisation.pin, ...change } });
    for (const [how, says] of [
      [at(`/${script}`, ({ text }) => ({ text: `${text}\n` })), `/${script}: other bytes`],
      [at("/", ({ text }) => ({ text: text.replace("Desk", "Disk") })), "/: other bytes"],
      [at(`/${FILES}`, () => ({ text: "{}" })), `/${FILES}: other bytes`],
      [at(`/${script}`, () => ({ status: 404 })), `/${script}: answered 404`],
      [at("/", () => ({ status: 302, headers: { location: "https://elsewhere.example/" } })), "/: answered 302"],
      [at("/", header("content-security-policy", "default-src *")), "/: other content-security-policy"],
      [at("/", header("link", "</x.js>; rel=preload")), "/: sends link"],
      [at("/words.json", header("set-cookie", "a=b")), "/words.json: sends set-cookie"],
      [at("/config.json", pinned({ organisation: "ab".repeat(32) })), "another organisation"],
      [
        at("/config.json", pinned({ administrators: [{ id: "ab".repeat(16), verifyKey: "cd".repeat(32) }] })),
        "other administrators",
      ],
      [at("/config.json", config({ demo: true })), "not the configuration"],
      [at("/config.json", config({ keepPin: "token" })), "not the configuration"],
    ] as const)
      expect(await different(how)).toContain(says);
    await verified();
  });

  it("a pin of another head is told and no alarm: members change every week", async () => {
    const { folder, remove } = await newFolder();
    await writePin(join(folder, "pin.json"), pinFromJson({ ...organisation.pin, head: organisation.pin.organisation }));
    const { printed, told } = await run(verifyConsole, ["--address", address, "--json"], folder);
    expect(JSON.parse(printed[0] ?? "")).toMatchObject({ same: true, differences: [], otherHead: true });
    expect(told.join()).toContain("another state of the members");
    await remove();
  });
});

it("the list of files that the build has written is that of what lies there", async () => {
  expect(readFileSync(join(DIST, FILES), "utf8")).toBe(await listFiles());
});
