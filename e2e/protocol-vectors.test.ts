import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expectedOf, tryVectors, type VectorFile } from "@fairlead/protocol/vectors";
import { afterAll, beforeAll, describe, expect, it, type TestContext } from "vitest";
import type { Page } from "./harness/browsers.ts";
import { openScriptPage, type ScriptPage } from "./harness/script-page.ts";

const SCRIPT = fileURLToPath(import.meta.resolve("./harness/vectors-in-browser.ts"));
const folder = dirname(fileURLToPath(import.meta.resolve("@fairlead/protocol/vectors/derived.json")));
const load = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), "utf8"));
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".json") && name !== "derived.json")
  .map((name) => load<VectorFile>(name));

/**
 * A member's console and a caller's page run in browsers. One that read a form otherwise than Node, or than another
 * browser, would fork a compartment or lose a letter. What differs is named by form and twin.
 */
describe.for(["chromium", "firefox"] as const)("the protocol as %s runs it", (name) => {
  let opened: ScriptPage | { missing: string };

  beforeAll(async () => {
    opened = await openScriptPage(name, SCRIPT);
  });

  afterAll(async () => {
    if ("close" in opened) await opened.close();
  });

  const page = ({ skip }: TestContext): Page => ("missing" in opened ? skip(opened.missing) : opened.page);

  it.for(files)("$form: reads the vector as it was, refuses each twin with the same code", async (file, test) => {
    const tried = await page(test).evaluate((given) => window.protocolVectors.tryVectors(given), file);
    expect(tried).toEqual(expectedOf(file));
  });

  it("derives what is never sent, and seals what Node reads, twins and all", async (test) => {
    const { files: made, derived } = await page(test).evaluate(() => window.protocolVectors.makeVectors());
    expect(derived).toEqual(load("derived.json"));
    expect(made.map(({ form }) => form).sort()).toEqual(files.map(({ form }) => form).sort());
    for (const file of made) expect(await tryVectors(file)).toEqual(expectedOf(file));
  });
});
