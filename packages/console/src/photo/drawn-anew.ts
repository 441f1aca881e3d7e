import { PHOTO_BYTES_MOST } from "@fairlead/casework";
import { cleanFile } from "@fairlead/cleaning";
import { PIXELS_LIMIT, pictureIn } from "../files/picture.ts";

/** `no-picture`: of a kind that is not drawn here. `too-many-pixels`: a bomb, or nobody's photo. `too-large`: even at its smallest. */
export type DrawnAnew =
  | { kind: "drawn"; bytes: Uint8Array<ArrayBuffer>; width: number; height: number }
  | { kind: "no-picture" | "too-many-pixels" | "too-large" };

/** The longest side, then how exact: large enough for the small print of a passport first. */
const SIDES = [1_600, 1_200, 800] as const;
const EXACT = [0.85, 0.7, 0.5] as const;

/**
 * A picture as it may be kept beside a fact: only what is seen on it, drawn anew and never copied, so that no place, camera or
 * thumbnail of before is left; and once more through what cleans callers' files. On this machine alone.
 */
export async function drawnAnew(file: Blob): Promise<DrawnAnew> {
  // Taken away since it was chosen, or larger than fits into memory.
  const picked = await file.arrayBuffer().catch(() => null);
  const found = picked === null ? null : pictureIn(new Uint8Array(picked));
  if (picked === null || found === null) return { kind: "no-picture" };
  if (found.width * found.height > PIXELS_LIMIT) return { kind: "too-many-pixels" };
  let whole: ImageBitmap;
  try {
    // Its own header's type, not the name's; turned as its camera was held.
    whole = await createImageBitmap(new Blob([picked], { type: found.type }), { imageOrientation: "from-image" });
  } catch {
    return { kind: "no-picture" };
  }
  try {
    for (const side of SIDES) {
      const canvas = drawnAt(whole, side);
      for (const quality of EXACT) {
        const bytes = await jpegOf(canvas, quality);
        const cleaned = bytes === null ? null : await cleanFile(bytes);
        if (cleaned?.cleaned && cleaned.bytes.length <= PHOTO_BYTES_MOST)
          return { kind: "drawn", bytes: cleaned.bytes, width: canvas.width, height: canvas.height };
      }
    }
    return { kind: "too-large" };
  } finally {
    whole.close();
  }
}

const drawnAt = (whole: ImageBitmap, side: number): HTMLCanvasElement => {
  const scale = Math.min(1, side / Math.max(whole.width, whole.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(whole.width * scale));
  canvas.height = Math.max(1, Math.round(whole.height * scale));
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("a canvas that nothing can be drawn on");
  // What was seen through is paper, not night.
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(whole, 0, 0, canvas.width, canvas.height);
  return canvas;
};

const jpegOf = async (canvas: HTMLCanvasElement, quality: number): Promise<Uint8Array<ArrayBuffer> | null> => {
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", quality));
  return blob?.type === "image/jpeg" ? new Uint8Array(await blob.arrayBuffer()) : null;
};
