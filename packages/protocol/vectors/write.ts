/** Writes the vectors anew: `node packages/protocol/vectors/write.ts`. */
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { makeVectors } from "./generate.ts";

const { files, derived } = await makeVectors();
const write = (name: string, value: unknown) =>
  writeFile(resolve(import.meta.dirname, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`);
await Promise.all([...files.map((file) => write(file.form, file)), write("derived", derived)]);
