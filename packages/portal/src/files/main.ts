/** The second script: what is shown and done when somebody adds files. Entered by the first, see `script/files-door.ts`. */
import { cleanFile } from "@fairlead/cleaning";
import {
  type AttachedFile,
  chunksOf,
  hashOf,
  type MessageId,
  newFileKey,
  newId,
  paddedSize,
  safeName,
  safeType,
} from "@fairlead/protocol/files";
import type { OwnMailbox } from "../script/own-mailbox.ts";
import { type Chosen, lookAt, readBytes } from "./chosen.ts";
import type { OpenFiles } from "./host.ts";
import { openPanel, type Part } from "./panel.ts";
import { findUnfinished, giveUp, isSame, type Parcel, packParcel, type Unfinished, upload } from "./upload.ts";

/** Bytes, for somebody whom the team has not answered. The server has the last word. */
const UNKNOWN_LIMIT = 8 * 1024 * 1024;
const AT_ONCE = 10;

const open: OpenFiles = (host) => {
  const { line, place } = host;
  let own = host.own;
  const limit = own?.fileLimit ?? UNKNOWN_LIMIT;
  const panel = openPanel(place, line.language, limit);
  let stopped = false;
  let unfinished: Unfinished | null = null;

  const start = (): void => panel.ask({ onPick: (files) => void pick(files), onLater: later });

  const later = (): void => {
    place.replaceChildren();
    (place.previousElementSibling as HTMLElement | null)?.focus();
  };

  const pick = async (files: readonly File[]): Promise<void> => {
    if (files.length > AT_ONCE) return panel.say("file.many");
    if (files.some(({ size }) => size === 0)) return panel.say("file.empty");
    // What must not be sent is not read into memory first.
    if (files.some(({ size }) => size > limit)) return panel.say("file.large");
    if (unfinished !== null) return goOn(files, unfinished);
    const chosen: Chosen[] = [];
    for (const file of files) {
      panel.look(file.name);
      const one = await lookAt(file);
      if (line.isOver()) return;
      if (one === null) {
        start();
        return panel.say("file.unreadable");
      }
      chosen.push(one);
    }
    panel.choose(chosen, own === null, {
      onSend: (withOriginal) => void (own === null ? sendAfter(chosen, withOriginal) : sendAll(chosen, withOriginal)),
      onOther: start,
    });
  };

  // It was opened beside the first words, whose form is gone when they are there.
  if (own === null)
    void host.ready.then(() => {
      if (place.closest("#ask") !== null) document.getElementById("done")?.append(place);
    });

  /** What was chosen beside the first words: they go first, whatever the line is like. */
  let turn = 0;
  const sendAfter = async (chosen: readonly Chosen[], withOriginal: boolean): Promise<void> => {
    const mine = ++turn;
    panel.after(chosen, () => {
      turn++;
      start();
    });
    await host.ready;
    if (mine !== turn || line.isOver()) return;
    await sendAll(chosen, withOriginal);
  };

  const sendAll = async (chosen: readonly Chosen[], withOriginal: boolean): Promise<void> => {
    for (const [index, one] of chosen.entries()) {
      const part: Part = { n: index + 1, m: chosen.length };
      if (!(await sendPicked(one, withOriginal, part))) return;
    }
    panel.done(chosen.length, start);
  };

  const sendPicked = async ({ file, state }: Chosen, withOriginal: boolean, part: Part): Promise<boolean> => {
    const mine = await mailbox();
    // Read again, one at a time: ten films at once are more than an old phone can hold.
    const bytes = mine && (await readBytes(file));
    const clean = bytes && (await cleanFile(bytes));
    if (mine === null || line.isOver()) return false;
    if (bytes === null || clean === null || clean.cleaned !== (state === "cleaned")) {
      start();
      panel.say("file.unreadable");
      return false;
    }
    const sent = clean.cleaned
      ? await send(mine, file, bytes, clean.bytes, "cleaned", part)
      : await send(mine, file, bytes, bytes, "not-cleanable", part);
    // Sealed apart: a key and a letter of its own.
    return sent && clean.cleaned && withOriginal ? send(mine, file, bytes, bytes, "original", part) : sent;
  };

  /** Waits for the network as long as it takes. */
  const mailbox = async (): Promise<OwnMailbox | null> => {
    while (own === null && !line.isOver()) {
      const found = await host.open();
      if (typeof found !== "string") own = found;
      else {
        panel.say("file.waiting");
        await line.effects.pause(5_000);
      }
    }
    return own;
  };

  /** @returns whether it is with the team; else the panel says why not */
  const send = async (
    mine: OwnMailbox,
    { name, type }: File,
    picked: Uint8Array,
    bytes: Uint8Array,
    cleaned: AttachedFile["cleaned"],
    part: Part,
  ): Promise<boolean> => {
    const about = { name: safeName(name), type: safeType(type), size: bytes.length, cleaned };
    const note = {
      file: { ...newFileKey(line.effects.random), ...about },
      picked: { size: picked.length, digest: hashOf(picked) },
      sent: hashOf(bytes),
    };
    const message = newId<MessageId>(line.effects.random);
    return carry(mine, await packParcel(line, mine.keys, { note, message, bytes }), part);
  };

  const carry = async (mine: OwnMailbox, parcel: Parcel, part: Part): Promise<boolean> => {
    stopped = false;
    const cancel = (): void => {
      stopped = true;
      host.wake();
    };
    const shown = panel.carry(parcel.file, part, cancel, host.wake);
    const uploaded = await upload(parcel, { line, keys: mine.keys, ...shown, isStopped: () => stopped });
    if (uploaded.kind === "there") return name(mine, parcel.file, parcel.message);
    if (uploaded.kind === "refused") panel.refused(uploaded.code, start);
    else if (!line.isOver()) await drop(mine, parcel.file);
    return false;
  };

  const drop = async (mine: OwnMailbox, file: AttachedFile): Promise<void> => {
    // Should the network be away now, the server forgets it by itself after two days.
    await giveUp(line, mine.keys, file);
    unfinished = null;
    start();
    panel.say("file.cancelled");
  };

  /** The letter that makes it the team's. Before, it is nobody's. */
  const name = async (mine: OwnMailbox, file: AttachedFile, message: MessageId): Promise<boolean> => {
    const trouble = await host.send(mine, { text: "", answers: {}, tap: "none", files: [file] }, message);
    if (trouble === null) {
      unfinished = null;
      return true;
    }
    // The others of the same choice go on from here as well.
    return new Promise((settled) => panel.refused(trouble, () => void name(mine, file, message).then(settled)));
  };

  /** The same file was chosen again, or others. What is cleaned otherwise today cannot go on where it was cut. */
  const goOn = async (files: readonly File[], half: Unfinished): Promise<void> => {
    const { note, message, form } = half;
    const mine = own;
    if (mine === null) return;
    const offer = (text: "file.other" | "file.changed"): void => {
      panel.half(note.file, half.have, { onPick: (more) => void pick(more), onDrop: () => void drop(mine, note.file) });
      panel.say(text);
    };
    for (const file of files) {
      if (file.size !== note.picked.size) continue;
      panel.look(file.name);
      const picked = await readBytes(file);
      if (picked === null || !isSame(picked, note)) continue;
      const clean = note.file.cleaned === "cleaned" ? await cleanFile(picked) : null;
      const bytes = clean === null ? picked : clean.cleaned ? clean.bytes : null;
      if (bytes === null || hashOf(bytes) !== note.sent) return offer("file.changed");
      if (!(await carry(mine, { file: note.file, message, form, bytes }, { n: 1, m: files.length }))) return;
      const rest = files.filter((other) => other !== file);
      return rest.length > 0 ? pick(rest) : panel.done(1, start);
    }
    offer("file.other");
  };

  const begin = async (): Promise<void> => {
    const mine = own;
    if (!mine?.unfinished) return start();
    panel.look("");
    unfinished = await findUnfinished(line, mine.keys);
    if (unfinished === null) return start();
    const { note, message, have } = unfinished;
    // All of it is there: only the letter that names it was cut off.
    if (have >= chunksOf(paddedSize(note.file.size))) {
      if (await name(mine, note.file, message)) panel.done(1, start);
      return;
    }
    panel.half(note.file, have, { onPick: (files) => void pick(files), onDrop: () => void drop(mine, note.file) });
  };
  void begin();
};

(document.currentScript as HTMLScriptElement & { openFiles?: OpenFiles }).openFiles = open;
