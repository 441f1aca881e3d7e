import type { CommandGroup } from "../command.ts";
import { planNetwork } from "./plan-network.ts";
import { planPlacement } from "./plan-placement.ts";
import { planRoutes } from "./plan-routes.ts";

export const plan: CommandGroup = {
  name: "plan",
  summary: "find ways and beds: routes that weigh exposure, networks from timetables, who sleeps where",
  parts: [planRoutes, planNetwork, planPlacement],
};
