/** What the second script is given by the first. */
import type { MessageId } from "@fairlead/protocol/files";
import type { Line, Written } from "../script/line.ts";
import type { OwnMailbox } from "../script/own-mailbox.ts";
import type { Trouble } from "../script/state.ts";

export type FilesHost = {
  line: Line;
  /** Null where the first letter is still being written. */
  own: OwnMailbox | null;
  /** There is a mailbox: its words have opened it, or have been read here. */
  ready: Promise<void>;
  open: () => Promise<OwnMailbox | Trouble>;
  /** Where it may show something. */
  place: HTMLElement;
  /** Sends the letter that names a file. Null when it is there. */
  send: (own: OwnMailbox, written: Written, as: MessageId) => Promise<Trouble | null>;
  /** What the first script's "try again now" does. */
  wake: () => void;
};

export type OpenFiles = (host: FilesHost) => void;
