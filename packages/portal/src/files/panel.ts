/** What the second script shows, in the mailbox's own place. Texts stand in it as text; nothing is parsed. */
import { type AttachedFile, CHUNK_LENGTH, chunksOf, paddedSize } from "@fairlead/protocol/files";
import type { Chosen } from "./chosen.ts";
import { type FileText, TEXTS } from "./texts.ts";
import type { Uploading } from "./upload.ts";

type Say = (text: FileText, gaps?: Record<string, string | number>) => string;
type Picking = { onPick: (files: readonly File[]) => void };
/** Which of how many. */
export type Part = { n: number; m: number };

export type Panel = {
  ask: (on: Picking & { onLater: () => void }) => void;
  half: (file: AttachedFile, have: number, on: Picking & { onDrop: () => void }) => void;
  look: (name: string) => void;
  /** @param after they go behind the first words */
  choose: (
    chosen: readonly Chosen[],
    after: boolean,
    on: { onSend: (withOriginal: boolean) => void; onOther: () => void },
  ) => void;
  /** They wait for the first words. */
  after: (chosen: readonly Chosen[], onOther: () => void) => void;
  carry: (
    file: AttachedFile,
    part: Part,
    onCancel: () => void,
    onTry: () => void,
  ) => Pick<Uploading, "onProgress" | "onWaiting">;
  done: (count: number, another: () => void) => void;
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
  const comma = language === "ar" ? "، " : ", ";
  const allNamed = (chosen: readonly Chosen[]): (Node | string)[] =>
    chosen.flatMap(({ file }, index) => [index > 0 ? comma : "", named(file.name)]);
  const note = make("p", "note");
  note.setAttribute("role", "alert");
  note.hidden = true;
  const heading = make("h2", "", say("file.heading"));
  heading.tabIndex = -1;

  // What is said by itself stands in one place that stays: a screen reader does not read out what comes with its place.
  const status = make("div", "");
  status.setAttribute("role", "status");
  const rest = make("div", "");
  const waits = make("p", "hint");

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
    input.multiple = true;
    input.addEventListener("change", () => {
      const files = [...(input.files ?? [])];
      if (files.length > 0) onPick(files);
      input.value = "";
    });
    return make("label", "button pick", say("file.choose"), input);
  };

  const share = (file: AttachedFile, bytes: number): string =>
    `${Math.floor((100 * bytes) / Math.max(1, file.size))}\u00a0%`;

  return {
    ask: (on) => {
      waits.remove();
      show(
        null,
        make("p", "hint", say("file.lead", { n: megabytes })),
        picker(on),
        button(say("file.later"), "", on.onLater),
      );
    },
    half: (file, have, on) => {
      const all = have >= chunksOf(paddedSize(file.size));
      const done = share(file, Math.min(file.size, have * CHUNK_LENGTH));
      show(
        make("p", "", say("file.half"), " ", named(file.name), `${comma}${all ? share(file, file.size) : done}`),
        make("p", "hint", say("file.half.how")),
        picker(on),
        button(say("file.drop"), "", on.onDrop),
      );
    },
    look: (name) => show(make("p", "", named(name), " ", say("file.looking"))),
    choose: (chosen, after, on) => {
      const tick = make("input", "");
      tick.type = "checkbox";
      const cleaned = chosen.every(({ state }) => state === "cleaned");
      const some = chosen.some(({ state }) => state === "cleaned");
      const about = (["cleaned", "pdf", "uncleaned"] as const).flatMap((state) => {
        const these = chosen.filter((one) => one.state === state);
        const isGood = state === "cleaned";
        return these.length === 0
          ? []
          : [make("p", "", ...allNamed(these)), make("p", isGood ? "said" : "note", say(`file.${state}`))];
      });
      show(
        make("div", "", ...about),
        ...(some ? [make("p", "", make("label", "tick", tick, say("file.original")))] : []),
        button(say(`file.${after ? "after" : "send"}${cleaned ? "" : ".uncleaned"}`), after ? "" : "go", () =>
          on.onSend(tick.checked),
        ),
        button(say("file.choose.other"), "", on.onOther),
      );
    },
    after: (chosen, onOther) => {
      show(
        make("p", "said", say("file.then"), " ", ...allNamed(chosen)),
        button(say("file.choose.other"), "", onOther),
      );
      // Whoever has read the words goes away, unless told.
      waits.textContent = say("file.then.words");
      document.getElementById("sent")?.append(waits);
    },
    carry: (file, { n, m }, onCancel, onTry) => {
      waits.remove();
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
        make("p", "", say("file.sending"), ...(m > 1 ? [` ${n}/${m}`] : []), " ", named(file.name), " ", how),
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
    done: (count, another) => {
      show(
        make("p", "said", say(count > 1 ? "file.sent.many" : "file.sent", { n: count })),
        button(say("file.another"), "", another),
      );
    },
    refused: (code, again) => {
      show(null, button(say("file.again"), "", again));
      tell(say(REFUSED[code] ?? "file.failed", { n: megabytes }));
    },
    say: (text) => tell(say(text, { n: megabytes })),
  };
};
