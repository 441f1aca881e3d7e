import type { ThreatState } from "../fold/threat.ts";
import type { CaseView } from "../view.ts";
import type { Names } from "./person.ts";

type Threats = Pick<CaseView, "threats" | "withdrawnThreats">;

/** Apart, so that whoever asks where somebody can be found is never told of a threat that was withdrawn. */
export const threatViews = (threat: ThreatState | null, names: Names): Threats => {
  const views: Threats = { threats: [], withdrawnThreats: [] };
  for (const { by, withdrawn, ...said } of threat?.threats.values() ?? []) {
    const view = { ...said, by: names(by) };
    if (withdrawn === null) views.threats.push(view);
    else views.withdrawnThreats.push({ ...view, withdrawn: { ...withdrawn, by: names(withdrawn.by) } });
  }
  return views;
};
