import type { RestChange } from "@fairlead/casework";
import { placeNames } from "../network/entry-words.ts";
import { useWords } from "../say/words.tsx";
import { useView } from "../session/session.tsx";

/** What a way leads over and that is not as it was: first where a threat may wait. Nothing, most of the time. */
export const RestsChanged = ({ changes }: { changes: readonly RestChange[] }) => {
  const { t } = useWords();
  const { network } = useView();
  const places = placeNames(network ?? []);
  const nameOf = ({ kind, id }: RestChange): string => {
    const entry = network?.find((one) => one.entry.kind === kind && one.entry.id === id)?.entry;
    return kind === "place" ? places(id) : entry !== undefined && "name" in entry ? entry.name : id;
  };
  const named = (...what: RestChange["what"][]): string =>
    changes
      .filter((one) => what.includes(one.what))
      .map(nameOf)
      .join(", ");
  const compromised = named("compromised");
  const gone = named("thing-retired");
  const changed = named("changed", "retired");
  return (
    <>
      {compromised === "" ? null : (
        <p className="danger small" dir="auto">
          {t("rests.compromised", { names: compromised })}
        </p>
      )}
      {gone === "" ? null : (
        <p className="danger small" dir="auto">
          {t("rests.thing-retired", { names: gone })}
        </p>
      )}
      {changed === "" ? null : (
        <p className="warning small" dir="auto">
          {t("journey.rests-changed", { names: changed })}
        </p>
      )}
    </>
  );
};
