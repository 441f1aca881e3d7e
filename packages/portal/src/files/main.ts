/** The second script: what is shown and done when somebody adds a file. Entered by the first, see `script/files-door.ts`. */
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
import type { OpenFiles } from "./host.ts";
import { openPanel } from "./panel.ts";
import { findUnfinished, giveUp, isSame, type Parcel, packParcel, type Unfinished, upload } from "./upload.ts";

type Picked = { name: string; type: string; bytes: Uint8Array };

/** Cleaned where a member opens it: what reads a PDF weighs more than this whole page. */
const isPdf = (bytes: Uint8Array): boolean => String.fromCharCode(...bytes.subarray(0, 5)) === "%PDF-";

const open: OpenFiles = (host) => {
  const { line, own, place } = host;
  const panel = openPanel(place, line.language, own.fileLimit);
  let stopped = false;
  let unfinished: Unfinished | null = null;

  const start = (): void => panel.ask({ onPick: (file) => void pick(file), onLater: later });

  const later = (): void => {
    place.replaceChildren();
    document.getElementById("file-add")?.focus();
  };

  const pick = async (file: File): Promise<void> => {
    if (file.size === 0) return panel.say("file.empty");
    // What must not be sent is not read into memory first.
    if (file.size > own.fileLimit) return panel.say("file.large");
    panel.look(file.name);
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      return panel.say("file.unreadable");
    }
    if (line.isOver()) return;
    const picked = { name: file.name, type: file.type, bytes };
    if (unfinished !== null) return goOn(picked, unfinished);
    const clean = await cleanFile(bytes);
    panel.choose(picked.name, clean.cleaned ? "cleaned" : isPdf(bytes) ? "pdf" : "uncleaned", {
      onSend: (withOriginal) => void sendPicked(picked, clean, withOriginal),
      onOther: start,
    });
  };

  const sendPicked = async (
    picked: Picked,
    clean: Awaited<ReturnType<typeof cleanFile>>,
    withOriginal: boolean,
  ): Promise<void> => {
    const done = clean.cleaned
      ? await send(picked, clean.bytes, "cleaned")
      : await send(picked, picked.bytes, "not-cleanable");
    // Sealed apart: a key and a letter of its own.
    if (done && withOriginal && !(await send(picked, picked.bytes, "original"))) return;
    if (done) panel.done(start);
  };

  /** @returns whether it is with the team; else the panel says why not */
  const send = async (picked: Picked, bytes: Uint8Array, cleaned: AttachedFile["cleaned"]): Promise<boolean> => {
    const about = { name: safeName(picked.name), type: safeType(picked.type), size: bytes.length, cleaned };
    const note = {
      file: { ...newFileKey(line.effects.random), ...about },
      picked: { size: picked.bytes.length, digest: hashOf(picked.bytes) },
      sent: hashOf(bytes),
    };
    const message = newId<MessageId>(line.effects.random);
    return carry(await packParcel(line, own.keys, { note, message, bytes }));
  };

  const carry = async (parcel: Parcel): Promise<boolean> => {
    stopped = false;
    const cancel = (): void => {
      stopped = true;
      host.wake();
    };
    const shown = panel.carry(parcel.file, cancel, host.wake);
    const uploaded = await upload(parcel, { line, keys: own.keys, ...shown, isStopped: () => stopped });
    if (uploaded.kind === "there") return name(parcel.file, parcel.message);
    if (uploaded.kind === "refused") panel.refused(uploaded.code, start);
    else if (!line.isOver()) await drop(parcel.file);
    return false;
  };

  const drop = async (file: AttachedFile): Promise<void> => {
    // Should the network be away now, the server forgets it by itself after two days.
    await giveUp(line, own.keys, file);
    unfinished = null;
    start();
    panel.say("file.cancelled");
  };

  /** The letter that makes it the team's. Before, it is nobody's. */
  const name = async (file: AttachedFile, message: MessageId): Promise<boolean> => {
    const trouble = await host.send({ text: "", answers: {}, tap: "none", files: [file] }, message);
    if (trouble === null) {
      unfinished = null;
      return true;
    }
    panel.refused(trouble, () => void name(file, message).then((sent) => sent && panel.done(start)));
    return false;
  };

  /** The same file was chosen again, or another. What is cleaned otherwise today cannot go on where it was cut. */
  const goOn = async (picked: Picked, half: Unfinished): Promise<void> => {
    const { note, message, form } = half;
    const offer = (text: "file.other" | "file.changed"): void => {
      panel.half(note.file, half.have, { onPick: (file) => void pick(file), onDrop: () => void drop(note.file) });
      panel.say(text);
    };
    if (!isSame(picked.bytes, note)) return offer("file.other");
    const clean = note.file.cleaned === "cleaned" ? await cleanFile(picked.bytes) : null;
    const bytes = clean === null ? picked.bytes : clean.cleaned ? clean.bytes : null;
    if (bytes === null || hashOf(bytes) !== note.sent) return offer("file.changed");
    if (await carry({ file: note.file, message, form, bytes })) panel.done(start);
  };

  const begin = async (): Promise<void> => {
    if (!own.unfinished) return start();
    panel.look("");
    unfinished = await findUnfinished(line, own.keys);
    if (unfinished === null) return start();
    const { note, message, have } = unfinished;
    // All of it is there: only the letter that names it was cut off.
    if (have >= chunksOf(paddedSize(note.file.size))) {
      if (await name(note.file, message)) panel.done(start);
      return;
    }
    panel.half(note.file, have, { onPick: (file) => void pick(file), onDrop: () => void drop(note.file) });
  };
  void begin();
};

(document.currentScript as HTMLScriptElement & { openFiles?: OpenFiles }).openFiles = open;
