import { openLine } from "@fairlead/portal/line";
import { type OwnMailbox, openWithKeys } from "@fairlead/portal/own-mailbox";
import { parseRow, type Row } from "@fairlead/protocol";
import { type House, random } from "../house.ts";
import { allRowsOn, onDisk } from "./disk.ts";
import { LyingPageLine } from "./lying-page-line.ts";
import type { PageLie, PageWorld } from "./page-lie.ts";
import type { Scene } from "./scene.ts";
import { type Words, wordsIn } from "./words.ts";

/** What came of one visit. */
export type Visited = {
  /** Code of the rule that stopped the page. */
  stopped: string | null;
  shown: ReadonlySet<Words>;
  /** Replies that are shown as surely ours. */
  confirmable: number;
  withheld: number;
  /** What became of the letter that the caller wrote: "sent", "expired", or what was in the way. */
  letter: string | null;
  grown: number;
  wasTold: boolean;
};

/** A caller comes back, reads, answers: by the page's own code. With `truthfully`, nobody lies to him. */
export async function visit(scene: Scene, lie: PageLie, truthfully: boolean): Promise<Visited> {
  const house = await scene.house.copy();
  const { keys } = scene.inIntake;
  const [replies, letters] = [rows(house, keys.id, "to-mailbox"), rows(house, keys.id, "to-team")];
  const world: PageWorld = { scene, house, line: new LyingPageLine(() => house.url), keys, replies, letters };
  try {
    await lie.before?.(world);
    if (!truthfully) await lie.how(world);
    const kept = allRowsOn(house);
    const met = await meet(world);
    return { ...met, grown: allRowsOn(house) - kept, wasTold: world.line.told > 0 };
  } finally {
    await house.end();
  }
}

function rows(house: House, mailbox: string, direction: "to-team" | "to-mailbox"): Row[] {
  const sql = "SELECT bytes FROM mailbox_rows WHERE mailbox = ? AND direction = ? ORDER BY seq";
  return onDisk(house, (db) => db.prepare(sql).all(mailbox, direction)).map(({ bytes }) =>
    parseRow(bytes instanceof Uint8Array ? bytes : new Uint8Array()),
  );
}

async function meet({ scene, house, line: { transport }, keys }: PageWorld) {
  const effects = { transport, now: house.clock, random, pause: async () => undefined };
  const line = openLine({ ...scene.pin, clockOffset: 0, words: { en: "", ru: "" }, files: "" }, "en", effects);
  const nothing = { stopped: null, shown: new Set<Words>(), confirmable: 0, withheld: 0, letter: null };
  try {
    const opened = await openWithKeys(line, keys);
    return typeof opened === "string" ? { ...nothing, letter: opened } : await readAndAnswer(opened);
  } catch (error) {
    // As the page's flow does: what fails a check ends in a stop that names the rule, with nothing sealed after it.
    if (error instanceof Error && "code" in error) return { ...nothing, stopped: String(error.code) };
    throw error;
  }
}

async function readAndAnswer({ replies, answer }: OwnMailbox) {
  const shown = [...replies.unread, ...replies.standing];
  const answered = await answer({ text: "An invented answer.", answers: {}, tap: "none" }, false, () => undefined);
  return {
    stopped: null,
    shown: wordsIn(shown),
    confirmable: shown.filter(({ confirmable }) => confirmable).length,
    withheld: replies.withheld,
    letter: answered.kind === "trouble" ? answered.trouble : answered.kind,
  };
}
