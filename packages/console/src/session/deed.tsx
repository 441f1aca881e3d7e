import type { Actions, Hand, Outcome, View } from "@fairlead/client";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { type Failed, failedText } from "../say/refusal.ts";
import { useWords } from "../say/words.tsx";
import { useSession, useView } from "./session.tsx";

export type Deed = {
  /** This one, among those of which `Swept` still hears. */
  key: object;
  busy: boolean;
  failed: Failed | null;
  /** The outcome; `failed` keeps it when it is not done. null: this program failed, or a second click. */
  run<T>(act: (actions: Actions, hand: Hand) => Promise<Outcome<T>>): Promise<Outcome<T> | null>;
  /** What an outcome of it says beside its button; null: it is done. */
  failureIn(outcome: Outcome<unknown>): Failed | null;
  forget(): void;
};

/** @param waits what waits since this was asked for; where nothing does, nothing of it goes out by itself */
const failureIn = (outcome: Outcome<unknown>, kept: boolean, waits: readonly { kept: boolean }[]): Failed | null => {
  if (outcome.kind === "done") return null;
  if (outcome.kind !== "offline") return outcome;
  if (!kept || waits.length === 0) return { kind: "no-answer" };
  return { kind: "offline", inMemory: waits.some((one) => !one.kept) };
};

/**
 * Whether a form may let go of what was typed. Offline counts: the hand keeps the same bytes and sends them again,
 * so typing it a second time would send it twice.
 */
export const isTaken = (outcome: Outcome<unknown> | null): boolean =>
  outcome !== null && (outcome.kind === "done" || outcome.kind === "offline");

/**
 * One thing that a member does: runs once at a time, and keeps why it was refused beside its button.
 *
 * `kept: false` for what concerns members and keys: without an answer the hand keeps nothing of it to send later, and a
 * suspension that is believed to be on its way, and is not, would be the worst of all texts.
 *
 * `asShown` while a form is open that begins with what stands there: what a colleague writes while it is open is not overwritten
 * unseen. Refused once for that, and told by whom, the member may press again.
 */
export const useDeed = ({ kept = true, asShown = false }: { kept?: boolean; asShown?: boolean } = {}): Deed => {
  const { hand, swept } = useSession();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failed | null>(null);
  const [key] = useState(() => ({}));
  // A button that went meanwhile, with its row or its screen, has no place to say it: `Swept` has.
  const here = useRef(true);
  useLayoutEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const running = useRef(false);
  const waits = useRef<readonly { kept: boolean }[]>([]);
  const shown = useRef<View | null>(null);
  shown.current = asShown ? (shown.current ?? hand.view()) : null;
  const say = (why: Failed | null) => {
    if (here.current) setFailed(why);
    else if (why !== null) swept.ended(key, why);
  };
  return {
    key,
    busy,
    failed,
    failureIn: (outcome) => failureIn(outcome, kept, waits.current),
    forget: () => setFailed(null),
    run: async (act) => {
      // A double click is one deed.
      if (running.current) return null;
      running.current = true;
      setBusy(true);
      setFailed(null);
      const before = new Set(hand.view().status.unsent.map(({ id }) => id));
      try {
        const outcome = await act(shown.current === null ? hand.act : hand.actOn(shown.current), hand);
        const isMeanwhile = outcome.kind === "written-meanwhile" || outcome.kind === "said-no-meanwhile";
        if (shown.current !== null && isMeanwhile) shown.current = hand.view();
        waits.current = hand.view().status.unsent.filter(({ id }) => !before.has(id));
        say(failureIn(outcome, kept, waits.current));
        return outcome;
      } catch {
        say({ kind: "fault" });
        return null;
      } finally {
        running.current = false;
        if (here.current) setBusy(false);
      }
    },
  };
};

/** Why it was not done, beside what was tried. */
export const Refused = ({ deed }: { deed: Pick<Deed, "failed"> }): ReactNode => {
  const words = useWords();
  const view = useView();
  if (deed.failed === null) return null;
  return (
    <p role="alert" className={deed.failed.kind === "offline" ? "quiet" : "said"}>
      {failedText(words, deed.failed, { members: view.people, now: view.now })}
    </p>
  );
};
