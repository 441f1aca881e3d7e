import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcp } from "node:net";
import { join } from "node:path";
import { dayFrom } from "@fairlead/casework";
import { foundOrganisationAt, type Hand, httpTransport, openHand } from "@fairlead/client";
import type { Pin } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { openStore, type RunningServer, type Store, startServer } from "@fairlead/server";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mayBeRung } from "../src/bells/address.ts";
import { isInternal } from "../src/bells/internal.ts";
import { BELLS_OPTIONS, ringerOf } from "../src/bells/ringer.ts";
import { readArguments } from "../src/command.ts";
import { serve } from "../src/commands/serve.ts";
import { sealedCaller } from "../src/demo/caller.ts";
import { newFolder, random } from "./command-line.ts";

const MINUTE = 60_000;
const given = (...args: string[]) => readArguments({ ...serve, options: BELLS_OPTIONS }, args);

describe("[P7] bells", () => {
  let folder: string;
  let remove: () => Promise<void>;
  let now = Date.parse("2017-04-02T20:00:00Z");
  let store: Store;
  let server: RunningServer;
  let pin: Pin;
  let harbour: Hand;
  let marsh: Hand;
  let phrase = "";
  const clock = () => now;

  /** A stand-in for an ntfy server: it takes what is posted, or is away. */
  const posted: { path: string; headers: Record<string, unknown>; body: string }[] = [];
  let away = false;
  const ntfy = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      if (!away) posted.push({ path: request.url ?? "", headers: request.headers, body });
      response.writeHead(away ? 503 : 200).end(away ? "" : '{"id":"invented"}');
    });
  });
  const mails: { to: string[]; text: string; login: string }[] = [];
  const post = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    onAuth: (auth, _session, told) => told(null, { user: `${auth.username}:${auth.password}` }),
    onData(stream, session, told) {
      let text = "";
      stream.on("data", (part) => {
        text += part;
      });
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ to, text, login: String(session.user) });
        told();
      });
    },
  });
  const portOf = (of: { address(): unknown }) => (of.address() as AddressInfo).port;

  const startAgain = async () => {
    await server?.close();
    await store?.close();
    store = await openStore(join(folder, "store.sqlite"));
    const ringer = await ringerOf(
      given("--notify-ntfy", "--notify-internal", "--notify-mail", "duty@lantern.example"),
      {
        env: { FAIRLEAD_SMTP: `smtp://lantern:invented@127.0.0.1:${portOf(post.server)}` },
      },
    );
    const settings = { workBits: 4 };
    server = await startServer({ store, clock, random, port: 0, log: () => {}, settings, ...(ringer && { ringer }) });
  };
  const transport = (...of: Parameters<ReturnType<typeof httpTransport>>) => httpTransport(server.url)(...of);
  const pass = async (minutes: number) => {
    for (let step = 0; step < minutes; step++) {
      now += MINUTE;
      await server.tick();
    }
  };
  const letter = async (danger: "now" | "soon") => {
    const caller = await sealedCaller({ url: server.url, pin, clock, random });
    await caller.write({ language: "en", text: "An invented letter.", answers: { danger }, tap: "none" });
    return caller.mailbox ?? undefined;
  };

  beforeAll(async () => {
    ({ folder, remove } = await newFolder());
    await new Promise<void>((ready) => ntfy.listen(0, "127.0.0.1", ready));
    await new Promise<void>((ready) => post.listen(0, "127.0.0.1", () => ready()));
    await startAgain();
    const effects = { transport, clock, random };
    const founded = await foundOrganisationAt(effects, {
      ...{ name: "Lantern", founder: { handle: "Anchor" }, list: ENGLISH, openedOn: dayFrom("2017-03-27") },
      ...{ figuresDelayDays: 0, closedThreadDays: 30, closedCaseDays: 60 },
    });
    pin = founded.pin;
    const enrol = async (handle: string, role: "operator" | "coordinator") => {
      const enrolled = await founded.hand.enrol({ handle, role });
      if (enrolled.kind !== "done") throw new Error(enrolled.kind);
      phrase = enrolled.phrase;
      const opened = await openHand(effects, pin, phrase, [ENGLISH]);
      if (opened.kind !== "open") throw new Error(opened.kind);
      return opened.hand;
    };
    harbour = await enrol("Harbour", "coordinator");
    marsh = await enrol("Marsh", "operator");
  });
  afterAll(async () => {
    await server.close();
    await store.close();
    ntfy.close();
    await new Promise<void>((ended) => post.close(ended));
    await remove();
  });

  it("are tried by their owner, say one thing, and tell when they last rang", async () => {
    const topic = `http://127.0.0.1:${portOf(ntfy)}/invented-topic`;
    const mine = { every: 5, most: 3, standBy: false };
    expect(await marsh.act.putBell({ kind: "ntfy", address: topic, ...mine })).toEqual({ kind: "done" });
    expect(await harbour.act.putBell({ kind: "mail", address: "harbour@example.org", ...mine, standBy: true })).toEqual(
      {
        kind: "done",
      },
    );
    for (const hand of [marsh, harbour]) {
      const told = await hand.act.bells();
      if (told.kind !== "done") throw new Error(told.kind);
      expect(told.kinds).toEqual(["ntfy", "mail"]);
      expect(told.bells).toMatchObject([{ rung: null, failed: null }]);
      expect(await hand.act.testBell(told.bells[0]?.bell ?? "")).toEqual({ kind: "done" });
    }
    await pass(1);
    expect(posted).toMatchObject([{ path: "/invented-topic", body: "Something waits" }]);
    expect(Object.keys(posted[0]?.headers ?? {}).toSorted()).toEqual([
      ...["connection", "content-length", "content-type", "host", "priority"],
    ]);
    expect(mails).toMatchObject([{ to: ["harbour@example.org"], login: "lantern:invented" }]);
    const [head = "", body] = (mails[0]?.text ?? "").split("\r\n\r\n");
    expect(body?.trim()).toBe("Something waits");
    expect(head).toMatch(/^Subject: Something waits$/m);
    // Nothing of the organisation, the thread or the member beyond the two addresses.
    expect(head).not.toMatch(/lantern(?!\.example)|marsh|anchor/i);
    const told = await marsh.act.bells();
    expect(told).toMatchObject({ bells: [{ rung: Math.floor(now / MINUTE), failed: null }] });
    // Another telephone in place of the only one: what was set to ring that one rings this one.
    const token = marsh.view().duty.bell?.token;
    if (told.kind === "done")
      for (const { bell } of told.bells) expect(await marsh.act.removeBell(bell)).toEqual({ kind: "done" });
    expect(marsh.view().duty.bell).toBeNull();
    expect(await marsh.act.putBell({ kind: "ntfy", address: topic, ...mine })).toEqual({ kind: "done" });
    expect(marsh.view().duty.bell?.token).toBe(token);
  });

  it("ring for a letter that nobody claims: who is on duty, again and again, then who stands by; with no console open", async () => {
    await harbour.act.setLimits({ claimMinutes: 30, nowMinutes: 10, standByMinutes: 10 });
    await marsh.sync();
    await marsh.act.planShift({ member: marsh.me.id, from: now, until: now + 8 * 60 * MINUTE });
    await letter("soon");
    posted.length = 0;
    mails.length = 0;
    await pass(29);
    expect([posted.length, mails.length]).toEqual([0, 0]);
    await pass(6);
    expect([posted.length, mails.length]).toEqual([1, 0]);
    await pass(5);
    expect([posted.length, mails.length]).toEqual([2, 0]);
    await pass(5);
    expect([posted.length, mails.length]).toEqual([3, 1]);
    await pass(10);
    expect([posted.length, mails.length]).toEqual([3, 3]); // as often as each wants, and no more
  });

  it("stop for whoever says 'I have it'; what follows rings again", async () => {
    await marsh.sync();
    const [first] = marsh.view().queue.threads;
    if (first === undefined) throw new Error("no thread");
    await marsh.act.claim(first.mailbox);
    await marsh.act.answer(first.mailbox, { text: "An answer.", standing: false, until: null, checkInBy: null });
    posted.length = 0;
    mails.length = 0;
    await letter("now");
    await marsh.sync(); // whichever console reads it brings it forward
    await pass(16);
    expect(posted.length).toBe(1);
    await harbour.sync();
    await harbour.act.haveIt();
    await pass(8);
    expect(posted.length).toBe(1);
    await pass(4);
    expect(mails.length).toBe(1); // the ladder goes on all the same [CK1]
    await harbour.sync();
    const waiting = harbour.view().queue.threads.find(({ standing }) => standing === "waiting");
    await harbour.act.claim(waiting?.mailbox ?? first.mailbox);
    await pass(10);
    expect([posted.length, mails.length]).toEqual([1, 1]);
    await harbour.act.answer(waiting?.mailbox ?? first.mailbox, {
      ...{ text: "An answer.", standing: false, until: null, checkInBy: null },
    });
  });

  it("lose nothing to a server that was down, or to an ntfy that is away", async () => {
    posted.length = 0;
    await letter("soon");
    // Down for an hour, without a word: the letter and its alarm were kept by one write.
    await startAgain();
    now += 60 * MINUTE;
    away = true;
    await pass(4);
    expect(posted).toEqual([]);
    const told = await marsh.act.bells();
    expect(told).toMatchObject({ bells: [{ failed: expect.any(Number) }] });
    await startAgain();
    away = false;
    await pass(4);
    expect(posted.length).toBe(1);
    await pass(1);
    expect(posted.length).toBe(1);
  });

  it("are not hung inside the server's own network, nor over an open line", () => {
    const outside = (address: string) => mayBeRung("ntfy", address, false);
    expect(outside("https://ntfy.example/topic")).toBe(true);
    expect(outside("http://invented23456abcdefghij.onion/topic")).toBe(true);
    for (const address of [
      "http://ntfy.example/topic",
      "https://ntfy.example/",
      "https://user:word@ntfy.example/topic",
      "https://ntfy.example/topic?title=whose",
      ...["127.0.0.1", "localhost", "10.0.0.1", "192.168.1.1", "169.254.169.254", "0x7f000001", "[::1]"].flatMap(
        (host) => [`https://${host}/topic`, `http://${host}/topic`],
      ),
      ...[
        "https://[::ffff:10.0.0.1]/t",
        "https://router/t",
        "https://printer.local/t",
        "file:///etc/passwd",
        "not one",
      ],
    ])
      expect([address, outside(address)]).toEqual([address, false]);
    expect(mayBeRung("ntfy", "http://127.0.0.1:8080/topic", true)).toBe(true);
    expect(mayBeRung("ntfy", "http://10.0.0.1/topic", true)).toBe(false); // an open line all the same
    for (const [address, may] of [
      ["wren@example.org", true],
      ["wren@example.org\r\nBcc: x@example.org", false],
      ["Wren <wren@example.org>", false],
      ["wren@localhost", false],
    ] as const)
      expect([address, mayBeRung("mail", address, false)]).toEqual([address, may]);
    for (const ip of ["10.1.2.3", "::1", "::ffff:192.168.0.1", "fd00::1", "fe80::1", "64:ff9b::a00:1", "no address"])
      expect([ip, isInternal(ip)]).toEqual([ip, true]);
    for (const ip of ["93.184.216.34", "2606:2800:220:1::1"]) expect([ip, isInternal(ip)]).toEqual([ip, false]);
  });

  it("a name that leads inside when it is looked up is not followed there", async () => {
    let reached = 0;
    const inside = createTcp((socket) => {
      reached++;
      socket.destroy();
    });
    await new Promise<void>((ready) => inside.listen(0, "127.0.0.1", ready));
    const ringer = await ringerOf(given("--notify-ntfy"), { env: {} });
    // localhost is refused by its name; asked to ring it all the same, the look-up finds nothing outside.
    const address = `http://localhost:${portOf(inside)}/topic`;
    expect(await ringer?.ring({ kind: "ntfy", address })).toBe("away");
    expect(reached).toBe(0);
    const open = await ringerOf(given("--notify-ntfy", "--notify-internal"), { env: {} });
    await open?.ring({ kind: "ntfy", address: `http://127.0.0.1:${portOf(inside)}/topic` });
    expect(reached).toBe(1);
    inside.close();
  });

  it("ring through a proxy where one is named, and only there", async () => {
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(200).end();
    });
    await new Promise<void>((ready) => proxy.listen(0, "127.0.0.1", ready));
    const through = `http://127.0.0.1:${portOf(proxy)}`;
    const ringer = await ringerOf(given("--notify-ntfy", "--notify-proxy", through), { env: {} });
    const address = "http://invented23456abcdefghij.onion/topic";
    expect(await ringer?.ring({ kind: "ntfy", address })).toBe("rang");
    expect(asked).toEqual([address]);
    proxy.close();
  });

  it("take no secret from the command line, and say what is missing without what was given", async () => {
    const without = ringerOf(given("--notify-mail", "duty@lantern.example"), { env: {} });
    await expect(without).rejects.toThrow("FAIRLEAD_SMTP or --smtp-file");
    const wrong = ringerOf(given("--notify-mail", "duty@lantern.example"), { env: { FAIRLEAD_SMTP: "hunter2" } });
    await expect(wrong).rejects.not.toThrow("hunter2");
    expect(await ringerOf(given(), { env: {} })).toBeNull();
  });
});
