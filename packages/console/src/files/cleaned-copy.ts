import type { CleanedFile } from "@fairlead/cleaning";
import { useEffect, useState } from "react";

/** Longer than anybody's document takes; a bomb takes for ever. */
const PATIENCE = 30_000;

/** `looking`: not known yet. null: it could not be cleaned. */
export type Copy = "looking" | Uint8Array<ArrayBuffer> | null;

/** What is left of a file without place, camera and author. @param wanted false: it was cleaned before it came */
export const useCleanedCopy = (bytes: Uint8Array<ArrayBuffer>, wanted: boolean): Copy => {
  const [copy, setCopy] = useState<Copy>("looking");
  useEffect(() => {
    if (!wanted) return;
    const worker = new Worker(new URL("./clean-worker.ts", import.meta.url), { type: "module" });
    const end = (made: Copy) => {
      clearTimeout(patience);
      worker.terminate();
      setCopy(made);
    };
    const patience = setTimeout(() => end(null), PATIENCE);
    worker.addEventListener("message", ({ data }: MessageEvent<CleanedFile>) => end(data.cleaned ? data.bytes : null));
    // It choked: the desk goes on.
    worker.addEventListener("error", () => end(null));
    worker.postMessage(bytes);
    return () => {
      clearTimeout(patience);
      worker.terminate();
    };
  }, [bytes, wanted]);
  return copy;
};
