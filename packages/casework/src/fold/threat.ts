import type { MemberId } from "../ids.ts";
import type { AddThreat, Operation, RecordRisk, RecordVerification, SearchStatus } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import type { SaidNote } from "./intake.ts";
import { foldJudgement, type Judgement } from "./known.ts";
import type { Place } from "./place.ts";

type Said = { by: MemberId; at: number };

/** Who threatens, with what reach; what supports the story; what the hunters have filed. */
export type ThreatState = {
  threats: Map<string, Omit<AddThreat, "op"> & Said>;
  /** `carriedBy`: who took the thread into the case, where another had said it. */
  verifications: (Omit<RecordVerification, "op" | "by" | "saidAt"> & Said & { carriedBy: MemberId | null })[];
  risk: (Omit<RecordRisk, "op"> & Said) | null;
  search: Map<SearchStatus["about"], Omit<SearchStatus, "op"> & Said>;
  notes: SaidNote[];
  /** Of matches of this case with a thread, another case, or somebody known. */
  judgements: Judgement[];
};

export const emptyThreat = (): ThreatState => ({
  threats: new Map(),
  verifications: [],
  risk: null,
  search: new Map(),
  notes: [],
  judgements: [],
});
export const copyThreat = (state: ThreatState): ThreatState => ({
  ...state,
  threats: new Map(state.threats),
  search: new Map(state.search),
});

export const foldThreat = (state: ThreatState, operation: Operation, place: Place): Refusal | null => {
  const said: Said = { by: place.by, at: place.at };
  switch (operation.op) {
    case "addThreat": {
      if (operation.who.trim() === "") return { kind: "incomplete", field: "who" };
      const { op: _, ...threat } = operation;
      state.threats.set(operation.threat, { ...threat, ...said });
      return null;
    }
    case "recordVerification": {
      if (operation.statement.trim() === "") return { kind: "incomplete", field: "statement" };
      if (operation.source.trim() === "") return { kind: "incomplete", field: "source" };
      const { op: _, by, saidAt, ...verification } = operation;
      const first = by === undefined ? said : { by, at: saidAt ?? said.at };
      const carriedBy = first.by === said.by ? null : said.by;
      state.verifications = [...state.verifications, { ...verification, ...first, carriedBy }];
      return null;
    }
    case "recordRisk": {
      const { op: _, ...risk } = operation;
      state.risk = { ...risk, ...said };
      return null;
    }
    case "searchStatus": {
      const { op: _, ...search } = operation;
      state.search.set(operation.about, { ...search, ...said });
      return null;
    }
    case "judgeMatch": {
      if (operation.mailbox !== null) return { kind: "wrong-compartment" };
      const judgements = foldJudgement(state.judgements, operation, place);
      if ("kind" in judgements) return judgements;
      state.judgements = judgements;
      return null;
    }
    case "note":
      state.notes = [...state.notes, { ...said, text: operation.text }];
      return null;
    default:
      return { kind: "wrong-compartment" };
  }
};
