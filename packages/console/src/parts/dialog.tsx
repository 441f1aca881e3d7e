import type { Outcome } from "@fairlead/client";
import { Modal } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from "react";
import { useWords } from "../say/words.tsx";
import { type Deed, isTaken, Refused } from "../session/deed.tsx";
import { useSession } from "../session/session.tsx";
import type { Fate, Written } from "../session/swept.ts";
import { useHalfWritten } from "./half-written.ts";
import { Icon } from "./icon.tsx";
import "./dialog.css";

type DialogProps = {
  title: string;
  opened: boolean;
  onClose(): void;
  wide?: boolean;
  /** It holds words, or shows something once: a click beside it is a slip. */
  holds?: boolean;
  children: ReactNode;
};

/** Focus stays inside while it is open and goes back to where it came from. */
export const Dialog = ({ title, opened, onClose, wide, holds, children }: DialogProps) => {
  const { t } = useWords();
  const { swept } = useSession();
  useFocusReturned(opened);
  useLayoutEffect(() => {
    if (opened) swept.stood();
  }, [opened, swept]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      returnFocus={false}
      closeOnClickOutside={holds !== true}
      // The dots of the button that asked: here it has been opened.
      title={title.replace(/…$/, "")}
      // Scroll locking writes a style element, which the policy refuses; the page behind is inert anyway.
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": t("close"), icon: <Icon name="cross" /> }}
      classNames={{
        overlay: "dialog-overlay",
        inner: "dialog-inner",
        content: wide ? "dialog dialog-wide" : "dialog",
        header: "dialog-header",
        title: "dialog-title",
        close: "dialog-close",
        body: "dialog-body",
      }}
    >
      {children}
    </Modal>
  );
};

/** To whatever it was opened by, also when the dialog goes from the page together with what it stood in. */
const useFocusReturned = (opened: boolean): void => {
  // While it renders, focus has not moved into it yet.
  const opener = useRef<Element | null>(null);
  if (!opened) opener.current = null;
  else opener.current ??= document.activeElement;
  useEffect(() => {
    if (!opened) return;
    const from = opener.current;
    return () => {
      // Unless a screen that opened meanwhile has taken it.
      queueMicrotask(() => {
        if (document.activeElement === null || document.activeElement === document.body)
          if (from instanceof HTMLElement && from.isConnected) from.focus({ preventScroll: true });
      });
    };
  }, [opened]);
};

type FormDialogProps = Omit<DialogProps, "holds"> & {
  /**
   * It is on the page while it is open and not a moment longer, and so are its fields: opened again, or on another case, it
   * shows what is true then, never the words and choices of last time.
   */
  opened: true;
  /** Where the caller knows better than what was seen typed whether words would be lost. */
  halfWritten?: boolean;
  deed: Deed;
  submit: string;
  /** What will be destroyed, or cannot be taken back. */
  warning?: string;
  grave?: boolean;
  ready: boolean;
  act(): Promise<Outcome<unknown> | null>;
};

/** A dialog that does one thing. It closes when the thing is done; what was typed stays when it is not. */
export const FormDialog = ({
  deed,
  submit,
  warning,
  grave,
  ready,
  act,
  children,
  halfWritten,
  ...dialog
}: FormDialogProps) => {
  const { t } = useWords();
  const id = useId();
  const words = useHalfWritten(halfWritten);
  // Kept by the hand, and sent again or to be chosen about: nothing more to do here than to read that, and close.
  const queued =
    deed.failed !== null &&
    deed.failed.kind !== "fault" &&
    deed.failed.kind !== "no-answer" &&
    (deed.failed.kind === "passed-over" || isTaken(deed.failed));
  const stay = useStay({ title: dialog.title, deed, queued, written: words.written });
  const end = () => {
    stay.end();
    dialog.onClose();
  };
  const send = async () => {
    const outcome = await stay.through(act);
    if (outcome?.kind === "done") end();
  };
  const close = () => {
    if (queued || words.mayClose()) end();
  };
  return (
    <Dialog {...dialog} onClose={close} holds>
      <form
        className="stack"
        onInput={words.note}
        aria-describedby={warning === undefined ? undefined : `${id}-warning`}
        onSubmit={(event) => {
          event.preventDefault();
          // The form that this dialog was opened from is its parent in React, though not on the page.
          event.stopPropagation();
          if (ready && !deed.busy && !queued) void send();
        }}
      >
        {children}
        {warning === undefined ? null : (
          <p id={`${id}-warning`} className={grave ? "said" : "quiet"}>
            {warning}
          </p>
        )}
        <Refused deed={deed} />
        {words.asking ? (
          <HalfWritten keep={words.keep} throwAway={end} />
        ) : (
          <div className="row dialog-end">
            <button type="button" className="button" onClick={close}>
              {queued ? t("close") : t("cancel")}
            </button>
            {queued ? null : (
              <button
                type="submit"
                className="button"
                data-filled={grave ? undefined : true}
                data-grave={grave || undefined}
                disabled={!ready || deed.busy}
              >
                {deed.busy ? t("working") : submit}
              </button>
            )}
          </div>
        )}
      </form>
    </Dialog>
  );
};

