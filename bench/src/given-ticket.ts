/** A ticket whose hour has come, on a server of its own: by the calls with which a team gives one in earnest. */
import { join } from "node:path";
import { foundOrganisationAt, type Hand, httpTransport, openHand } from "@fairlead/client";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { type CallerPages, openStore, startServer } from "@fairlead/server";
import { folderOnDisk } from "./disk.ts";
import { done } from "./done.ts";
import { pagesOf, random } from "./organisation.ts";

const HOUR = 3_600_000;
const TERMS = { name: "Invented Crossing", founder: { handle: "Anchor" }, list: ENGLISH, openedOn: 17_000 };
const KEPT = { figuresDelayDays: 0, closedThreadDays: 30, closedCaseDays: 60 };

export type GivenTicket = {
  url: string;
  /** Paths at it: what the holder was sent, and which script the page asks for. */
  link: string;
  script: string;
  close(): Promise<void>;
};

export async function giveTicket(): Promise<GivenTicket> {
  const store = await openStore(join(folderOnDisk(), "store.sqlite"));
  // The pages name the organisation, which is founded while the server already runs.
  let pages: CallerPages | null = null;
  const ready = (): CallerPages => {
    if (pages === null) throw new Error("a page was asked for before the organisation was founded");
    return pages;
  };
  const portal: CallerPages = { place: (language) => ready().place(language), asset: (path) => ready().asset(path) };
  const server = await startServer({ store, clock: Date.now, random, port: 0, log: () => {}, portal });
  const effects = { transport: httpTransport(server.url), clock: Date.now, random };
  const { hand: founder, pin } = await foundOrganisationAt(effects, { ...TERMS, ...KEPT });
  pages = await pagesOf({ pin });
  const { phrase } = await done(founder.enrol({ handle: "Willow", role: "coordinator" }));
  const opened = await openHand(effects, pin, phrase, [ENGLISH]);
  if (opened.kind !== "open") throw new Error(`a hand does not open: ${opened.kind}`);
  await founder.sync();
  const secret = await secretFrom(opened.hand);
  for (const hand of [founder, opened.hand]) hand.lock();
  return {
    url: server.url,
    link: `/ru/t#${secret}`,
    script: pages.place("ru").assets.ticket,
    close: async () => {
      await server.close();
      await store.close();
    },
  };
}

async function secretFrom(hand: Hand): Promise<string> {
  const { act, me } = hand;
  await hand.sync();
  const call = await done(act.beginCall("en"));
  const heard = { language: "en", text: "An invented call.", answers: {}, urgency: null, window: null };
  const { mailbox } = await done(act.takeCall({ ...call, ...heard, flags: [], note: "" }));
  await hand.sync();
  const team = { alias: "Kite", people: 2, owner: me.id, standIn: null, team: [] };
  const { case: theCase } = await done(act.openCase(mailbox, team));
  const at = Date.now() + HOUR;
  const said = {
    ...{ from: "Придуманная мельница", to: "Дом за дюнами", meet: "За пекарней, у синей двери без фонаря" },
    ...{ at, people: 2, carry: "По одной сумке", otherwise: "Ждать десять минут, потом ехать домой и нажать «Беда»" },
    ...{ say: "Мука ещё тёплая?", hear: "Только ржаная.", opens: Date.now() - HOUR, ends: at + 8 * HOUR },
  };
  const { secret } = await done(act.giveTicket(theCase, { ...said, holder: "driver", who: "Invented", after: null }));
  return secret;
}
