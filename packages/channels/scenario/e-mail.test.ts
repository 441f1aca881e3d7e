import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMailServers } from "../../../script/mail-servers.ts";
import { mailsOf, PostOffice } from "./post-office.ts";

const servers = await startMailServers();
afterAll(async () => {
  if ("stop" in servers) await servers.stop();
});

describe.skipIf("missing" in servers)("by e-mail, through a real Postfix and a real Dovecot", () => {
  if ("missing" in servers) return;
  const mail = servers;
  const smtp = createTransport({ host: "127.0.0.1", port: mail.smtp, secure: false, ignoreTLS: true });
  const send = (from: string, text: string, more: object = {}) =>
    smtp.sendMail({ from: `${from}@caller.test`, to: "desk@team.test", subject: "A question", text, ...more });
  const raw = (from: string, lines: string[]) =>
    smtp.sendMail({ envelope: { from: `${from}@caller.test`, to: "desk@team.test" }, raw: lines.join("\r\n") });
  let office: PostOffice;

  const threadWith = (text: string) =>
    office.until((hand) =>
      hand.view().threads.find(({ messages }) => messages.some((one) => one.text?.includes(text))),
    );
  const inbox = (account: string, holds: string) =>
    office.until(() => mailsOf(mail, account).find((one) => one.includes(holds)));

  beforeAll(async () => {
    office = await PostOffice.open();
    await office.writeConfig(mail);
    office.start();
  });
  afterAll(() => office?.end());

  it("a mail becomes a thread that says so; the first answer is a machine's, once; the mail is gone from the account", async () => {
    await send(
      "anna",
      "An invented caller: they took my sister's telephone.\n\nOn Tue, 4 Apr 2017, Desk wrote:\n> old words",
    );
    const thread = await threadWith("my sister's telephone");
    expect(thread).toMatchObject({ standing: "waiting", via: "e-mail", outsideWays: ["e-mail"], language: "en" });
    expect(thread.messages[0]?.text).toMatch(
      /^A question\n\nAn invented.*telephone\.\n\n— quoted in the mail —\nOn Tue/s,
    );
    const first = await inbox("anna", "https://lantern.example");
    expect(first).toMatch(/^Auto-Submitted: auto-replied$/im);
    expect(first).not.toMatch(/fairlead|lantern\b(?!\.example)|sister/i);
    await office.until(() => mailsOf(mail, "desk").length === 0);
    await send("anna", "A second mail.");
    const again = await threadWith("A second mail.");
    expect(again.mailbox).toBe(thread.mailbox);
    expect(mailsOf(mail, "anna")).toHaveLength(1);
  });

  it("[MB3] what the operator answers goes out as a mail in its conversation, and is confirmed, also after a restart", async () => {
    const { mailbox } = await threadWith("A second mail.");
    await office.stopGateway();
    expect((await office.hand.act.claim(mailbox)).kind).toBe("done");
    const reply = { text: "We have read it. Write to us on the page.", standing: false, until: null, checkInBy: null };
    expect((await office.hand.act.answer(mailbox, reply)).kind).toBe("done");
    // Nothing of the address lies on the gateway's disk; it finds its way back by what is sealed in the mail account.
    office.start();
    const answer = await inbox("anna", "We have read it.");
    expect(answer).toMatch(/^Subject: Re: A question$/m);
    expect(answer).toMatch(/^In-Reply-To: <[^>]+@caller\.test>$/m);
    expect(answer).not.toMatch(/^Auto-Submitted/im);
    await office.until((hand) => hand.view().threads.find((one) => one.mailbox === mailbox)?.unreadReplies === 0);
  });

  it("machines are not answered and make no threads: auto-replies, lists, bounces, and our own mails come back", async () => {
    const ours =
      mailsOf(mail, "anna")
        .find((one) => one.includes("We have read it."))
        ?.replace(/^To: .*$/m, "To: desk@team.test") ?? "";
    await send("boris", "I am on holiday.", { headers: { "Auto-Submitted": "auto-replied" } });
    await send("boris", "This week's news.", { headers: { "List-Id": "<news.caller.test>", Precedence: "bulk" } });
    await raw("boris", [
      "From: MAILER-DAEMON@caller.test",
      "To: desk@team.test",
      "Subject: Undelivered",
      "",
      "bounced words",
    ]);
    await smtp.sendMail({ envelope: { from: "boris@caller.test", to: "desk@team.test" }, raw: ours });
    // Not lost either: a person can look whether a machine was mistaken for one.
    await office.until(() => mailsOf(mail, "desk/.Desk-ignored").length === 4);
    expect(mailsOf(mail, "desk")).toEqual([]);
    await office.hand.sync();
    const said = office.hand.view().threads.flatMap(({ messages }) => messages.map(({ text }) => text));
    for (const words of ["holiday", "news", "bounced"]) expect(said.some((text) => text?.includes(words))).toBe(false);
    expect(mailsOf(mail, "boris")).toHaveLength(0);
  });

  it("[P6] killed between the server's yes and the deleting, it hands the same mail in once", async () => {
    let killed: Promise<void> | null = null;
    office.onAnswer = (path) => {
      if (path !== "/api/mailbox/post" || killed !== null) return true;
      killed = office.kill();
      return false;
    };
    await send("vera", "Killed while this was on its way.");
    const thread = await threadWith("Killed while this");
    await killed;
    expect(mailsOf(mail, "desk")).toHaveLength(1);
    office.onAnswer = () => true;
    office.start();
    await office.until(() => mailsOf(mail, "desk").length === 0);
    await office.hand.sync();
    const now = office.hand.view().threads.find(({ mailbox }) => mailbox === thread.mailbox);
    expect(now?.messages.filter(({ direction }) => direction === "to-team")).toHaveLength(1);
  });

  it("[P6] [PAD1] an attachment opens at the operator's as it was sent, also when killed between two of its pieces", async () => {
    const photo = Buffer.from(Uint8Array.from({ length: 150_000 }, (_, at) => (at * 31) % 251));
    let pieces = 0;
    let killed: Promise<void> | null = null;
    office.onAnswer = (path) => {
      if (path !== "/api/file/chunk" || ++pieces !== 2) return true;
      killed = office.kill();
      return false;
    };
    const attachments = [
      { filename: "дверь\u202egpj.exe", content: photo, contentType: "image/jpeg" },
      { filename: "note.txt", content: "by the blue door" },
    ];
    await send("galya", "What the door looks like.", { attachments });
    const { mailbox } = await threadWith("What the door looks like.");
    await office.until(() => killed !== null);
    await killed;
    const before = office.hand.view().threads.find((one) => one.mailbox === mailbox);
    expect(before?.messages.flatMap(({ files }) => files)).toEqual([]);
    office.start();
    await office.until(() => mailsOf(mail, "desk").length === 0);
    await office.hand.sync();
    const thread = office.hand.view().threads.find((one) => one.mailbox === mailbox);
    const letters = thread?.messages.filter(({ direction }) => direction === "to-team") ?? [];
    expect(letters).toHaveLength(3);
    const files = letters.flatMap((letter) => letter.files);
    expect(files).toMatchObject([
      { name: "дверьgpj.exe", type: "image/jpeg", size: photo.length, cleaned: "not-cleanable" },
      { name: "note.txt", type: "text/plain" },
    ]);
    const opened = await Promise.all(
      files.map((file) => office.hand.file(file, () => undefined, new AbortController().signal)),
    );
    expect(opened).toEqual([
      { kind: "file", bytes: new Uint8Array(photo) },
      { kind: "file", bytes: new TextEncoder().encode("by the blue door") },
    ]);
    // Three pieces and one: what had arrived before the kill was not sent again.
    expect(pieces).toBe(4);
    office.onAnswer = () => true;
  });

  it("a server that is gone is waited for; the mail stays where it is", async () => {
    office.shut = true;
    await send("vera", "While the server slept.");
    await office.until(() => mailsOf(mail, "desk").length === 1);
    // The gateway has looked more than once by then.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(mailsOf(mail, "desk")).toHaveLength(1);
    await office.stopGateway();
    office.shut = false;
    office.start();
    await threadWith("While the server slept.");
  });

  it("twelve megabytes, and what is no mail at all, come in as far as they can be read", async () => {
    const photo = { filename: "photo\u202egpj.exe", content: Buffer.alloc(9_000_000, 7) };
    await send("vera", "With a photo of twelve megabytes.", { attachments: [photo] });
    const large = await threadWith("With a photo");
    const text = large.messages.find((one) => one.text?.includes("With a photo"))?.text ?? "";
    expect(text).toContain("⟦Attachments came with it: 1. Each follows, or the reason why it does not.⟧");
    // A mailbox that nobody has answered has room for eight.
    await threadWith(
      "⟦An attachment came and was not taken over: photogpj.exe, 8790 KB: it is larger than this mailbox may send",
    );
    await raw("vera", [
      "From: vera@caller.test",
      "Content-Type: multipart/mixed; boundary=x",
      "Subject: =?no-such?Q?=FF?=",
      "",
      "--x",
      "Content-Type: text/plain; charset=no-such-charset",
      "Content-Transfer-Encoding: base64",
      "",
      "????broken but here",
      "--y",
    ]);
    await office.until(() => mailsOf(mail, "desk").length === 0);
  });

  it("one sender's flood waits in the account; others come through; nothing of anybody stands in what it says", async () => {
    for (let n = 0; n < 8; n++) await send("boris", `Flood ${n}.`);
    await send("anna", "I am not part of a flood.");
    await threadWith("not part of a flood");
    await office.until(() => mailsOf(mail, "desk").length === 3);
    await office.stopGateway();
    expect(office.told).toMatch(/Since the start: .*letters \d+/);
    expect(office.told).not.toMatch(/caller\.test|anna|boris|vera|photo|flood/i);
  });
});

if ("missing" in servers) it("by e-mail, through real servers", (test) => test.skip(servers.missing));
