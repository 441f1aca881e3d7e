import { useState } from "react";
import { useWords } from "../say/words.tsx";
import { Join } from "./join.tsx";
import type { Identity, Joining } from "./joining.ts";
import { Locked, type LockedProps } from "./locked.tsx";
import { WhichDesk } from "./which-desk.tsx";

type DoorProps = Omit<LockedProps, "below"> & { joining: Joining; identity: Identity };

/** Two ways in: a phrase, or an invitation. */
export const Door = ({ joining, identity, ...locked }: DoorProps) => {
  const { t } = useWords();
  const [joins, setJoins] = useState(locked.why === "start" && (joining.needed || joining.code !== ""));
  if (joins) {
    return (
      <Join
        joining={joining}
        identity={identity}
        open={locked.open}
        onOpen={locked.onOpen}
        // Where no organisation is known a phrase opens nothing.
        leave={joining.needed ? null : () => setJoins(false)}
      />
    );
  }
  return (
    <Locked
      {...locked}
      below={
        <>
          <button type="button" className="link" onClick={() => setJoins(true)}>
            {t("join.open")}
          </button>
          <WhichDesk identity={identity} />
        </>
      }
    />
  );
};
