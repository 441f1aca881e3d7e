/** Work that many ask for and that need not be done for each: no oftener than every so many ms, and last of all for the last. */
export class Seldom {
  readonly #work: () => void;
  readonly #every: number;
  #began = Number.NEGATIVE_INFINITY;
  #putOff: ReturnType<typeof setTimeout> | null = null;

  constructor(work: () => void, every: number) {
    this.#work = work;
    this.#every = every;
  }

  /** At once where it has rested long enough; else as soon as it has. */
  ask(): void {
    const rest = this.#began + this.#every - performance.now();
    if (rest <= 0) this.now();
    else this.#putOff ??= setTimeout(() => this.now(), rest);
  }

  now(): void {
    clearTimeout(this.#putOff ?? undefined);
    this.#putOff = null;
    this.#began = performance.now();
    this.#work();
  }

  /** What was put off is done now: nobody comes by later. */
  end(): void {
    if (this.#putOff !== null) this.now();
  }
}
