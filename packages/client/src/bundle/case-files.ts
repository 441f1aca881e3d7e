import { type CaseRecord, casePage, type LetterFile, type RecordFile } from "@fairlead/casework";
import { hashOf } from "@fairlead/protocol";
import { type TarFile, tarOf } from "./tar.ts";

/** A sender's name could leave the folder, or be run: the file is numbered, and keeps only an ending that we know. */
const ENDINGS: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "application/pdf": "pdf",
  "audio/mpeg": "mp3",
  "audio/ogg": "ogg",
  "audio/mp4": "m4a",
  "video/mp4": "mp4",
  "video/webm": "webm",
  "text/plain": "txt",
};

/** A letter's file as it will lie in the bundle; without bytes, why not. */
export function recordFileOf(
  { name, type, size, cleaned }: LetterFile,
  index: number,
  had: Uint8Array | "erased" | "altered",
): { record: RecordFile; file: TarFile | null } {
  const said = { name, type, bytes: size, cleaned };
  if (!(had instanceof Uint8Array)) return { record: { ...said, path: null, sha256: null, missing: had }, file: null };
  const path = `files/${String(index + 1).padStart(3, "0")}.${ENDINGS[type] ?? "bin"}`;
  return { record: { ...said, path, sha256: hashOf(had), missing: null }, file: { path, bytes: had } };
}

/** A picture beside a fact, as it will lie in the bundle. */
export function photoFileOf(
  index: number,
  had: Uint8Array | "erased" | "unread",
): { record: RecordFile; file: TarFile | null } {
  const name = `${String(index + 1).padStart(3, "0")}.jpg`;
  const said = { name, type: "image/jpeg", cleaned: "cleaned" as const };
  if (!(had instanceof Uint8Array))
    return { record: { ...said, bytes: 0, path: null, sha256: null, missing: had }, file: null };
  const path = `photos/${name}`;
  const record = { ...said, bytes: had.length, path, sha256: hashOf(had), missing: null };
  return { record, file: { path, bytes: had } };
}

/** What is inside the seal: the record for machines, the same for the eye, and what came with the letters. */
export function caseTar(record: CaseRecord, files: readonly TarFile[], now: number): Uint8Array<ArrayBuffer> {
  const text = (words: string) => new TextEncoder().encode(words);
  return tarOf(
    [
      { path: "case.json", bytes: text(`${JSON.stringify(record, null, 2)}\n`) },
      { path: "case.html", bytes: text(casePage(record)) },
      ...files,
    ],
    Math.floor(now / 1000),
  );
}
