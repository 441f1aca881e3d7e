import { join } from "node:path";
import type { CaseId } from "@fairlead/casework";
import { foundOrganisationAt, type Hand, httpTransport, openHand } from "@fairlead/client";
import type { Pin } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { openStore, startServer } from "@fairlead/server";
import { folderOnDisk } from "../disk.ts";
import { done } from "../done.ts";
import { type Figure, figureOf, type Measure } from "../measure.ts";
import { random } from "../organisation.ts";

const READERS = 60;
const NOTES = 20;
const LONG = 50_000;

/** One case that 60 members read: nobody should work so, and in the week of a raid somebody does. [CO2] */
export const measure: Measure = {
  name: "sharing",
  run: async () => {
    const store = await openStore(join(folderOnDisk(), "store.db"));
    const settings = { workBits: 0, callsPerMinute: 1_000_000 };
    const server = await startServer({ store, clock: Date.now, random, port: 0, log: () => undefined, settings });
    try {
      return await timeSharing(server.url);
    } finally {
      await server.close();
      await store.close();
    }
  },
};

async function timeSharing(url: string): Promise<Figure[]> {
  const effects = { transport: httpTransport(url), clock: Date.now, random };
  const { hand: founder, pin } = await foundOrganisationAt(effects, {
    name: "Invented Crossing",
    founder: { handle: "Anchor" },
    list: ENGLISH,
    openedOn: Math.floor(Date.now() / 86_400_000),
    figuresDelayDays: 30,
    closedThreadDays: 30,
    closedCaseDays: 60,
  });
  const enrolled: { id: Hand["me"]["id"]; phrase: string }[] = [];
  for (let member = 0; member < READERS; member++)
    enrolled.push(await done(founder.enrol({ handle: `Invented ${member}`, role: "caseworker" })));
  const open = (member: number) => openAs(effects, pin, enrolled[member]?.phrase ?? "");
  const [owner, colleague] = [await open(0), await open(1)];
  const theCase = await takeOn(owner);
  const shares: number[] = [];
  for (const { id } of enrolled.slice(1)) {
    const said = { part: "contact", member: id, history: "all", until: null } as const;
    shares.push(await millisecondsOf(() => done(owner.act.share(theCase, said))));
  }
  const last = shares.slice(-10);
  await colleague.sync();
  const notes: number[] = [];
  for (let note = 0; note < NOTES; note++)
    notes.push(await millisecondsOf(() => shown(owner, colleague, theCase, `an invented note, the ${note}th`)));
  const long = await millisecondsOf(() => shown(owner, colleague, theCase, "ю".repeat(LONG)));
  const opening = await millisecondsOf(async () => (await open(READERS - 1)).lock());
  const one = (name: string, value: number): Figure => ({ name, unit: "ms", value, runs: 1 });
  return [
    { name: "readers of one case", unit: "count", value: READERS, runs: 1 },
    figureOf("one more reader of one part, with everything from before, of the last ten", "ms", last),
    figureOf("a note that 60 read: from its author's button to another's screen", "ms", notes, {
      value: 300,
      what: "budget",
    }),
    one("the same, of 50,000 letters", long),
    one("the last reader's first opening, phrase and all", opening),
  ];
}

type Effects = Parameters<typeof openHand>[0];

async function openAs(effects: Effects, pin: Pin, phrase: string): Promise<Hand> {
  const opened = await openHand(effects, pin, phrase, [ENGLISH]);
  if (opened.kind !== "open") throw new Error(`a hand does not open: ${opened.kind}`);
  return opened.hand;
}

async function takeOn(owner: Hand): Promise<CaseId> {
  const begun = await done(owner.act.beginCall("en"));
  const { words, message } = begun;
  const said = { language: "en", text: "An invented call.", answers: {}, urgency: null, window: null, flags: [] };
  const { mailbox } = await done(owner.act.takeCall({ words, message, ...said, note: "" }));
  await owner.sync();
  const taking = { alias: "Kite", people: 1, owner: owner.me.id, standIn: null, team: [] };
  return (await done(owner.act.openCase(mailbox, taking))).case;
}

/** Written by one, fetched and drawn by another; as a console does when the server nudges it. */
async function shown(author: Hand, reader: Hand, theCase: CaseId, text: string): Promise<void> {
  await done(author.act.noteCase(theCase, text));
  await reader.sync();
  const read = reader.view().cases.find((one) => one.case === theCase);
  if (!JSON.stringify(read?.timeline).includes(text)) throw new Error("a note did not arrive whole");
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
