import { resourcesOf, type State, streamOf } from "../fold/state.ts";
import { readableAll } from "../readable.ts";
import type { EntryRecord, Network } from "./fold.ts";

/** An entry with who said so; names are the screen's to find. */
export type EntryView = EntryRecord;

/** What was read of a network is read once, not at every letter that comes: it can be thousands of services. */
const READ = new WeakMap<Network, readonly EntryView[]>();

/** All entries, retired ones too; null for members who do not hold the resources. */
export const networkView = (state: State): readonly EntryView[] | null => {
  if (streamOf(state, "resources") === null) return null;
  const { network } = resourcesOf(state);
  const before = READ.get(network);
  if (before) return before;
  const read = readableAll([...network.values()]);
  READ.set(network, read);
  return read;
};
