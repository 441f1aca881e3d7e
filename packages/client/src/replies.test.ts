import { expect, it } from "vitest";
import { partsOf } from "./replies.ts";

it("[P9] a long answer is split into parts that fit a page and nothing is lost", () => {
  const lines = Array.from({ length: 400 }, (_, line) => `Строка ${line} выдуманного ответа.`).join("\n");
  for (const text of ["", "short", lines, "я".repeat(9_000), `${"a".repeat(5_000)} ${"b".repeat(3_000)}`]) {
    const parts = partsOf(text);
    expect(parts.join("")).toBe(text);
    for (const part of parts) expect(new TextEncoder().encode(part).length).toBeLessThanOrEqual(3_900);
  }
  expect(partsOf("short")).toEqual(["short"]);
});
