/** A file that somebody has chosen, and what can be done about what it tells. Its bytes are not kept. */
import { cleanFile } from "@fairlead/cleaning";

export type Chosen = {
  file: File;
  /** `pdf`: cleaned where a member opens it, for what reads a PDF weighs more than this whole page. */
  state: "cleaned" | "pdf" | "uncleaned";
};

/** Null where the browser cannot read it: it was moved, or lies on a card that is gone. */
export const readBytes = async (file: File): Promise<Uint8Array | null> => {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
};

export const lookAt = async (file: File): Promise<Chosen | null> => {
  const bytes = await readBytes(file);
  if (bytes === null) return null;
  const isPdf = String.fromCharCode(...bytes.subarray(0, 5)) === "%PDF-";
  return { file, state: (await cleanFile(bytes)).cleaned ? "cleaned" : isPdf ? "pdf" : "uncleaned" };
};
