import { describe, expect, it } from "vitest";
import { HOUR } from "../say/spans.ts";
import { olderBackups } from "./backups.ts";

describe("backups that could bring an erased case back", () => {
  it("[CO6] are those from before it, and those of the same hour, which may have come before it", () => {
    expect(olderBackups(100 * HOUR, [130, 101, 100, 99, 60])).toEqual([100, 99, 60]);
    expect(olderBackups(100 * HOUR, [130])).toEqual([]);
  });
});
