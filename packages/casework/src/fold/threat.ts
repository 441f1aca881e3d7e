import type { MemberId } from "../ids.ts";
import type { AddThreat, Operation, RecordRisk, RecordVerification, SearchStatus } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import type { SearchAbout } from "../words.ts";
import type { SaidNote } from "./intake.ts";
import { foldJudgement, type Judgement } from "./known.ts";
import type { Place } from "./place.ts";

type Said = { by: MemberId; at: number };

/** Somebody looked at one of the lists, or could not. */
export type Look = Omit<SearchStatus, "op"> & Said;

type ThreatSaid = Omit<AddThreat, "op" | "over">;

/** `withdrawn`: who found that it is none, and why; null while it stands. */
export type ThreatRecord = ThreatSaid & Said & { withdrawn: (Said & { reason: string }) | null };

/** One after the other, as the timeline tells it. `before`: as it stood, where it was said or withdrawn before. */
export type ThreatTold = Said & { threat: ThreatSaid; before: ThreatRecord | null; reason: string | null };

/** Who threatens, with what reach; what supports the story; what the hunters have filed. */
export type ThreatState = {
  /** Also those that were withdrawn. */
  threats: Map<string, ThreatRecord>;
  told: readonly ThreatTold[];
  /** `carriedBy`: who took the thread into the case, where another had said it. */
  verifications: (Omit<RecordVerification, "op" | "by" | "saidAt"> & Said & { carriedBy: MemberId | null })[];
  risk: (Omit<RecordRisk, "op"> & Said) | null;
  /** The last one that answers the questions. */
  assessed: (Omit<RecordRisk, "op"> & Said & { order: number }) | null;
  /** What could make an assessment outdated, in the order in which it was said. */
  changes: (Said & { order: number; change: { kind: "threat" } | { kind: "search"; about: SearchAbout } })[];
  /**
   * Of each list every look, in the order in which they were written: two decided by one of them, and a report that is found no
   * more was filed. Never cut: the spine's events keep as much of each look already.
   */
  search: Map<SearchAbout, readonly Look[]>;
  notes: SaidNote[];
  /** Of matches of this case with a thread, another case, or somebody known. */
  judgements: Judgement[];
};

export const emptyThreat = (): ThreatState => ({
  threats: new Map(),
  told: [],
  verifications: [],
  risk: null,
  assessed: null,
  changes: [],
  search: new Map(),
  notes: [],
  judgements: [],
});
export const copyThreat = (state: ThreatState): ThreatState => ({
  ...state,
  threats: new Map(state.threats),
  search: new Map(state.search),
});

/** Whoever chooses otherwise than the answers suggest says why; each question is answered once. */
const assessmentLacks = ({ answered, suggested, urgency, otherwise }: Omit<RecordRisk, "op">): string | null => {
  if (answered === undefined) return null;
  if (suggested === undefined) return "suggested";
  if (new Set(answered.map(({ factor }) => factor)).size < answered.length) return "answered";
  return suggested !== urgency && (otherwise ?? "").trim() === "" ? "otherwise" : null;
};

/** An assessment was made of the threats as they stood: also with one less it is asked for anew. */
const tell = (state: ThreatState, told: ThreatTold, order: number): void => {
  const { by, at } = told;
  state.told = [...state.told, told];
  state.changes = [...state.changes, { by, at, order, change: { kind: "threat" } }];
};

export const foldThreat = (state: ThreatState, operation: Operation, place: Place): Refusal | null => {
  const said: Said = { by: place.by, at: place.at };
  switch (operation.op) {
    case "addThreat": {
      if (operation.who.trim() === "") return { kind: "incomplete", field: "who" };
      const { op: _, over: __, ...threat } = operation;
      tell(state, { ...said, threat, before: state.threats.get(operation.threat) ?? null, reason: null }, place.order);
      state.threats.set(operation.threat, { ...threat, ...said, withdrawn: null });
      return null;
    }
    case "withdrawThreat": {
      const before = state.threats.get(operation.threat);
      if (!before || before.withdrawn) return { kind: "no-such-threat" };
      const { reason } = operation;
      if (reason.trim() === "") return { kind: "incomplete", field: "reason" };
      tell(state, { ...said, threat: before, before, reason }, place.order);
      state.threats.set(operation.threat, { ...before, withdrawn: { ...said, reason } });
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
      const missing = assessmentLacks(risk);
      if (missing !== null) return { kind: "incomplete", field: missing };
      state.risk = { ...risk, ...said };
      if (risk.answered !== undefined) state.assessed = { ...risk, ...said, order: place.order };
      return null;
    }
    case "searchStatus": {
      const { op: _, ...search } = operation;
      const { about } = search;
      const looks = state.search.get(about) ?? [];
      // Looked at again with the same result is no news.
      if ((looks.at(-1)?.known ?? "unknown") !== search.known)
        state.changes = [...state.changes, { ...said, order: place.order, change: { kind: "search", about } }];
      state.search.set(about, [...looks, { ...search, ...said }]);
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
