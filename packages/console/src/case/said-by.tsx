import { Radios } from "../parts/field.tsx";
import { useWords } from "../say/words.tsx";

export const SaidBy = ({ value, onChange }: { value: "caller" | "team"; onChange(by: "caller" | "team"): void }) => {
  const { t } = useWords();
  return (
    <Radios
      legend={t("said-by.label")}
      value={value}
      onChange={onChange}
      options={[
        { value: "team", text: t("said-by.team") },
        { value: "caller", text: t("said-by.caller") },
      ]}
    />
  );
};
