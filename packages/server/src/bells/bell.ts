import type { BellKind, KeptBell } from "../store/port.ts";

/** What came of one ring: handed over; not now, try again; or never at this address. */
export type Rang = "rang" | "away" | "refused";

/**
 * How bells are rung, for those kinds that whoever runs the server has allowed. Made by the app: the server itself knows
 * no address beyond its own. What is sent is one fixed text, the same for everybody, always. [P9]
 */
export type Ringer = {
  readonly kinds: readonly BellKind[];
  /** Whether this may be rung at all: no internal address, no plain http across the network. */
  accepts(kind: BellKind, address: string): boolean;
  ring(bell: Pick<KeptBell, "kind" | "address">): Promise<Rang>;
};
