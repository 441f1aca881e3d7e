import { type Pin, parseRosterEntry, readRoster } from "@fairlead/protocol";
import { bringRoster, type Store } from "@fairlead/server";

/** What is known of the time between a backup and its restoring. */
export interface Since {
  /** Entries of the roster that were brought from another copy: people let in, suspended, removed. */
  entries: number;
  /** Hours at which something was erased by two after the backup; here it was destroyed again. */
  erased: number[];
  /** The pin names a state of the members that this store does not know: something has happened that it cannot say. */
  behindPin: boolean;
}

/**
 * @param other the store that this one takes the place of, as far as it can be read
 * @param pin a pin that may be newer than the backup
 */
export async function learnSince(
  store: Store,
  other: Store | null,
  pin: Pin | null,
  clock: () => number,
): Promise<Since> {
  const added = other === null ? [] : await bringRoster(store, await allEntries(other), clock);
  const erased = added.map(parseRosterEntry).flatMap(({ body, hour }) => (body.kind === "erase" ? [hour] : []));
  const roster = readRoster(await allEntries(store));
  const behindPin = pin?.organisation === roster.organisation && roster.seqOf(pin.head) === undefined;
  return { entries: added.length, erased, behindPin };
}

const allEntries = async (store: Store): Promise<Uint8Array[]> => store.roster.from(0, await store.roster.count());
