import { type PhotoId, photoStopped, type StreamId } from "@fairlead/casework";
import { bytesOf } from "./base64.ts";
import type { Held } from "./held.ts";

/** `gone`: taken out, erased, or written before this member began to read. `stopped`: whose face it is has said no since. */
export type PhotoOpened = { kind: "photo"; bytes: Uint8Array<ArrayBuffer> } | { kind: "gone" } | { kind: "stopped" };

/**
 * A picture, read from its commit on this device: the fold knows of it without it, so that nobody carries ten thousand
 * faces in memory to look at one. To be asked only after somebody has said why they look.
 */
export function openPhoto(held: Held, stream: StreamId, photo: PhotoId): PhotoOpened {
  const content = held.state.streams.get(stream)?.content;
  const record = content?.is === "part" ? content.part.photos.get(photo) : undefined;
  if (record === undefined || record.removed !== null || record.bytes === null) return { kind: "gone" };
  if (photoStopped(held.state, stream, photo, held.effects.clock()) !== null) return { kind: "stopped" };
  for (const { entries } of held.compartments.get(stream)?.accepted ?? [])
    for (const { author, at, operation } of entries)
      if (operation.op === "addPhoto" && operation.photo === photo && author === record.by && at === record.at)
        // The parser let nothing through that is not base64.
        return operation.picture === null ? { kind: "gone" } : { kind: "photo", bytes: bytesOf(operation.picture) };
  return { kind: "gone" };
}
