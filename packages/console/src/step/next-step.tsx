import { type CaseView, type JourneyId, stepToTell } from "@fairlead/casework";
import { useState } from "react";
import { StepDialog } from "./step-dialog.tsx";

type Props = { one: CaseView; journey: JourneyId | null; now: number; onClose(): void };

/** The step that was to be told when it was asked for: what a colleague tells meanwhile takes no words away. */
export const NextStepDialog = ({ one, journey: id, now, onClose }: Props) => {
  const journey = one.journeys.find(({ journey }) => journey === id);
  const [asked] = useState(() => (journey === undefined ? null : stepToTell(journey, one.tickets, now)?.leg));
  const leg = journey?.legs.find((known) => known.leg === asked);
  if (journey === undefined || leg === undefined) return null;
  return <StepDialog {...{ one, journey, leg, now, onClose }} />;
};
