import type { JourneyView } from "@fairlead/casework";
import { lazy, Suspense, useMemo, useState } from "react";
import { groundOf, journeyOnMap } from "../map/marks.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";

const NetworkMap = lazy(() => import("../map/network-map.tsx"));

/** A kept journey over today's network, for whoever asks for it: the legs beside it say the same. */
export const JourneyMap = ({ journey, now }: { journey: JourneyView; now: number }) => {
  const { t } = useWords();
  const { network } = useView();
  const [open, setOpen] = useState(false);
  if (network === null) return null;
  return (
    <details className="panel-row" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t("map.open")}</summary>
      {open ? <Opened legs={journey.legs} network={network} now={now} /> : null}
    </details>
  );
};

type Props = {
  legs: JourneyView["legs"];
  network: NonNullable<ReturnType<typeof useView>["network"]>;
  now: number;
};

const Opened = ({ legs, network, now }: Props) => {
  const { t } = useWords();
  const hour = Math.floor(now / 3_600_000);
  const ground = useMemo(() => groundOf(network, hour * 3_600_000), [network, hour]);
  const route = useMemo(() => journeyOnMap(legs, ground.places), [legs, ground]);
  if (route === null) return <p className="quiet small">{t("map.journey-nowhere")}</p>;
  return (
    <Suspense fallback={null}>
      <NetworkMap label={t("map.of-journey")} ground={ground} routes={[route]} />
    </Suspense>
  );
};