type Staying = { title: string; deed: Deed; queued: boolean; written(): Written[] | null };

/**
 * A dialog that goes with the row or the screen it stands in is not one that was done: unless it was ended here, or another took
 * its place, `Swept` has what it was about, what was written in it, and hears how its deed ends.
 */
const useStay = (now: Staying) => {
  const { swept, hand } = useSession();
  const router = useRouter();
  const latest = useRef(now);
  latest.current = now;
  const opened = useRef({ place: router.state.location.pathname, erased: hand.view().status.erasedCases.length });
  const isEnded = useRef(false);
  const isUnderWay = useRef(false);
  const leave = (fate: Fate) => {
    const { title, deed, written } = latest.current;
    const held = written();
    if (held === null && fate.kind === "not-begun") return;
    // What was erased meanwhile may be what these words are about.
    const words = held === null || hand.view().status.erasedCases.length > opened.current.erased ? [] : held;
    // Led elsewhere by a link in it, with nothing written and nothing begun: that is closing it.
    const isLeft = router.state.location.pathname !== opened.current.place;
    if (isLeft && fate.kind === "not-begun" && words.length === 0) return;
    swept.away({ key: deed.key, title, words, fate });
  };
  const gone = () => {
    const { deed, queued } = latest.current;
    if (isEnded.current) return;
    if (isUnderWay.current) leave({ kind: "under-way", asked: false });
    // Kept by the hand, and sent again or to be chosen about: that must not read as not done.
    else if (queued && deed.failed !== null) leave({ kind: "refused", failed: deed.failed });
    else leave({ kind: "not-begun" });
  };
  const onGone = useRef(gone);
  onGone.current = gone;
  // Before the page lets go of it: what was written still stands in its fields.
  useLayoutEffect(() => () => onGone.current(), []);
  return {
    /** Closed by the member, or done. */
    end: () => {
      isEnded.current = true;
      if (isUnderWay.current) leave({ kind: "under-way", asked: true });
    },
    through: async (act: FormDialogProps["act"]) => {
      const { deed } = latest.current;
      isUnderWay.current = true;
      try {
        const outcome = await act();
        // Refused where its button has gone, the deed has said so itself.
        if (swept.awaits(deed.key)) swept.ended(deed.key, outcome === null ? null : deed.failureIn(outcome));
        return outcome;
      } finally {
        isUnderWay.current = false;
      }
    },
  };
};

type AskProps = { ask: string; keep: { text: string; act(): void }; go: { text: string; act(): void } };

/** In the place of the buttons: the words themselves stay in view. The key that asked twice keeps them. */
export const AskFirst = ({ ask, keep, go }: AskProps) => {
  const safe = useRef<HTMLButtonElement>(null);
  useEffect(() => safe.current?.focus(), []);
  return (
    <div className="row dialog-end">
      <p role="alert" className="grow">
        {ask}
      </p>
      <button type="button" className="button" data-filled ref={safe} onClick={keep.act}>
        {keep.text}
      </button>
      <button type="button" className="button" onClick={go.act}>
        {go.text}
      </button>
    </div>
  );
};

export const HalfWritten = ({ keep, throwAway }: { keep(): void; throwAway(): void }) => {
  const { t } = useWords();
  return (
    <AskFirst
      ask={t("half-written.ask")}
      keep={{ text: t("half-written.keep"), act: keep }}
      go={{ text: t("half-written.throw"), act: throwAway }}
    />
  );
};
