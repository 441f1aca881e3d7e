/** What the second script shows, in the mailbox's own place. Texts stand in it as text; nothing is parsed. */
import { type AttachedFile, CHUNK_LENGTH, chunksOf, paddedSize } from "@fairlead/protocol/files";
import { type FileText, TEXTS } from "./texts.ts";
import type { Uploading } from "./upload.ts";

type Say = (text: FileText, gaps?: Record<string, string | number>) => string;
type Picking = { onPick: (file: File) => void };

export type Panel = {
  ask: (on: Picking & { onLater: () => void }) => void;
  half: (file: AttachedFile, have: number, on: Picking & { onDrop: () => void }) => void;
  look: (name: string) => void;
  choose: (
    name: string,
    state: "cleaned" | "uncleaned" | "pdf",
    on: { onSend: (withOriginal: boolean) => void; onOther: () => void },
  ) => void;
  carry: (file: AttachedFile, onCancel: () => void, onTry: () => void) => Pick<Uploading, "onProgress" | "onWaiting">;
  done: (another: () => void) => void;
  refused: (code: string, again: () => void) => void;
  say: (text: FileText) => void;
};

const make = <K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  ...inner: (Node | string)[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(name);
  element.className = className;
  element.append(...inner);
  return element;
};

const button = (text: string, className: string, act: () => void): HTMLButtonElement => {
  const made = make("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};

/** A name in its own direction, which must not turn the sentence around it. */
const named = (name: string): HTMLElement => make("bdi", "", name);

const REFUSED: Readonly<Record<string, FileText>> = {
  FL_QUOTA: "file.full",
  FL_FULL: "file.full",
  FL_STORE_FULL: "file.full",
  FL_FILE_LARGE: "file.large",
  FL_FILE: "file.gone",
  full: "file.full",
  network: "file.waiting",
};

export const openPanel = (place: HTMLElement, language: string, limit: number): Panel => {
  const texts = TEXTS[language] ?? TEXTS.en;
  const megabytes = Math.floor(limit / (1024 * 1024));
  const say: Say = (text, gaps = {}) =>
    (texts?.[text] ?? "").replace(/\{(\w+)\}/g, (gap, name: string) => (name in gaps ? String(gaps[name]) : gap));
  const note = make("p", "note");
  note.setAttribute("role", "alert");
  note.hidden = true;
  const heading = make("h2", "", say("file.heading"));
  heading.tabIndex = -1;

  // What is said by itself stands in one place that stays: a screen reader does not read out what comes with its place.
  const status = make("div", "");
  status.setAttribute("role", "status");
  const rest = make("div", "");

  const show = (said: Node | null, ...inner: Node[]): void => {
    const isNew = !place.contains(heading);
    const hadFocus = rest.contains(document.activeElement);
    if (isNew) place.replaceChildren(heading, status, rest, note);
    note.hidden = true;
    status.replaceChildren(...(said === null ? [] : [said]));
    rest.replaceChildren(...inner);
    // The button that was pressed is gone with what stood there.
    if (isNew || hadFocus) heading.focus({ preventScroll: !isNew });
  };
  const tell = (text: string): void => {
    note.textContent = text;
    note.hidden = false;
  };

  const picker = ({ onPick }: Picking): HTMLElement => {
    const input = make("input", "");
    input.type = "file";
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      if (file !== undefined) onPick(file);
      input.value = "";
    });
    return make("label", "button pick", say("file.choose"), input);
  };

  const share = (file: AttachedFile, bytes: number): string =>
    `${Math.floor((100 * bytes) / Math.max(1, file.size))}\u00a0%`;

  return {
    ask: (on) =>
      show(
        null,
        make("p", "hint", say("file.lead", { n: megabytes })),
        picker(on),
        button(say("file.later"), "", on.onLater),
      ),
    half: (file, have, on) => {
      const all = have >= chunksOf(paddedSize(file.size));
      const done = share(file, Math.min(file.size, have * CHUNK_LENGTH));
      show(
        make("p", "", say("file.half"), " ", named(file.name), `, ${all ? share(file, file.size) : done}`),
        make("p", "hint", say("file.half.how")),
        picker(on),
        button(say("file.drop"), "", on.onDrop),
      );
    },
    look: (name) => show(make("p", "", named(name), " ", say("file.looking"))),
    choose: (name, state, on) => {
      const cleaned = state === "cleaned";
      const tick = make("input", "");
      tick.type = "checkbox";
      const original = make("label", "tick", tick, say("file.original"));
      show(
        make("div", "", make("p", "", named(name)), make("p", cleaned ? "said" : "note", say(`file.${state}`))),
        ...(cleaned ? [make("p", "", original)] : []),
        button(say(cleaned ? "file.send" : "file.send.uncleaned"), "go", () => on.onSend(tick.checked)),
        button(say("file.choose.other"), "", on.onOther),
      );
    },
    carry: (file, onCancel, onTry) => {
      const bar = make("progress", "");
      bar.max = Math.max(1, file.size);
      bar.value = 0;
      bar.setAttribute("aria-label", say("file.sending"));
      const line = make("p", "hint", say("file.keep"));
      const how = make("span", "", share(file, 0));
      const again = button(say("file.try"), "", onTry);
      again.hidden = true;
      show(
        null,
        make("p", "", say("file.sending"), " ", named(file.name), " ", how),
        bar,
        line,
        again,
        button(say("file.cancel"), "", onCancel),
      );
      return {
        onProgress: (bytes) => {
          bar.value = bytes;
          how.textContent = share(file, bytes);
        },
        onWaiting: (why) => {
          again.hidden = why === null;
          if (why === null) note.hidden = true;
          else tell(say(why === "busy" ? "file.busy" : "file.waiting"));
        },
      };
    },
    done: (another) => {
      show(make("p", "said", say("file.sent")), button(say("file.another"), "", another));
    },
    refused: (code, again) => {
      show(null, button(say("file.again"), "", again));
      tell(say(REFUSED[code] ?? "file.failed", { n: megabytes }));
    },
    say: (text) => tell(say(text, { n: megabytes })),
  };
};
