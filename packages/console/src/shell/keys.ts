import { CASE_DEEDS, DEEDS, keyText } from "../case/case-deeds.ts";
import type { Text } from "../say/words.tsx";

type Key = { keys: string; does: Text };

/** Every key that does something, and where. The same keys under every layout: they go by their place. */
export const KEYS: readonly Key[] = [
  { keys: "Ctrl K", does: "keys.palette" },
  { keys: "Esc ×3", does: "keys.lock" },
  { keys: "↑ ↓ · J K", does: "keys.queue" },
  { keys: "/", does: "keys.search" },
  { keys: "Alt C", does: "keys.claim" },
  { keys: "Alt P", does: "keys.pass" },
  { keys: "Alt T", does: "keys.templates" },
  { keys: "Alt G", does: "keys.gap" },
  { keys: "Ctrl ↵", does: "keys.send" },
  { keys: "Alt U", does: "keys.undo" },
];

/** While a case is open, and no other place that has them. */
export const CASE_KEYS: readonly Key[] = [
  ...CASE_DEEDS.flatMap((deed): Key[] => {
    const { key, text } = DEEDS[deed];
    return key === undefined ? [] : [{ keys: keyText(key), does: text }];
  }),
  { keys: "Alt , · Alt .", does: "keys.case-tabs" },
];
