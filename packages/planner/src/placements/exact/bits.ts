/** Sets of small numbers as bits, and vectors over 0 and 1: to add is to take what is in one of two. */

export function makeBits(size: number): Uint32Array {
  return new Uint32Array((size + 31) >> 5);
}

export function hasBit(bits: Uint32Array, bit: number): boolean {
  return (((bits[bit >> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
}

export function flipBit(bits: Uint32Array, bit: number): void {
  bits[bit >> 5] = (bits[bit >> 5] ?? 0) ^ (1 << (bit & 31));
}

export function addBits(to: Uint32Array, bits: Uint32Array): void {
  for (let word = 0; word < to.length; word++) to[word] = (to[word] ?? 0) ^ (bits[word] ?? 0);
}

export function bitsOf(bits: Uint32Array): number[] {
  const list: number[] = [];
  bits.forEach((word, place) => {
    for (let rest = word; rest !== 0; rest &= rest - 1) list.push(place * 32 + 31 - Math.clz32(rest & -rest));
  });
  return list;
}

/** The sum of what the set's members weigh; once it is beyond the limit, no matter by how much. */
export function weightOf(bits: Uint32Array, weights: Float64Array, limit: number): number {
  let sum = 0;
  for (let place = 0; place < bits.length && sum < limit; place++)
    for (let rest = bits[place] ?? 0; rest !== 0; rest &= rest - 1)
      sum += weights[place * 32 + 31 - Math.clz32(rest & -rest)] ?? 0;
  return sum;
}
