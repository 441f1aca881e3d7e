import { readFile } from "node:fs/promises";
import { Failure } from "./failure.ts";

/** @returns what stands in a file, of any shape. Of its text nothing is repeated: it may be about people. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new Failure(`${file} cannot be read.`, 2);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure(`${file} is not JSON.`, 2);
  }
}
