import type { Held } from "./held.ts";
import { ServerRefused } from "./session.ts";
import { Unreachable } from "./transport.ts";

/** What the server says of changes after what this hand has read. */
export type News = {
  /** It has answered that there are some, or that none came for a while. */
  readonly came: boolean;
  /** false: it was not reached, or refused. */
  readonly heard: Promise<boolean>;
};

/** The long poll; whoever listens goes on meanwhile. */
export function listenFor({ session, threadsRead, listedUpTo }: Held): News {
  const news = { came: false, heard: ask() };
  return news;

  async function ask(): Promise<boolean> {
    try {
      // What came while compartments were read and threads were not has been counted, and not seen.
      await session.call("/api/wait", { since: Math.min(threadsRead, listedUpTo ?? threadsRead) });
      news.came = true;
      return true;
    } catch (error) {
      if (!(error instanceof Unreachable) && !(error instanceof ServerRefused)) throw error;
      return false;
    }
  }
}
