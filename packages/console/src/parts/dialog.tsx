import type { Outcome } from "@fairlead/client";
import { Modal } from "@mantine/core";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useWords } from "../say/words.tsx";
import { type Deed, isTaken, Refused } from "../session/deed.tsx";
import { useHalfWritten } from "./half-written.ts";
import { Icon } from "./icon.tsx";
import "./dialog.css";

type DialogProps = { title: string; opened: boolean; onClose(): void; wide?: boolean; children: ReactNode };

/** Focus stays inside while it is open and goes back to where it came from. */
export const Dialog = ({ title, opened, onClose, wide, children }: DialogProps) => {
  const { t } = useWords();
  useFocusReturned(opened);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      returnFocus={false}
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

type FormDialogProps = DialogProps & {
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
  const send = async () => {
    const outcome = await act();
    if (outcome?.kind === "done") dialog.onClose();
  };
  // Kept by the hand, and sent again or to be chosen about: nothing more to do here than to read that, and close.
  const queued =
    deed.failed !== null &&
    deed.failed.kind !== "fault" &&
    deed.failed.kind !== "no-answer" &&
    (deed.failed.kind === "passed-over" || isTaken(deed.failed));
  const close = () => {
    if (queued || words.mayClose()) dialog.onClose();
  };
  return (
    <Dialog {...dialog} onClose={close}>
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
          <HalfWritten keep={words.keep} throwAway={dialog.onClose} />
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

/** In the place of the buttons: the words themselves stay in view. */
const HalfWritten = ({ keep, throwAway }: { keep(): void; throwAway(): void }) => {
  const { t } = useWords();
  const safe = useRef<HTMLButtonElement>(null);
  useEffect(() => safe.current?.focus(), []);
  return (
    <div className="row dialog-end">
      <p role="alert" className="grow">
        {t("half-written.ask")}
      </p>
      <button type="button" className="button" data-filled ref={safe} onClick={keep}>
        {t("half-written.keep")}
      </button>
      <button type="button" className="button" onClick={throwAway}>
        {t("half-written.throw")}
      </button>
    </div>
  );
};
