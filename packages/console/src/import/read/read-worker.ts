/** Reads a file apart from the desk: a large one takes seconds, and one made to hurt must not stop anybody's night. */
import { readFile } from "./read-file.ts";
import type { Asked } from "./table.ts";

addEventListener("message", ({ data }: MessageEvent<Asked>) => postMessage(readFile(data)));
