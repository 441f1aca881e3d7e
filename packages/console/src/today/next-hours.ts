import type { TodayView } from "@fairlead/casework";
import type { Words } from "../say/words.tsx";

export const nextHoursText = ({ t }: Words, one: TodayView["nextHours"][number]): string => {
  if (one.kind === "check-in") return t("next.check-in", { alias: one.alias, wording: one.wording });
  return t(`next.${one.kind}`, { alias: one.alias });
};
