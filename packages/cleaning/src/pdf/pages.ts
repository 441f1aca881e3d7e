/** A document's pages in their order, each with what it has from the branches that it hangs on. */
import { PDFArray, type PDFContext, PDFDict, type PDFObject } from "@cantoo/pdf-lib";
import { INHERITED, NotKnown, name } from "./known.ts";

/** Far more than a document has. */
const PAGES = 5_000;
const DEPTH = 50;

export type Page = { dict: PDFDict; inherited: ReadonlyMap<string, PDFObject> };

export const pagesIn = (from: PDFContext, root: PDFObject | undefined): Page[] => {
  const pages: Page[] = [];
  // A page that hangs on two branches is two pages; a branch that hangs on itself is none.
  const walk = (
    object: PDFObject | undefined,
    above: ReadonlyMap<string, PDFObject>,
    path: readonly PDFDict[],
  ): void => {
    const dict = from.lookup(object);
    if (!(dict instanceof PDFDict) || path.includes(dict) || path.length > DEPTH || pages.length >= PAGES)
      throw new NotKnown();
    const inherited = new Map(above);
    for (const key of INHERITED) {
      const value = dict.get(name(key));
      if (value !== undefined) inherited.set(key, value);
    }
    const kids = dict.lookup(name("Kids"));
    if (!(kids instanceof PDFArray)) pages.push({ dict, inherited });
    else for (const kid of kids.asArray()) walk(kid, inherited, [...path, dict]);
  };
  walk(root, new Map(), []);
  return pages;
};
