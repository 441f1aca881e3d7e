import type { MemberId } from "../ids.ts";
import type { Operation, PublishFigures } from "../operation.ts";
import type { Refusal } from "../refusal.ts";
import type { Place } from "./place.ts";

type Said = { by: MemberId; at: number };

type ReleaseRecord = Omit<PublishFigures, "op"> &
  Said & { review: (Said & { verdict: "approve" | "refuse"; reason: string }) | null };

/** Releases in order. Refused ones stay: every later check looks at all of them [P10]. */
export type FiguresState = { releases: ReleaseRecord[] };

export const emptyFigures = (): FiguresState => ({ releases: [] });
export const copyFigures = (state: FiguresState): FiguresState => ({ ...state });

export const foldFigures = (state: FiguresState, operation: Operation, place: Place): Refusal | null => {
  const said: Said = { by: place.by, at: place.at };
  if (operation.op === "publishFigures") {
    if (state.releases.some((one) => one.release === operation.release)) return { kind: "decision-exists" };
    const { op: _, ...release } = operation;
    state.releases = [...state.releases, { ...release, ...said, review: null }];
    return null;
  }
  if (operation.op !== "reviewFigures") return { kind: "wrong-compartment" };
  const known = state.releases.find((one) => one.release === operation.release);
  if (!known) return { kind: "no-such-decision", decision: operation.release };
  if (known.by === place.by) return { kind: "own-proposal" };
  if (known.review) return { kind: "already-decided" };
  if (operation.reason.trim() === "") return { kind: "incomplete", field: "reason" };
  const { verdict, reason } = operation;
  const reviewed = { ...known, review: { ...said, verdict, reason } };
  state.releases = state.releases.map((one) => (one.release === operation.release ? reviewed : one));
  return null;
};
