/**
 * Who may open which commit of one compartment, in plain words: no key, no epoch, no wrap stands here. The protocol is
 * held against it, history by history.
 *
 * - Whoever reads when something is written may open it. [CO1]
 * - Whoever is given the past may open what the giver may; whoever is given the future only, may not. [CO2]
 * - Whoever knows that a reader is out, or has other keys now, does not write to him. [CO3]
 * - Nobody else ever may, whatever he held before and with whomever he pools it. [P5]
 */
export type Name = string;

/** A member as one entry of the roster leaves him. `generation` counts his keys: a thief may hold an old one. */
export interface Standing {
  out: boolean;
  /** For good: what he wrote last may be skipped. A suspended member\'s words may not. */
  removed: boolean;
  generation: number;
}

/** Members, and of which generation the oldest keys are that read. */
export type Readers = ReadonlyMap<Name, number>;

export interface Written {
  author: Name;
  /** Number of the roster entry that its author knew of. */
  cites: number;
  allowed: Map<Name, number>;
  /** Who reads on after it. */
  readers: Map<Name, number>;
}

export class WhoMayOpen {
  readonly #roster: ReadonlyMap<Name, Standing>[];
  /** As the server holds it now. */
  readonly chain: Written[] = [];
  /** All that was ever written, also what a new epoch has skipped since. */
  readonly written: Written[] = [];

  constructor(members: readonly Name[]) {
    this.#roster = [new Map(members.map((name) => [name, { out: false, removed: false, generation: 0 }]))];
  }

  /** Number of the newest entry. */
  get newest(): number {
    return this.#roster.length - 1;
  }

  standing(name: Name, entry = this.newest): Standing {
    return this.#roster[entry]?.get(name) ?? { out: true, removed: true, generation: 0 };
  }

  enter(name: Name, change: Partial<Standing>): void {
    this.#roster.push(new Map(this.#roster.at(-1)).set(name, { ...this.standing(name), ...change }));
  }

  /** By somebody who keeps the rules. @throws where he wrote to someone who is out for all he knows [CO3] */
  write(author: Name, cites: number): void {
    for (const [name, generation] of this.chain.at(-1)?.readers ?? []) {
      const known = this.standing(name, cites);
      if (known.out || known.generation !== generation)
        throw new Error(`${author} knew entry ${cites}, and wrote to ${name} with keys ${generation}`);
    }
    this.#add(author, cites, this.chain.at(-1)?.readers ?? new Map());
  }

  /** By somebody who does not. */
  writeUnlawfully(author: Name, cites: number): void {
    this.#add(author, cites, this.chain.at(-1)?.readers ?? new Map());
  }

  /** From here on these read, by the keys that its author knows of. */
  begin(author: Name, cites: number, readers: readonly Name[]): void {
    this.#add(author, cites, new Map(readers.map((name) => [name, this.standing(name, cites).generation])));
  }

  #add(author: Name, cites: number, readers: Readers): void {
    const one = { author, cites, allowed: new Map(readers), readers: new Map(readers) };
    this.chain.push(one);
    this.written.push(one);
  }

  /** The past with the future: what the giver may open, and what comes. */
  giveAll(by: Name, to: Name, cites: number): void {
    const { generation } = this.standing(to, cites);
    const add = (those: Map<Name, number>) => those.set(to, Math.min(generation, those.get(to) ?? generation));
    // Also what was skipped: it is not given, but whoever copied the server has it and now perhaps the key.
    for (const { allowed } of this.written) if (allowed.has(by)) add(allowed);
    const last = this.chain.at(-1);
    if (last !== undefined) add(last.readers);
  }

  /** A new epoch takes the place of what stands from here on. */
  skip(from: number): void {
    this.chain.length = from;
  }

  mayOpen(name: Name, generation: number, { allowed }: Written): boolean {
    return generation >= (allowed.get(name) ?? Number.POSITIVE_INFINITY);
  }

  /**
   * How far the chain counts for whoever knows the roster up to `entry`: up to the first commit of a member who is out,
   * of which no colleague further on has known. [ST3]
   */
  counted(entry: number): number {
    const isVouchedFor = ({ author }: Written, index: number) =>
      this.chain
        .slice(index + 1)
        .some((later) => !this.standing(later.author, entry).out && this.standing(author, later.cites).out);
    const first = this.chain.findIndex(
      (one, index) => this.standing(one.author, entry).out && !isVouchedFor(one, index),
    );
    return first < 0 ? this.chain.length : first;
  }
}
