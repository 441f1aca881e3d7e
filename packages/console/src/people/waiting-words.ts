import type { WaitingView } from "@fairlead/client";
import { peopleText, personText } from "../say/people.ts";
import type { Words } from "../say/words.tsx";

type Does = WaitingView["does"];

/** What would be done, in one line. */
export const waitingText = ({ t }: Words, does: Does): string => {
  switch (does.kind) {
    case "enrol":
    case "rerole":
      return t(`waiting.${does.kind}`, { who: personText(t, does.member), role: t(`role.${does.role}`) });
    case "restore":
    case "remove":
    case "rekey":
      return t(`waiting.${does.kind}`, { who: personText(t, does.member) });
    case "recovery":
      return t("waiting.recovery", { k: does.threshold, n: does.members.length, who: peopleText(t, does.members) });
    case "recover":
      return t("waiting.recover", { who: peopleText(t, does.administrators) });
    case "erase":
      return does.alias === ""
        ? t("waiting.erase-unnamed")
        : t("waiting.erase", { alias: does.alias, n: does.streams });
    case "minimum-version":
      return t("waiting.minimum-version", { version: does.version });
    default:
      return t(`waiting.${does.kind}`);
  }
};

/** Before signing: what follows from it, and what to make sure of first. */
export const consequenceText = ({ t }: Words, does: Does): string => t(`waiting.${does.kind}.means`);

/** What cannot be taken back by another signature. */
export const isGrave = ({ kind }: Does): boolean => kind === "remove" || kind === "recover" || kind === "erase";

/** What can be signed from a list. Erasing is not: whoever signs it looks at the case first. */
export const isForMe = (one: WaitingView): boolean =>
  one.mine === "may-sign" && !one.stale && !(one.does.kind === "erase" && one.does.alias === "");
