import { ENGLISH } from "@fairlead/protocol/words/english";
import { type Hand, join, type Outcome } from "../../src/index.ts";
import { type House, random } from "../house.ts";
import { onDisk } from "./disk.ts";
import { LyingLine } from "./lying-line.ts";
import type { PaperLie, Papers } from "./paper-lie.ts";
import type { Scene } from "./scene.ts";

/**
 * An administrator invites somebody, compares words, and lets him in unless they differ. With `truthfully`, nobody lies
 * to him.
 */
export async function administer(scene: Scene, lie: PaperLie, truthfully: boolean): Promise<Papers> {
  const house = await scene.house.copy();
  const line = new LyingLine(() => house.url);
  try {
    const hand = await house.open("Anchor", line);
    const invited = await hand.act.invite({ handle: "Gull", role: "operator" });
    if (invited.kind !== "done") throw new Error(invited.kind);
    const effects = { transport: house.line().transport, clock: house.clock, random };
    const joined = await join(effects, invited.code, ENGLISH, ENGLISH);
    if (joined.kind !== "joined") throw new Error(joined.kind);
    const [kept] = onDisk(house, (db) => db.prepare("SELECT joining FROM invitations").all());
    if (!(kept?.joining instanceof Uint8Array)) throw new Error("the answer was not kept");
    const joining = new Uint8Array(kept.joining);
    const before = entriesOn(house);
    if (!truthfully) await lie.how({ scene, house, line, hand, code: invited.code, joining });
    await hand.sync();
    const [invitation] = hand.view().invitations;
    const agree = invitation !== undefined && invitation.words.join(" ") === joined.words.join(" ");
    const proposals = hand.view().waiting.length;
    // Whoever is shown other words lets nobody in; all else is the client's to refuse.
    const otherWords = invitation?.state === "answered" && !agree;
    const welcomed = otherWords ? null : await welcome(hand, invited.id);
    hand.lock();
    return {
      state: invitation?.state ?? null,
      agree,
      proposals,
      welcomed,
      enrolled: entriesOn(house) - before,
      wasTold: line.told > 0,
    };
  } finally {
    await house.end();
  }
}

async function welcome(hand: Hand, id: Parameters<Hand["act"]["welcome"]>[0]): Promise<Outcome["kind"]> {
  return (await hand.act.welcome(id)).kind;
}

function entriesOn(house: House): number {
  return onDisk(house, (db) => Number(db.prepare("SELECT COUNT(*) AS entries FROM roster_entries").get()?.entries));
}
