import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CaseRecord } from "@fairlead/casework";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { Decrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import { describe, expect, it } from "vitest";
import { caseTar, recordFileOf } from "./case-files.ts";
import { bundlePassphrase, isRecipientKey, sealBundle } from "./seal-bundle.ts";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const HOSTILE = '</div><script>alert(1)</script><img src=x onerror=alert(1)> "quoted" & \u0000\u0007';

const record: CaseRecord = {
  format: "fairlead-case/1",
  made: "2017-05-09T19:00:00Z",
  organisation: HOSTILE,
  reference: "00",
  for: {
    recipient: HOSTILE,
    purpose: "lawyer",
    covers: ["letters", "needs", "files"],
    allowed: "2017-05-09T18:00:00Z",
    until: null,
  },
  empty: [],
  letters: [{ at: "2017-05-01T08:00:00Z", from: "person", language: "ru", text: HOSTILE, files: ["files/001.jpg"] }],
  files: [
    recordFileOf({ id: "", key: "", name: HOSTILE, type: "image/jpeg", size: 3, cleaned: "cleaned" }, 0, random(3))
      .record,
  ],
  parts: [
    {
      part: "needs",
      facts: [{ person: "1", field: "diet", at: "2017-05-01T08:00:00Z", value: { kind: "text", text: HOSTILE } }],
      notes: [{ at: "2017-05-01T08:00:00Z", text: HOSTILE }],
    },
    {
      ...{ part: "money", facts: [], notes: [] },
      money: [
        [
          {
            ...{ on: "2017-05-01T08:00:00Z", is: "spent", purpose: "tickets", amount: "70.50", currency: "EUR" },
            receipt: HOSTILE,
          },
        ],
      ],
    },
  ],
};
const photo = random(60_000);
const tar = caseTar(record, [{ path: "files/001.jpg", bytes: photo }], Date.UTC(2017, 4, 9));

/** What stands in an unpacked folder. */
const unpacked = (bytes: Uint8Array): Record<string, Buffer> => {
  const folder = mkdtempSync(join(tmpdir(), "fairlead-bundle-"));
  try {
    const { status, stderr } = spawnSync("tar", ["-x", "-C", folder], { input: bytes });
    expect([status, String(stderr)]).toEqual([0, ""]);
    return Object.fromEntries(
      ["case.json", "case.html", "files/001.jpg"].map((name) => [name, readFileSync(join(folder, name))]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe("a bundle", () => {
  it("holds a record, a page and the files, in the form that every tar unpacks", () => {
    const files = unpacked(tar);
    expect(JSON.parse(String(files["case.json"]))).toEqual(record);
    expect(files["files/001.jpg"]?.equals(photo)).toBe(true);
  });

  it("its page escapes whatever a caller wrote, runs nothing and fetches nothing", () => {
    const page = String(unpacked(tar)["case.html"]);
    for (const sign of ["<script", "<img", "onerror=alert(1)>", "\u0000", "\u0007"]) expect(page).not.toContain(sign);
    expect(page.match(/&lt;script&gt;alert\(1\)/g)?.length).toBeGreaterThanOrEqual(6);
    expect(page).toContain("<td>70.50 EUR</td>");
    expect(page).toContain("default-src 'none'");
    // Nothing but the style sheet, the language and the two metas that we wrote, and one link into the folder.
    expect(page.match(/(?:src|href)="[^"]*"/g)).toEqual(['href="files/001.jpg"']);
  });

  it("a file keeps no name that could leave the folder or be run", () => {
    const named = (name: string, type: string) =>
      recordFileOf({ id: "", key: "", name, type, size: 1, cleaned: "original" }, 6, random(1)).file?.path;
    expect(named("../../.ssh/authorized_keys", "text/plain")).toBe("files/007.txt");
    expect(named("photo.jpg.exe", "application/x-msdownload")).toBe("files/007.bin");
    expect(() => caseTar(record, [{ path: "../x", bytes: random(1) }], 0)).toThrow("not ours");
  });

  it("opens with the key it was sealed to, or with its words, and with no others", async () => {
    for (const identity of [await generateX25519Identity(), await generateHybridIdentity()]) {
      const sealed = await sealBundle(tar, { key: await identityToRecipient(identity) });
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      expect(Buffer.from(await decrypter.decrypt(sealed)).equals(tar)).toBe(true);
      const other = new Decrypter();
      other.addIdentity(await generateX25519Identity());
      await expect(other.decrypt(sealed)).rejects.toThrow();
      expect(Buffer.from(sealed).includes("fairlead-case")).toBe(false);
    }
    const passphrase = bundlePassphrase(random, ENGLISH);
    expect(passphrase.split("-")).toHaveLength(10);
    const sealed = await sealBundle(tar, { passphrase });
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    expect(Buffer.from(await decrypter.decrypt(sealed)).equals(tar)).toBe(true);
  });

  it("is sealed to no key that was mistyped", async () => {
    const key = await identityToRecipient(await generateX25519Identity());
    expect(await isRecipientKey(key)).toBe(true);
    const last = key.endsWith("q") ? "p" : "q";
    for (const wrong of [
      `${key.slice(0, -1)}${last}`,
      key.slice(0, -1),
      "age1",
      "",
      `AGE-SECRET-KEY-${key}`,
      key.toUpperCase(),
    ])
      expect(await isRecipientKey(wrong)).toBe(false);
  });

  it("opens with the real age command", async (test) => {
    if (spawnSync("age", ["--version"]).status !== 0)
      return test.skip("age: not installed; get it with: apt-get install -y age");
    const folder = mkdtempSync(join(tmpdir(), "fairlead-age-"));
    try {
      const identity = await generateX25519Identity();
      writeFileSync(join(folder, "key"), `${identity}\n`, { mode: 0o600 });
      const sealed = await sealBundle(tar, { key: await identityToRecipient(identity) });
      const { status, stdout } = spawnSync("age", ["-d", "-i", join(folder, "key")], {
        input: sealed,
        maxBuffer: 10_000_000,
      });
      expect([status, stdout.equals(tar)]).toEqual([0, true]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
