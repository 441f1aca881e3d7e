import type { ContactState } from "../fold/contact.ts";
import type { GoTerms } from "../operation.ts";

/** A case opened before that was the rule learns here, from where somebody may depart, or move house, that whoever does goes by a go of two, and each by their own. */
export const begunGoTerms = ({ goTerms, goEach, goRoad, goClocks, goLooks, stage }: ContactState): GoTerms[] => {
  if (goEach && goRoad && goClocks && goLooks) return [];
  if (stage === "sheltered" || stage === "relocating")
    return [{ op: "goTerms", each: true, road: true, clocks: true, looks: true }];
  // Whoever is still out when the first of them arrive is on the road by it; a case that knows no term of a go learns none here.
  return stage === "evacuating" && goTerms && !(goRoad && goClocks)
    ? [{ op: "goTerms", road: true, clocks: true }]
    : [];
};

/** Whoever approves a go by a slow clock, of a case that knows the rule but not of clocks. */
export const begunClocks = ({ goTerms, goClocks }: ContactState): GoTerms[] =>
  goTerms && !goClocks ? [{ op: "goTerms", clocks: true }] : [];
