import { isAdministrationLost, type MemberId } from "@fairlead/protocol";
import type { Recovering, SuspendedMember } from "./hand.ts";
import type { Held } from "./held.ts";
import { proposeEntry, readWaiting, type Signing, signWaiting } from "./waiting.ts";

/**
 * What a suspended member's keys are still good for: reading the roster, and signing for recovery. It opens no
 * compartment; one hostile member may have suspended everybody. [RO2]
 */
export class SuspendedHand implements SuspendedMember {
  readonly #held: Held;

  private constructor(held: Held) {
    this.#held = held;
  }

  static async of(held: Held): Promise<SuspendedHand> {
    await readWaiting(held);
    return new SuspendedHand(held);
  }

  get me(): MemberId {
    return this.#held.keys.id;
  }

  get recovering(): Recovering {
    return recoveringOf(this.#held);
  }

  async refresh(): Promise<"suspended" | "active" | "removed"> {
    await this.#held.followRoster();
    await readWaiting(this.#held);
    return this.#held.roster.members.get(this.#held.keys.id)?.standing ?? "removed";
  }

  recover(administrators: readonly MemberId[]): Promise<Signing> {
    return proposeEntry(this.#held, { kind: "recover", administrators: [...administrators] });
  }

  async sign(id: string): Promise<Signing | "stale" | "nothing-waits"> {
    const waiting = this.#held.waiting.find((one) => one.id === id && one.entry?.body.kind === "recover");
    return waiting === undefined ? "nothing-waits" : signWaiting(this.#held, waiting);
  }

  lock(): void {
    this.#held.forget();
  }
}

/** Who may bring administration back, whether it is lost, and what waits for whose signature. */
export function recoveringOf(held: Held): Recovering {
  const { roster, keys } = held;
  const named = roster.recovery?.members ?? [];
  return {
    lost: isAdministrationLost(roster),
    threshold: roster.recovery?.threshold ?? null,
    named: named.map((id) => ({ id, standing: roster.members.get(id)?.standing ?? "removed" })),
    mine: named.includes(keys.id),
    members: [...roster.members.values()].flatMap(({ id, role, standing }) =>
      standing === "removed" ? [] : [{ id, role, standing }],
    ),
    waiting: held.waiting.flatMap(({ id, entry, signers, mine, stale }) =>
      entry?.body.kind === "recover" && !stale
        ? [{ id, administrators: entry.body.administrators, signers, mine: mine === "may-sign" }]
        : [],
    ),
  };
}
