import { expect } from "vitest";
import type { Lie } from "./lie.ts";
import type { PageLie } from "./page-lie.ts";
import type { PaperLie, Papers } from "./paper-lie.ts";
import { hiddenBy, PLACES } from "./place.ts";
import type { Scene } from "./scene.ts";
import type { Happened } from "./tell.ts";
import type { Visited } from "./visit.ts";

const CLEAN = {
  halted: [],
  alarms: [],
  setAside: 0,
  refused: null,
  headsChecked: true,
  disputes: [],
  lonely: false,
  shutOut: null,
  takenAway: [],
};

/** Without the lie everything at that place is shown and can be written to: no row can pass by itself. */
export function expectTruth({ lockedOut, status, shown, written, grown, wasTold, ...more }: Happened, lie: Lie): void {
  expect({ lockedOut, wasTold }).toEqual({ lockedOut: null, wasTold: false });
  expect(status).toMatchObject(CLEAN);
  for (const words of hiddenBy(lie)) expect(shown, words).toContain(words);
  expect(shown).not.toContain("forged");
  // What the server says of an alarm counts for nothing against it, and nothing for it where it is true.
  if ("standsOverdue" in lie.seen) expect(more.overdue).toEqual([true]);
  if ("file" in lie.seen) expect(more.files).toEqual(["file"]);
  expect(more.armed).toBe(0);
  if ("escalates" in lie.seen) expect(more.escalated).toBe(1);
  expect(REFUSED.has(written.kind)).toBe(lie.unwritable === true);
  if (lie.unwritable) return;
  expect(written).toMatchObject({ kind: "done" });
  expect(grown).toBeGreaterThan(0);
}

const REFUSED = new Set([
  "refused-by-server",
  "halted",
  "no-such-case",
  "no-such-thread",
  "thread-continued",
  "not-held",
  "locked",
]);

export function expectLie(
  scene: Scene,
  { lockedOut, status, shown, written, grown, wasTold, unreadable, overdue, ...more }: Happened,
  lie: Lie,
): void {
  const { seen } = lie;
  expect(wasTold, "the lie was told").toBe(true);
  if ("lockedOut" in seen) expect(lockedOut).toBe(seen.lockedOut);
  if ("halts" in seen)
    expect(status?.halted).toEqual([expect.objectContaining({ ...whereIn(scene, lie), code: seen.halts })]);
  if ("disputes" in seen) {
    expect(status?.disputes).toContainEqual(expect.objectContaining({ kind: seen.disputes }));
    expect(status?.halted).toEqual([]);
  }
  if ("lonely" in seen) expect(status).toMatchObject({ lonely: true, halted: [] });
  if ("passesOver" in seen || "ignores" in seen) {
    expect(status).toMatchObject(CLEAN);
    expect(written).toMatchObject({ kind: "done" });
  }
  if ("gone" in seen) {
    expect(status).toMatchObject(CLEAN);
    expect({ kind: written.kind, grown }).toEqual({ kind: "no-such-case", grown: 0 });
  }
  if ("unreadable" in seen) {
    expect(unreadable).toBeGreaterThan(0);
    expect(status?.halted).toEqual([]);
  }
  if ("alarm" in seen) {
    expect(status?.alarms).toContainEqual(expect.objectContaining({ kind: seen.alarm }));
    expect(status?.halted).toEqual([]);
  }
  if ("standsOverdue" in seen) expect(overdue).toEqual([false]);
  if ("file" in seen) expect(more.files).toEqual([seen.file]);
  if ("armsAgain" in seen) expect(more.armed).toBeGreaterThan(0);
  if ("escalates" in seen) expect(more.escalated).toBe(1);
  if ("file" in seen || "armsAgain" in seen || "escalates" in seen) expect(status).toMatchObject(CLEAN);
  if ("keepsCards" in seen) {
    const halts = status?.halted.map(({ about, code }) => ({ about, code }));
    expect(halts).toContainEqual({ about: "card", code: seen.keepsCards });
    expect(new Set(halts?.map(({ code }) => code))).toEqual(new Set([seen.keepsCards]));
    expect({ written, grown }).toEqual({ written: { kind: "refused-by-server", code: seen.keepsCards }, grown: 0 });
  }
  if ("unnoticed" in seen) {
    expect(lockedOut).toBeNull();
    expect(status).toMatchObject(CLEAN);
  }
  if ("refuses" in seen) expect(status?.refused).toBe(seen.refuses);
  if ("undone" in seen) expect({ kind: written.kind, grown }).toEqual({ kind: seen.undone, grown: 0 });
  if (lie.shows !== undefined) expect(shown).toContain(lie.shows);
  const never = [...hiddenBy(lie), "forged" as const].filter((words) => words !== lie.shows);
  for (const words of never) expect(shown, words).not.toContain(words);
  if ("lockedOut" in seen || "halts" in seen || "refuses" in seen) {
    expect(REFUSED).toContain(written.kind);
    expect(grown, "written under it").toBe(0);
  }
}

/** A compartment is halted by its stream: what it is may not have been read. */
function whereIn({ streams }: Scene, { place }: Lie): { stream: string } | { about: string } {
  const { about } = PLACES[place];
  const found = Object.entries(streams).find(([name]) => name === about);
  return found === undefined ? { about } : { stream: found[1] };
}

/** Nobody lies: the caller reads both replies, and the answer is sent. */
export function expectHonestVisit(visited: Visited): void {
  expect(visited).toEqual({
    stopped: null,
    shown: new Set(["reply", "secondReply"]),
    confirmable: 2,
    withheld: 0,
    letter: "sent",
    grown: 1,
    wasTold: false,
  });
}

export function expectVisit(
  { stopped, withheld, confirmable, letter, grown, shown, wasTold }: Visited,
  { seen, hides = ["reply", "secondReply"] }: PageLie,
): void {
  expect(wasTold, "the lie was told").toBe(true);
  for (const words of [...hides, "forged" as const]) expect(shown, words).not.toContain(words);
  if ("stops" in seen) expect({ stopped, letter, grown }).toEqual({ stopped: seen.stops, letter: null, grown: 0 });
  // The others are read, and the answer goes to a card that is ours.
  if ("withholds" in seen)
    expect({ stopped, withheld, letter }).toEqual({ stopped: null, withheld: seen.withholds, letter: "sent" });
  if ("asksFirst" in seen)
    expect({ confirmable, letter, grown }).toEqual({ confirmable: 0, letter: "expired", grown: 0 });
  if ("closed" in seen) expect({ letter, grown }).toEqual({ letter: "closed", grown: 0 });
  if ("unnoticed" in seen)
    expect({ stopped, withheld, letter }).toEqual({ stopped: null, withheld: 0, letter: "sent" });
}

/** Nobody lies: both say the same words, and he is let in. */
export function expectHonestPapers(papers: Papers): void {
  expect(papers).toEqual({
    state: "answered",
    agree: true,
    proposals: 0,
    welcomed: "done",
    enrolled: 1,
    wasTold: false,
  });
}

export function expectPapers(
  { state, agree, proposals, welcomed, enrolled, wasTold }: Papers,
  { seen }: PaperLie,
): void {
  expect(wasTold, "the lie was told").toBe(true);
  if ("proposals" in seen) {
    expect({ proposals, welcomed, enrolled }).toEqual({ proposals: seen.proposals, welcomed: "done", enrolled: 1 });
    return;
  }
  expect({ state, agree, enrolled }).toEqual({ state: seen.state, agree: false, enrolled: 0 });
  expect(welcomed).toBe("words" in seen ? null : "no-such-invitation");
}
