import { useCallback, useEffect, useRef, useState } from "react";
import { type Asked, FILE_MOST, type NotRead, type ReadTable, type ReadWish } from "./read/table.ts";

export type Opened = { kind: "choosing" } | { kind: "reading" } | { kind: "read"; found: ReadTable | NotRead };

/** One file, read in a worker that ends with the page. Its name is not kept, and its bytes no longer than the page. */
export const useTable = (onTable: (table: ReadTable) => void) => {
  const [opened, setOpened] = useState<Opened>({ kind: "choosing" });
  const bytes = useRef<Uint8Array<ArrayBuffer> | null>(null);
  const worker = useRef<Worker | null>(null);
  const stop = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
  }, []);
  useEffect(() => stop, [stop]);

  const end = (found: ReadTable | NotRead) => {
    stop();
    setOpened({ kind: "read", found });
    if (found.kind === "table") onTable(found);
  };
  const readAs = (wish: ReadWish) => {
    if (bytes.current === null) return;
    stop();
    setOpened({ kind: "reading" });
    const reading = new Worker(new URL("./read/read-worker.ts", import.meta.url), { type: "module" });
    worker.current = reading;
    reading.addEventListener("message", ({ data }: MessageEvent<ReadTable | NotRead>) => end(data));
    reading.addEventListener("error", () => end({ kind: "unreadable" }));
    const asked: Asked = { bytes: bytes.current, wish };
    reading.postMessage(asked);
  };
  const choose = async (file: File) => {
    stop();
    // Before anything of it is in memory.
    if (file.size > FILE_MOST) return end({ kind: "too-large", most: FILE_MOST });
    setOpened({ kind: "reading" });
    const buffer = await file.arrayBuffer().catch(() => null);
    if (buffer === null) return end({ kind: "unreadable" });
    bytes.current = new Uint8Array(buffer);
    readAs({});
  };
  return { opened, choose, readAs };
};
