import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readConfig } from "./config.ts";
import { openCorrespondent, sealCorrespondent } from "./correspondent.ts";
import { Secret } from "./secret.ts";

const folder = mkdtempSync(join(tmpdir(), "fairlead-channels-config-"));
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string, text: string, mode = 0o600) => {
  writeFileSync(join(folder, name), text, { mode });
  return join(folder, name);
};
const hex = (bytes: number) => "ab".repeat(bytes);
put(
  "pin.json",
  JSON.stringify({ organisation: hex(32), head: hex(32), administrators: [{ id: hex(16), verifyKey: hex(32) }] }),
);
put("secret", hex(32));
put("password", "s3cret-word");
const account = { host: "mail.test", port: 993, user: "desk", passwordFile: "password" };
const good = {
  server: "https://case.test/",
  pin: "pin.json",
  secretFile: "secret",
  page: "https://lantern.test",
  email: { address: "desk@team.test", imap: account, smtp: { ...account, port: 465 } },
};
const tried = (config: unknown) =>
  readConfig(put("channels.json", JSON.stringify(config))).catch((error: Error) => error.message);

it("a whole configuration is read, with TLS unless it says otherwise", async () => {
  expect(await tried(good)).toMatchObject({
    server: "https://case.test",
    firstAnswer: true,
    email: { imap: { secure: true, password: "s3cret-word" } },
  });
});

it("what is wrong is said with its place, and never what a secret is", async () => {
  expect(await tried({ ...good, email: undefined })).toMatch(/neither "email" nor "telegram"/);
  expect(await tried({ ...good, email: { ...good.email, imap: { ...account, port: 0 } } })).toMatch(
    /at email\.imap\.port/,
  );
  expect(await tried({ ...good, surprise: 1 })).toMatch(/surprise/);
  put("open", "s3cret-word", 0o644);
  const said = await tried({ ...good, email: { ...good.email, imap: { ...account, passwordFile: "open" } } });
  expect(said).toMatch(/chmod 600/);
  expect(said).not.toContain("s3cret");
  put("short", "abcd");
  expect(await tried({ ...good, secretFile: "short" })).toMatch(/64 hex digits/);
});

it("[P2] what is kept of somebody hides address and subject, also their length, and opens under this secret alone", () => {
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const secret = new Secret(new Uint8Array(32).fill(7), hex(32) as never, random);
  const one = {
    way: "e-mail" as const,
    address: "anna@caller.test",
    subject: "Помогите",
    messageId: "<1@x>",
    language: "ru" as const,
    at: 1,
    sent: [],
  };
  const sealed = sealCorrespondent(secret, one);
  expect(openCorrespondent(secret, sealed)).toEqual(one);
  expect(sealCorrespondent(secret, { ...one, subject: "x".repeat(150) })).toHaveLength(sealed.length);
  expect(Buffer.from(sealed, "base64").toString("latin1")).not.toMatch(/anna/);
  expect(openCorrespondent(new Secret(new Uint8Array(32).fill(8), hex(32) as never, random), sealed)).toBeNull();
  expect(openCorrespondent(secret, "not sealed at all, by anybody, ever, anywhere")).toBeNull();
});
