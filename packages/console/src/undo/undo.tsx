import type { Actions, Outcome, View } from "@fairlead/client";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { UndoToast } from "./undo-toast.tsx";
import "./undo.css";

/**
 * What was just done, and how it is taken back: by another entry of the same member, never by rewriting one. Offered for
 * what stays inside the team; what left the machine to a caller cannot be called back, and nothing here may pretend it can.
 */
export type Undoable = {
  said: string;
  back(act: Actions): Promise<Outcome<unknown>>;
  /** What is not as it was before, though it was taken back; null: nothing. */
  left?(view: View): string | null;
};

const UndoContext = createContext<(one: Undoable) => void>(() => undefined);

/** To be called when a thing is done; the newest one is offered. */
export const useUndo = (): ((one: Undoable) => void) => useContext(UndoContext);

/** Around every screen: the offer outlives the dialog, the row or the screen that it came from, and goes with the keys. */
export const UndoProvider = ({ children }: { children: ReactNode }) => {
  const [last, setLast] = useState<{ one: Undoable; turn: number } | null>(null);
  const offer = useCallback((one: Undoable) => setLast((before) => ({ one, turn: (before?.turn ?? 0) + 1 })), []);
  return (
    <UndoContext value={offer}>
      {children}
      {/* Always on the page: a region that comes with its words is not announced everywhere. */}
      <div className="undo-place" role="status">
        {last === null ? null : <UndoToast key={last.turn} one={last.one} onEnd={() => setLast(null)} />}
      </div>
    </UndoContext>
  );
};
