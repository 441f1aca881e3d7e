import type { Outcome } from "@fairlead/client";
import { Modal } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { useWords } from "../say/words.tsx";
import { type Deed, isTaken, Refused } from "../session/deed.tsx";
import { Icon } from "./icon.tsx";
import "./dialog.css";

type DialogProps = { title: string; opened: boolean; onClose(): void; wide?: boolean; children: ReactNode };

/** Focus stays inside while it is open and goes back to where it came from. */
export const Dialog = ({ title, opened, onClose, wide, children }: DialogProps) => {
  const { t } = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
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

type FormDialogProps = DialogProps & {
  deed: Deed;
  submit: string;
  /** What will be destroyed, or cannot be taken back. */
  warning?: string;
  grave?: boolean;
  ready: boolean;
  act(): Promise<Outcome<unknown> | null>;
};

/** A dialog that does one thing. It closes when the thing is done; what was typed stays when it is not. */
export const FormDialog = ({ deed, submit, warning, grave, ready, act, children, ...dialog }: FormDialogProps) => {
  const { t } = useWords();
  const id = useId();
  const send = async () => {
    const outcome = await act();
    if (outcome?.kind === "done") dialog.onClose();
  };
  // Kept by the hand and sent again: nothing more to do here than to read that, and close.
  const queued =
    deed.failed !== null && deed.failed.kind !== "fault" && deed.failed.kind !== "no-answer" && isTaken(deed.failed);
  return (
    <Dialog {...dialog}>
      <form
        className="stack"
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
        <div className="row dialog-end">
          <button type="button" className="button" onClick={dialog.onClose}>
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
      </form>
    </Dialog>
  );
};
