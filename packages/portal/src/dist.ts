/** Reads what `node packages/portal/build.ts` has left in `dist/`. */
import { readFile } from "node:fs/promises";
import type { Build } from "./stamp.ts";

/** @throws Error (ENOENT) when the portal was not built yet */
export const readBuild = async (directory: URL = new URL("../dist/", import.meta.url)): Promise<Build> => {
  const read = async (name: string): Promise<Uint8Array> => readFile(new URL(name, directory));
  const [css, script, later, en, ru, files, ticket] = await Promise.all([
    read("page.css"),
    read("script.js"),
    read("later.js"),
    read("words-en.txt"),
    read("words-ru.txt"),
    read("files.js"),
    read("ticket.js"),
  ]);
  return { css, script, later, words: { en, ru }, files, ticket };
};
