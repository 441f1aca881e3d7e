/** How much of what, and nothing of whom: all that the gateway tells of its work. */
export type Counted =
  | "letters"
  | "files"
  | "files not taken over"
  | "replies"
  | "first answers"
  | "undelivered"
  | "ignored"
  | "held back"
  | "waiting for the server"
  | "waiting for a fresh card"
  | "reconnected";

export class Counts {
  readonly #counts = new Map<Counted, number>();

  add(what: Counted): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  get(what: Counted): number {
    return this.#counts.get(what) ?? 0;
  }

  toString(): string {
    return [...this.#counts].map(([what, n]) => `${what} ${n}`).join(", ") || "nothing yet";
  }
}
