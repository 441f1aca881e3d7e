import type { Operation } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import type { MovedTo } from "../words.ts";
import type { Place } from "./place.ts";

/** Counts under tokens. Who holds the ledger alone cannot say which case a token belongs to. */
export type LedgerState = {
  moves: Map<string, { to: MovedTo; people: number; day: number }>;
  asked: Map<string, number>;
  lost: Map<string, number>;
};

export const emptyLedger = (): LedgerState => ({ moves: new Map(), asked: new Map(), lost: new Map() });
export const copyLedger = (state: LedgerState): LedgerState => ({
  moves: new Map(state.moves),
  asked: new Map(state.asked),
  lost: new Map(state.lost),
});

export const foldLedger = (state: LedgerState, operation: Operation, _place: Place): Refusal | null => {
  switch (operation.op) {
    case "moved":
      if (operation.people < 1) return { kind: "incomplete", field: "people" };
      // A token is one move: counted twice, forty would not be forty.
      if (state.moves.has(operation.token)) return { kind: "already-counted" };
      state.moves.set(operation.token, { to: operation.to, people: operation.people, day: operation.day });
      return null;
    case "unmoved":
      return state.moves.delete(operation.token) ? null : { kind: "incomplete", field: "token" };
    case "asked":
      if (state.asked.has(operation.token)) return { kind: "already-counted" };
      state.asked.set(operation.token, operation.day);
      return null;
    case "lostContact":
      if (state.lost.has(operation.token)) return { kind: "already-counted" };
      state.lost.set(operation.token, operation.day);
      return null;
    default:
      return { kind: "wrong-compartment" };
  }
};
