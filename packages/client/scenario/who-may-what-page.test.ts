import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { random } from "./house.ts";
import { page } from "./policy/page.ts";
import { rosterRights } from "./policy/roster-rights.ts";

const PAGE = join(import.meta.dirname, "../../../docs/who-may-what.md");

it("docs/who-may-what.md says what the policy says (script/test --report writes it)", async () => {
  const written = page(await rosterRights(random));
  if (process.env.FAIRLEAD_REPORT === "1") writeFileSync(PAGE, written);
  expect(readFileSync(PAGE, "utf8")).toBe(written);
});
