import { useEffect, useState } from "react";
import { useWords } from "../say/words.tsx";
import { useSession } from "../session/session.tsx";

type Read = { key: string; words: string[] | null };

/** A recipient's key in words: whoever sits in between can swap a key that begins and ends alike, and not its words. */
export const useKeyWords = (key: string): string[] | null | undefined => {
  const { hand } = useSession();
  const [read, setRead] = useState<Read | null>(null);
  useEffect(() => {
    let here = true;
    if (key !== "")
      void hand.act.checkKey(key).then((checked) => {
        if (here) setRead({ key, words: checked.kind === "done" ? checked.words : null });
      });
    return () => {
      here = false;
    };
  }, [hand, key]);
  return read?.key === key ? read.words : undefined;
};

export const KeyWords = ({ value }: { value: string }) => {
  const { t } = useWords();
  const words = useKeyWords(value);
  if (words === undefined) return null;
  if (words === null) return <p className="danger small">{t("bundle.bad-key")}</p>;
  return (
    <div className="small">
      <p>
        {t("bundle.key-words")} <b lang="en">{words.join(" ")}</b>
      </p>
      <p className={value.startsWith("age1pq1") ? "quiet" : "warning"}>
        {t(value.startsWith("age1pq1") ? "bundle.key-lasts" : "bundle.key-today")}
      </p>
    </div>
  );
};
