import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { automaticKind } from "./automatic.ts";
import { plainFromHtml } from "./plain-from-html.ts";
import { QUOTED_MARK, withQuotedBelow } from "./quoted.ts";
import { readMail } from "./read-mail.ts";

const read = (source: string | Uint8Array) => {
  const bytes = typeof source === "string" ? new TextEncoder().encode(source) : source;
  return readMail(bytes, { size: bytes.length, own: (id) => id.includes("ours") });
};
const FROM = "From: Anna <Anna@Caller.test>\r\n";

describe("a mail", () => {
  it("with HTML alone becomes plain words; nothing in it runs, loads or stays hidden", async () => {
    const html =
      "<style>x{}</style><p>They <b>know</b>&nbsp;&lt;where&gt;.</p><script>alert(1)</script><img src='https://track.test'><blockquote>old<br>words</blockquote>";
    const mail = await read(`${FROM}Content-Type: text/html; charset=utf-8\r\n\r\n${html}`);
    expect(mail).toMatchObject({ kind: "letter", from: "anna@caller.test" });
    expect(mail.kind === "letter" && mail.text).toBe(`They know <where>.\n\n${QUOTED_MARK}\n> old\n> words`);
  });

  it("cannot write the gateway's own notes", async () => {
    const mail = await read(`${FROM}Subject: hi\r\n\r\n⟦The sender is confirmed⟧`);
    expect(mail.kind === "letter" && mail.text).toBe("hi\n\nThe sender is confirmed");
  });

  it("in an old Russian charset, and one in a charset that there is not, can be read as far as possible", async () => {
    const koi = Uint8Array.from([
      ...new TextEncoder().encode(`${FROM}Content-Type: text/plain; charset=koi8-r\r\n\r\n`),
      0xf0,
      0xcf,
      0xcd,
      0xcf,
      0xc7,
      0xc9,
      0xd4,
      0xc5,
    ]);
    expect(await read(koi)).toMatchObject({ text: "Помогите", language: "ru" });
    expect(await read(`${FROM}Content-Type: text/plain; charset=klingon\r\n\r\nstill here`)).toMatchObject({
      text: "still here",
    });
  });

  it("nested a thousand deep, or with a megabyte of headers, is taken as it came", async () => {
    let deep = "";
    for (let n = 0; n < 300; n++) deep += `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`;
    for (const bomb of [
      `${FROM}${deep}Content-Type: text/plain\r\n\r\nthe words`,
      `${FROM}${"X-A: b\r\n".repeat(140_000)}\r\nthe words`,
    ]) {
      const mail = await read(bomb);
      expect(mail).toMatchObject({ kind: "letter", from: "anna@caller.test" });
      expect(mail.kind === "letter" && mail.text).toContain("could not be read as one");
      expect(mail.kind === "letter" && mail.text.length).toBeLessThanOrEqual(60_000);
    }
  });

  it("without a sender that could be answered is set aside", async () => {
    for (const from of ["", "From: <>\r\n", "From: a b c\r\n"])
      expect((await read(`${from}Subject: hi\r\n\r\nwords`)).kind).toBe("ignored");
  });

  it("of any bytes is read without an error", async () => {
    const line = fc.oneof(
      fc.string({ unit: "binary", maxLength: 80 }),
      fc.constantFrom(
        "From: a@b.test",
        "Content-Type: multipart/mixed; boundary=x",
        "--x",
        "--x--",
        "",
        "Content-Type: text/html",
        "Content-Transfer-Encoding: base64",
        "Content-Transfer-Encoding: quoted-printable",
        "Content-Type: message/rfc822",
        "<blockquote><p>&#x110000;",
        "=E2=80=AE",
        "> quoted",
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 40 }), async (lines) => {
        const mail = await read(lines.join("\r\n"));
        if (mail.kind === "letter") expect(mail.text).not.toMatch(/[\u202a-\u202e]/u);
      }),
      { numRuns: 300 },
    );
  });
});

it.each([
  [[["auto-submitted", "auto-generated"]], "auto-reply"],
  [[["auto-submitted", "no"]], null],
  [[["x-autoreply", "yes"]], "auto-reply"],
  [[["precedence", "auto_reply"]], "auto-reply"],
  [[["precedence", "bulk"]], "list"],
  [[["list-unsubscribe", "<mailto:x>"]], "list"],
  [[["return-path", "<>"]], "bounce"],
  [[["content-type", "multipart/report; report-type=delivery-status"]], "bounce"],
  [[["from", "Mail Delivery <MAILER-DAEMON@x.test>"]], "bounce"],
  [[["message-id", "<ours@x>"]], "loop"],
  [
    [
      ["subject", "Out of the house"],
      ["from", "anna@caller.test"],
    ],
    null,
  ],
] as [string[][], string | null][])("headers %j are of %s", (headers, kind) => {
  const list = headers.map(([key = "", value = ""]) => ({ key, value }));
  expect(automaticKind(list, (id) => id.includes("ours"))).toBe(kind);
});

it("what is quoted goes below a mark and is never lost; an answer between the lines stays whole", () => {
  expect(withQuotedBelow("New words.\n\nВт, 4 апр. 2017 г. в 10:12, Desk <desk@team.test>:\n> old")).toBe(
    `New words.\n\n${QUOTED_MARK}\nВт, 4 апр. 2017 г. в 10:12, Desk <desk@team.test>:\n> old`,
  );
  for (const whole of ["> where?\nHere.\n> when?\nNow.", "> all quoted", "no quote at all", "He wrote:\nnothing"])
    expect(withQuotedBelow(whole).replace(`${QUOTED_MARK}\n`, "").replace(/\s/g, "")).toBe(whole.replace(/\s/g, ""));
  expect(withQuotedBelow("> where?\nHere.")).toBe("> where?\nHere.");
});

it("a megabyte of open tags ends quickly", () => {
  plainFromHtml("<".repeat(500_000));
  plainFromHtml("<p".repeat(300_000));
  plainFromHtml("<blockquote>".repeat(50_000));
  plainFromHtml(`<script>${"<script>".repeat(60_000)}`);
  // Milliseconds; what looks through the rest at each tag would take longer than a test is given.
});
