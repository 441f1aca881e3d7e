import type { CommandGroup } from "../command.ts";
import { planPlacement } from "./plan-placement.ts";

export const plan: CommandGroup = {
  name: "plan",
  summary: "find beds: who sleeps where and when",
  parts: [planPlacement],
};
