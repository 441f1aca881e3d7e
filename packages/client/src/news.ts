import type { Held } from "./held.ts";
import { ServerRefused } from "./session.ts";
import { Unreachable } from "./transport.ts";

/** What the server says of changes after what this hand has read. */
/** The server answers after 25 s at the latest. A line that is dead, and a server that says nothing, are not waited for. */
const PATIENCE_MS = 30_000;

export type News = {
  /** It has answered that there are some, or that none came for a while; or it has said nothing for too long. */
  readonly came: boolean;
  /** false: it was not reached, or refused. */
  readonly heard: Promise<boolean>;
};

/** The long poll; whoever listens goes on meanwhile. */
export function listenFor(held: Held): News {
  const { session, threadsRead, listedUpTo } = held;
  const news = { came: false, heard: ask() };
  return news;

  async function ask(): Promise<boolean> {
    let patience: ReturnType<typeof setTimeout> | undefined;
    try {
      // What came while compartments were read and threads were not has been counted, and not seen.
      const call = session.call("/api/wait", { since: Math.min(threadsRead, listedUpTo ?? threadsRead) });
      call.catch(() => undefined);
      await Promise.race([
        call,
        new Promise((resolve) => {
          patience = setTimeout(resolve, PATIENCE_MS);
        }),
      ]);
      news.came = true;
      return true;
    } catch (error) {
      // A desk that was locked meanwhile has no keys to go on with.
      if (!held.locked && !(error instanceof Unreachable) && !(error instanceof ServerRefused)) throw error;
      return false;
    } finally {
      clearTimeout(patience);
    }
  }
}
