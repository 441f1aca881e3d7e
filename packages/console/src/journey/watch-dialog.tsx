import { type CaseView, type JourneyView, wayCheckIns } from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";
import { useWay, WayFields } from "./way-fields.tsx";

type Props = { one: CaseView; journey: JourneyView; onClose(): void };

const WatchDialog = ({ one, journey, onClose }: Props) => {
  const { t } = useWords();
  const { clock } = useSession();
  const deed = useDeed();
  const [now] = useState(clock);
  const way = useWay(one, journey.legs, now);
  return (
    <FormDialog
      title={t("watch.title", { from: journey.from, to: journey.to })}
      opened
      wide
      onClose={onClose}
      deed={deed}
      submit={t("watch.do")}
      ready={way.wanted.length > 0}
      act={() => deed.run((act) => act.watchWay(one.case, way.asked()))}
    >
      <WayFields way={way} />
    </FormDialog>
  );
};

/** Whoever is on the road, and at the end of which leg nobody would be called: a ticket was cancelled since, or the way changed. */
export const Unwatched = ({ one, journey, now, may }: Omit<Props, "onClose"> & { now: number; may: boolean }) => {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const ends = journey.state === "moving" ? wayCheckIns(one, journey, now).map(({ to }) => to) : [];
  return (
    <>
      {ends.length === 0 ? null : (
        <p className="warning small" dir="auto">
          {t("watch.none", { places: ends.join(", ") })}{" "}
          {may ? (
            <button type="button" className="link small" onClick={() => setAsking(true)}>
              {t("watch.ask")}
            </button>
          ) : null}
        </p>
      )}
      {asking ? <WatchDialog one={one} journey={journey} onClose={() => setAsking(false)} /> : null}
    </>
  );
};
