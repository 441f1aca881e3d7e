import { createContext, type ReactNode, useContext, useState } from "react";
import { useWords } from "../say/words.tsx";
import { AskFirst, Dialog } from "./dialog.tsx";

const Taken = createContext<(what: string) => void>(() => {});

/** To be called when something that is shown once was copied or saved. */
export const useTaken = () => useContext(Taken);

type Props = {
  title: string;
  wide?: boolean;
  /** What stands here and nowhere else. Closed before all of it was copied or saved, it asks. */
  once: readonly string[];
  ask: string;
  onClose(): void;
  children(close: () => void): ReactNode;
};

export const OnceDialog = ({ title, wide, once, ask, onClose, children }: Props) => {
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const isWhole = once.every((what) => taken.has(what));
  // Asked to close while it asks, it goes on.
  const close = () => (isWhole ? onClose() : setAsking(!asking));
  return (
    <Dialog title={title} opened onClose={close} wide={wide === true} holds>
      <Taken
        value={(what) => {
          setTaken((before) => new Set([...before, what]));
          setAsking(false);
        }}
      >
        {children(close)}
      </Taken>
      {asking ? <Ask ask={ask} keep={() => setAsking(false)} onClose={onClose} /> : null}
    </Dialog>
  );
};

type AskProps = { ask: string; keep(): void; onClose(): void };

const Ask = ({ ask, keep, onClose }: AskProps) => {
  const { t } = useWords();
  return <AskFirst ask={ask} keep={{ text: t("once.keep"), act: keep }} go={{ text: t("once.close"), act: onClose }} />;
};
