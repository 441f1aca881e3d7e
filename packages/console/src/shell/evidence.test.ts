import { describe, expect, it } from "vitest";
import { hashGroups } from "./evidence.ts";

describe("what two members read to each other", () => {
  it("[ST4] is the beginning of a hash, in eight groups of four", () => {
    const hash = "0123456789abcdef00112233445566778899aabbccddeeff0123456789abcdef";
    expect(hashGroups(hash)).toEqual(["0123", "4567", "89ab", "cdef", "0011", "2233", "4455", "6677"]);
    expect(hashGroups(hash.replace("4567", "4568"))).not.toEqual(hashGroups(hash));
  });
});
