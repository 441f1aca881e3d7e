/** How many letters a sender may hand in within an hour. What is beyond waits where it is; nothing of it is lost. */
const HOUR = 3_600_000;

export class Pace {
  readonly #most: number;
  #since = 0;
  readonly #counts = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** @param who a derived name, never an address */
  allows(who: string, now: number): boolean {
    if (now - this.#since >= HOUR) {
      this.#since = now;
      this.#counts.clear();
    }
    const taken = this.#counts.get(who) ?? 0;
    if (taken >= this.#most) return false;
    this.#counts.set(who, taken + 1);
    return true;
  }

  /** It could not be handed in and comes again: that is not another letter. */
  giveBack(who: string): void {
    this.#counts.set(who, Math.max(0, (this.#counts.get(who) ?? 0) - 1));
  }
}
