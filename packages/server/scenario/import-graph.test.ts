import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { chainTo, opens, packageOf, walkImports } from "./import-graph.ts";

const SERVER = resolve(import.meta.dirname, "../src/index.ts");
const isOnArrival = (file: string): boolean => file.endsWith("protocol/src/on-arrival.ts");

/** Every module that opens something and can be reached, with the chain of imports that leads to it. */
function chainsToOpeners(entry: string, passing?: (file: string) => boolean): string[] {
  const graph = walkImports(entry, passing);
  return [...graph.keys()].filter((file) => !passing?.(file) && opens(file)).map((file) => chainTo(graph, file));
}

describe("[CK1] [P1] what the server can reach", () => {
  it("opens no compartment, commit, wrap or sealed mailbox", () => {
    expect(chainsToOpeners(SERVER, isOnArrival).join("\n\n")).toBe("");
  });

  it("[MB6] behind the form without script: what opens a reply in memory, and nothing else that opens", () => {
    const graph = walkImports(SERVER);
    const openers = [...graph.keys()].filter(opens).map((file) => basename(file));
    expect(openers.sort()).toEqual(["hpke-open.ts", "reply-open.ts"]);
  });

  it("knows protocol and portal, no other room of the house", () => {
    const packages = new Set([...walkImports(SERVER).keys()].map(packageOf));
    expect([...packages].sort()).toEqual(["portal", "protocol", "server"]);
  });

  it("a planted way is found, and its chain printed", () => {
    const folder = mkdtempSync(join(tmpdir(), "fairlead-planted-"));
    const plant = (name: string, text: string) => writeFileSync(join(folder, name), text);
    plant(
      "entry.ts",
      'import type { Row } from "./types.ts";\nimport { count } from "./middle.ts";\nexport { count };\n',
    );
    plant("types.ts", 'export * from "./unreached-open.ts";\n');
    plant("middle.ts", 'export const count = async () => (await import("./deep.ts")).x;\n');
    plant("deep.ts", 'export { openCommit as x } from "@fairlead/protocol";\n');
    const chains = chainsToOpeners(join(folder, "entry.ts"));
    const commit = chains.find((chain) => chain.endsWith("packages/protocol/src/commit-open.ts"));
    expect(commit?.split("\n").map((line) => basename(line.trim()))).toEqual([
      "entry.ts",
      "middle.ts",
      "deep.ts",
      "index.ts",
      "commit-open.ts",
    ]);
    expect(chains.join()).not.toContain("unreached-open.ts");
    plant("disguised.ts", "export const peek = (k, d) => crypto.subtle.decrypt({ name: 'AES-GCM' }, k, d);\n");
    plant("entry.ts", 'import "./disguised.ts";\n');
    expect(chainsToOpeners(join(folder, "entry.ts"))).toHaveLength(1);
    plant("entry.ts", "export const load = (name) => import(name);\n");
    expect(() => chainsToOpeners(join(folder, "entry.ts"))).toThrow("made up at run time");
    rmSync(folder, { recursive: true });
  });
});
