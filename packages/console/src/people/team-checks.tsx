import type { MemberId } from "@fairlead/casework";
import type { View } from "@fairlead/client";
import { Check } from "../parts/field.tsx";
import { personText } from "../say/people.ts";
import { useWords } from "../say/words.tsx";

type Props = {
  holders: View["people"];
  /** Owner, stand-in and oneself read it in any case. */
  always: readonly MemberId[];
  team: ReadonlySet<MemberId>;
  onChange(team: ReadonlySet<MemberId>): void;
};

/** Who reads a case that is about to begin. */
export const TeamChecks = ({ holders, always, team, onChange }: Props) => {
  const { t } = useWords();
  return holders.map((person) => (
    <Check
      key={person.id}
      label={
        <>
          {personText(t, person)} <span className="quiet">· {t(`role.${person.role}`)}</span>
        </>
      }
      checked={always.includes(person.id) || team.has(person.id)}
      disabled={always.includes(person.id)}
      onChange={(on) => onChange(new Set(on ? [...team, person.id] : [...team].filter((id) => id !== person.id)))}
    />
  ));
};
