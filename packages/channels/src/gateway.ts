import type { Correspondent } from "./correspondent.ts";
import type { Counts } from "./counts.ts";
import type { Desk } from "./line.ts";
import type { Secret } from "./secret.ts";

export type Gateway = { stop(): Promise<void> };

/** Where it stands, sealed, to whom an answer may still have to go. */
export type Memory = { load(): Promise<Correspondent[]>; keep(one: Correspondent): Promise<void> };

/** What every gateway works with. */
export type Working = {
  secret: Secret;
  desk: Desk;
  counts: Counts;
  clock: () => number;
  /** ms between two looks. */
  every: number;
  /** A line for whoever runs it: no address, no subject, no word of anybody. */
  tell(line: string): void;
  /** The first answer in a language; null where the organisation wants none. */
  greeting: ((language: Correspondent["language"]) => string) | null;
};
