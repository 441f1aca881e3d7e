import { useState } from "react";
import { Dialog } from "../parts/dialog.tsx";
import { type Text, useWords } from "../say/words.tsx";

/** Every key that does something, and where. The same keys under every layout: they go by their place. */
const KEYS: readonly { keys: string; does: Text }[] = [
  { keys: "Ctrl K", does: "keys.palette" },
  { keys: "Esc ×3", does: "keys.lock" },
  { keys: "↑ ↓ · J K", does: "keys.queue" },
  { keys: "/", does: "keys.search" },
  { keys: "Alt C", does: "keys.claim" },
  { keys: "Alt P", does: "keys.pass" },
  { keys: "Alt T", does: "keys.templates" },
  { keys: "Alt G", does: "keys.gap" },
  { keys: "Ctrl ↵", does: "keys.send" },
];

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
            {KEYS.map(({ keys, does }) => (
              <tr key={keys}>
                <th scope="row">
                  <kbd dir="ltr">{keys}</kbd>
                </th>
                <td>{t(does)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="quiet small">{t("keys.hint")}</p>
      </Dialog>
    </>
  );
};
