import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { foundOrganisationAt, httpTransport } from "@fairlead/client";
import type { Pin, WordList } from "@fairlead/protocol";
import { openStore, type Store, startServer } from "@fairlead/server";
import type { Effects } from "./effects.ts";
import { Failure } from "./failure.ts";

const DAY_MS = 86_400_000;

/** What an organisation begins with. Delays and terms can be made longer later, never shorter. */
export interface Founding {
  name: string;
  handle: string;
  /** Handle of whoever founds it with him, or null. */
  partner: string | null;
  list: WordList;
  figuresDelayDays: number;
  closedThreadDays: number;
  closedCaseDays: number;
}

export interface JustFounded {
  pin: Pin;
  phrase: string;
  partnerPhrase: string | null;
}

/**
 * Founds an organisation in an empty store, whole or not at all.
 *
 * It is made in a store beside; its phrase is handed over; only then is all of it moved into `target`, in one
 * transaction. Killed before that, `target` is empty and the phrase opens nothing; killed after, whoever was shown the
 * phrase has it. At no moment is there an organisation whose phrase nobody knows.
 *
 * @param folder where the store beside may stand; what a founding cut short left there goes
 * @param handOver settles when the founder has the phrase; if it rejects, nothing was founded
 */
export async function foundInto(
  target: Store,
  folder: string,
  founding: Founding,
  effects: Pick<Effects, "clock" | "random">,
  handOver: (founded: JustFounded) => Promise<void>,
): Promise<Pin> {
  await requireEmpty(target);
  const beside = join(folder, "founding");
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside, { recursive: true, mode: 0o700 });
  const store = await openStore(join(beside, "store.sqlite"));
  try {
    const founded = await foundIn(store, founding, effects);
    await handOver(founded);
    await requireEmpty(target);
    await target.restore(store.snapshot());
    return founded.pin;
  } finally {
    await store.close();
    await rm(beside, { recursive: true, force: true });
  }
}

/** @throws Failure */
export async function requireEmpty(store: Store): Promise<void> {
  if ((await store.roster.count()) > 0)
    throw new Failure("This store already holds an organisation. Nothing was changed.");
}

/** By the same calls as anywhere else, to a server of its own on loopback. */
async function foundIn(
  store: Store,
  { handle, partner, ...founding }: Founding,
  { clock, random }: Pick<Effects, "clock" | "random">,
): Promise<JustFounded> {
  const server = await startServer({ store, clock, random, port: 0, log: () => {} });
  try {
    const effects = { transport: httpTransport(server.url), clock, random };
    const openedOn = Math.floor(clock() / DAY_MS);
    const { hand, phrase, partnerPhrase, pin } = await foundOrganisationAt(effects, {
      ...founding,
      founder: { handle },
      ...(partner === null ? {} : { partner: { handle: partner } }),
      openedOn,
    });
    hand.lock();
    return { phrase, partnerPhrase, pin };
  } finally {
    await server.close();
  }
}
