import { writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect, createServer as createSocks } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { init } from "../src/commands/init.ts";
import { serve } from "../src/commands/serve.ts";

import { verify } from "../src/commands/verify.ts";
import { newFolder, type Run, run, serving, start } from "./command-line.ts";

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

/** Stands between visitors and the real page, and changes what it is told to. */
class Between {
  change: (path: string, answer: Answer) => Answer = (_path, answer) => answer;
  readonly seen: IncomingMessage["headers"][] = [];
  readonly #server: Server;

  constructor(page: string) {
    this.#server = createServer(async (request, response) => {
      this.seen.push(request.headers);
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      const path = request.url ?? "/";
      const { host: _, ...headers } = request.headers;
      const got = await fetch(new URL(path, page), {
        method: request.method ?? "GET",
        headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
        ...(parts.length > 0 ? { body: Buffer.concat(parts) } : {}),
        redirect: "manual",
      });
      const kept = [...got.headers].filter(([name]) => !/encoding|length|connection|keep-alive/.test(name));
      const first: Answer = {
        status: got.status,
        headers: Object.fromEntries(kept),
        body: Buffer.from(await got.arrayBuffer()),
      };
      const { status, headers: told, body } = this.change(path, first);
      response.writeHead(status, told).end(body);
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

describe("[RO1] a partner checks the page that callers are given", () => {
  let place: { folder: string; remove(): Promise<void> };
  let served: Run & { url: string };
  let between: Between;
  let address: string;

  beforeAll(async () => {
    place = await newFolder();
    await run(init, ["--name", "Lantern", "--handle", "Anchor", "--json"], place.folder);
    served = await serving(place.folder);
    between = new Between(served.url);
    address = await between.start();
  });
  afterAll(async () => {
    between.stop();
    served.stop();
    await served.ended;
    await place.remove();
  });

  const differences = async (change: Between["change"]): Promise<string[]> => {
    between.change = change;
    try {
      const running = start(verify, ["--address", address, "--json"], place.folder);
      await running.ended.catch(() => undefined);
      const verified = JSON.parse(running.printed[0] ?? "{}");
      expect(verified.same).toBe(verified.differences.length === 0);
      return verified.differences;
    } finally {
      between.change = (_path, answer) => answer;
    }
  };
  const text = (answer: Answer, from: string | RegExp, to: string): Answer => ({
    ...answer,
    body: Buffer.from(answer.body.toString("utf8").replace(from, to)),
  });

  it("is told that it is the same, with what only a person can judge; the host learns nothing of the checker", async () => {
    const { printed } = await run(verify, ["--address", address], place.folder);
    expect(printed[0]).toMatch(/^OK head=same card=33\dh certificate=8\d\dh$/);
    expect(printed.join("\n")).toContain("It calls itself: Lantern");
    expect(printed.join("\n")).toContain("Leave quickly leads to: https://www.example.org/");
    for (const headers of between.seen) {
      expect(headers["user-agent"]).toContain("Android");
      expect(JSON.stringify(headers).toLowerCase()).not.toMatch(/fairlead|node|undici/);
    }
  });

  it("through a SOCKS proxy too, which looks the name up", async () => {
    const asked: string[] = [];
    const proxy = createSocks((client) => {
      client.once("data", () => {
        client.write(Buffer.from([5, 0])); // RFC 1928: no authentication
        client.once("data", (request: Buffer) => {
          const length = request[4] ?? 0;
          asked.push(request[3] === 3 ? request.subarray(5, 5 + length).toString() : "an address");
          const behind = connect(Number(new URL(address).port), "127.0.0.1", () => {
            client.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
            client.pipe(behind).pipe(client);
          });
          for (const socket of [client, behind]) socket.on("error", () => socket.destroy());
        });
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const { port } = proxy.address() as AddressInfo;
    const onion = `http://invented.onion:${new URL(address).port}`;
    const through = ["--address", onion, "--proxy", `socks5h://127.0.0.1:${port}`];
    const { printed } = await run(verify, through, place.folder);
    expect(printed[0]).toMatch(/^OK /);
    expect(new Set(asked)).toEqual(new Set(["invented.onion"]));
    proxy.close();
  });

  it("behind a door too, with or without a language after it; and that the cover in front of it names nothing", async () => {
    const cover = join(place.folder, "cover.html");
    const beginning = "<!doctype html><title>Beans</title>";
    await writeFile(cover, `${beginning}<p>When to sow beans.</p>`);
    const door = await serving(place.folder, ["--door", "/r/garden", "--cover", cover]);
    expect(door.url).toMatch(/\/r\/garden$/);
    for (const path of ["", "/", "/ru", "/ru/write"])
      expect((await run(verify, ["--address", door.url + path], place.folder)).printed[0]).toMatch(/^OK /);
    const { origin } = new URL(door.url);
    await expect(run(verify, ["--address", origin], place.folder)).rejects.toThrow("This is not the page");
    door.stop();
    await door.ended;

    await writeFile(cover, `${beginning}<p>This is where lantern works.</p>`);
    const talking = await serving(place.folder, ["--door", "/r/garden", "--cover", cover]);
    const running = start(verify, ["--address", talking.url, "--json"], place.folder);
    await expect(running.ended).rejects.toThrow("Warn whoever");
    expect(JSON.parse(running.printed[0] ?? "").differences).toEqual(["the cover: names the door, or whose it is"]);
    talking.stop();
    await talking.ended;
  });

  it.each([
    [["--door", "r/garden"], "--door takes a path"],
    [["--door", "/api/x"], "--door takes a path"],
    [["--door", "/r/../x"], "--door takes a path"],
    [["--cover", "any.html"], "A cover needs a door"],
    [["--door", "/r", "--cover", "not-there.html"], "cannot be read"],
  ])("a door that would not hold is refused: %j", async (more, said) => {
    const told = ["--name", "Lantern", "--leave-to", "https://www.example.org/", "--port", "0", ...more];
    await expect(run(serve, told, place.folder)).rejects.toThrow(said);
  });

  it("a cover that would fetch from elsewhere, or run a script beside the caller's page, is refused", async () => {
    const cover = join(place.folder, "loud.html");
    const told = ["--name", "Lantern", "--leave-to", "https://www.example.org/", "--door", "/r", "--cover", cover];
    for (const loud of [
      "<script>1</script>",
      '<img src="https://elsewhere.example/x.png">',
      "<link rel=icon href=x>",
    ]) {
      await writeFile(cover, loud);
      await expect(run(serve, told, place.folder)).rejects.toThrow("must have no script");
    }
  });

  const PAGE = /^\/(en|ru|ar)?(\/write)?$/;
  const LIES: [string, Between["change"], RegExp][] = [
    [
      "one byte of the script",
      (path, answer) => (path.endsWith(".js") ? text(answer, "const", "c0nst") : answer),
      /^the script: not that of this installation$/,
    ],
    [
      "a script of its own beside ours",
      (path, answer) => (PAGE.test(path) ? text(answer, "</body>", "<script src=/a/x.js></script></body>") : answer),
      /^\/en: another text$/,
    ],
    [
      "one letter of one language",
      (path, answer) => (path === "/ru" ? text(answer, /[аеио]([^<>]*<\/h1>)/, "ю$1") : answer),
      /^\/ru: another text$/,
    ],
    [
      "other words as the organisation's",
      (path, answer) => (PAGE.test(path) ? text(answer, /(<b id="us" dir="ltr">)[a-z]+/, "$1zebra") : answer),
      /^\/en: another text$/,
    ],
    [
      "another name in one place only",
      (path, answer) => (path === "/ar" ? text(answer, /Lantern/, "Lanterns") : answer),
      /^\/ar: says of the organisation what other pages do not$/,
    ],
    [
      "a policy that lets other scripts in",
      (_path, answer) => ({
        ...answer,
        headers: { ...answer.headers, "content-security-policy": "default-src *" },
      }),
      /other content-security-policy$/,
    ],
    [
      "a cookie",
      (path, answer) => (path === "/en" ? { ...answer, headers: { ...answer.headers, "set-cookie": "id=1" } } : answer),
      /^\/en: sends set-cookie$/,
    ],
    [
      "another word list",
      (path, answer) => (path.endsWith(".txt") ? { ...answer, body: Buffer.from("other") } : answer),
      /\.txt: other bytes$/,
    ],
    [
      "keys that nobody signed",
      (path, answer) => {
        if (path !== "/api/door") return answer;
        const body = Buffer.from(answer.body);
        body[200] = (body[200] ?? 0) ^ 1;
        return { ...answer, body };
      },
      /^\/api\/door: /,
    ],
    ["nothing", (_path, answer) => ({ ...answer, status: 503 }), /^\/: answered 503$/],
  ];
  it.each(LIES)("notices %s", async (_what, change, said) => {
    const found = await differences(change);
    expect(found.length).toBeGreaterThan(0);
    expect(found.some((difference) => said.test(difference))).toBe(true);
  });

  it("knows its own organisation: another one's page differs, however honest", async () => {
    const other = await newFolder();
    await run(init, ["--name", "Other", "--handle", "Beacon", "--json"], other.folder);
    const running = start(verify, ["--address", address, "--json"], other.folder);
    await expect(running.ended).rejects.toThrow("Warn whoever might write there");
    expect(JSON.parse(running.printed[0] ?? "").differences).toEqual(
      expect.arrayContaining(["the script: another organisation"]),
    );
    await other.remove();
  });
});
