import { type CaseView, type ConsentView, mayWrite, type Operation, serves } from "@fairlead/casework";
import type { View } from "@fairlead/client";
import type { Text } from "../say/words.tsx";
import type { AltKey } from "../session/alt-keys.ts";

/** What is done on a case in a dialog of its own, from its page, by a key or from the palette; in the order of a bad night. */
export const CASE_DEEDS = [
  "assess",
  "urgency",
  "status",
  "check-in",
  "note",
  "propose",
  "mark",
  "export",
  "drill",
] as const;
export type CaseDeed = (typeof CASE_DEEDS)[number];

type How = {
  /** The words of its button on the page, where it has one by itself. */
  text: Text;
  /** With Alt, while the case is open. */
  key?: AltKey;
  /** What else it is called. */
  also?: Text;
  writes: Operation["op"];
  /** There is nothing of it once the case is closed. */
  open: boolean;
};

export const DEEDS: { readonly [D in CaseDeed]: How } = {
  assess: { text: "risk.open", key: "KeyA", also: "palette.also.assess", writes: "recordRisk", open: true },
  urgency: { text: "urgency.set", writes: "setUrgency", open: true },
  status: { text: "case-deed.status", key: "KeyS", also: "palette.also.status", writes: "setStatus", open: true },
  "check-in": { text: "check-ins.set", key: "KeyI", also: "palette.also.check-in", writes: "armCheckIn", open: true },
  note: { text: "notes.add", key: "KeyN", writes: "note", open: false },
  propose: { text: "propose.open", key: "KeyP", also: "palette.also.decisions", writes: "propose", open: true },
  mark: {
    text: "case-deed.mark",
    key: "KeyM",
    also: "palette.also.exposure",
    writes: "markCompromised",
    open: false,
  },
  export: { text: "bundle.propose", key: "KeyX", also: "palette.also.export", writes: "propose", open: false },
  drill: { text: "case-deed.drill", also: "palette.also.drill", writes: "armCheckIn", open: true },
};

type Of = Pick<CaseView, "case" | "closed" | "assessment" | "mine" | "standIn">;

/** What else has to be so. */
const CAN: { readonly [D in CaseDeed]?: (one: Of, view: Pick<View, "exposure">) => boolean } = {
  assess: ({ assessment }) => assessment !== null,
  mark: (one, { exposure }) => !isMarked(one, exposure),
  // Whoever is called tonight is called by those who answer for the case.
  drill: ({ mine, standIn }) => mine || standIn?.me === true,
};

const isMarked = (one: Of, { marks }: View["exposure"]): boolean =>
  marks.some(({ of, withdrawn }) => withdrawn === null && of.kind === "case" && of.case === one.case);

/** Those that this member can do on this case now. */
export const deedsOn = (one: Of, view: Pick<View, "me" | "exposure">): CaseDeed[] =>
  CASE_DEEDS.filter(
    (deed) =>
      mayWrite(view.me.role, DEEDS[deed].writes) &&
      (one.closed === null || !DEEDS[deed].open) &&
      (CAN[deed]?.(one, view) ?? true),
  );

/** "Alt A": as it is said to people. */
export const keyText = (key: AltKey): string => `Alt ${key.replace(/^Key/, "")}`;

/** What they allow to leave, to whom: an export rests on one of these and on nothing else. */
export const mayLeave = ({ standing, covers, purpose }: ConsentView): boolean =>
  standing === "given" && covers.length > 0 && serves(purpose, "export");
