import type { CaseView, JourneyView } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";
import { RestsChanged } from "./rests-changed.tsx";
import { useWay, WayFields } from "./way-fields.tsx";

type Props = { one: CaseView; journey: JourneyView; onClose(): void };

/** They are on their way from here on; and where somebody is expected to be heard of is set with it. */
export const SetOutDialog = ({ one, journey, onClose }: Props) => {
  const { t } = useWords();
  const { clock } = useSession();
  const deed = useDeed();
  const [now] = useState(clock);
  const way = useWay(one, journey.legs, now);
  return (
    <FormDialog
      title={t("set-out.title", { from: journey.from, to: journey.to })}
      opened
      wide
      onClose={onClose}
      deed={deed}
      submit={t("set-out.do", { n: way.wanted.length })}
      warning={t("set-out.means")}
      ready
      act={() =>
        deed.run((act) => act.startJourney(one.case, { journey: journey.journey, over: journey.version }, way.asked()))
      }
    >
      <RestsChanged changes={journey.changed} />
      {way.offers.length === 0 ? <p className="quiet">{t("set-out.none")}</p> : <WayFields way={way} />}
    </FormDialog>
  );
};
