import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const here = import.meta.dirname;

/** Every file that an entry's imports reach at run time; `import type` and inline types reach nothing. */
function reachable(entry: string): Set<string> {
  const seen = new Set<string>();
  const walk = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const statements = readFileSync(file, "utf8").matchAll(/^(import|export)\s+(type\s)?([^;]*?)from "(\.[^"]+)"/gms);
    for (const [, , type, names, from] of statements) {
      const list = names
        ?.match(/\{([^}]*)\}/)?.[1]
        ?.split(",")
        .map((name) => name.trim())
        .filter(Boolean);
      const onlyTypes = type !== undefined || list?.every((name) => name.startsWith("type ")) === true;
      if (!onlyTypes && from !== undefined) walk(resolve(dirname(file), from));
    }
  };
  walk(resolve(here, entry));
  return new Set([...seen].map((file) => file.slice(here.length + 1)));
}
const openers = (entry: string) => [...reachable(entry)].filter((file) => /-open\.ts$/.test(file)).sort();

describe("what each door leads to", () => {
  it("[CK1] nothing that opens anything can be reached from the server's", () => {
    const files = reachable("verify.ts");
    expect(files.size).toBeGreaterThan(15); // the walk walks
    expect(openers("verify.ts")).toEqual([]);
    expect(
      [...files].filter((file) => readFileSync(resolve(here, file), "utf8").match(/subtle\.decrypt|suite\.open/)),
    ).toEqual([]);
  });

  it("[CK1] [MB6] the no-script form opens replies to its own mailbox, never a letter, commit, wrap or bundle", () => {
    expect(openers("on-arrival.ts")).toEqual(["hpke-open.ts", "reply-open.ts"]);
  });

  it("a caller's page opens replies, a voucher's sentence and its own notes, and carries no roster, stream or compartment", () => {
    expect(openers("seal.ts")).toEqual(["aead-open.ts", "hpke-open.ts", "reply-open.ts", "voucher-open.ts"]);
    expect(openers("files.ts")).toEqual(["hpke-open.ts", "upload-open.ts"]);
    const files = [...reachable("seal.ts"), ...reachable("files.ts")];
    for (const file of ["roster.ts", "commit.ts", "wrap.ts", "bundle.ts", "epoch.ts"])
      expect(files).not.toContain(file);
  });

  it("a member's client has all of it", () => {
    expect(openers("index.ts")).toHaveLength(11);
  });
});
