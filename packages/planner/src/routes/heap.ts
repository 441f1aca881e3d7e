/** Numbers, smallest first. */
export class Heap {
  readonly #numbers: number[] = [];

  get least(): number {
    return this.#numbers[0] ?? Number.POSITIVE_INFINITY;
  }

  push(number: number): void {
    const numbers = this.#numbers;
    let at = numbers.length;
    numbers.push(number);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const other = numbers[above] ?? number;
      if (other <= number) break;
      numbers[at] = other;
      at = above;
    }
    numbers[at] = number;
  }

  /** @returns Infinity when there is none. */
  pop(): number {
    const numbers = this.#numbers;
    const least = numbers[0] ?? Number.POSITIVE_INFINITY;
    const last = numbers.pop();
    if (last === undefined || numbers.length === 0) return least;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= numbers.length) break;
      if ((numbers[below + 1] ?? Number.POSITIVE_INFINITY) < (numbers[below] ?? 0)) below++;
      const other = numbers[below] ?? last;
      if (other >= last) break;
      numbers[at] = other;
      at = below;
    }
    numbers[at] = last;
    return least;
  }
}
