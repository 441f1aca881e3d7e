import {
  CASE_PARTS,
  type CasePart,
  type CaseView,
  type PartView,
  type Piece,
  type PieceKind,
} from "@fairlead/casework";
import { closedTo } from "../sharing/give.ts";

/** A part that this reader holds, one that is closed to this reader, or the plan, consents and decisions, which stand in contact. */
export type CaseTab =
  | { key: string; kind: "part"; part: PartView }
  | { key: string; kind: "closed"; name: CasePart }
  | { key: "plan"; kind: "plan" }
  | { key: "consents"; kind: "consents" }
  | { key: "decisions"; kind: "decisions" }
  | { key: "moves"; kind: "moves" }
  | { key: "tickets"; kind: "tickets" }
  /** Before there is a part for them: where the first is planned. */
  | { key: "journey"; kind: "journey" }
  /** … and where the first way abroad is considered, once they are safe. */
  | { key: "relocation"; kind: "relocation" };

const isSafe = ({ stage }: CaseView): boolean => stage === "sheltered" || stage === "relocating";

const isBegun = (tabs: readonly CaseTab[], closed: readonly CasePart[]): boolean =>
  closed.includes("relocation") || tabs.some((tab) => tab.kind === "part" && tab.part.part === "relocation");

/** In the order in which people meet them; closed ones keep their place, so that nobody looks for them elsewhere. */
export const caseTabs = (one: CaseView): CaseTab[] => {
  const closed = closedTo(one);
  const tabs = CASE_PARTS.flatMap((name): CaseTab[] => [
    ...one.parts.filter(({ part }) => part === name).map((part): CaseTab => ({ key: part.stream, kind: "part", part })),
    ...(closed.includes(name) ? [{ key: `closed-${name}`, kind: "closed" as const, name }] : []),
  ]);
  return [
    ...tabs,
    ...(tabs.some((tab) => tab.kind === "part" && tab.part.part === "journey") || closed.includes("journey")
      ? []
      : [{ key: "journey" as const, kind: "journey" as const }]),
    ...(isSafe(one) && !isBegun(tabs, closed) ? [{ key: "relocation" as const, kind: "relocation" as const }] : []),
    { key: "plan", kind: "plan" },
    { key: "consents", kind: "consents" },
    { key: "decisions", kind: "decisions" },
    { key: "moves", kind: "moves" },
    { key: "tickets", kind: "tickets" },
  ];
};

/** Where each kind of text opens: in the part that it stands in, on a tab of its own, or in the timeline, which stands beside every tab. */
const OPENS: { readonly [K in PieceKind]: "part" | "timeline" | Exclude<CaseTab["kind"], "part" | "closed"> } = {
  alias: "part",
  letter: "part",
  answer: "part",
  said: "part",
  note: "part",
  fact: "part",
  photo: "part",
  threat: "part",
  statement: "part",
  search: "part",
  assessment: "part",
  status: "timeline",
  urgency: "timeline",
  reason: "timeline",
  "check-in": "timeline",
  task: "plan",
  service: "plan",
  response: "plan",
  consent: "consents",
  decision: "decisions",
  verdict: "timeline",
  use: "moves",
  ticket: "tickets",
  journey: "part",
  told: "part",
  arrival: "part",
  money: "part",
  application: "part",
  referral: "part",
  "safety-plan": "part",
  thing: "part",
  known: "part",
};

/** The tab that shows what a search led to; null where any does. */
export const tabFor = (tabs: readonly CaseTab[], { kind, part }: Pick<Piece, "kind" | "part">): string | null => {
  // Notes of the first part have no other place than the timeline.
  const opens = part === "contact" && kind === "note" ? "timeline" : OPENS[kind];
  if (opens === "timeline") return null;
  const tab = tabs.find((one) =>
    opens === "part" ? one.kind === "part" && one.part.part === part : one.kind === opens,
  );
  return tab?.key ?? null;
};
