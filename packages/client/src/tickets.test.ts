import type { TicketId } from "@fairlead/casework";
import type { Hash, Letter, OpeningId } from "@fairlead/protocol";
import { expect, it } from "vitest";
import { unkeptPresses } from "./tickets.ts";

const ticket = "11".repeat(16) as TicketId;
const press = { press: "followed" as const, opening: "aa".repeat(16) as OpeningId, version: 1 };
const letter: Letter = { kind: "letter", language: "en", text: "", answers: {}, tap: "none", at: 1, press };
const hashes = Array.from({ length: 600 }, (_, index) => index.toString(16).padStart(64, "0") as Hash);
const rows = hashes.map((hash, index) => ({ hash, seq: index + 1, hour: 1, letter }));
const taken = (kept: number) => unkeptPresses(ticket, rows, new Set(hashes.slice(0, kept)));

it("[TK1] whoever floods a ticket is heard as far as it takes, first tap first, and never refused all together", () => {
  expect(taken(0)).toHaveLength(64);
  expect(taken(0)[0]).toMatchObject({ op: "keepPress", row: hashes[0], press: "followed" });
  expect(taken(490)).toHaveLength(10);
  expect(taken(500)).toEqual([]);
});
