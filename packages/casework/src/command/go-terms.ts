import type { ContactState } from "../fold/contact.ts";
import type { GoTerms } from "../operation.ts";

/** A case opened before that was the rule learns here, from where somebody may depart, or move house, that whoever does goes by a go of two, and each by their own. */
export const begunGoTerms = ({ goEach, stage }: ContactState): GoTerms[] =>
  !goEach && (stage === "sheltered" || stage === "relocating") ? [{ op: "goTerms", each: true }] : [];
