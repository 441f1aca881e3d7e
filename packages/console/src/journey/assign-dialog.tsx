import {
  type CaseView,
  followOperations,
  followsOfHand,
  type JourneyView,
  type LegHand,
  type LegView,
  type ThingId,
  type ThingKind,
} from "@fairlead/casework";
import { useState } from "react";
import { FormDialog } from "../parts/dialog.tsx";
import { SelectField, TextField } from "../parts/field.tsx";
import { Way } from "../parts/way.tsx";
import { useWords } from "../say/words.tsx";
import { useDeed } from "../session/deed.tsx";
import { useView } from "../session/session.tsx";
import { Follows } from "./follows.tsx";

const KINDS: Record<LegHand, readonly ThingKind[]> = {
  driver: ["driver"],
  escort: ["escort", "driver"],
  host: ["host", "shelter"],
};

type Props = { one: CaseView; journey: JourneyView; leg: LegView; as: LegHand; now: number; onClose(): void };

/** Who drives it, comes along, takes them in: somebody of the register, or in words. Whoever is marked cannot be named. */
export const AssignDialog = ({ one, journey, leg, as, now, onClose }: Props) => {
  const { t } = useWords();
  const { exposure } = useView();
  const deed = useDeed({ asShown: true });
  const before = leg.assigned.find((word) => word.as === as);
  const [thing, setThing] = useState<ThingId | null>(before?.thing?.thing ?? null);
  const [words, setWords] = useState(before?.words ?? "");
  const isOther =
    thing !== (before?.thing?.thing ?? null) || (thing === null && words.trim() !== (before?.words ?? ""));
  const follows = isOther ? followsOfHand(one.tickets, { leg: leg.leg, as }, t("follow.other-hand")) : [];
  const offered = (exposure.things ?? []).filter(
    (known) => known.retired === null && known.marked === null && KINDS[as].includes(known.kind),
  );
  return (
    <FormDialog
      title={t(`journey.assign.${as}`)}
      opened
      onClose={onClose}
      deed={deed}
      submit={t("save")}
      ready={thing !== (before?.thing?.thing ?? null) || words.trim() !== (before?.words ?? "")}
      act={() =>
        deed.run((act) =>
          act.assignLeg(
            one.case,
            {
              ...{ journey: journey.journey, leg: leg.leg, as, thing, words: words.trim() },
              ...{ seen: journey.version, over: leg.versions[as] ?? 0 },
            },
            followOperations(follows),
          ),
        )
      }
    >
      <p>
        <Way from={leg.from} to={leg.to} />
      </p>
      <SelectField
        label={t("journey.from-register")}
        hint={t("journey.from-register-hint")}
        value={(thing ?? "") as string}
        onChange={(chosen) => setThing(offered.find((known) => known.thing === chosen)?.thing ?? null)}
        options={[
          { value: "", text: "–" },
          ...offered.map((known) => ({ value: known.thing as string, text: known.name })),
        ]}
      />
      <TextField label={t("journey.in-your-words")} value={words} onChange={setWords} />
      <Follows one={one} follows={follows} now={now} />
    </FormDialog>
  );
};
