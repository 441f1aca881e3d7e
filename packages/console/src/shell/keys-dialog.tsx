import { useState } from "react";
import { Dialog } from "../parts/dialog.tsx";
import { useWords } from "../say/words.tsx";
import { CASE_KEYS, KEYS } from "./keys.ts";

export const KeysButton = () => {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button type="button" className="link small" onClick={() => setOpened(true)}>
        {t("keys.title")}
      </button>
      <Dialog title={t("keys.title")} opened={opened} onClose={() => setOpened(false)}>
        <table>
          <tbody>
            {KEYS.map((one) => (
              <KeyRow key={one.keys} {...one} />
            ))}
          </tbody>
          <tbody>
            <tr>
              <th scope="rowgroup" colSpan={2}>
                {t("keys.in-case")}
              </th>
            </tr>
            {CASE_KEYS.map((one) => (
              <KeyRow key={one.keys} {...one} />
            ))}
          </tbody>
        </table>
        <p className="quiet small">{t("keys.hint")}</p>
      </Dialog>
    </>
  );
};

const KeyRow = ({ keys, does }: (typeof KEYS)[number]) => {
  const { t } = useWords();
  return (
    <tr>
      <th scope="row">
        <kbd dir="ltr">{keys}</kbd>
      </th>
      <td>{t(does)}</td>
    </tr>
  );
};
