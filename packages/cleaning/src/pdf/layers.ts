/** Layers: which of them are shown at first. Their names, and who made them, are left out. */
import { type PDFContext, PDFDict } from "@cantoo/pdf-lib";
import type { Copy } from "./copy.ts";
import { name } from "./known.ts";

export const layersOf = (catalog: PDFDict, copy: Copy, to: PDFContext): PDFDict | null => {
  const layers = catalog.lookup(name("OCProperties"));
  if (!(layers instanceof PDFDict)) return null;
  const shown = layers.lookup(name("D"));
  const take = (from: PDFDict, keys: readonly string[]): PDFDict => {
    const made = to.obj({});
    for (const key of keys) {
      const value = from.get(name(key));
      if (value !== undefined) made.set(name(key), copy.value(value));
    }
    return made;
  };
  const made = take(layers, ["OCGs"]);
  made.set(name("D"), shown instanceof PDFDict ? take(shown, ["BaseState", "ON", "OFF", "Intent"]) : to.obj({}));
  return made;
};
