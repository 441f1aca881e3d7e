/** What is too heavy for a phone on a slow line: run where a member opens the file. See `pdf/clean-pdf.ts`. */
import { type CleanedFile, cleanFile, cleanWith } from "./clean.ts";
import { cleanPdf } from "./pdf/clean-pdf.ts";

/** Whatever the caller's phone cleans, and PDF: for files that came without passing through it, or that it could not. */
export const cleanDocument = async (bytes: Uint8Array): Promise<CleanedFile> => {
  const pdf = await cleanWith([cleanPdf], bytes);
  return pdf.cleaned ? pdf : cleanFile(bytes);
};
