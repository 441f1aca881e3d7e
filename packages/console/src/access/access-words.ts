import type { AccessPart, Look } from "@fairlead/casework";
import type { Text, Words } from "../say/words.tsx";

const PART: Record<AccessPart, Text> = {
  contact: "part.contact",
  threat: "part.threat",
  identity: "part.identity",
  needs: "part.needs",
  testimony: "part.testimony",
  money: "part.money",
  relocation: "part.relocation",
  journey: "part.journey",
  intake: "about.intake",
  thread: "access.thread",
  resources: "about.resources",
};

export const partText = (t: Words["t"], part: AccessPart): string => t(PART[part]);

/** Short enough to say on the telephone; the same on every console, and no name. */
export const caseSign = (id: string): string => id.slice(0, 6);

/** Which compartment, for whoever holds the case by its alias too: auditors hold none. */
export const compartmentText = (
  t: Words["t"],
  { case: id, part }: Pick<Look, "case" | "part">,
  aliases: ReadonlyMap<string, string>,
): string => {
  if (id === null) return partText(t, part);
  const alias = aliases.get(id);
  const sign = caseSign(id);
  return alias === undefined
    ? t("access.case-part", { sign, part: partText(t, part) })
    : t("access.alias-part", { alias, sign, part: partText(t, part) });
};
