import type { Bytes } from "../src/bytes.ts";
import type { Commit, CommitHeader } from "../src/commit.ts";
import { openCommit } from "../src/commit-open.ts";
import { epochCommitment } from "../src/epoch.ts";
import type { MemberKeys } from "../src/member.ts";
import { Refused } from "../src/refusal.ts";
import type { Wrap } from "../src/wrap.ts";
import { openLink, openWrap } from "../src/wrap-open.ts";

/**
 * Somebody who keeps everything and obeys no rule: he has every byte that the server ever had and the keys of one
 * member, perhaps old ones, and opens whatever these open. Pooling brings no more than each has alone, as every wrap
 * and every link needs one key only.
 */
export class Holder {
  readonly #keys: readonly MemberKeys[];
  readonly #tried = new Set<Wrap>();
  readonly #triedLinks = new Set<string>();
  /** Every epoch key he ever came by, with the number of its epoch. */
  readonly #known = new Map<string, { epoch: number; key: Bytes }>();
  readonly #opens = new Map<Commit, boolean>();

  /** @param keys a member's, of one or several generations */
  constructor(keys: readonly MemberKeys[]) {
    this.#keys = keys;
  }

  async learn(wraps: readonly Wrap[], commits: readonly Commit[]): Promise<void> {
    for (const wrap of wraps) {
      if (this.#tried.has(wrap) || wrap.member !== this.#keys[0]?.id) continue;
      this.#tried.add(wrap);
      for (const keys of this.#keys) {
        const key = await orNull(openWrap(wrap, keys, wrap.commitment));
        if (key !== null) this.#keep(wrap.epoch, key, wrap);
      }
    }
    const begins = commits.filter(({ header }) => header.framing.kind === "epoch");
    for (let before = -1; before < this.#known.size; ) {
      before = this.#known.size;
      for (const { header } of begins) await this.#tryLink(header, begins);
    }
  }

  /** With every key, not only that of the link's own epoch; and whichever epoch was the one before: there may be two. */
  async #tryLink({ framing, epoch, organisation, stream }: CommitHeader, begins: readonly Commit[]): Promise<void> {
    if (framing.kind !== "epoch" || framing.link === null) return;
    for (const [commitment, { key }] of [...this.#known]) {
      const attempt = `${framing.commitment} ${commitment}`;
      if (this.#triedLinks.has(attempt)) continue;
      this.#triedLinks.add(attempt);
      for (const { header } of begins) {
        if (header.framing.kind !== "epoch" || header.epoch !== epoch - 1) continue;
        const place = { organisation, stream, epoch };
        const found = await orNull(openLink(key, framing.link, place, header.framing.commitment));
        if (found !== null) this.#keep(epoch - 1, found, place);
      }
    }
  }

  /** With any key that he has, whatever epoch it is of. */
  async opens(commit: Commit): Promise<boolean> {
    if (this.#opens.get(commit) === true) return true;
    const likelyFirst = [...this.#known.values()].sort(
      (a, b) => Math.abs(a.epoch - commit.header.epoch) - Math.abs(b.epoch - commit.header.epoch),
    );
    for (const { key } of likelyFirst) {
      if ((await orNull(openCommit(commit, key))) === null) continue;
      this.#opens.set(commit, true);
      return true;
    }
    return false;
  }

  #keep(epoch: number, key: Bytes, place: Omit<Parameters<typeof epochCommitment>[1], "epoch">): void {
    const { organisation, stream } = place;
    this.#known.set(epochCommitment(key, { organisation, stream, epoch }), { epoch, key });
  }
}

async function orNull<T>(attempt: Promise<T>): Promise<T | null> {
  try {
    return await attempt;
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
