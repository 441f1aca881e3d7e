import { join } from "node:path";
import { foundOrganisationAt, type Hand, httpTransport, openHand, type Transport } from "@fairlead/client";
import { decodeBody, encodeBody, parseCard } from "@fairlead/protocol";
import { ENGLISH } from "@fairlead/protocol/words/english";
import { openStore, startServer } from "@fairlead/server";
import { folderOnDisk } from "../disk.ts";
import { done } from "../done.ts";
import { bodiesOf, sealLanes } from "../letters.ts";
import { type Figure, figureOf, type Measure } from "../measure.ts";
import { random } from "../organisation.ts";
import { postAll } from "../poster.ts";
import { timeOperations } from "../protocol-work.ts";

const MEMBERS = 200;
/** Four parts each: contact, threat, needs, identity. */
const CASES = 500;
const COMPARTMENTS = 4 * CASES;
/** Who reads each part: the owner, the one who goes, and three others. */
const READERS = 5;

/**
 * A member who held everything has to go, in an organisation of 200 members: one roster entry, then a new epoch in each
 * of 2,000 compartments by a colleague's hand, sealed, signed and on the disk. [CO3] [P5]
 */
export const measure: Measure = {
  name: "revocation",
  run: async () => {
    const house = await found();
    try {
      return await timeRevocation(house);
    } finally {
      await house.close();
    }
  },
};

type House = {
  founder: Hand;
  owner: Hand;
  leaver: Hand;
  again(): Promise<Hand>;
  calls: Map<string, number>;
  close(): Promise<void>;
};

async function timeRevocation({ founder, owner, leaver, again, calls }: House): Promise<Figure[]> {
  const one = (
    name: string,
    unit: Figure["unit"],
    value: number,
    ...beside: NonNullable<Figure["beside"]>
  ): Figure => ({
    name,
    unit,
    value,
    runs: 1,
    ...(beside.length > 0 && { beside }),
  });
  const removing = await secondsOf(() => done(founder.act.remove(leaver.me.id)));
  calls.clear();
  const renewing = await secondsOf(() => owner.sync());
  const appends = calls.get("/api/append") ?? 0;
  const telling = await secondsOf(() => owner.act.couldRead(leaver.me.id));
  const operations = await timeOperations(20);
  const least =
    (COMPARTMENTS * ((READERS - 1) * middle(operations["make a wrap"]) + middle(operations["seal a commit"]))) / 1000;
  const opening = await secondsOf(async () => (await again()).lock());
  const left = owner
    .view()
    .cases.filter(({ parts }) => parts.some(({ readers }) => readers.some(({ id }) => id === leaver.me.id))).length;
  return [
    one("members", "count", MEMBERS),
    one("compartments that the leaving member held", "count", COMPARTMENTS),
    one("removal signed, organisation's own compartments renewed, administrator's hand", "s", removing),
    one("2,000 new epochs for four readers each, one colleague's round", "s", renewing, {
      value: least,
      what: "for sealing and signing them alone",
    }),
    one("… each", "ms", (renewing * 1000) / COMPARTMENTS),
    one("appends that it took", "count", appends),
    one("cases that he still reads afterwards", "count", left),
    one("telling what he could have read", "s", telling),
    figureOf("the colleague's next opening, cold", "s", [opening]),
  ];
}

async function found(): Promise<House> {
  const store = await openStore(join(folderOnDisk(), "store.db"));
  const server = await startServer({
    store,
    clock: Date.now,
    random,
    port: 0,
    log: () => undefined,
    settings: { workBits: 0, callsPerMinute: 1_000_000, unansweredQuota: 1024 ** 3 },
  });
  const calls = new Map<string, number>();
  const plain = httpTransport(server.url);
  const counting: Transport = (path, body, token) => {
    calls.set(path, (calls.get(path) ?? 0) + 1);
    return plain(path, body, token);
  };
  const founded = await foundOrganisationAt(
    { transport: plain, clock: Date.now, random },
    {
      name: "Invented Crossing",
      founder: { handle: "Anchor" },
      list: ENGLISH,
      openedOn: Math.floor(Date.now() / 86_400_000),
      figuresDelayDays: 30,
      closedThreadDays: 30,
      closedCaseDays: 60,
    },
  );
  const { hand: founder, pin } = founded;
  const open = async (phrase: string, transport: Transport = plain): Promise<Hand> => {
    const opened = await openHand({ transport, clock: Date.now, random }, pin, phrase, [ENGLISH]);
    if (opened.kind !== "open") throw new Error(`a hand does not open: ${opened.kind}`);
    return opened.hand;
  };
  const enrolled: { id: Hand["me"]["id"]; phrase: string }[] = [];
  for (let member = 1; member < MEMBERS; member++) {
    const role = member <= READERS ? "caseworker" : "operator";
    enrolled.push(await done(founder.enrol({ handle: `Invented ${member}`, role })));
    if (member % 50 === 0) console.error(`  revocation: ${member} members enrolled`);
  }
  const team = enrolled.slice(0, READERS);
  const owner = await open(team[0]?.phrase ?? "", counting);
  const leaver = await open(team[1]?.phrase ?? "");
  await writeLetters(server.url);
  await owner.sync();
  const others = team.slice(1).map(({ id }) => id);
  for (const [index, { mailbox }] of owner.view().queue.threads.entries()) {
    const opened = await done(
      owner.act.openCase(mailbox, {
        alias: `Case ${index}`,
        people: 1,
        owner: owner.me.id,
        standIn: null,
        team: others,
      }),
    );
    for (const part of ["needs", "identity"] as const)
      await done(owner.act.beginPart(opened.case, { part, title: "", members: others }));
    if (index % 100 === 99) console.error(`  revocation: ${index + 1} cases opened`);
  }
  return {
    founder,
    owner,
    leaver,
    again: () => open(team[0]?.phrase ?? ""),
    calls,
    close: async () => {
      await server.close();
      await store.close();
    },
  };
}

async function writeLetters(url: string): Promise<void> {
  const answer = await fetch(`${url}/api/door`, {
    method: "POST",
    headers: { "content-type": "application/cbor" },
    body: encodeBody({}),
  });
  const { card } = decodeBody(new Uint8Array(await answer.arrayBuffer()));
  if (!(card instanceof Uint8Array)) throw new Error("no card for new mailboxes");
  const lanes = await sealLanes({ card: parseCard(card) }, { lanes: 1, mailboxes: CASES, perMailbox: 1 });
  const bodies = await Promise.all(lanes.map((lane) => bodiesOf(lane, url)));
  await postAll({ url: `${url}/api/mailbox/post`, lanes: bodies });
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
