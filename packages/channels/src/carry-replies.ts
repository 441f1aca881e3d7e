/** Takes what the team has answered out of the correspondents' mailboxes and carries it back the way that they wrote. */
import type { MailboxKeys } from "@fairlead/protocol/seal";
import { type Correspondent, nameOf } from "./correspondent.ts";
import type { Counts } from "./counts.ts";
import type { Desk } from "./line.ts";
import type { Secret } from "./secret.ts";

const HOUR = 3_600_000;

export type Carrying = {
  secret: Secret;
  desk: Desk;
  counts: Counts;
  clock: () => number;
  /** The shortest time after which a mailbox is looked into again. */
  every: number;
  send(to: Correspondent, text: string, about: string): Promise<"sent" | "later" | "never">;
  /** A standing instruction has gone out: after a restart it must not go out again. */
  remember(one: Correspondent): Promise<void>;
};

type Known = { one: Correspondent; keys: MailboxKeys; next: number };

export class Replies {
  readonly #with: Carrying;
  readonly #known = new Map<string, Known>();
  /** Rows that have gone out and may still lie in their mailbox. */
  readonly #gone = new Set<string>();

  constructor(carrying: Carrying) {
    this.#with = carrying;
  }

  /** @param keys made anew where they are not at hand */
  async follow(one: Correspondent, keys?: MailboxKeys): Promise<void> {
    const { secret } = this.#with;
    const made = keys ?? (await secret.mailboxOf(one.way, one.address));
    this.#known.set(nameOf(secret, one), { one, keys: made, next: 0 });
    for (const hash of one.sent) this.#gone.add(hash);
  }

  /** What was remembered of somebody; null for a stranger. */
  find(way: Correspondent["way"], address: string): Correspondent | null {
    return this.#known.get(nameOf(this.#with.secret, { way, address }))?.one ?? null;
  }

  /** Those whose turn it is: the longer somebody has been silent, the seldomer, and at least every hour. */
  async carry(): Promise<void> {
    const { clock, every } = this.#with;
    for (const known of this.#known.values()) {
      if (known.next > clock()) continue;
      await this.#carryTo(known);
      known.next = clock() + Math.min(HOUR, Math.max(every, (clock() - known.one.at) / 50));
    }
  }

  async #carryTo({ one, keys }: Known): Promise<void> {
    const { desk, counts, send, remember } = this.#with;
    const found = await desk.replies(keys);
    if (found === null) return counts.add("waiting for the server");
    let all = true;
    let standing = false;
    for (const reply of found.replies) {
      if (reply.hashes.some((hash) => this.#gone.has(hash))) continue;
      const [about = ""] = reply.hashes;
      const sent = await send(one, reply.text, about);
      if (sent === "later") {
        all = false;
        continue;
      }
      counts.add(sent === "sent" ? "replies" : "undelivered");
      if (sent === "never") await this.#sayUndelivered(one, keys, about);
      for (const hash of reply.hashes) this.#gone.add(hash);
      if (!reply.standing) continue;
      one.sent.push(...reply.hashes);
      standing = true;
    }
    if (standing) await remember(one);
    if (all && found.replies.some((reply) => !reply.standing)) await found.confirm();
  }

  /** The team must not believe that it was read. */
  async #sayUndelivered(one: Correspondent, keys: MailboxKeys, about: string): Promise<void> {
    const { desk, secret } = this.#with;
    const text = "⟦Your last answer could not be delivered: the other side refused it for good.⟧";
    const message = secret.messageOf(one.way, one.address, `undelivered\0${about}`);
    await desk.post(keys, { text, language: one.language, via: one.way, message });
  }
}
