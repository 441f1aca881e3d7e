import type { CaseId, MailboxId, StreamId } from "../ids.ts";
import type { ExposureView } from "../view/exposure.ts";
import type { BoardView, CaseView, InterpretingView, PartView, PersonRef, ThreadView } from "../view.ts";
import type { CasePart } from "../words.ts";

const PIECES = [
  "alias",
  "letter",
  "answer",
  "said",
  "note",
  "fact",
  "photo",
  "threat",
  "statement",
  "search",
  "assessment",
  "status",
  "urgency",
  "reason",
  "check-in",
  "task",
  "service",
  "response",
  "consent",
  "decision",
  "verdict",
  "use",
  "ticket",
  "journey",
  "told",
  "arrival",
  "money",
  "application",
  "referral",
  "safety-plan",
  "thing",
  "known",
] as const;
export type PieceKind = (typeof PIECES)[number];

/** One text with who wrote it and when. */
export type Piece = {
  kind: PieceKind;
  part: CasePart | null;
  /** null: the caller, or nobody in particular. */
  by: PersonRef | null;
  at: number | null;
  text: string;
  /** Which line of its place it is read on, as `lineOf` says it; null: nowhere by itself. */
  line: string | null;
  /** Stands covered on every screen: it may be found, and is shown nowhere but where it is uncovered. */
  covered: boolean;
};

/** Of one line of a place, the same for who looks for it and for who shows it. Of words there is nothing in it. */
export const lineOf = (kind: string, ...of: readonly (string | number)[]): string => [kind, ...of].join(" ");

/** Of one step that a party was told of a journey, by how many it had been told before. */
export const toldLine = (journey: string, before: number): string => lineOf("told", journey, before + 1);

/** Where one goes to read it. */
export type PlaceRef =
  | { kind: "case"; case: CaseId }
  | { kind: "thread"; mailbox: MailboxId }
  | { kind: "part"; stream: StreamId }
  | { kind: "interpreting"; stream: StreamId }
  | { kind: "thing"; thing: string }
  | { kind: "known"; known: string };

/** `id`: unique among all. `name`: what it is called on every screen. */
export type Place = { id: string; ref: PlaceRef; name: string; closed: boolean; pieces: Piece[] };

/** What a member can read, as far as words stand in it. */
export type Searchable = {
  cases: readonly CaseView[];
  threads: readonly ThreadView[];
  parts: readonly PartView[];
  interpretings: readonly InterpretingView[];
  board: BoardView;
  exposure: ExposureView;
};
