import {
  type CaseId,
  type Outcome as CaseworkOutcome,
  giveBackBeds,
  type Hand,
  type HoldId,
  type SeekShelter,
  type State,
  seekShelter,
  type UseChange,
  type UseId,
  writeUses,
} from "@fairlead/casework";
import { toHex } from "@fairlead/protocol";
import type { Workings } from "./actions.ts";
import type { Outcome } from "./hand.ts";

export interface ShelterActions {
  /** Caseworkers and coordinators: what a party needs of a roof, in its case. */
  seekShelter(theCase: CaseId, said: Omit<SeekShelter, "op">): Promise<Outcome>;
  /** Stays of many parties, all or none: a plan of which half was written would put two in one bed. */
  writeStays(changes: readonly UseChange[]): Promise<Outcome>;
  /** A fresh name for a stay that is yet to be written. */
  newStay(): UseId;
  /** Beds in which nobody sleeps any more, whoever they were. */
  giveBackBeds(hold: HoldId): Promise<Outcome>;
}

/** Who needs a roof, and who gets which. */
export function makeShelterActions({
  held,
  appender,
  run,
}: Pick<Workings, "held" | "appender" | "run">): ShelterActions {
  const freshId = () => toHex(held.effects.random(16));
  const write = (command: (state: State, hand: Hand) => CaseworkOutcome): Promise<Outcome> =>
    run(() =>
      appender.write((hand) => {
        const outcome = command(held.state, hand);
        return outcome.kind === "operations" ? { kind: "draft", writes: outcome.writes } : outcome;
      }),
    );
  return {
    seekShelter: (theCase, { terms, note, over }) =>
      write((state, hand) => seekShelter(state, theCase, { op: "seekShelter", terms, note, over }, hand)),
    writeStays: (changes) => write((state, hand) => writeUses(state, changes, hand, () => freshId() as HoldId)),
    newStay: () => freshId() as UseId,
    giveBackBeds: (hold) => write((state, hand) => giveBackBeds(state, hold, hand)),
  };
}
