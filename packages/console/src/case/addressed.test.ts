import type { CaseView } from "@fairlead/casework";
import { expect, it } from "vitest";
import { addressed, wroteElsewhere } from "./addressed.ts";

const [kettle, lantern] = ["11".repeat(32), "22".repeat(32)];
const letter = (mailbox: string) => ({ mailbox, direction: "to-team" });
const one = (...from: string[]) =>
  ({
    mailboxes: [
      { mailbox: kettle, name: "old kettle" },
      { mailbox: lantern, name: "new lantern" },
    ],
    messages: from.map(letter),
  }) as unknown as CaseView;

it("[MB8] words go into the mailbox that was joined last, and not after whoever happened to write last", () => {
  expect(addressed(one(lantern, kettle), "")).toBe(lantern);
  expect(addressed(one(kettle, lantern), "")).toBe(lantern);
  expect(addressed(one(lantern), kettle as never)).toBe(kettle);
  expect(addressed({ ...one(), mailboxes: [] }, "")).toBeUndefined();
});

it("says so where the last letter came from another", () => {
  expect(wroteElsewhere(one(lantern, kettle), "")).toBe("old kettle");
  expect(wroteElsewhere(one(kettle, lantern), "")).toBeNull();
  expect(wroteElsewhere(one(kettle, lantern), kettle as never)).toBe("new lantern");
  expect(wroteElsewhere(one(), "")).toBeNull();
});
